"""Ledger 2 and the list of doors: walls under any spelling, heads by their days, doors by the thousand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.choices import DutyKind
from communities.models import Building, Complex, Door, DoorDuty, Unit
from communities.services.building_ledger import import_buildings
from communities.services.door_ledger import import_doors
from core.ledger_files import Report
from core.ledgers import LedgerRow, get_ledger
from core.sheets import write_xlsx
from tests.factories.accounts import PersonFactory
from tests.factories.communities import BuildingFactory, DoorDutyFactory, DoorFactory, UnitFactory
from tests.ledger_cast import NOW, run, xlsx_of
from tests.people import Cast

pytestmark = pytest.mark.django_db
HEADER = ["序号", "小区", "楼栋", "单元", "户数", "楼栋长", "党小组", "责任区党员数"]
DOORS = ["小区", "楼栋", "单元", "户号", "楼层", "面积(㎡)"]


def buildings(cast: Cast, *rows: list[Any], **options: Any) -> Report:
    return run("buildings", xlsx_of(HEADER, *rows), cast.official, **options)


def doors(cast: Cast, *rows: list[Any], header: list[str] = DOORS, **options: Any) -> Report:
    return run("doors", xlsx_of(header, *rows), cast.official, **options)


def heads_on(day: date, complex_: Complex) -> dict[str, str]:
    """By span: who heads it."""
    duties = DoorDuty.objects.on(day).filter(complex=complex_, kind=DutyKind.BUILDING_HEAD)
    return {
        f"{duty.building.name if duty.building else duty.unit.name}": duty.person.name
        for duty in duties.select_related("person", "building", "unit")
    }


def test_the_sheet_makes_buildings_units_households_and_heads(cast: Cast) -> None:
    report = buildings(
        cast,
        [1, "东园", "3栋", "1单元", "60户", "张秀珍", "第一党小组", 4],
        [2, "", "3栋", "2单元", 58, "张秀珍", "", ""],
        [3, "", "4", "1", 30, "", "", ""],
    )

    assert (report.new, report.errors) == (3, ())
    assert [skipped.heading for skipped in report.skipped] == ["党小组", "责任区党员数"]
    found = Unit.objects.filter(complex=cast.complex).order_by("building__name", "name")
    assert list(found.values_list("building__name", "name", "household_count")) == [
        ("3栋", "1单元", 60), ("3栋", "2单元", 58), ("4栋", "1单元", 30),
    ]  # fmt: skip
    assert set(found.values_list("community", "sub_district")) == {
        (cast.community.pk, cast.street.pk)
    }
    assert set(found.values_list("figures_on", flat=True)) == {NOW.date()}
    assert heads_on(NOW.date(), cast.complex) == {"3栋": "张秀珍"}


def test_the_same_sheet_again_changes_nothing_under_any_spelling(cast: Cast) -> None:
    buildings(cast, [1, "东园", "3栋", "1单元", 60, "张秀珍", "", ""])
    before = list(DoorDuty.objects.values()), list(Unit.objects.values())

    report = buildings(cast, [1, "东园小区", "3号楼", "1", "60户", "张秀珍", "", ""])

    assert (report.new, report.changed, report.unchanged, report.errors) == (0, 0, 1, ())
    assert (list(DoorDuty.objects.values()), list(Unit.objects.values())) == before


def test_an_exported_ledger_comes_back_unchanged(cast: Cast) -> None:
    buildings(
        cast,
        [1, "东园", "3栋", "1单元", 60, "张秀珍", "", ""],
        [2, "东园", "10栋", "1单元", 60, "王建国", "", ""],
        [3, "东园", "10栋", "2单元", "", "李梅", "", ""],
    )
    sheet = get_ledger("buildings").sheet(user=cast.official, now=NOW)

    report = run("buildings", write_xlsx(sheet), cast.official)

    assert [row[3] for row in sheet.rows] == ["3栋", "10栋", "10栋"]
    assert (report.new, report.changed, report.unchanged, report.errors) == (0, 0, 3, ())


def test_blank_cells_leave_what_stands_and_a_stroke_empties_it(cast: Cast) -> None:
    buildings(cast, [1, "东园", "3栋", "1单元", 60, "张秀珍", "", ""])

    untouched = buildings(cast, [1, "东园", "3栋", "1单元", "", "", "", ""])
    emptied = buildings(cast, [1, "东园", "3栋", "1单元", "/", "", "", ""])

    assert (untouched.unchanged, emptied.changed) == (1, 1)
    assert Unit.objects.get(complex=cast.complex).household_count is None


def test_a_new_head_ends_the_one_before_on_the_day_before(cast: Cast) -> None:
    building = BuildingFactory(complex=cast.complex, name="3栋")
    UnitFactory(building=building, name="1单元")
    old = DoorDutyFactory(
        complex=cast.complex,
        building=building,
        kind=DutyKind.BUILDING_HEAD,
        person=PersonFactory(name="张秀珍"),
        valid_from=date(2026, 1, 1),
    )

    report = buildings(cast, [1, "东园", "3栋", "1单元", "", "王建国", "", ""])

    old.refresh_from_db()
    day = NOW.date()
    assert report.changes[0].cells == (("楼栋长", "张秀珍", "王建国"),)
    assert (day - old.valid_until).days == 1
    assert heads_on(old.valid_until, cast.complex) == {"3栋": "张秀珍"}
    assert heads_on(day, cast.complex) == {"3栋": "王建国"}


def test_a_stroke_ends_the_head_and_nobody_follows(cast: Cast) -> None:
    building = BuildingFactory(complex=cast.complex, name="3栋")
    UnitFactory(building=building, name="1单元")
    DoorDutyFactory(
        complex=cast.complex,
        building=building,
        kind=DutyKind.BUILDING_HEAD,
        valid_from=date(2026, 1, 1),
    )

    buildings(cast, [1, "东园", "3栋", "1单元", "", "无", "", ""])

    assert heads_on(NOW.date(), cast.complex) == {}
    assert DoorDuty.objects.filter(complex=cast.complex).count() == 1


def test_heads_who_differ_answer_for_their_units(cast: Cast) -> None:
    buildings(
        cast,
        [1, "东园", "3栋", "1单元", "", "张秀珍", "", ""],
        [2, "东园", "3栋", "2单元", "", "王建国", "", ""],
    )

    assert heads_on(NOW.date(), cast.complex) == {"1单元": "张秀珍", "2单元": "王建国"}


def test_one_head_for_the_whole_building_takes_over_from_the_units(cast: Cast) -> None:
    rows = [
        [1, "东园", "3栋", "1单元", "", "张秀珍", "", ""],
        [2, "东园", "3栋", "2单元", "", "王建国", "", ""],
    ]
    run("buildings", xlsx_of(["填报日期：2026-06-01"], HEADER, *rows), cast.official)
    for row in rows:
        row[5] = "李梅"

    report = run("buildings", xlsx_of(["填报日期：2026-07-01"], HEADER, *rows), cast.official)

    assert (report.changed, report.errors) == (2, ())
    assert heads_on(date(2026, 6, 30), cast.complex) == {"1单元": "张秀珍", "2单元": "王建国"}
    assert heads_on(date(2026, 7, 1), cast.complex) == {"3栋": "李梅"}


def test_head_who_began_later_than_the_sheet_is_never_overwritten(cast: Cast) -> None:
    building = BuildingFactory(complex=cast.complex, name="3栋")
    UnitFactory(building=building, name="1单元")
    DoorDutyFactory(
        complex=cast.complex,
        building=building,
        kind=DutyKind.BUILDING_HEAD,
        person=PersonFactory(name="张秀珍"),
        valid_from=NOW.date(),
    )

    report = buildings(cast, [1, "东园", "3栋", "1单元", 44, "王建国", "", ""], good_rows_only=True)

    assert report.errors[0].column == "楼栋长"
    assert "已由张秀珍负责" in report.errors[0].message
    assert heads_on(NOW.date(), cast.complex) == {"3栋": "张秀珍"}
    assert Unit.objects.get(building=building).household_count is None


def test_one_name_in_a_complex_is_one_person(cast: Cast) -> None:
    buildings(
        cast,
        [1, "东园", "3栋", "1单元", "", "张秀珍", "", ""],
        [2, "东园", "4栋", "1单元", "", "张秀珍", "", ""],
        [3, "西园", "4栋", "1单元", "", "张秀珍", "", ""],
    )

    here = DoorDuty.objects.filter(complex=cast.complex).values_list("person", flat=True)
    there = DoorDuty.objects.get(complex=cast.sibling_complex).person_id
    assert len(here) == 2
    assert len(set(here)) == 1
    assert there not in set(here)


def test_rows_that_cannot_be_taken_say_why_and_write_nothing(cast: Cast) -> None:
    report = buildings(
        cast,
        [1, "东园", "3栋", "1单元", 60, "", "", ""],
        [2, "北园", "1栋", "1单元", 60, "", "", ""],
        [3, "东园", "3号楼", "1", 61, "", "", ""],
        [4, "东园", "5栋", "", 61, "", "", ""],
        [5, "东园", "6栋", "1单元", "六十", "", "", ""],
        [6, "东园", "7栋", "1单元", 8, "11010519491231002X", "", ""],
    )

    assert {error.row: error.column for error in report.errors} == {
        5: "小区", 6: "楼栋", 7: "单元", 8: "户数", 9: "楼栋长",
    }  # fmt: skip
    assert not report.applied
    assert not Building.objects.filter(complex=cast.complex).exists()


def test_a_refused_row_leaves_no_wall_behind(cast: Cast) -> None:
    doors(
        cast,
        ["东园", "9栋", "", "101", "", ""],
        ["东园", "3栋", "1单元", "101", 1, 89],
        good_rows_only=True,
    )

    assert list(Building.objects.filter(complex=cast.complex).values_list("name", flat=True)) == [
        "3栋"
    ]


@pytest.mark.parametrize("who", ["manager", "auditor", "outsider", "resident"])
def test_walls_are_written_by_officials_of_the_place_alone(who: str, cast: Cast) -> None:
    report = run(
        "buildings",
        xlsx_of(HEADER, [1, "东园", "3栋", "1单元", 60, "", "", ""]),
        getattr(cast, who),
    )

    assert len(report.errors) == 1
    assert not Building.objects.exists()


def test_statements_do_not_grow_with_the_rows(cast: Cast) -> None:
    def statements(*numbers: int) -> int:
        rows = [
            LedgerRow(
                number,
                {
                    "complex": "东园", "building": f"{number}栋", "unit": "1单元",
                    "household_count": number, "head": f"张{number}",
                },
            )
            for number in numbers
        ]  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            import_buildings(rows=rows, actor=cast.official, now=NOW)
        return len(queries)

    assert statements(1) == statements(*range(2, 42))


# Doors


def test_doors_bring_the_walls_that_they_need(cast: Cast) -> None:
    report = doors(
        cast,
        ["东园", "3栋", "1单元", "1501", "15层", "89.5㎡"],
        ["", "3栋", "1单元", "B1", "地下1层", ""],
    )

    assert (report.new, report.errors) == (2, ())
    found = Door.objects.filter(complex=cast.complex).order_by("room")
    assert list(
        found.values_list("unit__building__name", "unit__name", "room", "floor", "area")
    ) == [
        ("3栋", "1单元", "1501", 15, Decimal("89.50")),
        ("3栋", "1单元", "B1", -1, None),
    ]


def test_a_door_in_one_cell_finds_the_door_that_stands(cast: Cast) -> None:
    door = DoorFactory(
        unit__building__complex=cast.complex,
        unit__building__name="3栋",
        unit__name="2单元",
        room="1501",
    )

    report = doors(
        cast,
        ["东园", "3栋2单元1501室", 120],
        ["东园", "3-2-1502", 98],
        header=["小区", "房屋地址", "面积"],
    )

    door.refresh_from_db()
    assert (report.new, report.changed, report.errors) == (1, 1, ())
    assert door.area == 120
    assert set(door.unit.doors.values_list("room", flat=True)) == {"1501", "1502"}


def test_the_same_doors_again_change_nothing(cast: Cast) -> None:
    rows = [["东园", "3栋", "1单元", "1501", 15, "89.5"], ["东园", "3栋", "1单元", "1502", 15, ""]]
    doors(cast, *rows)

    again = doors(cast, *rows)
    exported = run(
        "doors", write_xlsx(get_ledger("doors").sheet(user=cast.official, now=NOW)), cast.official
    )

    for report in (again, exported):
        assert (report.new, report.changed, report.unchanged, report.errors) == (0, 0, 2, ())


def test_a_changed_door_keeps_what_its_row_leaves_blank(cast: Cast) -> None:
    doors(cast, ["东园", "3栋", "1单元", "1501", 15, "89.5"])

    report = doors(cast, ["东园", "3栋", "1单元", "1501", "", "90"])

    door = Door.objects.get(complex=cast.complex)
    assert report.changes[0].cells == (("面积(㎡)", "89.50", "90.00"),)
    assert (door.floor, door.area) == (15, Decimal("90.00"))


def test_the_only_unit_of_a_building_need_not_be_named(cast: Cast) -> None:
    unit = UnitFactory(building__complex=cast.complex, building__name="3栋", name="1单元")

    report = doors(cast, ["东园", "3栋", "", "101", "", ""])

    assert report.errors == ()
    assert unit.doors.get().room == "101"


def test_doors_that_cannot_be_taken_say_why(cast: Cast) -> None:
    report = doors(
        cast,
        ["东园", "3栋", "1单元", "101", "八楼", ""],
        ["东园", "3栋", "1单元", "102", "", "0"],
        ["东园", "", "", "103", "", ""],
        ["东园", "8栋", "", "104", "", ""],
        ["东园", "3栋", "1单元", "105", "", ""],
        ["东园", "3号楼", "1", "105室", "", ""],
        ["东园", "3栋", "1单元", "106", 999, ""],
    )

    assert {error.row: error.column for error in report.errors} == {
        4: "楼层", 5: "面积(㎡)", 6: "楼栋", 7: "单元", 9: "户号", 10: "楼层",
    }  # fmt: skip
    assert not Door.objects.filter(complex=cast.complex).exists()


def test_a_thousand_doors_take_as_many_statements_as_one(cast: Cast) -> None:
    def statements(rooms: range) -> int:
        rows = [
            LedgerRow(
                room,
                {"complex": "东园", "building": f"{room}栋", "unit": "1单元", "room": str(room)},
            )
            for room in rooms
        ]
        with CaptureQueriesContext(connection) as queries:
            import_doors(rows=rows, actor=cast.official, now=NOW)
        return len(queries)

    assert statements(range(1, 2)) == statements(range(2, 1002))
