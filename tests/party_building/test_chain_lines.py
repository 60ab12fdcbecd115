"""The chain in words: who is named to whom, leave, terms, entrances, the page of a community."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from pytest_django import DjangoAssertNumQueries

from communities.queries.places import Place
from party_building.choices import ChainLevel, Matter
from party_building.models import PartyCoverage, PartyPost, PartyTerm
from party_building.permissions import can_read_figures
from party_building.queries.chain_lines import lines_of, name_of
from party_building.queries.member_counts import member_counts
from party_building.queries.network import MOST_DOORS, network_of
from party_building.queries.public_chain import buildings_of, public_lines
from party_building.queries.responsible_chain import chain_for_door
from tests.factories.accounts import PersonFactory
from tests.factories.communities import BuildingFactory, DoorFactory
from tests.factories.party_building import (
    KeyPartyHouseholdFactory,
    MemberCountFactory,
    PostLeaveFactory,
)
from tests.party_building.chain_cast import Manned, manned
from tests.people import Cast

if TYPE_CHECKING:
    from party_building.queries.chain_lines import ChainLine

TODAY = date(2026, 11, 20)
PLAIN = {"matter": Matter.OTHER, "on": TODAY}


@pytest.fixture
def here(cast: Cast) -> Manned:
    return manned(cast)


def branch_line(here: Manned, *, reads_names: bool) -> ChainLine:
    chain = chain_for_door(here.door, on=TODAY)
    lines = lines_of(chain, matter=Matter.OTHER, reads_names=reads_names)
    return next(line for line in lines if line.level == ChainLevel.BRANCH)


@pytest.mark.parametrize(
    ("is_published", "deputy_is_published", "inside", "outside"),
    [
        (True, True, ("副手", "代书记东，至2026年11月30日（请假）"), None),
        (True, False, ("副手", "代书记东，至2026年11月30日（请假）"), "书记东"),
        (False, True, ("副手", "代书记东，至2026年11月30日（请假）"), "副手"),
        (False, False, ("副手", "代书记东，至2026年11月30日（请假）"), ""),
    ],
)
def test_on_leave_only_published_names_go_out(
    is_published: bool,
    deputy_is_published: bool,
    inside: tuple[str, str],
    outside: str | None,
    here: Manned,
) -> None:
    """`outside` None: the same as inside. A holder who is not published is never told by her deputy."""
    PartyPost.objects.filter(pk=here.secretary.pk).update(is_published=is_published)
    leave = PostLeaveFactory(post=here.secretary, deputy=PersonFactory(name="副手"))
    if deputy_is_published:
        PartyPost.objects.create(
            **here.branch.place_columns,
            organization=here.branch,
            person=leave.deputy,
            post="DEPUTY",
            is_published=True,
            since=date(2026, 1, 1),
        )

    within, beyond = (branch_line(here, reads_names=reads) for reads in (True, False))

    assert (within.name, within.notes[0]) == inside
    if outside is None:
        assert (beyond.name, beyond.notes[0]) == inside
    else:
        assert beyond.name == outside
        assert beyond.notes[0] == "请假至2026年11月30日，期间有人代班"
        assert "副手" not in (beyond.notes[0] + ("" if deputy_is_published else beyond.name))


def test_a_term_that_is_over_is_told_with_its_day(here: Manned) -> None:
    PartyTerm.objects.filter(organization=here.branch).update(ends_on=date(2026, 6, 30))

    line = branch_line(here, reads_names=False)

    assert line.notes == ("第3届，2026年6月30日届期已满，换届以前仍负责",)
    assert line.is_past_term
    assert name_of(chain_for_door(here.door, on=TODAY).at(ChainLevel.BRANCH), reads_names=False)


def test_units_with_the_same_people_share_a_line(
    here: Manned, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    third = DoorFactory(unit__building=here.building, unit__name="3单元").unit

    with django_assert_num_queries(5):
        lines = public_lines(cast.complex, here.building.pk, **PLAIN)  # type: ignore[arg-type]  # one dict

    told = {(line.name, line.units) for line in lines if line.level == ChainLevel.GROUP}
    assert told == {("组长楼", f"1单元、{third.name}"), ("组长单", "2单元")}
    assert [line.units for line in lines if line.level == ChainLevel.BRANCH] == [""]


def test_buildings_stand_in_the_order_of_their_numbers(here: Manned, cast: Cast) -> None:
    for name in ("12栋", "1栋"):
        BuildingFactory(complex=cast.complex, name=name)

    assert [name for _pk, name in buildings_of(cast.complex)] == ["1栋", "3栋", "12栋"]


def test_the_network_counts_and_names_no_more_doors_than_fit(here: Manned, cast: Cast) -> None:
    MemberCountFactory(organization=here.branch, full=20)
    for number in range(MOST_DOORS + 2):
        door = DoorFactory(unit=here.unit, room=f"{number + 20}01")
        KeyPartyHouseholdFactory(
            organization=here.branch, building=here.building, unit=here.unit, door=door,
            shown_with_consent=True,
        )  # fmt: skip

    network = network_of(cast.community, on=TODAY)

    node = next(one for one in network.complexes if one.name == "东园")
    assert (node.branch, node.secretary, node.lead, node.grids) == (
        "东园党支部", "书记东", "两委甲", "JX-01",
    )  # fmt: skip
    assert (node.building_count, node.group_count, node.household_count) == (1, 2, MOST_DOORS + 2)
    assert node.member_count == member_counts([here.branch.pk], on=TODAY)[here.branch.pk].total
    assert node.doors.count("、") == MOST_DOORS - 1
    assert node.doors.endswith("…")
    assert node.leader_count == 2
    PartyCoverage.objects.all().delete()
    assert network_of(cast.community, on=TODAY).branch_count == 0


def test_counts_and_names_are_for_those_who_work_with_the_party(cast: Cast) -> None:
    here = Place.of_complex(cast.complex)

    readers = {cast.official, cast.secretary, cast.branch_secretary, cast.auditor, cast.admin}
    others = {cast.manager, cast.steward, cast.leader, cast.resident, cast.outsider}
    assert {user for user in readers | others if can_read_figures(user, here)} == readers
    assert not can_read_figures(cast.branch_secretary, Place(cast.street, cast.community))
