"""Writing down, once, what took place; every ledger and figure is computed from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from activities.choices import ActivityState
from activities.models import PHOTOS_PER_LOG, Activity, ActivityLog, Photo, Session
from activities.queries.logs import log_of_request
from activities.services.planning import Slot, Where, conclude, lock_activity, plan_activity
from activities.services.sign_ups import lock_session
from core.errors import DomainError
from core.photos import PreparedPhoto, discard_photo, files_stand
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User


class NotHeldYet(DomainError):
    default_message = _("活动还没开始，开始以后再记录")


class NotHeld(DomainError):
    default_message = _("已取消或没有发布的活动不能记录")


class LoggedMeanwhile(DomainError):
    """A colleague was faster; whoever adds to the log decides with that in view."""

    default_message = _("同事刚刚记过这一场；确认要补充，请再提交一次")


class TooManyPhotos(DomainError):
    """Nine photos a log; the ones that fit would not be chosen by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """What is written down: how many came, one sentence, pictures, and whether residents see it."""

    headcount: int
    remark: str = ""
    volunteer_count: int | None = None
    party_member_count: int | None = None
    photos: list[PreparedPhoto] = field(default_factory=list)
    is_published: bool = False
    # The form's idempotency key: a double tap writes one log.
    request_key: str = ""


def log_session(
    *, session_id: int, entry: LogEntry, actor: User | None, now: datetime
) -> ActivityLog:
    """Writes the log of a session, or adds to the one that exists; the activity becomes LOGGED,
    or, where its community reviews and never saw it, SUBMITTED.

    A second entry adds its photos and, where it says something, replaces what was said; the same
    form sent twice changes nothing. Raises NotHeldYet, NotHeld, TooManyPhotos. The photos' files
    are stored before the rows and taken away again when the rows are refused or the disk is full.
    """
    with files_stand(entry.photos):
        log, unused = _write_log(session_id=session_id, entry=entry, actor=actor, now=now)
    for token in unused:
        discard_photo(token)
    return log


def require_known(log: ActivityLog | None, *, known_log: str, request_key: str) -> None:
    """Whoever writes knows of the log that stands (its key in `known_log`), or wrote it with this form.

    Raises LoggedMeanwhile.
    """
    if log is None or str(log.pk) == known_log:
        return
    if not (request_key and log.request_key == request_key):
        raise LoggedMeanwhile


@locking
def log_unplanned(
    *,
    where: Where,
    details: dict[str, Any],
    slot: Slot,
    entry: LogEntry,
    actor: User,
    now: datetime,
) -> ActivityLog:
    """Something that was in no plan took place: plan and log in one act (计划外).

    The same form sent twice writes one activity.
    """
    known = log_of_request(actor, entry.request_key)
    if known:
        return known
    activity = plan_activity(where=where, details=details, slots=[slot], actor=actor, now=now)
    return log_session(session_id=activity.sessions.get().pk, entry=entry, actor=actor, now=now)


@locking
def set_log_published(
    *, log_id: int, is_published: bool, actor: User, now: datetime
) -> ActivityLog:
    """Shows the story with its photos to residents, or takes it down again.

    An activity that residents do not see yet keeps the wish: its story shows once it has passed.
    """
    log: ActivityLog = ActivityLog.objects.select_for_update(no_key=True).get(pk=log_id)
    log.is_published = is_published
    log.save(update_fields=["is_published"])
    log.photos.update(is_published=is_published)
    return log


@locking
def remove_photo(*, photo_id: int, actor: User, now: datetime) -> None:
    """Takes a photo away for good: the row and its files; a cover passes to the next one.

    Removing twice is removing once. The files go when the row is surely gone.
    """
    photo = Photo.objects.select_for_update().filter(pk=photo_id).first()
    if photo is None:
        return
    activity_id, was_cover, token = photo.activity_id, photo.is_cover, photo.token
    photo.delete()
    heir = Photo.objects.filter(activity_id=activity_id).order_by("position", "pk").first()
    if was_cover and heir:
        heir.is_cover = True
        heir.save(update_fields=["is_cover"])
    transaction.on_commit(partial(discard_photo, token))


@locking
def choose_cover(*, photo_id: int, actor: User, now: datetime) -> Photo:
    """Makes one photo the activity's cover (设为封面)."""
    photo: Photo = Photo.objects.select_for_update().get(pk=photo_id)
    Photo.objects.filter(activity_id=photo.activity_id, is_cover=True).update(is_cover=False)
    photo.is_cover = True
    photo.save(update_fields=["is_cover"])
    return photo


@locking
def _write_log(
    *, session_id: int, entry: LogEntry, actor: User | None, now: datetime
) -> tuple[ActivityLog, list[str]]:
    """The rows of `log_session`; also the tokens of photos that were there already."""
    activity = lock_activity(
        Session.objects.values_list("activity_id", flat=True).get(pk=session_id)
    )
    session = lock_session(session_id)
    log = ActivityLog.objects.filter(session=session).first()
    if log and entry.request_key and log.request_key == entry.request_key:
        return log, [photo.token for photo in entry.photos]
    if log is None:
        _require_held(activity, session, now=now)
        log = _new_log(session, entry, actor=actor, now=now)
    else:
        _amend(log, entry)
    unused = _add_photos(log, activity, entry, actor=actor, now=now)
    conclude(activity, actor=actor, now=now)
    return log, unused


def _require_held(activity: Activity, session: Session, *, now: datetime) -> None:
    if session.starts_at > now:
        raise NotHeldYet
    may_follow = {ActivityState.PLANNED, ActivityState.APPROVED, ActivityState.PUBLISHED}
    if session.cancelled_at or activity.state not in may_follow | {ActivityState.LOGGED}:
        raise NotHeld


def _new_log(
    session: Session, entry: LogEntry, *, actor: User | None, now: datetime
) -> ActivityLog:
    return ActivityLog.objects.create(
        sub_district_id=session.sub_district_id,
        community_id=session.community_id,
        complex_id=session.complex_id,
        session=session,
        headcount=entry.headcount,
        volunteer_count=entry.volunteer_count,
        party_member_count=entry.party_member_count,
        remark=entry.remark,
        is_published=entry.is_published,
        request_key=entry.request_key,
        logged_at=now,
        logged_by=actor,
    )


def _amend(log: ActivityLog, entry: LogEntry) -> None:
    log.headcount = entry.headcount
    log.remark = entry.remark or log.remark
    if entry.volunteer_count is not None:
        log.volunteer_count = entry.volunteer_count
    if entry.party_member_count is not None:
        log.party_member_count = entry.party_member_count
    log.is_published = entry.is_published
    log.request_key = entry.request_key
    log.save()
    log.photos.update(is_published=entry.is_published)


def _add_photos(
    log: ActivityLog, activity: Activity, entry: LogEntry, *, actor: User | None, now: datetime
) -> list[str]:
    """Adds what is new; returns the tokens of pictures that the log has already."""
    known = set(log.photos.values_list("sha256", flat=True))
    fresh: list[PreparedPhoto] = []
    unused: list[str] = []
    for photo in entry.photos:
        if photo.sha256 in known:
            unused.append(photo.token)
        else:
            known.add(photo.sha256)
            fresh.append(photo)
    if len(known) > PHOTOS_PER_LOG:
        raise TooManyPhotos(_("一次活动最多%(most)d张照片") % {"most": PHOTOS_PER_LOG})
    last = log.photos.aggregate(last=Max("position"))["last"]
    start = 0 if last is None else last + 1
    has_cover = Photo.objects.filter(activity=activity, is_cover=True).exists()
    Photo.objects.bulk_create(
        Photo(
            sub_district_id=log.sub_district_id,
            community_id=log.community_id,
            complex_id=log.complex_id,
            log=log,
            activity=activity,
            token=photo.token,
            sha256=photo.sha256,
            width=photo.width,
            height=photo.height,
            position=start + index,
            is_cover=index == 0 and not has_cover,
            is_published=entry.is_published,
            uploaded_at=now,
            uploaded_by=actor,
        )
        for index, photo in enumerate(fresh)
    )
    return unused
