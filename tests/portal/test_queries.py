from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from core.page_parts import url_if_any
from portal.queries import choose_from, list_doors
from tests.factories.communities import ComplexFactory
from tests.people import Cast


def test_a_route_that_no_app_registered_is_no_link() -> None:
    assert url_if_any("nowhere:at-all") == ""
    assert url_if_any("portal:home", "x") == "/c/x/"


def test_every_door_opens(cast: Cast, client: Client) -> None:
    doors = list_doors("complex-a1")

    assert "活动日历" in [door.label for door in doors]
    for door in doors:
        assert client.get(door.url).status_code == 200


@pytest.mark.parametrize("more", [0, 3])
@pytest.mark.django_db
def test_the_choice_is_one_statement(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, more: int
) -> None:
    for _ in range(more):
        ComplexFactory(community=cast.community)

    with django_assert_num_queries(1):
        groups = choose_from("")

    assert sum(len(group.places) for group in groups) == 4 + more
    assert {group.name for group in groups} == {"甲一社区", "甲二社区", "乙一社区"}
