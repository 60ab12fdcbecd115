"""Residents signing themselves or their family up: person and sign-up in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.phones import phone_digest
from accounts.services import find_or_register
from accounts.text import tidy
from activities.models import SignUp
from activities.questions import NO_ANSWERS, Answers
from activities.services.sign_ups import Application, sign_up
from core.errors import DomainError
from core.throttle import Try, is_over_any_limit
from core.transactions import locking

# A browser, a phone, an address in ten minutes. One carrier address serves a whole complex, so that
# the last is far above any rush (architecture 7.15).
WINDOW = 10 * 60
MOST_OF_DEVICE = 30
MOST_OF_PHONE = 15
MOST_OF_ADDRESS = 3000


class AlreadySignedUp(DomainError):
    """Somebody with this phone and name is in already, from another device: show nothing of it."""

    default_message = _("这个手机号已经报过名")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the form says. `person`: one that the device remembers; name and phone are then unused."""

    form_key: str
    name: str = ""
    phone: str = ""
    person: Person | None = None
    party_size: int = 1
    door_text: str = ""
    answers: Answers = NO_ANSWERS
    may_wait: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """The sign-up; `is_own`: the person was made here, so it is nobody else's."""

    sign_up: SignUp
    is_own: bool


@locking
def sign_up_online(
    *, session_id: int, wish: Wish, known_codes: Collection[str], now: datetime
) -> Joined:
    """Finds or makes the person and signs up; the same form sent again gives the same sign-up.

    `known_codes` are the tickets of the device. Raises AlreadySignedUp for a sign-up that neither
    this form nor this device made, PhoneInvalid, and whatever `sign_up` raises; then nothing stays.
    """
    key = request_key(wish)
    again = SignUp.objects.filter(session=session_id, request_key=key).first()
    if again:
        return Joined(again, is_own=False)
    if wish.person:
        person, is_own = wish.person, False
    else:
        person, is_own = find_or_register(name=wish.name, phone=wish.phone)
    made = sign_up(
        session_id=session_id,
        application=Application(
            person=person,
            party_size=wish.party_size,
            door_text=wish.door_text,
            answers=wish.answers,
            request_key=key,
            may_wait=wish.may_wait,
        ),
        actor=None,
        now=now,
    )
    if made.person_id != person.pk:
        # The same form arrived twice at once; somebody without a phone was then made twice.
        person.delete()
        return Joined(made, is_own=False)
    if made.request_key != key and made.code not in known_codes:
        raise AlreadySignedUp
    return Joined(made, is_own)


def tries_too_often(*, device: str, phone: str, address: str) -> bool:
    """Counts one try to sign up; page and API count together. Empty: not known, not counted."""
    tries = [
        Try("signup-device", device, MOST_OF_DEVICE),
        Try("signup-phone", phone_digest(phone) if phone else "", MOST_OF_PHONE),
        Try("signup-address", address, MOST_OF_ADDRESS),
    ]
    return is_over_any_limit(tries, seconds=WINDOW)


def request_key(wish: Wish) -> str:
    """One for each form and person: going back to sign up somebody else is no double tap."""
    who = str(wish.person.pk) if wish.person else f"{tidy(wish.name)}|{wish.phone}"
    return hashlib.sha256(f"{wish.form_key}|{who}".encode()).hexdigest()[:40]
