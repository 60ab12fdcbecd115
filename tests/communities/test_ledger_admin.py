from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from openpyxl import load_workbook
from pytest_django import Settings

from accounts.models import User
from communities.models import Complex
from tests.ledger_cast import csv_of, workbook
from tests.people import Cast

HEADER = ["社区", "小区（院落）名称", "小区类型", "总户数", "网格编号"]
IMPORT = "/admin/communities/complex/ledger/import/"
EXPORT = "/admin/communities/complex/ledger/export/"
SignIn = Callable[[User], Client]


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("theme_templates")]


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.IMPORT_ROOT = str(tmp_path / "imports")
    return tmp_path / "imports"


@pytest.fixture
def official_client(client_of: SignIn, official: User) -> Client:
    return client_of(official)


def upload(client: Client, content: bytes, name: str = "台账.csv") -> Any:
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def preview(client: Client, content: bytes) -> tuple[str, str]:
    """The ticket and the page of the preview."""
    answer = upload(client, content)
    assert answer.status_code == 302
    (ticket,) = parse_qs(urlsplit(answer.url).query)["file"]
    return ticket, client.get(answer.url).content.decode()


GOOD = csv_of(HEADER, ["甲一社区", "新园", "院落", 5, "JX-01"], ["甲一社区", "东园", "院落", 6, ""])
BAD = csv_of(HEADER, ["甲一社区", "新园", "院落", 5, ""], ["甲一社区", "旧园", "城堡", "", ""])


def test_the_list_leads_to_import_and_export(official_client: Client) -> None:
    page = official_client.get("/admin/communities/complex/").content.decode()

    assert IMPORT in page
    assert EXPORT in page


def test_who_may_not_write_is_offered_no_import(
    client_of: SignIn, cast: Cast, rf: RequestFactory
) -> None:
    page = client_of(cast.auditor).get("/admin/communities/complex/").content.decode()
    complexes: Any = admin.site.get_model_admin(Complex)

    assert EXPORT in page
    assert IMPORT not in page
    for request in (rf.get(IMPORT), rf.post(IMPORT)):
        request.user = cast.auditor
        with pytest.raises(PermissionDenied):
            complexes.ledger_import(request)


def test_the_first_step_asks_for_a_file_and_offers_a_template(official_client: Client) -> None:
    page = official_client.get(IMPORT).content.decode()

    assert "导入小区基本信息台账" in page
    assert f'href="{EXPORT}?empty=1"' in page
    assert 'enctype="multipart/form-data"' in page


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, ".xls 旧格式"),
        ("a.xlsx", workbook("tiaodenghe-firms.xlsx"), "这不是“小区基本信息台账”"),
        ("a.csv", b"", "文件是空的"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_beside_the_field(
    official_client: Client, folder: Path, name: str, content: bytes, sentence: str
) -> None:
    answer = upload(official_client, content, name)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not folder.exists()


def test_no_file_at_all_is_a_sentence(official_client: Client) -> None:
    assert "请选择一个 .xlsx 或 .csv 文件" in official_client.post(IMPORT).content.decode()


def test_the_preview_counts_and_shows_what_would_change_and_writes_nothing(
    official_client: Client, cast: Cast
) -> None:
    Complex.objects.filter(pk=cast.complex.pk).update(household_count=5)
    _ticket, page = preview(official_client, GOOD)

    assert "确认导入 2 行" in page
    assert "第 4 行 新园" in page
    assert "<del>5</del>" in page
    assert "<strong>6</strong>" in page
    assert "网格编号：系统自动计算，不导入" in page
    assert not Complex.objects.filter(name="新园").exists()


def test_the_confirmation_writes_everything_and_forgets_the_file(
    official_client: Client, cast: Cast, folder: Path
) -> None:
    ticket, _page = preview(official_client, GOOD)

    answer = official_client.post(IMPORT, {"ticket": ticket, "rows": "all"}, follow=True)

    assert "导入完成：新增 1 · 修改 1 · 不变 0" in answer.content.decode()
    assert Complex.objects.get(name="新园").household_count == 5
    assert list(folder.iterdir()) == []
    created: Any = Complex.objects.get(name="新园")
    event = created.events.get()
    assert event.pgh_context["actor"] == cast.official.pk
    again = official_client.post(IMPORT, {"ticket": ticket, "rows": "all"}, follow=True)
    assert "重新选择文件" in again.content.decode()


def test_errors_are_shown_with_row_column_value_and_reason(official_client: Client) -> None:
    ticket, page = preview(official_client, BAD)

    for word in ("5", "小区类型", "城堡", "应为：商品房小区", "只导入没错的 1 行", "下载错误行"):
        assert word in page
    assert "确认导入" not in page
    answer: Any = official_client.get(IMPORT, {"file": ticket, "download": "errors"})
    sheet: Any = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [cell.value for cell in sheet[3]] == ["行号", "列", "内容", "错误原因"]
    assert [cell.value for cell in sheet[4]][:3] == [5, "小区类型", "城堡"]


def test_a_file_with_errors_is_never_confirmed_whole(official_client: Client, cast: Cast) -> None:
    ticket, _page = preview(official_client, BAD)

    answer = official_client.post(IMPORT, {"ticket": ticket, "rows": "all"}, follow=True)

    assert "什么都没有写入" in answer.content.decode()
    assert not Complex.objects.filter(name="新园").exists()


def test_good_rows_are_written_by_choice(official_client: Client, cast: Cast) -> None:
    ticket, _page = preview(official_client, BAD)

    answer = official_client.post(IMPORT, {"ticket": ticket, "rows": "good"}, follow=True)

    assert "有 1 行有错，没有导入" in answer.content.decode()
    assert Complex.objects.filter(name="新园").exists()


def test_an_error_that_appears_only_at_the_confirmation_holds_everything_back(
    official_client: Client, cast: Cast
) -> None:
    ticket, _page = preview(official_client, GOOD)
    Complex.objects.filter(pk=cast.complex.pk).update(occupied_household_count=6, household_count=9)
    Complex.objects.filter(pk=cast.complex.pk).update(occupied_household_count=8)

    answer = official_client.post(IMPORT, {"ticket": ticket, "rows": "all"}, follow=True)

    assert "没有导入：有 1 行不对" in answer.content.decode()
    assert not Complex.objects.filter(name="新园").exists()


def test_a_preview_belongs_to_whoever_made_it(client_of: SignIn, cast: Cast) -> None:
    ticket, _page = preview(client_of(cast.official), GOOD)
    secretary = client_of(cast.secretary)

    assert "已经过期" in secretary.get(IMPORT, {"file": ticket}, follow=True).content.decode()
    answer = secretary.post(IMPORT, {"ticket": ticket, "rows": "all"}, follow=True)
    assert "已经过期" in answer.content.decode()
    assert not Complex.objects.filter(name="新园").exists()


def test_a_file_without_news_has_nothing_to_confirm(official_client: Client, cast: Cast) -> None:
    content = csv_of(HEADER, ["甲一社区", "东园", "", "", ""])

    assert "和现有数据一样，不用导入" in preview(official_client, content)[1]


def test_the_export_holds_the_viewers_rows(client_of: SignIn, cast: Cast) -> None:
    answer: Any = client_of(cast.secretary).get(EXPORT, {"format": "csv"})

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "东园" in text
    assert "南园" not in text


def test_the_template_has_headings_and_no_rows(official_client: Client) -> None:
    answer: Any = official_client.get(EXPORT, {"empty": "1"})

    page: Any = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert page.max_row == 3
    assert page["C3"].value == "小区（院落）名称"
    offered = {str(v.sqref): v.formula1 for v in page.data_validations.dataValidation}
    assert offered["O4:O1000"] == '"物业服务,自治自理,支部+院落,单位自管,脱管"'
    assert "院落" in offered["D4:D1000"]


def test_the_plan_of_activities_has_its_import_too(official_client: Client, cast: Cast) -> None:
    header = ["社区", "小区", "活动名称", "时间"]
    content = csv_of(header, ["甲一社区", "东园", "读书会", "2026-12-23 9:30"])
    address = "/admin/activities/activity/ledger/import/"

    answer: Any = official_client.post(address, {"file": SimpleUploadedFile("a.csv", content)})

    assert "第 4 行 读书会" in official_client.get(answer.url).content.decode()
    assert "导入活动计划表" in official_client.get(address).content.decode()


@pytest.mark.parametrize(
    ("who", "imports", "exports"),
    [
        ("official", 200, 200),
        ("secretary", 200, 200),
        ("outsider", 200, 200),
        ("admin", 200, 200),
        ("auditor", 403, 200),
        ("manager", 302, 302),
        ("steward", 302, 302),
        ("resident", 302, 302),
        ("partner", 302, 302),
    ],
)
@pytest.mark.parametrize("table", ["communities/complex", "activities/activity"])
def test_each_role_meets_its_answer(
    client_of: SignIn, cast: Cast, table: str, who: str, imports: int, exports: int
) -> None:
    client = client_of(getattr(cast, who))

    assert client.get(f"/admin/{table}/ledger/import/").status_code == imports
    assert client.post(f"/admin/{table}/ledger/import/").status_code == imports
    assert client.get(f"/admin/{table}/ledger/export/").status_code == exports


def test_who_is_not_signed_in_is_sent_to_the_sign_in(client: Client) -> None:
    for address in (IMPORT, EXPORT):
        assert client.get(address).status_code == 302
