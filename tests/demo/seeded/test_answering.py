"""Who answers for the doors of the demo: everybody is there, but for two holes that have a name."""

from __future__ import annotations

from datetime import date

from communities.queries.places import complexes_on, place_by_slug
from party_building.choices import ChainLevel
from party_building.queries.holes import Holes, by_complex, holes_in
from tests.demo.seeded.conftest import of_days

TODAY = date(2026, 11, 20)

pytestmark = of_days(TODAY)


def lacking(slug: str, level: ChainLevel) -> list[str]:
    place = place_by_slug(slug)
    assert place
    found: Holes = holes_in(place, on=TODAY)
    return [
        row.name
        for row in by_complex(found, complexes_on(place, TODAY))
        if any(hole.missing.level == level for hole in row.holes)
    ]


def test_in_jinxiu_one_complex_has_no_group_and_one_no_steward() -> None:
    assert lacking("jinxiu", ChainLevel.GROUP) == ["锦绣二号院"]
    assert lacking("jinxiu", ChainLevel.STEWARD) == ["锦绣新居"]
    for level in (ChainLevel.COMMUNITY, ChainLevel.GRID_WORKER):
        assert lacking("jinxiu", level) == []


def test_zhongliang_jinyun_has_its_zone_its_stewards_and_its_grid() -> None:
    for level in (ChainLevel.COMMUNITY, ChainLevel.STEWARD, ChainLevel.GRID_WORKER):
        assert lacking("zhongliang-jinyun", level) == []


def test_of_tiaodenghe_the_complexes_outside_its_zone_are_named() -> None:
    assert len(lacking("tiaodenghe", ChainLevel.COMMUNITY)) == 5


def test_of_jianxinglu_and_zhengtonglu_nearly_all_lie_in_a_zone() -> None:
    # 8 + 7 + 6 of the 23 courtyards are looked after; two of them and 多弗国际 are not.
    assert lacking("jianxinglu", ChainLevel.COMMUNITY) == [
        "多弗国际中心", "建兴路22号院", "建兴路23号院",
    ]  # fmt: skip
    # 3 + 4 of nine.
    assert sorted(lacking("zhengtonglu", ChainLevel.COMMUNITY)) == sorted(
        ["文苑小区", "建设里家属院"]
    )
