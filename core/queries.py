"""Reads across core's tables: who looked at my data, what waits, who is alive."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.models import Person
from core.models import Disclosure, InboxMessage


def disclosures_of(persons: Iterable[Person]) -> QuerySet[Disclosure]:
    """Who was shown these persons' data, newest first, with the viewer's name."""
    return (
        Disclosure.objects.filter(person__in=[person.pk for person in persons])
        .select_related("viewer__person")
        .order_by("-disclosed_at", "-pk")
    )


def inbox_of(persons: Iterable[Person]) -> QuerySet[InboxMessage]:
    """The in-app messages of these persons, newest first."""
    return InboxMessage.objects.filter(person__in=[person.pk for person in persons]).order_by(
        "-sent_at", "-pk"
    )
