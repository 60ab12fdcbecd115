"""Who may do what with activities; asked by pages, admin and API after fetching in scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from activities.choices import ActivityState
from activities.models import Activity, ActivityLog, Session, SignUp
from activities.querysets import WORKERS
from communities.choices import OFFICIALS
from communities.querysets import within_places

if TYPE_CHECKING:
    from communities.querysets import AnyUser


def works_somewhere(user: AnyUser) -> bool:
    """Serves any place today, as official or in the field."""
    if not user.is_authenticated:
        return False
    return user.is_superuser or user.role_assignments.active().of_roles(WORKERS).exists()


@rules.predicate
def can_manage_activity(user: AnyUser, activity: Activity | None = None) -> bool:
    """Plan, publish, move, cancel: whoever serves its place."""
    if activity is None:
        return works_somewhere(user)
    return Activity.objects.manageable_by(user).filter(pk=activity.pk).exists()


@rules.predicate
def can_review_activity(user: AnyUser, activity: Activity | None = None) -> bool:
    """Pass or return what was submitted: the officials of its place."""
    if not user.is_authenticated:
        return False
    if user.is_superuser:
        return True
    if activity is None:
        return user.role_assignments.active().of_roles(OFFICIALS).exists()
    return Activity.objects.filter(within_places(user, OFFICIALS), pk=activity.pk).exists()


def is_own_plan(user: AnyUser, activity: Activity) -> bool:
    """Planned it, or sent it for review last: whoever wrote is not who passes (domain 8.8)."""
    if not user.is_authenticated:
        return False
    submitted = activity.updates.filter(to_state=ActivityState.SUBMITTED).order_by("-at", "-pk")
    return user.pk in {activity.created_by_id, submitted.values_list("by", flat=True).first()}


@rules.predicate
def can_manage_session(user: AnyUser, session: Session | None = None) -> bool:
    """Check in, sign up for others, log: whoever serves its place."""
    if session is None:
        return works_somewhere(user)
    return Session.objects.manageable_by(user).filter(pk=session.pk).exists()


@rules.predicate
def can_see_sign_up(user: AnyUser, sign_up: SignUp | None = None) -> bool:
    """Names of those who signed up: whoever serves the place."""
    if sign_up is None:
        return works_somewhere(user)
    return SignUp.objects.manageable_by(user).filter(pk=sign_up.pk).exists()


@rules.predicate
def can_see_log(user: AnyUser, log: ActivityLog | None = None) -> bool:
    """The log is read by all who work in the place."""
    if log is None:
        return works_somewhere(user)
    return ActivityLog.objects.visible_to(user).filter(pk=log.pk).exists()


rules.add_perm("activities.view_activity", works_somewhere)
rules.add_perm("activities.change_activity", can_manage_activity)
rules.add_perm("activities.review_activity", can_review_activity)
rules.add_perm("activities.change_session", can_manage_session)
rules.add_perm("activities.view_signup", can_see_sign_up)
rules.add_perm("activities.view_activitylog", can_see_log)
