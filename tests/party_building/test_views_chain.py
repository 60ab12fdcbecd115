"""/desk/party/chain/, /desk/party/holes/, the network on paper: who is named to whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from communities.models import ZoneComplex
from party_building.models import PartyCoverage, PartyPost, PartyTerm
from tests.factories.accounts import PersonFactory
from tests.factories.communities import DoorFactory
from tests.factories.party_building import (
    KeyPartyHouseholdFactory,
    MemberCountFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
    PostLeaveFactory,
)
from tests.party_building.chain_cast import Manned, manned
from tests.people import Cast

CHAIN, HOLES = "/desk/party/chain/", "/desk/party/holes/"


@pytest.fixture
def here(cast: Cast) -> Manned:
    return manned(cast)


def ask(user: User, address: str, query: dict[str, Any] | None = None, *, status: int = 200) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(address, query)
    html: str = response.content.decode()
    assert response.status_code == status, html[:500]
    assert "[[missing" not in html
    return html


DOOR = {"place": "东园", "q": "3-2-1501"}


def test_official_types_a_door_and_reads_everybody_with_masked_phones(
    here: Manned, cast: Cast
) -> None:
    html = ask(cast.official, CHAIN, DOOR)

    assert "东园 3栋2单元1501" in html
    for name in ("组长单", "书记东", "两委甲", "管家甲", "网格甲"):
        assert f"<b>{name}</b>" in html
    assert "138****1111" in html
    assert "13800001111" not in html
    assert "tel:028-84350001" in html
    assert "第3届，任期至2028年12月31日" in html


def test_the_matter_orders_the_page(here: Manned, cast: Cast) -> None:
    repair = ask(cast.official, CHAIN, DOOR | {"matter": "REPAIR"})
    party = ask(cast.official, CHAIN, DOOR | {"matter": "PARTY"})

    assert repair.index("管家甲") < repair.index("书记东") < repair.index("组长单")
    assert party.index("组长单") < party.index("书记东") < party.index("管家甲")
    assert repair.count("先找") == party.count("先找") == 1


def test_a_past_day_is_answered_as_it_was_and_said_to_be_past(here: Manned, cast: Cast) -> None:
    PartyPost.objects.filter(pk=here.secretary.pk).update(until=date(2026, 6, 30))
    PartyPostFactory(
        organization=here.branch, person=PersonFactory(name="书记新"), since=date(2026, 7, 1)
    )
    PartyTerm.objects.update(ends_on=date(2026, 3, 31))

    html = ask(cast.secretary, CHAIN, DOOR | {"on": "2026-06-30"})

    assert "书记东" in html
    assert "书记新" not in html
    assert "这是2026年6月30日当天的情况" in html
    assert "2026年3月31日届期已满" in html


def test_a_firms_people_read_published_names_alone(here: Manned, cast: Cast) -> None:
    PartyPost.objects.filter(pk=here.leader.pk).update(is_published=False)

    read_by_manager = ask(cast.manager, CHAIN, DOOR)

    assert "组长单" not in read_by_manager
    assert "姓名没有公布" in read_by_manager
    assert "书记东" in read_by_manager
    assert "138****1111" not in read_by_manager
    for reader in (cast.branch_secretary, cast.secretary, cast.auditor):
        assert "组长单" in ask(reader, CHAIN, DOOR)


def test_a_deputy_is_named_to_those_who_work_with_the_party_and_no_further(
    here: Manned, cast: Cast
) -> None:
    today = timezone.localdate()
    PostLeaveFactory(
        post=here.secretary, deputy=PersonFactory(name="代班党员"), first_day=today, last_day=today
    )

    assert "代书记东" in ask(cast.official, CHAIN, DOOR)
    assert "代班党员" in ask(cast.official, CHAIN, DOOR)
    read_by_manager = ask(cast.manager, CHAIN, DOOR)
    assert "代班党员" not in read_by_manager
    assert "期间有人代班" in read_by_manager


def test_outside_ones_places_there_is_no_door(here: Manned, cast: Cast) -> None:
    ask(cast.outsider, CHAIN, {"door": here.door.pk}, status=404)
    ask(cast.sibling_manager, CHAIN, {"door": here.door.pk}, status=404)
    for nonsense in ("0", "x", "²", "9" * 30):
        ask(cast.official, CHAIN, {"door": nonsense}, status=404)
    assert "没有找到这个小区" in ask(cast.outsider, CHAIN, DOOR, status=422)
    assert "组长单" in ask(cast.official, CHAIN, {"door": here.door.pk})


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    here: Manned, cast: Cast
) -> None:
    html = ask(cast.official, CHAIN, DOOR | {"q": "99栋"}, status=422)
    assert "东园没有登记“99栋”" in html
    assert 'value="99栋"' in html

    html = ask(cast.official, CHAIN, DOOR | {"on": "昨天"}, status=422)
    assert "日期写成 2026-11-21 这样" in html
    assert "东园 3栋2单元1501" not in html

    assert "请从列表里选什么事" in ask(cast.official, CHAIN, DOOR | {"matter": "x"}, status=422)


def test_where_several_complexes_are_meant_they_are_offered(here: Manned, cast: Cast) -> None:
    html = ask(cast.official, CHAIN, {"place": "园", "q": "3-2-1501"})

    assert "是哪个小区？" in html
    assert "place=complex-a1" in html
    assert "place=complex-a-other" in html
    assert "书记东" in ask(cast.official, CHAIN, {"place": "complex-a1", "q": "3-2-1501"})
    assert "书记东" in ask(cast.branch_secretary, CHAIN, {"place": "", "q": "3-2-1501"})


# Holes


def test_the_list_names_what_is_missing_where_and_leads_to_the_door(
    here: Manned, cast: Cast
) -> None:
    PartyCoverage.objects.filter(building=here.building).delete()
    firm = PartyOrganizationFactory(complex=cast.complex, name="物业党支部")

    html = ask(cast.secretary, f"{HOLES}complex-a1/")

    assert "2 个单元，三级都有人的 1 个" in html
    assert "没有党小组</a>：3栋1单元" in html
    assert firm.name in html
    assert f"{CHAIN}?place=complex-a1" in html
    PartyPostFactory(organization=firm)
    assert firm.name not in ask(cast.secretary, f"{HOLES}complex-a1/")


def test_the_list_of_a_past_day_is_of_that_day(here: Manned, cast: Cast) -> None:
    ZoneComplex.objects.update(until=date(2026, 9, 30))

    assert "没有划入包片" not in ask(cast.official, f"{HOLES}complex-a1/", {"on": "2026-09-30"})
    assert "没有划入包片" in ask(cast.official, f"{HOLES}complex-a1/", {"on": "2026-10-01"})
    assert "日期写成" in ask(cast.official, f"{HOLES}complex-a1/", {"on": "x"}, status=422)


def test_a_long_hole_is_counted_and_its_first_units_named(here: Manned, cast: Cast) -> None:
    PartyCoverage.objects.filter(building=here.building).delete()
    for number in range(3, 20):
        DoorFactory(unit__building=here.building, unit__name=f"{number}单元")

    html = ask(cast.official, f"{HOLES}complex-a1/")

    assert "3栋1单元、3栋3单元" in html
    assert "等18处" in html
    assert "3栋19单元" not in html


def test_each_sees_the_holes_of_his_own_places(here: Manned, cast: Cast) -> None:
    assert "西园" in ask(cast.secretary, HOLES)
    of_manager = ask(cast.manager, HOLES)
    assert "西园" not in of_manager
    assert "东园 责任空缺" in of_manager
    ask(cast.manager, f"{HOLES}complex-a2/", status=404)
    ask(cast.outsider, f"{HOLES}complex-a1/", status=404)
    assert "西园" not in ask(cast.manager, f"{HOLES}community-a/")


# The network on paper


def test_the_network_prints_published_roles_counts_and_consented_doors(
    here: Manned, cast: Cast
) -> None:
    MemberCountFactory(organization=here.branch, full=31, probationary=2)
    committee = PartyOrganizationFactory(
        kind="COMMITTEE", complex=None, community=cast.community, name="甲一社区党委"
    )
    PartyPostFactory(organization=committee, person=PersonFactory(name="书记社"))
    for shown, member in ((True, "中心户甲"), (False, "中心户乙")):
        KeyPartyHouseholdFactory(
            organization=here.branch,
            building=here.building,
            unit=here.unit if shown else here.unit_beside,
            door=here.door if shown else here.beside,
            member__person__name=member,
            shown_with_consent=shown,
        )

    html = ask(cast.secretary, "/desk/party/network/community-a/print/")

    for told in ("甲一社区党委", "书记社", "东园党支部", "书记东", "组长2人", "党员33名", "2户"):
        assert told in html
    assert "3栋2单元1501" in html
    for kept in ("3栋1单元101", "中心户甲", "中心户乙", "组长楼"):
        assert kept not in html
    assert "2个小区，1个小区党支部，1栋楼，2个党小组，2个党员中心户" in html


def test_a_firm_does_not_read_how_many_members_there_are(here: Manned, cast: Cast) -> None:
    MemberCountFactory(organization=here.branch, full=31, probationary=2)

    assert "党员33名" not in ask(cast.manager, "/desk/party/network/community-a/print/")
    ask(cast.outsider, "/desk/party/network/community-a/print/", status=404)


def test_the_network_is_as_of_its_day(here: Manned, cast: Cast) -> None:
    PartyPost.objects.filter(pk=here.secretary.pk).update(
        until=timezone.localdate() - timedelta(days=1)
    )
    address = "/desk/party/network/community-a/print/"

    assert "书记东" not in ask(cast.secretary, address)
    assert "书记东" in ask(cast.secretary, address, {"on": "2026-03-01"})
    assert "看不懂这个日期，下面是今天的" in ask(cast.secretary, address, {"on": "x"})
