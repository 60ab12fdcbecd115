"""The link with which a new colleague sets her first password herself: 72 hours, once.

Nothing is stored. The code is Django's own of a password reset: it holds the account's number, the
moment of issue and an HMAC over the password as it stands, so that it ends when a password is set,
when somebody signs in, and when another invitation is issued (`set_unusable_password` is random).
"""

from __future__ import annotations

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import base36_to_int, int_to_base36

from accounts.models import User

LONGEST_CODE = 100


class _Invitations(PasswordResetTokenGenerator):
    key_salt = "accounts.invitations"


_invitations = _Invitations()


def invitation_code(user: User) -> str:
    """`1a-d2x3yz-…`; good for `settings.PASSWORD_RESET_TIMEOUT` seconds."""
    return f"{int_to_base36(user.pk)}-{_invitations.make_token(user)}"


def invited_user(code: str) -> User | None:
    """Whose code it is; None for one that has been used, replaced, has run out or never was."""
    number, _dash, token = code[:LONGEST_CODE].partition("-")
    try:
        user = User.objects.select_related("person").get(pk=base36_to_int(number), is_active=True)
    except (ValueError, OverflowError, User.DoesNotExist):
        return None
    return user if _invitations.check_token(user, token) else None
