"""How many members an organisation has on a day: a number for everybody who works with it, never a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

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
    """By organisation: its latest count by that day, else those registered there; two statements.

    Whoever belongs to an employer's branch (双报到) is counted there, not here. Nothing for an
    organisation of which neither is known.
    """
    keys = list(organizations)
    counted = MemberCount.objects.filter(organization__in=keys, as_of__lte=on)
    latest = counted.order_by("organization", "-as_of").distinct("organization")
    found = {
        count.organization_id: Counts(count.full, count.probationary, count.as_of)
        for count in latest
    }
    registered = (
        PartyMember.objects.on(on)
        .filter(organization__in=keys, home=MembershipHome.HERE)
        .order_by()
        .values("organization")
        .annotate(
            full=Count("pk", filter=Q(kind=MemberKind.FULL)),
            probationary=Count("pk", filter=Q(kind=MemberKind.PROBATIONARY)),
        )
    )
    for row in registered:
        found.setdefault(row["organization"], Counts(row["full"], row["probationary"]))
    return found
