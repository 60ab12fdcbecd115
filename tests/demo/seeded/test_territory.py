"""Grids, zones, streets and modes of the demo (domain 7.1, 7.2, 9), computed from its rows."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from communities.choices import DutyKind, GridLevel, ManagementMode
from communities.models import (
    Adjacency,
    Complex,
    ComplexGroup,
    Door,
    GovernanceModel,
    Grid,
    Zone,
)
from communities.queries.grids import grid_cautions, grids_on, worker_names
from communities.queries.modes import mode_of
from communities.queries.responsible import responsible_for_door
from communities.queries.territory import listed_shops
from core.ledgers import get_ledger
from tests.demo.seeded.conftest import of_days

TODAY = date(2026, 11, 20)

pytestmark = of_days(TODAY)


def complex_of(slug: str) -> Complex:
    return Complex.objects.get(slug=slug)


def test_in_jinxiu_each_grid_is_one_complex() -> None:
    grids = list(grids_on(TODAY).filter(community__slug="jinxiu"))

    assert len(grids) == 12
    for grid in grids:
        (span,) = grid.spans_of_day  # type: ignore[attr-defined]  # Prefetch
        assert (span.complex, span.building) == (grid.complex, None)


@pytest.mark.parametrize("community", ["tiaodenghe", "jianxinglu", "jinxiu", "zhengtonglu"])
def test_every_complex_lies_in_one_grid_with_one_worker(community: str) -> None:
    covered: list[int] = []
    for grid in grids_on(TODAY).filter(community__slug=community, level=GridLevel.GENERAL):
        assert len(worker_names(grid)) == 1
        covered += [span.complex_id for span in grid.spans_of_day]  # type: ignore[attr-defined]  # Prefetch

    complexes = Complex.objects.filter(community__slug=community)
    assert sorted(covered) == sorted(complexes.values_list("pk", flat=True))


def test_seven_micro_grids_of_zhongliang_jinyun_and_one_is_pointed_at() -> None:
    micro = Grid.objects.filter(level=GridLevel.MICRO)

    assert {grid.complex for grid in micro} == {complex_of("zhongliang-jinyun")}
    assert micro.count() == 7
    assert [grid.code for grid in micro if grid_cautions(grid)] == ["TDH-01-07"]


def test_a_door_has_the_worker_of_its_micro_grid() -> None:
    door = Door.objects.get(
        complex__slug="zhongliang-jinyun", unit__building__name="3栋", unit__name="2单元",
        room="1501",
    )  # fmt: skip
    named = {one.kind: one.acting for one in responsible_for_door(door, on=TODAY)}

    assert (named[DutyKind.GRID_WORKER], named[DutyKind.STEWARD]) == ("段秀兰", "李国强")


def test_modes_are_those_of_the_dossier_and_have_a_past() -> None:
    for slug, mode in (
        ("jinxiu-yihaoyuan", ManagementMode.SELF_MANAGED),
        ("jinxiu-erhaoyuan", ManagementMode.BRANCH_COURTYARD),
        ("zhongliang-jinyun", ManagementMode.PROPERTY_FIRM),
    ):
        assert mode_of(complex_of(slug), on=TODAY) == mode
    assert mode_of(complex_of("jinxiu-erhaoyuan"), on=date(2018, 5, 31)) == ManagementMode.UNMANAGED
    # 建兴路's come by the ledger: known from the day on which it was filled in.
    now = timezone.localdate()
    yards = Complex.objects.filter(community__slug="jianxinglu", name__startswith="建兴路")
    unmanaged = yards.with_mode(now).managed_as(ManagementMode.UNMANAGED)
    assert (yards.with_mode(now).managed_as("").count(), unmanaged.count()) == (0, 2)


def test_twenty_shops_stand_along_the_street_and_three_have_not_signed() -> None:
    shops = listed_shops(on=TODAY).filter(segment__name="崔家店横二街")

    assert (shops.count(), sum(shop.has_signed for shop in shops)) == (20, 17)  # type: ignore[attr-defined]  # listed_shops


def test_zones_belt_and_neighbours() -> None:
    zones = Zone.objects.filter(community__slug="jinxiu")
    belt = ComplexGroup.objects.get()

    assert {zone.complexes.on(TODAY).count() for zone in zones} == {4}
    assert zones.count() == 3
    assert (belt.name, belt.members.count()) == ("建兴路红色物业示范带", 8)
    assert Adjacency.objects.count() == 4


def test_no_meaning_is_invented_for_a_name() -> None:
    parts = {model.label: model.component_lines for model in GovernanceModel.objects.all()}

    assert parts["1+4+N"] == []
    assert [line[:2] for line in parts["1515"]] == ["5事", "5红"]


def test_the_page_tells_it_and_names_no_neighbour_in_full() -> None:
    html = Client().get("/c/zhongliang-jinyun/about/").content.decode()

    for words in (
        "TDH-01 中粮锦云网格", "网格员 吴思远", "崔家店横二街", "20号至66号", "责任街长 林小燕",
        "2020年 党建引领城乡社区发展治理示范小区打造点位", "1+4+N",
    ):  # fmt: skip
        assert words in html
    assert "群众街长 张*珍" in html
    assert "张秀珍" not in html


def test_ledger_1_names_grid_and_worker() -> None:
    official = User.objects.get(username="official")
    sheet = get_ledger("complexes").sheet(user=official, now=timezone.now())
    rows = {row[2]: dict(zip(sheet.headings, row, strict=True)) for row in sheet.rows}

    for name, code, worker in (
        ("中粮锦云", "TDH-01", "吴思远"), ("锦绣一号院", "JX-01", "龙晓梅"),
        ("建兴路1号院", "JXL-01", "邓晓雯"),
    ):  # fmt: skip
        assert (rows[name]["网格编号"], rows[name]["网格员"]) == (code, worker)
