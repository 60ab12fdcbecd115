"""The Party's tables in the master data: written through the services, refused in the form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from party_building.choices import PartyKind
from party_building.models import (
    InstructorAssignment,
    MemberCount,
    PartyCoverage,
    PartyInstructor,
    PartyOrganization,
    PartyPost,
    PartyRules,
    PartyTerm,
    PostLeave,
    Subordination,
)
from tests.factories.communities import BuildingFactory, OrganizationFactory
from tests.factories.party_building import (
    PartyCoverageFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
)
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("theme_templates")]
TODAY = date(2026, 11, 20)


@pytest.fixture
def client(cast: Cast, client_of: Callable[[User], Client]) -> Client:
    return client_of(cast.official)


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    made: PartyOrganization = PartyOrganizationFactory(complex=cast.complex, name="东园党支部")
    return made


def save(client: Client, model: str, pk: int | None = None, **data: Any) -> str:
    """What the form says in return; empty when it was saved."""
    page = f"{pk}/change" if pk else "add"
    response = client.post(f"/admin/party_building/{model}/{page}/", data)
    return "" if response.status_code == 302 else response.content.decode()


def test_an_organization_is_founded_and_revised(cast: Cast, client: Client) -> None:
    facts = {
        "kind": "BRANCH", "name": "东园党支部", "sub_district": cast.street.pk,
        "community": cast.community.pk, "complex": cast.complex.pk, "founded_on": "2020-07-01",
    }  # fmt: skip
    assert save(client, "partyorganization", **facts) == ""
    branch = PartyOrganization.objects.get()
    assert (branch.complex, branch.pinyin_key[:4]) == (cast.complex, "dong")
    assert "“东园党支部”已经登记了" in save(client, "partyorganization", **facts)
    assert PartyOrganization.objects.count() == 1

    revised = {"name": "东园小区党支部", "founded_on": "2020-07-02", "contact_phone": "028-1"}
    assert save(client, "partyorganization", branch.pk, **revised) == ""
    branch.refresh_from_db()
    assert (branch.name, branch.contact_phone, branch.founded_on) == (
        "东园小区党支部", "028-1", date(2020, 7, 2),
    )  # fmt: skip


def test_links_are_moved_and_rings_are_told(
    cast: Cast, client: Client, branch: PartyOrganization
) -> None:
    committee = PartyOrganizationFactory(
        kind=PartyKind.COMMITTEE, complex=None, community=cast.community
    )
    since = {"since": "2026-01-01"}
    link = {"organization": branch.pk, "parent": committee.pk, **since}
    assert save(client, "subordination", **link) == ""
    assert Subordination.objects.get().parent == committee

    ring = save(client, "subordination", organization=committee.pk, parent=branch.pk, **since)
    assert "上级不能是它自己，也不能是它下面的党组织" in ring


def test_coverage_begins_and_ends(cast: Cast, client: Client, branch: PartyOrganization) -> None:
    place = {"sub_district": cast.street.pk, "community": cast.community.pk}
    here = {"organization": branch.pk, "complex": cast.complex.pk, "since": "2026-01-01", **place}
    assert save(client, "partycoverage", **here) == ""
    coverage = PartyCoverage.objects.get()
    assert (coverage.kind, coverage.complex) == ("BRANCH", cast.complex)
    building = BuildingFactory(complex=cast.complex)
    refused = save(client, "partycoverage", **here | {"building": building.pk})
    assert "楼栋和单元只由党小组覆盖" in refused

    assert save(client, "partycoverage", coverage.pk, until="2026-06-30") == ""
    coverage.refresh_from_db()
    assert coverage.until == date(2026, 6, 30)
    firm = OrganizationFactory(community=cast.community)
    of_firm = {"organization": branch.pk, "host": firm.pk, "since": "2026-01-01", **place}
    assert save(client, "partycoverage", **of_firm) == ""
    assert PartyCoverage.objects.get(host=firm).complex is None


def test_posts_are_taken_up_published_and_left(
    cast: Cast, client: Client, branch: PartyOrganization
) -> None:
    first = {
        "organization": branch.pk, "name": "王建国", "phone_of_person": "", "post": "SECRETARY",
        "since": "2026-01-01", "phone": "028-1",
    }  # fmt: skip
    assert save(client, "partypost", **first) == ""
    post = PartyPost.objects.get()
    assert (post.person.name, post.is_published, post.phone) == ("王建国", False, "028-1")
    second = save(client, "partypost", **first | {"name": "李秀英"})
    assert PartyPost.objects.count() == 1
    assert "王建国从2026年1月1日起担任书记" in second

    assert save(client, "partypost", post.pk, is_published="on", phone="028-2") == ""
    leave = {"post": post.pk, "name": "赵明", "phone": "", "first_day": "2026-02-01"}
    assert save(client, "postleave", **leave, last_day="2026-02-07") == ""
    assert PostLeave.objects.get().deputy.name == "赵明"
    left = {"is_published": "on", "phone": "028-2", "until": "2026-06-30"}
    assert save(client, "partypost", post.pk, **left) == ""
    post.refresh_from_db()
    assert (post.is_published, post.phone, post.until) == (True, "028-2", date(2026, 6, 30))


def test_terms_counts_and_rules_are_kept(
    cast: Cast, client: Client, branch: PartyOrganization
) -> None:
    term = {"organization": branch.pk, "number": "1", "starts_on": "2024-01-01"}
    assert save(client, "partyterm", **term, ends_on="2028-12-31") == ""
    assert save(client, "partyterm", PartyTerm.objects.get().pk, **term, ends_on="2029-12-31") == ""
    assert PartyTerm.objects.get().ends_on == date(2029, 12, 31)
    count = {"organization": branch.pk, "as_of": "2026-01-01", "full": "20", "probationary": "1"}
    assert save(client, "membercount", **count) == ""
    assert save(client, "membercount", MemberCount.objects.get().pk, **count | {"full": "21"}) == ""
    assert MemberCount.objects.get().full == 21

    rules = PartyRules(sub_district=cast.street)
    form = {
        field.name: getattr(rules, field.name)
        for field in PartyRules._meta.concrete_fields
        if field.name not in {"id", "community", "complex", "alarm_days", "development_on"}
    }
    form |= {"sub_district": cast.street.pk, "alarm_days": "90,0", "least_members": 2}
    assert save(client, "partyrules", **form) == ""
    saved = PartyRules.objects.get()
    assert (saved.least_members, saved.alarm_days, saved.development_on) == (2, [90, 0], False)


def test_instructors_are_sent_assigned_and_recalled(
    cast: Cast, client: Client, branch: PartyOrganization
) -> None:
    sent = {"name": "周明", "phone": "", "sub_district": cast.street.pk, "sent_by": "党工委"}
    assert save(client, "partyinstructor", **sent, since="2026-01-01") == ""
    instructor = PartyInstructor.objects.get()
    serves = {
        "instructor": instructor.pk, "sub_district": cast.street.pk, "since": "2026-01-01",
    }  # fmt: skip
    assert save(client, "instructorassignment", **serves, organization=branch.pk) == ""
    here = {"community": cast.community.pk, "complex": cast.complex.pk}
    assert save(client, "instructorassignment", **serves, **here) == ""
    first = InstructorAssignment.objects.get(organization=branch)
    assert save(client, "instructorassignment", first.pk, until="2026-03-31") == ""
    assert save(client, "partyinstructor", instructor.pk, sent_by="街道", until="2026-06-30") == ""

    instructor.refresh_from_db()
    assert (instructor.sent_by, instructor.until) == ("街道", date(2026, 6, 30))
    assert not InstructorAssignment.objects.on(TODAY).exists()


def test_another_street_reaches_nothing(
    cast: Cast, branch: PartyOrganization, client_of: Callable[[User], Client]
) -> None:
    post = PartyPostFactory(organization=branch)
    coverage = PartyCoverageFactory(organization=branch)
    outsider = client_of(cast.outsider)

    for model, row in (
        ("partyorganization", branch),
        ("partypost", post),
        ("partycoverage", coverage),
    ):
        assert outsider.get(f"/admin/party_building/{model}/{row.pk}/change/").status_code == 404
        assert branch.name not in outsider.get(f"/admin/party_building/{model}/").content.decode()
