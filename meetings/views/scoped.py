"""How the pages of meetings fetch their rows: outside the scope 404, inside without the right 403 in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.page_parts import Link
from core.web import who
from meetings.models import Meeting, Resolution
from meetings.permissions import (
    can_manage_meeting,
    can_manage_resolution,
    can_publish_meeting,
    keeps_meetings,
    keeps_party_life,
)

Made = TypeVar("Made")
RELATED = ("complex", "community", "sub_district", "party_organization", "chair", "recorder")


def keeper(request: HttpRequest) -> Any:
    """Somebody who keeps the records of meetings somewhere; readers are told so."""
    user = who(request)
    if not keeps_meetings(user):
        raise PermissionDenied(_("您的角色只能查看，不能登记会议"))
    return user


def party_keeper(request: HttpRequest) -> Any:
    """Somebody who records the life of a Party organisation."""
    user = who(request)
    if not keeps_party_life(user):
        raise PermissionDenied(_("组织生活由支部书记和社区、街道登记"))
    return user


def seen_meeting(request: HttpRequest, pk: int) -> Meeting:
    rows = Meeting.objects.visible_to(who(request)).select_related(*RELATED)
    found: Meeting = get_object_or_404(rows, pk=pk)
    return found


def managed_meeting(request: HttpRequest, pk: int) -> Meeting:
    meeting = seen_meeting(request, pk)
    if not can_manage_meeting(who(request), meeting):
        raise PermissionDenied(_("您的角色只能查看，不能登记会议"))
    return meeting


def publishable_meeting(request: HttpRequest, pk: int) -> Meeting:
    meeting = seen_meeting(request, pk)
    if not can_publish_meeting(who(request), meeting):
        raise PermissionDenied(_("会议纪要由社区和街道的工作人员公开"))
    return meeting


def seen_resolution(request: HttpRequest, pk: int) -> Resolution:
    rows = Resolution.objects.visible_to(who(request)).select_related(
        "meeting", "verified_by__person", "dropped_in", "vote_item__vote__count"
    )
    found: Resolution = get_object_or_404(rows, pk=pk)
    return found


def managed_resolution(request: HttpRequest, pk: int) -> Resolution:
    resolution = seen_resolution(request, pk)
    if not can_manage_resolution(who(request), resolution):
        raise PermissionDenied(_("您的角色只能查看，不能登记会议"))
    return resolution


def to_meeting(meeting: Meeting) -> Link:
    return Link(meeting.title, reverse("meetings:field_meeting", args=[meeting.pk]))


def to_resolution(resolution: Resolution) -> Link:
    return Link(_("议定事项"), reverse("meetings:field_resolution", args=[resolution.pk]))


def told_beside_its_field(
    form: Any,
    act: Callable[[], Made],
    fields: Mapping[type[DomainError], str] | None = None,
) -> Made | None:
    """What the service returned; None where it refused, which then stands in the form."""
    try:
        return act()
    except DomainError as refusal:
        name = (fields or {}).get(type(refusal))
        form.add_error(name if name in form.fields else None, refusal.message)
        return None
