"""How allauth serves this project: staff accounts are given, never registered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User


class StaffAccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("账号或密码不对，请再试一次"),
        "incorrect_password": _("密码不对，请再试一次"),
        "enter_current_password": _("现在的密码不对"),
        "too_many_login_attempts": _("试的次数太多了，请15分钟后再试"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by those who appoint (roles are dated rows); nobody signs up."""
        return False

    def session_seconds(self, user: User) -> int:
        """How long a sign-in lasts; who serves in the field gets longer one app up."""
        return settings.SESSION_COOKIE_AGE

    def limit_session(self, request: HttpRequest, user: User) -> None:
        request.session.set_expiry(self.session_seconds(user))

    def login(self, request: HttpRequest, user: Any) -> None:
        """After the last stage of signing in, the second factor included."""
        super().login(request, user)
        self.limit_session(request, user)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        messages.error(request, _("这个账号已停用，请联系任命您的人"))
        return redirect("account_login")


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("验证码不对，请看手机上最新的6位数字"),
    }


def client_ip(request: HttpRequest) -> str:
    """The visitor's address past PROXY_COUNT trusted proxies, for lockouts and rate limits alike."""
    return str(get_adapter(request).get_client_ip(request))


def display_name(user: User) -> str:
    """What allauth's pages call the signed-in user."""
    return user.display_name
