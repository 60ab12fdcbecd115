"""What anybody reads of notices (公告公示): a place's board, one notice, the newest on its home page.

Ready words in frozen dataclasses; one statement a list, whatever its length.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.clock import date_text, day_text, moment_text, time_text
from communities.choices import NoticeCategory, NoticeSeverity, NoticeStanding, NoticeState
from communities.models import Notice
from communities.queries.places import Place
from communities.querysets import NoticeQuerySet
from core.page_parts import Fact, Link, Tag

# Beyond so many at once nobody reads a board; the rest stands behind "older".
MOST_ON_BOARD = 100
# On a home page: emergencies in the bar, others below (ux P1).
MOST_IN_BAR = 3
MOST_AT_HOME = 3
# What a severity looks like beside its word (templates/components/tag.html).
SEVERITY_TAGS: dict[str, tuple[str, str]] = {
    NoticeSeverity.URGENT: ("bad", "warn"),
    NoticeSeverity.IMPORTANT: ("warn", "bell"),
    NoticeSeverity.ORDINARY: ("mute", "info"),
}


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice in a list (templates/components/notice_row.html)."""

    url: str
    tag: Tag
    title: str
    meta: str
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class HomeNotices:
    """What a place's home page shows; both lists may be empty."""

    urgent: list[NoticeRow] = field(default_factory=list)
    rows: list[NoticeRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePage:
    """One notice as the public reads it; of a withdrawn one only that and when."""

    place: Place
    title: str
    tag: Tag
    under: str
    facts: list[Fact]
    paragraphs: list[str]
    withdrawn: str
    correction: Link | None
    object_url: str
    over: str


def board_rows(
    place: Place, *, category: str = "", is_past: bool = False, now: datetime
) -> NoticeQuerySet:
    """What hangs at a place today, its own and that of the places above; `is_past`: what hung before."""
    today = timezone.localdate(now)
    notices: NoticeQuerySet = Notice.objects.public().on_board_of(**place.columns())
    notices = notices.over(today) if is_past else notices.on_show(today)
    if category:
        notices = notices.filter(category=category)
    if is_past:
        return notices.order_by("-shown_until", "-pk")
    return notices.newest_first()


def public_notices() -> NoticeQuerySet:
    """All that was published and not withdrawn, the newest first, with their places."""
    notices: NoticeQuerySet = Notice.objects.public()
    return notices.select_related("complex", "community", "sub_district").order_by(
        "-published_at", "-pk"
    )


def home_notices(place: Place, *, now: datetime) -> HomeNotices:
    """Emergencies with their time, and the newest others; one statement."""
    shown = board_rows(place, now=now)[: MOST_IN_BAR + MOST_AT_HOME]
    rows = notice_rows(shown)
    return HomeNotices(
        urgent=[row for row in rows if row.is_urgent][:MOST_IN_BAR],
        rows=[row for row in rows if not row.is_urgent][:MOST_AT_HOME],
    )


def notice_rows(notices: Iterable[Notice]) -> list[NoticeRow]:
    return [
        NoticeRow(
            url=reverse("communities:notice", args=[notice.pk]),
            tag=severity_tag(notice),
            title=notice.title,
            meta=_meta(notice),
            is_urgent=notice.is_urgent,
        )
        for notice in notices
    ]


def severity_tag(notice: Notice) -> Tag:
    return Tag(*SEVERITY_TAGS[notice.severity], label=str(NoticeSeverity(notice.severity).label))


def _meta(notice: Notice) -> str:
    """`11月19日 上午10:20 · 物业服务中心`; the hour only where it matters."""
    at = notice.published_at
    when = date_text(timezone.localdate(at)) if at else ""
    if at and notice.severity != NoticeSeverity.ORDINARY:
        when = _("%(day)s %(hour)s") % {"day": when, "hour": time_text(at)}
    return f"{when} · {notice.publisher}"


def category_links(url: str, *, chosen: str) -> list[Link]:
    """全部 党务 居务 物业 公共收益 活动: links that filter a board."""
    links = [Link(_("全部"), url, current=not chosen)]
    for category in NoticeCategory:
        address = f"{url}?type={category.value.lower()}"
        links.append(Link(str(category.label), address, current=category == chosen))
    return links


def period_text(shown_from: date, shown_until: date) -> str:
    """`11月20日 周五—11月26日 周四`."""
    return f"{day_text(shown_from)}—{day_text(shown_until)}"


def period_days(shown_from: date, shown_until: date) -> str:
    """`2026-11-20至2026-11-26`, as a ledger writes it."""
    return f"{shown_from.isoformat()}至{shown_until.isoformat()}"


def facts_of(notice: Notice) -> list[Fact]:
    """What stands beside the text: whose, where, how long."""
    period = period_text(notice.shown_from, notice.shown_until)
    facts = [
        Fact(icon="flag", label=_("发布单位"), text=notice.publisher),
        Fact(icon="pin", label=_("范围"), text=notice.place_name),
        Fact(icon="calendar", label=_("公示期"), text=period),
    ]
    if notice.published_at:
        at = moment_text(notice.published_at)
        facts.append(Fact(icon="clock", label=_("发布时间"), text=at))
    return facts


def get_notice_page(pk: int, *, now: datetime) -> NoticePage | None:
    """One statement; a second for what corrects a withdrawn one. None: never shown to the public."""
    places = ("complex", "community", "sub_district")
    notice = Notice.objects.once_public().select_related(*places).filter(pk=pk).first()
    if notice is None:
        return None
    is_withdrawn = notice.state == NoticeState.WITHDRAWN
    standing = notice.standing(timezone.localdate(now))
    can_object = not is_withdrawn and standing == NoticeStanding.ON_SHOW
    return NoticePage(
        place=Place(notice.sub_district, notice.community, notice.complex),
        title=notice.title,
        tag=severity_tag(notice),
        under=str(NoticeCategory(notice.category).label),
        facts=[] if is_withdrawn else facts_of(notice),
        paragraphs=[] if is_withdrawn else paragraphs_of(notice),
        withdrawn=_withdrawn_text(notice),
        correction=_correction(notice) if is_withdrawn else None,
        object_url=reverse("communities:notice_object", args=[pk]) if can_object else "",
        over="" if can_object or is_withdrawn else str(standing.label),
    )


def paragraphs_of(notice: Notice) -> list[str]:
    """Plain text: each line is a paragraph."""
    return [line for line in notice.body.splitlines() if line.strip()]


def _withdrawn_text(notice: Notice) -> str:
    if notice.withdrawn_at is None:
        return ""
    return _("这条公告已于%(when)s撤下，不再展示内容") % {"when": moment_text(notice.withdrawn_at)}


def _correction(notice: Notice) -> Link | None:
    newer = notice.corrections.public().order_by("-published_at").first()
    return Link(newer.title, newer.get_absolute_url()) if newer else None
