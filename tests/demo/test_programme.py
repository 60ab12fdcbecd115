"""The demo's period and the days on which something is on, without a database."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable
from datetime import date, time, timedelta

import pytest
from openpyxl import load_workbook

from demo.seed.items import ITEMS, SERIES
from demo.seed.places import LEDGERS
from demo.seed.plan_ledger import PLAN, plan_of_year
from demo.seed.programme import THEMES, Day, Series, days_in, days_of
from demo.seed.world import Period


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 11, 20), date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 12, 31), date(2026, 2, 1), date(2027, 1, 31)),
        (date(2027, 1, 20), date(2026, 3, 1), date(2027, 2, 28)),
        (date(2028, 1, 31), date(2027, 3, 1), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2027, 4, 1), date(2028, 3, 31)),
    ],
)
def test_the_period_is_twelve_whole_months_ending_next_month(
    today: date, first: date, last: date
) -> None:
    assert Period.around(today) == Period(first, last)


def every_day(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def test_on_every_day_the_period_holds_today_and_twelve_months() -> None:
    for today in every_day(date(2027, 1, 1), date(2028, 12, 31)):
        period = Period.around(today)
        months = {(day.year, day.month) for day in every_day(*period)}
        assert today in period
        assert len(months) == 12


def test_a_festival_may_come_twice_a_year_or_not_at_all() -> None:
    assert days_in(2022, Day("腊八")) == [date(2022, 1, 10), date(2022, 12, 30)]
    assert days_in(2023, Day("腊八")) == []
    assert days_in(2026, Day("端午", -1)) == [date(2026, 6, 18)]


@pytest.mark.parametrize("year", [2026, 2028])
def test_the_programme_fills_every_month_of_any_period(year: int) -> None:
    for month in range(1, 13):
        period = Period.around(date(year, month, 28))
        days = [day for item in ITEMS for day in days_of(period, item.day)]
        assert {day.month for day in days} == set(range(1, 13))
        assert all(day in period for day in days)
    assert len(set(THEMES)) == 12


@pytest.mark.parametrize("today", [date(2026, 11, 20), date(2027, 1, 1), date(2028, 2, 29)])
@pytest.mark.parametrize("every", [1, 4, 8])
def test_a_series_keeps_its_rhythm_and_has_a_day_this_week(today: date, every: int) -> None:
    period = Period.around(today)
    series = Series(title="晨跑", weekday=5, hour=time(7), minutes=60, place="南门", every=every)

    days = series.days_of(period, today)

    assert {day.weekday() for day in days} == {5}
    assert {(b - a).days for a, b in itertools.pairwise(days)} == {7 * every}
    assert any(0 <= (today - day).days < 7 for day in days)
    assert all(day in period for day in days)
    assert days[0] - timedelta(weeks=every) < period.first
    assert days[-1] + timedelta(weeks=every) > period.last


def test_the_named_volumes_of_the_example_year() -> None:
    today = date(2026, 11, 20)
    period = Period.around(today)
    runs, others = 0, 0
    for series in SERIES:
        if series.where == "zhongliang-jinyun":
            count = len(series.days_of(period, today))
            if series.every == 1:
                runs += count
            else:
                others += count
    others += sum(
        len(days_of(period, item.day)) for item in ITEMS if item.where == "zhongliang-jinyun"
    )

    assert (runs, others) == (52, 52)


@pytest.mark.parametrize("year", [2025, 2023, 2028])
def test_the_plan_of_another_year_has_the_same_39_rows_in_that_year(year: int) -> None:
    content = plan_of_year((LEDGERS / PLAN).read_bytes(), year)

    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    rows = [row for row in sheet.iter_rows(min_row=4, values_only=True) if row[0]]
    assert len(rows) == 39
    assert all(str(row[5]).startswith(str(year)) for row in rows)
