from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts import clock

SHANGHAI = ZoneInfo("Asia/Shanghai")


def _at(hour: int, minute: int = 0, *, day: int = 21) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (_at(9, 30), "11月21日 周六 上午9:30"),
        (_at(0, 5), "11月21日 周六 凌晨0:05"),
        (_at(7), "11月21日 周六 早上7:00"),
        (_at(12), "11月21日 周六 中午12:00"),
        (_at(12, 30), "11月21日 周六 中午12:30"),
        (_at(13), "11月21日 周六 下午1:00"),
        (_at(18), "11月21日 周六 晚上6:00"),
        (_at(20, 0, day=23), "11月23日 周一 晚上8:00"),
        (datetime(2026, 11, 20, 16, 30, tzinfo=UTC), "11月21日 周六 凌晨0:30"),
    ],
)
def test_a_moment_as_neighbours_say_it(moment: datetime, words: str) -> None:
    assert clock.moment_text(moment) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (_at(9, 30), _at(11, 30), "11月21日 周六 上午9:30—11:30"),
        (_at(11), _at(12, 30), "11月21日 周六 上午11:00—中午12:30"),
        (_at(9, 30), _at(10, 30), "11月21日 周六 上午9:30—10:30"),
        (_at(10), _at(14), "11月21日 周六 上午10:00—下午2:00"),
        (_at(9, 30), None, "11月21日 周六 上午9:30"),
        (_at(22), _at(1, day=22), "11月21日 周六 晚上10:00—11月22日 周日 凌晨1:00"),
    ],
)
def test_a_span_repeats_only_what_changes(
    start: datetime, end: datetime | None, words: str
) -> None:
    assert clock.span_text(start, end) == words


def test_a_day_runs_from_midnight_to_midnight_in_shanghai() -> None:
    start, end = clock.day_bounds(date(2026, 11, 21))

    assert start == datetime(2026, 11, 20, 16, tzinfo=UTC)
    assert end - start == timedelta(days=1)


@pytest.mark.parametrize(
    ("moment", "later"),
    [
        (_at(21, 59), _at(21, 59)),
        (_at(22), _at(7, day=22)),
        (_at(23, 30), _at(7, day=22)),
        (_at(6, 59), _at(7)),
        (_at(7), _at(7)),
        (_at(0), _at(7)),
    ],
)
def test_nobody_is_rung_at_night(moment: datetime, later: datetime) -> None:
    assert clock.outside_quiet_hours(moment) == later


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(2020, 1, 1)))  # noqa: DTZ001  hypothesis adds the zone
def test_whatever_the_moment_the_answer_is_by_day_and_never_earlier(moment: datetime) -> None:
    later = clock.outside_quiet_hours(moment)

    assert moment <= later <= moment + timedelta(hours=9)
    assert clock.QUIET_UNTIL <= later.astimezone(SHANGHAI).time() < clock.QUIET_FROM
