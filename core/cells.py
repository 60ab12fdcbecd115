"""What officials type into ledger cells, read without guessing.

Pure functions: one cell in, one value out, or a `CellError` whose sentence names what is expected.
`None` and "" never reach the parsers: a blank cell means "leave as it is" and is decided above.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl.utils.datetime import from_excel

from accounts.phones import PhoneInvalid, normalise_contact
from accounts.text import half_width, has_id_number

CellValue = str | int | float | Decimal | dt.datetime | dt.date | dt.time | dt.timedelta | None
Parser = Callable[[CellValue], object]

MAX_INTEGER = 2_147_483_647
SERIAL_DAYS = range(10_000, 80_000)  # 1927 to 2119 as days of a spreadsheet's calendar
YEARS = range(1900, 2101)
# Written where there is nothing to write; clears the field on import.
NOTHING_WORDS = frozenset({"无", "暂无", "没有", "/", "\\", "-", "--", "—", "——", "空"})
EXCEL_ERRORS = frozenset(
    {
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
    }
)
YES_WORDS = frozenset(
    {"是", "有", "√", "✓", "✔", "☑", "对", "已", "已成立", "Y", "YES", "TRUE", "1"}
)
NO_WORDS = frozenset(
    {
        "否",
        "无",
        "没有",
        "×",
        "✗",
        "✘",
        "☒",
        "X",
        "未",
        "未成立",
        "不是",
        "N",
        "NO",
        "FALSE",
        "0",
    }
)

# Digits and letters only: Chinese brackets belong to names.
_HALF_WIDTH_SIGNS = {
    code: code - 0xFEE0
    for start, end in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))  # noqa: RUF001  full-width on purpose
    for code in range(ord(start), ord(end) + 1)
}
_SPACES = re.compile(r"\s+")
_GAPS_OUTSIDE_NUMBERS = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
_GAPS_IN_DATES = re.compile(r"\s*([-/.年月])\s*|\s+(?=[日号])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<unit>\D.{0,9})?")
_UNIT = re.compile(r"(?:[\u4e00-\u9fff/·()%]|m2|m)*")
_YEAR = re.compile(r"(\d{4})(?:\.0+)?\s*年?(?:初|底|末)?(?:建成|建|竣工|交付)?")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_RANGE_END = r"\d{4}(?:[-/.年]\d{1,2}(?:[-/.月]\d{1,2})?)?[年月日号]?"
_RANGE = re.compile(rf"(?:自|从)?({_RANGE_END})起?(?:至|到|~|～|—+|–|-+)({_RANGE_END})止?")
_PARTIAL_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?)?[年月日号]?")
_WEEKDAY = re.compile(r"\(?(?:周|星期|礼拜)[一二三四五六日天]\)?")
_PERIOD = r"凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜间|早|晚|AM|PM|am|pm"
_CLOCK = re.compile(
    rf"(?P<period>{_PERIOD})?(?P<hour>\d{{1,2}})"
    r"(?:(?:[:点时](?P<minute>\d{1,2}|半|一刻|三刻|整|钟)?)(?:分|:\d{2}(?:\.0+)?)?)?"
)
_SPAN_MARK = re.compile(r"至|到|~|～|—+|–|-+")
_GAP = re.compile(r"[\s\-·]")
# Looks ahead only, so that a phone before the number does not swallow its beginning.
_SPACED_IDENTITY = re.compile(r"(?<!\d)(?=((?:\d[\s\-·]{0,2}){17}[\dXx])(?![\dXx]))")
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")


class CellError(ValueError):
    """A cell that can't be read; `message` says what is expected."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


@dataclass(frozen=True)
class DateRange:
    """From a day to a day, both included (合同起止)."""

    starts_on: dt.date
    ends_on: dt.date


@dataclass(frozen=True)
class Moment:
    """A day with the hours that stood beside it, if any (活动时间)."""

    day: dt.date
    starts: dt.time | None = None
    ends: dt.time | None = None


def is_blank(value: CellValue) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def says_nothing(value: CellValue) -> bool:
    """A word that stands for an empty field, such as 无 or /."""
    return isinstance(value, str) and half_width(value).strip() in NOTHING_WORDS


def shown(value: CellValue, *, limit: int = 60) -> str:
    """A cell as an error report may show it: identity and mobile numbers masked, bounded."""
    written = _CONTROL.sub("�", _written(value)).strip()
    plain = half_width(written)
    if holds_id_number(value):
        return _("（疑似身份证号，已隐去）")
    if _MOBILE.search(plain):
        written = _MOBILE.sub(r"\1****\2", plain)
    return written if len(written) <= limit else written[: limit - 1] + "…"


def text(value: CellValue) -> str:
    """One tidy line or paragraph; numbers without a false decimal (101.0 is room 101)."""
    written = _written(value)
    if _CONTROL.search(written):
        raise CellError(_("里面有看不见的控制字符，请删除后重新输入"))
    written = tidy_lines(written)
    if written.upper() in EXCEL_ERRORS:
        raise CellError(_("单元格里的公式出错了，请改成文字或数字"))
    return written


def tidy_lines(written: str) -> str:
    """Line ends as one kind, no blanks around lines."""
    written = written.replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.strip() for line in written.strip().split("\n"))


def integer(value: CellValue) -> int:
    """A count: 1,900 or 1900户 or 2006.0, also in full width."""
    number = decimal(value)
    if number != number.to_integral_value():
        raise CellError(_("应为整数，例如 1900"))
    if number > MAX_INTEGER:
        raise CellError(_("数字太大，请检查"))
    return int(number)


def decimal(value: CellValue) -> Decimal:
    """A number that is not negative, thousands marks and a unit behind it allowed."""
    expected = _("应为数字，例如 1900、1,900 或 1900户")
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise CellError(expected)
    match = _NUMBER.fullmatch(_GAPS_OUTSIDE_NUMBERS.sub("", half_width(text(value))))
    if match is None:
        raise CellError(expected)
    number = Decimal(match["number"].replace(",", ""))
    unit = match["unit"] or ""
    if unit.startswith("万"):
        number, unit = number * 10_000, unit[1:]
    if not _UNIT.fullmatch(unit):
        raise CellError(expected)
    if number < 0:
        raise CellError(_("不能是负数"))
    return number


def area(value: CellValue) -> Decimal:
    """Square metres, to the hundredth."""
    number = decimal(value).quantize(Decimal("0.01"))
    if number > MAX_INTEGER:
        raise CellError(_("数字太大，请检查"))
    return number


def year(value: CellValue) -> int:
    """A year: 2005年, 2006.0, 2007, or the year of a date."""
    if isinstance(value, dt.date):
        return value.year
    written = _compact(text(value))
    match = _YEAR.fullmatch(written)
    if match is not None:
        found = int(match[1])
    elif _DATE.fullmatch(written) or re.fullmatch(r"\d{4}[-/.年]\d{1,2}月?", written):
        found = int(written[:4])
    else:
        raise CellError(_("应为四位年份，例如 2005 或 2005年"))
    if found not in YEARS:
        raise CellError(_("年份不合理，应为四位年份，例如 2005"))
    return found


def date(value: CellValue) -> dt.date:
    """A day in one of the four written forms, or as the spreadsheet keeps days."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    written = _compact(text(value))
    if re.fullmatch(r"\d{5}(?:\.0*)?", written):
        return _from_serial(float(written)).date()
    without_weekday = _WEEKDAY.sub("", written)
    match = _DATE.fullmatch(without_weekday) or _COMPACT_DATE.fullmatch(without_weekday)
    midnight = re.fullmatch(r"(\d{4}-\d{2}-\d{2})[T]?00:00(?::00)?", written)
    if match is None and midnight is not None:
        match = _DATE.fullmatch(midnight[1])
    if match is None:
        raise CellError(_("应为日期，例如 2026-06-18 或 2026年6月18日"))
    return _day(match[1], match[2], match[3])


def date_range(value: CellValue) -> DateRange:
    """From a day to a day: 2023.1.1-2026.12.31, 2023年1月1日至2026年12月31日."""
    match = _RANGE.fullmatch(_compact(text(value)))
    if match is None:
        raise CellError(_("应为起止日期，例如 2023.1.1-2026.12.31"))
    starts_on = _edge_of(match[1], last=False)
    ends_on = _edge_of(match[2], last=True)
    if ends_on < starts_on:
        raise CellError(_("结束日期早于开始日期，请检查"))
    return DateRange(starts_on, ends_on)


def moment(value: CellValue) -> Moment:
    """A day and its hours: 2026.1.17 上午9:30, 2026年1月26日 上午9点半, 2026-06-18 19:00-21:00."""
    if isinstance(value, dt.datetime):
        value = _whole_minute(value)
        return Moment(value.date(), value.time() if _has_hours(value) else None)
    if isinstance(value, dt.date):
        return Moment(value)
    # The space between day and hour is kept: 2026/1/1 9:30 is not the 19th.
    written = _GAPS_IN_DATES.sub(r"\1", half_width(text(value)))
    if re.fullmatch(r"\d{5}(?:\.\d+)?", written):
        return moment(_from_serial(float(written)))
    found = _DATE.match(written)
    if found is None:
        raise CellError(_("应为日期和时间，例如 2026-06-18 09:30 或 2026年6月18日 上午9点半"))
    day = _day(found[1], found[2], found[3])
    starts, ends = _hours(_WEEKDAY.sub("", _compact(written[found.end() :])), day)
    return Moment(day, starts, ends)


def yes_no(value: CellValue) -> bool:
    """是/否, √/×, 有/无."""
    if isinstance(value, bool):
        return value
    written = _compact(text(value)).upper()
    if written in YES_WORDS:
        return True
    if written in NO_WORDS:
        return False
    raise CellError(_("应填“是”或“否”"))


def phone(value: CellValue) -> str:
    """A published phone as people dial it: a mobile, a landline, a short public number."""
    written = text(value)
    if "*" in half_width(written):
        raise CellError(_("号码打了码，请填完整号码，或者留空不改"))
    try:
        return normalise_contact(written)
    except PhoneInvalid as error:
        raise CellError(str(error)) from error


def name(limit: int) -> Parser:
    """A name on one line, digits and letters half-width, that fits into its field."""
    fits = bounded_text(limit)

    def parse(value: CellValue) -> str:
        return str(fits(" ".join(text(value).split()).translate(_HALF_WIDTH_SIGNS)))

    return parse


def bounded_text(limit: int) -> Parser:
    """`text` that fits into its field."""

    def parse(value: CellValue) -> str:
        written = text(value)
        if len(written) > limit:
            raise CellError(_("太长了，最多 %(limit)s 个字") % {"limit": limit})
        return written

    return parse


def one_of(words: Mapping[str, str]) -> Parser:
    """A choice by any of its spellings; the sentence names the first ones."""
    by_spelling = {_compact(spelling).lower(): stored for spelling, stored in words.items()}
    first_spelling: dict[str, str] = {}
    for spelling, stored_as in words.items():
        first_spelling.setdefault(stored_as, spelling)

    def parse(value: CellValue) -> str:
        stored = by_spelling.get(_compact(text(value)).lower())
        if stored is None:
            raise CellError(_("应为：%(words)s") % {"words": "、".join(first_spelling.values())})
        return stored

    return parse


def holds_id_number(value: CellValue) -> bool:
    """Whether an identity number (GB 11643) stands in the cell, also spaced out or as a number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return False
    written = half_width(_written(value))
    if len(written) < 18:
        return False
    if isinstance(value, str):
        spaced = (_GAP.sub("", match[1]) for match in _SPACED_IDENTITY.finditer(written))
        return has_id_number(written) or any(has_id_number(number) for number in spaced)
    # A spreadsheet keeps 15 digits of a number: the check digit is lost, the birthday is not.
    return len(written) == 18 and _has_birthday(written)


def as_cell(value: object) -> CellValue:
    """A stored value as a typed cell: local time without zone, nothing for what is empty."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return _written(value)
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).replace(tzinfo=None) if value.tzinfo else value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, str | int | float | dt.date | dt.time):
        return value
    return str(value)


def _has_birthday(number: str) -> bool:
    try:
        born = dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return 1850 <= born.year <= 2100


def _written(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e18 else repr(value)
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M") if _has_hours(value) else value.strftime("%Y-%m-%d")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return str(value)


def _compact(written: str) -> str:
    """Half-width, without any white space."""
    return _SPACES.sub("", half_width(written))


def _day(year_: str, month: str, day: str) -> dt.date:
    try:
        found = dt.date(int(year_), int(month), int(day))
    except ValueError:
        raise CellError(_("没有这一天，请检查年月日")) from None
    if found.year not in YEARS:
        raise CellError(_("年份不合理，请检查"))
    return found


def _edge_of(written: str, *, last: bool) -> dt.date:
    """The first or the last day that a date of any precision stands for."""
    match = _PARTIAL_DATE.fullmatch(written)
    if match is None:
        raise CellError(_("应为起止日期，例如 2023.1.1-2026.12.31"))
    if match[3]:
        return _day(match[1], match[2], match[3])
    month = int(match[2]) if match[2] else (12 if last else 1)
    first = _day(match[1], str(month), "1")
    if not last:
        return first
    return (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def _from_serial(serial: float) -> dt.datetime:
    if int(serial) not in SERIAL_DAYS:
        raise CellError(_("应为日期，例如 2026-06-18 或 2026年6月18日"))
    found = from_excel(serial)
    if not isinstance(found, dt.datetime):
        raise CellError(_("应为日期，例如 2026-06-18 或 2026年6月18日"))
    return found


def _whole_minute(value: dt.datetime) -> dt.datetime:
    """Days kept as fractions come back some microseconds short of their minute."""
    return (value + dt.timedelta(seconds=30)).replace(second=0, microsecond=0)


def _has_hours(value: dt.datetime) -> bool:
    return value.time() != dt.time.min


def _hours(written: str, day: dt.date) -> tuple[dt.time | None, dt.time | None]:
    """The start and end that follow a date; either may be missing."""
    written = written.removeprefix("T").strip(",、")
    if not written:
        return None, None
    first, _mark, second = _SPAN_MARK.sub("~", written, count=1).partition("~")
    starts, period = _clock(first, inherited="")
    if not second:
        return starts, None
    again = _DATE.match(second)
    if again is not None:
        if _day(again[1], again[2], again[3]) != day:
            raise CellError(_("跨天的活动请一天写一行"))
        second = second[again.end() :]
    return starts, _end_clock(second, starts=starts, period=period)


def _end_clock(written: str, *, starts: dt.time, period: str) -> dt.time:
    """下午3点-5点: the end is in the afternoon too; 上午9点-5点: it can only be."""
    ends, _period = _clock(written, inherited=period)
    names_no_period = _clock(written, inherited="")[1] == ""
    if ends <= starts and period and names_no_period and ends.hour < 12:
        ends = ends.replace(hour=ends.hour + 12)
    if ends <= starts:
        raise CellError(_("结束时间不晚于开始时间，请检查"))
    return ends


def _clock(written: str, *, inherited: str) -> tuple[dt.time, str]:
    match = _CLOCK.fullmatch(written)
    if match is None:
        raise CellError(_("时间看不懂，应为 09:30、上午9点半 或 19:00-21:00"))
    period = match["period"] or inherited
    named = {"整": 0, "钟": 0, "半": 30, "一刻": 15, "三刻": 45}
    written_minute = match["minute"] or "整"
    hour = _hour_of_day(int(match["hour"]), period)
    minute = named[written_minute] if written_minute in named else int(written_minute)
    try:
        return dt.time(hour, minute), period
    except ValueError:
        raise CellError(_("没有这个时间，请检查几点几分")) from None


def _hour_of_day(hour: int, period: str) -> int:
    if period in {"晚上", "夜间", "晚"} and hour == 12:
        raise CellError(_("“晚上12点”说不清是哪一天，请写成 24 小时制"))
    if period in {"下午", "傍晚", "晚上", "夜间", "晚", "PM", "pm"} and hour < 12:
        return hour + 12
    if period == "中午" and hour < 11:
        return hour + 12
    return 0 if period == "凌晨" and hour == 12 else hour
