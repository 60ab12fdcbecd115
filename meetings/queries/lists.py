"""Lists of meetings and resolutions: at work, at the desk, in public."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count as CountOf
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import clock_text, day_text
from communities.body_rules import full_date
from core.page_parts import Count, Tag
from meetings.choices import (
    COMING,
    PARTY_LIFE,
    TO_DO,
    UNSETTLED,
    MeetingKind,
    MeetingState,
    ResolutionState,
)
from meetings.meeting_rules import Counts, counts_text, deadline_text
from meetings.models import AgendaItem, Meeting, Resolution

if TYPE_CHECKING:
    from accounts.models import User
    from communities.queries.places import Place
    from communities.querysets import AnyUser
    from meetings.querysets import MeetingQuerySet, ResolutionQuerySet

ROWS_A_PAGE = 20
SHOWS = {
    "coming": gettext_lazy("要开的"),
    "unrecorded": gettext_lazy("待登记"),
    "held": gettext_lazy("开过的"),
    "due": gettext_lazy("议定事项"),
}
_TAGS: dict[str, tuple[str, str]] = {
    MeetingState.PLANNED: ("info", "clock"),
    MeetingState.NOTICED: ("info", "bell"),
    MeetingState.HELD: ("warn", "pen"),
    MeetingState.MINUTED: ("warn", "pen"),
    MeetingState.CONFIRMED: ("ok", "check"),
    MeetingState.PUBLISHED: ("ok", "check"),
    MeetingState.FOLLOW_UP: ("info", "half"),
    MeetingState.CLOSED: ("ok", "check"),
    MeetingState.CANCELLED: ("mute", "cross"),
}
_RESOLUTION_TAGS: dict[str, tuple[str, str]] = {
    ResolutionState.OPEN: ("info", "clock"),
    ResolutionState.DOING: ("info", "half"),
    ResolutionState.DONE: ("warn", "check"),
    ResolutionState.VERIFIED: ("ok", "check"),
    ResolutionState.DROPPED: ("mute", "cross"),
}


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in a list (notice_row.html)."""

    url: str
    tag: Tag
    title: str
    meta: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """One meeting in the desk's table."""

    url: str
    tag: Tag
    title: str
    kind: str
    place: str
    when: str
    counts: str
    resolutions: str


def meeting_tag(meeting: Meeting, *, now: datetime) -> Tag:
    """Its state in a word; a meeting whose hour has passed unrecorded says so."""
    if meeting.state in COMING and meeting.held_from <= now:
        return Tag("warn", "warn", _("待登记"))
    tone, icon = _TAGS[meeting.state]
    return Tag(tone, icon, str(MeetingState(meeting.state).label))


def resolution_tag(resolution: Resolution, *, today: date) -> Tag:
    """Its state in a word, or that it is overdue."""
    if resolution.is_overdue(today):
        late = deadline_text(resolution.deadline, state=resolution.state, today=today)
        return Tag("bad", "warn", late)
    tone, icon = _RESOLUTION_TAGS[resolution.state]
    return Tag(tone, icon, str(ResolutionState(resolution.state).label))


def deadline_beside_tag(resolution: Resolution, *, today: date) -> str:
    """Until when; empty where the tag says already how late it is."""
    if resolution.is_overdue(today):
        return ""
    return deadline_text(resolution.deadline, state=resolution.state, today=today)


def when_text(meeting: Meeting) -> str:
    """`11月20日 周五 晚上7:00`, with the year where it is another than today's."""
    local = timezone.localtime(meeting.held_from)
    today = timezone.localdate()
    day = day_text(local.date()) if local.year == today.year else full_date(local.date())
    return f"{day} {clock_text(local.time())}"


def whose(meeting: Meeting) -> str:
    """The Party organisation that met, or the place in which it was."""
    if meeting.party_organization is not None:
        return str(meeting.party_organization.name)
    return meeting.place_name


def listed_meetings(user: User, *, show: str, now: datetime) -> MeetingQuerySet:
    """`coming`, `unrecorded` or `held`, in the order in which one looks for them."""
    seen: MeetingQuerySet = Meeting.objects.visible_to(user)
    match show:
        case "coming":
            rows = seen.coming(now).order_by("held_from", "pk")
        case "unrecorded":
            rows = seen.unrecorded(now).order_by("-held_from", "-pk")
        case _:
            rows = seen.took_place().order_by("-held_from", "-pk")
    return with_places(rows)


def with_places(rows: MeetingQuerySet) -> MeetingQuerySet:
    return rows.select_related("complex", "community", "sub_district", "party_organization")


def meeting_rows(meetings: Iterable[Meeting], *, now: datetime) -> list[MeetingRow]:
    return [
        MeetingRow(
            url=reverse("meetings:field_meeting", args=[meeting.pk]),
            tag=meeting_tag(meeting, now=now),
            title=meeting.title,
            meta=f"{MeetingKind(meeting.kind).label} · {whose(meeting)} · {when_text(meeting)}",
        )
        for meeting in meetings
    ]


def listed_resolutions(user: User) -> ResolutionQuerySet:
    """What is not settled, the earliest deadline first; what has none at the end."""
    rows: ResolutionQuerySet = Resolution.objects.visible_to(user).unsettled()
    return rows.select_related("meeting").order_by(F("deadline").asc(nulls_last=True), "pk")


def resolution_rows(resolutions: Iterable[Resolution], *, today: date) -> list[MeetingRow]:
    return [
        MeetingRow(
            url=reverse("meetings:field_resolution", args=[one.pk]),
            tag=resolution_tag(one, today=today),
            title=one.matter,
            meta=" · ".join(
                part
                for part in (
                    one.owner_name,
                    deadline_beside_tag(one, today=today),
                    one.meeting.title,
                )
                if part
            ),
        )
        for one in resolutions
    ]


def meeting_counts(user: User, *, now: datetime) -> list[Count]:
    """For `/field/` and the desk: what waits to be written down, and what is overdue."""
    url = reverse("meetings:field_meetings")
    today = timezone.localdate(now)
    counts = [
        Count(
            Meeting.objects.manageable_by(user).unrecorded(now).count(),
            _("没登记的会议"),
            f"{url}?show=unrecorded",
        ),
        Count(
            Resolution.objects.manageable_by(user).overdue(today).count(),
            _("超期的议定事项"),
            f"{url}?show=due",
        ),
    ]
    return [count for count in counts if count.number]


# The desk -------------------------------------------------------------------------------------------


def desk_meetings(user: User, asked: Mapping[str, str], *, now: datetime) -> MeetingQuerySet:
    """All that the user reads, by kind, state, place and words; unknown filters count as none."""
    rows: MeetingQuerySet = Meeting.objects.visible_to(user)
    kind, state = asked.get("kind", "").upper(), asked.get("state", "").upper()
    if kind in MeetingKind.values:
        rows = rows.filter(kind=kind)
    elif kind == "PARTY":
        rows = rows.party_life()
    elif kind == "TOGETHER":
        rows = rows.together()
    if state == "UNRECORDED":
        rows = rows.unrecorded(now)
    elif state == "OVERDUE":
        late = Resolution.objects.overdue(timezone.localdate(now))
        rows = rows.filter(pk__in=late.values("meeting"))
    elif state in MeetingState.values:
        rows = rows.filter(state=state)
    if words := asked.get("q", "").strip()[:40]:
        rows = rows.filter(
            Q(title__icontains=words)
            | Q(party_organization__name__icontains=words)
            | Q(complex__name__icontains=words)
            | Q(community__name__icontains=words)
        )
    counted = with_places(rows).annotate(
        resolved=CountOf("resolutions"),
        left=CountOf("resolutions", filter=Q(resolutions__state__in=UNSETTLED)),
        late=CountOf(
            "resolutions",
            filter=Q(
                resolutions__state__in=TO_DO, resolutions__deadline__lt=timezone.localdate(now)
            ),
        ),
    )
    return counted.order_by("-held_from", "-pk")


def desk_rows(meetings: Iterable[Any], *, now: datetime) -> list[DeskRow]:
    """`meetings` as `desk_meetings` counts their resolutions."""
    return [
        DeskRow(
            url=reverse("meetings:field_meeting", args=[meeting.pk]),
            tag=meeting_tag(meeting, now=now),
            title=meeting.title,
            kind=str(MeetingKind(meeting.kind).label),
            place=whose(meeting),
            when=when_text(meeting),
            counts=counts_text(counts_of(meeting)),
            resolutions=_resolved_text(meeting),
        )
        for meeting in meetings
    ]


def counts_of(meeting: Meeting) -> Counts:
    return Counts(
        due=meeting.due_count,
        present=meeting.present_count,
        on_leave=meeting.leave_count,
        absent=meeting.absent_count,
    )


def _resolved_text(meeting: Any) -> str:
    """`2/3，超期1`: settled of all; empty where nothing was resolved."""
    if not meeting.resolved:
        return ""
    text = f"{meeting.resolved - meeting.left}/{meeting.resolved}"
    return f"{text}{_('，超期%(count)d') % {'count': meeting.late}}" if meeting.late else text


# In public -------------------------------------------------------------------------------------------


def public_meetings(place: Place) -> MeetingQuerySet:
    """Published to the residents of a place: its own, and of a wider place its parts' too."""
    rows: MeetingQuerySet = Meeting.objects.public()
    if place.complex:
        wanted = Q(complex=place.complex) | Q(complex=None, community=place.community)
    elif place.community:
        wanted = Q(community=place.community)
    else:
        wanted = Q(sub_district=place.sub_district)
    return with_places(rows.filter(wanted)).order_by("-held_from", "-pk")


def public_rows(meetings: Iterable[Meeting]) -> list[MeetingRow]:
    return [
        MeetingRow(
            url=reverse("meetings:meeting", args=[meeting.pk]),
            tag=Tag("info", "talk", str(MeetingKind(meeting.kind).label)),
            title=meeting.title,
            meta=f"{meeting.place_name} · {when_text(meeting)}",
        )
        for meeting in meetings
    ]


def meetings_for_programs(user: AnyUser) -> MeetingQuerySet:
    """Published to residents, and what the user reads at work; never party life."""
    seen: MeetingQuerySet = Meeting.objects.public() | Meeting.objects.visible_to(user)
    rows = with_places(seen.together()).order_by("-held_from", "-pk")
    return rows.prefetch_related(
        Prefetch("agenda", AgendaItem.objects.order_by("number")),
        Prefetch("resolutions", Resolution.objects.order_by("number")),
    )


def kind_choices(*, party: bool) -> list[tuple[str, str]]:
    """The kinds of one half, as a page offers them."""
    return [
        (value, str(label))
        for value, label in MeetingKind.choices
        if (value in PARTY_LIFE) is party
    ]
