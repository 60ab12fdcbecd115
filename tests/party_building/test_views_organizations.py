"""/desk/party/: what opens for whom, as of which day, and what an official records there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from communities.queries.places import Place
from party_building.choices import PartyKind, PartyPostKind
from party_building.models import (
    MemberCount,
    PartyCoverage,
    PartyOrganization,
    PartyPost,
    PartyTerm,
    PostLeave,
    Subordination,
)
from party_building.permissions import can_manage_organization, can_read_figures
from party_building.queries.member_counts import Counts, member_counts
from party_building.queries.offers import coverable, places_below, possible_parents
from party_building.queries.organization_page import organization_page
from party_building.queries.rules import rules_of
from party_building.queries.standing import standings
from party_building.queries.tree import Ask, organization_tree
from party_building.services.counts import CountedInFuture, record_count
from party_building.services.organizations import NotStanding
from tests.factories.communities import BuildingFactory, OrganizationFactory, UnitFactory
from tests.factories.party_building import (
    InstructorAssignmentFactory,
    MemberCountFactory,
    PartyCoverageFactory,
    PartyMemberFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
    PartyRulesFactory,
    PartyTermFactory,
    PostLeaveFactory,
    SubordinationFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db
TREE = "/desk/party/"
HTMX = {"HX-Request": "true"}
LAST_YEAR = date(2025, 11, 20)


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def committee(cast: Cast) -> PartyOrganization:
    made: PartyOrganization = PartyOrganizationFactory(
        kind=PartyKind.COMMITTEE, complex=None, community=cast.community, name="甲一社区党委"
    )
    return made


@pytest.fixture
def branch(cast: Cast, committee: PartyOrganization) -> PartyOrganization:
    made: PartyOrganization = PartyOrganizationFactory(complex=cast.complex, name="东园党支部")
    SubordinationFactory(organization=made, parent=committee)
    PartyCoverageFactory(organization=made)
    return made


@pytest.fixture
def client(cast: Cast, client_of: Callable[[User], Client]) -> Client:
    return client_of(cast.secretary)


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def page_of(branch: PartyOrganization, act: str = "") -> str:
    return f"{TREE}{branch.pk}/{act}"


def in_page(branch: PartyOrganization, user: User, *, on: date | None = None) -> Any:
    return organization_page(branch, on=on or today(), day="", user=user, may_write=False)


# The tree


def test_the_only_root_is_open_with_its_parts_and_their_heads(
    cast: Cast, client: Client, branch: PartyOrganization
) -> None:
    PartyPostFactory(organization=branch, person__name="王建国")
    MemberCountFactory(organization=branch, full=20, probationary=2)
    SubordinationFactory(
        organization=PartyOrganizationFactory(kind=PartyKind.GROUP, complex=cast.complex),
        parent=branch,
    )

    page = text(client, TREE)

    for words in ("甲一社区党委", "东园党支部", "书记 王建国", "22（预备2）", "1个党小组", "东园"):
        assert words in page
    assert "1项要看" in page  # no secretary of the committee


def test_a_closed_branch_keeps_its_groups_to_itself_until_it_is_opened(
    cast: Cast, client: Client, branch: PartyOrganization
) -> None:
    group = PartyOrganizationFactory(kind=PartyKind.GROUP, complex=cast.complex, name="第一党小组")
    SubordinationFactory(organization=group, parent=branch)

    assert "第一党小组" not in text(client, TREE)
    opened = text(client, f"{TREE}?open={branch.pk}")
    assert "第一党小组" in opened
    assert "甲一社区党委" in opened
    assert "第一党小组" not in text(client, f"{TREE}?close={branch.pk}")


def test_htmx_gets_the_row_alone(
    cast: Cast, branch: PartyOrganization, committee: PartyOrganization
) -> None:
    client = Client(headers=HTMX)
    client.force_login(cast.secretary)

    opened = text(client, f"{TREE}?open={branch.pk}")
    closed = text(client, f"{TREE}?close={committee.pk}")

    assert (opened.strip()[:4], "甲一社区党委" in opened) == ("<li>", False)
    assert "东园党支部" not in closed


def test_the_tree_of_a_past_day_is_the_one_that_stood_then(
    cast: Cast, client: Client, branch: PartyOrganization, committee: PartyOrganization
) -> None:
    PartyPostFactory(organization=branch, person__name="李秀英", until=date(2025, 12, 31))
    PartyPostFactory(organization=branch, person__name="王建国", since=date(2026, 1, 1))
    dissolved = PartyOrganizationFactory(
        complex=cast.sibling_complex, name="西园党支部", dissolved_on=date(2026, 1, 31)
    )
    SubordinationFactory(organization=dissolved, parent=committee, until=date(2026, 1, 31))

    then = text(client, f"{TREE}?on=2025-11-20")
    now = text(client, TREE)

    assert "西园党支部" in then
    assert "李秀英" in then
    assert "2025年11月20日的情况" in then
    assert (
        f"?open={branch.pk}&amp;on=2025-11-20" not in then
    )  # a branch without parts does not open
    assert f"{page_of(branch)}?on=2025-11-20" in then
    assert "西园党支部" not in now
    assert "王建国" in now


@pytest.mark.parametrize("typed", ["gestern", "2026-13-40", "1066-10-14"])
def test_a_day_that_is_none_is_told_and_today_is_shown(
    client: Client, branch: PartyOrganization, typed: str
) -> None:
    page = text(client, f"{TREE}?on={typed}")

    assert "东园党支部" in page
    assert "日期" in page
    assert f'value="{typed}"' in page
    assert "f-err" in page


def test_unknown_and_foreign_organizations_are_not_found(cast: Cast, client: Client) -> None:
    foreign = PartyOrganizationFactory(complex=cast.other_street_complex)

    for query in (f"?open={foreign.pk}", "?open=0", "?open=x", f"?close={'9' * 30}"):
        assert client.get(f"{TREE}{query}", headers=HTMX).status_code == 404
    assert client.get(page_of(foreign)).status_code == 404


def test_names_that_are_not_published_are_for_those_who_work_with_the_party(
    cast: Cast, branch: PartyOrganization, client_of: Callable[[User], Client]
) -> None:
    PartyPostFactory(organization=branch, person__name="王建国", is_published=False)
    MemberCountFactory(organization=branch, full=37)

    at_firm = text(client_of(cast.manager), page_of(branch))
    at_branch = text(client_of(cast.branch_secretary), page_of(branch))

    assert "王建国" in at_branch
    assert "党员37名" in at_branch
    assert "姓名未公布" in at_firm
    assert "王建国" not in at_firm
    assert "37" not in at_firm


def test_no_members_name_stands_on_any_page(
    cast: Cast, client: Client, branch: PartyOrganization
) -> None:
    PartyMemberFactory.create_batch(4, organization=branch, person__name="赵不公开")

    for url in (TREE, page_of(branch)):
        assert "赵不公开" not in text(client, url)
    assert "党员4名" in text(client, page_of(branch))


def test_the_statements_of_the_tree_are_the_same_for_three_and_for_thirty(
    cast: Cast, committee: PartyOrganization, django_assert_num_queries: Any
) -> None:
    def fill(count: int) -> None:
        for _number in range(count):
            one = PartyOrganizationFactory(complex=cast.complex)
            SubordinationFactory(organization=one, parent=committee)
            PostLeaveFactory(post=PartyPostFactory(organization=one))
            PartyTermFactory(organization=one)
            MemberCountFactory(organization=one)

    ask = Ask(cast.official, today())
    for count in (3, 27):
        fill(count)
        with django_assert_num_queries(12):
            tree = organization_tree(ask, key=str(committee.pk), number=1)
        assert tree is not None
    assert tree.opened is not None
    assert len(tree.opened.children) == 30


def test_a_page_of_the_tree_holds_a_hundred(
    cast: Cast, client: Client, committee: PartyOrganization
) -> None:
    for number in range(101):
        one = PartyOrganizationFactory(
            complex=cast.complex, name=f"支部{number:03d}", pinyin_key=f"{number:03d}"
        )
        SubordinationFactory(organization=one, parent=committee)

    assert "支部100" not in text(client, TREE)
    assert "支部100" in text(client, f"{TREE}?open={committee.pk}&page=2")


# One organisation


def test_the_page_tells_posts_coverage_parts_warnings_and_history(
    cast: Cast, client: Client, branch: PartyOrganization, committee: PartyOrganization
) -> None:
    PartyTermFactory(
        organization=branch, starts_on=date(2021, 1, 1), ends_on=today() - timedelta(days=20)
    )
    post = PartyPostFactory(organization=branch, person__name="王建国", phone="028-8400")
    PostLeaveFactory(
        post=post, deputy__name="赵明", first_day=today(), last_day=today() + timedelta(days=2)
    )
    PartyPostFactory(
        organization=branch, person__name="李秀英", until=date(2023, 12, 31), since=date(2021, 1, 1)
    )
    MemberCountFactory(organization=branch, full=2)
    group = PartyOrganizationFactory(kind=PartyKind.GROUP, complex=cast.complex, name="第一党小组")
    SubordinationFactory(organization=group, parent=branch)
    InstructorAssignmentFactory(complex=cast.complex, instructor__person__name="周指导")

    page = text(client, page_of(branch))

    for words in (
        "王建国",
        "028-8400",
        "请假，由赵明代理",
        "届期已满20天，请安排换届",
        "正式党员2名，少于3名，宜成立联合支部",
        "支部正式党员最少人数，《中国共产党支部工作条例（试行）》",
        "第一党小组",
        "周指导",
        "李秀英任书记",
        "李秀英不再任书记（最后一天）",
        "隶属于甲一社区党委",
        "开始覆盖东园",
        f'href="{page_of(committee)}"',
    ):
        assert words in page


def test_an_instructor_of_another_complex_guides_somebody_else(
    cast: Cast, branch: PartyOrganization
) -> None:
    InstructorAssignmentFactory(complex=cast.sibling_complex, instructor__person__name="周指导")
    InstructorAssignmentFactory(
        complex=None,
        community=None,
        sub_district=cast.street,
        organization=branch,
        instructor__person__name="吴指导",
    )

    assert in_page(branch, cast.official).instructors == ["吴指导"]


def test_the_figures_of_the_sub_district_decide_what_is_told(
    cast: Cast, branch: PartyOrganization
) -> None:
    MemberCountFactory(organization=branch, full=2)
    PartyPostFactory(organization=branch)
    (told,) = in_page(branch, cast.official).cautions
    PartyRulesFactory(sub_district=cast.street, least_members=2)

    assert told.text == "正式党员2名，少于3名，宜成立联合支部"
    assert rules_of(cast.street.pk).least_members == 2
    assert in_page(branch, cast.official).cautions == []


def test_a_dissolved_organization_is_told_so_and_offers_no_acts(
    cast: Cast, client: Client, branch: PartyOrganization
) -> None:
    PartyOrganization.objects.filter(pk=branch.pk).update(dissolved_on=date(2026, 1, 31))

    page = text(client, page_of(branch))

    assert "2026年1月31日已撤销" in page
    assert page_of(branch, "appoint/") not in page
    assert "没有书记" not in page
    assert "没有书记" in text(client, f"{page_of(branch)}?on=2025-11-20")


def test_standing_of_many_takes_the_same_statements(
    cast: Cast, branch: PartyOrganization, django_assert_num_queries: Any
) -> None:
    others = [PartyOrganizationFactory(complex=cast.complex) for _number in range(3)]
    for one in (branch, *others):
        PartyPostFactory(organization=one)

    for some in ([branch], [branch, *others]):
        with django_assert_num_queries(7):
            found = standings(some, on=today(), user=cast.official)
        assert found.keys() == {one.pk for one in some}


# Acts


def post(client: Client, branch: PartyOrganization, act: str, **data: Any) -> Any:
    response = client.post(page_of(branch, act), data)
    if response.status_code == 302:
        assert response.headers["Location"] == page_of(branch)
    return response


def test_an_official_appoints_succeeds_and_ends_a_post(
    cast: Cast, client: Client, branch: PartyOrganization
) -> None:
    base = {"phone": "", "is_published": "on", "work_phone": "028-8400"}
    first = {"post": "SECRETARY", "name": "王建国", "since": "2026-01-01", **base}
    assert post(client, branch, "appoint/", **first).status_code == 302
    taken = post(client, branch, "appoint/", **first | {"name": "李秀英"})
    assert taken.status_code == 422
    assert "王建国从2026年1月1日起担任书记" in taken.content.decode()
    assert "李秀英" in taken.content.decode()

    second = {"name": "李秀英", "since": "2026-03-01", **base}
    assert post(client, branch, "succeed/?post=SECRETARY", **second).status_code == 302
    running = PartyPost.objects.on(today()).get()
    assert (running.person.name, running.is_published, running.phone) == (
        "李秀英",
        True,
        "028-8400",
    )
    assert PartyPost.objects.on(date(2026, 2, 28)).get().person.name == "王建国"

    leave = {
        "name": "赵明", "phone": "13800000000",
        "first_day": "2026-04-01", "last_day": "2026-04-07",
    }  # fmt: skip
    assert post(client, branch, f"posts/{running.pk}/leave/", **leave).status_code == 302
    assert PostLeave.objects.get().deputy.name == "赵明"
    resigned = post(client, branch, f"posts/{running.pk}/resign/", last_day="2026-06-30")
    assert resigned.status_code == 302
    assert not PartyPost.objects.on(date(2026, 7, 1)).exists()
    assert client.get(page_of(branch, "succeed/?post=DEPUTY")).status_code == 404


def test_a_group_is_founded_below_the_branch_covered_and_led(
    cast: Cast, client: Client, branch: PartyOrganization
) -> None:
    unit = UnitFactory(building__complex=cast.complex)
    facts = {
        "kind": "GROUP", "name": "第一党小组", "place": cast.complex.slug,
        "founded_on": "2026-01-01", "contact_phone": "",
    }  # fmt: skip
    assert post(client, branch, "found/", **facts).status_code == 302
    group = PartyOrganization.objects.get(kind=PartyKind.GROUP)
    assert Subordination.objects.get(organization=group).parent == branch
    assert not group.partycoverages.exists()

    form = text(client, page_of(group, "cover/"))
    assert f"unit-{unit.pk}" in form
    covered = post(client, group, "cover/", target=f"unit-{unit.pk}", since="2026-01-01")
    assert covered.status_code == 302
    assert group.partycoverages.get().unit == unit
    leader = {"name": "赵明", "phone": "", "since": "2026-01-01", "work_phone": ""}
    assert post(client, group, "appoint/", **leader).status_code == 302
    held = PartyPost.objects.get()
    assert (held.post, held.is_published) == (PartyPostKind.GROUP_LEADER, False)


# 新建党组织

NEW = f"{TREE}new/"


def found_root(client: Client, **facts: Any) -> Any:
    typed = {
        "kind": "COMMITTEE", "name": "甲一社区党委", "parent": "", "founded_on": "2026-01-01",
        "contact_phone": "028-1", **facts,
    }  # fmt: skip
    return client.post(NEW, typed)


def test_a_street_and_a_community_get_their_committees_at_the_root(
    cast: Cast, client_of: Callable[[User], Client]
) -> None:
    client = client_of(cast.official)
    street = found_root(client, kind="WORK_COMMITTEE", name="甲街道党工委", place=cast.street.slug)
    work_committee = PartyOrganization.objects.get(kind=PartyKind.WORK_COMMITTEE)

    below = found_root(client, place=cast.community.slug, parent=str(work_committee.pk))

    committee = PartyOrganization.objects.get(kind=PartyKind.COMMITTEE)
    assert street.headers["Location"] == page_of(work_committee)
    assert below.headers["Location"] == page_of(committee)
    assert (work_committee.sub_district, work_committee.community) == (cast.street, None)
    assert (committee.community, committee.founded_on, committee.contact_phone) == (
        cast.community, date(2026, 1, 1), "028-1",
    )  # fmt: skip
    assert Subordination.objects.get().parent == work_committee


def test_a_community_founds_in_itself_alone_and_may_leave_the_parent_open(
    cast: Cast, client: Client
) -> None:
    page = text(client, NEW)
    assert f'value="{cast.community.slug}"' in page
    assert f'value="{cast.street.slug}"' not in page

    elsewhere = found_root(client, place=cast.street.slug)
    assert elsewhere.status_code == 422
    assert 'value="甲一社区党委"' in elsewhere.content.decode()
    assert found_root(client, place=cast.community.slug).status_code == 302
    assert not Subordination.objects.exists()
    again = found_root(client, place=cast.community.slug)
    assert (again.status_code, "“甲一社区党委”已经登记了" in again.content.decode()) == (422, True)
    assert "甲一社区党委" in text(client, TREE)


def test_no_group_is_founded_at_the_root_nor_anything_below_one(cast: Cast, client: Client) -> None:
    group = PartyOrganizationFactory(kind=PartyKind.GROUP, complex=cast.complex)
    young = PartyOrganizationFactory(
        kind=PartyKind.COMMITTEE, complex=None, community=cast.community, name="总支",
        founded_on=date(2026, 5, 1),
    )  # fmt: skip
    for facts, sentence in (
        ({"kind": "GROUP"}, "请"),
        ({"parent": str(group.pk)}, "请"),
        ({"parent": str(young.pk)}, "总支2026年5月1日才成立"),
        ({"name": " "}, "请"),
        ({"founded_on": "2026-02-30"}, "日期"),
    ):
        refused = found_root(client, place=cast.community.slug, **facts)
        assert refused.status_code == 422, facts
        assert sentence in refused.content.decode()
    assert PartyOrganization.objects.count() == 2


def test_who_is_no_official_is_offered_no_founding(
    cast: Cast, client: Client, branch: PartyOrganization, client_of: Callable[[User], Client]
) -> None:
    reader = client_of(cast.branch_secretary)

    assert "新建党组织" in text(client, TREE)
    assert "新建党组织" not in text(reader, TREE)
    refused = reader.get(NEW)
    assert (refused.status_code, "您可以查看" in refused.content.decode()) == (403, True)


def test_a_founded_branch_is_there_for_its_complex(
    cast: Cast, client: Client, committee: PartyOrganization
) -> None:
    facts = {
        "kind": "BRANCH", "name": "西园党支部", "place": cast.sibling_complex.slug,
        "founded_on": "2026-01-01", "contact_phone": "028-1",
    }  # fmt: skip
    assert post(client, committee, "found/", **facts).status_code == 302

    branch = PartyOrganization.objects.get(name="西园党支部")
    assert PartyCoverage.objects.get(organization=branch).complex == cast.sibling_complex
    again = post(client, committee, "found/", **facts)
    assert again.status_code == 422
    assert "“西园党支部”已经登记了" in again.content.decode()


def test_an_official_covers_moves_counts_renames_and_dissolves(
    cast: Cast, client: Client, branch: PartyOrganization, committee: PartyOrganization
) -> None:
    firm = OrganizationFactory(community=cast.community)
    other = PartyOrganizationFactory(
        kind=PartyKind.GENERAL_BRANCH, complex=None, community=cast.community
    )
    since = "2026-02-01"
    host = {"target": f"organization-{firm.pk}", "since": since}
    assert post(client, branch, "cover/", **host).status_code == 302
    coverage = PartyCoverage.objects.get(host=firm)
    ended = post(client, branch, f"coverage/{coverage.pk}/end/", last_day="2026-03-01")
    assert ended.status_code == 302
    assert post(client, branch, "attach/", parent=other.pk, since=since).status_code == 302
    assert Subordination.objects.on(today()).get(organization=branch).parent == other
    term = {"number": "2", "starts_on": "2026-01-01", "ends_on": "2030-12-31"}
    assert post(client, branch, "term/", **term).status_code == 302
    assert PartyTerm.objects.get().number == 2
    count = {"as_of": "2026-03-01", "full": "18", "probationary": "1"}
    assert post(client, branch, "count/", **count).status_code == 302
    assert post(client, branch, "count/", **count | {"full": "19"}).status_code == 302
    assert MemberCount.objects.get().full == 19
    named = {"name": "东园小区党支部", "contact_phone": "028-9", "note": ""}
    assert post(client, branch, "rename/", **named).status_code == 302
    stands = post(client, other, "dissolve/", last_day="2026-04-30", parts_to="")
    assert stands.status_code == 422
    assert "下面还有东园小区党支部" in stands.content.decode()
    moved = {"last_day": "2026-04-30", "parts_to": committee.pk}
    assert post(client, other, "dissolve/", **moved).status_code == 302

    assert Subordination.objects.on(today()).get(organization=branch).parent == committee


def test_a_ring_is_told_in_the_form(
    client: Client, branch: PartyOrganization, committee: PartyOrganization
) -> None:
    group = PartyOrganizationFactory(complex=branch.complex)
    SubordinationFactory(organization=group, parent=branch)

    refused = post(client, committee, "attach/", parent=group.pk, since="2026-01-01")

    assert refused.status_code == 422
    assert "上级不能是它自己，也不能是它下面的党组织" in refused.content.decode()
    assert not Subordination.objects.filter(organization=committee).exists()


@pytest.mark.parametrize(
    ("act", "data", "words"),
    [
        ("appoint/", {"post": "BOSS", "name": "", "since": "x"}, "请从列表里选职务"),
        (
            "appoint/",
            {"post": "SECRETARY", "name": "王", "phone": "12", "since": "2026-01-01"},
            "手机",
        ),
        ("attach/", {"parent": "0", "since": "2026-01-01"}, "请从列表里选上级党组织"),
        ("cover/", {"target": "unit-x", "since": "2026-01-01"}, "请从列表里选覆盖哪里"),
        ("count/", {"as_of": "2099-01-01", "full": "3", "probationary": "0"}, "截至日期还没有到"),
        ("count/", {"as_of": "2026-01-01", "full": "-3", "probationary": "x"}, "正式党员数"),
        ("dissolve/", {"last_day": "", "parts_to": "7x"}, "请填写最后一天"),
        ("term/", {"number": "0", "starts_on": "2026-01-01", "ends_on": "2025-01-01"}, "应在1到99"),
        ("rename/", {"name": "", "contact_phone": ""}, "请填写党组织名称"),
    ],
)
def test_bad_input_is_told_in_chinese(
    client: Client, branch: PartyOrganization, act: str, data: dict[str, str], words: str
) -> None:
    refused = client.post(page_of(branch, act), data)

    assert refused.status_code == 422
    assert words in refused.content.decode()


def test_who_only_reads_is_told_so(
    cast: Cast, branch: PartyOrganization, client_of: Callable[[User], Client]
) -> None:
    for user in (cast.branch_secretary, cast.auditor, cast.manager):
        client = client_of(user)
        assert page_of(branch, "appoint/") not in text(client, page_of(branch))
        for act in ("appoint/", "dissolve/"):
            assert client.get(page_of(branch, act)).status_code == 403
            assert client.post(page_of(branch, act), {}).status_code == 403
    assert not can_manage_organization(cast.branch_secretary, branch)
    assert can_manage_organization(cast.secretary, branch)
    assert can_manage_organization(cast.secretary)
    assert not can_manage_organization(cast.resident)


def test_figures_are_read_where_ones_duty_spans_the_place(cast: Cast) -> None:
    here, community = Place.of_complex(cast.complex), Place(cast.street, cast.community)

    assert can_read_figures(cast.branch_secretary, here)
    assert not can_read_figures(cast.branch_secretary, community)
    assert can_read_figures(cast.auditor, community)
    assert not can_read_figures(cast.manager, here)
    assert not can_read_figures(cast.outsider, here)


def test_the_latest_count_by_the_day_stands_before_registered_members(
    cast: Cast, branch: PartyOrganization
) -> None:
    PartyMemberFactory.create_batch(4, organization=branch)
    MemberCountFactory(organization=branch, as_of=date(2025, 1, 1), full=20)
    MemberCountFactory(organization=branch, as_of=date(2026, 1, 1), full=21, probationary=1)

    def on(day: date) -> Counts | None:
        return member_counts([branch.pk], on=day).get(branch.pk)

    assert on(date(2024, 6, 1)) == Counts(4)
    assert on(LAST_YEAR) == Counts(20, 0, date(2025, 1, 1))
    assert on(today()) == Counts(21, 1, date(2026, 1, 1))
    assert on(date(2023, 1, 1)) is None


# What the forms offer


def test_forms_offer_what_fits(
    cast: Cast, branch: PartyOrganization, committee: PartyOrganization
) -> None:
    group = PartyOrganizationFactory(kind=PartyKind.GROUP, complex=cast.complex)
    SubordinationFactory(organization=group, parent=branch)
    building = BuildingFactory(complex=cast.complex)
    BuildingFactory(complex=cast.sibling_complex)

    assert list(possible_parents(committee, on=today(), user=cast.official)) == []
    assert list(possible_parents(branch, on=today(), user=cast.official)) == [committee]
    assert coverable(group, user=cast.official) == [building]
    assert coverable(branch, user=cast.official) == [cast.complex]
    places = places_below(committee, user=cast.official)
    assert {place.slug for place in places} == {"complex-a1", "complex-a2", "community-a"}
    assert [place.slug for place in places_below(branch, user=cast.official)] == ["complex-a1"]


def test_numbers_are_counted_on_days_on_which_it_stands(
    cast: Cast, branch: PartyOrganization
) -> None:
    facts: dict[str, Any] = {
        "organization_id": branch.pk, "full": 3, "actor": cast.official, "now": timezone.now(),
    }  # fmt: skip
    with pytest.raises(CountedInFuture):
        record_count(as_of=today() + timedelta(days=1), **facts)
    with pytest.raises(NotStanding):
        record_count(as_of=date(2020, 1, 1), **facts)

    assert record_count(as_of=today(), **facts).complex == cast.complex
