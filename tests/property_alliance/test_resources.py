"""Ledger 1 carries firm, contract and manager as they stand today; nobody types them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from accounts.models import User
from core.ledger_files import import_file
from core.ledgers import get_ledger
from property_alliance.choices import Post
from property_alliance.models import ServiceContract
from tests.factories.accounts import PersonFactory
from tests.factories.property_alliance import (
    FirmStaffFactory,
    PropertyFirmFactory,
    ServiceContractFactory,
    StaffPostingFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db


def exported(user: User) -> dict[str, dict[str, Any]]:
    """The rows of the ledger by the name of their complex."""
    sheet = get_ledger("complexes").sheet(user=user, now=timezone.now())  # type: ignore[attr-defined]
    rows = [dict(zip(sheet.headings, row, strict=True)) for row in sheet.rows]
    return {str(row["小区（院落）名称"]): row for row in rows}


@pytest.fixture
def served(cast: Cast) -> None:
    firm = PropertyFirmFactory(organization__sub_district=cast.street, organization__name="甲物业")
    ServiceContractFactory(
        firm=firm, complex=cast.complex, starts_on=date(2025, 1, 1), ends_on=date(2027, 12, 31),
        fee=Decimal("2.80"),
    )  # fmt: skip
    ServiceContractFactory(
        firm=firm, complex=cast.sibling_complex, starts_on=date(2023, 1, 1),
        ends_on=date(2025, 12, 31),
    )  # fmt: skip
    StaffPostingFactory(
        staff=FirmStaffFactory(firm=firm, person=PersonFactory(name="李经理")),
        complex=cast.complex,
        post=Post.MANAGER,
    )


@travel("2026-11-20T12:00+08:00")
@pytest.mark.usefixtures("served")
def test_the_ledger_tells_who_runs_each_complex_today(cast: Cast) -> None:
    rows = exported(cast.official)

    here = rows["东园"]
    assert here["物业服务企业"] == "甲物业"
    assert here["合同起止"] == "2025.1.1—2027.12.31"
    assert here["物业费标准(元/㎡·月)"] == Decimal("2.80")
    assert here["物业项目负责人"] == "李经理"
    assert rows["西园"]["物业服务企业"] is None


@travel("2026-11-20T12:00+08:00")
@pytest.mark.usefixtures("served")
def test_a_rival_exports_nothing_of_it(cast: Cast) -> None:
    assert "东园" not in exported(cast.sibling_manager)
    assert exported(cast.manager)["东园"]["物业服务企业"] == "甲物业"


@pytest.mark.usefixtures("served")
def test_the_export_takes_as_many_statements_for_one_row_as_for_many(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    resource: Any = get_ledger("complexes")

    for user in (cast.manager, cast.official):
        # Complexes, their grids, who works for each as a whole, contracts, managers; their branches,
        # and whether the reader is told of numbers.
        with django_assert_num_queries(7):
            list(resource.rows_for(user))


@pytest.mark.usefixtures("served")
def test_on_import_the_columns_are_named_as_skipped_and_change_nothing(cast: Cast) -> None:
    content = "社区,小区名称,总户数,物业公司,合同期限\n甲一社区,东园,120,乙物业,2020-2030\n"

    report = import_file(
        get_ledger("complexes"),
        content=content.encode(),
        filename="complexes.csv",
        actor=cast.official,
        now=timezone.now(),
    )

    assert report.applied
    assert {"物业公司", "合同期限"} <= {column.heading for column in report.skipped}
    cast.complex.refresh_from_db()
    assert cast.complex.household_count == 120
    assert ServiceContract.objects.get(complex=cast.complex).firm.name == "甲物业"
