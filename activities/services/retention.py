"""How long sign-up data is kept: 90 days after the activity, as the sign-up page says."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Person
from accounts.services import forget_person
from activities.models import SignUp
from activities.services.calendar_tokens import revoke_calendar_tokens
from communities.models import Resident

KEPT = timedelta(days=90)
# A run's share; the next hour goes on.
AT_ONCE = 1000


def forget_past_guests(*, now: datetime) -> int:
    """Forgets who is known only from activities long past; returns how many people.

    Residents on record and people with an account stay: they are known for another reason. So does
    whoever signed up for anything since. Their sign-ups stay as counts under a masked name, and the
    addresses of their calendars end.
    """
    gone = list(_past_guests(now)[:AT_ONCE])
    for person in gone:
        forget_person(person=person)
    revoke_calendar_tokens(person_ids=[person.pk for person in gone], actor=None, now=now)
    forgotten = SignUp.objects.filter(person__in=gone)
    forgotten.update(door_text="", note="", request_key="")
    return len(gone)


def _past_guests(now: datetime) -> QuerySet[Person]:
    mine = SignUp.objects.filter(person=OuterRef("pk"))
    return (
        Person.objects.exclude(pinyin_key="")
        .filter(
            Exists(mine),
            ~Exists(mine.filter(session__starts_at__gte=now - KEPT)),
            ~Exists(Resident.objects.filter(person=OuterRef("pk"))),
            user=None,
        )
        .order_by("pk")
    )
