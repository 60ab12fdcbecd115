"""Calling off: everything is released and everybody told once, in one transaction (I-5)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from activities.choices import ActivityState, SignUpState
from activities.models import Activity, CheckIn, Session
from activities.services.messages import CANCELLED, promise_change
from activities.services.planning import change_state, lock_activity
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User


class ReasonMissing(DomainError):
    default_message = _("取消活动要写明原因，居民会看到")


@locking
def cancel_activity(*, activity_id: int, reason: str, actor: User, now: datetime) -> int:
    """Cancels the activity with all its sessions that were not held; returns how many were told.

    A session to which people came, or of which a log was written, stays as it was; of one that is
    over without either nobody is told any more. Cancelling twice is cancelling once. Raises
    ReasonMissing, TransitionNotAllowed.
    """
    if not reason.strip():
        raise ReasonMissing
    activity = lock_activity(activity_id)
    if activity.state == ActivityState.CANCELLED:
        return 0
    change_state(
        activity,
        ActivityState.CANCELLED,
        actor=actor,
        now=now,
        note=reason,
        facts={"cancelled_at": now, "cancel_reason": reason},
    )
    return sum(_release(session, now=now) for session in _sessions_not_held(activity))


def _sessions_not_held(activity: Activity) -> list[Session]:
    came = CheckIn.objects.filter(session=OuterRef("pk"), undone_at=None)
    return list(
        Session.objects.select_for_update(no_key=True, of=("self",))
        .filter(~Exists(came), activity=activity, cancelled_at=None, log=None)
        .order_by("pk")
    )


def _release(session: Session, *, now: datetime) -> int:
    """Ends every live sign-up of a session under its lock and promises the news to each."""
    everybody = list(session.sign_ups.live().select_related("person"))
    session.sign_ups.live().update(state=SignUpState.CANCELLED, cancelled_at=now)
    session.taken, session.cancelled_at = 0, now
    session.sequence += 1
    session.save(update_fields=["taken", "cancelled_at", "sequence"])
    if (session.ends_at or session.starts_at) <= now:
        return 0
    return promise_change(kind=CANCELLED, sign_ups=everybody, session=session, now=now)
