from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine

from communities.choices import NoticeState
from communities.models import Notice
from communities.queries.reach import WHOLE_SUB_DISTRICT, Reach, plain_name
from communities.services.notice_ledger import import_notices
from core.ledgers import get_ledger
from core.sheets import write_xlsx
from tests.factories.notices import DraftNoticeFactory, NoticeFactory, ObjectionFactory
from tests.ledger_cast import NOW, csv_of, run
from tests.people import Cast

pytestmark = pytest.mark.django_db
HEADER = ["社区", "小区", "公示标题", "公告类别", "公示期限", "异议情况"]
PERIOD = "2026年11月20日至2026年11月26日"


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def imported(cast: Cast, *rows: list[Any], **choices: Any) -> Any:
    return run("notices", csv_of(HEADER, *rows), cast.secretary, "公告.csv", **choices)


def test_a_row_brings_a_draft_and_never_something_that_hangs(cast: Cast) -> None:
    report = imported(cast, ["甲一社区", "东园", "清洗水箱", "物业公示", PERIOD, "无"])

    assert (report.new, report.errors) == (1, ())
    made = Notice.objects.get()
    assert (made.complex, made.category, made.state, made.created_by) == (
        cast.complex,
        "PROPERTY",
        NoticeState.DRAFT,
        cast.secretary,
    )
    assert (made.shown_from, made.shown_until) == (date(2026, 11, 20), date(2026, 11, 26))
    assert [update.to_state for update in made.updates.all()] == ["DRAFT"]


def test_the_same_sheet_twice_changes_nothing(cast: Cast) -> None:
    row = ["甲一社区", "东园", "清洗水箱", "物业", PERIOD, ""]
    imported(cast, row)

    again = imported(cast, row)

    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)


def test_a_ledger_as_it_was_exported_comes_back_unchanged(cast: Cast) -> None:
    NoticeFactory(complex=cast.complex)
    NoticeFactory(complex=None, community=cast.community)
    NoticeFactory(complex=None, community=None, sub_district=cast.street)
    DraftNoticeFactory(complex=cast.sibling_complex)
    sheet = get_ledger("notices").sheet(user=cast.official, now=NOW)

    report = run("notices", write_xlsx(sheet), cast.official)

    assert (report.new, report.changed, report.unchanged, report.errors) == (0, 0, 4, ())


def test_an_export_counts_objections_and_names_nobody(cast: Cast) -> None:
    notice = NoticeFactory(complex=cast.complex, title="公共收益")
    ObjectionFactory(notice=notice)
    ObjectionFactory(notice=notice, reply="已核对", answered_at=NOW)

    sheet = get_ledger("notices").sheet(user=cast.secretary, now=NOW)

    told = dict(zip(sheet.headings, next(iter(sheet.rows)), strict=True))
    assert told["异议情况"] == "2条，已答复1条"
    assert (told["社区"], told["小区"], told["发布范围"]) == ("甲一社区", "东园", "东园")


def test_what_hangs_is_not_changed_by_a_sheet_and_a_draft_is(cast: Cast) -> None:
    days = {"shown_from": date(2026, 11, 20), "shown_until": date(2026, 11, 22)}
    NoticeFactory(complex=cast.complex, title="挂着的", **days)
    draft = DraftNoticeFactory(complex=cast.complex, title="草稿", **days)

    report = imported(
        cast,
        ["甲一社区", "东园", "挂着的", "物业", PERIOD, ""],
        ["甲一社区", "东园", "草稿", "居务", PERIOD, ""],
        good_rows_only=True,
    )

    assert (report.changed, [error.row for error in report.errors]) == (1, [4])
    assert "不能用表格改" in report.errors[0].message
    draft.refresh_from_db()
    assert (draft.category, draft.shown_until) == ("RESIDENTS", date(2026, 11, 26))
    assert draft.updates.get().note == "改了内容"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (["乙一社区", "北园", "别处的", "物业", PERIOD, ""], "小区"),
        (["甲一社区", "东园", "没有类别", "", PERIOD, ""], "公告类别"),
        (["甲一社区", "东园", "不认识的类别", "八卦", PERIOD, ""], "公告类别"),
        (["甲一社区", "东园", "倒着的", "物业", "2026-11-26至2026-11-20", ""], "公示期限"),
        (["甲一社区", "东园", "太长的", "物业", "2026-11-20至2028-11-20", ""], "公示期限"),
        (["甲一社区", "东园", "没有日子", "物业", "", ""], "公示期限"),
        (["甲一社区", "东园", "号码11010519491231002X", "物业", PERIOD, ""], "公示标题"),
    ],
)
def test_a_row_with_a_fault_is_named_and_the_rest_is_kept(
    cast: Cast, row: list[Any], column: str
) -> None:
    good = ["甲一社区", "西园", "好的", "物业", PERIOD, ""]

    report = imported(cast, row, good, good_rows_only=True)

    assert [error.column for error in report.errors] == [column]
    assert list(Notice.objects.values_list("title", flat=True)) == ["好的"]


def test_the_scope_names_the_place_where_no_other_column_does(cast: Cast) -> None:
    header = ["标题", "类别", "发布范围", "发布时间"]
    content = csv_of(
        header,
        ["全社区的", "居务", "甲一社区", "2026-11-20"],
        ["小区的", "公共收益", "东园", "2026-11-20"],
    )

    report = run("notices", content, cast.secretary, "公告.csv")

    assert report.errors == ()
    assert set(Notice.objects.values_list("title", "complex__name", "shown_until")) == {
        ("全社区的", None, date(2026, 11, 26)),
        ("小区的", "东园", date(2026, 12, 19)),
    }


def test_a_rehearsal_writes_nothing(cast: Cast) -> None:
    report = imported(cast, ["甲一社区", "东园", "清洗水箱", "物业", PERIOD, ""], dry_run=True)

    assert report.new == 1
    assert not Notice.objects.exists()


def test_an_import_takes_as_many_statements_for_one_row_as_for_thirty(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    rows = [["甲一社区", "东园", f"第{n}条", "物业", PERIOD, ""] for n in range(30)]

    with django_assert_max_num_queries(14):
        report = imported(cast, *rows)

    assert report.new == 30


def test_names_reach_as_far_as_their_writer_does(cast: Cast) -> None:
    complexes = type(cast.complex).objects.noticed_by(cast.secretary)
    reach = Reach.of(cast.secretary, complexes=complexes)

    assert {place.name for place in reach.complexes} == {"东园", "西园"}
    assert reach.find(complex_name="东园小区", community_name="") == [cast.complex]
    assert reach.find(complex_name="", community_name=WHOLE_SUB_DISTRICT) == []
    assert plain_name("甲一 社区", "社区") == "甲一"
    assert import_notices(rows=[], actor=cast.secretary, now=NOW).new == 0
