"""The place tree as a query: where it opens, and what its statements depend on."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from benchmarks.scale import build
from communities.choices import Role
from communities.models import Building, Door, SubDistrict, Unit
from communities.queries.place_tree import Level, closed_node, first_key, parent_key, place_tree
from tests.factories.communities import DoorFactory, RoleAssignmentFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def test_each_reader_begins_where_his_duties_lie(cast: Cast) -> None:
    assert first_key(cast.official) == f"sub_district-{cast.street.pk}"
    assert first_key(cast.secretary) == f"community-{cast.community.pk}"
    assert first_key(cast.manager) == f"complex-{cast.complex.pk}"
    # Two tenants: none is before the other.
    assert first_key(cast.admin) == ""


def test_who_serves_two_complexes_begins_at_their_sub_district(cast: Cast) -> None:
    RoleAssignmentFactory(
        user=cast.manager, role=Role.PROPERTY_MANAGER, complex=cast.sibling_complex
    )

    assert first_key(cast.manager) == f"sub_district-{cast.street.pk}"


def test_without_a_key_the_tenants_stand_there_with_their_figures(cast: Cast) -> None:
    tree = place_tree(cast.admin, key="", number=1, on=DAY)

    assert tree is not None
    assert {node.name for node in tree.roots} == {"甲街道", "乙街道"}
    assert tree.opened is None
    assert [node.inside for node in tree.roots] == ["3个小区，登记0栋", "1个小区，登记0栋"]


def test_the_branch_runs_from_the_root_to_the_node_that_was_asked_for(cast: Cast) -> None:
    door = DoorFactory(unit__building__complex=cast.complex)

    tree = place_tree(cast.official, key=f"unit-{door.unit.pk}", number=1, on=DAY)

    assert tree is not None
    branch, node = [], tree.roots[0]
    while node.children:
        branch.append(node.level)
        node = node.children[0]
    assert branch == list(Level)[:-1]
    assert (node.level, node.name, node.can_open) == (Level.DOOR, door.room, False)


def test_the_node_above_is_told_by_its_key(cast: Cast) -> None:
    assert (
        parent_key(cast.official, f"complex-{cast.complex.pk}") == f"community-{cast.community.pk}"
    )
    assert parent_key(cast.official, f"sub_district-{cast.street.pk}") == ""
    assert parent_key(cast.manager, f"complex-{cast.sibling_complex.pk}") is None


def test_a_closed_node_keeps_its_figures(cast: Cast) -> None:
    DoorFactory(unit__building__complex=cast.complex)

    node = closed_node(cast.official, key=f"complex-{cast.complex.pk}", on=DAY)

    assert node is not None
    assert (node.inside, node.children, node.is_open) == ("登记1栋", [], False)


def test_a_level_takes_as_many_statements_in_a_large_sub_district_as_in_a_small_one(
    cast: Cast, official: User
) -> None:
    """The sub-district of the bench, at a hundredth: no level asks once for each of its rows."""

    def statements(street: SubDistrict) -> list[int]:
        counted = []
        unit = Unit.objects.filter(sub_district=street).first()
        assert unit is not None
        levels = ("sub_district", "community", "complex", "building")
        keys = [f"{level}-{getattr(unit, f'{level}_id')}" for level in levels]
        for key in [*keys, f"unit-{unit.pk}"]:
            with CaptureQueriesContext(connection) as queries:
                tree = place_tree(official, key=key, number=1, on=DAY)
            assert tree is not None
            assert tree.opened is not None
            assert tree.opened.children
            counted.append(len(queries))
        return counted

    DoorFactory(unit__building__complex=cast.complex)
    small = statements(cast.street)
    large = SubDistrict.objects.create(slug="scale-jiedao", name="规模街道")
    RoleAssignmentFactory(
        user=official,
        role=Role.SUB_DISTRICT_ADMIN,
        complex=None,
        community=None,
        sub_district=large,
    )
    with connection.cursor() as cursor:
        build(cursor, large.pk, communities=5, complexes=20, buildings=200, units=400, doors=4000)

    assert Building.objects.filter(sub_district=large).count() == 200
    assert Door.objects.filter(sub_district=large).count() == 4000
    assert statements(large) == small
