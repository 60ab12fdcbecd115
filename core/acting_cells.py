"""Text that a spreadsheet would take for a formula: how it is written, and read back as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.cells import CellValue

_LEADING_SIGN = re.compile(r"\A'*(?:[ \u3000]*)[=+\-@\t\r\n\x00＝＋－＠]")


def neutralised(value: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{value}" if _LEADING_SIGN.match(value) else value


def restored(value: CellValue) -> CellValue:
    """The text as it was before `neutralised`."""
    if isinstance(value, str) and value.startswith("'") and _LEADING_SIGN.match(value):
        return value[1:]
    return value
