"""The arithmetic of terms and head counts; no database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from communities.body_rules import (
    Head,
    TermDates,
    TermState,
    body_name,
    current_days,
    env_warnings,
    handover_titles,
    handover_warnings,
    reached_reminder,
    share_text,
    stage_warnings,
    term_state,
    term_warnings,
    term_words,
    years_later,
)
from communities.choices import BodyKind, ElectionStage, SeatPosition
from communities.models import CommitteeRules

TODAY = date(2026, 11, 20)
RULES = CommitteeRules()
MEMBER, PARTY = (
    Head(SeatPosition.MEMBER, is_party_member=False),
    Head(SeatPosition.MEMBER, is_party_member=True),
)
DIRECTOR = Head(SeatPosition.DIRECTOR, is_party_member=True)
ALTERNATE = Head(SeatPosition.ALTERNATE, is_party_member=False)


def ends_in(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        (91, TermState.RUNNING, "任期内"),
        (90, TermState.DUE, "90天后届满"),
        (1, TermState.DUE, "1天后届满"),
        (0, TermState.DUE, "今天届满"),
        (-1, TermState.OVER, "已超期1天"),
        (-20, TermState.OVER, "已超期20天"),
    ],
)
def test_the_last_day_still_belongs_to_the_term(days: int, state: TermState, words: str) -> None:
    starts_on, ends_on = date(2022, 1, 1), ends_in(days)

    assert term_state(starts_on, ends_on, today=TODAY, figures=RULES) == state
    assert term_words(starts_on, ends_on, today=TODAY, figures=RULES) == words


def test_a_term_to_come_says_from_when() -> None:
    words = term_words(ends_in(3), ends_in(999), today=TODAY, figures=RULES)

    assert words == "2026年11月23日起任"


@pytest.mark.parametrize(
    ("days", "threshold"),
    [(181, None), (180, 180), (91, 180), (90, 90), (31, 90), (30, 30), (1, 30), (0, 0), (-20, 0)],
)
def test_only_the_narrowest_reminder_is_reached(days: int, threshold: int | None) -> None:
    assert reached_reminder(ends_in(days), today=TODAY, days=RULES.reminder_days) == threshold


def term(**facts: object) -> TermDates:
    usual: dict[str, object] = {
        "starts_on": date(2024, 1, 1),
        "ends_on": date(2028, 12, 31),
        "elected_on": date(2023, 12, 1),
        "filed_on": date(2023, 12, 31),
        "seats_planned": 3,
    }
    return TermDates(**{**usual, **facts})  # type: ignore[arg-type]


def told(
    dates: TermDates, *heads: Head, kind: str = BodyKind.OWNERS_COMMITTEE
) -> list[tuple[str, str]]:
    found = term_warnings(dates, heads, kind=kind, today=TODAY, figures=RULES)
    return [(caution.text, caution.setting) for caution in found]


def test_a_whole_committee_is_warned_of_nothing() -> None:
    assert told(term(), DIRECTOR, PARTY, MEMBER) == []


@pytest.mark.parametrize(
    ("dates", "heads", "expected"),
    [
        (term(seats_planned=None), [DIRECTOR, PARTY], [("现有2名委员，是双数", "委员应为单数")]),
        # An alternate has no vote: he makes no number odd and fills no seat.
        (
            term(),
            [DIRECTOR, PARTY, ALTERNATE],
            [("缺1名委员，请补选", ""), ("现有2名委员，是双数", "委员应为单数")],
        ),
        (term(), [PARTY, PARTY, MEMBER], [("没有主任", "")]),
        (
            term(),
            [DIRECTOR, MEMBER, MEMBER],
            [("党员占比1/3 = 33.3%，低于50%", "业委会党员比例目标（%）")],
        ),
        (
            term(filed_on=date(2024, 1, 10)),
            [DIRECTOR, PARTY, MEMBER],
            [("备案晚了10天", "备案期限天数")],
        ),
        (
            term(filed_on=None),
            [DIRECTOR, PARTY, MEMBER],
            [("没有备案，应在2023年12月31日前备案", "备案期限天数")],
        ),
        (
            term(ends_on=date(2029, 1, 1)),
            [DIRECTOR, PARTY, MEMBER],
            [("任期超过5年", "任期最长年数")],
        ),
        (
            term(ends_on=date(2026, 10, 31)),
            [DIRECTOR, PARTY, MEMBER],
            [("已超期20天，请指导换届", "开始换届天数")],
        ),
    ],
)
def test_what_misses_a_figure_is_a_warning_that_names_its_setting(
    dates: TermDates, heads: list[Head], expected: list[tuple[str, str]]
) -> None:
    assert told(dates, *heads) == expected


def test_five_years_to_the_day_are_not_too_long() -> None:
    assert told(term(ends_on=date(2028, 12, 31)), DIRECTOR, PARTY, MEMBER) == []


def test_a_self_governance_group_is_not_filed() -> None:
    heads = [DIRECTOR, PARTY, MEMBER]

    assert told(term(filed_on=None), *heads, kind=BodyKind.SELF_GOVERNANCE) == []


def test_an_election_not_filed_within_the_days_is_not_late_yet() -> None:
    fresh = term(elected_on=date(2026, 10, 21), filed_on=None)

    assert told(fresh, DIRECTOR, PARTY, MEMBER) == []


def test_the_env_committee_is_warned_of_size_parity_share_and_two_chairs() -> None:
    found = env_warnings(
        [DIRECTOR, PARTY, MEMBER, MEMBER], also_in_owners_committee=["高志"], figures=RULES
    )

    assert [(caution.text, caution.setting) for caution in found] == [
        ("现有4名委员，少于5名", "环物委最少人数"),
        ("现有4名委员，是双数", "委员应为单数"),
        ("党员占比2/4 = 50.0%，低于60%", "环物委党员比例目标（%）"),
        ("高志同时在本社区的业委会任职", ""),
    ]
    five = [DIRECTOR, PARTY, PARTY, MEMBER, MEMBER]
    assert env_warnings(five, also_in_owners_committee=[], figures=RULES) == []


def test_an_election_is_warned_of_short_notice_and_of_its_filing() -> None:
    days: dict[str, date] = {
        ElectionStage.PUBLICISED: date(2026, 9, 1),
        ElectionStage.VOTING: date(2026, 9, 10),
        ElectionStage.ELECTED: date(2026, 9, 11),
    }

    def texts(on: date) -> list[str]:
        return [caution.text for caution in stage_warnings(days, today=on, figures=RULES)]

    short = "业主大会只提前9天公告，少于15天"
    assert texts(date(2026, 10, 11)) == [short, "请在2026年10月11日前备案"]
    assert texts(date(2026, 10, 12)) == [short, "已过备案期限2026年10月11日"]
    days[ElectionStage.VOTING] = date(2026, 9, 16)
    days[ElectionStage.FILED] = date(2026, 9, 20)
    assert texts(TODAY) == []


def test_going_back_forgets_the_days_of_what_comes_after() -> None:
    steps = [
        (ElectionStage.PREPARING, date(2026, 1, 1)),
        (ElectionStage.CANDIDATES, date(2026, 1, 10)),
        (ElectionStage.PUBLICISED, date(2026, 1, 20)),
        (ElectionStage.CANDIDATES, date(2026, 2, 1)),
    ]

    assert current_days(steps) == {
        ElectionStage.PREPARING: date(2026, 1, 1),
        ElectionStage.CANDIDATES: date(2026, 2, 1),
    }


def test_hand_over_is_due_ten_days_after_the_successors_began() -> None:
    def texts(open_count: int, on: date) -> list[str]:
        found = handover_warnings(
            successor_starts_on=date(2026, 11, 1), open_count=open_count, today=on, figures=RULES
        )
        return [caution.text for caution in found]

    assert texts(2, date(2026, 11, 11)) == ["还有2项没有移交，请在2026年11月11日前移交"]
    assert texts(2, date(2026, 11, 12)) == ["还有2项没有移交，已过期限2026年11月11日"]
    assert texts(0, date(2026, 11, 12)) == []


def test_words() -> None:
    assert share_text(36, 48) == "36/48 = 75.0%"
    assert share_text(0, 0) == "0/0"
    assert body_name("锦绣一号院", BodyKind.INTERIM) == "锦绣一号院物管会"
    assert handover_titles(" 公章\n\n账册\n公章") == ["公章", "账册"]
    assert years_later(date(2024, 2, 29), 5) == date(2029, 3, 1)
