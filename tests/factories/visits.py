"""Plans with their households, and what was found at their doors."""

from __future__ import annotations

from datetime import timedelta

import factory
from django.utils import timezone

from communities.models import VisitFollowUp, VisitHousehold, VisitPlan, VisitTour
from tests.factories.communities import PlacedFactory


class VisitPlanFactory(PlacedFactory[VisitPlan]):
    """Runs from a week ago for a month; without households."""

    class Meta:
        model = VisitPlan

    purpose = "入冬前敲门走访"
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=7))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=23))


class VisitHouseholdFactory(factory.django.DjangoModelFactory[VisitHousehold]):
    class Meta:
        model = VisitHousehold

    plan = factory.SubFactory(VisitPlanFactory)
    building = "3栋"
    unit = "2单元"
    room = factory.Sequence(lambda number: f"{number + 101}")


class VisitTourFactory(PlacedFactory[VisitTour]):
    class Meta:
        model = VisitTour

    day = factory.LazyFunction(timezone.localdate)
    visitor = factory.Sequence(lambda number: f"走访人{number}")
    building = "3栋"


class VisitFollowUpFactory(PlacedFactory[VisitFollowUp]):
    class Meta:
        model = VisitFollowUp

    household = factory.SubFactory(VisitHouseholdFactory)
    complex = factory.SelfAttribute("household.plan.complex")
    tour = factory.LazyAttribute(lambda row: VisitTourFactory(complex=row.complex))
    need = "单元门闭门器坏了"
    created_at = factory.LazyFunction(timezone.now)
