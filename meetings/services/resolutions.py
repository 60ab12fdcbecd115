"""议定事项: resolved in a meeting, begun, reported done with evidence, verified by another, or dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.photos import PreparedPhoto, discard_photo, files_stand
from core.transactions import locking
from meetings.choices import (
    AGREED,
    CARRIED,
    RESOLUTION_TRANSITIONS,
    TOOK_PLACE,
    MeetingState,
    ResolutionState,
)
from meetings.models import (
    AgendaItem,
    Meeting,
    OptionCount,
    Resolution,
    ResolutionStep,
    VoteItem,
)
from meetings.services.agenda import Guest, NobodyNamed
from meetings.services.holding import keep_photos
from meetings.services.meetings import ReasonMissing, TransitionNotAllowed, lock_meeting
from meetings.services.minutes import settle

if TYPE_CHECKING:
    from accounts.models import User


class NothingResolved(DomainError):
    default_message = _("请写议定事项")


class OwnerMissing(DomainError):
    default_message = _("请写责任单位或责任人")


class OtherMeetingsItem(DomainError):
    default_message = _("有的议题不是这次会议的，请刷新")


class EvidenceMissing(DomainError):
    default_message = _("请写办了什么，或者上传照片作为佐证")


class DayNotPossible(DomainError):
    default_message = _("完成日期要在开会以后、不晚于今天")


class OwnWork(DomainError):
    default_message = _("自己报的完成、自己负责的事项，要由另一位复核")


class AlreadySettled(DomainError):
    """Somebody has taken this step already; the sentence says where it stands."""


class NotDecided(DomainError):
    default_message = _("这一项没有通过或者还没有计票，不能记为议定事项")


class NotALaterMeeting(DomainError):
    default_message = _("撤销要由同一会议以后的一次来决定")


@locking
def resolve(
    *,
    meeting_id: int,
    matter: str,
    owner: Guest,
    actor: User | None,
    now: datetime,
    contact: str = "",
    deadline: date | None = None,
    answers: Iterable[int] = (),
) -> Resolution:
    """Writes down what a meeting resolved; `answers`: the questions of its agenda that led to it.

    Raises NothingResolved, OwnerMissing, OtherMeetingsItem, TransitionNotAllowed before the meeting was
    held and once its minutes are agreed to.
    """
    if not matter.strip():
        raise NothingResolved
    meeting = lock_meeting(meeting_id)
    if meeting.state not in TOOK_PLACE:
        raise TransitionNotAllowed(_("登记召开以后才能写议定事项"))
    if meeting.state in AGREED:
        raise TransitionNotAllowed(_("纪要已经确认，不能再加议定事项"))
    resolution = _write(meeting, matter=matter, contact=contact, deadline=deadline, owner=owner)
    wanted = set(answers)
    led_to_it = AgendaItem.objects.filter(meeting=meeting, pk__in=wanted)
    if led_to_it.update(resolution=resolution) != len(wanted):
        raise OtherMeetingsItem
    note_resolution(resolution, "", actor=actor, now=now)
    return resolution


@locking
def resolve_by_vote(
    *,
    item_id: int,
    owner: Guest,
    actor: User | None,
    now: datetime,
    contact: str = "",
    deadline: date | None = None,
) -> Resolution:
    """Takes over into the vote's meeting what one of its items decided, in the words that were voted on.

    Twice is once. Also after the minutes are agreed to, since ballots may come in for weeks: what is
    added is what the frozen count says, not what somebody remembers. Raises NotDecided,
    OwnerMissing, TransitionNotAllowed before the meeting was held and once it is closed.
    """
    item = VoteItem.objects.select_related("vote").get(pk=item_id)
    if item.vote.meeting_id is None:
        raise NotDecided(_("这次表决不是在会议上提出的"))
    meeting = lock_meeting(item.vote.meeting_id)
    again = Resolution.objects.filter(vote_item=item).first()
    if again is not None:
        return again
    if not OptionCount.objects.filter(option__item=item, outcome__in=CARRIED).exists():
        raise NotDecided
    if meeting.state not in TOOK_PLACE:
        raise TransitionNotAllowed(_("登记召开以后才能写议定事项"))
    if meeting.state == MeetingState.CLOSED:
        raise TransitionNotAllowed(_("会议已经办结，请在以后的会议上议定"))
    resolution = _write(
        meeting,
        matter=item.text,
        contact=contact,
        deadline=deadline,
        owner=owner,
        vote_item=item,
    )
    note_resolution(resolution, "", actor=actor, now=now)
    return resolution


def _write(
    meeting: Meeting,
    *,
    matter: str,
    contact: str,
    deadline: date | None,
    owner: Guest,
    vote_item: VoteItem | None = None,
) -> Resolution:
    """The next resolution of a locked meeting. Raises OwnerMissing."""
    last = meeting.resolutions.aggregate(last=Max("number"))["last"] or 0
    return Resolution.objects.create(
        **meeting.place_columns,
        meeting=meeting,
        number=last + 1,
        matter=matter,
        contact=contact,
        deadline=deadline,
        vote_item=vote_item,
        **_owner(owner),
    )


@locking
def take_back(*, resolution_id: int, actor: User, now: datetime) -> None:
    """Strikes what was written down by mistake, before the chair agrees; twice is once.

    Raises TransitionNotAllowed.
    """
    found = Resolution.objects.filter(pk=resolution_id).first()
    if found is None:
        return
    if lock_meeting(found.meeting_id).state in AGREED:
        raise TransitionNotAllowed(_("纪要已经确认，要由以后的会议撤销"))
    found.delete()


@locking
def start_resolution(
    *, resolution_id: int, actor: User, now: datetime, note: str = ""
) -> Resolution:
    """Somebody has begun. Twice is once. Raises AlreadySettled, TransitionNotAllowed."""
    meeting, resolution = lock_resolution(resolution_id)
    if resolution.state == ResolutionState.DOING:
        return resolution
    _step(resolution, ResolutionState.DOING, actor=actor, now=now, note=note)
    settle(meeting, actor=actor, now=now)
    return resolution


def report_done(
    *,
    resolution_id: int,
    done_on: date,
    evidence: str,
    photos: Sequence[PreparedPhoto] = (),
    actor: User | None,
    now: datetime,
) -> Resolution:
    """报完成, with words or pictures as evidence; somebody else verifies it.

    Raises EvidenceMissing, DayNotPossible, AlreadySettled, TooManyPhotos, TransitionNotAllowed.
    """
    with files_stand(photos):
        resolution, unused = _report(
            resolution_id=resolution_id,
            done_on=done_on,
            evidence=evidence,
            photos=photos,
            actor=actor,
            now=now,
        )
    for token in unused:
        discard_photo(token)
    return resolution


@locking
def verify_resolution(
    *, resolution_id: int, actor: User | None, now: datetime, note: str = ""
) -> Resolution:
    """复核: it is done. Closes the meeting with its last one.

    Raises OwnWork for whoever reported it or owes it, AlreadySettled, TransitionNotAllowed.
    """
    meeting, resolution = lock_resolution(resolution_id)
    _require_other(resolution, actor)
    _step(
        resolution,
        ResolutionState.VERIFIED,
        actor=actor,
        now=now,
        note=note,
        facts={"verified_at": now, "verified_by": actor},
    )
    settle(meeting, actor=actor, now=now)
    return resolution


@locking
def send_back(*, resolution_id: int, reason: str, actor: User, now: datetime) -> Resolution:
    """Whoever looked is not convinced: it is being done again. Raises ReasonMissing, OwnWork, and as above."""
    if not reason.strip():
        raise ReasonMissing
    _meeting, resolution = lock_resolution(resolution_id)
    if resolution.state != ResolutionState.DONE:
        raise AlreadySettled(_stands(resolution))
    _require_other(resolution, actor)
    return _step(
        resolution,
        ResolutionState.DOING,
        actor=actor,
        now=now,
        note=reason,
        facts={"done_on": None, "done_by": None},
    )


@locking
def drop_resolution(
    *, resolution_id: int, in_meeting: Meeting, reason: str, actor: User, now: datetime
) -> Resolution:
    """撤销, decided by a later meeting of the same body that was held.

    Raises ReasonMissing, NotALaterMeeting, AlreadySettled, TransitionNotAllowed.
    """
    if not reason.strip():
        raise ReasonMissing
    meeting, resolution = lock_resolution(resolution_id)
    later = Meeting.objects.of_same_body(meeting).took_place()
    if not later.filter(pk=in_meeting.pk, held_from__gt=meeting.held_from).exists():
        raise NotALaterMeeting
    _step(
        resolution,
        ResolutionState.DROPPED,
        actor=actor,
        now=now,
        note=reason,
        facts={"dropped_in": in_meeting, "dropped_at": now, "drop_reason": reason},
    )
    settle(meeting, actor=actor, now=now)
    return resolution


def lock_resolution(resolution_id: int) -> tuple[Meeting, Resolution]:
    """The meeting first, then its resolution: two who take a step at once come one after the other.

    Raises TransitionNotAllowed before the minutes are agreed to: until then nothing is resolved.
    """
    meeting = lock_meeting(
        Resolution.objects.values_list("meeting_id", flat=True).get(pk=resolution_id)
    )
    if meeting.state not in AGREED:
        raise TransitionNotAllowed(_("纪要还没有确认，确认以后再登记落实情况"))
    return meeting, Resolution.objects.select_for_update(no_key=True).get(pk=resolution_id)


def note_resolution(
    resolution: Resolution, from_state: str, *, actor: User | None, now: datetime, note: str = ""
) -> None:
    ResolutionStep.objects.create(
        resolution=resolution,
        from_state=from_state,
        to_state=resolution.state,
        note=note,
        at=now,
        by=actor,
    )


@locking
def _report(
    *,
    resolution_id: int,
    done_on: date,
    evidence: str,
    photos: Sequence[PreparedPhoto],
    actor: User | None,
    now: datetime,
) -> tuple[Resolution, list[str]]:
    if not evidence.strip() and not photos:
        raise EvidenceMissing
    meeting, resolution = lock_resolution(resolution_id)
    if not timezone.localdate(meeting.held_from) <= done_on <= timezone.localdate(now):
        raise DayNotPossible
    _step(
        resolution,
        ResolutionState.DONE,
        actor=actor,
        now=now,
        note=evidence,
        facts={"done_on": done_on, "done_by": actor, "evidence": evidence},
    )
    unused = keep_photos(meeting, photos, actor=actor, now=now, resolution=resolution)
    settle(meeting, actor=actor, now=now)
    return resolution, unused


def _owner(owner: Guest) -> dict[str, object]:
    try:
        who = owner.columns()
    except NobodyNamed as error:
        raise OwnerMissing from error
    return {"owner_name": who.pop("name"), **who}


def _require_other(resolution: Resolution, actor: User | None) -> None:
    if actor is None:
        return
    owes = resolution.person_id is not None and resolution.person_id == actor.person_id
    if owes or (resolution.done_by_id is not None and resolution.done_by_id == actor.pk):
        raise OwnWork


def _step(
    resolution: Resolution,
    state: ResolutionState,
    *,
    actor: User | None,
    now: datetime,
    note: str = "",
    facts: dict[str, Any] | None = None,
) -> Resolution:
    if state not in RESOLUTION_TRANSITIONS[resolution.state]:
        raise AlreadySettled(_stands(resolution))
    before = resolution.state
    resolution.state = state
    for name, value in (facts or {}).items():
        setattr(resolution, name, value)
    resolution.save(update_fields=["state", *(facts or {})])
    note_resolution(resolution, before, actor=actor, now=now, note=note)
    return resolution


def _stands(resolution: Resolution) -> str:
    words = {"state": ResolutionState(resolution.state).label}
    return str(_("这件事现在是“%(state)s”，请看最新的状态") % words)
