"""Health, and staff sign-in: of allauth only what staff need, each route with its access.

Signing up, e-mail and password reset by mail are not routed: accounts are given by those who
appoint, and a forgotten password is set anew by them.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path

from core import views
from core.web import public, signed_in

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("accounts/login/", public(account.login), name="account_login"),
    path("accounts/logout/", public(account.logout), name="account_logout"),
    path(
        "accounts/reauthenticate/", signed_in(account.reauthenticate), name="account_reauthenticate"
    ),
    path(
        "accounts/password/change/",
        signed_in(account.password_change),
        name="account_change_password",
    ),
    path("accounts/2fa/", signed_in(mfa.index), name="mfa_index"),
    path("accounts/2fa/authenticate/", public(mfa.authenticate), name="mfa_authenticate"),
    path("accounts/2fa/reauthenticate/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("accounts/2fa/totp/activate/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path(
        "accounts/2fa/totp/deactivate/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"
    ),
    path(
        "accounts/2fa/recovery-codes/",
        signed_in(codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "accounts/2fa/recovery-codes/generate/",
        signed_in(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "accounts/2fa/recovery-codes/download/",
        signed_in(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
