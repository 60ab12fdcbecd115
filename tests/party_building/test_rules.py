"""Head counts and dates of an organisation as warnings, each with its setting and source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from party_building.choices import PartyKind, PartyPostKind
from party_building.models import PartyRules
from party_building.rules import Standing, Term, term_words, warnings

TODAY = date(2026, 11, 20)
POST = PartyPostKind
BRANCH = Standing(kind=PartyKind.BRANCH, full_members=5, posts=[POST.SECRETARY])
SOURCE = "《中国共产党支部工作条例（试行）》第四条"


def told(standing: Standing, **figures: int) -> list[str]:
    return [
        caution.text for caution in warnings(standing, today=TODAY, figures=PartyRules(**figures))
    ]


def test_a_branch_in_order_is_told_nothing() -> None:
    assert told(BRANCH) == []


@pytest.mark.parametrize(
    ("full", "words"),
    [
        (2, ["正式党员2名，少于3名，宜成立联合支部"]),
        (3, []),
        (50, ["正式党员50名，满7名应设支委会"]),
        (51, ["正式党员51名，多于50名，宜分设支部", "正式党员51名，满7名应设支委会"]),
        (6, []),
        (7, ["正式党员7名，满7名应设支委会"]),
        (None, []),
    ],
)
def test_members_are_counted_against_the_figures(full: int | None, words: list[str]) -> None:
    assert told(replace(BRANCH, full_members=full)) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (2, ["支委会2人，少于3人"]),
        (3, []),
        (5, []),
        (6, ["支委会6人，一般不超过5人"]),
        (7, ["支委会7人，一般不超过5人"]),
        (8, ["支委会8人，多于7人"]),
    ],
)
def test_a_committee_of_eight_or_of_two_is_pointed_at(size: int, words: list[str]) -> None:
    posts = [POST.SECRETARY, *[POST.MEMBER] * (size - 1)]

    assert told(replace(BRANCH, full_members=20, posts=posts)) == words


def test_a_secretary_with_a_deputy_is_no_committee() -> None:
    posts = [POST.SECRETARY, POST.DEPUTY]

    assert told(replace(BRANCH, full_members=6, posts=posts)) == []
    assert told(replace(BRANCH, full_members=7, posts=posts)) == ["正式党员7名，满7名应设支委会"]


def test_a_warning_names_the_setting_and_its_source() -> None:
    two = replace(BRANCH, full_members=2)

    (caution,) = warnings(two, today=TODAY, figures=PartyRules())

    assert caution.setting == f"支部正式党员最少人数，{SOURCE}"
    assert told(two, least_members=2) == []


def test_a_branch_without_secretary_and_a_group_without_leader_are_told_so() -> None:
    group = Standing(kind=PartyKind.GROUP, full_members=None, posts=[])

    assert told(replace(BRANCH, posts=[POST.DEPUTY])) == ["没有书记"]
    assert told(group) == ["没有党小组组长"]
    assert told(replace(group, posts=[POST.GROUP_LEADER])) == []


def test_a_joint_branch_of_six_units_is_pointed_at_and_a_branch_is_not() -> None:
    joint = replace(BRANCH, kind=PartyKind.JOINT_BRANCH, covers=6)

    assert told(joint) == ["联合支部覆盖6个单位，多于5个"]
    assert told(replace(joint, covers=5)) == []
    assert told(replace(BRANCH, covers=6)) == []


@pytest.mark.parametrize(
    ("ends_on", "words"),
    [
        (date(2026, 11, 19), "届期已满1天"),
        (TODAY, "今天届满"),
        (date(2027, 1, 4), "45天后届满"),
        (date(2027, 5, 19), "180天后届满"),
        (date(2027, 5, 20), ""),
    ],
)
def test_a_term_is_told_from_the_first_alarm_on(ends_on: date, words: str) -> None:
    term = Term(starts_on=date(2024, 1, 1), ends_on=ends_on)

    assert term_words(term, today=TODAY, figures=PartyRules()) == words
    assert told(replace(BRANCH, term=term)) == ([f"{words}，请安排换届"] if words else [])


def test_a_term_of_six_years_is_too_long_and_a_firms_of_four() -> None:
    six = Term(starts_on=date(2024, 1, 1), ends_on=date(2029, 12, 31))
    four = Term(starts_on=date(2024, 1, 1), ends_on=date(2027, 12, 31))

    assert told(replace(BRANCH, term=six)) == ["任期超过5年"]
    assert told(replace(BRANCH, term=four)) == []
    assert told(replace(BRANCH, term=four, of_host=True)) == ["任期超过3年"]


def test_a_committee_above_the_branches_has_no_size_to_keep() -> None:
    committee = Standing(kind=PartyKind.COMMITTEE, full_members=900, posts=[POST.SECRETARY])

    assert told(committee) == []
