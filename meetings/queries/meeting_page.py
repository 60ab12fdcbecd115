"""One meeting and one resolution with all that hangs on them, as their pages draw them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.clock import clock_text, date_text, moment_text
from communities.body_rules import Caution, full_date
from communities.choices import EntryRoad
from core.page_parts import Fact, Tag
from core.photos import PHOTO_WIDTHS
from meetings.choices import (
    AGREED,
    COMING,
    AgendaKind,
    AttendanceRole,
    AttendanceStatus,
    MeetingKind,
    MeetingState,
    ResolutionState,
    Scope,
)
from meetings.meeting_rules import (
    counts_text,
    deadline_text,
    minutes_cautions,
    notice_cautions,
    quorum_cautions,
)
from meetings.models import AgendaItem, Attendance, Meeting, MeetingPhoto, Minutes, Resolution
from meetings.queries.bodies import owners_rules_of, rules_of
from meetings.queries.lists import counts_of, deadline_beside_tag, resolution_tag, when_text, whose
from meetings.queries.vote_results import result_text
from meetings.queries.votes import VoteRow, listed_votes, vote_rows
from meetings.slots import usual_slot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """A topic or question; `edit_url` empty where nothing may be changed."""

    number: int
    kind: str
    topic: str
    raised_by: str
    spoken: str
    answer: str
    resolved: str
    edit_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestRow:
    id: int
    name: str
    role: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionRow:
    number: int
    matter: str
    owner: str
    deadline: str
    tag: Tag
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A stored picture: the smallest rendition, and the largest to look at."""

    id: int
    url: str
    large_url: str
    name: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class Told:
    text: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPage:
    """Everything that the page of one meeting shows, ready to be drawn."""

    facts: list[Fact]
    cautions: list[Caution]
    agenda: list[ItemRow]
    guests: list[GuestRow]
    resolutions: list[ResolutionRow]
    before: list[ResolutionRow]
    paragraphs: list[str]
    photos: list[Shot]
    history: list[Told]


def get_meeting_page(meeting: Meeting, *, may_write: bool, now: datetime) -> MeetingPage:
    """A fixed number of statements, whatever hangs on the meeting."""
    is_open = may_write and meeting.state not in AGREED
    today = timezone.localdate(now)
    return MeetingPage(
        facts=facts_of(meeting),
        cautions=cautions_of(meeting, now=now),
        agenda=agenda_of(meeting, is_open=is_open),
        guests=guests_of(meeting),
        resolutions=[
            resolution_row(one, today=today) for one in meeting.resolutions.order_by("number")
        ],
        before=[resolution_row(one, today=today) for one in unsettled_before(meeting)],
        paragraphs=paragraphs_of(meeting),
        photos=shots_of(
            MeetingPhoto.objects.filter(meeting=meeting, resolution=None), is_open=is_open
        ),
        history=history_of(meeting),
    )


def votes_of(meeting: Meeting, *, user: User, now: datetime) -> list[VoteRow]:
    """What was put to the vote in it, as far as the user reads it; one statement."""
    return vote_rows(listed_votes(user).filter(meeting=meeting), now=now)


def unsettled_before(meeting: Meeting) -> Any:
    """What earlier meetings of the same body resolved and nobody has settled: looked at again here."""
    earlier = Meeting.objects.of_same_body(meeting).filter(held_from__lt=meeting.held_from)
    rows = Resolution.objects.unsettled().filter(meeting__in=earlier)
    return rows.order_by(F("deadline").asc(nulls_last=True), "pk")


def later_meetings(meeting: Meeting) -> Any:
    """In which a resolution of this one may be dropped."""
    later = Meeting.objects.of_same_body(meeting).took_place()
    return later.filter(held_from__gt=meeting.held_from).order_by("held_from")


def facts_of(meeting: Meeting) -> list[Fact]:
    """When, where, who led, how many came."""
    found = [
        Fact(icon="calendar", label=_("时间"), text=_span(meeting)),
        Fact(icon="pin", label=_("地点"), text=meeting.spot),
        Fact(icon="people", label=_("召集"), text=whose(meeting)),
        Fact(icon="me", label=_("主持人"), text=meeting.chair_name),
        Fact(icon="pen", label=_("记录人"), text=meeting.recorder_name),
        Fact(icon="talk", label=_("主讲人"), text=_lecture(meeting)),
        Fact(icon="people", label=_("听课对象"), text=meeting.audience),
        Fact(icon="check", label=_("到会"), text=counts_text(counts_of(meeting))),
        Fact(icon="clock", label=_("补课"), text=_made_up(meeting)),
        Fact(icon="talk", label=_("征集议题"), text=_topics(meeting)),
        Fact(icon="info", label=_("公开"), text=_shown(meeting)),
    ]
    return [fact for fact in found if fact.text]


def cautions_of(meeting: Meeting, *, now: datetime) -> list[Caution]:
    """What misses a figure of the sub-district; nothing of it is refused."""
    if meeting.state == MeetingState.CANCELLED:
        return []
    figures = rules_of(meeting.sub_district_id)
    held_on, today = timezone.localdate(meeting.held_from), timezone.localdate(now)
    found: list[Caution] = []
    if meeting.noticed_at is not None:
        found += notice_cautions(
            kind=meeting.kind,
            held_on=held_on,
            noticed_on=timezone.localdate(meeting.noticed_at),
            informed_on=meeting.committee_informed_on,
            figures=figures,
            owners=owners_rules_of(meeting.sub_district_id),
        )
    if meeting.state not in COMING:
        found += quorum_cautions(kind=meeting.kind, counts=counts_of(meeting), figures=figures)
        is_agreed = meeting.state in AGREED
        found += minutes_cautions(
            held_on=held_on, today=today, is_agreed=is_agreed, figures=figures
        )
    return found


def agenda_of(meeting: Meeting, *, is_open: bool) -> list[ItemRow]:
    items = AgendaItem.objects.filter(meeting=meeting).select_related("resolution")
    return [
        ItemRow(
            number=item.number,
            kind=str(AgendaKind(item.kind).label),
            topic=item.topic,
            raised_by=item.raised_by,
            spoken="：".join(part for part in (item.speaker, item.summary) if part),
            answer=item.answer,
            resolved=(
                _("形成第%(number)d项决议") % {"number": item.resolution.number}
                if item.resolution
                else ""
            ),
            edit_url=reverse("meetings:field_item", args=[item.pk]) if is_open else "",
        )
        for item in items.order_by("number")
    ]


def guests_of(meeting: Meeting) -> list[GuestRow]:
    """Whoever takes part first, as they were put on the list."""
    rows = Attendance.objects.filter(meeting=meeting).order_by("-role", "pk")
    return [
        GuestRow(
            id=row.pk,
            name=row.name,
            role=str(AttendanceRole(row.role).label),
            status=str(AttendanceStatus(row.status).label) if row.status else "",
        )
        for row in rows
    ]


def resolution_row(resolution: Resolution, *, today: Any) -> ResolutionRow:
    return ResolutionRow(
        number=resolution.number,
        matter=resolution.matter,
        owner=owner_text(resolution),
        deadline=deadline_beside_tag(resolution, today=today),
        tag=resolution_tag(resolution, today=today),
        url=reverse("meetings:field_resolution", args=[resolution.pk]),
    )


def owner_text(resolution: Resolution) -> str:
    """`物业服务中心（王经理）`."""
    if not resolution.contact:
        return resolution.owner_name
    return f"{resolution.owner_name}（{resolution.contact}）"


def paragraphs_of(meeting: Meeting) -> list[str]:
    """Plain text: each line is a paragraph."""
    text = Minutes.objects.filter(meeting=meeting).values_list("text", flat=True).first() or ""
    return [line for line in text.splitlines() if line.strip()]


def shots_of(photos: Any, *, is_open: bool) -> list[Shot]:
    small, large = f"{PHOTO_WIDTHS[0]}.jpg", f"{PHOTO_WIDTHS[-1]}.jpg"
    return [
        Shot(
            id=photo.pk,
            url=reverse("meetings:photo", args=[photo.token, small]),
            large_url=reverse("meetings:photo", args=[photo.token, large]),
            name=_("照片%(number)d") % {"number": number},
            remove_url=(reverse("meetings:field_photo_remove", args=[photo.pk]) if is_open else ""),
        )
        for number, photo in enumerate(photos.order_by("position", "pk"), start=1)
    ]


def history_of(meeting: Meeting) -> list[Told]:
    """Each step with who took it, the latest first."""
    return _told(meeting.steps.select_related("by__person").order_by("-at", "-pk"), MeetingState)


def steps_of(resolution: Resolution) -> list[Told]:
    rows = resolution.steps.select_related("by__person").order_by("-at", "-pk")
    return _told(rows, ResolutionState)


def resolution_facts(resolution: Resolution, *, now: datetime) -> list[Fact]:
    today = timezone.localdate(now)
    done = full_date(resolution.done_on) if resolution.done_on else ""
    seen = resolution.verified_by.display_name if resolution.verified_by else ""
    found = [
        Fact(icon="people", label=_("责任单位"), text=owner_text(resolution)),
        Fact(
            icon="clock",
            label=_("时限"),
            text=deadline_text(resolution.deadline, state=resolution.state, today=today),
        ),
        Fact(icon="check", label=_("完成"), text=done, note=resolution.evidence),
        Fact(icon="info", label=_("复核"), text=seen),
        Fact(
            icon="cross",
            label=_("撤销"),
            text=resolution.drop_reason,
            note=resolution.dropped_in.title if resolution.dropped_in else "",
        ),
        Fact(icon="talk", label=_("哪次会议"), text=resolution.meeting.title),
        Fact(
            icon="check",
            label=_("表决"),
            text=result_text(resolution.vote_item) if resolution.vote_item else "",
            note=resolution.vote_item.vote.title if resolution.vote_item else "",
        ),
    ]
    return [fact for fact in found if fact.text]


# In public -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicItem:
    topic: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicResolution:
    matter: str
    owner: str
    tag: Tag


def public_items(meeting: Meeting) -> list[PublicItem]:
    """Topics and what was answered: neither who raised nor who said anything (domain 8.2)."""
    rows = AgendaItem.objects.filter(meeting=meeting).order_by("number")
    return [PublicItem(topic=item.topic, answer=item.answer) for item in rows]


def public_resolutions(meeting: Meeting, *, now: datetime) -> list[PublicResolution]:
    """How far each has come; a responsible unit is named, a person is not."""
    today = timezone.localdate(now)
    rows = meeting.resolutions.order_by("number")
    return [
        PublicResolution(
            matter=one.matter,
            owner=one.owner_name if one.organization_id or one.party_organization_id else "",
            tag=resolution_tag(one, today=today),
        )
        for one in rows
    ]


def _told(steps: Iterable[Any], states: Any) -> list[Told]:
    found = []
    for step in steps:
        word = states(step.to_state).label if step.from_state != step.to_state else ""
        note = EntryRoad(step.note).label if step.note in EntryRoad.values else step.note
        who = step.by.display_name if step.by else ""
        text = "，".join(str(part) for part in (word, note, who) if part)
        found.append(Told(text, moment_text(step.at)))
    return found


def _span(meeting: Meeting) -> str:
    if meeting.held_until is None:
        return when_text(meeting)
    return f"{when_text(meeting)}—{clock_text(timezone.localtime(meeting.held_until).time())}"


def _lecture(meeting: Meeting) -> str:
    micro = _("微党课") if meeting.is_micro else ""
    topic = f"《{meeting.topic}》" if meeting.topic else ""
    return " ".join(part for part in (meeting.lecturer_name, topic, micro) if part)


def _made_up(meeting: Meeting) -> str:
    if meeting.makes_up is None:
        return ""
    return _("补%(slot)s的%(kind)s") % {
        "slot": usual_slot(meeting.kind, meeting.makes_up).text,
        "kind": MeetingKind(meeting.kind).label,
    }


def _topics(meeting: Meeting) -> str:
    if meeting.topics_until is None or meeting.state not in COMING:
        return ""
    return _("到%(day)s为止") % {"day": date_text(meeting.topics_until)}


def _shown(meeting: Meeting) -> str:
    return str(Scope(meeting.scope).label) if meeting.scope else ""
