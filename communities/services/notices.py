"""From a draft to the noticeboard and off it again; whoever wrote a text never passes it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from communities.choices import (
    NOTICE_DAYS,
    NOTICE_EDITABLE,
    NOTICE_TRANSITIONS,
    NoticeSeverity,
    NoticeState,
)
from communities.models import Notice, NoticeUpdate
from communities.permissions import is_own_text
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from communities.queries.places import Place

# A year: what should be known for longer belongs on the place's own page.
LONGEST_PERIOD = timedelta(days=366)
# Stored in the history, which stays Chinese whoever acts.
EDITED, CONFIRMED, CORRECTED = "改了内容", "补审通过", "已由新的公告更正"
# What may be written of a notice; its place never changes, its state by the services below.
DETAILS = frozenset(
    {"category", "severity", "title", "body", "publisher", "shown_from", "shown_until"}
)


class TransitionNotAllowed(DomainError):
    """The notice is not in a state from which this can be done."""


class AlreadyDecided(DomainError):
    default_message = _("这条公告刚才已经有人处理过了，请看最新的状态")


class OwnText(DomainError):
    default_message = _("自己写的或自己送审的公告，要由另一位社区或街道的工作人员审核")


class PeriodBackwards(DomainError):
    default_message = _("公示止期不能早于起期")


class PeriodTooLong(DomainError):
    default_message = _("公示期最长一年")


class PeriodTooFar(DomainError):
    default_message = _("公示起期要在前后一年之内")


class PeriodOver(DomainError):
    default_message = _("公示止期已经过了，请改到今天以后")


class NothingSaid(DomainError):
    default_message = _("请写正文；只有紧急公告可以只写标题")


class NotUrgent(DomainError):
    default_message = _("只有紧急公告能先公布后补审，其他的请送审")


class ReasonMissing(DomainError):
    default_message = _("请写明原因")


@locking
def write_notice(
    *,
    place: Place | None,
    details: dict[str, Any],
    actor: User | None,
    now: datetime,
    replaces: Notice | None = None,
    request_key: str = "",
    is_demo: bool = False,
) -> Notice:
    """A draft (起草), seen by nobody but the staff; the same form sent twice is one notice.

    `details` are fields named in DETAILS; without a `shown_until` it hangs as long as its category
    does by default (NOTICE_DAYS). `replaces`: the notice that this one corrects, whose place it takes;
    that one goes on hanging until this one is put up. Raises PeriodBackwards, PeriodTooLong,
    PeriodTooFar, TransitionNotAllowed where there is nothing to correct.
    """
    if request_key and actor is not None:
        # Two taps of one finger come one after the other.
        User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        again = Notice.objects.filter(created_by=actor, request_key=request_key).first()
        if again:
            return again
    if replaces is not None:
        if replaces.state != NoticeState.PUBLISHED:
            raise TransitionNotAllowed(_("只有公布中的公告能更正"))
        columns = {
            f"{name}_id": getattr(replaces, f"{name}_id")
            for name in ("sub_district", "community", "complex")
        }
    elif place is not None:
        columns = place.columns()
    else:
        raise ValueError("A notice hangs somewhere.")
    notice = Notice(
        **columns,
        **_known(details),
        replaces=replaces,
        created_by=actor,
        request_key=request_key,
        is_demo=is_demo,
    )
    _settle_period(notice, now)
    notice.save(force_insert=True)
    note_update(notice, "", actor=actor, now=now)
    return notice


@locking
def edit_notice(*, notice_id: int, details: dict[str, Any], actor: User, now: datetime) -> Notice:
    """Changes a draft or what was sent back; whoever did so is one of its authors from then on.

    Raises TransitionNotAllowed for what is being reviewed or hangs already: that is corrected by a
    new notice which is reviewed again. PeriodBackwards, PeriodTooLong, PeriodTooFar.
    """
    notice = lock_notice(notice_id)
    if notice.state not in NOTICE_EDITABLE:
        raise TransitionNotAllowed(
            _("已送审或已公布的公告不能改；已公布的请用“更正”，审核后换上新的")
        )
    known = _known(details)
    for name, value in known.items():
        setattr(notice, name, value)
    _settle_period(notice, now)
    notice.save(update_fields=list(known))
    note_update(notice, notice.state, actor=actor, now=now, note=EDITED)
    return notice


@locking
def submit_notice(*, notice_id: int, actor: User | None, now: datetime) -> Notice:
    """Sends it for review (送审). Raises NothingSaid, PeriodOver, TransitionNotAllowed."""
    notice = lock_notice(notice_id)
    if notice.state == NoticeState.SUBMITTED:
        return notice
    _require_text(notice)
    _require_days_left(notice, now)
    return _change_state(
        notice, NoticeState.SUBMITTED, actor=actor, now=now, facts={"submitted_by": actor}
    )


@locking
def approve_notice(*, notice_id: int, actor: User, now: datetime) -> Notice:
    """Passes it, and it hangs; of an emergency that hangs already: confirms it (补审).

    Where review took longer than planned, the period keeps its number of days and begins today: a
    公示期 that nobody could read would be none. What it corrects is withdrawn in the same moment.
    Raises OwnText: the author is not the approver (domain 8.8; a CHECK says so too). AlreadyDecided
    for the second of two who decide at once.
    """
    notice = lock_notice(notice_id)
    if notice.state != NoticeState.SUBMITTED and not notice.awaits_confirmation:
        raise AlreadyDecided
    if is_own_text(actor, notice):
        raise OwnText
    if notice.awaits_confirmation:
        notice.approved_by, notice.approved_at = actor, now
        notice.save(update_fields=["approved_by", "approved_at"])
        note_update(notice, notice.state, actor=actor, now=now, note=CONFIRMED)
        return notice
    return _hang(notice, actor=actor, now=now, facts={"approved_by": actor, "approved_at": now})


@locking
def return_notice(*, notice_id: int, reason: str, actor: User, now: datetime) -> Notice:
    """Sends it back to whoever wrote it. Raises ReasonMissing, AlreadyDecided, OwnText."""
    if not reason.strip():
        raise ReasonMissing
    notice = lock_notice(notice_id)
    if notice.state != NoticeState.SUBMITTED:
        raise AlreadyDecided
    if is_own_text(actor, notice):
        raise OwnText
    return _change_state(notice, NoticeState.RETURNED, actor=actor, now=now, note=reason)


@locking
def publish_urgent_notice(*, notice_id: int, actor: User, now: datetime) -> Notice:
    """Puts an official's emergency up at once; another confirms it afterwards (补审).

    A rule of our own, not of any law: when water runs down the stairs nobody may have to wait for a
    colleague, and what hung without a second pair of eyes stays in the list of those to decide until
    somebody else has read it. Twice is once. Raises NotUrgent, TransitionNotAllowed, PeriodOver.
    """
    notice = lock_notice(notice_id)
    if notice.state == NoticeState.PUBLISHED:
        return notice
    if not notice.is_urgent:
        raise NotUrgent
    _require_days_left(notice, now)
    return _hang(notice, actor=actor, now=now, facts={"submitted_by": actor})


@locking
def withdraw_notice(*, notice_id: int, reason: str, actor: User, now: datetime) -> Notice:
    """Takes it down (撤下); text and history stay, the public reads that and when it was withdrawn.

    Raises ReasonMissing, TransitionNotAllowed.
    """
    if not reason.strip():
        raise ReasonMissing
    return _take_down(lock_notice(notice_id), reason=reason, actor=actor, now=now)


def lock_notice(notice_id: int) -> Notice:
    """Two who decide at once: the second reads what the first decided."""
    return Notice.objects.select_for_update(no_key=True).get(pk=notice_id)


def note_update(
    notice: Notice, from_state: str, *, actor: User | None, now: datetime, note: str = ""
) -> None:
    NoticeUpdate.objects.create(
        notice=notice, from_state=from_state, to_state=notice.state, note=note, at=now, by=actor
    )


def last_day(shown_from: date, category: str) -> date:
    """Of a notice that hangs as long as its category does by default, the first day counted."""
    return shown_from + timedelta(days=NOTICE_DAYS[category] - 1)


def _hang(notice: Notice, *, actor: User | None, now: datetime, facts: dict[str, Any]) -> Notice:
    """Published from today on, or from its own day; what it corrects comes down."""
    today = timezone.localdate(now)
    if notice.shown_from < today:
        late = today - notice.shown_from
        facts |= {"shown_from": today, "shown_until": notice.shown_until + late}
    _change_state(
        notice, NoticeState.PUBLISHED, actor=actor, now=now, facts={"published_at": now, **facts}
    )
    if notice.replaces_id is not None:
        corrected = lock_notice(notice.replaces_id)
        if corrected.state == NoticeState.PUBLISHED:
            _take_down(corrected, reason=CORRECTED, actor=actor, now=now)
    return notice


def _take_down(notice: Notice, *, reason: str, actor: User | None, now: datetime) -> Notice:
    return _change_state(
        notice,
        NoticeState.WITHDRAWN,
        actor=actor,
        now=now,
        note=reason,
        facts={"withdrawn_at": now, "withdraw_reason": reason},
    )


def _change_state(
    notice: Notice,
    state: NoticeState,
    *,
    actor: User | None,
    now: datetime,
    note: str = "",
    facts: dict[str, Any] | None = None,
) -> Notice:
    if state not in NOTICE_TRANSITIONS[notice.state]:
        words = {"now": NoticeState(notice.state).label, "wanted": state.label}
        raise TransitionNotAllowed(_("这条公告现在是“%(now)s”，不能改成“%(wanted)s”") % words)
    before = notice.state
    notice.state = state
    for name, value in (facts or {}).items():
        setattr(notice, name, value)
    notice.save(update_fields=["state", *(facts or {})])
    note_update(notice, before, actor=actor, now=now, note=note)
    return notice


def _known(details: dict[str, Any]) -> dict[str, Any]:
    unknown = details.keys() - DETAILS
    if unknown:
        raise ValueError(f"Not a detail of a notice: {sorted(unknown)}")
    return details


def _settle_period(notice: Notice, now: datetime) -> None:
    if abs(notice.shown_from - timezone.localdate(now)) > LONGEST_PERIOD:
        raise PeriodTooFar
    if notice.shown_until is None:
        notice.shown_until = last_day(notice.shown_from, notice.category)
    if notice.shown_until < notice.shown_from:
        raise PeriodBackwards
    if notice.shown_until - notice.shown_from > LONGEST_PERIOD:
        raise PeriodTooLong


def _require_days_left(notice: Notice, now: datetime) -> None:
    if notice.shown_until < timezone.localdate(now):
        raise PeriodOver


def _require_text(notice: Notice) -> None:
    if not notice.body and notice.severity != NoticeSeverity.URGENT:
        raise NothingSaid
