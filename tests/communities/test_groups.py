"""Belts, neighbours, titles and ways of governing, as they are written and as the page tells them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from communities.choices import DesignationLevel
from communities.models import Adjacency, GroupMember
from communities.queries.places import Place
from communities.queries.territory import governance_models, public_titles, zone_words
from communities.services import groups
from communities.services.duties import TermBackwards
from tests.factories.accounts import PersonFactory
from tests.factories.territory import (
    AdjacencyFactory,
    ComplexGroupFactory,
    DesignationFactory,
    GovernanceModelFactory,
    GroupMemberFactory,
    ZoneComplexFactory,
    ZoneLeadFactory,
)
from tests.people import Cast

FIRST, MARCH, JULY = date(2026, 1, 1), date(2026, 3, 1), date(2026, 7, 1)


@pytest.fixture
def act(cast: Cast) -> dict[str, Any]:
    return {"actor": cast.official, "now": timezone.now()}


def test_a_complex_joins_a_belt_once_at_a_time(cast: Cast, act: dict[str, Any]) -> None:
    belt = ComplexGroupFactory(community=cast.community, name="示范带")
    last = date(2026, 6, 30)
    groups.join_group(group=belt, complex_=cast.complex, since=FIRST, until=last, **act)

    with pytest.raises(groups.InGroupAlready, match="东园这段时间已在“示范带”"):
        groups.join_group(group=belt, complex_=cast.complex, since=last, **act)
    with pytest.raises(groups.OutsideGroup, match="本社区"):
        groups.join_group(group=belt, complex_=cast.other_community_complex, since=FIRST, **act)
    with pytest.raises(groups.OutsideGroup, match="本街道"):
        groups.join_group(group=belt, complex_=cast.other_street_complex, since=FIRST, **act)
    with pytest.raises(TermBackwards):
        groups.join_group(group=belt, complex_=cast.complex, since=JULY, until=last, **act)
    groups.join_group(group=belt, complex_=cast.complex, since=JULY, **act)
    with pytest.raises(IntegrityError, match="groupmember_once"), transaction.atomic():
        GroupMemberFactory(group=belt, complex=cast.complex, since=MARCH)
    assert GroupMember.objects.on(MARCH).count() == GroupMember.objects.on(JULY).count() == 1


def test_a_belt_may_span_the_sub_district(cast: Cast, act: dict[str, Any]) -> None:
    wide = ComplexGroupFactory(community=None, sub_district=cast.street)

    for place in (cast.complex, cast.other_community_complex):
        groups.join_group(group=wide, complex_=place, since=FIRST, **act)

    assert wide.members.count() == 2


def test_neighbours_are_stored_once_whichever_is_named_first(
    cast: Cast, act: dict[str, Any]
) -> None:
    small, large = cast.complex, cast.sibling_complex
    assert small.pk < large.pk

    rows = [
        groups.set_adjacent(one=one, other=other, note=note, **act)
        for one, other, note in ((large, small, "隔街相望"), (small, large, "别的话"))
    ]

    assert rows[0] == rows[1] == Adjacency.objects.get()
    assert (rows[0].one, rows[0].other, rows[1].note) == (small, large, "隔街相望")
    with pytest.raises(groups.OwnNeighbour):
        groups.set_adjacent(one=small, other=small, **act)
    with pytest.raises(groups.FarApart):
        groups.set_adjacent(one=small, other=cast.other_street_complex, **act)
    for constraint, one, other in (
        ("adjacency_once", small, large),
        ("adjacency_smaller_first", large, small),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            AdjacencyFactory(one=one, other=other)


def test_whoever_serves_either_neighbour_knows_of_it(cast: Cast) -> None:
    row = AdjacencyFactory(one=cast.sibling_complex, other=cast.other_community_complex)

    for user, reads, writes in (
        (cast.secretary, 1, 1), (cast.sibling_manager, 1, 0), (cast.manager, 0, 0),
        (cast.official, 1, 1), (cast.auditor, 1, 0), (cast.outsider, 0, 0),
    ):  # fmt: skip
        assert Adjacency.objects.visible_to(user).count() == reads
        assert Adjacency.objects.manageable_by(user).count() == writes
    assert list(Adjacency.objects.public()) == [row]


def test_titles_tell_year_level_and_giver_only_where_they_are_known(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    DesignationFactory(complex=cast.complex, title="示范小区打造点位")
    DesignationFactory(
        complex=None, community=cast.community, title="四颗星", year=2019,
        level=DesignationLevel.DISTRICT, given_by="某市",
    )  # fmt: skip
    DesignationFactory(complex=cast.complex, title="以后的", year=2027)
    DesignationFactory(complex=cast.sibling_complex, title="西园的")
    GroupMemberFactory(complex=cast.complex, group__name="红色物业示范带")
    GroupMemberFactory(complex=cast.complex, group__name="从前的", until=FIRST)

    with django_assert_num_queries(2):
        assert public_titles(Place.of_complex(cast.complex), on=MARCH) == [
            "2020年 示范小区打造点位", "2019年 四颗星（区县级，某市）", "红色物业示范带",
        ]  # fmt: skip


def test_a_title_and_a_label_are_told_once_a_place(cast: Cast) -> None:
    for make, constraint in (
        (DesignationFactory, "designation_once"),
        (GovernanceModelFactory, "governancemodel_label_once"),
    ):
        make(complex=None, community=cast.community)
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            make(complex=None, community=cast.community)
        make(complex=cast.complex)


def test_a_way_of_governing_has_the_parts_that_were_told_and_no_others(cast: Cast) -> None:
    GovernanceModelFactory(complex=None, community=cast.community)
    GovernanceModelFactory(
        complex=cast.complex, label="1515", components="5事：说事、议事\n\n5红：驿站"
    )

    models = governance_models(Place.of_complex(cast.complex))

    assert [(model.label, model.words) for model in models] == [
        ("1+4+N", []),
        ("1515", ["5事：说事、议事", "5红：驿站"]),
    ]


def test_the_zone_is_told_with_who_looks_after_it_on_the_day(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    zone = ZoneComplexFactory(complex=cast.complex, zone__name="一片").zone
    last = date(2026, 6, 30)
    ZoneLeadFactory(zone=zone, person=PersonFactory(name="委员春"), until=last)
    ZoneLeadFactory(zone=zone, person=PersonFactory(name="委员秋"), since=JULY)
    place = Place.of_complex(cast.complex)

    with django_assert_num_queries(2):
        assert zone_words(place, on=last) == ["一片 委员春"]
    assert zone_words(place, on=JULY) == ["一片 委员秋"]
    assert zone_words(place, on=date(2025, 12, 31)) == []
