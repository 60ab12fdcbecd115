from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunar_python import Solar

from activities import almanac

TERMS_2026 = (
    "小寒1/5 大寒1/20 立春2/4 雨水2/18 惊蛰3/5 春分3/20 清明4/5 谷雨4/20 立夏5/5 小满5/21 芒种6/5 夏至6/21 "
    "小暑7/7 大暑7/23 立秋8/7 处暑8/23 白露9/7 秋分9/23 寒露10/8 霜降10/23 立冬11/7 小雪11/22 大雪12/7 冬至12/22"
)


def test_all_terms_of_2026_stand_on_their_days() -> None:
    expected = {}
    for entry in TERMS_2026.split():
        month, day = entry[2:].split("/")
        expected[date(2026, int(month), int(day))] = entry[:2]

    assert almanac.solar_terms(2026) == expected


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 26), "腊八"), (date(2026, 2, 16), "除夕"), (date(2026, 2, 17), "春节"),
        (date(2026, 3, 3), "元宵"), (date(2026, 4, 5), "清明"), (date(2026, 6, 19), "端午"),
        (date(2026, 8, 19), "七夕"), (date(2026, 9, 25), "中秋"), (date(2026, 10, 18), "重阳"),
        (date(2026, 12, 22), "冬至"), (date(2026, 12, 5), "志愿日"), (date(2026, 11, 9), "消防日"),
        (date(2027, 1, 15), "腊八"), (date(2027, 2, 4), "立春"), (date(2027, 2, 6), "春节"),
        (date(2027, 2, 20), "元宵"), (date(2027, 4, 5), "清明"), (date(2027, 6, 9), "端午"),
        (date(2027, 9, 15), "中秋"), (date(2027, 10, 8), "重阳"), (date(2027, 12, 22), "冬至"),
        (date(2021, 6, 14), "端午"), (date(2021, 12, 21), "冬至"),
    ],
)  # fmt: skip
def test_festivals_stand_on_their_days(day: date, name: str) -> None:
    names = almanac.names_of(day)

    assert names is not None
    assert name in {names.festival, names.term, names.fixed}
    assert almanac.day_label(day) == almanac.Label(names.occasion, is_occasion=True)


def test_terms_of_january_are_those_of_its_own_year() -> None:
    assert next(iter(almanac.solar_terms(2027).items())) == (date(2027, 1, 5), "小寒")
    assert {day.year for day in almanac.solar_terms(2027)} == {2027}


def test_lunar_dates_read_as_neighbours_say_them() -> None:
    assert almanac.lunar_text(date(2026, 11, 20)) == "十月十二"
    assert almanac.lunar_text(date(2026, 2, 17)) == "正月初一"
    assert almanac.lunar_text(date(2025, 7, 25)) == "闰六月初一"
    assert almanac.day_label(date(2026, 11, 9)).text == "消防日"
    assert almanac.day_label(date(2026, 11, 23)).text == "十五"


def test_the_day_before_a_term_says_so() -> None:
    assert almanac.day_note(date(2026, 11, 21)) == almanac.Label("小雪前一天")
    assert almanac.day_note(date(2026, 11, 22)) == almanac.Label("小雪", is_occasion=True)
    assert almanac.day_note(date(2026, 11, 24)) == almanac.Label("十月十六")
    assert almanac.day_note(date(2026, 12, 31)) == almanac.Label("元旦前一天")


def test_the_note_of_today_looks_two_days_ahead() -> None:
    assert almanac.today_note(date(2026, 11, 20)) == "十月十二 · 后天小雪"
    assert almanac.today_note(date(2026, 11, 21)) == "十月十三 · 明天小雪"
    assert almanac.today_note(date(2026, 11, 22)) == "十月十四 · 今天小雪"
    assert almanac.today_note(date(2026, 11, 25)) == "十月十七"


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 31), date(2101, 1, 1), date.max])
def test_days_outside_the_table_have_no_labels(day: date) -> None:
    assert almanac.day_label(day).text == almanac.lunar_text(day) == ""
    assert almanac.rest_mark(day, {}) == ""


def test_the_last_day_of_the_table_knows_no_tomorrow() -> None:
    assert almanac.day_note(date(2100, 12, 31)).text == "腊月初一"
    assert almanac.lunar_text(date(2100, 12, 31))


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_agrees_with_the_library_day_by_day(day: date) -> None:
    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()

    names = almanac.names_of(day)

    assert names is not None
    assert (names.lunar_month, names.lunar_day) == (lunar.getMonth(), lunar.getDay())
    assert names.term == lunar.getJieQi()
    assert (names.festival == "除夕") == ("除夕" in lunar.getFestivals())


@pytest.mark.parametrize("year", [1900, 2033, 2034, 2100])
def test_a_year_has_every_day_once_and_every_term(year: int) -> None:
    names = almanac.names_of_year(year)

    assert list(names) == [
        date(year, 1, 1) + timedelta(days=n)
        for n in range((date(year, 12, 31) - date(year, 1, 1)).days + 1)
    ]
    assert len({day for day in names if names[day].term}) == 24


def test_marks_say_off_and_worked_instead() -> None:
    holidays = {date(2026, 10, 1): False, date(2026, 10, 10): True}

    assert almanac.rest_mark(date(2026, 10, 1), holidays) == "休"
    assert almanac.rest_mark(date(2026, 10, 10), holidays) == "班"
    assert almanac.rest_mark(date(2026, 10, 11), holidays) == ""


def test_a_label_fits_into_a_cell_of_a_phone() -> None:
    names = [*almanac.FIXED_DAYS.values(), *almanac.LUNAR_FESTIVALS.values(), *almanac.SOLAR_TERMS]

    assert max(map(len, names)) <= 3
