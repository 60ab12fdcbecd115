"""The branch's pages: names for those alone who may read them, acts in three taps, refusals that keep words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from accounts.models import User
from communities.models import Building
from party_building.choices import MemberKind, PartyKind
from party_building.models import (
    DualRegistration,
    KeyPartyHousehold,
    MemberDevelopment,
    PartyMember,
    PartyOrganization,
    ServiceClaim,
    ServicePost,
    ZoneDuty,
)
from party_building.queries.branch_links import branch_links
from tests.factories.communities import BuildingFactory, UnitFactory
from tests.factories.party_building import (
    DualRegistrationFactory,
    KeyPartyHouseholdFactory,
    MemberCountFactory,
    MemberDevelopmentFactory,
    PartyCoverageFactory,
    PartyMemberFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
    PartyRulesFactory,
    ServiceClaimFactory,
    ServicePostFactory,
    SubordinationFactory,
    ZoneDutyFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db

SECRET = "欧阳若水"


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    made: PartyOrganization = PartyOrganizationFactory(complex=cast.complex, name="东园党支部")
    PartyCoverageFactory(organization=made)
    return made


@pytest.fixture
def group(branch: PartyOrganization) -> PartyOrganization:
    made: PartyOrganization = PartyOrganizationFactory(
        complex=branch.complex, kind=PartyKind.GROUP, name="东园第一党小组"
    )
    SubordinationFactory(organization=made, parent=branch)
    return made


@pytest.fixture
def building(cast: Cast) -> Building:
    return BuildingFactory(complex=cast.complex, name="3栋")


@pytest.fixture
def client(cast: Cast, client_of: Callable[[User], Client]) -> Client:
    """The branch's secretary on her phone."""
    return client_of(cast.branch_secretary)


def member(branch: PartyOrganization, name: str = SECRET, **facts: Any) -> PartyMember:
    return PartyMemberFactory(organization=branch, person__name=name, **facts)


def text(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def today() -> str:
    return timezone.localdate().isoformat()


# Reading


def test_the_secretary_reads_her_roster_by_group_with_posts(
    branch: PartyOrganization, group: PartyOrganization, building: Building, client: Client
) -> None:
    one = member(branch, "林静", group=group, building=building, kind=MemberKind.PROBATIONARY)
    PartyPostFactory(organization=group, person=one.person, post="GROUP_LEADER")
    member(branch, "赵明")

    page = text(client, "/field/branch/members/")

    for words in (
        "东园党支部", "党员2名（预备1名）", "东园第一党小组", "林静", "党小组组长 · 预备党员 · 3栋",
        "未编党小组", "赵明", "登记党员",
    ):  # fmt: skip
        assert words in page


def test_whoever_serves_several_branches_chooses_one(
    cast: Cast, branch: PartyOrganization, client_of: Callable[[User], Client]
) -> None:
    member(branch)
    other = PartyOrganizationFactory(complex=cast.sibling_complex, name="西园党支部")
    MemberCountFactory(organization=other, full=31, as_of=date(2026, 1, 1))
    client = client_of(cast.secretary)

    page = text(client, "/field/branch/members/")

    assert "党员31名，截至2026年1月1日" in page
    assert SECRET not in page
    assert SECRET in text(client, f"/field/branch/members/?branch={branch.pk}")
    assert client.get("/field/branch/members/?branch=12x").status_code == 404


def test_everybody_else_reads_how_many(
    cast: Cast, branch: PartyOrganization, client_of: Callable[[User], Client]
) -> None:
    member(branch)

    page = text(client_of(cast.manager), "/field/branch/members/")

    assert "党员1名" in page
    assert "姓名只给支部书记、社区书记、街道管理员和审计员看" in page
    assert SECRET not in page


def test_a_member_is_shown_with_what_she_does_at_the_doors(
    branch: PartyOrganization, building: Building, client: Client
) -> None:
    one = member(branch)
    ZoneDutyFactory(zone__organization=branch, zone__building=building, member=one)
    ServiceClaimFactory(service_post__organization=branch, member=one)

    page = text(client, f"/field/branch/members/{one.pk}/")

    for words in (
        "党员责任区 · 3栋",
        "党员服务岗 · 矛盾调解岗",
        "同意登记：2024年1月1日",
        "撤回同意",
    ):
        assert words in page


def every_row(cast: Cast, branch: PartyOrganization) -> dict[str, Any]:
    """One of each kind whose person bears the secret name, and the addresses' keys."""
    PartyRulesFactory(sub_district=cast.street, development_on=True)
    building = BuildingFactory(complex=cast.complex, name="9栋")
    one = member(branch)
    registration = DualRegistrationFactory(
        complex=cast.complex, person__name=SECRET + "二", employer="某局档案馆"
    )
    post = ServicePostFactory(organization=branch, places=3)
    claim = ServiceClaimFactory(service_post=post, member=one)
    ServiceClaimFactory(service_post=post, member=None, registration=registration)
    ZoneDutyFactory(zone__organization=branch, zone__building=building, member=one)
    household = KeyPartyHouseholdFactory(organization=branch, building=building, member=one)
    record = MemberDevelopmentFactory(organization=branch, label=SECRET + "三")
    return {
        "field_member": one, "field_dual": registration, "field_post": post,
        "field_claim": claim, "field_zone": building, "field_household": household,
        "field_development": record,
    }  # fmt: skip


def pages_of_this_part(rows: dict[str, Any], branch: PartyOrganization) -> list[str]:
    names = [
        str(name)
        for name in get_resolver("party_building.urls").reverse_dict
        if isinstance(name, str) and any(name.startswith(part) for part in PARTS)
    ]
    addresses = []
    for name in sorted(names):
        if name in {"field_member_new", "field_development_new"}:
            keys = [branch.pk]
        else:
            keys = [row.pk for part, row in rows.items() if _is_of(name, part)]
        addresses.append(reverse(f"party_building:{name}", args=keys[:1]))
    return addresses


PARTS = (
    "field_member", "field_dual", "field_zone", "field_post", "field_claim", "field_household",
    "field_development", "desk_dual", "desk_households",
)  # fmt: skip
WITHOUT_KEY = {
    "field_members", "field_dual_list", "field_dual_new", "field_dual_print", "field_zones",
    "field_posts", "field_post_new", "field_households", "field_household_new",
    "field_development", "desk_dual", "desk_households",
}  # fmt: skip


def _is_of(name: str, part: str) -> bool:
    return name not in WITHOUT_KEY and name.startswith(part)


@pytest.mark.parametrize("role", ["manager", "steward", "sibling_manager", "leader", "outsider"])
def test_no_name_of_a_member_is_on_any_page_of_this_part_for_others(
    role: str, cast: Cast, branch: PartyOrganization, client_of: Callable[[User], Client]
) -> None:
    rows = every_row(cast, branch)
    client = client_of(getattr(cast, role))
    addresses = pages_of_this_part(rows, branch)
    assert len(addresses) > 30

    leaks = [
        address
        for address in addresses
        if any(words in text(client, address) for words in (SECRET, "某局档案馆"))
    ]

    assert leaks == []


def test_those_who_may_read_names_do_so_on_the_same_pages(
    cast: Cast, branch: PartyOrganization, client: Client
) -> None:
    """The control: the walk above would find a name."""
    rows = every_row(cast, branch)

    shown = [
        address for address in pages_of_this_part(rows, branch) if SECRET in text(client, address)
    ]

    assert len(shown) > 20


@pytest.mark.parametrize(
    "address",
    ["/field/branch/dual/", "/field/branch/households/", "/field/branch/development/", "/desk/party/dual/"],
)  # fmt: skip
def test_lists_of_names_are_refused_in_words(
    address: str, cast: Cast, client_of: Callable[[User], Client]
) -> None:
    answer = client_of(cast.manager).get(address)

    assert answer.status_code == 403
    assert "党员姓名只由支部书记、社区书记和街道管理员查看" in answer.content.decode()


def test_an_auditor_reads_and_writes_nothing(
    cast: Cast, branch: PartyOrganization, client_of: Callable[[User], Client]
) -> None:
    one = member(branch)
    client = client_of(cast.auditor)

    assert SECRET in text(client, f"/field/branch/members/?branch={branch.pk}")
    answer = client.post(f"/field/branch/members/{one.pk}/withdraw/", {"on": today()})

    assert answer.status_code == 403
    assert "您的角色只能查看，不能登记" in answer.content.decode()
    one.refresh_from_db()
    assert one.withdrawn_on is None


# Members


def test_a_member_is_entered_on_the_phone(
    branch: PartyOrganization, group: PartyOrganization, building: Building, client: Client
) -> None:
    typed = {
        "name": " 林静 ", "phone": "138 0000 0001", "kind": "FULL", "home": "HERE",
        "group": group.pk, "building": building.pk, "since": "2026-01-05", "consented": "on",
        "consented_on": "2026-01-05",
    }  # fmt: skip

    answer = client.post(f"/field/branch/{branch.pk}/members/new/", typed)

    assert answer.status_code == 302
    one = PartyMember.objects.select_related("person").get()
    assert (one.person.name, one.person.phone_tail, one.group, one.building) == (
        "林静", "0001", group, building,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"consented": ""}, "党员身份要本人同意才能登记"),
        ({"consented_on": "2099-01-01"}, "同意日期还没有到，请填已经同意的日期"),
        ({"phone": "12"}, "手机号"),
        ({"name": "11010519491231002X"}, "请不要填写身份证号"),
        ({"group": "x"}, "请从列表里选党小组"),
        ({"building": "999999"}, "请从列表里选楼栋"),
    ],
)
def test_a_refusal_keeps_what_was_typed(
    branch: PartyOrganization, client: Client, typed: dict[str, str], sentence: str
) -> None:
    usual = {
        "name": "林静", "phone": "13800000001", "kind": "FULL", "home": "HERE", "group": "",
        "building": "", "since": "2026-01-05", "consented": "on", "consented_on": "2026-01-05",
    }  # fmt: skip

    answer = client.post(f"/field/branch/{branch.pk}/members/new/", {**usual, **typed})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="2026-01-05"' in page
    assert not PartyMember.objects.exists()


def test_a_member_changes_leaves_and_takes_consent_back(
    branch: PartyOrganization, group: PartyOrganization, client: Client
) -> None:
    one = member(branch)
    change = {"kind": "FULL", "home": "HERE", "group": group.pk, "first_day": "2026-07-01"}

    client.post(f"/field/branch/members/{one.pk}/change/", change)
    following = PartyMember.objects.get(group=group)
    client.post(f"/field/branch/members/{following.pk}/leave/", {"last_day": "2026-08-31"})
    client.post(f"/field/branch/members/{following.pk}/withdraw/", {"on": "2026-09-10"})

    page = text(client, f"/field/branch/members/{following.pk}/")
    assert "已撤回同意" in page
    assert "登记变动" not in page
    assert SECRET not in page
    assert SECRET not in text(client, f"/field/branch/members/{one.pk}/")


# 双报到


def test_reporting_in_claiming_reviewing_and_leaving(
    cast: Cast, branch: PartyOrganization, client: Client
) -> None:
    post = ServicePostFactory(organization=branch)
    typed = {
        "name": "郑远", "phone": "", "employer": "区图书馆", "employer_branch": "", "skills": "修电器",
        "reported_on": "2026-03-01", "consented": "on", "consented_on": "2026-03-01",
    }  # fmt: skip

    answer = client.post("/field/branch/dual/new/", typed)
    registration = DualRegistration.objects.get()
    url = f"/field/branch/dual/{registration.pk}/"
    assert answer["Location"] == url
    client.post(f"{url}claim/", {"post": post.pk, "since": "2026-03-02"})
    client.post(f"{url}review/", {"review": "参加三次巡逻"})

    page = text(client, url)
    for words in (
        "在岗",
        "工作单位：区图书馆",
        "特长：修电器",
        "社区评价：参加三次巡逻",
        "矛盾调解岗",
    ):
        assert words in page
    desk = text(client, "/desk/party/dual/")
    for words in ("郑远", "东园", "2026-03-01", "矛盾调解岗", "参加三次巡逻"):
        assert words in desk
    client.post(f"{url}leave/", {"last_day": "2026-06-30", "reason": "搬家"})
    assert "郑远" not in text(client, "/field/branch/dual/")
    assert "郑远" in text(client, "/field/branch/dual/?show=left")
    assert "郑远" in text(client, "/desk/party/dual/?show=left")
    assert ServiceClaim.objects.get().until == date(2026, 6, 30)


def test_the_paper_form_asks_for_consent_and_no_id_number(client: Client) -> None:
    page = text(client, "/field/branch/dual/print/")

    assert "我同意社区登记我的党员身份" in page
    assert "不填身份证号、出生年月和入党时间" in page


def test_whoever_keeps_several_complexes_is_asked_which(
    cast: Cast, client_of: Callable[[User], Client]
) -> None:
    client = client_of(cast.secretary)

    page = text(client, "/field/branch/dual/new/")

    assert "哪个小区" in page
    assert "东园（甲一社区）" in page
    assert "登记双报到：西园" in text(client, "/field/branch/dual/new/?c=complex-a2")
    assert client.get("/field/branch/dual/new/?c=complex-b1").status_code == 404


# Zones


def test_a_zone_changes_hands_in_three_taps(
    branch: PartyOrganization, building: Building, client: Client
) -> None:
    """Persona D3: a building, a member, 确认; nothing is typed."""
    before = member(branch, "林静")
    after = member(branch, "赵明")
    ZoneDutyFactory(zone__organization=branch, zone__building=building, member=before)

    buildings = text(client, "/field/branch/zones/")
    first_tap = f"/field/branch/zones/{building.pk}/"
    assert f'href="{first_tap}"' in buildings
    assert "林静" in buildings
    members = text(client, first_tap)
    second_tap = f"{first_tap}?member={after.pk}"
    assert f'href="{second_tap}"' in members
    form = text(client, second_tap)
    assert f'value="{today()}"' in form
    assert "确认" in form
    answer = client.post(second_tap, {"first_day": today()})

    assert answer["Location"] == "/field/branch/zones/?c=complex-a1"
    assert {(duty.member, duty.until) for duty in ZoneDuty.objects.select_related("member")} == {
        (before, timezone.localdate() - timedelta(days=1)),
        (after, None),
    }


def test_a_unit_may_be_handed_over_by_itself(
    branch: PartyOrganization, building: Building, client: Client
) -> None:
    one = member(branch, "林静")
    units = [UnitFactory(building=building, name=f"{number}单元") for number in (1, 2)]

    page = text(client, f"/field/branch/zones/{building.pk}/")
    assert f"/field/branch/zones/{building.pk}/?unit={units[1].pk}" in page
    url = f"/field/branch/zones/{building.pk}/?unit={units[1].pk}&member={one.pk}"
    client.post(url, {"first_day": today()})

    assert ZoneDuty.objects.get().zone.unit == units[1]
    assert "3栋2单元" in text(client, "/field/branch/zones/")


def test_a_manager_sees_that_a_building_is_looked_after_and_changes_nothing(
    cast: Cast,
    branch: PartyOrganization,
    building: Building,
    client_of: Callable[[User], Client],
) -> None:
    ZoneDutyFactory(zone__organization=branch, zone__building=building, member=member(branch))
    client = client_of(cast.manager)

    page = text(client, "/field/branch/zones/")
    answer = client.get(f"/field/branch/zones/{building.pk}/")

    assert "党员1名" in page
    assert answer.status_code == 403
    assert "责任区由支部书记和社区书记安排" in answer.content.decode()


def test_a_complex_without_a_branch_has_no_zones(
    cast: Cast, building: Building, client: Client
) -> None:
    answer = client.get(f"/field/branch/zones/{building.pk}/")

    assert answer.status_code == 403
    assert "这个小区还没有党支部" in answer.content.decode()


# Service posts


def test_a_post_is_set_up_claimed_given_back_and_closed(
    cast: Cast, branch: PartyOrganization, building: Building, client: Client
) -> None:
    one = member(branch, "林静")
    typed = {
        "name": "文明劝导岗",
        "building": building.pk,
        "spot": "",
        "places": "1",
        "since": today(),
    }
    client.post("/field/branch/posts/new/", typed)
    post = ServicePost.objects.get()
    url = f"/field/branch/posts/{post.pk}/"

    client.post(f"{url}claim/", {"who": f"m{one.pk}", "since": today()})
    assert "1/1，已满" in text(client, "/field/branch/posts/")
    refused = client.post(
        f"{url}claim/", {"who": f"m{member(branch, '赵明').pk}", "since": today()}
    )
    assert "“文明劝导岗”只有1个名额，已经满了" in refused.content.decode()
    client.post(f"{url}places/", {"places": "2"})
    assert "1/2，可认领" in text(client, url)
    client.post(f"/field/branch/claims/{ServiceClaim.objects.get().pk}/end/", {"last_day": today()})
    assert ServiceClaim.objects.get().until == timezone.localdate()
    client.post(f"{url}close/", {"last_day": today()})

    post.refresh_from_db()
    assert post.until == timezone.localdate()


def test_a_manager_reads_a_post_without_names(
    cast: Cast, branch: PartyOrganization, client_of: Callable[[User], Client]
) -> None:
    claim = ServiceClaimFactory(service_post__organization=branch, member=member(branch))
    client = client_of(cast.manager)

    page = text(client, f"/field/branch/posts/{claim.service_post_id}/")

    assert "1/1，已满" in page
    assert "姓名由支部书记和社区书记查看。" in page
    assert client.get("/field/branch/posts/new/").status_code == 403


# 党员中心户


def test_a_household_is_registered_shown_and_ended(
    branch: PartyOrganization, building: Building, client: Client
) -> None:
    one = member(branch, "林静")
    typed = {"member": one.pk, "building": building.pk, "unit": "", "since": "2026-05-01"}

    client.post("/field/branch/households/new/", typed)
    household = KeyPartyHousehold.objects.get()
    assert "不公示" in text(client, "/field/branch/households/")
    client.post(f"/field/branch/households/{household.pk}/", {"is_shown": "on"})
    assert "楼栋公示" in text(client, "/field/branch/households/")
    client.post(f"/field/branch/households/{household.pk}/", {"last_day": today()})

    household.refresh_from_db()
    assert (household.until, household.shown_with_consent) == (timezone.localdate(), False)


def test_buildings_without_a_household_are_listed_by_complex(
    cast: Cast, branch: PartyOrganization, building: Building, client_of: Callable[[User], Client]
) -> None:
    """Persona B5: one page from the desk."""
    BuildingFactory(complex=cast.complex, name="5栋")
    BuildingFactory(complex=cast.sibling_complex, name="7栋")
    KeyPartyHouseholdFactory(organization=branch, building=building, member=member(branch))
    client = client_of(cast.secretary)

    page = text(client, "/desk/party/households/")

    assert "共 2 栋" in page
    assert "5栋" in page
    assert "7栋" in page
    assert "3栋" not in page
    only = text(client, "/desk/party/households/?c=complex-a2")
    assert "5栋" not in only
    assert client.get("/desk/party/households/?c=complex-b1").status_code == 404
    assert "登记中心户" not in text(client_of(cast.manager), "/desk/party/households/")


# 党员发展


def test_while_it_is_off_every_page_says_so(branch: PartyOrganization, client: Client) -> None:
    page = text(client, "/field/branch/development/")
    answer = client.get(f"/field/branch/{branch.pk}/development/new/")

    assert "本街道没有启用党员发展台账" in page
    assert answer.status_code == 403
    assert "本街道没有启用党员发展台账" in answer.content.decode()


def test_a_record_goes_on_step_by_step(
    cast: Cast, branch: PartyOrganization, client: Client
) -> None:
    PartyRulesFactory(sub_district=cast.street, development_on=True)

    assert "登记申请：东园党支部" in text(client, "/field/branch/development/")
    client.post(
        f"/field/branch/{branch.pk}/development/new/",
        {"label": "张某", "workplace": "客服", "applied_on": "2026-01-10"},
    )
    url = f"/field/branch/development/{MemberDevelopment.objects.get().pk}/"
    assert "应派人谈话" in text(client, url)
    client.post(f"{url}step/", {"number": "3", "on": "2026-02-01", "note": ""})
    assert "还没有记：党组织派人谈话" in text(client, url)
    again = client.post(f"{url}step/", {"number": "3", "on": "2026-02-02", "note": ""})
    assert again.status_code == 422
    client.post(f"{url}back/", {"stage": "APPLICANT", "on": "2026-03-01"})
    assert "已退回" in text(client, url)
    client.post(f"{url}stop/", {"on": "2026-04-01", "reason": "离职"})

    page = text(client, url)
    assert "已中止" in page
    assert "登记一步" not in page


# The index


def test_the_index_is_told_how_many_stand_where(
    cast: Cast, branch: PartyOrganization, django_assert_max_num_queries: Any
) -> None:
    every_row(cast, branch)
    on = timezone.localdate()

    with django_assert_max_num_queries(11):
        links = branch_links(cast.branch_secretary, on=on)

    assert [(link.label, link.number) for link in links] == [
        ("党员", 1), ("党员责任区", 1), ("党员服务岗", 1), ("双报到党员", 1),
        ("没有党员中心户的楼栋", 0), ("党员发展到期事项", 0),
    ]  # fmt: skip
    assert [link.label for link in branch_links(cast.manager, on=on)] == [
        "党员", "党员责任区", "党员服务岗",
    ]  # fmt: skip
