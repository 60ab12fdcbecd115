"""Files and runs for the tests of ledgers; people and places come from `tests.people`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import User
from core.ledger_files import Report, import_file
from core.ledgers import get_ledger
from core.sheets import Sheet, write_csv, write_xlsx

DATA = Path(__file__).parent / "data" / "ledgers"
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def workbook(name: str) -> bytes:
    """One of the workbooks as offices keep them."""
    return (DATA / name).read_bytes()


def run(
    kind: str, content: bytes, actor: User, filename: str = "台账.xlsx", **choices: Any
) -> Report:
    return import_file(
        get_ledger(kind), content=content, filename=filename, actor=actor, now=NOW, **choices
    )


def csv_of(*rows: list[Any]) -> bytes:
    """A CSV whose first row is the header, in row 3."""
    return write_csv(Sheet("", (), tuple(rows[0]), rows[1:]))


def xlsx_of(*rows: list[Any]) -> bytes:
    """A workbook whose first row is the header, in row 3."""
    return write_xlsx(Sheet("", (), tuple(rows[0]), rows[1:]))
