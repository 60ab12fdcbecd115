"""The activity plan of 天玺华府 as its manager keeps it, carried over to the year that is asked for."""

from __future__ import annotations

import io
import re
from datetime import date

from openpyxl import load_workbook

from demo.seed.programme import Day, days_in

PLAN = "tianxi-huafu-activity-plan-2026.xlsx"
PLAN_YEAR = 2026
# What moves with the moon; all other sessions keep their day of the month.
BY_THE_MOON = {
    "腊八送粥": Day("腊八"),
    "元宵猜灯谜": Day("元宵"),
    "端午包粽子": Day("端午", -1),
    "七夕家风故事": Day("七夕"),
    "中秋邻里宴": Day("中秋", -1),
    "重阳义剪": Day("重阳"),
    "冬至送温暖": Day("冬至"),
}
_DATE = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?")
_TITLE, _WHEN = 3, 5


def plan_of_year(content: bytes, year: int) -> bytes:
    """The workbook with its dates in `year`; the one of 2026 as it is, in its four date forms."""
    if year == PLAN_YEAR:
        return content
    book = load_workbook(io.BytesIO(content))
    for row in book.worksheets[0].iter_rows():
        if isinstance(row[0].value, str):
            row[0].value = row[0].value.replace(str(PLAN_YEAR), str(year))
        when = row[_WHEN].value
        if isinstance(when, str) and _DATE.search(when):
            row[_WHEN].value = _DATE.sub(_day_text(str(row[_TITLE].value), when, year), when)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _day_text(title: str, when: str, year: int) -> str:
    _year, month, day = (int(part) for part in re.findall(r"\d+", when)[:3])
    by_the_moon = days_in(year, BY_THE_MOON[title]) if title in BY_THE_MOON else []
    # A year without 腊八 (2023, 2037) keeps the day of the month.
    return (by_the_moon[0] if by_the_moon else date(year, month, day)).isoformat()
