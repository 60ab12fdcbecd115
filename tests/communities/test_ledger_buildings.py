"""Walls by the names that a ledger gives them."""

from __future__ import annotations

import pytest

from communities.models import Building, Unit
from communities.services.ledger_buildings import BuildingBook, in_complexes
from core.ledgers import LedgerRow
from tests.factories.communities import BuildingFactory, ComplexFactory, UnitFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db


def test_a_wall_is_found_as_it_is_written_before_by_its_number(cast: Cast) -> None:
    third, other = (BuildingFactory(complex=cast.complex, name=name) for name in ("3栋", "3号楼"))
    unit = UnitFactory(building=third, name="1单元")
    book = BuildingBook([cast.complex], lock=False)

    assert book.building(cast.complex, "3号楼") == other
    assert book.building(cast.complex, "3幢") == third
    assert book.unit(third_of(book, cast), "一单元") == unit
    assert book.new_buildings == []


def third_of(book: BuildingBook, cast: Cast) -> Building:
    return book.building(cast.complex, "3栋")


def test_walls_of_another_complex_are_others(cast: Cast) -> None:
    BuildingFactory(complex=cast.sibling_complex, name="3栋")
    book = BuildingBook([cast.complex, cast.sibling_complex], lock=False)

    assert book.building(cast.complex, "3栋").pk is None


def test_only_walls_that_are_used_are_written(cast: Cast) -> None:
    book = BuildingBook([cast.complex], lock=False)
    used = book.unit(book.building(cast.complex, "3"), "1")
    book.unit(book.building(cast.complex, "4"), "1")

    book.write_new([used])

    assert [building.name for building in Building.objects.all()] == ["3栋"]
    assert [unit.name for unit in Unit.objects.all()] == ["1单元"]


def test_complexes_of_one_name_are_told_apart_by_their_community(cast: Cast) -> None:
    ComplexFactory(community=cast.other_community, name="东园")
    rows = [
        LedgerRow(4, {"complex": "东园"}),
        LedgerRow(5, {"complex": "东园小区", "community": "甲一社区"}),
        LedgerRow(6, {"complex": "全社区", "community": "甲一社区"}),
    ]

    placed, problems = in_complexes(rows, cast.official)

    assert [(row.number, complex_) for row, complex_ in placed] == [(5, cast.complex)]
    assert [(problem.number, problem.message) for problem in problems] == [
        (4, "有几个同名的地方，请写上“社区”列"),
        (6, "这里要写一个小区的名称"),
    ]
