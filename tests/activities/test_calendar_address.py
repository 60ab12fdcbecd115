from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.queries.calendar_address import (
    Address,
    Moment,
    add_months,
    read_address,
    read_moment,
)

TODAY = date(2026, 11, 20)


def address(**query: str) -> Address:
    return read_address(query, today=TODAY)[0]


def test_an_address_reads_back_what_it_writes() -> None:
    here = address(view="week", d="2026-W47", type="culture", open="1", scope="all")

    assert here.url() == "?view=week&d=2026-W47&type=culture&open=1&scope=all"
    assert here.url(d="", kind="", only_open=False, whole=False, view="auto") == "./"


def test_a_date_names_a_month_a_week_or_a_day() -> None:
    assert read_moment("2026-11", today=TODAY) == Moment(date(2026, 11, 1), "2026-11")
    assert read_moment("2026-W53", today=TODAY) == Moment(date(2026, 12, 28), "2026-W53")
    assert read_moment("2026-11-21", today=TODAY) == Moment(
        date(2026, 11, 21), "2026-11-21", is_day=True
    )
    assert read_moment("", today=TODAY) == Moment(TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "2026-13", "2026-00", "2026-W54", "2026-W00", "2026-02-30", "2026-11-00", "2026", "abc", "2026-11-",
        "1899-12", "2101-01", "0000-01", "9999-12", "\uff12\uff10\uff12\uff16-11", "2026-11\n", " 2026-11", "-2026-11",
        "2026-W1", "2026-1", "'; drop table", "\u0662\u0660\u0662\u0666-11",
    ],
)  # fmt: skip
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert read_moment(text, today=TODAY) is None


@given(st.text(max_size=12))
def test_no_text_whatever_breaks_the_calendar(text: str) -> None:
    read, is_readable = read_address({"d": text, "view": text, "type": text}, today=TODAY)

    assert is_readable or read.moment == Moment(TODAY)
    assert read.month.day == 1
    assert read.monday.weekday() == 0
    assert read.turned(1)
    assert read.turned(-1)


def test_pages_turn_by_month_and_by_week() -> None:
    assert address().turned(1) == "?d=2026-12"
    assert address(d="2026-01").turned(-1) == "?d=2025-12"
    assert address(view="week").turned(1) == "?view=week&d=2026-W48"
    assert address(view="week", d="2026-W53").turned(1) == "?view=week&d=2027-W01"
    assert address(view="list", past="1", type="party").turned(1) == (
        "?view=list&d=2026-12&type=party"
    )


def test_the_week_of_a_month_is_todays_or_its_first() -> None:
    assert address(view="week").monday == date(2026, 11, 16)
    assert address(view="week", d="2026-11").monday == date(2026, 11, 16)
    assert address(view="week", d="2026-12").monday == date(2026, 11, 30)
    assert address(view="week", d="2026-11-29").monday == date(2026, 11, 23)


def test_a_week_belongs_to_the_month_of_its_thursday() -> None:
    assert address(d="2026-W49").month == date(2026, 12, 1)
    assert address(d="2026-W48").month == date(2026, 11, 1)


def test_months_are_added_across_years() -> None:
    assert add_months(date(2026, 11, 1), 2) == date(2027, 1, 1)
    assert add_months(date(2026, 1, 1), -1) == date(2025, 12, 1)
