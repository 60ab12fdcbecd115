"""Signing up somebody who rang or came by (代报): one of the three equal roads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from accounts.services import register_person
from accounts.text import tidy
from activities.choices import SignUpSource
from activities.models import SignUp
from activities.questions import NO_ANSWERS, Answers
from activities.services.sign_ups import Application, sign_up
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What somebody asked the staff to write down, and by which road."""

    name: str
    phone: str = ""
    party_size: int = 1
    door_text: str = ""
    answers: Answers = NO_ANSWERS
    source: str = SignUpSource.HELPER
    # The form's idempotency key.
    request_key: str = ""
    may_wait: bool = True


@locking
def sign_up_for(*, session_id: int, errand: Errand, actor: User, now: datetime) -> SignUp:
    """Finds or makes the person and signs up; the same form sent again gives the same sign-up.

    Raises PhoneInvalid and whatever `sign_up` raises; then nothing stays.
    """
    key = errand.request_key
    known: SignUp | None = None
    if key:
        known = SignUp.objects.filter(session=session_id, request_key=key).first()
    return known or sign_up(
        session_id=session_id,
        application=Application(
            person=register_person(name=errand.name, phone=errand.phone),
            party_size=errand.party_size,
            door_text=tidy(errand.door_text),
            answers=errand.answers,
            source=errand.source,
            request_key=key,
            may_wait=errand.may_wait,
        ),
        actor=actor,
        now=now,
    )
