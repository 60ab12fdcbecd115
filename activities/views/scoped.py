"""How the work pages fetch: outside the scope 404, inside without the right 403 in words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.models import Activity, Session, SignUp
from activities.permissions import can_manage_activity, works_somewhere
from activities.queries.field import current_session, sessions_of
from core.web import who

if TYPE_CHECKING:
    from accounts.models import User


def worker(request: HttpRequest) -> User:
    """Somebody who plans, checks in and logs somewhere; readers are told so."""
    user = who(request)
    if not works_somewhere(user):
        raise PermissionDenied(_("您的角色只能查看，不能安排和记录活动"))
    return user


def seen_activity(request: HttpRequest, pk: int) -> Activity:
    activities = Activity.objects.visible_to(who(request))
    found: Activity = get_object_or_404(
        activities.select_related("community", "complex", "sub_district"), pk=pk
    )
    return found


def managed_activity(request: HttpRequest, pk: int) -> Activity:
    activity = seen_activity(request, pk)
    if not can_manage_activity(who(request), activity):
        raise PermissionDenied(_("这场活动不归您管理，您只能查看"))
    return activity


def session_in(request: HttpRequest, activity: Activity) -> Session:
    """The session of `?session=`, by default the one that is on or next."""
    found = session_or_none(request, activity)
    if found is None:
        raise Http404
    return found


def session_or_none(request: HttpRequest, activity: Activity) -> Session | None:
    wanted = request.GET.get("session", "")
    try:
        return current_session(sessions_of(activity), wanted, timezone.now())
    except KeyError as error:
        raise Http404 from error


def sign_up_of(activity: Activity, pk: object) -> SignUp:
    """One of the activity's own sign-ups; the activity was fetched in scope."""
    try:
        key = int(str(pk))
    except ValueError as error:
        raise Http404 from error
    if not 0 < key < 2**63:
        raise Http404
    own = SignUp.objects.filter(pk=key, session__activity=activity)
    found: SignUp = get_object_or_404(own.select_related("person", "session"))
    return found


def new_request_key() -> str:
    """One drawn form is one request, however often it is sent."""
    return uuid4().hex
