"""Whose calendar an address opens, and which persons of a device have one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from accounts.clock import day_text
from accounts.models import Person
from activities.codes import token_digest
from activities.models import CalendarToken


@dataclass(frozen=True, slots=True)
class Subscription:
    """A person of the device; `since` is the day on which the address was given, or empty."""

    person_id: int
    name: str
    since: str


def person_of_token(token: str) -> int | None:
    """The key of the person whose calendar the token opens; one statement."""
    found = CalendarToken.objects.filter(digest=token_digest(token))
    person_id: int | None = found.values_list("person_id", flat=True).first()
    return person_id


def list_subscriptions(persons: Collection[Person]) -> list[Subscription]:
    """In the order of the persons; one statement."""
    given = dict(
        CalendarToken.objects.filter(person__in=persons).values_list("person_id", "created_at")
    )
    return [
        Subscription(
            person_id=person.pk,
            name=person.masked_name,
            since=day_text(timezone.localdate(given[person.pk])) if person.pk in given else "",
        )
        for person in persons
    ]
