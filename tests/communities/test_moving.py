"""A complex moves to another community: its rows follow, and its past stays where it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from communities.models import Complex, ComplexPlacement, Resident
from communities.queries.body_indicators import committee_rate, interim_rate, party_share
from communities.services.merging import merge_complexes
from communities.services.moving import (
    AlreadyThere,
    BeforeLastMove,
    MergedAway,
    NameTakenThere,
    NotYet,
    OtherSubDistrict,
    move_complex,
)
from communities.services.places import save_place
from core.freshness import last_change
from core.indicators import Question
from tests.architecture.access_matrix import OWN, Grounds
from tests.architecture.test_places import PLACED
from tests.factories.bodies import CommitteeSeatFactory, CommitteeTermFactory
from tests.factories.communities import ComplexFactory, ResidentFactory
from tests.factories.territory import (
    GridSpanFactory,
    ManagementPeriodFactory,
    ZoneComplexFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db

MOVED_ON = date(2026, 7, 1)
Move = Callable[..., Complex]


@pytest.fixture
def move(cast: Cast) -> Move:
    def by(**changed: Any) -> Complex:
        given = {
            "complex_": cast.complex, "to": cast.other_community, "on": MOVED_ON,
            "reason": "社区边界调整", "actor": cast.official, "now": timezone.now(),
        }  # fmt: skip
        return move_complex(**{**given, **changed})

    return by


def placements(complex_: Complex) -> list[tuple[str, date | None, date | None, str]]:
    rows = ComplexPlacement.objects.filter(complex=complex_).order_by("pk")
    return [(p.community.slug, p.valid_from, p.valid_until, p.reason) for p in rows]


def test_whoever_makes_a_complex_says_where_it_lies(cast: Cast) -> None:
    """By the service, by a bulk of the ledger, by raw rows: the trigger knows no difference."""
    made = [
        save_place(
            place=Complex(
                sub_district=cast.street, community=cast.community, name="新园", slug="new"
            ),
            actor=cast.official,
            now=timezone.now(),
        ),
        *Complex.objects.bulk_create(
            [Complex(sub_district=cast.street, community=cast.community, name="大园", slug="big")]
        ),
    ]

    assert [placements(one) for one in made] == [[("community-a", None, None, "")]] * 2


def test_a_complex_that_moves_takes_the_rows_of_all_apps_along(
    cast: Cast, grounds: dict[str, Grounds], move: Move
) -> None:
    counted = {m: m._default_manager.filter(complex=cast.complex).count() for m in PLACED}
    before = last_change()

    move()

    assert {
        m: m._default_manager.filter(complex=cast.complex, community=cast.other_community).count()
        for m in PLACED
    } == counted
    # One of each kind stands on the grounds but what only a community or a sub-district has.
    empty = {model._meta.model_name for model, count in counted.items() if not count}
    assert empty == {
        "envcommittee", "envmember", "committeerules",
        "adjacency", "complexgroup", "grid", "zone", "zonelead",
        "partyrules", "meetingrules", "voterules", "chaincheck",
    }  # fmt: skip
    assert grounds[OWN].sign_up.complex == cast.complex
    assert last_change() >= before


def test_where_it_lay_ends_the_day_before(cast: Cast, move: Move) -> None:
    move()

    assert placements(cast.complex) == [
        ("community-a", None, date(2026, 6, 30), ""),
        ("community-a-other", MOVED_ON, None, "社区边界调整"),
    ]
    assert ComplexPlacement.objects.get(valid_from=MOVED_ON).moved_by == cast.official


def test_a_community_has_on_each_day_what_lay_there_then(cast: Cast, move: Move) -> None:
    move()

    def lying_in(community: Any, day: date) -> set[str]:
        rows = Complex.objects.in_community_on(community, day)
        return set(rows.values_list("slug", flat=True))

    assert lying_in(cast.community, date(2026, 6, 30)) == {"complex-a1", "complex-a2"}
    assert lying_in(cast.community, MOVED_ON) == {"complex-a2"}
    assert lying_in(cast.other_community, date(2026, 6, 30)) == {"complex-a-other"}
    assert lying_in(cast.other_community, MOVED_ON) == {"complex-a1", "complex-a-other"}


def test_figures_of_a_day_before_the_move_stay(cast: Cast, move: Move) -> None:
    term = CommitteeTermFactory(body__complex=cast.complex)
    CommitteeSeatFactory(term=term, is_party_member=True)

    def figures(place: str, day: date) -> list[tuple[int, int]]:
        asked = Question(place=place, first=date(2026, 1, 1), last=day, as_of=day)
        found = [count(asked) for count in (committee_rate, interim_rate, party_share)]
        return [(one.numerator, one.denominator) for one in found]

    before = {place: figures(place, date(2026, 6, 30)) for place in ("community-a", "street-a")}
    assert before["community-a"] == [(1, 2), (0, 2), (1, 1)]

    move()

    assert {place: figures(place, date(2026, 6, 30)) for place in before} == before
    assert figures("community-a", MOVED_ON) == [(0, 1), (0, 1), (0, 0)]
    assert figures("community-a-other", MOVED_ON) == [(1, 2), (0, 2), (1, 1)]
    assert figures("community-a-other", date(2026, 6, 30)) == [(0, 1), (0, 1), (0, 0)]
    assert figures("street-a", MOVED_ON) == before["street-a"]


def test_moved_by_another_road_it_moves_today(cast: Cast) -> None:
    """The admin of a future page, a ledger, raw SQL: nobody can forget to write it down."""
    today = timezone.localdate()

    Complex.objects.filter(pk=cast.complex.pk).update(community=cast.other_community)
    assert placements(cast.complex) == [
        ("community-a", None, today - timedelta(days=1), ""),
        ("community-a-other", today, None, ""),
    ]

    Complex.objects.filter(pk=cast.complex.pk).update(community=cast.community)
    assert placements(cast.complex)[1:] == [("community-a", today, None, "")]


def test_a_second_move_begins_after_the_first(cast: Cast, move: Move) -> None:
    move()

    with pytest.raises(BeforeLastMove, match="东园在2026-07-01才到甲二社区，日期要晚于那天"):
        move(to=cast.community)
    move(to=cast.community, on=date(2026, 9, 1))

    assert [row[:3] for row in placements(cast.complex)] == [
        ("community-a", None, date(2026, 6, 30)),
        ("community-a-other", MOVED_ON, date(2026, 8, 31)),
        ("community-a", date(2026, 9, 1), None),
    ]


def test_what_can_not_be_moved_is_refused_and_stays(cast: Cast, move: Move) -> None:
    ComplexFactory(community=cast.other_community, name="东园")
    third = {"complex_": cast.sibling_complex}

    with pytest.raises(OtherSubDistrict, match="只能迁到本街道的社区"):
        move(to=cast.other_street_community)
    with pytest.raises(AlreadyThere, match="东园已经在甲一社区"):
        move(to=cast.community)
    with pytest.raises(NameTakenThere, match="甲二社区已有名叫“东园”的小区"):
        move()
    with pytest.raises(NotYet, match="日期不能晚于今天"):
        move(**third, on=timezone.localdate() + timedelta(days=1))

    assert placements(cast.complex) == [("community-a", None, None, "")]
    assert placements(cast.sibling_complex) == [("community-a", None, None, "")]


def test_a_merged_complex_does_not_move(cast: Cast, move: Move) -> None:
    merge_complexes(
        keep=cast.sibling_complex,
        gone=cast.complex,
        on=MOVED_ON,
        reason="合并",
        actor=cast.official,
        now=timezone.now(),
    )

    with pytest.raises(MergedAway, match="“东园”已并入西园，请到那里登记"):
        move()


def test_people_of_the_new_community_find_it_and_those_of_the_old_do_not(
    cast: Cast, move: Move
) -> None:
    ResidentFactory(complex=cast.complex)

    move()

    assert not Resident.objects.filter(complex=cast.complex).visible_to(cast.secretary).exists()
    assert not Complex.objects.visible_to(cast.secretary).filter(pk=cast.complex.pk).exists()
    assert Client().get("/c/complex-a1/").status_code == 200


def test_the_grid_and_the_zone_of_the_old_community_end_with_the_day_before(
    cast: Cast, move: Move
) -> None:
    """The community that it comes to lays its own over it; how it is managed goes along."""
    span = GridSpanFactory(complex=cast.complex)
    zone = ZoneComplexFactory(complex=cast.complex)
    over = GridSpanFactory(
        complex=cast.complex, since=date(2025, 1, 1), until=date(2025, 12, 31), grid__level="MICRO"
    )
    mode = ManagementPeriodFactory(complex=cast.complex)

    move()

    for row in (span, zone, over, mode):
        row.refresh_from_db()
    assert span.until == zone.until == MOVED_ON - timedelta(days=1)
    assert over.until == date(2025, 12, 31)
    assert (mode.until, mode.community) == (None, cast.other_community)
