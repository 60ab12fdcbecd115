"""K03 and K04 by the command that others rely on."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from communities.choices import BodyKind, ComplexKind, SeatPosition
from communities.queries.body_indicators import committee_rate, interim_rate, party_share
from communities.queries.places import asked_place
from core.indicators import Question
from tests.factories.bodies import CommitteeSeatFactory, CommitteeTermFactory, OwnersBodyFactory
from tests.factories.communities import ComplexFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db


def asked(code: str, place: str, *more: str) -> dict[str, Any]:
    out = StringIO()
    call_command(
        "indicator", code, "--place", place, "--from", "2026-01-01", "--to", "2026-12-31",
        "--as-of", "2026-11-20", *more, "--json", stdout=out,
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def question(place: str, day: date) -> Question:
    return Question(place=place, first=date(2020, 1, 1), last=day, as_of=day)


def test_the_share_is_of_all_seats_together_alternates_apart(cast: Cast) -> None:
    here = CommitteeTermFactory(body__complex=cast.complex)
    beside = CommitteeTermFactory(body__complex=cast.sibling_complex, ends_on=date(2026, 10, 31))
    CommitteeSeatFactory.create_batch(3, term=here, is_party_member=True)
    CommitteeSeatFactory(term=here, position=SeatPosition.ALTERNATE)
    # Overdue, but nobody has followed: they still sit.
    CommitteeSeatFactory(term=beside)
    interim = OwnersBodyFactory(complex=cast.complex, kind=BodyKind.INTERIM)
    CommitteeSeatFactory(term__body=interim)

    assert asked("K04", "street-a") == {
        "code": "K04",
        "numerator": 3,
        "denominator": 4,
        "value": 0.75,
        "rule_version": "1",
    }
    assert asked("K04", "complex-a2")["numerator"] == 0
    assert asked("K04", "street-b")["value"] is None


def test_the_rate_counts_terms_that_run_and_names_interim_ones_apart(cast: Cast) -> None:
    CommitteeTermFactory(body__complex=cast.complex)
    CommitteeTermFactory(body__complex=cast.sibling_complex, ends_on=date(2026, 10, 31))
    interim = OwnersBodyFactory(complex=cast.sibling_complex, kind=BodyKind.INTERIM)
    CommitteeTermFactory(body=interim, starts_on=date(2026, 11, 1))
    ComplexFactory(community=cast.community, kind=ComplexKind.OFFICE_TOWER)

    def pairs(day: date) -> list[tuple[int, int]]:
        return [
            (found.numerator, found.denominator)
            for found in (
                count(question("community-a", day)) for count in (committee_rate, interim_rate)
            )
        ]

    assert pairs(date(2026, 10, 31)) == [(2, 2), (0, 2)]
    assert pairs(date(2026, 11, 20)) == [(1, 2), (1, 2)]
    assert pairs(date(2023, 12, 31)) == [(0, 2), (0, 2)]


def test_a_past_day_counts_who_sat_then(cast: Cast) -> None:
    term = CommitteeTermFactory(body__complex=cast.complex)
    CommitteeSeatFactory(term=term, is_party_member=True, until=date(2025, 12, 31))
    CommitteeSeatFactory(term=term, since=date(2026, 1, 1))

    found = [
        party_share(question("complex-a1", day)) for day in (date(2025, 6, 1), date(2026, 6, 1))
    ]

    assert [(one.numerator, one.denominator) for one in found] == [(1, 1), (0, 1)]


@pytest.mark.parametrize(
    ("code", "place", "sentence"),
    [
        ("K99", "street-a", "没有“K99”这个指标，现有：K03、K03b、K04、"),
        ("K03", "nowhere", "没有“nowhere”这个地方。"),
    ],
)
def test_an_unknown_code_or_place_is_said(cast: Cast, code: str, place: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        asked(code, place)


def test_a_period_backwards_is_refused_and_words_carry_the_fraction(cast: Cast) -> None:
    CommitteeSeatFactory(term__body__complex=cast.complex, is_party_member=True)
    out = StringIO()
    days = ["--from", "2026-01-01", "--to", "2026-11-20"]
    call_command("indicator", "K04", "--place", "street-a", *days, stdout=out)

    assert out.getvalue() == ("K04 业委会成员党员占比：1/1 = 100.0%（截至2026-11-20，口径1）\n")
    with pytest.raises(CommandError, match="结束日期早于开始日期"):
        call_command(
            "indicator", "K04", "--place", "street-a", "--from", "2026-02-01", "--to", "2026-01-01"
        )


@pytest.mark.parametrize(("kind", "statements"), [("street", 2), ("community", 2), ("complex", 1)])
def test_a_place_of_any_kind_is_found_in_two_statements_at_most(
    kind: str, statements: int, cast: Cast, django_assert_num_queries: Any
) -> None:
    place = getattr(cast, kind)

    with django_assert_num_queries(statements):
        found = asked_place(question(place.slug, date(2026, 11, 20)))

    assert found.narrowest == place
