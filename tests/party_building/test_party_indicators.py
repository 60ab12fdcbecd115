"""K01, K05 and K06 as of any day, with the complexes behind them; the exception is named."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from accounts.models import Person
from communities.choices import BodyKind, ComplexKind, SeatPosition
from communities.models import Complex
from communities.queries.body_indicators import party_share_parts
from communities.services.moving import move_complex
from core import indicators
from core.indicators import Fraction, Part, Question
from party_building.choices import PartyKind, PartyPostKind
from party_building.models import PartyOrganization
from party_building.queries.party_indicators import (
    branch_parts,
    branch_rate,
    cross_parts,
    cross_rate,
    dual_head_parts,
    dual_head_rate,
    work_parts,
    work_rate,
)
from party_building.services.organizations import dissolve
from tests.factories.accounts import PersonFactory
from tests.factories.bodies import CommitteeSeatFactory, CommitteeTermFactory
from tests.factories.communities import BuildingFactory, ComplexFactory, OrganizationFactory
from tests.factories.party_building import (
    InstructorAssignmentFactory,
    PartyCoverageFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY, LAST_YEAR = date(2026, 11, 20), date(2025, 11, 20)
LAST_DAY, NEXT_DAY = date(2026, 6, 30), date(2026, 7, 1)


def asked(place: str, day: date = TODAY) -> Question:
    return Question(place=place, first=date(2020, 1, 1), last=day, as_of=day)


def branch_of(complex_: Complex, **facts: Any) -> PartyOrganization:
    """A branch that is there for the complex since 2024."""
    branch: PartyOrganization = PartyOrganizationFactory(
        complex=complex_, name=f"{complex_.name}党支部", **facts
    )
    PartyCoverageFactory(organization=branch)
    return branch


def tied(complex_: Complex, *, name: str, is_director: bool = True) -> Person:
    """A secretary who sits in the complex's owners' committee."""
    person: Person = PersonFactory(name=name)
    PartyPostFactory(organization=branch_of(complex_), person=person)
    CommitteeSeatFactory(
        term__body__complex=complex_,
        person=person,
        position=SeatPosition.DIRECTOR if is_director else SeatPosition.MEMBER,
    )
    return person


def sums(parts: list[Part]) -> Fraction:
    return Fraction(sum(part.numerator for part in parts), sum(part.denominator for part in parts))


# K01


def test_a_complex_is_covered_by_its_own_or_a_joint_branch(cast: Cast) -> None:
    joint = branch_of(cast.complex, kind=PartyKind.JOINT_BRANCH)
    PartyCoverageFactory(organization=joint, complex=cast.sibling_complex, community=cast.community)
    ComplexFactory(community=cast.community, kind=ComplexKind.OFFICE_TOWER)

    assert branch_rate(asked("community-a")) == Fraction(2, 2)
    assert branch_rate(asked("street-a")) == Fraction(2, 3)
    assert branch_rate(asked("complex-a1")) == Fraction(1, 1)
    assert branch_rate(asked("street-b")) == Fraction(0, 1)


def test_groups_and_a_firms_branch_cover_no_complex(cast: Cast) -> None:
    group = PartyOrganizationFactory(kind=PartyKind.GROUP, complex=cast.complex)
    PartyCoverageFactory(organization=group, building=BuildingFactory(complex=cast.complex))
    of_firm = PartyOrganizationFactory(complex=cast.complex)
    PartyCoverageFactory(organization=of_firm, host=OrganizationFactory(community=cast.community))

    assert branch_rate(asked("complex-a1")) == Fraction(0, 1)


def test_a_branch_that_is_dissolved_makes_its_complex_the_named_exception(cast: Cast) -> None:
    branch_of(cast.complex)
    ended = branch_of(cast.sibling_complex)
    assert branch_rate(asked("community-a")) == Fraction(2, 2)

    dissolve(organization_id=ended.pk, last_day=LAST_DAY, actor=cast.official, now=NOW)

    assert branch_rate(asked("community-a", LAST_DAY)) == Fraction(2, 2)
    assert branch_rate(asked("community-a", NEXT_DAY)) == Fraction(1, 2)
    assert branch_rate(asked("community-a", LAST_YEAR)) == Fraction(2, 2)
    (exception,) = [p for p in branch_parts(asked("community-a"), cast.official) if p.is_exception]
    assert (exception.label, exception.note) == (
        "西园",
        "西园党支部已撤销，最后一天2026年6月30日",
    )


def test_last_year_is_asked_as_things_stood_then(cast: Cast) -> None:
    branch = PartyOrganizationFactory(complex=cast.complex)
    PartyCoverageFactory(organization=branch, since=date(2026, 1, 1))

    assert branch_rate(asked("complex-a1", LAST_YEAR)) == Fraction(0, 1)
    assert branch_parts(asked("complex-a1", LAST_YEAR), cast.official) == [
        Part("东园", 0, 1, "没有党支部")
    ]
    assert branch_rate(asked("complex-a1")) == Fraction(1, 1)


def test_a_complex_that_moved_counts_where_it_lay(cast: Cast) -> None:
    branch_of(cast.complex)
    move_complex(
        complex_=cast.complex,
        to=cast.other_community,
        on=date(2026, 3, 1),
        reason="区划调整",
        actor=cast.official,
        now=NOW,
    )

    assert branch_rate(asked("community-a", LAST_YEAR)) == Fraction(1, 2)
    assert branch_rate(asked("community-a")) == Fraction(0, 1)
    assert branch_rate(asked("community-a-other")) == Fraction(1, 2)


def test_the_work_reaches_where_an_instructor_was_sent(cast: Cast) -> None:
    branch_of(cast.complex)
    guided = InstructorAssignmentFactory(
        complex=cast.sibling_complex, instructor__person__name="周明"
    )
    # For the firm's people there, not for the complex.
    InstructorAssignmentFactory(
        complex=cast.other_community_complex,
        host=OrganizationFactory(community=cast.other_community),
    )

    assert work_rate(asked("street-a")) == Fraction(2, 3)
    parts = work_parts(asked("street-a"), cast.official)
    assert {part.label: part.names for part in parts} == {
        "东园": (),
        "西园": ("周明",),
        "南园": (),
    }
    assert sums(parts) == Fraction(2, 3)
    guided.until = LAST_DAY
    guided.save()
    assert work_rate(asked("street-a")) == Fraction(1, 3)


# K05, K06


def test_branch_and_committee_are_tied_by_one_person_in_both(cast: Cast) -> None:
    tied(cast.complex, name="王建国")
    tied(cast.sibling_complex, name="李秀英", is_director=False)
    # A branch without a committee is not asked.
    branch_of(cast.other_community_complex)

    assert cross_rate(asked("street-a")) == Fraction(2, 2)
    assert dual_head_rate(asked("street-a")) == Fraction(1, 2)
    assert {part.label: part.names for part in cross_parts(asked("street-a"), cast.official)} == {
        "东园": ("王建国",),
        "西园": ("李秀英",),
    }
    dual = dual_head_parts(asked("street-a"), cast.official)
    assert sums(dual) == Fraction(1, 2)
    (exception,) = [part for part in dual if part.is_exception]
    assert (exception.label, exception.note) == ("西园", "书记李秀英，主任空缺")


def test_alternates_interim_committees_and_past_posts_tie_nothing(cast: Cast) -> None:
    person = tied(cast.complex, name="王建国")
    person.committee_seats.update(position=SeatPosition.ALTERNATE)
    assert cross_rate(asked("complex-a1")) == Fraction(0, 1)

    person.committee_seats.update(position=SeatPosition.DIRECTOR)
    person.party_posts.update(until=LAST_DAY)
    assert cross_rate(asked("complex-a1", LAST_DAY)) == Fraction(1, 1)
    assert cross_rate(asked("complex-a1", NEXT_DAY)) == Fraction(0, 1)
    assert dual_head_parts(asked("complex-a1"), cast.official) == [
        Part("东园", 0, 1, "书记空缺，主任王建国")
    ]

    branch_of(cast.sibling_complex)
    CommitteeTermFactory(body__complex=cast.sibling_complex, body__kind=BodyKind.INTERIM)
    assert cross_rate(asked("complex-a2")) == Fraction(0, 0)


def test_somebody_of_another_branch_ties_nothing(cast: Cast) -> None:
    person = tied(cast.complex, name="王建国")
    branch_of(cast.sibling_complex)
    CommitteeSeatFactory(term__body__complex=cast.sibling_complex, person=person)

    assert cross_rate(asked("complex-a2")) == Fraction(0, 1)


def test_names_are_for_those_who_may_know_them(cast: Cast) -> None:
    person = tied(cast.complex, name="王建国")
    person.party_posts.update(is_published=False)
    member = PersonFactory(name="赵明")
    CommitteeSeatFactory(
        term=person.committee_seats.get().term, person=member, is_party_member=True
    )
    question = asked("complex-a1")

    assert cross_parts(question, cast.manager)[0].names == ()
    assert dual_head_parts(question, cast.branch_secretary)[0].names == ("王建国",)
    (known,) = party_share_parts(question, cast.secretary)
    assert (known.numerator, known.denominator, known.names) == (1, 2, ("赵明",))
    (unknown,) = party_share_parts(question, cast.manager)
    assert (unknown.numerator, unknown.names) == (1, ())


def test_posts_other_than_the_secretarys_tie_too_but_make_no_dual_head(cast: Cast) -> None:
    person = tied(cast.complex, name="王建国")
    person.party_posts.update(post=PartyPostKind.ORGANISER)

    assert cross_rate(asked("complex-a1")) == Fraction(1, 1)
    assert dual_head_rate(asked("complex-a1")) == Fraction(0, 1)


# All of them


@pytest.mark.parametrize("code", ["K01", "K01b", "K02", "K02b", "K04", "K05", "K06"])
@pytest.mark.parametrize("place", ["street-a", "community-a", "complex-a1"])
def test_a_figure_takes_three_statements_and_is_the_sum_of_its_rows(
    cast: Cast, code: str, place: str, django_assert_max_num_queries: Any
) -> None:
    tied(cast.complex, name="王建国")
    tied(cast.sibling_complex, name="李秀英", is_director=False)
    indicator = indicators.get_indicator(code)

    with django_assert_max_num_queries(3):
        counted = indicator.count(asked(place))
    assert indicator.parts is not None
    with django_assert_max_num_queries(6):
        parts = indicator.parts(asked(place), cast.official)

    assert sums(parts) == counted
