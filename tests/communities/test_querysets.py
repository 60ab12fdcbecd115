"""Who sees and who changes which rows: every role of the cast on own, sibling, parent, foreign rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.text import pinyin_key
from activities.models import Activity, Space
from communities.choices import Role
from communities.models import Community, Complex, Resident, RoleAssignment, SubDistrict
from tests.factories.accounts import UserFactory
from tests.factories.activities import ActivityFactory, SpaceFactory
from tests.factories.communities import RoleAssignmentFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def spaces(cast: Cast) -> dict[str, Space]:
    """A closed space (nobody shares it) at every kind of place."""
    closed: dict[str, Any] = {"is_open": False}
    return {
        "own": SpaceFactory(complex=cast.complex, **closed),
        "sibling": SpaceFactory(complex=cast.sibling_complex, **closed),
        "community": SpaceFactory(complex=None, community=cast.community, **closed),
        "street": SpaceFactory(complex=None, community=None, sub_district=cast.street, **closed),
        "other community": SpaceFactory(complex=cast.other_community_complex, **closed),
        "foreign": SpaceFactory(complex=cast.other_street_complex, **closed),
    }


EVERYWHERE = {"own", "sibling", "community", "street", "other community", "foreign"}
STREET = EVERYWHERE - {"foreign"}
COMMUNITY = {"own", "sibling", "community"}
SEEN = {
    "admin": EVERYWHERE,
    "official": STREET,
    "auditor": STREET,
    "secretary": COMMUNITY,
    "manager": {"own"},
    "steward": {"own"},
    "branch_secretary": {"own"},
    "leader": {"own"},
    "sibling_manager": {"sibling"},
    "outsider": {"foreign"},
    "partner": set(),
    "resident": set(),
}


def names(rows: Any, spaces: dict[str, Space]) -> set[str]:
    known = {space.pk: name for name, space in spaces.items()}
    return {known[row.pk] for row in rows}


@pytest.mark.parametrize("role", SEEN)
def test_each_role_sees_its_place_and_all_below(
    role: str, cast: Cast, spaces: dict[str, Space]
) -> None:
    assert names(Space.objects.visible_to(getattr(cast, role)), spaces) == SEEN[role]


@pytest.mark.parametrize("role", SEEN)
def test_each_role_changes_what_it_serves_and_an_auditor_nothing(
    role: str, cast: Cast, spaces: dict[str, Space]
) -> None:
    expected = set() if role == "auditor" else SEEN[role]

    assert names(Space.objects.manageable_by(getattr(cast, role)), spaces) == expected


def test_visitors_see_what_is_public_and_change_nothing(
    cast: Cast, spaces: dict[str, Space]
) -> None:
    opened = SpaceFactory(complex=cast.complex, is_open=True)

    assert list(Space.objects.visible_to(AnonymousUser())) == [opened]
    assert list(Space.objects.public()) == [opened]
    assert not Space.objects.manageable_by(AnonymousUser()).exists()


def test_a_manager_sees_what_his_community_and_street_share_but_no_plans(cast: Cast) -> None:
    shared = ActivityFactory(complex=None, community=cast.community)
    ActivityFactory(complex=None, community=cast.community, state="PLANNED")
    ActivityFactory(complex=None, community=cast.other_community)

    assert list(Activity.objects.visible_to(cast.manager)) == [shared]
    assert not Activity.objects.manageable_by(cast.manager).exists()


@pytest.mark.parametrize(
    ("starts", "ends", "works"),
    [(-10, None, True), (-10, 0, True), (0, None, True), (-10, -1, False), (1, None, False)],
)
def test_only_a_duty_of_today_opens_rows(
    starts: int, ends: int | None, works: bool, cast: Cast, spaces: dict[str, Space]
) -> None:
    today = timezone.localdate()
    user = UserFactory()
    RoleAssignmentFactory(
        user=user,
        role=Role.STEWARD,
        complex=cast.complex,
        valid_from=today + timedelta(days=starts),
        valid_until=None if ends is None else today + timedelta(days=ends),
    )

    assert Space.objects.visible_to(user).exists() is works


def places_of(rows: Any) -> set[str]:
    return {row.slug for row in rows}


def test_places_are_seen_from_the_duty_downwards(cast: Cast) -> None:
    assert places_of(SubDistrict.objects.visible_to(cast.steward)) == {"street-a"}
    assert places_of(Community.objects.visible_to(cast.steward)) == {"community-a"}
    assert places_of(Complex.objects.visible_to(cast.steward)) == {"complex-a1"}
    assert places_of(Complex.objects.visible_to(cast.secretary)) == {"complex-a1", "complex-a2"}
    assert places_of(Complex.objects.visible_to(cast.outsider)) == {"complex-b1"}
    assert places_of(SubDistrict.objects.visible_to(cast.resident)) == set()


def test_places_are_changed_by_officials_from_their_own_level_downwards(cast: Cast) -> None:
    assert places_of(SubDistrict.objects.manageable_by(cast.official)) == {"street-a"}
    assert places_of(SubDistrict.objects.manageable_by(cast.secretary)) == set()
    assert places_of(Community.objects.manageable_by(cast.secretary)) == {"community-a"}
    assert places_of(Community.objects.manageable_by(cast.manager)) == set()
    assert places_of(Complex.objects.manageable_by(cast.manager)) == set()
    assert places_of(Complex.objects.manageable_by(cast.auditor)) == set()


def test_who_serves_a_complex_finds_it_in_the_field(cast: Cast) -> None:
    assert places_of(Complex.objects.served_by(cast.steward)) == {"complex-a1"}
    assert places_of(Complex.objects.served_by(cast.auditor)) == set()
    assert places_of(Complex.objects.served_by(AnonymousUser())) == set()


def test_residents_are_never_public(cast: Cast) -> None:
    assert not Resident.objects.public().exists()
    assert not Resident.objects.visible_to(cast.resident).exists()
    assert Resident.objects.visible_to(cast.steward).count() == 2


def duty_holders(rows: Any) -> set[str]:
    return {duty.user.username for duty in rows}


def test_a_secretary_manages_only_the_duties_that_she_could_have_given(cast: Cast) -> None:
    RoleAssignmentFactory(
        user=UserFactory(username="peer"),
        role=Role.COMMUNITY_SECRETARY,
        complex=None,
        community=cast.community,
    )

    assert duty_holders(RoleAssignment.objects.manageable_by(cast.secretary)) == {
        "manager", "steward", "branch", "leader", "partner", "resident", "sibling-manager",
    }  # fmt: skip
    assert "official" in duty_holders(RoleAssignment.objects.manageable_by(cast.official))
    assert duty_holders(RoleAssignment.objects.manageable_by(cast.manager)) == set()
    assert duty_holders(RoleAssignment.objects.manageable_by(AnonymousUser())) == set()


def test_everybody_sees_his_own_duty_and_no_other_tenants(cast: Cast) -> None:
    assert duty_holders(RoleAssignment.objects.visible_to(cast.resident)) == {"resident"}
    assert "outsider" not in duty_holders(RoleAssignment.objects.visible_to(cast.official))
    assert not RoleAssignment.objects.public().exists()


@pytest.mark.parametrize("ask", [Space.objects.visible_to, Space.objects.manageable_by])
def test_scope_is_one_statement_whatever_the_number_of_duties_and_rows(
    ask: Callable[..., Any], cast: Cast
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            list(ask(cast.steward))
        return len(caught)

    SpaceFactory(complex=cast.complex)
    few = statements()
    for complex_ in (cast.sibling_complex, cast.other_community_complex):
        RoleAssignmentFactory(
            user=cast.steward,
            role=Role.STEWARD,
            complex=complex_,
            valid_from=date(2026, 1, 1),
        )
        SpaceFactory(complex=complex_)

    assert (few, statements()) == (1, 1)


def test_complexes_are_found_by_name_address_pinyin_and_community(cast: Cast) -> None:
    Complex.objects.filter(pk=cast.complex.pk).update(
        address="测试路9号", pinyin_key=pinyin_key("东园")
    )

    for typed in ("dy", "DY", "dongyuan", "dong yuan"):
        assert places_of(Complex.objects.matching(typed)) == {"complex-a1"}
    assert places_of(Complex.objects.matching("测试路")) == {"complex-a1"}
    assert places_of(Complex.objects.matching("甲一")) == {"complex-a1", "complex-a2"}
    assert len(places_of(Complex.objects.matching(" "))) == 4
