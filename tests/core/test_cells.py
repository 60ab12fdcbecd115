from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from core import cells
from core.cells import CellError, DateRange, Moment

VALID_ID = "11010519491231002X"  # the example of GB 11643 itself


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("1,900", 1900),
        ("２，９４７", 2947),
        ("1900户", 1900),
        ("1900 户", 1900),
        ("4271人", 4271),
        ("2006.0", 2006),
        (1900.0, 1900),
        (19, 19),
        ("1.5万人", 15000),
        ("0", 0),
    ],
)
def test_a_count_is_read_in_every_spelling(written: cells.CellValue, count: int) -> None:
    assert cells.integer(written) == count


@pytest.mark.parametrize(
    "written",
    ["1,9,0", "约1900", "-3", "3 2", "12abc", "1e5", "nan", "2.5", "99999999999", True, time(9)],
)
def test_what_is_no_count_is_refused_with_a_sentence(written: cells.CellValue) -> None:
    with pytest.raises(CellError) as refusal:
        cells.integer(written)
    assert refusal.value.message


@pytest.mark.parametrize("written", ["28.5㎡", "28.50", "28.5平方米", 28.5])
def test_an_area_is_read_with_its_unit(written: cells.CellValue) -> None:
    assert cells.area(written) == Decimal("28.50")


@pytest.mark.parametrize(
    "written", ["2005年", "2005.0", "2005", 2005, "２００５年", "2005年6月", date(2005, 6, 1)]
)
def test_a_year_is_read_in_every_spelling(written: cells.CellValue) -> None:
    assert cells.year(written) == 2005


@pytest.mark.parametrize("written", ["05年", "80年代", "1066", "2205", "很早"])
def test_what_is_no_year_is_refused(written: str) -> None:
    with pytest.raises(CellError, match="年份"):
        cells.year(written)


@pytest.mark.parametrize(
    "written",
    [
        "2026-06-18", "2026/6/18", "2026.6.18", "2026年6月18日", "２０２６年６月１８日", "20260618",
        46191, "46191", "2026-06-18 00:00:00", "2026年6月18日（周四）",
        datetime(2026, 6, 18, 9, 30), date(2026, 6, 18),  # noqa: DTZ001  as openpyxl gives it
    ],
)  # fmt: skip
def test_a_date_is_read_in_every_form(written: cells.CellValue) -> None:
    assert cells.date(written) == date(2026, 6, 18)


@pytest.mark.parametrize("written", ["2026-02-30", "6月18日", "26.6.18", "下周", "3.14", "99999"])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(CellError):
        cells.date(written)


@pytest.mark.parametrize(
    "written",
    [
        "2023.1.1-2026.12.31", "2023-01-01-2026-12-31", "2023年1月1日至2026年12月31日",
        "2023/1/1~2026/12/31", "2023.1—2026.12", "2023年-2026年", "自2023.1.1起至2026.12.31止",
    ],
)  # fmt: skip
def test_a_term_is_read_from_first_to_last_day(written: str) -> None:
    assert cells.date_range(written) == DateRange(date(2023, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("written", ["2026.1.1-2023.1.1", "长期", "2023.1.1", "2023.13-2024.1"])
def test_what_is_no_term_is_refused(written: str) -> None:
    with pytest.raises(CellError):
        cells.date_range(written)


@pytest.mark.parametrize(
    ("written", "starts", "ends"),
    [
        ("2026/1/10 9:30", time(9, 30), None),
        ("2026.1.10 上午9:30", time(9, 30), None),
        ("2026年1月10日 上午9点半", time(9, 30), None),
        ("2026-01-10 09:30", time(9, 30), None),
        ("2026-01-10T09:30:00", time(9, 30), None),
        ("2026 年 1 月 10 日 9:30", time(9, 30), None),
        ("2026年1月10日（周六）下午3点-5点", time(15), time(17)),
        ("2026-01-10 19:00-21:00", time(19), time(21)),
        ("2026-01-10 19:00 至 21:00", time(19), time(21)),
        ("2026-01-10 上午9点-下午3点", time(9), time(15)),
        ("2026-01-10 上午9点-5点", time(9), time(17)),
        ("2026-01-10 09:00至2026-01-10 11:00", time(9), time(11)),
        ("２０２６年１月１０日 ９：３０～１１：００", time(9, 30), time(11)),
        ("2026-01-10 中午12点", time(12), None),
        ("2026-01-10 晚上7点一刻", time(19, 15), None),
        ("2026-01-10", None, None),
        (46032.395833, time(9, 30), None),
        (datetime(2026, 1, 10, 9, 29, 59, 999000), time(9, 30), None),  # noqa: DTZ001  openpyxl
        (date(2026, 1, 10), None, None),
    ],
)
def test_day_and_hours_are_read_as_offices_write_them(
    written: cells.CellValue, starts: time | None, ends: time | None
) -> None:
    assert cells.moment(written) == Moment(date(2026, 1, 10), starts, ends)


def test_the_space_between_day_and_hour_is_not_lost() -> None:
    assert cells.moment("2026/1/1 9:30") == Moment(date(2026, 1, 1), time(9, 30))


@pytest.mark.parametrize(
    "written",
    [
        "2026-06-18 25:00", "2026-06-18 9:75", "2026-06-18 上午", "2026-06-18 晚上12点",
        "2026-06-18 15:00-3:00", "2026-06-18 上午9点-上午5点", "2026-06-18 9:00-2026-06-19 9:00",
        "9:30", "元宵节", "2026/1/19:30",
    ],
)  # fmt: skip
def test_what_is_no_moment_is_refused(written: str) -> None:
    with pytest.raises(CellError):
        cells.moment(written)


@pytest.mark.parametrize("written", ["是", "√", "有", "✓", "y", "已成立", 1, True])
def test_yes_is_read_in_every_spelling(written: cells.CellValue) -> None:
    assert cells.yes_no(written) is True


@pytest.mark.parametrize("written", ["否", "×", "无", "x", "未成立", 0, False])
def test_no_is_read_in_every_spelling(written: cells.CellValue) -> None:
    assert cells.yes_no(written) is False


def test_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(CellError, match="是"):
        cells.yes_no("也许")


def test_text_keeps_numbers_without_false_decimals() -> None:
    assert cells.text(101.0) == "101"
    assert cells.text(28.5) == "28.5"
    assert cells.text(" 一\r\n 二 ") == "一\n二"
    assert cells.text(date(2026, 6, 18)) == "2026-06-18"
    assert cells.text(datetime(2026, 6, 18, 9, 30)) == "2026-06-18 09:30"  # noqa: DTZ001  openpyxl
    assert cells.text(time(9, 30)) == "09:30"


@pytest.mark.parametrize("written", ["一\x00二", "一\x08", "#REF!", "#n/a"])
def test_signs_that_no_database_takes_and_broken_formulas_are_refused(written: str) -> None:
    with pytest.raises(CellError):
        cells.text(written)


def test_a_name_gets_half_width_digits_and_keeps_its_brackets() -> None:
    assert cells.name(20)("建兴路１号院（Ａ区） ") == "建兴路1号院（A区）"


def test_too_long_a_text_is_refused_with_its_limit() -> None:
    with pytest.raises(CellError, match="最多 3 个字"):
        cells.bounded_text(3)("一二三四")


def test_a_choice_is_read_by_any_spelling_and_the_refusal_names_the_first() -> None:
    parse = cells.one_of({"院落": "C", "老旧院落": "C", "其他": "O"})

    assert parse(" 老旧院落") == "C"
    with pytest.raises(CellError, match=r"^应为：院落、其他$"):
        parse("别墅")


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("13800000000", "13800000000"),
        (13800000000, "13800000000"),
        (13800000000.0, "13800000000"),
        ("028-84000000", "028-84000000"),
        ("１２３４５", "12345"),
    ],
)
def test_a_published_phone_is_read_as_text(written: cells.CellValue, phone: str) -> None:
    assert cells.phone(written) == phone


def test_a_masked_phone_never_overwrites_a_real_one() -> None:
    with pytest.raises(CellError, match="打了码"):
        cells.phone("138****0000")
    with pytest.raises(CellError):
        cells.phone("八八八")


@pytest.mark.parametrize(
    "written",
    [
        VALID_ID,
        VALID_ID.lower(),
        f"张某 {VALID_ID}，男",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
        "110105-19491231-002X",
        "1101 0519 4912 3100 2X",
        f"13812345678 {VALID_ID}",
        f"3\r\n{VALID_ID}\r\n4",
        "13812345678 110105 19491231 002X",
        110105194912310016,  # typed as a number: the last digits are lost, the birthday stands
    ],
)
def test_an_identity_number_is_found_in_any_dress(written: cells.CellValue) -> None:
    assert cells.holds_id_number(written)
    assert "1949" not in cells.shown(written)


@pytest.mark.parametrize(
    "written", ["110105194912310021", "91510108MADEM0011G", "1" * 30, 123456, None, True, ""]
)
def test_other_long_numbers_are_no_identity_numbers(written: cells.CellValue) -> None:
    assert not cells.holds_id_number(written)


def test_an_error_report_shows_a_mobile_masked_and_bounds_what_it_shows() -> None:
    assert cells.shown("打 13812345678 找他") == "打 138****5678 找他"
    assert cells.shown("长" * 100).endswith("…")
    assert len(cells.shown("长" * 100)) == 60
    assert "\x00" not in cells.shown("a\x00b")


def test_words_for_nothing_are_known() -> None:
    assert all(cells.says_nothing(word) for word in ("无", "/", "—", " － ", "暂无"))
    assert not any(cells.says_nothing(word) for word in ("无花果路", 0, None, ""))


def test_stored_values_become_typed_cells() -> None:
    assert cells.as_cell("") is None
    assert cells.as_cell(Decimal("28.50")) == 28.5
    assert cells.as_cell(Decimal("28.00")) == 28
    assert cells.as_cell(True) == "是"
    assert cells.as_cell(date(2026, 6, 18)) == date(2026, 6, 18)
    assert cells.as_cell(["x"]) == "['x']"
