from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from communities.models import Complex
from tests.ledger_cast import DATA, csv_of
from tests.people import Cast

pytestmark = pytest.mark.django_db
HEADER = ["社区", "小区（院落）名称", "小区类型", "总户数"]


def command(*arguments: object, **options: Any) -> tuple[int, str]:
    """Exit code and what was printed."""
    out = StringIO()
    try:
        call_command(*map(str, arguments), stdout=out, **options)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    file = tmp_path / "台账.csv"
    file.write_bytes(
        csv_of(HEADER, ["甲一社区", "新园", "院落", 5], ["甲一社区", "东园", "城堡", 6])
    )
    return file


def test_json_says_counts_and_errors_and_nothing_is_written(cast: Cast, ledger: Path) -> None:
    code, printed = command("import_ledger", "complexes", ledger, "--as", "official", "--json")

    assert code == 1
    assert json.loads(printed) == {
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "errors": [
            {
                "row": 5,
                "column": "小区类型",
                "value": "城堡",
                "message": "应为：商品房小区、院落、安置小区、单位宿舍、商务楼宇、其他",
            }
        ],
        "warnings": [],
    }
    assert not Complex.objects.filter(name="新园").exists()


def test_good_rows_only_writes_them_and_ends_well(cast: Cast, ledger: Path) -> None:
    code, printed = command(
        "import_ledger", "complexes", ledger, "--as", "official", "--good-rows-only"
    )

    assert code == 0
    assert "新增 1 · 修改 0 · 不变 0 · 有错 1" in printed
    assert "第 5 行 小区类型“城堡”：应为" in printed
    assert Complex.objects.filter(name="新园").exists()


def test_a_dry_run_writes_nothing_and_ends_by_what_it_found(cast: Cast, tmp_path: Path) -> None:
    good = tmp_path / "好.csv"
    good.write_bytes(csv_of(HEADER, ["甲一社区", "新园", "院落", 5]))

    code, printed = command("import_ledger", "complexes", good, "--as", "secretary", "--dry-run")

    assert code == 0
    assert "新增 1" in printed
    assert "没有写入任何数据" in printed
    assert not Complex.objects.filter(name="新园").exists()


def test_skipped_columns_are_named(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(csv_of([*HEADER, "网格编号"], ["甲一社区", "新园", "院落", 5, "JX-01"]))

    _code, printed = command("import_ledger", "complexes", file, "--as", "official")

    assert "略过“网格编号”列：系统自动计算，不导入" in printed


@pytest.mark.parametrize(
    ("kind", "name", "sentence"),
    [
        ("complexes", "tiaodenghe-firms.xlsx", "这不是“小区基本信息台账”"),
        ("nonsense", "tiaodenghe-firms.xlsx", "没有“nonsense”这种台账"),
        ("complexes", "missing.xlsx", "读不到文件"),
    ],
)
def test_a_file_that_cannot_be_taken_is_an_error_in_the_same_shape(
    cast: Cast, kind: str, name: str, sentence: str
) -> None:
    code, printed = command("import_ledger", kind, DATA / name, "--as", "official", "--json")

    report = json.loads(printed)
    assert code == 1
    assert (report["new"], report["changed"], report["unchanged"]) == (0, 0, 0)
    assert [error["value"] for error in report["errors"]] == [name]
    assert sentence in report["errors"][0]["message"]


def test_an_unknown_or_dismissed_user_is_refused(cast: Cast, ledger: Path) -> None:
    cast.official.is_active = False
    cast.official.save(update_fields=["is_active"])

    for name in ("nobody", "official"):
        with pytest.raises(CommandError, match=f"没有“{name}”这个账号"):
            command("import_ledger", "complexes", ledger, "--as", name)


def test_an_import_is_audited_under_its_user(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(csv_of(HEADER, ["甲一社区", "新园", "院落", 5]))

    command("import_ledger", "complexes", file, "--as", "secretary")

    created: Any = Complex.objects.get(name="新园")
    context = created.events.get().pgh_context
    assert context["actor"] == cast.secretary.pk
    assert context["reason"] == "import_ledger complexes"


@pytest.mark.parametrize("name", ["小区.xlsx", "小区.csv"])
def test_an_export_is_written_and_imports_unchanged(cast: Cast, tmp_path: Path, name: str) -> None:
    file = tmp_path / name

    code, printed = command("export_ledger", "complexes", file, "--as", "secretary")
    again, report = command("import_ledger", "complexes", file, "--as", "secretary", "--json")

    assert (code, again) == (0, 0)
    assert "已导出 2 行" in printed
    counts = {"new": 0, "changed": 0, "unchanged": 2}
    assert json.loads(report) == {**counts, "errors": [], "warnings": []}


def test_an_exported_workbook_has_its_header_in_row_three(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "小区.xlsx"

    command("export_ledger", "complexes", file, "--as", "official")

    page: Any = load_workbook(file).active
    assert page["A1"].value == "甲街道小区基本信息台账"
    assert page["A2"].value == "填报单位：甲街道"
    assert [cell.value for cell in page[3]][:3] == ["序号", "社区", "小区（院落）名称"]


def test_an_export_that_cannot_be_made_says_why(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="没有“firms”这种台账"):
        command("export_ledger", "firms", tmp_path / "a.xlsx", "--as", "official")
    with pytest.raises(CommandError, match="写不了文件"):
        command("export_ledger", "complexes", tmp_path / "no" / "a.xlsx", "--as", "official")
