"""Who calls: a program with a token, or a page of this site with its session.

Account, token and duties are read anew for each request, so that what ends, ends at once (I-23).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.authentication import (
    BaseAuthentication,
    SessionAuthentication,
    get_authorization_header,
)
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from accounts.api_secrets import PREFIX
from accounts.models import ApiToken, User
from core.web import is_staff_today, lacks_second_factor

if TYPE_CHECKING:
    from django.http import HttpRequest

SCHEME = "Bearer"
LONGEST_SECRET = 200


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer honglin_…`. Any other kind of credentials is refused, not overlooked."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        header = get_authorization_header(request)
        if not header:
            return None
        scheme, _blank, secret = header.partition(b" ")
        shown = secret.strip().decode("ascii", errors="replace")
        if scheme.lower() != SCHEME.lower().encode() or not shown.startswith(PREFIX):
            raise AuthenticationFailed(
                _("请用 Authorization: Bearer 加令牌，令牌以 honglin_ 开头"), "token_malformed"
            )
        return self._holder(shown[:LONGEST_SECRET])

    def authenticate_header(self, request: Request) -> str:
        return f'{SCHEME} realm="api"'

    def _holder(self, secret: str) -> tuple[User, ApiToken]:
        token = ApiToken.objects.of_secret(secret).select_related("user__person").first()
        if token is None:
            raise AuthenticationFailed(_("令牌不对，请核对有没有抄漏"), "token_unknown")
        if not token.user.is_active:
            raise AuthenticationFailed(_("令牌所属的账号已停用"), "account_closed")
        if token.revoked_at is not None:
            raise AuthenticationFailed(_("令牌已吊销，%(way)s") % {"way": _way()}, "token_revoked")
        if token.expires_at <= timezone.now():
            expired = timezone.localtime(token.expires_at)
            day = f"{expired.year}年{expired.month}月{expired.day}日"
            raise AuthenticationFailed(
                _("令牌已于%(day)s到期，%(way)s") % {"day": day, "way": _way()}, "token_expired"
            )
        return token.user, token


def _way() -> str:
    return _("请街道或社区的管理人员在主数据“API 令牌”里发一个新的")


class SiteSessionAuthentication(SessionAuthentication):
    """The site's own sign-in, with CSRF protection, and with the second factor where it is due."""

    def authenticate(self, request: Request) -> Any:
        found = super().authenticate(request)
        site_request: HttpRequest = request._request  # noqa: SLF001  what the site's checks read
        if found and lacks_second_factor(site_request) and is_staff_today(found[0]):
            raise PermissionDenied(_("请先在网页上设置两步验证，再使用接口"), "second_factor_due")
        return found

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            raise PermissionDenied(
                _("缺少防伪标记（CSRF），请刷新页面再试"), "csrf_failed"
            ) from error
