"""The step in which the column became periods: nothing that was known is lost, there or back."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from communities.choices import ManagementMode
from communities.models import Complex, ManagementPeriod
from tests.factories.communities import ComplexFactory
from tests.factories.territory import ManagementPeriodFactory

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
BEFORE = "0006_owners_bodies"


def migrate_to(name: str) -> None:
    MigrationExecutor(connections["owner"]).migrate([("communities", name)])


def told() -> dict[int, str]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT id, management_mode FROM communities_complex")
        return dict(cursor.fetchall())


@pytest.fixture(autouse=True)
def _as_before() -> Generator[None, None, None]:
    yield
    call_command("migrate", database="owner", verbosity=0)
    call_command("grant_app", verbosity=0)
    connections["owner"].close()


def test_a_mode_becomes_a_period_from_the_day_of_the_figures_on() -> None:
    """Back and on again: what runs today is told by the column, then by a period again."""
    counted = ComplexFactory(figures_on=date(2026, 3, 1))
    plain, unknown = ComplexFactory(), ComplexFactory()
    ManagementPeriodFactory(
        complex=counted, mode=ManagementMode.UNMANAGED, since=date(2020, 1, 1),
        until=date(2020, 12, 31),
    )  # fmt: skip
    ManagementPeriodFactory(complex=counted, mode=ManagementMode.SELF_MANAGED)
    ManagementPeriodFactory(complex=plain)

    migrate_to(BEFORE)
    before = told()
    migrate_to("0008_territory")
    call_command("grant_app", verbosity=0)

    assert before == {counted.pk: "SELF_MANAGED", plain.pk: "PROPERTY_FIRM", unknown.pk: ""}
    periods = ManagementPeriod.objects.order_by("complex").values_list("complex", "mode", "since")
    assert list(periods) == [
        (counted.pk, "SELF_MANAGED", date(2026, 3, 1)),
        (plain.pk, "PROPERTY_FIRM", timezone.localdate()),
    ]
    assert ManagementPeriod.objects.filter(events__pgh_label="insert").count() == 2
    assert Complex.objects.count() == 3
