"""/desk/party/instructors/: who guides whom, sent, assigned and ended by officials; read by the others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from party_building.choices import PartyKind
from party_building.forms.instructors import AssignForm
from party_building.models import InstructorAssignment, PartyInstructor, PartyOrganization
from party_building.queries.instructors import assignable, instructors_of
from tests.factories.communities import OrganizationFactory
from tests.factories.party_building import (
    InstructorAssignmentFactory,
    PartyInstructorFactory,
    PartyOrganizationFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db
PAGES = "/desk/party/instructors/"
SINCE, JUNE = date(2026, 1, 1), date(2026, 6, 30)


@pytest.fixture
def instructor(cast: Cast) -> PartyInstructor:
    made: PartyInstructor = PartyInstructorFactory(sub_district=cast.street, person__name="周明")
    return made


@pytest.fixture
def secretary(cast: Cast, client_of: Callable[[User], Client]) -> Client:
    return client_of(cast.secretary)


@pytest.fixture
def official(cast: Cast, client_of: Callable[[User], Client]) -> Client:
    return client_of(cast.official)


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def page_of(instructor: PartyInstructor, act: str = "") -> str:
    return f"{PAGES}{instructor.pk}/{act}"


def assign(client: Client, instructor: PartyInstructor, target: Any, **data: Any) -> Any:
    key = f"{target._meta.model_name}-{target.pk}"
    typed = {"target": key, "within": "", "since": "2026-01-01", **data}
    return client.post(page_of(instructor, "assign/"), typed)


def test_each_is_listed_with_whom_she_serves(
    cast: Cast, secretary: Client, instructor: PartyInstructor
) -> None:
    firm = OrganizationFactory(community=cast.community, name="邻里物业")
    for facts in ({}, {"host": firm}):
        InstructorAssignmentFactory(instructor=instructor, complex=cast.complex, **facts)
    InstructorAssignmentFactory(instructor=instructor, complex=cast.sibling_complex, until=JUNE)
    PartyInstructorFactory(sub_district=cast.street, person__name="吴越", until=JUNE)

    now, past = text(secretary, PAGES), text(secretary, f"{PAGES}?show=past")

    assert "街道党工委 · 甲街道 · 联系东园、邻里物业（东园）" in now
    assert "吴越" not in now
    assert "周明" not in past
    assert "已结束" in past
    assert "吴越" in past


def test_one_who_begins_later_is_listed_and_says_so(cast: Cast, secretary: Client) -> None:
    PartyInstructorFactory(sub_district=cast.street, person__name="吴越", since=date(2099, 1, 1))

    page = text(secretary, PAGES)

    assert "2099年1月1日起" in page
    assert "还没有指派联系点" in page


def test_many_places_are_counted_in_the_list(
    cast: Cast, secretary: Client, instructor: PartyInstructor
) -> None:
    for number in range(8):
        branch = PartyOrganizationFactory(complex=cast.complex, name=f"第{number}党支部")
        InstructorAssignmentFactory(
            instructor=instructor, complex=cast.complex, organization=branch
        )

    assert "第5党支部等8处" in text(secretary, PAGES)


def test_an_instructor_is_sent_to_a_street_or_a_community_with_sentences_for_bad_input(
    cast: Cast, official: Client
) -> None:
    typed = {
        "name": "吴越", "phone": "13800000009", "sent_by": "街道党工委",
        "place": cast.community.slug, "since": "2026-01-01",
    }  # fmt: skip

    for wrong, sentence in (
        ({"name": ""}, "请填写"),
        ({"phone": "138"}, "11位"),
        ({"place": cast.complex.slug}, "请"),
        ({"since": "明天"}, "日期"),
        ({"name": "11010519491231002X"}, "请不要填写身份证号"),
    ):
        refused = official.post(f"{PAGES}new/", {**typed, **wrong})
        assert refused.status_code == 422, wrong
        assert sentence in refused.content.decode()
    assert not PartyInstructor.objects.exists()
    sent = official.post(f"{PAGES}new/", typed)

    one = PartyInstructor.objects.get()
    assert sent.headers["Location"] == page_of(one)
    assert (one.person.name, one.sent_by, one.community, one.complex, one.since) == (
        "吴越", "街道党工委", cast.community, None, SINCE,
    )  # fmt: skip
    again = official.post(f"{PAGES}new/", {**typed, "since": "2026-03-01"})
    assert again.status_code == 422
    assert "吴越从2026年1月1日起已是党建指导员" in again.content.decode()
    assert 'value="13800000009"' in again.content.decode()


def test_a_community_sends_to_itself_alone(cast: Cast, secretary: Client) -> None:
    page = text(secretary, f"{PAGES}new/")

    assert f'value="{cast.community.slug}"' in page
    assert f'value="{cast.street.slug}"' not in page


def test_one_serves_a_complex_an_organisation_and_a_firm_until_a_day(
    cast: Cast, secretary: Client, instructor: PartyInstructor
) -> None:
    branch = PartyOrganizationFactory(complex=cast.sibling_complex, name="西园党支部")
    firm = OrganizationFactory(community=cast.community, name="邻里物业")

    for target, within in (
        (cast.complex, ""), (branch, ""), (firm, ""), (firm, str(cast.complex.pk)),
    ):  # fmt: skip
        answer = assign(secretary, instructor, target, within=within)
        assert answer.headers["Location"] == page_of(instructor)

    page = text(secretary, page_of(instructor))
    for words in ("东园", "西园党支部", "邻里物业（东园）", "4处"):
        assert words in page
    again = assign(secretary, instructor, branch)
    assert (again.status_code, "这位指导员已经在这里了" in again.content.decode()) == (422, True)

    one = InstructorAssignment.objects.get(organization=branch)
    end = page_of(instructor, f"{one.pk}/end/")
    early = secretary.post(end, {"last_day": "2025-12-31"})
    assert "最后一天不能早于开始的那一天" in early.content.decode()
    assert secretary.post(end, {"last_day": "2026-06-30"}).status_code == 302
    one.refresh_from_db()
    assert one.until == JUNE
    assert "以前的联系点" in text(secretary, page_of(instructor))


def test_only_of_a_firm_one_complex_is_chosen(
    cast: Cast, secretary: Client, instructor: PartyInstructor
) -> None:
    wrong = assign(secretary, instructor, cast.complex, within=str(cast.sibling_complex.pk))

    assert (wrong.status_code, "只有联系单位时才选小区" in wrong.content.decode()) == (422, True)
    assert not InstructorAssignment.objects.exists()


def test_a_firm_of_the_whole_street_is_served_in_a_complex_of_ones_own(
    cast: Cast, secretary: Client, official: Client, instructor: PartyInstructor
) -> None:
    firm = OrganizationFactory(
        complex=None, community=None, sub_district=cast.street, name="大物业"
    )
    offered = assignable(instructor, cast.secretary, on=timezone.localdate())
    # A community's official sees no unit of the street; were he shown one, the form would ask where.
    assert firm not in offered.hosts

    assert assign(official, instructor, firm).status_code == 302
    typed = {"target": f"organization-{firm.pk}", "within": "", "since": "2026-01-01"}
    wider = assignable(instructor, cast.official, on=timezone.localdate())
    shown = type(wider)(wider.complexes, wider.organizations, wider.hosts, frozenset({firm.pk}))
    form = AssignForm(typed, offered=shown)
    assert form.errors["within"] == ["这个单位不归您登记，请选它在哪个小区的项目"]
    assert AssignForm({**typed, "within": str(cast.complex.pk)}, offered=shown).is_valid()


def test_only_what_stands_and_is_ones_own_is_offered(
    cast: Cast, secretary: Client, instructor: PartyInstructor
) -> None:
    gone = PartyOrganizationFactory(complex=cast.complex, name="旧党支部", dissolved_on=JUNE)
    group = PartyOrganizationFactory(complex=cast.complex, kind=PartyKind.GROUP, name="一组")
    foreign = PartyOrganizationFactory(complex=cast.other_community_complex, name="南园党支部")

    page = text(secretary, page_of(instructor, "assign/"))

    for one in (gone, group, foreign):
        assert f"partyorganization-{one.pk}" not in page
        assert assign(secretary, instructor, one).status_code == 422
    assert f"complex-{cast.complex.pk}" in page
    assert f"complex-{cast.other_community_complex.pk}" not in page


def test_an_organisation_is_not_served_before_it_stands(
    cast: Cast, secretary: Client, instructor: PartyInstructor
) -> None:
    young: PartyOrganization = PartyOrganizationFactory(
        complex=cast.complex, name="东园党支部", founded_on=date(2026, 3, 1)
    )

    early = assign(secretary, instructor, young)

    assert early.status_code == 422
    assert "东园党支部2026年3月1日才成立" in early.content.decode()
    assert assign(secretary, instructor, young, since="2026-03-01").status_code == 302


def test_whoever_goes_leaves_all_she_served_and_is_given_nothing_more(
    official: Client, cast: Cast, instructor: PartyInstructor
) -> None:
    InstructorAssignmentFactory(instructor=instructor, complex=cast.complex)

    answer = official.post(page_of(instructor, "recall/"), {"last_day": "2026-06-30"})

    assert answer.status_code == 302
    assert InstructorAssignment.objects.get().until == JUNE
    page = text(official, page_of(instructor))
    assert page_of(instructor, "assign/") not in page
    assert page_of(instructor, "recall/") not in page
    late = assign(official, instructor, cast.sibling_complex, since="2026-07-01")
    assert "周明这一天不是党建指导员" in late.content.decode()


def test_who_may_do_what(
    cast: Cast, instructor: PartyInstructor, client_of: Callable[[User], Client]
) -> None:
    here = InstructorAssignmentFactory(instructor=instructor, complex=cast.complex)
    away = InstructorAssignmentFactory(instructor=instructor, complex=cast.other_community_complex)
    ends = [page_of(instructor, f"{one.pk}/end/") for one in (here, away)]
    acts = [f"{PAGES}new/", page_of(instructor, "assign/"), page_of(instructor, "recall/"), *ends]

    def answers(user: User) -> list[int]:
        client = client_of(user)
        return [client.get(url).status_code for url in acts]

    assert answers(cast.official) == [200] * 5
    # Sent by the street, so that the community neither recalls her nor ends what is elsewhere.
    assert answers(cast.secretary) == [200, 200, 403, 200, 404]
    assert answers(cast.manager) == [403, 403, 403, 403, 404]
    assert answers(cast.outsider) == [200, 404, 404, 404, 404]
    told = client_of(cast.manager).get(acts[1]).content.decode()
    assert "党建指导员由社区和街道的工作人员登记，您可以查看" in told
    assert acts[1] not in text(client_of(cast.manager), page_of(instructor))


def test_whom_somebody_serves_elsewhere_is_not_told(
    cast: Cast, secretary: Client, instructor: PartyInstructor
) -> None:
    InstructorAssignmentFactory(instructor=instructor, complex=cast.other_community_complex)

    assert cast.other_community_complex.name not in text(secretary, page_of(instructor))
    [one] = instructors_of(cast.secretary, on=timezone.localdate())
    assert one.served == []
