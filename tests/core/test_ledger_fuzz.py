"""Broken, mangled and silly files: whatever arrives, a person gets a report or a sentence."""

# ruff: noqa: S311  odd signs are what is tested; no secret is drawn
from __future__ import annotations

import io
import random
import zipfile

import pytest

from core.errors import DomainError
from tests.ledger_cast import run, workbook
from tests.people import Cast

pytestmark = pytest.mark.django_db
FILES = 150
SOURCES = {
    "complexes": "jianxinglu-complexes.xlsx",
    "activity-plan": "tianxi-huafu-activity-plan-2026.xlsx",
}
HEADER = "社区,小区名称,总户数,备注,建成年份,活动名称,时间,小区"
WORDS = [
    "甲一社区", "东园", "1", "\x00", "=1", "'=", "9" * 40, "2026-1-1 9:30", "\U0001f600", "无", "1e9", "٣",
    "²", "½", "0" * 30, "11010519491231002X", '"', "２", ":", "2026.13.45 25:99", "999999-99-99",
    "0001-01-01 00:00", "9999-12-31 23:59", "-", "上午", "1,2,3", "1" * 5000, "全社区", "全街道",
]  # fmt: skip
CELL_TYPES = [b't="n"', b't="d"', b't="e"', b't="b"', b't="str"', b't="zz"', b't="inlineStr"']
VALUES = [b"<v>-", b"<v>9e999", b"<v>1E400</v><v>", b"<v>99999999999999999999"]


def mangled(source: bytes, dice: random.Random) -> bytes:
    """The same workbook with some of its parts damaged, or one missing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            if dice.random() > 0.03:
                part = old.read(entry)
                new.writestr(entry.filename, damaged(part, dice) if dice.random() < 0.5 else part)
    return out.getvalue()


def damaged(part: bytes, dice: random.Random) -> bytes:
    for _blow in range(dice.randint(1, 5)):
        at = dice.randrange(len(part) + 1)
        part = dice.choice(
            [
                part[:at] + bytes([dice.randrange(256)]) + part[at + 1 :],
                part[:at] + part[at + dice.randint(1, 30) :],
                part[:at] + part[at : at + 20] + part[at:],
                part.replace(b't="s"', dice.choice(CELL_TYPES), dice.randint(1, 5)),
                part.replace(b"<v>", dice.choice(VALUES), dice.randint(1, 9)),
            ]
        )
    return part


def overwritten(source: bytes, dice: random.Random) -> bytes:
    content = bytearray(source)
    for _byte in range(dice.randint(1, 20)):
        content[dice.randrange(len(content))] = dice.randrange(256)
    return bytes(content)


def silly_csv(source: bytes, dice: random.Random) -> bytes:
    rows = [",".join(dice.choices(WORDS, k=8)) for _row in range(dice.randint(0, 20))]
    return "\r\n".join([HEADER, *rows]).encode(dice.choice(["utf-8", "gb18030", "utf-16"]))


@pytest.mark.parametrize("make", [mangled, overwritten, silly_csv])
@pytest.mark.parametrize("kind", SOURCES)
def test_no_file_brings_the_import_down(cast: Cast, kind: str, make: object) -> None:
    dice = random.Random(f"{kind}{make}".partition(" at ")[0])
    source = workbook(SOURCES[kind])
    for _file in range(FILES):
        content = make(source, dice)  # type: ignore[operator]
        name = "a.csv" if make is silly_csv else "a.xlsx"
        try:
            report = run(
                kind,
                content,
                dice.choice([cast.admin, cast.official, cast.manager]),
                name,
                good_rows_only=dice.random() < 0.7,
            )
            said = [error.message for error in report.errors]
            shown = str(report.as_dict())
        except DomainError as error:
            said, shown = [error.message], error.message
        assert all(said)
        assert "11010519491231002X" not in shown
