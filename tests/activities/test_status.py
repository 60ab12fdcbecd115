from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.choices import ActivityState, SessionStatus, SignUpMode
from activities.status import Facts, MainButton, Press, main_button, seats_text, session_status

START = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def facts(**given: Any) -> Facts:
    return Facts(**{"now": START - DAY, "starts_at": START, "capacity": 60, "taken": 48, **given})


@pytest.mark.parametrize(
    ("given_facts", "status"),
    [
        ({"taken": 0}, "OPEN"),
        ({"taken": 47}, "OPEN"),
        ({"taken": 48}, "NEARLY_FULL"),
        ({"capacity": 8, "taken": 3}, "NEARLY_FULL"),
        ({"capacity": 5, "taken": 0}, "OPEN"),
        ({"capacity": None}, "OPEN"),
        ({"taken": 60}, "WAITING_LIST"),
        ({"taken": 60, "closes_at": START - 2 * DAY}, "FULL"),
        ({"taken": 10, "closes_at": START - 2 * DAY}, "CLOSED"),
        ({"taken": 10, "closes_at": START - DAY}, "CLOSED"),
        ({"taken": 10, "closes_at": START - DAY + MINUTE}, "OPEN"),
        ({"opens_at": START - HOUR}, "NOT_YET_OPEN"),
        ({"opens_at": START - DAY}, "NEARLY_FULL"),
        ({"sign_up_mode": SignUpMode.WALK_IN}, "WALK_IN"),
        ({"sign_up_mode": SignUpMode.WALK_IN, "now": START}, "RUNNING"),
        ({"now": START - MINUTE, "taken": 0}, "OPEN"),
        ({"now": START}, "RUNNING"),
        ({"now": START + 2 * HOUR - MINUTE}, "RUNNING"),
        ({"now": START + 2 * HOUR}, "ENDED"),
        ({"now": START + HOUR, "ends_at": START + HOUR}, "ENDED"),
        ({"now": START + 3 * HOUR, "ends_at": START + 4 * HOUR}, "RUNNING"),
        ({"now": START + MINUTE, "state": ActivityState.LOGGED}, "ENDED"),
        ({"state": ActivityState.LOGGED, "taken": 3}, "CLOSED"),
        ({"state": ActivityState.POSTPONED}, "POSTPONED"),
        ({"state": ActivityState.CANCELLED}, "CANCELLED"),
        ({"cancelled_at": START - 2 * DAY, "now": START + DAY}, "CANCELLED"),
    ],
)
def test_clock_and_counter_tell_the_state(given_facts: dict[str, Any], status: str) -> None:
    assert session_status(facts(**given_facts)) == SessionStatus[status]


@pytest.mark.parametrize(
    ("given_facts", "text"),
    [
        ({}, "还剩 12 位"),
        ({"taken": 60, "waiting_count": 4}, "候补 4 位"),
        ({"taken": 60}, ""),
        ({"capacity": None}, ""),
        ({"sign_up_mode": SignUpMode.WALK_IN}, "直接来"),
        ({"now": START}, ""),
        ({"cancelled_at": START}, ""),
    ],
)
def test_places_are_told_where_they_matter(given_facts: dict[str, Any], text: str) -> None:
    told = facts(**given_facts)

    assert seats_text(told, session_status(told)) == text


@pytest.mark.parametrize(
    ("given_facts", "known", "button"),
    [
        ({}, {}, MainButton(Press.SIGN_UP, "我要报名", "还剩 12 位")),
        ({"taken": 60, "waiting_count": 4}, {}, MainButton(Press.SIGN_UP, "排队候补", "候补 4 位")),
        ({"closes_at": START - DAY}, {}, MainButton(Press.NOTHING, "报名已截止")),
        ({"closes_at": START - DAY, "taken": 60}, {}, MainButton(Press.NOTHING, "报名已满")),
        (
            {"opens_at": START - timedelta(minutes=30)},
            {},
            MainButton(Press.NOTHING, "11月21日 上午9:00 开始报名"),
        ),
        ({}, {"has_ticket": True}, MainButton(Press.TICKET, "已报名，看票")),
        ({"taken": 60}, {"is_waiting": True}, MainButton(Press.TICKET, "已排队，看票")),
        ({"now": START}, {"has_ticket": True}, MainButton(Press.TICKET, "已报名，看票")),
        ({"now": START}, {}, MainButton(Press.NOTHING, "活动正在进行")),
        (
            {"now": START + DAY},
            {"has_ticket": True, "has_story": True},
            MainButton(Press.STORY, "看现场照片"),
        ),
        ({"now": START + DAY}, {}, MainButton(Press.NOTHING, "活动已结束")),
        ({"cancelled_at": START - DAY}, {}, MainButton(Press.NOTHING, "活动已取消")),
        (
            {"state": ActivityState.POSTPONED},
            {},
            MainButton(Press.NOTHING, "活动已延期，时间另行通知"),
        ),
        (
            {"sign_up_mode": SignUpMode.WALK_IN},
            {},
            MainButton(Press.NOTHING, "不用报名，直接来"),
        ),
    ],
)
def test_the_main_button_says_what_can_be_done(
    given_facts: dict[str, Any], known: dict[str, bool], button: MainButton
) -> None:
    assert main_button(facts(**given_facts), **known) == button


moments = st.one_of(st.none(), st.timedeltas(-3 * DAY, 3 * DAY).map(lambda after: START + after))


@given(
    after=st.timedeltas(-3 * DAY, 3 * DAY),
    opens_at=moments,
    closes_at=moments,
    capacity=st.one_of(st.none(), st.integers(1, 400)),
    taken=st.integers(0, 400),
)
def test_a_place_is_offered_only_when_there_is_one(
    after: timedelta,
    opens_at: datetime | None,
    closes_at: datetime | None,
    capacity: int | None,
    taken: int,
) -> None:
    told = facts(
        now=START + after,
        opens_at=opens_at,
        closes_at=closes_at,
        capacity=capacity,
        taken=taken if capacity is None else min(taken, capacity),
    )

    button = main_button(told)

    assert button.label
    if button.label == "我要报名":
        assert told.now < START
        assert told.left is None or told.left > 0
        assert opens_at is None or opens_at <= told.now
        assert closes_at is None or told.now < closes_at
