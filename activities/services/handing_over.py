"""换人去: a place goes to somebody else of one's choice, past nobody in the line."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.services import find_or_register
from activities.choices import LIVE_SIGN_UP_STATES
from activities.codes import new_entry_code, new_ticket_code
from activities.models import SignUp
from activities.services.online import Joined
from activities.services.sign_ups import (
    ActivityStarted,
    AlreadyArrived,
    NotOnOffer,
    lock_session,
)
from core.errors import DomainError
from core.transactions import locking


class AlreadyInThisSession(DomainError):
    default_message = _("这个人已经报了这一场，不用再换")


@locking
def hand_over(*, sign_up_id: int, name: str, phone: str, now: datetime) -> Joined:
    """The sign-up becomes the other person's, with codes that its former holder does not have.

    Place in line, party and household stay; what the former holder answered to the activity's
    questions does not: it was said of somebody else. Raises NotOnOffer for a ticket that is void,
    AlreadyArrived, ActivityStarted, AlreadyInThisSession, PhoneInvalid.
    """
    session = lock_session(SignUp.objects.values_list("session_id", flat=True).get(pk=sign_up_id))
    ticket = SignUp.objects.get(pk=sign_up_id)
    if not ticket.is_live or session.cancelled_at is not None:
        raise NotOnOffer(_("这张票已经作废，不能换人"))
    if ticket.check_ins.filter(undone_at=None).exists():
        raise AlreadyArrived(_("已经签到，不能换人"))
    if session.starts_at <= now:
        raise ActivityStarted
    person, is_own = find_or_register(name=name, phone=phone)
    others = session.sign_ups.filter(person=person, state__in=LIVE_SIGN_UP_STATES)
    if others.exists():
        raise AlreadyInThisSession
    ticket.person = person
    ticket.code = new_ticket_code()
    ticket.entry_code = new_entry_code()
    while session.sign_ups.filter(entry_code=ticket.entry_code).exists():
        ticket.entry_code = new_entry_code()
    ticket.request_key = ticket.first_answer = ticket.second_answer = ""
    ticket.save(
        update_fields=[
            "person", "code", "entry_code", "request_key", "first_answer", "second_answer",
        ]
    )  # fmt: skip
    return Joined(ticket, is_own)
