"""Plans of visits: households, marks at doors, paper lists, needs."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from communities.choices import EntryRoad, VisitOutcome
from communities.models import VisitEntry, VisitFollowUp, VisitHousehold, VisitPlan, VisitTour
from communities.services import visits
from communities.services.visits import Knock, Need
from communities.visit_rules import Household, floor_of, read_household
from tests.factories.communities import DoorFactory
from tests.factories.visits import (
    VisitFollowUpFactory,
    VisitHouseholdFactory,
    VisitPlanFactory,
    VisitTourFactory,
)
from tests.ledger_cast import NOW
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def door(cast: Cast) -> VisitHousehold:
    plan = VisitPlanFactory(complex=cast.complex)
    return VisitHouseholdFactory(plan=plan, building="3栋", unit="2单元", room="1501")


def mark(
    household: VisitHousehold, outcome: VisitOutcome, actor: User, now: datetime = NOW, **more: Any
) -> VisitEntry:
    knock = Knock(outcome=outcome, **more)
    return visits.record_visit(household_id=household.pk, knock=knock, actor=actor, now=now)


def plan_with(cast: Cast, *households: Household, **changes: Any) -> VisitPlan:
    return visits.plan_visits(
        **{
            "complex_": cast.complex,
            "purpose": "入冬前敲门走访",
            "starts_on": TODAY,
            "ends_on": TODAY + timedelta(days=30),
            "households": households,
            "actor": cast.manager,
            "now": NOW,
            **changes,
        }
    )


def test_a_plan_holds_each_household_once(cast: Cast) -> None:
    registered = DoorFactory(unit__building__complex=cast.complex, room="1501")

    plan = plan_with(
        cast,
        Household("3栋", "2单元", "1501", registered.pk),
        Household("3栋", "2单元", "1501"),
        Household("", "", "门卫室"),
    )

    assert {(one.label, one.outcome, one.turns) for one in plan.households.all()} == {
        ("3栋2单元1501", "", 0),
        ("门卫室", "", 0),
    }
    assert (plan.complex, plan.community, plan.created_by) == (
        cast.complex,
        cast.community,
        cast.manager,
    )


def test_the_same_form_sent_twice_is_one_plan(cast: Cast) -> None:
    first = plan_with(cast, Household("", "", "101"), request_key="a" * 32)
    again = plan_with(cast, Household("", "", "102"), request_key="a" * 32)

    assert first == again
    assert VisitHousehold.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"households": []}, visits.NoHouseholds),
        ({"ends_on": TODAY - timedelta(days=1)}, visits.PeriodBackwards),
        ({"ends_on": TODAY + timedelta(days=400)}, visits.PeriodTooLong),
        (
            {"households": [Household("", "", str(n)) for n in range(5001)]},
            visits.TooManyHouseholds,
        ),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    cast: Cast, changes: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        plan_with(cast, Household("", "", "101"), **changes)

    assert not VisitPlan.objects.exists()


def test_a_door_of_another_complex_is_refused(cast: Cast) -> None:
    foreign = DoorFactory(unit__building__complex=cast.sibling_complex)

    with pytest.raises(visits.ForeignDoor):
        plan_with(cast, Household("1栋", "1单元", "101", foreign.pk))


def test_a_mark_is_kept_on_the_door_and_told_in_the_tour_of_the_day(
    cast: Cast, door: VisitHousehold
) -> None:
    entry = mark(door, VisitOutcome.VISITED, cast.steward)

    door.refresh_from_db()
    assert (door.outcome, door.visited_on, door.turns) == (VisitOutcome.VISITED, TODAY, 1)
    tour = VisitTour.objects.get()
    assert entry.tour == tour
    assert (tour.day, tour.visitor, tour.building, tour.complex) == (
        TODAY,
        "管家甲",
        "3栋",
        cast.complex,
    )
    assert tour.counted_households is None


def test_the_last_mark_counts_and_those_before_it_stay(cast: Cast, door: VisitHousehold) -> None:
    mark(door, VisitOutcome.VISITED, cast.steward)
    mark(door, VisitOutcome.CLEARED, cast.steward, seen=1)
    mark(door, VisitOutcome.ABSENT, cast.steward, seen=2)

    door.refresh_from_db()
    assert (door.outcome, door.turns) == (VisitOutcome.ABSENT, 3)
    assert list(door.entries.order_by("turn").values_list("outcome", flat=True)) == [
        "VISITED", "CLEARED", "ABSENT",
    ]  # fmt: skip


def test_a_double_tap_is_one_mark(cast: Cast, door: VisitHousehold) -> None:
    first = mark(door, VisitOutcome.VISITED, cast.steward, seen=0)
    second = mark(door, VisitOutcome.VISITED, cast.steward, seen=0)

    assert first == second
    assert door.entries.count() == 1


def test_the_same_mark_on_another_day_is_another_visit(cast: Cast, door: VisitHousehold) -> None:
    mark(door, VisitOutcome.ABSENT, cast.steward)
    mark(door, VisitOutcome.ABSENT, cast.steward, now=NOW + timedelta(days=0), day=TODAY)
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        mark(door, VisitOutcome.ABSENT, cast.steward, now=timezone.now())

    assert VisitTour.objects.count() == 2


def test_a_colleagues_mark_after_the_page_was_drawn_is_told_and_not_overwritten(
    cast: Cast, door: VisitHousehold
) -> None:
    mark(door, VisitOutcome.VISITED, cast.manager, seen=0)

    with pytest.raises(visits.AlreadyEntered, match="物业经理甲刚才把这一户记成了“见到了”"):
        mark(door, VisitOutcome.ABSENT, cast.steward, seen=0)

    door.refresh_from_db()
    assert (door.outcome, door.turns) == (VisitOutcome.VISITED, 1)


def test_whoever_has_seen_a_colleagues_mark_may_set_it_right(
    cast: Cast, door: VisitHousehold
) -> None:
    mark(door, VisitOutcome.ABSENT, cast.manager, seen=0)
    mark(door, VisitOutcome.VISITED, cast.steward, seen=1)

    door.refresh_from_db()
    assert (door.outcome, door.turns) == (VisitOutcome.VISITED, 2)


@pytest.mark.parametrize("days", [-8, 24])
def test_a_day_outside_the_plan_is_refused(cast: Cast, door: VisitHousehold, days: int) -> None:
    with pytest.raises(visits.OutsidePeriod):
        mark(door, VisitOutcome.VISITED, cast.steward, day=TODAY + timedelta(days=days))


def test_nobody_was_at_a_door_tomorrow(cast: Cast, door: VisitHousehold) -> None:
    with pytest.raises(visits.OutsidePeriod):
        mark(door, VisitOutcome.VISITED, cast.steward, day=TODAY + timedelta(days=1))


def test_doors_of_a_building_that_a_sheet_counted_are_not_counted_twice(
    cast: Cast, door: VisitHousehold
) -> None:
    VisitTourFactory(
        complex=cast.complex, day=TODAY, visitor="管家甲", building="3栋",
        counted_households=30, counted_met=20,
    )  # fmt: skip

    with pytest.raises(visits.CountedAlready):
        mark(door, VisitOutcome.VISITED, cast.steward)


# Paper ----------------------------------------------------------------------------------------------


def on_paper(
    cast: Cast, door: VisitHousehold, outcome: VisitOutcome, day: date = TODAY
) -> list[VisitEntry]:
    return visits.enter_paper_visits(
        plan_id=door.plan_id,
        outcomes={door.pk: outcome},
        day=day,
        visitor="何晓青",
        actor=cast.steward,
        now=NOW,
    )


def test_a_paper_list_is_entered_under_the_name_of_who_walked(
    cast: Cast, door: VisitHousehold
) -> None:
    [entry] = on_paper(cast, door, VisitOutcome.VISITED, TODAY - timedelta(days=2))

    assert (entry.road, entry.tour.visitor, entry.entered_by) == (
        EntryRoad.PAPER, "何晓青", cast.steward,
    )  # fmt: skip
    door.refresh_from_db()
    assert (door.outcome, door.visited_on) == (VisitOutcome.VISITED, date(2026, 11, 18))


def test_the_same_paper_list_entered_twice_changes_nothing(
    cast: Cast, door: VisitHousehold
) -> None:
    on_paper(cast, door, VisitOutcome.ABSENT)
    on_paper(cast, door, VisitOutcome.ABSENT)

    assert door.entries.count() == 1


def test_paper_of_an_earlier_day_does_not_take_a_later_marks_place(
    cast: Cast, door: VisitHousehold
) -> None:
    mark(door, VisitOutcome.VISITED, cast.steward)
    on_paper(cast, door, VisitOutcome.ABSENT, TODAY - timedelta(days=3))

    door.refresh_from_db()
    assert (door.outcome, door.visited_on, door.turns) == (VisitOutcome.VISITED, TODAY, 2)


def test_a_paper_list_with_a_door_of_another_plan_is_refused_whole(
    cast: Cast, door: VisitHousehold
) -> None:
    foreign = VisitHouseholdFactory()

    with pytest.raises(visits.OtherPlan):
        visits.enter_paper_visits(
            plan_id=door.plan_id,
            outcomes={door.pk: VisitOutcome.VISITED, foreign.pk: VisitOutcome.VISITED},
            day=TODAY, visitor="何晓青", actor=cast.steward, now=NOW,
        )  # fmt: skip

    assert not VisitEntry.objects.exists()


def test_an_empty_paper_list_is_refused(cast: Cast, door: VisitHousehold) -> None:
    with pytest.raises(visits.NothingEntered):
        visits.enter_paper_visits(
            plan_id=door.plan_id, outcomes={}, day=TODAY, visitor="何晓青",
            actor=cast.steward, now=NOW,
        )  # fmt: skip


# Needs ----------------------------------------------------------------------------------------------


def test_a_need_heard_at_an_unmarked_door_marks_it_too(cast: Cast, door: VisitHousehold) -> None:
    need = Need(text="单元门闭门器坏了", handed_to="工程部", form_key="b" * 32)

    made = visits.record_need(household_id=door.pk, need=need, actor=cast.steward, now=NOW)
    again = visits.record_need(household_id=door.pk, need=need, actor=cast.steward, now=NOW)

    door.refresh_from_db()
    assert made == again
    assert (door.outcome, door.turns) == (VisitOutcome.VISITED, 1)
    assert (made.complex, made.tour.day, made.handed_to) == (cast.complex, TODAY, "工程部")


def test_a_need_without_words_is_refused(cast: Cast, door: VisitHousehold) -> None:
    with pytest.raises(visits.NeedMissing):
        visits.record_need(household_id=door.pk, need=Need(text="  "), actor=cast.steward, now=NOW)

    assert not VisitFollowUp.objects.exists()


def test_a_need_is_closed_once(cast: Cast) -> None:
    need = VisitFollowUpFactory(complex=cast.complex)

    done = visits.close_need(
        follow_up_id=need.pk, done_on=TODAY, transfer_number="GD-7", actor=cast.steward, now=NOW
    )

    assert (done.done_on, done.done_by, done.transfer_number) == (TODAY, cast.steward, "GD-7")
    with pytest.raises(visits.AlreadyDone):
        visits.close_need(follow_up_id=need.pk, done_on=TODAY, actor=cast.steward, now=NOW)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_need_is_not_closed_before_it_was_heard_nor_ahead(cast: Cast, days: int) -> None:
    need = VisitFollowUpFactory(complex=cast.complex)

    with pytest.raises(visits.DoneBeforeHeard):
        visits.close_need(
            follow_up_id=need.pk,
            done_on=TODAY + timedelta(days=days),
            actor=cast.steward,
            now=NOW,
        )


# What the database says of it -----------------------------------------------------------------------


def test_a_tour_never_met_more_than_it_visited(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="visittour_met_within_visited"), transaction.atomic():
        VisitTourFactory(complex=cast.complex, counted_households=3, counted_met=4)


def test_a_household_repeats_an_entry_or_none(door: VisitHousehold) -> None:
    with pytest.raises(IntegrityError, match="repeats_an_entry"), transaction.atomic():
        VisitHousehold.objects.filter(pk=door.pk).update(outcome="VISITED")


# How households are written -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "building", "unit", "room", "floor"),
    [
        ("3栋2单元1501", "3栋", "2单元", "1501", 15),
        ("３栋２单元３０２室", "3栋", "2单元", "302室", 3),
        ("3-2-1501", "3栋", "2单元", "1501", 15),
        ("12栋 101", "12栋", "", "101", 1),
        ("302", "", "", "302", 3),
        ("门卫室", "", "", "门卫室", None),
    ],
)
def test_a_household_is_read_as_offices_write_it(
    line: str, building: str, unit: str, room: str, floor: int | None
) -> None:
    found = read_household(line)

    assert found is not None
    assert (found.building, found.unit, found.room, found.floor) == (building, unit, room, floor)


@pytest.mark.parametrize("line", ["", "   ", "三" * 60])
def test_a_line_that_names_no_household_is_none(line: str) -> None:
    assert read_household(line) is None


def test_a_room_number_without_a_floor_tells_none() -> None:
    assert [floor_of(room) for room in ("1501", "001", "7", "A12")] == [15, None, None, None]
