"""The rows of ledger 32 with their numbers: counted from the doors, or as a sheet brought them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from communities.choices import VisitOutcome
from communities.models import VisitEntry, VisitFollowUp

# Between the needs of one building and day in one cell.
BETWEEN = "；"


def ledger_tours(tours: Any) -> Any:
    """With `household_count` and `met_count`; two statements, whatever their number.

    A household counts once a tour, by the last thing that was said of it in that tour; a mark that
    was taken back counts on neither side.
    """
    said_last = VisitEntry.objects.filter(
        pk=Subquery(
            VisitEntry.objects.filter(household=OuterRef("household"), tour=OuterRef("tour"))
            .order_by("-turn")
            .values("pk")[:1]
        ),
        tour=OuterRef("pk"),
    ).exclude(outcome=VisitOutcome.CLEARED)
    needs = VisitFollowUp.objects.order_by("pk")
    return (
        tours.select_related("complex", "community")
        .prefetch_related(Prefetch("follow_ups", queryset=needs))
        .annotate(
            household_count=Coalesce(F("counted_households"), _count(said_last)),
            met_count=Coalesce(
                F("counted_met"), _count(said_last.filter(Q(outcome=VisitOutcome.VISITED)))
            ),
        )
    )


def needs_text(tour: Any) -> str:
    """What households said, in the order in which it was written down."""
    return BETWEEN.join(follow_up.need for follow_up in tour.follow_ups.all())


def numbers_text(tour: Any) -> str:
    numbers = [one.transfer_number for one in tour.follow_ups.all() if one.transfer_number]
    return BETWEEN.join(numbers)


def _count(entries: Any) -> Any:
    counted = entries.order_by().values("tour").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
