"""What two rows of one person may not both have here (`communities.person_merging`)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Person
from activities.choices import SignUpState
from activities.models import CalendarToken, SignUp
from communities import person_merging
from core.errors import DomainError

LIVE = (SignUpState.CONFIRMED, SignUpState.WAITING)


class BothSignedUp(DomainError):
    """Both are signed up for a session that is still to come."""


def one_sign_up_a_session(keep: Person, gone: Person, now: datetime) -> list[QuerySet[Any]]:
    """Of what is still to come one is cancelled first, by people; what is over stays with both rows.

    Raises BothSignedUp. A past sign-up is never cancelled to make a merge fit: it would change who was
    there.
    """
    live = SignUp.objects.filter(state__in=LIVE)
    doubled = live.filter(person=gone).filter(
        Exists(live.filter(person=keep, session=OuterRef("session")))
    )
    coming = doubled.filter(session__starts_at__gt=now).select_related("session__activity").first()
    if coming:
        raise BothSignedUp(
            _("两人都报了“%(title)s”，请先取消其中一个报名（%(name)s）")
            % {"title": coming.session.activity.title, "name": gone.masked_name}
        )
    return [doubled]


def one_calendar_a_person(keep: Person, gone: Person, now: datetime) -> list[QuerySet[Any]]:
    """Where both subscribed, the address of the one who stays goes on; the other opens nothing more."""
    if CalendarToken.objects.filter(person=keep).exists():
        CalendarToken.objects.filter(person=gone).delete()
    return []


def register_rules() -> None:
    """Called once, when the app is ready."""
    person_merging.register(one_sign_up_a_session)
    person_merging.register(one_calendar_a_person)
