"""What the pages of /field/ show of notices: what waits, the lists, one notice with its objections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import date_text, moment_text
from communities.choices import NoticeCategory, NoticeState, ObjectionSource
from communities.models import Community, Complex, Notice, Objection
from communities.queries.notices import NoticeRow, facts_of
from communities.queries.places import Place
from communities.queries.reach import AnyPlace, Reach
from core.page_parts import Count, Fact, Tag

if TYPE_CHECKING:
    from accounts.models import User
    from communities.querysets import NoticeQuerySet

ROWS_A_PAGE = 20
SHOWS = {
    "decide": gettext_lazy("待审"),
    "mine": gettext_lazy("我写的"),
    "shown": gettext_lazy("公布的"),
    "objections": gettext_lazy("异议"),
}
STATE_TAGS: dict[str, tuple[str, str]] = {
    NoticeState.DRAFT: ("mute", "pen"),
    NoticeState.SUBMITTED: ("info", "clock"),
    NoticeState.RETURNED: ("warn", "warn"),
    NoticeState.PUBLISHED: ("ok", "check"),
    NoticeState.WITHDRAWN: ("bad", "cross"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRow:
    """One objection for those who answer it; the person masked."""

    id: int
    body: str
    meta: str
    who: str
    phone: str
    reply: str
    answered: str
    url: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    text: str
    when: str


def notice_counts(user: User) -> list[Count]:
    """For `/field/`: notices to decide that are not one's own, those sent back, objections open."""
    url = reverse("communities:field_notices")
    to_decide = decidable(user).exclude(created_by=user).exclude(submitted_by=user)
    sent_back = Notice.objects.filter(created_by=user, state=NoticeState.RETURNED)
    states = list(
        Notice.objects.filter(
            Q(pk__in=to_decide.values("pk")) | Q(pk__in=sent_back.values("pk"))
        ).values_list("state", flat=True)
    )
    returned = states.count(NoticeState.RETURNED)
    open_objections = Objection.objects.manageable_by(user).open().count()
    counts = [
        Count(len(states) - returned, _("要审的公告"), f"{url}?show=decide"),
        Count(returned, _("退回的公告"), f"{url}?show=mine"),
        Count(open_objections, _("没答复的异议"), f"{url}?show=objections"),
    ]
    return [count for count in counts if count.number]


def decidable(user: User) -> NoticeQuerySet:
    """What waits for an official of its place, one's own too: the list says whose turn it is."""
    waiting: NoticeQuerySet = Notice.objects.decidable_by(user).waiting()
    return waiting


def listed_notices(user: User, *, show: str) -> NoticeQuerySet:
    """`decide`, `mine` or `shown`; newest first."""
    seen: NoticeQuerySet = Notice.objects.visible_to(user)
    chosen = {
        "decide": lambda: decidable(user),
        "mine": lambda: seen.filter(created_by=user),
        "shown": lambda: seen.filter(published_at__isnull=False),
    }[show]()
    placed: NoticeQuerySet = chosen.select_related("complex", "community", "sub_district")
    return placed.order_by("-created_at", "-pk")


def listed_objections(user: User) -> Any:
    """Open ones first, then the newest."""
    seen = Objection.objects.visible_to(user).select_related("notice", "person")
    return seen.order_by("answered_at", "-raised_at", "-pk")


def work_rows(notices: Iterable[Notice]) -> list[NoticeRow]:
    return [
        NoticeRow(
            url=reverse("communities:field_notice", args=[notice.pk]),
            tag=state_tag(notice),
            title=notice.title,
            meta=f"{NoticeCategory(notice.category).label} · {notice.place_name} · {_day(notice)}",
            is_urgent=notice.is_urgent,
        )
        for notice in notices
    ]


def _day(notice: Notice) -> str:
    return date_text(timezone.localdate(notice.published_at or notice.created_at))


def state_tag(notice: Notice, now: datetime | None = None) -> Tag:
    """Its state; of an emergency that nobody confirmed: 待补审; with `now` what the clock says."""
    if notice.awaits_confirmation:
        return Tag("warn", "clock", _("待补审"))
    tone, icon = STATE_TAGS[notice.state]
    label = NoticeState(notice.state).label
    if now is not None and notice.state == NoticeState.PUBLISHED:
        label = notice.standing(timezone.localdate(now)).label
    return Tag(tone, icon, str(label))


def work_facts(notice: Notice) -> list[Fact]:
    """The public's facts, and who wrote and passed it."""
    facts = facts_of(notice)
    if notice.created_by:
        name = notice.created_by.display_name
        facts.append(Fact(icon="pen", label=_("起草人"), text=name))
    if notice.approved_by:
        name = notice.approved_by.display_name
        facts.append(Fact(icon="check", label=_("审核人"), text=name))
    if notice.withdraw_reason:
        facts.append(Fact(icon="warn", label=_("撤下原因"), text=notice.withdraw_reason))
    return facts


def history_of_notice(notice: Notice) -> list[HistoryEntry]:
    entries = []
    for update in notice.updates.select_related("by__person").order_by("-at", "-pk"):
        who = update.by.display_name if update.by else _("系统")
        state = NoticeState(update.to_state).label
        text = f"{who} · {state}" + (f"：{update.note}" if update.note else "")
        entries.append(HistoryEntry(text=text, when=moment_text(update.at)))
    return entries


def objection_rows(objections: Iterable[Objection]) -> list[ObjectionRow]:
    """As they are worked on: who is masked, whose phone one asks for by a POST."""
    return [_objection_row(objection) for objection in objections]


def _objection_row(objection: Objection) -> ObjectionRow:
    person, at = objection.person, objection.answered_at
    road = ObjectionSource(objection.source).label
    return ObjectionRow(
        id=objection.pk,
        body=objection.body,
        meta=f"{moment_text(objection.raised_at)} · {road}",
        who=person.masked_name if person else "",
        phone=person.masked_phone if person else "",
        reply=objection.reply,
        answered=moment_text(at) if at else "",
        url=reverse("communities:field_objection", args=[objection.pk]),
    )


# Where one writes ----------------------------------------------------------------------------------


def writable_places(user: User) -> list[AnyPlace]:
    """For which the user writes notices: the widest first, complexes by pinyin."""
    reach = Reach.of(user, complexes=Complex.objects.noticed_by(user))
    return [*reach.sub_districts, *reach.communities, *reach.complexes]


def key_of_place(place: AnyPlace) -> str:
    """`complex-12`: what a form calls a place of any of the three kinds."""
    return f"{type(place).__name__.lower()}-{place.pk}"


def as_place(place: AnyPlace) -> Place:
    match place:
        case Complex():
            return Place.of_complex(place)
        case Community():
            return Place(place.sub_district, place)
        case _:
            return Place(place)
