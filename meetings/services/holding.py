"""召开: that a meeting took place, how many came, its pictures; planned before or not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.photos import PreparedPhoto, discard_photo, files_stand
from core.transactions import locking
from meetings.choices import AGREED, COMING, PARTY_LIFE, TOOK_PLACE, MeetingKind, MeetingState
from meetings.meeting_rules import Counts
from meetings.models import Meeting, MeetingPhoto, Resolution
from meetings.models.photos import PHOTOS_PER_MEETING
from meetings.services.meetings import (
    Body,
    Details,
    TransitionNotAllowed,
    change_state,
    lock_meeting,
    note_step,
    require_alone,
    require_body,
    sent_before,
    set_details,
)
from meetings.services.minutes import write_draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User

CORRECTED = "改了召开登记"
ONE_DAY = timedelta(days=1)
NOT_COUNTED = Counts()


class NotHeldYet(DomainError):
    default_message = gettext_lazy("会议还没到时间，开始以后再登记")


class CountsDoNotFit(DomainError):
    default_message = gettext_lazy("人数对不上：实到、请假、缺席加起来要等于应到")


class AlreadyRecorded(DomainError):
    """A colleague wrote the meeting down; the sentence says who."""


class TooManyPhotos(DomainError):
    """Nine pictures a meeting, and nine a resolution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is written down of a meeting that took place; `text`: its minutes, where there are any."""

    details: Details
    counts: Counts = NOT_COUNTED
    text: str = ""
    photos: Sequence[PreparedPhoto] = field(default_factory=tuple)
    # The form's idempotency key: a double tap writes one meeting.
    request_key: str = ""


def record_meeting(
    *,
    kind: MeetingKind,
    body: Body,
    held: Held,
    actor: User | None,
    now: datetime,
    is_demo: bool = False,
) -> Meeting:
    """Writes down a meeting that took place, in one act.

    One of the same Party organisation and kind that was planned for that day and not written down yet
    is taken up; otherwise it is a new one. The same form sent twice is one meeting. With `text` the
    minutes are drafted too. Raises NotHeldYet, CountsDoNotFit, HeldTwice, TooManyPhotos, and what
    `plan_meeting` raises.
    """
    with files_stand(held.photos):
        meeting, unused = _record(
            kind=kind, body=body, held=held, actor=actor, now=now, is_demo=is_demo
        )
    _discard(unused)
    return meeting


def hold_meeting(*, meeting_id: int, held: Held, actor: User | None, now: datetime) -> Meeting:
    """A planned meeting took place, or what was written down of it is corrected before it is agreed to.

    Raises NotHeldYet, CountsDoNotFit, TooManyPhotos, EndsBeforeItBegins; AlreadyRecorded where a
    colleague was faster; TransitionNotAllowed for what was cancelled or agreed to.
    """
    with files_stand(held.photos):
        meeting, unused = _hold(meeting_id=meeting_id, held=held, actor=actor, now=now)
    _discard(unused)
    return meeting


def add_photos(
    *,
    meeting_id: int,
    photos: Sequence[PreparedPhoto],
    actor: User,
    now: datetime,
) -> Meeting:
    """More pictures of a meeting that took place. Raises TooManyPhotos, TransitionNotAllowed."""
    with files_stand(photos):
        meeting, unused = _add_photos(meeting_id=meeting_id, photos=photos, actor=actor, now=now)
    _discard(unused)
    return meeting


@locking
def remove_photo(*, photo_id: int, actor: User, now: datetime) -> None:
    """Takes a picture away for good; twice is once. Raises TransitionNotAllowed for agreed minutes."""
    photo = MeetingPhoto.objects.select_for_update().filter(pk=photo_id).first()
    if photo is None:
        return
    if lock_meeting(photo.meeting_id).state in AGREED:
        raise TransitionNotAllowed(_("纪要已经确认，照片不能再删"))
    token = photo.token
    photo.delete()
    transaction.on_commit(partial(discard_photo, token))


def keep_photos(
    meeting: Meeting,
    photos: Sequence[PreparedPhoto],
    *,
    actor: User | None,
    now: datetime,
    resolution: Resolution | None = None,
) -> list[str]:
    """The rows of pictures whose files stand; returns the tokens of those that were there already.

    Under the meeting's lock. Raises TooManyPhotos.
    """
    standing = MeetingPhoto.objects.filter(meeting=meeting, resolution=resolution)
    known = set(standing.values_list("sha256", flat=True))
    fresh = {photo.sha256: photo for photo in photos if photo.sha256 not in known}
    if len(known) + len(fresh) > PHOTOS_PER_MEETING:
        raise TooManyPhotos(
            _("最多%(most)d张照片，现在是%(count)d张")
            % {"most": PHOTOS_PER_MEETING, "count": len(known) + len(fresh)}
        )
    last = standing.aggregate(last=Max("position"))["last"] or 0
    MeetingPhoto.objects.bulk_create(
        [
            MeetingPhoto(
                meeting=meeting,
                resolution=resolution,
                token=photo.token,
                width=photo.width,
                height=photo.height,
                sha256=photo.sha256,
                position=last + number,
                uploaded_at=now,
                uploaded_by=actor,
            )
            for number, photo in enumerate(fresh.values(), start=1)
        ]
    )
    kept = {photo.token for photo in fresh.values()}
    return [photo.token for photo in photos if photo.token not in kept]


@locking
def _record(
    *,
    kind: MeetingKind,
    body: Body,
    held: Held,
    actor: User | None,
    now: datetime,
    is_demo: bool,
) -> tuple[Meeting, list[str]]:
    if again := sent_before(actor, held.request_key):
        return again, [photo.token for photo in held.photos]
    meeting = Meeting(
        kind=kind,
        **body.columns(),
        created_by=actor,
        request_key=held.request_key,
        is_demo=is_demo,
    )
    require_body(meeting)
    planned = _planned_for(meeting, held.details.held_from)
    if planned is not None:
        meeting = planned
        meeting.created_by, meeting.request_key = actor, held.request_key
    _set_held(meeting, held, now)
    if planned is None:
        meeting.save(force_insert=True)
        note_step(meeting, "", actor=actor, now=now)
    else:
        meeting.save()
    return _took_place(meeting, held, actor=actor, now=now)


@locking
def _hold(
    *, meeting_id: int, held: Held, actor: User | None, now: datetime
) -> tuple[Meeting, list[str]]:
    meeting = lock_meeting(meeting_id)
    if meeting.state == MeetingState.CANCELLED or meeting.state in AGREED:
        raise TransitionNotAllowed(_("已取消或纪要已确认的会议不能再登记"))
    is_correction = meeting.state in TOOK_PLACE
    if is_correction and actor is not None and meeting.recorded_by not in {None, actor}:
        raise AlreadyRecorded(
            _("%(who)s已经登记过这次会议，请看一下，不对请和他商量")
            % {"who": meeting.recorded_by.display_name}
        )
    _set_held(meeting, held, now)
    meeting.save()
    if not is_correction:
        return _took_place(meeting, held, actor=actor, now=now)
    note_step(meeting, meeting.state, actor=actor, now=now, note=CORRECTED)
    return meeting, keep_photos(meeting, held.photos, actor=actor, now=now)


@locking
def _add_photos(
    *, meeting_id: int, photos: Sequence[PreparedPhoto], actor: User, now: datetime
) -> tuple[Meeting, list[str]]:
    meeting = lock_meeting(meeting_id)
    if meeting.state not in TOOK_PLACE:
        raise TransitionNotAllowed(_("登记召开以后才能加照片"))
    return meeting, keep_photos(meeting, photos, actor=actor, now=now)


def _planned_for(meeting: Meeting, held_from: datetime) -> Meeting | None:
    """The planned meeting of the same Party organisation and kind on that day, locked."""
    if meeting.kind not in PARTY_LIFE:
        return None
    midnight = timezone.localtime(held_from).replace(hour=0, minute=0, second=0, microsecond=0)
    planned = Meeting.objects.select_for_update(no_key=True).filter(
        party_organization=meeting.party_organization, kind=meeting.kind, state__in=COMING
    )
    return planned.between(midnight, midnight + ONE_DAY).order_by("held_from").first()


def _set_held(meeting: Meeting, held: Held, now: datetime) -> None:
    if held.details.held_from > now:
        raise NotHeldYet
    if not held.counts.fit:
        raise CountsDoNotFit
    set_details(meeting, held.details)
    require_alone(meeting)
    counts = held.counts.completed()
    meeting.due_count, meeting.present_count = counts.due, counts.present
    meeting.leave_count, meeting.absent_count = counts.on_leave, counts.absent


def _took_place(
    meeting: Meeting, held: Held, *, actor: User | None, now: datetime
) -> tuple[Meeting, list[str]]:
    change_state(
        meeting,
        MeetingState.HELD,
        actor=actor,
        now=now,
        facts={"recorded_at": now, "recorded_by": actor},
    )
    unused = keep_photos(meeting, held.photos, actor=actor, now=now)
    if held.text.strip():
        write_draft(meeting, held.text, actor=actor, now=now)
    return meeting, unused


def _discard(tokens: Sequence[str]) -> None:
    for token in tokens:
        discard_photo(token)
