"""How the work pages fetch notices: outside the scope 404, inside without the right 403 in words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from communities.choices import NoticeState
from communities.models import Notice
from communities.permissions import can_manage_notice, can_review_notice, can_write_notices
from core.web import who


def writer(request: HttpRequest) -> Any:
    """Somebody who writes notices somewhere; readers are told so."""
    user = who(request)
    if not can_write_notices(user):
        raise PermissionDenied(_("您的角色只能查看，不能写公告"))
    return user


def seen_notice(request: HttpRequest, pk: int) -> Notice:
    rows = Notice.objects.visible_to(who(request)).select_related(
        "complex", "community", "sub_district", "created_by__person", "approved_by__person"
    )
    found: Notice = get_object_or_404(rows, pk=pk)
    return found


def managed_notice(request: HttpRequest, pk: int) -> Notice:
    notice = seen_notice(request, pk)
    if not can_manage_notice(who(request), notice):
        raise PermissionDenied(_("这条公告不归您管理，您只能查看"))
    return notice


def reviewed_notice(request: HttpRequest, pk: int) -> Notice:
    notice = seen_notice(request, pk)
    if not can_review_notice(who(request), notice):
        raise PermissionDenied(_("只有社区和街道的工作人员能审核公告"))
    return notice


def may_hang_at_once(user: Any, notice: Notice) -> bool:
    """An official's own draft of an emergency: at once, confirmed afterwards."""
    return (
        notice.is_urgent and notice.state == NoticeState.DRAFT and can_review_notice(user, notice)
    )
