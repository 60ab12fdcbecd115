"""The Chinese calendar: lunar dates, festivals, solar terms, fixed days, days off and days worked.

Pure: days in, words out. One year is computed once and kept; beyond 1900-2100, where the library is
not sure of itself, days simply carry no labels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from lunar_python import LunarYear, Solar

FIRST_YEAR = 1900
LAST_YEAR = 2100

# In the order of the Gregorian year, as the library spells them.
SOLAR_TERMS = (
    gettext_noop("小寒"), gettext_noop("大寒"), gettext_noop("立春"),
    gettext_noop("雨水"), gettext_noop("惊蛰"), gettext_noop("春分"),
    gettext_noop("清明"), gettext_noop("谷雨"), gettext_noop("立夏"),
    gettext_noop("小满"), gettext_noop("芒种"), gettext_noop("夏至"),
    gettext_noop("小暑"), gettext_noop("大暑"), gettext_noop("立秋"),
    gettext_noop("处暑"), gettext_noop("白露"), gettext_noop("秋分"),
    gettext_noop("寒露"), gettext_noop("霜降"), gettext_noop("立冬"),
    gettext_noop("小雪"), gettext_noop("大雪"), gettext_noop("冬至"),
)  # fmt: skip
# A year's table also holds the terms of both winters beside it: the coming 冬至 stands under this key,
# while "冬至" itself is the one of the December before.
_COMING = {"冬至": "DONG_ZHI"}

LUNAR_FESTIVALS = {
    (1, 1): gettext_noop("春节"),
    (1, 15): gettext_noop("元宵"),
    (5, 5): gettext_noop("端午"),
    (7, 7): gettext_noop("七夕"),
    (8, 15): gettext_noop("中秋"),
    (9, 9): gettext_noop("重阳"),
    (12, 8): gettext_noop("腊八"),
}
NEW_YEARS_EVE = gettext_noop("除夕")

# Three characters at most: a cell of the month is 48 px wide on a phone, and 休 may stand behind.
FIXED_DAYS = {
    (1, 1): gettext_noop("元旦"),
    (3, 5): gettext_noop("学雷锋"),
    (3, 8): gettext_noop("妇女节"),
    (3, 12): gettext_noop("植树节"),
    (4, 23): gettext_noop("读书日"),
    (5, 1): gettext_noop("五一"),
    (5, 12): gettext_noop("防灾日"),
    (6, 1): gettext_noop("儿童节"),
    (7, 1): gettext_noop("建党节"),
    (8, 1): gettext_noop("建军节"),
    (9, 10): gettext_noop("教师节"),
    (10, 1): gettext_noop("国庆"),
    (11, 9): gettext_noop("消防日"),
    (12, 4): gettext_noop("宪法日"),
    (12, 5): gettext_noop("志愿日"),
}

_NUMERALS = "一二三四五六七八九十"
_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")


@dataclass(frozen=True, slots=True)
class Names:
    """What one day is called: its lunar date (a leap month is negative), and its occasions."""

    lunar_month: int
    lunar_day: int
    festival: str = ""
    term: str = ""
    fixed: str = ""

    @property
    def occasion(self) -> str:
        """The festival before the solar term before the fixed day; empty on a plain day."""
        return self.festival or self.term or self.fixed


@dataclass(frozen=True, slots=True)
class Label:
    """The word beside a day's number; `is_occasion`: a festival, term or fixed day."""

    text: str
    is_occasion: bool = False


@lru_cache(maxsize=8)
def names_of_year(year: int) -> Mapping[date, Names]:
    """Every day of the year; nothing outside 1900-2100."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return {}
    terms = solar_terms(year)
    names = {}
    for day, month, number, is_last in _lunar_days(year):
        festival = LUNAR_FESTIVALS.get((month, number), "")
        if is_last and month in {12, -12}:
            festival = NEW_YEARS_EVE
        fixed = FIXED_DAYS.get((day.month, day.day), "")
        names[day] = Names(month, number, festival, terms.get(day, ""), fixed)
    return names


def solar_terms(year: int) -> dict[date, str]:
    """The twenty-four terms of a Gregorian year by their day in Beijing time."""
    # Asked in July, whose lunar year is the Gregorian one: in January the library answers with the
    # table of the year before.
    table = Solar.fromYmd(year, 7, 1).getLunar().getJieQiTable()
    moments = {name: table[_COMING.get(name, name)] for name in SOLAR_TERMS}
    return {
        date(moment.getYear(), moment.getMonth(), moment.getDay()): name
        for name, moment in moments.items()
    }


def _lunar_days(year: int) -> list[tuple[date, int, int, bool]]:
    """Day, lunar month, lunar day, and whether it ends the lunar year, of a Gregorian year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    months = {
        month.getFirstJulianDay(): month
        for month in chain.from_iterable(
            LunarYear.fromYear(lunar_year).getMonths() for lunar_year in (year - 1, year)
        )
    }
    days = []
    for julian_day in sorted(months):
        month = months[julian_day]
        start = _from_julian(julian_day)
        following = months.get(julian_day + month.getDayCount())
        ends_year = following is not None and following.getMonth() == 1
        for number in range(1, month.getDayCount() + 1):
            day = start + timedelta(days=number - 1)
            if first <= day <= last:
                is_last = ends_year and number == month.getDayCount()
                days.append((day, month.getMonth(), number, is_last))
    return days


def _from_julian(julian_day: float) -> date:
    """Noon of Julian day 1721426 began 1 January of the year 1, which is ordinal 1."""
    return date.fromordinal(round(julian_day) - 1721425)


def names_of(day: date) -> Names | None:
    return names_of_year(day.year).get(day)


def lunar_text(day: date) -> str:
    """`十月十二`; `闰六月初一`."""
    names = names_of(day)
    return month_word(names.lunar_month) + day_word(names.lunar_day) if names else ""


def month_word(month: int) -> str:
    return f"{'闰' if month < 0 else ''}{_MONTHS[abs(month) - 1]}月"


def day_word(number: int) -> str:
    """`初一`, `十二`, `二十`, `廿三`, `三十`."""
    if number <= 10:
        return f"初{_NUMERALS[number - 1]}"
    if number in {20, 30}:
        return f"{_NUMERALS[number // 10 - 1]}十"
    return f"{'十' if number < 20 else '廿'}{_NUMERALS[number % 10 - 1]}"


def day_label(day: date) -> Label:
    """In the month table: the day's occasion, else its lunar day (the month's name on the first)."""
    names = names_of(day)
    if names is None:
        return Label("")
    if names.occasion:
        return Label(_(names.occasion), is_occasion=True)
    if names.lunar_day == 1:
        return Label(month_word(names.lunar_month))
    return Label(day_word(names.lunar_day))


def day_note(day: date) -> Label:
    """In a list beside the day: `小雪`, the day before it `小雪前一天`, else its date `十月十七`."""
    names = names_of(day)
    if names is not None and names.occasion:
        return Label(_(names.occasion), is_occasion=True)
    tomorrow = _coming(day, 1)
    return Label(_("%(name)s前一天") % {"name": tomorrow} if tomorrow else lunar_text(day))


def today_note(day: date) -> str:
    """Under today's heading: `十月十二 · 后天小雪`; the second part looks two days ahead."""
    words = {0: _("今天%(name)s"), 1: _("明天%(name)s"), 2: _("后天%(name)s")}
    near = [words[ahead] % {"name": name} for ahead in words if (name := _coming(day, ahead))]
    return " · ".join(part for part in (lunar_text(day), *near[:1]) if part)


def _coming(day: date, ahead: int) -> str:
    """The occasion so many days on, as it is displayed, or nothing."""
    names = (
        names_of(day + timedelta(days=ahead)) if day < date.max - timedelta(days=ahead) else None
    )
    return _(names.occasion) if names is not None and names.occasion else ""


def rest_mark(day: date, holidays: Mapping[date, bool]) -> str:
    """`休` on a day off by the State Council's notice, `班` on a weekend day worked instead.

    `holidays`: day to "is a working day", the rows of PublicHoliday.
    """
    is_working = holidays.get(day)
    if is_working is None:
        return ""
    return _("班") if is_working else _("休")
