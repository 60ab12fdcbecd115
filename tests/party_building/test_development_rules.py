"""The five stages and twenty-five steps: what their days ask for, and what is out of order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_building import development_rules as rules
from party_building.choices import DevelopmentStage


@dataclass
class Figures:
    """As the sub-district's settings are by default."""

    talk_days: int = 31
    review_months: int = 6
    cultivate_months: int = 12
    assembly_days: int = 31
    approval_months: int = 3
    probation_months: int = 12

    def name_of(self, field: str) -> str:
        return field


FIGURES = Figures()
APPLIED_ON = date(2025, 1, 31)
# All that comes before the branch's assembly, in good order.
UNTIL_ASSEMBLY = {
    1: [APPLIED_ON],
    2: [date(2025, 2, 10)],
    3: [date(2025, 3, 1)],
    4: [date(2025, 3, 5)],
    5: [date(2025, 3, 6)],
    6: [date(2025, 9, 1), date(2026, 3, 1)],
    7: [date(2026, 3, 10)],
    8: [date(2026, 3, 12)],
    9: [date(2026, 3, 15)],
    10: [date(2026, 4, 1)],
    11: [date(2026, 4, 10)],
    12: [date(2026, 4, 20)],
    13: [date(2026, 5, 1)],
    14: [date(2026, 5, 5)],
    15: [date(2026, 5, 20)],
}


def told(done: dict[int, list[date]]) -> list[tuple[date, str, str]]:
    return [(one.due, one.text, one.setting) for one in rules.reminders(done, figures=FIGURES)]


def warned(done: dict[int, list[date]]) -> list[tuple[str, str]]:
    return [(one.text, one.setting) for one in rules.cautions(done, figures=FIGURES)]


def test_there_are_twenty_five_steps_in_five_stages_in_their_order() -> None:
    assert [step.number for step in rules.STEPS] == list(range(1, 26))
    phases = [step.phase for step in rules.STEPS]
    assert phases == sorted(phases)
    assert [phases.count(phase) for phase in range(1, 6)] == [2, 4, 5, 7, 7]


def test_an_application_asks_for_a_talk_within_a_month() -> None:
    assert told({1: [APPLIED_ON]}) == [(date(2025, 3, 3), "应派人谈话", "talk_days")]
    assert told({1: [APPLIED_ON], 2: [date(2025, 2, 10)]}) == []


def test_an_activist_is_reviewed_each_half_year_and_considered_after_a_year() -> None:
    named = {number: UNTIL_ASSEMBLY[number] for number in (1, 2, 3)}

    assert [day for day, _text, _setting in told(named)] == [date(2025, 9, 1), date(2026, 3, 1)]
    assert told({**named, 6: [date(2025, 9, 3)]})[1] == (
        date(2026, 3, 3), "应作半年考察", "review_months",
    )  # fmt: skip


def test_a_candidate_is_no_longer_reviewed() -> None:
    done = {number: UNTIL_ASSEMBLY[number] for number in range(1, 12)}

    assert told(done) == []


def test_a_month_before_probation_ends_the_application_is_asked_for() -> None:
    reminders = told(UNTIL_ASSEMBLY)

    assert reminders == [
        (date(2026, 8, 20), "上级党委应审批", "approval_months"),
        (date(2027, 4, 20), "预备期到2027年5月20日满，请提醒递交转正申请", "probation_months"),
    ]
    assert told({**UNTIL_ASSEMBLY, 17: [date(2026, 7, 1)], 23: [date(2027, 5, 21)]}) == []


def test_a_reminder_is_due_from_its_day_on() -> None:
    [talk] = rules.reminders({1: [APPLIED_ON]}, figures=FIGURES)

    assert [talk.is_due(date(2025, 3, day)) for day in (2, 3)] == [False, True]


def test_what_is_in_good_order_warns_of_nothing() -> None:
    assert warned(UNTIL_ASSEMBLY) == []


@pytest.mark.parametrize(
    ("changed", "sentence", "setting"),
    [
        ({2: [date(2025, 3, 4)]}, "“党组织派人谈话”距“递交入党申请书”超过31天", "talk_days"),
        (
            {7: [date(2026, 2, 28)], 6: [date(2025, 9, 1)]},
            "“确定发展对象”距“推荐和确定入党积极分子”不满12个月",
            "cultivate_months",
        ),
        ({13: [date(2026, 4, 18)]}, "“支部大会讨论接收”距“上级党委预审”超过31天", "assembly_days"),
        ({17: [date(2026, 8, 21)], 16: [date(2026, 6, 1)]}, "“上级党委审批”距“支部大会讨论接收”超过3个月", "approval_months"),
        ({4: [date(2025, 2, 1)]}, "“上级党委备案”早于“推荐和确定入党积极分子”，请核对日期", ""),
        ({22: [date(2027, 5, 1)]}, "还没有记：上级党委派人谈话、上级党委审批、再上一级党委备案、编入党支部和党小组、入党宣誓、继续教育考察", ""),
    ],
)  # fmt: skip
def test_what_is_late_early_or_missing_is_named_with_its_setting(
    changed: dict[int, list[date]], sentence: str, setting: str
) -> None:
    assert (sentence, setting) in warned({**UNTIL_ASSEMBLY, **changed})


@pytest.mark.parametrize(
    ("furthest", "stage"),
    [
        (2, "APPLICANT"), (3, "ACTIVIST"), (6, "ACTIVIST"), (7, "CANDIDATE"), (16, "CANDIDATE"),
        (17, "PROBATIONARY"), (23, "PROBATIONARY"), (24, "MEMBER"), (25, "MEMBER"),
    ],
)  # fmt: skip
def test_somebody_is_what_the_furthest_step_says(furthest: int, stage: str) -> None:
    assert rules.stage_reached(range(1, furthest + 1)) == stage


def test_nobody_is_more_than_an_applicant_without_a_step() -> None:
    assert rules.stage_reached([]) == DevelopmentStage.APPLICANT


def test_whoever_is_put_back_keeps_the_steps_up_to_there() -> None:
    assert [rules.last_step_of(stage) for stage in DevelopmentStage] == [2, 6, 16, 23, 25]
    assert rules.earlier_stages("CANDIDATE") == ["APPLICANT", "ACTIVIST"]
    assert rules.earlier_stages("APPLICANT") == []


def test_a_review_may_be_written_down_again_until_somebody_is_a_candidate() -> None:
    def offered(*done: int) -> list[int]:
        return [step.number for step in rules.next_steps(done)]

    assert 6 in offered(1, 2, 3, 6)
    assert 6 not in offered(*range(1, 8))
    assert offered(*range(1, 26)) == []


days = st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31))
records = st.dictionaries(st.integers(1, 25), st.lists(days, min_size=1, max_size=3))


@given(records)
def test_any_record_is_read_without_error_and_reminded_in_order(
    done: dict[int, list[date]],
) -> None:
    due = [one.due for one in rules.reminders(done, figures=FIGURES)]

    assert due == sorted(due)
    assert all(text for text, _setting in warned(done))
