from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from activities.queries.catalogue import readable_activities, readable_sessions, readable_spaces
from communities.models import Complex
from communities.queries.places import readable_complexes
from tests.factories.activities import ActivityFactory, SessionFactory, SpaceFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db


def names(rows: Any) -> set[str]:
    return {getattr(row, "title", "") or getattr(row, "name", "") for row in rows}


@pytest.fixture
def three_of_each(cast: Cast) -> None:
    """Public here, hidden here, hidden in the other tenant; and public at a place not shown yet."""
    Complex.objects.filter(pk=cast.sibling_complex.pk).update(is_listed=False)
    for title, state, complex_ in (
        ("公开", "PUBLISHED", cast.complex),
        ("计划", "PLANNED", cast.complex),
        ("外街计划", "PLANNED", cast.other_street_complex),
        ("未开放小区", "PUBLISHED", cast.sibling_complex),
    ):
        activity = ActivityFactory(title=title, state=state, complex=complex_)
        SessionFactory(activity=activity, complex=complex_)
        SpaceFactory(name=title, complex=complex_, is_open=state == "PUBLISHED")


@pytest.mark.usefixtures("three_of_each")
@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("anonymous", {"公开"}),
        ("resident", {"公开"}),
        ("manager", {"公开", "计划"}),
        ("sibling_manager", {"公开", "未开放小区"}),
        ("official", {"公开", "计划", "未开放小区"}),
        ("outsider", {"公开", "外街计划"}),
        ("admin", {"公开", "计划", "外街计划", "未开放小区"}),
    ],
)
def test_everybody_reads_what_the_pages_show_and_staff_their_own_places_too(
    cast: Cast, who: str, expected: set[str]
) -> None:
    user = AnonymousUser() if who == "anonymous" else getattr(cast, who)

    assert names(readable_activities(user)) == expected
    assert {session.activity.title for session in readable_sessions(user)} == expected
    assert names(readable_spaces(user)) == expected


def test_complexes_are_those_of_the_entrance_and_ones_own(cast: Cast) -> None:
    Complex.objects.filter(pk=cast.sibling_complex.pk).update(is_listed=False)
    public = {"东园", "南园", "北园"}

    assert names(readable_complexes(AnonymousUser())) == public
    assert names(readable_complexes(cast.manager)) == public
    assert names(readable_complexes(cast.sibling_manager)) == public | {"西园"}
