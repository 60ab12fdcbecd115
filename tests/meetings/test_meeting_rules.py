"""Head counts, slots, notice, quorum and deadlines as plain arithmetic."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from communities.models import CommitteeRules
from meetings.choices import MeetingKind, ResolutionState
from meetings.meeting_rules import (
    Counts,
    counts_text,
    deadline_text,
    minutes_cautions,
    notice_cautions,
    quorum_cautions,
    topics_close_on,
    was_on_time,
)
from meetings.models import MeetingRules
from meetings.slots import earlier_slots, usual_slot

RULES, OWNERS = MeetingRules(), CommitteeRules()
DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("given", "completed"),
    [
        (Counts(due=20, present=18, on_leave=1), Counts(due=20, present=18, on_leave=1, absent=1)),
        (Counts(due=20, present=18, absent=2), Counts(due=20, present=18, on_leave=0, absent=2)),
        (Counts(due=20, present=20), Counts(due=20, present=20, on_leave=0, absent=0)),
        (Counts(due=20, present=18), Counts(due=20, present=18)),
        (Counts(present=18), Counts(present=18)),
        (Counts(due=2, present=3), Counts(due=2, present=3)),
    ],
)
def test_counts_are_completed_only_where_they_follow(given: Counts, completed: Counts) -> None:
    assert given.completed() == completed


@pytest.mark.parametrize(
    ("counts", "fit"),
    [
        (Counts(due=20, present=18, on_leave=1, absent=1), True),
        (Counts(due=20, present=18, on_leave=1, absent=0), False),
        (Counts(due=20, present=18, on_leave=3), False),
        (Counts(due=20, present=21), False),
        (Counts(present=21, absent=400), True),
    ],
)
def test_counts_fit_when_they_are_all_who_were_due(counts: Counts, fit: bool) -> None:
    assert counts.fit is fit


def test_counts_are_told_as_they_are_said() -> None:
    assert counts_text(Counts(due=20, present=18, on_leave=2, absent=0)) == (
        "应到20，实到18，请假2，缺席0"
    )
    assert counts_text(Counts(present=37)) == "实到37"
    assert counts_text(Counts()) == ""


@pytest.mark.parametrize(
    ("kind", "first", "text"),
    [
        (MeetingKind.ASSEMBLY, date(2026, 10, 1), "2026年第4季度"),
        (MeetingKind.LECTURE, date(2026, 10, 1), "2026年第4季度"),
        (MeetingKind.COMMITTEE, date(2026, 11, 1), "2026年11月"),
        (MeetingKind.THEME_DAY, date(2026, 11, 1), "2026年11月"),
        (MeetingKind.APPRAISAL, date(2026, 1, 1), "2026年"),
    ],
)
def test_slots_are_months_quarters_and_years(kind: str, first: date, text: str) -> None:
    slot = usual_slot(kind, DAY)

    assert (slot.first, slot.text) == (first, text)


def test_earlier_slots_come_latest_first_over_the_turn_of_the_year() -> None:
    january = date(2026, 1, 31)

    def earlier(kind: str, count: int) -> list[date]:
        return [slot.first for slot in earlier_slots(kind, january, count=count)]

    assert earlier(MeetingKind.COMMITTEE, 2) == [
        date(2025, 12, 1),
        date(2025, 11, 1),
    ]
    assert earlier(MeetingKind.LECTURE, 2) == [
        date(2025, 10, 1),
        date(2025, 7, 1),
    ]
    assert earlier(MeetingKind.APPRAISAL, 1) == [date(2025, 1, 1)]


def notice(kind: str, *, days: int, informed: int | None = None) -> list[tuple[str, str]]:
    found = notice_cautions(
        kind=kind,
        held_on=DAY,
        noticed_on=DAY - timedelta(days=days),
        informed_on=None if informed is None else DAY - timedelta(days=informed),
        figures=RULES,
        owners=OWNERS,
    )
    return [(caution.text, caution.setting) for caution in found]


def test_a_late_notice_names_its_setting() -> None:
    assert notice(MeetingKind.TALK, days=3) == []
    assert notice(MeetingKind.TALK, days=2) == [("提前2天通知，少于3天", "一般会议提前通知天数")]


def test_an_owners_assembly_is_told_fifteen_days_before_and_so_is_its_committee() -> None:
    setting = "业主大会提前公告天数"

    assert notice(MeetingKind.OWNERS_ASSEMBLY, days=15, informed=15) == []
    assert notice(MeetingKind.OWNERS_ASSEMBLY, days=14, informed=14) == [
        ("提前14天通知，少于15天", setting),
        ("提前14天告知居委会，少于15天", setting),
    ]
    assert notice(MeetingKind.OWNERS_ASSEMBLY, days=20) == [("还没有登记告知居委会的日期", setting)]


@pytest.mark.parametrize(("present", "warns"), [(3, False), (2, False), (1, True), (4, False)])
def test_a_committee_of_which_less_than_half_came_is_a_warning(present: int, warns: bool) -> None:
    found = quorum_cautions(
        kind=MeetingKind.COMMITTEE, counts=Counts(due=4, present=present), figures=RULES
    )

    assert [caution.setting for caution in found] == (["支委会到会比例（%）"] if warns else [])
    everybody = Counts(due=4, present=1)
    assert quorum_cautions(kind=MeetingKind.TALK, counts=everybody, figures=RULES) == []


def test_minutes_are_late_after_their_days() -> None:
    def late(days: int, *, is_agreed: bool = False) -> bool:
        found = minutes_cautions(
            held_on=DAY, today=DAY + timedelta(days=days), is_agreed=is_agreed, figures=RULES
        )
        return bool(found)

    assert (late(7), late(8), late(8, is_agreed=True)) == (False, True, False)


def test_topics_close_days_before_but_never_yesterday() -> None:
    assert topics_close_on(DAY, today=date(2026, 11, 1), figures=RULES) == date(2026, 11, 15)
    assert topics_close_on(DAY, today=date(2026, 11, 18), figures=RULES) == date(2026, 11, 18)


@pytest.mark.parametrize(
    ("deadline", "state", "text"),
    [
        (date(2026, 12, 1), ResolutionState.OPEN, "12月1日前"),
        (DAY, ResolutionState.DOING, "今天到期"),
        (date(2026, 11, 17), ResolutionState.DOING, "已超期3天"),
        (date(2026, 11, 17), ResolutionState.DONE, "时限11月17日"),
        (None, ResolutionState.OPEN, ""),
    ],
)
def test_deadlines_are_told_in_words(deadline: date | None, state: str, text: str) -> None:
    assert deadline_text(deadline, state=state, today=DAY) == text


def test_on_time_is_verified_and_done_by_the_last_day() -> None:
    verified = ResolutionState.VERIFIED
    late = DAY + timedelta(days=1)

    assert was_on_time(state=verified, deadline=DAY, done_on=DAY)
    assert not was_on_time(state=verified, deadline=DAY, done_on=late)
    assert not was_on_time(state=ResolutionState.DONE, deadline=DAY, done_on=DAY)
    assert not was_on_time(state=verified, deadline=None, done_on=DAY)
