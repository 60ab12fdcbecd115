"""allauth's forms of staff sign-in, in the words of this project."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("账号"),
    "password": _("密码"),
    "oldpassword": _("现在的密码"),
    "password1": _("新密码"),
    "password2": _("再输一次新密码"),
    "code": _("验证码"),
}


class InOurWords:
    """Labels above the fields instead of words inside them, which vanish while one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields  # type: ignore[attr-defined]  # a mixin of forms
        for name, field in fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)


class StaffLoginForm(InOurWords, LoginForm):
    """How long a session lives follows from the duty (the adapter), not from a tick."""

    def login(self, request: Any, redirect_url: str | None = None) -> Any:
        response = super().login(request, redirect_url)
        if request.user.is_authenticated:
            get_adapter(request).limit_session(request, request.user)  # allauth has set its own
        return response


class StaffReauthenticateForm(InOurWords, ReauthenticateForm):
    pass


class StaffChangePasswordForm(InOurWords, ChangePasswordForm):
    pass


class StaffCodeForm(InOurWords, AuthenticateForm):
    pass


class StaffCodeReauthenticateForm(InOurWords, CodeReauthenticateForm):
    pass


class StaffActivateForm(InOurWords, ActivateTOTPForm):
    pass
