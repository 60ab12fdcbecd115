"""Who comes first in which matter, and who next: by the table alone."""

from __future__ import annotations

import pytest

from party_building.choices import THREE_LEVELS, ChainLevel, Matter
from party_building.matters import ORDERS, USUAL, escalation, in_order, known_matter, order_of

EVERYBODY = set(ChainLevel)


@pytest.mark.parametrize(
    ("matter", "first"),
    [
        (Matter.REPAIR, (ChainLevel.STEWARD,)),
        (Matter.NEIGHBOURS, (ChainLevel.GROUP,)),
        (Matter.HAZARD, (ChainLevel.GRID_WORKER, ChainLevel.STEWARD)),
        (Matter.PARTY, (ChainLevel.GROUP,)),
        ("HELICOPTER", (ChainLevel.GRID_WORKER,)),
    ],
)
def test_each_matter_has_its_first(matter: str, first: tuple[ChainLevel, ...]) -> None:
    assert order_of(matter)[0] == first


def test_every_matter_has_an_order_that_ends_with_the_community_and_asks_nobody_twice() -> None:
    assert set(ORDERS) == set(Matter)
    for steps in (*ORDERS.values(), USUAL):
        asked = [level for step in steps for level in step]
        assert steps[-1] == (ChainLevel.COMMUNITY,)
        assert len(asked) == len(set(asked))


def test_who_is_missing_is_passed_over() -> None:
    assert escalation(Matter.REPAIR, EVERYBODY - {ChainLevel.BRANCH}) == (
        (ChainLevel.STEWARD,), (ChainLevel.COMMUNITY,),
    )  # fmt: skip
    assert escalation(Matter.HAZARD, EVERYBODY - {ChainLevel.STEWARD})[0] == (
        ChainLevel.GRID_WORKER,
    )
    assert escalation(Matter.PARTY, {ChainLevel.STEWARD}) == ()


def test_who_is_not_asked_stands_last_and_nobody_is_left_out() -> None:
    assert in_order(Matter.PARTY)[:3] == THREE_LEVELS
    for matter in Matter:
        assert set(in_order(matter)) == EVERYBODY
        assert len(in_order(matter)) == len(EVERYBODY)


@pytest.mark.parametrize(
    ("typed", "matter"),
    [
        ("hazard", Matter.HAZARD),
        (" REPAIR ", Matter.REPAIR),
        ("", Matter.OTHER),
        ("修水管", Matter.OTHER),
    ],
)
def test_a_matter_is_known_by_its_code(typed: str, matter: Matter) -> None:
    assert known_matter(typed) == matter
