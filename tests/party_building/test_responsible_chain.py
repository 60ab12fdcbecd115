"""Who answers for 东园 3栋2单元1501 at each level, today and on any day before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from communities.choices import DutyKind, ManagementMode
from communities.models import Door, DoorDuty, DutyLeave, ManagementPeriod, ZoneLead
from communities.services.moving import move_complex
from party_building.choices import ChainLevel, Gap, Matter, PartyKind
from party_building.models import PartyCoverage, PartyPost, PartyTerm
from party_building.queries.responsible_chain import (
    Chain,
    chain_for_building,
    chain_for_complex,
    chain_for_door,
    chain_for_unit,
    chains_of_day,
)
from tests.factories.accounts import PersonFactory
from tests.factories.communities import (
    BuildingFactory,
    DoorDutyFactory,
    DoorFactory,
    OrganizationFactory,
)
from tests.factories.party_building import (
    PartyCoverageFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
    PostLeaveFactory,
)
from tests.factories.territory import ZoneComplexFactory, ZoneLeadFactory
from tests.party_building.chain_cast import Manned, group_of, manned
from tests.people import Cast

TODAY = date(2026, 11, 20)
GROUP, BRANCH, COMMUNITY = ChainLevel.GROUP, ChainLevel.BRANCH, ChainLevel.COMMUNITY
STEWARD, GRID_WORKER = ChainLevel.STEWARD, ChainLevel.GRID_WORKER


@pytest.fixture
def here(cast: Cast) -> Manned:
    return manned(cast)


def names(chain: Chain) -> dict[str, str]:
    """By level the name of who answers, or why nobody does."""
    return {one.level: one.acting.name if one.acting else f"!{one.gap}" for one in chain.levels}


def test_a_door_has_one_name_at_each_level(here: Manned) -> None:
    chain = chain_for_door(here.door, on=TODAY)

    assert names(chain) == {
        GROUP: "组长单", BRANCH: "书记东", COMMUNITY: "两委甲", STEWARD: "管家甲",
        GRID_WORKER: "网格甲",
    }  # fmt: skip
    assert [one.body for one in chain.levels] == [
        "3栋2单元党小组", "东园党支部", "一片", "", "JX-01",
    ]  # fmt: skip
    assert [one.title for one in chain.levels] == [
        "党小组组长", "书记", "包片人", "物业管家", "网格员",
    ]  # fmt: skip
    assert chain.at(BRANCH).phone == "028-84350001"
    assert chain.gaps == ()
    assert chain.community_name == "甲一社区"


def test_the_narrowest_group_answers(here: Manned, cast: Cast) -> None:
    group_of(cast, "东园党小组", "组长院")
    elsewhere = DoorFactory(unit__building=BuildingFactory(complex=cast.complex, name="12栋"))

    assert names(chain_for_unit(here.unit, on=TODAY))[GROUP] == "组长单"
    assert names(chain_for_unit(here.unit_beside, on=TODAY))[GROUP] == "组长楼"
    assert names(chain_for_building(here.building, on=TODAY))[GROUP] == "组长楼"
    assert names(chain_for_door(elsewhere, on=TODAY))[GROUP] == "组长院"
    assert names(chain_for_complex(cast.complex, on=TODAY))[GROUP] == "组长院"


def test_a_group_without_leader_is_a_gap_and_not_the_wider_groups_work(here: Manned) -> None:
    PartyPost.objects.filter(pk=here.leader.pk).update(until=date(2026, 11, 19))

    chain = chain_for_door(here.door, on=TODAY)

    assert names(chain)[GROUP] == "!VACANT"
    assert chain.at(GROUP).body == "3栋2单元党小组"
    assert names(chain_for_door(here.door, on=date(2026, 11, 19)))[GROUP] == "组长单"


def test_on_leave_the_deputy_answers_and_the_holder_is_still_named(here: Manned) -> None:
    PostLeaveFactory(
        post=here.secretary,
        deputy=PersonFactory(name="副手"),
        first_day=date(2026, 11, 16),
        last_day=date(2026, 11, 20),
    )

    during, after = (
        chain_for_door(here.door, on=day).at(BRANCH) for day in (TODAY, date(2026, 11, 21))
    )

    assert during.acting
    assert during.acting.name == "副手"
    assert during.holder
    assert during.holder.name == "书记东"
    assert during.until == date(2026, 11, 20)
    assert after.acting == after.holder == here.secretary.person
    assert after.deputy is None


def test_a_deputy_may_be_named_in_public_only_with_a_published_post(here: Manned) -> None:
    leave = PostLeaveFactory(post=here.secretary)
    assert not chain_for_door(here.door, on=TODAY).at(BRANCH).acting_is_public

    PartyPostFactory(organization=here.branch, person=leave.deputy, post="DEPUTY")

    assert chain_for_door(here.door, on=TODAY).at(BRANCH).acting_is_public


def test_what_is_not_published_is_told_as_such_with_its_phone_left_out(here: Manned) -> None:
    PartyPost.objects.filter(pk=here.secretary.pk).update(is_published=False)

    found = chain_for_door(here.door, on=TODAY).at(BRANCH)

    assert (found.is_public, found.phone) == (False, "")
    type(here.branch).objects.filter(pk=here.branch.pk).update(contact_phone="028-84350009")
    assert chain_for_door(here.door, on=TODAY).at(BRANCH).phone == "028-84350009"


def test_a_steward_on_leave_is_deputised_as_everywhere(here: Manned, cast: Cast) -> None:
    DutyLeave.objects.create(
        **here.branch.place_columns,
        duty=DoorDuty.objects.get(kind=DutyKind.STEWARD),
        deputy=PersonFactory(name="代班甲"),
        first_day=TODAY,
        last_day=TODAY,
    )

    found = chain_for_door(here.door, on=TODAY).at(STEWARD)

    assert found.acting
    assert found.holder
    assert (found.acting.name, found.holder.name) == ("代班甲", "管家甲")
    assert found.acting_is_public


def test_a_successor_answers_from_her_first_day(here: Manned) -> None:
    PartyPost.objects.filter(pk=here.secretary.pk).update(until=date(2026, 6, 30))
    PartyPostFactory(
        organization=here.branch, person=PersonFactory(name="书记新"), since=date(2026, 7, 1)
    )

    assert names(chain_for_door(here.door, on=date(2026, 6, 30)))[BRANCH] == "书记东"
    assert names(chain_for_door(here.door, on=date(2026, 7, 1)))[BRANCH] == "书记新"


def test_past_its_term_a_post_still_answers_and_is_marked(here: Manned) -> None:
    PartyTerm.objects.filter(organization=here.branch).update(ends_on=date(2026, 6, 30))

    before, after = (
        chain_for_door(here.door, on=day).at(BRANCH)
        for day in (date(2026, 6, 30), date(2026, 7, 1))
    )

    assert (before.is_past_term, before.term_number) == (False, 3)
    assert after.is_past_term
    assert after.acting == here.secretary.person
    assert after.gap is None


def test_a_dissolved_branch_answers_until_its_last_day(here: Manned) -> None:
    type(here.branch).objects.filter(pk=here.branch.pk).update(dissolved_on=date(2026, 9, 30))

    assert names(chain_for_door(here.door, on=date(2026, 9, 30)))[BRANCH] == "书记东"
    assert names(chain_for_door(here.door, on=date(2026, 10, 1)))[BRANCH] == "!NO_BODY"


def test_a_joint_branch_answers_in_each_of_its_complexes(here: Manned, cast: Cast) -> None:
    PartyCoverage.objects.filter(organization=here.branch).delete()
    joint = PartyOrganizationFactory(
        complex=None, community=cast.community, kind=PartyKind.JOINT_BRANCH, name="联合支部"
    )
    for place in (cast.complex, cast.sibling_complex):
        PartyCoverageFactory(organization=joint, complex=place)
    PartyPostFactory(organization=joint, person=PersonFactory(name="书记联"))

    assert names(chain_for_door(here.door, on=TODAY))[BRANCH] == "书记联"
    assert names(chain_for_complex(cast.sibling_complex, on=TODAY))[BRANCH] == "书记联"


def test_a_firms_branch_does_not_answer_for_doors(here: Manned, cast: Cast) -> None:
    PartyCoverage.objects.filter(organization=here.branch).delete()
    firm = PartyOrganizationFactory(complex=cast.complex, name="物业党支部")
    PartyCoverageFactory(organization=firm, host=OrganizationFactory(sub_district=cast.street))
    PartyPostFactory(organization=firm)

    assert names(chain_for_door(here.door, on=TODAY))[BRANCH] == "!NO_BODY"


def test_a_past_day_asks_the_community_in_which_the_complex_lay(here: Manned, cast: Cast) -> None:
    ZoneLeadFactory(
        zone=ZoneComplexFactory(complex=cast.other_community_complex, zone__name="外片").zone
    )
    now = timezone.now()
    moved_on = timezone.localdate(now) - timedelta(days=10)
    move_complex(
        complex_=cast.complex, to=cast.other_community, on=moved_on, reason="区划调整",
        actor=cast.official, now=now,
    )  # fmt: skip

    before = chain_for_door(here.door, on=moved_on - timedelta(days=1))
    after = chain_for_door(here.door, on=moved_on)

    assert (before.community_name, names(before)[COMMUNITY]) == ("甲一社区", "两委甲")
    assert (after.community_name, names(after)[COMMUNITY]) == ("甲二社区", "!NO_BODY")
    assert names(after)[BRANCH] == "书记东"


def test_a_zone_without_its_member_is_vacant(here: Manned) -> None:
    ZoneLead.objects.filter(pk=here.lead.pk).update(until=date(2026, 11, 19))

    found = chain_for_door(here.door, on=TODAY).at(COMMUNITY)

    assert (found.gap, found.body) == (Gap.VACANT, "一片")


def test_without_a_firm_nobody_misses_a_steward(here: Manned) -> None:
    DoorDuty.objects.filter(kind=DutyKind.STEWARD).delete()
    assert names(chain_for_door(here.door, on=TODAY))[STEWARD] == "!NO_BODY"

    ManagementPeriod.objects.update(mode=ManagementMode.BRANCH_COURTYARD)

    assert STEWARD not in names(chain_for_door(here.door, on=TODAY))


def test_a_buildings_head_is_named_beside_the_chain_and_never_in_public(
    here: Manned, cast: Cast
) -> None:
    DoorDutyFactory(
        complex=cast.complex,
        building=here.building,
        kind=DutyKind.BUILDING_HEAD,
        person=PersonFactory(name="楼长甲"),
    )

    found = chain_for_door(here.door, on=TODAY).at(ChainLevel.BUILDING_HEAD)

    assert found.acting
    assert found.acting.name == "楼长甲"
    assert not found.acting_is_public


def test_the_matter_says_who_comes_first_and_how_it_climbs(here: Manned) -> None:
    PartyPost.objects.filter(pk=here.secretary.pk).update(until=date(2026, 11, 19))
    chain = chain_for_door(here.door, on=TODAY)

    assert chain.in_order(Matter.REPAIR)[0].level == STEWARD
    assert chain.escalation(Matter.REPAIR) == ((STEWARD,), (COMMUNITY,))
    assert chain.escalation(Matter.HAZARD) == ((GRID_WORKER, STEWARD), (COMMUNITY,))
    assert len(chain.in_order(Matter.PARTY)) == len(chain.levels)


def test_one_door_takes_four_statements(
    here: Manned, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    PostLeaveFactory(post=here.secretary)
    asked = Door.objects.select_related("unit").get(pk=here.door.pk)

    with django_assert_num_queries(4):
        chain = chain_for_door(asked, on=TODAY)
        assert all(one.acting and one.acting.name for one in chain.levels)


def test_many_complexes_take_as_many_statements_and_say_the_same(
    here: Manned, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Also where a complex has nobody at all."""
    units: list[Any] = [
        here.unit,
        here.unit_beside,
        DoorFactory(unit__building=BuildingFactory(complex=cast.complex, name="12栋")).unit,
        DoorFactory(unit__building__complex=cast.sibling_complex).unit,
    ]

    with django_assert_num_queries(4):
        chains = chains_of_day([cast.complex.pk, cast.sibling_complex.pk], on=TODAY)
        found = [chains.chain(u.complex_id, u.building_id, u.pk) for u in units]
        gaps = [chains.gaps(u.complex_id, u.building_id, u.pk) for u in units]

    alone = [chain_for_unit(unit, on=TODAY) for unit in units]
    assert [names(chain) for chain in found] == [names(chain) for chain in alone]
    assert [[(one.level, one.gap) for one in missing] for missing in gaps] == [
        [(one.level, one.gap) for one in chain.gaps] for chain in alone
    ]
    assert [(one.level, one.gap) for one in gaps[-1]] == [
        (GROUP, Gap.NO_BODY), (BRANCH, Gap.NO_BODY), (COMMUNITY, Gap.NO_BODY),
        (GRID_WORKER, Gap.NO_BODY),
    ]  # fmt: skip
