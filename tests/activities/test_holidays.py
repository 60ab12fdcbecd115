from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from activities.models import PublicHoliday
from activities.queries.holidays import WorkingDay, holidays_between, is_working_day
from activities.services.holidays import HolidaysSeeded, seed_public_holidays

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_the_notice_of_2026_is_in_the_table() -> None:
    seeded = seed_public_holidays(years=[2026], now=NOW)

    off = PublicHoliday.objects.filter(is_working=False)
    worked = PublicHoliday.objects.filter(is_working=True)
    assert seeded == HolidaysSeeded(off.count() + worked.count(), [])
    assert set(worked.values_list("day", flat=True)) == {
        date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28),
        date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10),
    }  # fmt: skip
    # 3 + 9 + 3 + 5 + 3 + 3 + 7 days off
    assert off.count() == 33
    assert PublicHoliday.objects.get(day=date(2026, 2, 17)).name == "春节"


def test_a_second_seeding_adds_nothing_and_keeps_what_the_staff_wrote() -> None:
    PublicHoliday.objects.create(day=date(2026, 10, 10), name="停班", is_working=False)
    seed_public_holidays(years=[2026], now=NOW)

    again = seed_public_holidays(years=[2026], now=NOW)

    assert again.new == 0
    assert PublicHoliday.objects.get(day=date(2026, 10, 10)).name == "停班"


def test_a_year_without_a_notice_is_named() -> None:
    assert seed_public_holidays(now=NOW).missing_years == [2027]
    assert not PublicHoliday.objects.filter(day__year=2027).exists()


def test_a_worked_saturday_is_a_working_day_and_a_free_monday_is_none() -> None:
    seed_public_holidays(years=[2026], now=NOW)

    assert is_working_day(date(2026, 10, 10)) == WorkingDay(is_working=True)
    assert is_working_day(date(2026, 10, 5)) == WorkingDay(is_working=False)
    assert is_working_day(date(2026, 11, 20)) == WorkingDay(is_working=True)
    assert not is_working_day(date(2026, 11, 21))


def test_without_a_notice_the_week_counts_and_the_answer_warns() -> None:
    answer = is_working_day(date(2027, 10, 1))

    assert answer.is_working
    assert answer.warning == "系统里没有2027年的放假安排，暂按周一至周五算工作日"
    assert not is_working_day(date(2027, 10, 2))


def test_a_range_tells_off_and_worked() -> None:
    seed_public_holidays(years=[2026], now=NOW)

    assert holidays_between(date(2026, 10, 7), date(2026, 10, 10)) == {
        date(2026, 10, 7): False,
        date(2026, 10, 10): True,
    }
