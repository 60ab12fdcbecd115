from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session as SignedIn

from accounts.models import Person, User
from communities.choices import OFFICIALS, Role
from communities.models import Building, Complex
from communities.queries.scope import (
    covers_place,
    has_scope,
    scoped_rows,
    sole_place,
    whole_tenants,
)
from tests.factories.communities import RoleAssignmentFactory
from tests.people import Cast


def keys(place: Complex) -> dict[str, int | None]:
    return {
        "sub_district_id": place.sub_district_id,
        "community_id": place.community_id,
        "complex_id": place.pk,
    }


@pytest.mark.parametrize(
    ("who", "is_covered"),
    [
        ("official", True),
        ("secretary", True),
        ("manager", False),
        ("outsider", False),
        ("admin", True),
    ],
)
def test_a_duty_covers_what_lies_below_it(cast: Cast, who: str, is_covered: bool) -> None:
    assert covers_place(getattr(cast, who), OFFICIALS, **keys(cast.complex)) is is_covered


def test_a_duty_covers_nothing_above_or_beside_it(cast: Cast) -> None:
    role = [Role.PROPERTY_MANAGER]
    whole = {"sub_district_id": cast.street.pk, "community_id": None, "complex_id": None}

    assert covers_place(cast.manager, role, **keys(cast.complex))
    assert not covers_place(cast.manager, role, **keys(cast.sibling_complex))
    assert not covers_place(cast.manager, role, **{**keys(cast.complex), "complex_id": None})
    assert not covers_place(cast.secretary, OFFICIALS, **whole)
    assert covers_place(cast.official, OFFICIALS, **whole)
    assert not covers_place(AnonymousUser(), OFFICIALS, **whole)


def test_whoever_serves_one_place_has_it_filled_in(cast: Cast) -> None:
    assert sole_place(cast.manager) == {
        "sub_district": cast.street.pk,
        "community": cast.community.pk,
        "complex": cast.complex.pk,
    }
    RoleAssignmentFactory(
        user=cast.manager, role=Role.PROPERTY_MANAGER, complex=cast.sibling_complex
    )
    assert sole_place(cast.manager) == {}
    assert sole_place(AnonymousUser()) == {}


def test_only_officials_and_auditors_of_the_whole_serve_a_tenant(cast: Cast) -> None:
    assert list(whole_tenants(cast.official)) == [cast.street]
    assert list(whole_tenants(cast.auditor)) == [cast.street]
    assert list(whole_tenants(cast.secretary)) == []
    assert list(whole_tenants(AnonymousUser())) == []
    assert set(whole_tenants(cast.admin)) == {cast.street, cast.other_street}


def test_rows_of_any_model_are_those_of_the_scope(cast: Cast) -> None:
    assert cast.other_street_complex not in scoped_rows(Complex, cast.official)
    assert cast.complex in scoped_rows(Complex, cast.official)
    assert cast.elder in scoped_rows(Person, cast.official)
    assert cast.elder not in scoped_rows(Person, cast.outsider)
    assert list(scoped_rows(User, cast.outsider)) == [cast.outsider]


def test_a_model_without_a_scope_is_not_shown_by_oversight(cast: Cast) -> None:
    assert has_scope(Building)
    assert not has_scope(SignedIn)
    with pytest.raises(LookupError, match="visible_to"):
        scoped_rows(SignedIn, cast.admin)
