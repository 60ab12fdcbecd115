"""Ledgers 32 and 33: in and out, by whom, what they refuse."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from communities.choices import VisitOutcome
from communities.models import SurveyItemMean, SurveyRound, VisitFollowUp, VisitTour
from communities.queries.visit_ledger import ledger_tours, needs_text
from communities.services.survey_ledger import import_surveys
from communities.services.visit_ledger import import_visits
from communities.services.visits import Knock, Need, record_need, record_visit
from core.ledgers import get_ledger
from core.sheets import write_xlsx
from tests.factories.surveys import SurveyFactory, SurveyResponseFactory, SurveyRoundFactory
from tests.factories.visits import VisitHouseholdFactory, VisitPlanFactory
from tests.ledger_cast import NOW, csv_of, run
from tests.people import Cast

pytestmark = pytest.mark.django_db
VISITS = ["走访日期", "走访人员", "小区楼栋", "入户户数", "见面户数", "反映问题", "转办单号"]
SURVEYS = ["轮次", "小区", "发放份数", "回收", "各题均分", "主要意见"]


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def visits(cast: Cast, *rows: list[Any], actor: Any = None, **choices: Any) -> Any:
    return run("visits", csv_of(VISITS, *rows), actor or cast.secretary, "走访.csv", **choices)


def surveys(cast: Cast, *rows: list[Any], actor: Any = None, **choices: Any) -> Any:
    return run("surveys", csv_of(SURVEYS, *rows), actor or cast.secretary, "问卷.csv", **choices)


def export(kind: str, user: Any) -> bytes:
    return write_xlsx(get_ledger(kind).sheet(user=user, now=NOW))


ROW = ["2026.11.18", "何晓青", "东园3栋", "34户", "20", "单元门坏了", "ZB-7"]


def test_a_row_of_visits_brings_its_totals_and_its_need(cast: Cast) -> None:
    report = visits(cast, ROW)

    assert (report.new, report.errors) == (1, ())
    tour = VisitTour.objects.get()
    assert (tour.day, tour.visitor, tour.complex, tour.building) == (
        date(2026, 11, 18), "何晓青", cast.complex, "3栋",
    )  # fmt: skip
    assert (tour.counted_households, tour.counted_met, tour.created_by) == (34, 20, cast.secretary)
    need = tour.follow_ups.get()
    assert (need.need, need.transfer_number, need.complex) == ("单元门坏了", "ZB-7", cast.complex)


def test_the_same_sheet_of_visits_twice_changes_nothing(cast: Cast) -> None:
    visits(cast, ROW)

    again = visits(cast, ROW)

    assert (again.new, again.changed, again.unchanged, again.errors) == (0, 0, 1, ())
    assert VisitFollowUp.objects.count() == 1


def test_a_changed_row_of_visits_is_named_cell_by_cell(cast: Cast) -> None:
    visits(cast, ROW)

    report = visits(cast, [*ROW[:4], "21", "单元门坏了，已报修", "ZB-7"])

    assert (report.changed, report.errors) == (1, ())
    assert VisitTour.objects.get().counted_met == 21
    assert VisitFollowUp.objects.get().need == "单元门坏了，已报修"


def doors_walked(cast: Cast) -> None:
    """Three doors of one building: met after being absent, declined, taken back; two needs."""
    plan = VisitPlanFactory(complex=cast.complex)
    one, two, three = VisitHouseholdFactory.create_batch(3, plan=plan)

    def mark(household: Any, outcome: VisitOutcome) -> None:
        knock = Knock(outcome=outcome)
        record_visit(household_id=household.pk, knock=knock, actor=cast.steward, now=NOW)

    mark(one, VisitOutcome.ABSENT)
    mark(one, VisitOutcome.VISITED)
    mark(two, VisitOutcome.DECLINED)
    mark(three, VisitOutcome.VISITED)
    mark(three, VisitOutcome.CLEARED)
    for text in ("灯不亮", "=HYPERLINK(1)"):
        record_need(household_id=one.pk, need=Need(text=text), actor=cast.steward, now=NOW)


def test_doors_are_counted_once_a_tour_by_their_last_mark(cast: Cast) -> None:
    doors_walked(cast)

    [row] = get_ledger("visits").sheet(user=cast.steward, now=NOW).rows

    assert list(row) == [
        1, date(2026, 11, 20), "管家甲", "甲一社区", "东园3栋", 2, 1, "灯不亮；=HYPERLINK(1)", "",
    ]  # fmt: skip


@pytest.mark.parametrize("role", ["secretary", "steward", "official"])
def test_visits_as_they_were_exported_come_back_unchanged(cast: Cast, role: str) -> None:
    visits(cast, ROW)
    doors_walked(cast)
    user = getattr(cast, role)

    report = run("visits", export("visits", user), user)

    assert (report.new, report.changed, report.unchanged, report.errors) == (0, 0, 2, ())


def test_a_row_that_was_counted_at_doors_is_not_changed_by_a_sheet(cast: Cast) -> None:
    doors_walked(cast)

    report = visits(cast, ["2026-11-20", "管家甲", "东园3栋", 9, 9, "", ""])

    assert [error.message for error in report.errors] == [
        "这一行是逐户记出来的，不能用表格改；要改请在走访页上改"
    ]


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        (["2026-11-18", "何", "西区9栋", 3, 2, "", ""], "小区楼栋", "在您负责的范围内没有找到"),
        (["2026-11-18", "何", "北园1栋", 3, 2, "", ""], "小区楼栋", "在您负责的范围内没有找到"),
        (["2026-11-18", "何", "东园3栋", 3, 4, "", ""], "见面户数", "不能多于走访户数"),
        (["2026-11-18", "何", "东园3栋", "", 4, "", ""], "入户户数", "请写走访户数和见面户数"),
        (["2026-11-21", "何", "东园3栋", 3, 2, "", ""], "走访日期", "还没到"),
        (["2026-11-18", "何", "东园3栋", 3, 2, "", "ZB"], "反映问题", "也要写需求或问题"),
        (["2026-11-18", "何", "东园3栋", 3, 2, "漏" * 201, ""], "反映问题", "最多200字"),
        (["2026-11-18", "何", "东园3栋", 3, 2, "11010519491231002X", ""], "反映问题", "身份证号"),
    ],
)
def test_a_row_of_visits_that_cannot_be_is_refused_with_its_column(
    cast: Cast, row: list[Any], column: str, sentence: str
) -> None:
    report = visits(cast, row)

    [error] = report.errors
    assert error.column == column
    assert sentence in error.message
    assert not VisitTour.objects.exists()


def test_one_walk_in_two_rows_is_refused(cast: Cast) -> None:
    report = visits(cast, ROW, [*ROW[:3], "1", "1", "", ""])

    assert len(report.errors) == 1
    assert not VisitTour.objects.exists()


def test_a_manager_brings_no_visits_of_another_complex(cast: Cast) -> None:
    report = visits(cast, ROW, actor=cast.sibling_manager)

    assert [error.column for error in report.errors] == ["小区楼栋"]


def test_the_longer_name_of_a_complex_is_meant(cast: Cast) -> None:
    cast.sibling_complex.name = "东园二期"
    cast.sibling_complex.save()

    visits(cast, ["2026-11-18", "何晓青", "东园二期1栋", 3, 2, "", ""])

    assert VisitTour.objects.get().complex == cast.sibling_complex


def test_the_numbers_of_a_tour_are_told_with_its_needs(cast: Cast) -> None:
    doors_walked(cast)

    [tour] = ledger_tours(VisitTour.objects.all())

    assert (tour.household_count, tour.met_count) == (2, 1)
    assert needs_text(tour) == "灯不亮；=HYPERLINK(1)"


def test_a_file_without_rows_writes_nothing(cast: Cast) -> None:
    for service in (import_visits, import_surveys):
        outcome = service(rows=[], actor=cast.secretary, now=NOW)
        assert (outcome.new, outcome.changed, outcome.problems) == (0, 0, ())


# Surveys --------------------------------------------------------------------------------------------

TOTALS = ["2025年", "东园", "120", "57份", "信任度4.2；获得感：4.05分、幸福感 4", "电梯慢"]


def test_a_round_comes_as_totals_of_its_questions(cast: Cast) -> None:
    survey = SurveyFactory(complex=None, community=cast.community)

    report = surveys(cast, TOTALS)

    assert (report.new, report.errors) == (1, ())
    round_ = SurveyRound.objects.get()
    assert (round_.survey, round_.complex, round_.name) == (survey, cast.complex, "2025年")
    assert (round_.handed_out, round_.returned_count, round_.summary) == (120, 57, "电梯慢")
    assert {(mean.question.item, mean.mean) for mean in round_.means.all()} == {
        ("TRUST", Decimal("4.20")), ("GAIN", Decimal("4.05")), ("HAPPINESS", Decimal(4)),
    }  # fmt: skip
    # Without a period: the day above the table, or the day of the import.
    assert (round_.opens_on, round_.closes_on) == (date(2026, 11, 20), date(2026, 11, 20))


def test_the_same_totals_twice_change_nothing_and_others_are_taken(cast: Cast) -> None:
    SurveyFactory(complex=cast.complex)
    surveys(cast, TOTALS)

    assert surveys(cast, TOTALS).unchanged == 1
    report = surveys(cast, ["2025年", "东园", "120", "58", "信任度4.3", ""])

    assert (report.changed, report.errors) == (1, ())
    assert SurveyRound.objects.get().returned_count == 58
    assert SurveyItemMean.objects.get(question__item="TRUST").mean == Decimal("4.30")
    assert SurveyItemMean.objects.count() == 3


@pytest.mark.parametrize("role", ["secretary", "manager", "official"])
def test_rounds_as_they_were_exported_come_back_unchanged(cast: Cast, role: str) -> None:
    survey = SurveyFactory(complex=None, community=cast.community)
    live = SurveyRoundFactory(survey=survey, complex=cast.complex, handed_out=30, summary="灯")
    SurveyResponseFactory(round=live, scores=(4, 5, 3))
    SurveyResponseFactory(round=live, scores=(5,))
    SurveyRoundFactory(survey=survey, complex=None, community=cast.community)
    surveys(cast, TOTALS)
    user = getattr(cast, role)

    report = run("surveys", export("surveys", user), user)

    rows = 2 if role == "manager" else 3
    assert (report.new, report.changed, report.unchanged, report.errors) == (0, 0, rows, ())


def test_a_round_of_single_answers_takes_only_what_was_handed_out_and_said(cast: Cast) -> None:
    live = SurveyRoundFactory(complex=cast.complex, name="上半年")
    SurveyResponseFactory(round=live, scores=(4,))

    report = surveys(cast, ["上半年", "东园", "90", "", "", "停车难"])
    refused = surveys(cast, ["上半年", "东园", "90", "8", "信任度4", ""])

    live.refresh_from_db()
    assert (report.changed, live.handed_out, live.summary) == (1, 90, "停车难")
    assert [error.message for error in refused.errors] == [
        "这一轮是逐份收回的，回收和均分不能用表格改"
    ]


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        (["一", "南园", 9, 8, "信任度4", ""], "小区", "在您负责的范围内没有找到"),
        (["一", "东园", 9, 8, "信任度6", ""], "各题均分", "每题1到5分"),
        (["一", "东园", 9, 8, "好评4", ""], "各题均分", "里没有“好评”这一题"),
        (["一", "东园", 7, 8, "信任度4", ""], "回收", "不能多于发放"),
        (["一", "东园", 7, "", "信任度4", ""], "回收", "请写回收份数"),
        (["一", "西园", 9, 8, "信任度4", ""], "轮次", "没有这份问卷"),
    ],
)
def test_a_row_of_totals_that_cannot_be_is_refused(
    cast: Cast, row: list[Any], column: str, sentence: str
) -> None:
    SurveyFactory(complex=cast.complex)

    [error] = surveys(cast, row).errors

    assert sentence in error.message
    assert error.column in {column, "问卷"}
    assert not SurveyRound.objects.exists()


def test_a_place_with_two_questionnaires_asks_which(cast: Cast) -> None:
    SurveyFactory(complex=cast.complex, title="甲")
    SurveyFactory(complex=cast.complex, title="乙")
    header = [*SURVEYS, "问卷名称", "调查时间"]
    period = f"{date(2025, 6, 1)}至{date(2025, 6, 1) + timedelta(days=9)}"

    asked = surveys(cast, TOTALS)
    report = run("surveys", csv_of(header, [*TOTALS, "乙", period]), cast.manager, "a.csv")

    assert "请写上“问卷”列" in asked.errors[0].message
    assert report.errors == ()
    made = SurveyRound.objects.get()
    assert (made.survey.title, made.closes_on) == ("乙", date(2025, 6, 10))
