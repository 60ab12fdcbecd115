"""Counting by heads and area, and what the law's shares make of it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.choices import OWNERS_MATTERS, SPECIAL_MATTERS, Choice, Matter, Outcome
from meetings.vote_rules import (
    Candidate,
    Decision,
    Measure,
    Shares,
    Tally,
    Word,
    decide,
    elected,
    outcome_of,
    ratio_text,
    read_share,
    shares_of,
    tally,
    telling_areas,
    took_part,
)

AGREE, OPPOSE, ABSTAIN = (choice.value for choice in Choice)


class Law:
    """The figures of the Civil Code and of the Party's rules, as `VoteRules` begins with them."""

    special: Sequence[str] = [matter.value for matter in SPECIAL_MATTERS]

    def share_of(self, field: str) -> Fraction:
        return {
            "participation": Fraction(2, 3),
            "special_share": Fraction(3, 4),
            "election_present": Fraction(4, 5),
        }.get(field, Fraction(1, 2))

    def name_of(self, field: str) -> str:
        return field


def measure(heads: int, area: str = "0") -> Measure:
    return Measure(heads, Decimal(area))


def judged(matter: str, agree: Measure, present: Measure, entitled: Measure) -> Decision:
    return decide(
        matter, agree=agree, present=present, entitled=entitled, shares=shares_of(matter, Law())
    )


# Counting


def test_a_head_with_several_doors_counts_once_and_its_doors_with_their_area() -> None:
    words = [
        Word(1, Decimal("80.50"), AGREE),
        Word(1, Decimal("20.00"), AGREE),
        Word(2, Decimal(60), OPPOSE),
    ]

    found = tally(words)

    assert (found.agree, found.oppose, found.split) == (
        measure(1, "100.50"),
        measure(1, "60"),
        0,
    )
    assert took_part(words) == measure(2, "160.50")


def test_a_head_whose_doors_differ_stands_on_no_side_but_its_areas_do() -> None:
    found = tally(
        [Word(1, Decimal(80), AGREE), Word(1, Decimal(20), OPPOSE), Word(2, Decimal(50), AGREE)]
    )

    assert (found.agree, found.oppose) == (measure(1, "130"), measure(0, "20"))
    assert found.split == 1


def test_a_ballot_without_a_word_is_an_abstention() -> None:
    found = tally([Word(1, Decimal(80)), Word(2, Decimal(50), ABSTAIN)])

    assert found == Tally(abstain=measure(2, "130"))


@given(
    st.lists(
        st.tuples(
            st.integers(1, 6),
            st.decimals("0.01", "300", places=2),
            st.sampled_from([AGREE, OPPOSE, ABSTAIN, ""]),
        ),
        max_size=30,
    )
)
def test_no_head_and_no_square_metre_is_lost_or_counted_twice(
    said: list[tuple[int, Decimal, str]],
) -> None:
    words = [Word(*one) for one in said]

    found, present = tally(words), took_part(words)

    sides = (found.agree, found.oppose, found.abstain)
    assert sum(side.heads for side in sides) + found.split == present.heads
    assert sum((side.area for side in sides), Decimal(0)) == present.area


# Owners: heads and area (Civil Code 278)


def test_just_two_thirds_of_heads_and_area_take_part_enough() -> None:
    found = judged(Matter.FIRM, measure(21, "2100"), measure(40, "4000"), measure(60, "6000"))

    assert found.is_quorate
    assert outcome_of(found) == Outcome.PASSED


@pytest.mark.parametrize(
    ("heads", "area"), [(39, "4000"), (40, "3999.99")], ids=["a head short", "a hair of area short"]
)
def test_below_two_thirds_of_either_no_vote_comes_about(heads: int, area: str) -> None:
    found = judged(Matter.FIRM, measure(heads, area), measure(heads, area), measure(60, "6000"))

    assert not found.is_quorate
    assert outcome_of(found) == Outcome.NOT_QUORATE


@pytest.mark.parametrize(
    ("agree", "passes"),
    [
        (("21", "2000.01"), True),
        (("20", "2000.01"), False),
        (("21", "2000.00"), False),
    ],
)
def test_an_ordinary_matter_wants_more_than_half_of_both(
    agree: tuple[str, str], passes: bool
) -> None:
    heads, area = agree

    found = judged(
        Matter.COVENANT, measure(int(heads), area), measure(40, "4000"), measure(60, "6000")
    )

    assert found.is_passed is passes


@pytest.mark.parametrize("matter", SPECIAL_MATTERS)
@pytest.mark.parametrize(
    ("agree", "passes"),
    [((30, "3000.00"), True), ((29, "3000.00"), False), ((30, "2999.99"), False)],
)
def test_a_special_matter_wants_three_quarters_of_both(
    matter: str, agree: tuple[int, str], passes: bool
) -> None:
    found = judged(matter, measure(*agree), measure(40, "4000"), measure(60, "6000"))

    assert found.is_passed is passes


def test_each_owners_matter_quotes_its_item_of_the_article() -> None:
    sources = [
        judged(matter, Measure(), Measure(), Measure()).source.partition("第一款")[2]
        for matter in OWNERS_MATTERS
    ]

    assert sources == [f"第（{number}）项" for number in "一二三四五六七八九"]
    assert OWNERS_MATTERS[5:8] == SPECIAL_MATTERS


def test_over_nobody_nothing_passes() -> None:
    found = judged(Matter.FIRM, Measure(), Measure(), Measure())

    assert not any(line.is_met for line in [*found.quorum, *found.majority])


def test_the_rule_is_told_with_both_numbers_and_what_is_asked() -> None:
    found = judged(Matter.FIRM, measure(21, "2000"), measure(40, "4000"), measure(60, "6000"))

    assert [(line.text, line.is_met) for line in [*found.quorum, *found.majority]] == [
        ("参与人数 40/60 = 66.6%，要求不少于2/3：达到", True),
        ("参与面积（㎡） 4000.00/6000.00 = 66.6%，要求不少于2/3：达到", True),
        ("同意（占参与）人数 21/40 = 52.5%，要求超过1/2：达到", True),
        ("同意（占参与）面积（㎡） 2000.00/4000.00 = 50.0%，要求超过1/2：未达到", False),
    ]


# By heads


@pytest.mark.parametrize(
    ("matter", "agree", "present", "entitled", "outcome"),
    [
        # More than half of all who may vote, not of those present.
        (Matter.PARTY_ASSEMBLY, 10, 18, 20, Outcome.NOT_PASSED),
        (Matter.PARTY_ASSEMBLY, 11, 18, 20, Outcome.PASSED),
        (Matter.PARTY_ASSEMBLY, 10, 10, 20, Outcome.NOT_PASSED),
        (Matter.PARTY_ASSEMBLY, 9, 9, 20, Outcome.NOT_QUORATE),
        # Four fifths must be there to elect.
        (Matter.PARTY_ELECTION, 9, 16, 20, Outcome.PASSED),
        (Matter.PARTY_ELECTION, 15, 15, 20, Outcome.NOT_QUORATE),
        # Half of a branch's committee may meet (半数以上), of an owners' committee more must (过半数).
        (Matter.PARTY_COMMITTEE, 3, 4, 7, Outcome.PASSED),
        (Matter.PARTY_COMMITTEE, 3, 3, 6, Outcome.PASSED),
        (Matter.PARTY_COMMITTEE, 3, 3, 7, Outcome.NOT_QUORATE),
        (Matter.OWNERS_COMMITTEE, 3, 3, 6, Outcome.NOT_QUORATE),
        (Matter.OWNERS_COMMITTEE, 3, 4, 7, Outcome.NOT_PASSED),
        (Matter.OWNERS_COMMITTEE, 4, 4, 7, Outcome.PASSED),
        (Matter.RESIDENTS, 26, 51, 100, Outcome.PASSED),
        (Matter.RESIDENTS, 50, 50, 100, Outcome.NOT_QUORATE),
        (Matter.DELIBERATION, 6, 12, 20, Outcome.NOT_PASSED),
    ],
)
def test_votes_by_heads_follow_the_rule_of_their_body(
    matter: str, agree: int, present: int, entitled: int, outcome: Outcome
) -> None:
    found = judged(matter, measure(agree), measure(present), measure(entitled))

    assert outcome_of(found) == outcome
    assert found.source


# Elections


def stands(key: str, heads: int, area: str = "0", *, is_passed: bool = True) -> Candidate:
    return Candidate(key, measure(heads, area), is_passed)


def test_the_strongest_of_those_with_a_majority_take_the_seats() -> None:
    found = elected(
        [stands("a", 30), stands("b", 35), stands("c", 22), stands("d", 10, is_passed=False)],
        seats=2,
        is_quorate=True,
    )

    assert found == {
        "a": Outcome.ELECTED,
        "b": Outcome.ELECTED,
        "c": Outcome.NOT_ELECTED,
        "d": Outcome.NOT_ELECTED,
    }


def test_a_seat_stays_empty_where_too_few_have_a_majority() -> None:
    found = elected([stands("a", 30), stands("b", 9, is_passed=False)], seats=2, is_quorate=True)

    assert found == {"a": Outcome.ELECTED, "b": Outcome.NOT_ELECTED}


def test_equal_votes_for_the_last_seat_elect_neither() -> None:
    found = elected(
        [stands("a", 30), stands("b", 25, "9"), stands("c", 25, "9"), stands("d", 25, "8")],
        seats=2,
        is_quorate=True,
    )

    assert found == {
        "a": Outcome.ELECTED,
        "b": Outcome.TIED,
        "c": Outcome.TIED,
        "d": Outcome.NOT_ELECTED,
    }


def test_without_a_quorum_nobody_is_elected() -> None:
    assert elected([stands("a", 30)], seats=1, is_quorate=False) == {"a": Outcome.NOT_QUORATE}


# How shares are written and told


@pytest.mark.parametrize(
    "written", ["", "2", "3/2", "0/3", "2/0", "a/b", "2/3 ", "二/三", "１/２", "-1/2"]
)
def test_what_is_no_part_of_the_whole_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not a part of the whole"):
        read_share(written)


def test_frozen_shares_are_read_as_they_were_written() -> None:
    assert Shares.written("2/3", "3/4", is_special=True) == Shares(
        Fraction(2, 3), Fraction(3, 4), is_special=True
    )


def test_a_ratio_is_cut_and_never_told_as_more() -> None:
    assert ratio_text(2, 3) == "2/3 = 66.6%"
    assert ratio_text(Decimal("1999.99"), Decimal(2000)) == "1999.99/2000.00 = 99.9%"
    assert ratio_text(0, 0) == "0/0"


def test_areas_that_few_share_tell_whose_ballot_it_is() -> None:
    assert telling_areas([Decimal("89.50")] * 5 + [Decimal("120.00")] * 2 + [Decimal(60)]) == 3
