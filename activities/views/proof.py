"""手机号 and 取票码 prove together whose ticket it is: asked at `/my/find/` and at the door.

Tries at either are counted as one, so that a second page is no second chance to guess.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.phones import phone_digest
from activities.forms.sign_up import FindForm
from activities.models import SignUp
from activities.queries.tickets import find_by_phone_and_code
from core.device import device_mark
from core.errors import DomainError
from core.throttle import Try, forget_tries, is_over_any_limit
from core.web import client_address

# Six wrong codes for a phone or from a browser; many phones from one address are tried by robots.
MOST_TRIES = 6
MOST_TRIES_OF_ADDRESS = 300
WINDOW = 15 * 60


class TooManyTries(DomainError):
    default_message = _("试的次数太多，请15分钟后再来，或给管家打电话")


class NoMatch(DomainError):
    """The same whether the phone is unknown or the code is wrong."""

    default_message = _("手机号和取票码对不上，请再看一遍，或者请管家帮您查")


def find_proved(request: HttpRequest, form: FindForm) -> list[SignUp]:
    """The sign-ups that a valid form opens, newest first. Raises TooManyTries, NoMatch."""
    phone = form.cleaned_data["phone"]
    if _is_throttled(request, phone):
        raise TooManyTries
    found = find_by_phone_and_code(phone=phone, entry_code=form.cleaned_data["code"])
    if not found:
        raise NoMatch
    forget_tries("find-phone", phone_digest(phone))
    # A volunteer finds the tickets of a whole queue of neighbours on one phone.
    forget_tries("find-device", device_mark(request))
    return found


def _is_throttled(request: HttpRequest, phone: str) -> bool:
    tries = [
        Try("find-phone", phone_digest(phone), MOST_TRIES),
        Try("find-device", device_mark(request), MOST_TRIES),
        Try("find-address", client_address(request), MOST_TRIES_OF_ADDRESS),
    ]
    return is_over_any_limit(tries, seconds=WINDOW)
