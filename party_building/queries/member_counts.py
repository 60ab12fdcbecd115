"""How many members an organisation has on a day: a number for everybody who works with it, never a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateField, F, Q, QuerySet, Value

from party_building.choices import MemberKind, MembershipHome
from party_building.models import MemberCount, PartyMember


@dataclass(frozen=True, slots=True)
class Counts:
    """`as_of`: the day on which an offline roster was counted; None where the registered rows are."""

    full: int
    probationary: int = 0
    as_of: date | None = None

    @property
    def total(self) -> int:
        return self.full + self.probationary


def member_counts(organizations: Iterable[int], *, on: date) -> dict[int, Counts]:
    """By organisation: its latest count by that day, else those registered there; one statement.

    A group has those who are registered in it. Whoever belongs to an employer's branch (双报到) is
    counted there, not here. Nothing for an organisation of which neither is known.
    """
    keys = list(organizations)
    counted = (
        MemberCount.objects.filter(organization__in=keys, as_of__lte=on)
        .order_by("organization", "-as_of")
        .distinct("organization")
        .values_list("organization_id", "full", "probationary", "as_of")
    )
    found: dict[int, Counts] = {}
    for key, full, probationary, as_of in counted.union(
        _registered("organization_id", keys, on), _registered("group_id", keys, on), all=True
    ):
        if as_of is not None or key not in found:
            found[key] = Counts(full, probationary, as_of)
    return found


def _registered(column: str, keys: list[int], on: date) -> QuerySet[PartyMember, Any]:
    rows = PartyMember.objects.on(on).filter(home=MembershipHome.HERE, **{f"{column}__in": keys})
    return (
        rows.order_by()
        .values(key=F(column))
        .annotate(
            full_count=Count("pk", filter=Q(kind=MemberKind.FULL)),
            probationary_count=Count("pk", filter=Q(kind=MemberKind.PROBATIONARY)),
            counted_on=Value(None, output_field=DateField()),
        )
        .values_list("key", "full_count", "probationary_count", "counted_on")
    )
