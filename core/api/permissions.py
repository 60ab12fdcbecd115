"""Whether this caller may knock here at all; whose rows he meets, the querysets say."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.choices import ApiScope
from accounts.models import ApiToken
from core.web import STAFF, is_staff_today


class AllowedHere(BasePermission):
    """The view's `access` (public or staff), and its `scope` for whoever comes with a token."""

    def has_permission(self, request: Request, view: Any) -> bool:
        token = request.auth
        if isinstance(token, ApiToken) and not token.allows(view.scope):
            label = ApiScope(view.scope).label
            raise PermissionDenied(
                _("这个令牌没有“%(scope)s”（%(name)s）权限") % {"scope": label, "name": view.scope},
                "scope_missing",
            )
        if view.access != STAFF:
            return True
        if not request.user.is_authenticated:
            raise NotAuthenticated
        if not is_staff_today(request.user):
            raise PermissionDenied(_("只有工作人员能用这个接口"))
        return True
