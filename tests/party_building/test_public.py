"""What anybody may read of it: the branch on a complex's page, the API; no member and no number."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from party_building.choices import PartyKind
from party_building.models import PartyOrganization
from party_building.queries.public_organizations import public_branches, public_organizations
from tests.factories.party_building import (
    MemberCountFactory,
    PartyCoverageFactory,
    PartyMemberFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
    SubordinationFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db
API = "/api/v1/party-organizations/"
TODAY = date(2026, 11, 20)


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    made: PartyOrganization = PartyOrganizationFactory(
        complex=cast.complex, name="东园党支部", contact_phone="028-8400"
    )
    PartyCoverageFactory(organization=made)
    PartyPostFactory(organization=made, person__name="王建国", phone="028-8401")
    PartyPostFactory(
        organization=made, post="DEPUTY", person__name="李不公开", is_published=False, phone="139"
    )
    PartyMemberFactory(organization=made, person__name="赵不公开")
    MemberCountFactory(organization=made, full=7777)
    return made


def about(client: Client) -> str:
    cache.clear()
    return client.get("/c/complex-a1/about/").content.decode()


def test_the_page_of_a_complex_names_its_branch_with_published_secretary_and_phone(
    client: Client, branch: PartyOrganization
) -> None:
    page = about(client)

    for words in ("东园党支部", "028-8400", "书记", "王建国", "028-8401"):
        assert words in page
    for hidden in ("李不公开", "赵不公开", "7777"):
        assert hidden not in page


def test_a_dissolved_branch_and_a_firms_own_are_not_named(
    cast: Cast, client: Client, branch: PartyOrganization, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        (shown,) = public_branches(cast.complex, on=TODAY)
    assert (shown.name, [post.name for post in shown.posts]) == ("东园党支部", ["王建国"])

    PartyOrganization.objects.filter(pk=branch.pk).update(dissolved_on=date(2026, 1, 31))

    assert public_branches(cast.complex, on=TODAY) == []
    assert [one.name for one in public_branches(cast.complex, on=date(2026, 1, 31))] == [
        "东园党支部"
    ]


def test_the_api_lists_organizations_with_published_posts(
    cast: Cast, client: Client, branch: PartyOrganization
) -> None:
    committee = PartyOrganizationFactory(
        kind=PartyKind.COMMITTEE, complex=None, community=cast.community, name="甲一社区党委"
    )
    SubordinationFactory(organization=branch, parent=committee)

    listed = client.get(f"{API}?kind=BRANCH&complex=complex-a1").json()
    one = client.get(f"{API}{branch.pk}/").json()

    assert listed["results"] == [one]
    assert one["parent_organization"] == {"id": committee.pk, "name": "甲一社区党委"}
    assert one["posts"] == [
        {
            "name": "王建国",
            "post": "SECRETARY",
            "post_label": "书记",
            "phone": "028-8401",
            "since": "2024-01-01",
        }
    ]
    assert set(one) == {
        "id", "kind", "name", "sub_district", "community", "complex", "founded_on",
        "contact_phone", "parent_organization", "posts",
    }  # fmt: skip
    assert "不公开" not in client.get(API).content.decode()


def test_what_stands_no_more_or_lies_in_an_unlisted_place_is_not_in_the_api(
    cast: Cast, client: Client, branch: PartyOrganization
) -> None:
    PartyOrganizationFactory(complex=cast.complex, dissolved_on=date(2026, 1, 31))
    type(cast.complex).objects.filter(pk=cast.sibling_complex.pk).update(is_listed=False)
    PartyOrganizationFactory(complex=cast.sibling_complex)

    assert list(public_organizations(on=TODAY)) == [branch]
    assert client.get(API).json()["count"] == 1
