"""From a plan to the notice, and off again; what every step of a meeting shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from core.errors import DomainError
from core.transactions import locking
from meetings.choices import (
    COMING,
    MEETING_TRANSITIONS,
    PARTY_LIFE,
    TAUGHT,
    MeetingKind,
    MeetingState,
)
from meetings.models import Meeting, MeetingStep
from meetings.slots import usual_slot

if TYPE_CHECKING:
    from accounts.models import Person
    from communities.models import EnvCommittee, OwnersBody, Placed
    from communities.queries.places import Place
    from party_building.models import PartyOrganization

# Stored, which stays Chinese whoever acts.
MOVED = "改了时间地点"


class TransitionNotAllowed(DomainError):
    """The meeting is not in a state from which this can be done; the sentence names it."""


class OrganizationMissing(DomainError):
    default_message = _("组织生活要写明是哪个党组织的")


class CommitteeMissing(DomainError):
    default_message = _("这个社区还没有登记环物委")


class ComplexMissing(DomainError):
    default_message = _("业主大会是小区的，请选小区")


class EndsBeforeItBegins(DomainError):
    default_message = _("结束时间要晚于开始时间")


class HeldTwice(DomainError):
    default_message = _("这个党组织在这个时间已有同类会议")


class ReasonMissing(DomainError):
    default_message = _("请写明原因")


class NoticeAfterwards(DomainError):
    default_message = _("会议时间已经过了，不能再发通知，请直接登记召开情况")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Who meets: a Party organisation with its own place, or those of a place, perhaps as a body."""

    place: Place | None = None
    party_organization: PartyOrganization | None = None
    owners_body: OwnersBody | None = None
    env_committee: EnvCommittee | None = None

    def columns(self) -> dict[str, Any]:
        """The keys of the meeting. Raises ValueError where nobody meets anywhere."""
        placed: Placed | None = self.party_organization or self.env_committee or self.owners_body
        if self.place is None and placed is None:
            raise ValueError("A meeting is somebody's.")
        where = self.place.columns() if self.place else placed.place_columns  # type: ignore[union-attr]  # one of both
        if self.party_organization is not None:
            where = self.party_organization.place_columns
        return {
            **where,
            "party_organization": self.party_organization,
            "owners_body": self.owners_body,
            "env_committee": self.env_committee,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody by name, and as the person known here where she is."""

    name: str = ""
    person: Person | None = None

    @classmethod
    def of(cls, person: Person | None) -> Named:
        return cls(name=person.name, person=person) if person else cls()


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a meeting is, when and where; empty texts say nothing. `makes_up`: any day of the slot."""

    held_from: datetime
    title: str = ""
    held_until: datetime | None = None
    spot: str = ""
    chair: Named = Named()
    recorder: Named = Named()
    lecturer: Named = Named()
    topic: str = ""
    audience: str = ""
    is_micro: bool = False
    makes_up: date | None = None


@locking
def plan_meeting(
    *,
    kind: MeetingKind,
    body: Body,
    details: Details,
    actor: User | None,
    now: datetime,
    request_key: str = "",
    is_demo: bool = False,
) -> Meeting:
    """A meeting that is to be; the same form sent twice is one meeting.

    Without a title it is called after its month and kind. Raises OrganizationMissing, CommitteeMissing,
    ComplexMissing, EndsBeforeItBegins, HeldTwice.
    """
    if again := sent_before(actor, request_key):
        return again
    meeting = Meeting(
        kind=kind, **body.columns(), created_by=actor, request_key=request_key, is_demo=is_demo
    )
    require_body(meeting)
    set_details(meeting, details)
    require_alone(meeting)
    meeting.save(force_insert=True)
    note_step(meeting, "", actor=actor, now=now)
    return meeting


@locking
def change_meeting(*, meeting_id: int, details: Details, actor: User, now: datetime) -> Meeting:
    """Moves or renames what is still ahead. Raises TransitionNotAllowed, EndsBeforeItBegins, HeldTwice."""
    meeting = lock_meeting(meeting_id)
    if meeting.state not in COMING:
        raise TransitionNotAllowed(_("已经召开或取消的会议不能再改安排"))
    set_details(meeting, details)
    require_alone(meeting)
    meeting.save()
    note_step(meeting, meeting.state, actor=actor, now=now, note=MOVED)
    return meeting


@locking
def give_notice(
    *,
    meeting_id: int,
    actor: User | None,
    now: datetime,
    committee_informed_on: date | None = None,
) -> Meeting:
    """Tells the invited (通知). `committee_informed_on`: when its residents' committee was told.

    A late notice is a warning, no refusal (`meeting_rules.notice_cautions`). Twice is once, and may add
    the committee's day. Raises NoticeAfterwards, TransitionNotAllowed.
    """
    meeting = lock_meeting(meeting_id)
    if committee_informed_on:
        meeting.committee_informed_on = committee_informed_on
    if meeting.state == MeetingState.NOTICED:
        meeting.save(update_fields=["committee_informed_on"])
        return meeting
    if meeting.held_from <= now:
        raise NoticeAfterwards
    return change_state(
        meeting,
        MeetingState.NOTICED,
        actor=actor,
        now=now,
        facts={"noticed_at": now, "committee_informed_on": meeting.committee_informed_on},
    )


@locking
def cancel_meeting(*, meeting_id: int, reason: str, actor: User, now: datetime) -> Meeting:
    """Takes it off; row and reason stay. Raises ReasonMissing, TransitionNotAllowed."""
    if not reason.strip():
        raise ReasonMissing
    return change_state(
        lock_meeting(meeting_id),
        MeetingState.CANCELLED,
        actor=actor,
        now=now,
        note=reason,
        facts={"cancelled_at": now, "cancel_reason": reason},
    )


def lock_meeting(meeting_id: int) -> Meeting:
    """Two who decide at once: the second reads what the first decided."""
    return Meeting.objects.select_for_update(no_key=True).get(pk=meeting_id)


def sent_before(actor: User | None, request_key: str) -> Meeting | None:
    """What the same form made already; two taps of one finger come one after the other."""
    if not request_key or actor is None:
        return None
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    return Meeting.objects.filter(created_by=actor, request_key=request_key).first()


def change_state(
    meeting: Meeting,
    state: MeetingState,
    *,
    actor: User | None,
    now: datetime,
    note: str = "",
    facts: dict[str, Any] | None = None,
) -> Meeting:
    """One step of the transition table, with the facts that its CHECK asks for, and its trace."""
    if state not in MEETING_TRANSITIONS[meeting.state]:
        words = {"now": MeetingState(meeting.state).label, "wanted": state.label}
        raise TransitionNotAllowed(_("这次会议现在是“%(now)s”，不能改成“%(wanted)s”") % words)
    before = meeting.state
    meeting.state = state
    for name, value in (facts or {}).items():
        setattr(meeting, name, value)
    meeting.save(update_fields=["state", *(facts or {})])
    note_step(meeting, before, actor=actor, now=now, note=note)
    return meeting


def note_step(
    meeting: Meeting, from_state: str, *, actor: User | None, now: datetime, note: str = ""
) -> None:
    MeetingStep.objects.create(
        meeting=meeting, from_state=from_state, to_state=meeting.state, note=note, at=now, by=actor
    )


def require_body(meeting: Meeting) -> None:
    """Whoever meets is named where the kind asks for it; constraints say so too."""
    if meeting.kind in PARTY_LIFE and meeting.party_organization is None:
        raise OrganizationMissing
    if meeting.kind == MeetingKind.ENV_COMMITTEE and meeting.env_committee is None:
        raise CommitteeMissing
    if meeting.kind == MeetingKind.OWNERS_ASSEMBLY and meeting.complex_id is None:
        raise ComplexMissing


def require_alone(meeting: Meeting) -> None:
    """A Party organisation holds one meeting of a kind at a time. Raises HeldTwice."""
    if meeting.kind not in PARTY_LIFE:
        return
    others = Meeting.objects.filter(
        party_organization=meeting.party_organization_id,
        kind=meeting.kind,
        held_from=meeting.held_from,
    ).exclude(state=MeetingState.CANCELLED)
    if others.exclude(pk=meeting.pk).exists():
        raise HeldTwice


def set_details(meeting: Meeting, details: Details) -> None:
    """Raises EndsBeforeItBegins. A meeting that has a name keeps it where the details give none."""
    if details.held_until and details.held_until <= details.held_from:
        raise EndsBeforeItBegins
    meeting.held_from, meeting.held_until = details.held_from, details.held_until
    title = details.title.strip() or meeting.title
    meeting.title = title or usual_title(meeting.kind, details.held_from)
    meeting.spot = details.spot
    for role in ("chair", "recorder", "lecturer"):
        named: Named = getattr(details, role)
        setattr(meeting, role, named.person)
        setattr(meeting, f"{role}_name", named.name)
    meeting.topic, meeting.audience = details.topic, details.audience
    meeting.is_micro = details.is_micro and meeting.kind in TAUGHT
    makes_up = details.makes_up if meeting.kind in PARTY_LIFE else None
    meeting.makes_up = usual_slot(meeting.kind, makes_up).first if makes_up else None


def usual_title(kind: str, held_from: datetime) -> str:
    """`2026年11月支部党员大会`; stored, so Chinese whoever asks."""
    day = timezone.localdate(held_from)
    with override(settings.LANGUAGE_CODE):
        return f"{day.year}年{day.month}月{MeetingKind(kind).label}"
