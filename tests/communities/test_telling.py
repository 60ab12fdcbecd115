"""Who is told of something in a place, and that each is told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from communities.choices import Role
from communities.services.telling import TRUE_FOR, Occasion, tell_once
from core.models import OutboxMessage
from tests.factories.accounts import UserFactory
from tests.factories.communities import RoleAssignmentFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

KIND = "test.something"


@pytest.fixture
def occasion(cast: Cast) -> Occasion:
    """Of the row 7, in the first complex."""
    return Occasion(7, "1", cast.street.pk, cast.community.pk, cast.complex.pk)


def told() -> list[str]:
    rows = OutboxMessage.objects.filter(kind=KIND).order_by("pk")
    return sorted(row.person.name for row in rows)


def test_officials_above_the_place_are_told_and_the_branch_where_it_is_asked(
    occasion: Occasion,
) -> None:
    assert tell_once(KIND, [occasion], now=timezone.now()) == 2
    assert told() == ["社区书记甲", "街道甲"]

    assert tell_once(KIND, [occasion], now=timezone.now(), with_branch=True) == 1
    assert told() == ["支部书记甲", "社区书记甲", "街道甲"]


def test_another_complex_s_branch_and_another_community_s_secretary_hear_nothing(
    cast: Cast, occasion: Occasion
) -> None:
    elsewhere = Occasion(7, "1", cast.street.pk, cast.other_community.pk)

    tell_once(KIND, [elsewhere], now=timezone.now(), with_branch=True)

    assert told() == ["街道甲"]


def test_the_same_is_told_once_and_another_mark_again(occasion: Occasion) -> None:
    now = timezone.now()
    tell_once(KIND, [occasion, occasion], now=now)

    assert tell_once(KIND, [occasion], now=now + timedelta(days=40)) == 0
    assert tell_once(KIND, [replace(occasion, mark="2")], now=now) == 2
    assert len(told()) == 4


def test_it_is_true_for_thirty_days(occasion: Occasion) -> None:
    now = timezone.now()

    tell_once(KIND, [occasion], now=now)

    assert {row.expires_at for row in OutboxMessage.objects.all()} == {now + TRUE_FOR}


def test_whose_account_is_closed_is_not_told(cast: Cast, occasion: Occasion) -> None:
    gone = UserFactory(is_active=False)
    RoleAssignmentFactory(
        user=gone, role=Role.COMMUNITY_STAFF, complex=None, community=cast.community
    )

    tell_once(KIND, [occasion], now=timezone.now())

    assert gone.person
    assert gone.person.name not in told()


def test_a_hundred_occasions_take_as_many_statements_as_one(
    cast: Cast, occasion: Occasion, django_assert_max_num_queries: Any
) -> None:
    many = [replace(occasion, subject_id=number) for number in range(100)]

    with django_assert_max_num_queries(6):
        tell_once(KIND, many, now=timezone.now())

    assert len(told()) == 200
