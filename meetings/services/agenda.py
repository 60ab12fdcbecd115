"""议题 and the people of a meeting: who is invited, who came, what was raised and answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from communities.models import Organization
from core.errors import DomainError
from core.transactions import locking
from meetings.choices import (
    AGREED,
    COMING,
    PARTY_LIFE,
    AgendaKind,
    AttendanceRole,
    AttendanceStatus,
    MeetingState,
    TopicState,
)
from meetings.models import AgendaItem, Attendance, Meeting, MeetingTopic
from meetings.services.meetings import TransitionNotAllowed, lock_meeting
from party_building.models import PartyOrganization

if TYPE_CHECKING:
    from accounts.models import Person, User

MOST_ITEMS = 99


class NothingRaised(DomainError):
    default_message = _("请写议题或问题")


class TooManyItems(DomainError):
    default_message = _("一次会议最多99个议题")


class NamesNotKept(DomainError):
    default_message = _("组织生活只记人数，不记名单")


class OtherMeeting(DomainError):
    default_message = _("有的人不在这次会议的名单里，请刷新")


class NobodyNamed(DomainError):
    default_message = _("请写单位或姓名")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """A unit, a Party organisation, a person known here, or a name as it was written."""

    name: str = ""
    organization: Organization | None = None
    party_organization: PartyOrganization | None = None
    person: Person | None = None

    def columns(self) -> dict[str, object]:
        """Raises NobodyNamed."""
        known = self.organization or self.party_organization or self.person
        name = self.name.strip() or (known.name if known else "")
        if not name:
            raise NobodyNamed
        return {
            "organization": self.organization,
            "party_organization": self.party_organization,
            "person": self.person,
            "name": name,
        }


def guest_named(name: str, *, sub_district_id: int) -> Guest:
    """The unit or Party organisation of this name in the sub-district, else the name as it is written.

    Names of organisations are no secret; a person is never guessed by her name.
    """
    there = {"sub_district": sub_district_id, "name": name.strip()}
    if unit := Organization.objects.filter(**there).first():
        return Guest(organization=unit)
    party = PartyOrganization.objects.filter(**there, dissolved_on=None).first()
    return Guest(party_organization=party) if party else Guest(name=name)


@locking
def raise_item(
    *,
    meeting_id: int,
    kind: AgendaKind,
    topic: str,
    actor: User | None,
    now: datetime,
    raised_by: str = "",
    speaker: str = "",
    summary: str = "",
    answer: str = "",
) -> AgendaItem:
    """A topic for the agenda, or a question raised in the room; numbered as they come.

    Raises NothingRaised, TooManyItems, TransitionNotAllowed once the minutes are agreed to.
    """
    if not topic.strip():
        raise NothingRaised
    meeting = _still_open(meeting_id)
    last = meeting.agenda.aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_ITEMS:
        raise TooManyItems
    return AgendaItem.objects.create(
        meeting=meeting,
        number=last + 1,
        kind=kind,
        topic=topic,
        raised_by=raised_by,
        speaker=speaker,
        summary=summary,
        answer=answer,
    )


@locking
def note_item(
    *, item_id: int, actor: User, now: datetime, speaker: str, summary: str, answer: str
) -> AgendaItem:
    """What was said to it. Raises TransitionNotAllowed once the minutes are agreed to."""
    item = AgendaItem.objects.get(pk=item_id)
    _still_open(item.meeting_id)
    item.speaker, item.summary, item.answer = speaker, summary, answer
    item.save(update_fields=["speaker", "summary", "answer"])
    return item


@locking
def drop_item(*, item_id: int, actor: User, now: datetime) -> None:
    """Takes a topic off; twice is once. Raises TransitionNotAllowed once the minutes are agreed to.

    One that was handed in waits again for a decision.
    """
    item = AgendaItem.objects.filter(pk=item_id).first()
    if item is not None:
        _still_open(item.meeting_id)
        MeetingTopic.objects.filter(agenda_item=item).update(
            state=TopicState.PROPOSED, agenda_item=None, decided_at=None, decided_by=None
        )
        item.delete()


@locking
def invite(
    *,
    meeting_id: int,
    guests: Iterable[Guest],
    actor: User | None,
    now: datetime,
    role: AttendanceRole = AttendanceRole.TAKES_PART,
) -> list[Attendance]:
    """Puts guests on the list, each once. Raises NamesNotKept, NobodyNamed, TransitionNotAllowed."""
    meeting = _lock_list(meeting_id)
    if meeting.state not in COMING:
        raise TransitionNotAllowed(_("会议已经召开或取消，不能再邀请；到会的请在登记时加上"))
    return [_listed(meeting, guest, role=role, invited_at=now) for guest in guests]


@locking
def take_off_list(*, attendance_id: int, actor: User, now: datetime) -> None:
    """Twice is once. Raises TransitionNotAllowed once the minutes are agreed to."""
    found = Attendance.objects.filter(pk=attendance_id).first()
    if found is not None:
        _lock_list(found.meeting_id)
        found.delete()


@locking
def mark_attendance(
    *,
    meeting_id: int,
    statuses: Mapping[int, AttendanceStatus],
    came: Iterable[Guest] = (),
    actor: User | None,
    now: datetime,
) -> None:
    """Who of the list came, and who came without being on it. Raises OtherMeeting, NamesNotKept."""
    meeting = _lock_list(meeting_id)
    if meeting.state == MeetingState.CANCELLED:
        raise TransitionNotAllowed(_("会议已取消"))
    listed = {row.pk: row for row in meeting.attendances.all()}
    if statuses.keys() - listed.keys():
        raise OtherMeeting
    changed = []
    for pk, status in statuses.items():
        if listed[pk].status != status:
            listed[pk].status = status
            changed.append(listed[pk])
    Attendance.objects.bulk_update(changed, ["status"])
    for guest in came:
        row = _listed(meeting, guest, role=AttendanceRole.TAKES_PART, invited_at=None)
        row.status = AttendanceStatus.PRESENT
        row.save(update_fields=["status"])


def _listed(
    meeting: Meeting, guest: Guest, *, role: AttendanceRole, invited_at: datetime | None
) -> Attendance:
    """The guest's row, found or made: nobody stands on a list twice."""
    who = guest.columns()
    known = {name: value for name, value in who.items() if name != "name" and value is not None}
    by = known or {"name": who["name"], "organization": None, "party_organization": None}
    row = Attendance.objects.filter(meeting=meeting, **by).first()
    return row or Attendance.objects.create(
        meeting=meeting, role=role, invited_at=invited_at, **who
    )


def _lock_list(meeting_id: int) -> Meeting:
    meeting = _still_open(meeting_id)
    if meeting.kind in PARTY_LIFE:
        raise NamesNotKept
    return meeting


def _still_open(meeting_id: int) -> Meeting:
    meeting = lock_meeting(meeting_id)
    if meeting.state in AGREED:
        raise TransitionNotAllowed(_("纪要已经确认，不能再改"))
    return meeting
