"""How a complex was managed on a day, and over time."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from communities.choices import ManagementMode
from communities.models import Complex, ManagementPeriod


def mode_of(complex_: Complex, *, on: date) -> ManagementMode | None:
    """None where nothing is known of that day; one statement."""
    period = ManagementPeriod.objects.on(on).filter(complex=complex_).first()
    return ManagementMode(period.mode) if period else None


def modes_over_time(complex_: Complex) -> QuerySet[ManagementPeriod]:
    """All that is known, the oldest first; days between two periods are days of which nothing is."""
    return ManagementPeriod.objects.filter(complex=complex_).order_by("since")
