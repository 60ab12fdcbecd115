"""How a programme is written down: single days, festivals of the almanac, and series.

Days are given as `(month, day)` or by the name of a festival or solar term, which the almanac finds
for any year; series repeat every few weeks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import NamedTuple

from activities.almanac import names_of_year
from activities.choices import ActivityKind, SignUpMode
from activities.questions import NO_QUESTIONS, Answers, Questions
from demo.seed.world import Period

# The street's twelve month themes (domain 7.1).
THEMES = (
    "暖冬迎新", "团圆平安", "学雷锋邻里行", "清明追思·健康春天", "劳动最美·安全你我", "端午邻里情",
    "党旗红·邻里亲", "清凉一夏", "中秋共团圆", "国庆重阳·敬老", "消防安全月", "冬至暖心·评优",
)  # fmt: skip


class Day(NamedTuple):
    """A day of the year by festival or term, moved by some days (`端午`, -1 is its eve)."""

    festival: str
    shift: int = 0


def days_in(year: int, day: tuple[int, int] | Day) -> list[date]:
    """The dates in that year; a festival's or a term's are the almanac's.

    腊八 falls into some years twice and into others not at all; the rest come once a year.
    """
    if not isinstance(day, Day):
        return [date(year, *day)]
    return [
        when + timedelta(days=day.shift)
        for when, names in names_of_year(year).items()
        if day.festival in {names.festival, names.term}
    ]


def days_of(period: Period, day: tuple[int, int] | Day) -> list[date]:
    """The dates within the period."""
    return [when for year in period.years for when in days_in(year, day) if when in period]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One activity of the programme; `where` is a complex's, community's or sub-district's slug."""

    title: str
    day: tuple[int, int] | Day
    hour: time = time(9, 30)
    minutes: int = 120
    kind: ActivityKind = ActivityKind.CULTURE
    place: str = ""
    where: str = "zhongliang-jinyun"
    capacity: int | None = 40
    audience: str = "本小区居民"
    description: str = ""
    advice: str = ""
    household_quota: int | None = None
    sign_up_mode: SignUpMode = SignUpMode.REQUIRED
    max_party_size: int = 5
    organizer: str = "小区党支部、物业服务中心"
    opens_days_before: int = 14
    # How many sign up, where the demo wants it nearly full or with a line.
    expected: int | None = None
    # What it asks whoever signs up, and what they say in turn.
    questions: Questions = NO_QUESTIONS
    answers: tuple[Answers, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """On one weekday (Monday 0), every `every` weeks."""

    title: str
    weekday: int
    hour: time
    minutes: int
    place: str
    kind: ActivityKind = ActivityKind.CULTURE
    every: int = 1
    capacity: int | None = None
    where: str = "zhongliang-jinyun"
    audience: str = "本小区居民"
    organizer: str = "小区党支部"
    sign_up_mode: SignUpMode = SignUpMode.WALK_IN
    # How many sign up for the next one, where the demo wants a line on any day.
    expected_next: int | None = None

    def days_of(self, period: Period, today: date) -> list[date]:
        """The dates within the period, one of them in the week that begins six days before today."""
        latest = today - timedelta(days=(today.weekday() - self.weekday) % 7)
        step = timedelta(weeks=self.every)
        first = latest - (latest - period.first) // step * step
        count = (period.last - first) // step + 1
        return [first + number * step for number in range(count)]
