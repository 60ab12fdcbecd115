"""三会一课, slot by slot (domain 3.13): what is asked, what is made up, what is exempt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from meetings.choices import MeetingKind
from meetings.compliance_rules import (
    Asked,
    Branch,
    Days,
    Figures,
    Group,
    Held,
    Result,
    Secretary,
    Standing,
    judge,
)
from meetings.slots import Slot, slot_of, slots_ending

MONTHS = {
    Asked.ASSEMBLY: 3, Asked.COMMITTEE: 1, Asked.GROUP: 1, Asked.LECTURE: 3, Asked.THEME_DAY: 1,
    Asked.LIFE: 12, Asked.APPRAISAL: 12, Asked.SECRETARY_LECTURE: 12,
}  # fmt: skip
FIGURES = Figures(MONTHS, committee_quorum=50, committee_least=3)
THIRD_QUARTER = (date(2026, 7, 1), date(2026, 9, 30))
LATER = date(2026, 11, 20)
BRANCH = Branch(key=1, life=Days(date(2020, 7, 1)))


def asked_of(
    what: Asked,
    held: list[Held],
    *,
    branch: Branch = BRANCH,
    days: tuple[date, date] = THIRD_QUARTER,
    as_of: date = LATER,
    figures: Figures = FIGURES,
    with_open: bool = False,
) -> list[Result]:
    found = judge(
        branch, held, first=days[0], last=days[1], as_of=as_of, figures=figures, with_open=with_open
    )
    return [result for result in found if result.asked == what]


def lecture(day: date, **facts: object) -> Held:
    return Held(key=7, organization=1, kind=MeetingKind.LECTURE, day=day, **facts)  # type: ignore[arg-type]  # test data


@pytest.mark.parametrize(
    ("day", "months", "first", "last"),
    [
        (date(2026, 2, 3), 1, date(2026, 2, 1), date(2026, 2, 28)),
        (date(2028, 2, 3), 1, date(2028, 2, 1), date(2028, 2, 29)),
        (date(2026, 9, 30), 3, date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 7, 1), 6, date(2026, 7, 1), date(2026, 12, 31)),
        (date(2026, 12, 31), 12, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_slot_is_whole_months_from_january(
    day: date, months: int, first: date, last: date
) -> None:
    assert slot_of(day, months) == Slot(first, last)


def test_slots_of_a_period_are_those_that_end_in_it() -> None:
    assert [slot.text for slot in slots_ending(date(2026, 3, 15), date(2026, 10, 2), 3)] == [
        "2026年第1季度",
        "2026年第2季度",
        "2026年第3季度",
    ]
    assert list(slots_ending(date(2026, 3, 1), date(2026, 3, 30), 1)) == []


def test_a_slot_is_called_as_people_call_it() -> None:
    spans = [(1, "2026年5月"), (3, "2026年第2季度"), (6, "2026年上半年"), (12, "2026年")]

    assert [slot_of(date(2026, 5, 4), months).text for months, _ in spans] == [
        text for _, text in spans
    ]
    assert slot_of(date(2026, 8, 1), 6).text == "2026年下半年"


def test_a_quarter_with_a_lecture_is_met_by_it() -> None:
    (result,) = asked_of(Asked.LECTURE, [lecture(date(2026, 9, 30))])

    assert (result.standing, result.meeting) == (Standing.MET, 7)


def test_a_lecture_of_the_next_quarter_does_not_answer_for_this_one() -> None:
    (result,) = asked_of(Asked.LECTURE, [lecture(date(2026, 10, 1))])

    assert (result.standing, result.meeting) == (Standing.PENDING, None)


def test_a_lecture_made_up_in_october_answers_for_the_third_quarter_and_not_for_the_fourth() -> (
    None
):
    made_up = lecture(date(2026, 10, 9), makes_up=date(2026, 7, 1))

    (third,) = asked_of(Asked.LECTURE, [made_up])
    (fourth,) = asked_of(
        Asked.LECTURE,
        [made_up],
        days=(date(2026, 10, 1), date(2026, 12, 31)),
        as_of=date(2027, 1, 5),
    )

    assert third.standing == Standing.MADE_UP
    assert fourth.standing == Standing.PENDING


def test_asked_as_of_a_day_before_it_was_made_up_it_was_still_owed() -> None:
    made_up = lecture(date(2026, 10, 9), makes_up=date(2026, 7, 1))

    (result,) = asked_of(Asked.LECTURE, [made_up], as_of=date(2026, 10, 8))

    assert result.standing == Standing.PENDING


def test_a_slot_that_still_runs_is_neither_owed_nor_counted() -> None:
    days = (date(2026, 7, 1), date(2026, 12, 31))

    counted = asked_of(Asked.LECTURE, [], days=days)
    listed = asked_of(Asked.LECTURE, [], days=days, with_open=True)

    assert [result.standing for result in counted] == [Standing.PENDING]
    assert [result.standing for result in listed] == [Standing.PENDING, Standing.OPEN]


def test_a_branch_without_a_committee_is_exempt_from_its_meetings() -> None:
    two = replace(BRANCH, committee=[Days(date(2024, 1, 1))] * 2)
    three = replace(BRANCH, committee=[Days(date(2024, 1, 1))] * 3)

    assert {one.standing for one in asked_of(Asked.COMMITTEE, [], branch=two)} == {Standing.EXEMPT}
    assert [one.standing for one in asked_of(Asked.COMMITTEE, [], branch=three)] == [
        Standing.PENDING
    ] * 3


def test_a_committee_that_stood_only_until_august_is_asked_for_july() -> None:
    branch = replace(BRANCH, committee=[Days(date(2024, 1, 1), date(2026, 8, 30))] * 3)

    standings = [one.standing for one in asked_of(Asked.COMMITTEE, [], branch=branch)]

    assert standings == [Standing.PENDING, Standing.EXEMPT, Standing.EXEMPT]


@pytest.mark.parametrize(("present", "standing"), [(1, Standing.PENDING), (2, Standing.MET)])
def test_less_than_half_of_a_committee_is_no_quorum(present: int, standing: Standing) -> None:
    branch = replace(BRANCH, committee=[Days(date(2024, 1, 1))] * 4)
    held = [
        Held(
            key=1,
            organization=1,
            kind=MeetingKind.COMMITTEE,
            day=date(2026, 7, 6),
            due=4,
            present=present,
        )
    ]

    july = asked_of(Asked.COMMITTEE, held, branch=branch)[0]

    assert july.standing == standing
    assert july.note == ("到会不足规定比例" if standing == Standing.PENDING else "")


def test_each_group_is_asked_for_each_month_in_which_it_stood_whole() -> None:
    first = Group(11, "第一党小组", Days(date(2024, 1, 1)))
    second = Group(12, "第二党小组", Days(date(2026, 8, 10)))
    branch = replace(BRANCH, groups=[first, second])
    held = [
        Held(key=1, organization=11, kind=MeetingKind.GROUP, day=date(2026, 7, 6)),
        Held(key=2, organization=12, kind=MeetingKind.GROUP, day=date(2026, 9, 6)),
    ]

    found = [
        (one.group and one.group.name, one.slot.first.month, one.standing)
        for one in asked_of(Asked.GROUP, held, branch=branch)
    ]

    assert found == [
        ("第一党小组", 7, Standing.MET),
        ("第一党小组", 8, Standing.PENDING),
        ("第一党小组", 9, Standing.PENDING),
        ("第二党小组", 9, Standing.MET),
    ]


def test_a_branch_without_groups_is_exempt_from_their_meetings() -> None:
    assert {one.standing for one in asked_of(Asked.GROUP, [])} == {Standing.EXEMPT}


@pytest.mark.parametrize(
    ("life", "note"),
    [
        (Days(date(2026, 7, 2)), "这一期成立"),
        (Days(date(2020, 1, 1), date(2026, 9, 29)), "这一期撤销"),
        (Days(date(2026, 10, 1)), "当时没有这个支部"),
    ],
)
def test_a_quarter_in_which_a_branch_did_not_stand_whole_is_not_asked(
    life: Days, note: str
) -> None:
    (result,) = asked_of(Asked.LECTURE, [], branch=replace(BRANCH, life=life))

    assert (result.standing, result.note) == (Standing.EXEMPT, note)


def test_nothing_is_asked_of_the_time_before_counting_began() -> None:
    figures = replace(FIGURES, counted_since=date(2026, 8, 1))

    months = asked_of(Asked.THEME_DAY, [], figures=figures)

    assert [one.standing for one in months] == [Standing.EXEMPT, Standing.PENDING, Standing.PENDING]
    assert [one.standing for one in asked_of(Asked.LECTURE, [], figures=figures)] == [
        Standing.EXEMPT
    ]


def test_the_secretary_s_own_lecture_counts_while_she_is_secretary() -> None:
    year = (date(2025, 1, 1), date(2025, 12, 31))
    branch = replace(BRANCH, secretaries=[Secretary(5, Days(date(2024, 1, 1), date(2025, 6, 30)))])
    hers = lecture(date(2025, 6, 30), lecturer=5)
    too_late = lecture(date(2025, 7, 1), lecturer=5)
    another = lecture(date(2025, 3, 1), lecturer=6)

    met = asked_of(Asked.SECRETARY_LECTURE, [another, hers], branch=branch, days=year)
    owed = asked_of(Asked.SECRETARY_LECTURE, [another, too_late], branch=branch, days=year)

    assert [one.standing for one in met] == [Standing.MET]
    assert [one.standing for one in owed] == [Standing.PENDING]


def test_a_sub_district_may_ask_for_lectures_by_the_half_year() -> None:
    figures = replace(FIGURES, months=MONTHS | {Asked.LECTURE: 6})
    year = (date(2025, 1, 1), date(2025, 12, 31))

    found = asked_of(Asked.LECTURE, [lecture(date(2025, 6, 30))], days=year, figures=figures)

    assert [(one.slot.text, one.standing) for one in found] == [
        ("2025年上半年", Standing.MET),
        ("2025年下半年", Standing.PENDING),
    ]
