"""Workbooks that offices should never send, and do: built here, so that nobody wonders what is in them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from openpyxl import Workbook


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def untidy() -> bytes:
    """Full-width digits, merged titles, section lines, a header in row 6, totals in the middle."""
    book = Workbook()
    cover: Any = book.active
    cover.title = "封面"
    cover["A1"] = "２０２６年基层治理台账汇编"
    page: Any = book.create_sheet("小区")
    page["A1"] = "甲街道小区（院落）基本信息台账"
    page.merge_cells("A1:H2")
    page["A3"] = "填报单位：甲街道　填报日期：２０２６．１０．３０"
    page.merge_cells("A3:H3")
    # Row 4 is empty; the header takes two rows, its groups merged.
    page.append([])
    for column, (upper, lower) in enumerate(
        [
            ("序号", None), ("所属社区", None), ("小区\n名称 *", None), ("小区类型", None),
            ("规模", "总户数（户）"), (None, "常住人口（人）"), ("管理模式", None), ("备　注", None),
        ],
        start=1,
    ):  # fmt: skip
        page.cell(row=5, column=column, value=upper)
        page.cell(row=6, column=column, value=lower)
        if lower is None:
            page.merge_cells(start_row=5, end_row=6, start_column=column, end_column=column)
    page.merge_cells("E5:F5")
    rows = [
        ["一、甲一社区"],
        ["１", "甲一社区", "东园", "商品房小区", "１，９００户", "４２７１人", "物业服务", "／"],
        [2, None, "３号院", "老旧院落", " 2 10 ".replace(" ", ""), "５６０", "支部＋院落", None],
        ["小　计", None, None, None, 2110, 4831, None, None],
        ["二、甲二社区"],
        ["序号", "所属社区", "小区\n名称 *", "小区类型", "总户数（户）", "常住人口（人）", "管理模式", "备　注"],
        [3.0, "甲二社区", "南园", "商品房小区", 800.0, "2,000", "脱管", "—"],
        [None, "合计", None, None, 2910, 6831, None, None],
        ["填表人：", None, None, None, "审核人："],
    ]  # fmt: skip
    for row in rows:
        page.append(row)
    page.merge_cells("B8:B9")
    return saved(book)


def acting_cells() -> bytes:
    """Formulas as text, an identity number in a note and in an unknown column, odd signs."""
    book = Workbook()
    page: Any = book.active
    page.append(["社区", "小区名称", "总户数", "备注", "联系人证件"])
    page.append(["甲一社区", '=HYPERLINK("x")', 10, "好", None])
    page["B2"].data_type = "s"
    page.append(["甲一社区", "西院", 20, "负责人 １１０１０５１９４９１２３１００２Ｘ", None])
    page.append(["甲一社区", "北院", 30, "好", "11010519491231002X"])
    page.append(["甲一社区", "中院_x0000_", 40, "好", None])
    page.append(["甲一社区", "后院", "#REF!", "好", None])
    page.append(["甲一社区", "前院", 60, "好", None])
    return saved(book)


def bomb(*, entries: int = 1, unpacked: int = 120 * 1024 * 1024) -> bytes:
    """A workbook's zip that unpacks to far more than it weighs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(entries):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b" " * (unpacked // entries))
    return out.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """A good workbook with one more part inside."""
    book = Workbook()
    page: Any = book.active
    page.append(["社区", "小区名称", "总户数"])
    out = io.BytesIO(saved(book))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()
