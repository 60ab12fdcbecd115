"""Who answers for door 3-2-1501, then and now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Person
from communities.choices import DutyKind
from communities.models import Door, DoorDuty
from communities.queries.responsible import (
    responsible_for_complex,
    responsible_for_door,
    responsible_for_unit,
)
from communities.services import door_duties
from communities.services.door_duties import Span
from communities.services.duties import TermBackwards
from tests.concurrency import InTurn, at_once
from tests.factories.accounts import PersonFactory
from tests.factories.communities import DoorDutyFactory, DoorFactory
from tests.people import Cast

STEWARD, HEAD = DutyKind.STEWARD, DutyKind.BUILDING_HEAD
Assign = Callable[..., DoorDuty]


@pytest.fixture
def door(cast: Cast) -> Door:
    return DoorFactory(
        unit__name="2单元",
        unit__building__name="3栋",
        unit__building__complex=cast.complex,
        room="1501",
    )


@pytest.fixture
def assign(cast: Cast, door: Door) -> Assign:
    def to(person: Person, first: date, last: date | None = None, **more: object) -> DoorDuty:
        spans = {
            "unit": Span(cast.complex, unit=door.unit),
            "building": Span(cast.complex, building=door.unit.building),
            "complex": Span(cast.complex),
        }
        return door_duties.assign_door_duty(
            kind=more.get("kind", STEWARD),  # type: ignore[arg-type]
            person=person,
            span=spans[str(more.get("span", "building"))],
            valid_from=first,
            valid_until=last,
            actor=cast.official,
            now=timezone.now(),
        )

    return to


def names(door: Door, day: date) -> dict[str, str]:
    return {one.kind: one.acting for one in responsible_for_door(door, on=day)}


@pytest.fixture
def first() -> Person:
    return PersonFactory(name="管家春")


@pytest.fixture
def second() -> Person:
    return PersonFactory(name="管家秋")


def test_a_door_has_had_two_stewards_and_each_day_has_one(
    door: Door, assign: Assign, first: Person, second: Person
) -> None:
    assign(first, date(2025, 9, 1), date(2026, 6, 30))
    assign(second, date(2026, 7, 1))

    assert names(door, date(2026, 3, 1)) == {STEWARD: "管家春"}
    assert names(door, date(2026, 6, 30)) == {STEWARD: "管家春"}
    assert names(door, date(2026, 7, 1)) == {STEWARD: "管家秋"}
    assert names(door, date(2025, 8, 31)) == {}


def test_the_narrowest_span_counts_and_each_kind_stands_by_itself(
    door: Door, assign: Assign, first: Person, second: Person
) -> None:
    assign(first, date(2026, 1, 1), span="complex")
    assert names(door, date(2026, 3, 1)) == {STEWARD: "管家春"}
    assign(second, date(2026, 1, 1), span="unit")
    assign(first, date(2026, 1, 1), span="building", kind=HEAD)

    assert names(door, date(2026, 3, 1)) == {STEWARD: "管家秋", HEAD: "管家春"}
    assert [one.acting for one in responsible_for_unit(door.unit, on=date(2026, 3, 1))] == [
        "管家秋", "管家春",
    ]  # fmt: skip
    assert door.complex
    whole = responsible_for_complex(door.complex, on=date(2026, 3, 1))
    assert [one.acting for one in whole] == ["管家春"]


def test_the_answer_takes_one_statement(
    door: Door,
    assign: Assign,
    first: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    assign(first, date(2026, 1, 1))
    asked = Door.objects.select_related("unit").get(pk=door.pk)

    with django_assert_num_queries(1):
        assert len(responsible_for_door(asked, on=date(2026, 3, 1))) == 1


def test_two_at_once_for_one_span_are_refused_by_name(
    assign: Assign, first: Person, second: Person
) -> None:
    assign(first, date(2026, 1, 1), date(2026, 6, 30))

    with pytest.raises(door_duties.SpanTaken, match="3栋这段时间由管家春负责"):
        assign(second, date(2026, 6, 30))
    with pytest.raises(TermBackwards):
        assign(second, date(2026, 8, 1), date(2026, 7, 1))
    assign(second, date(2026, 7, 1))
    assign(second, date(2026, 6, 1), date(2026, 6, 5), kind=HEAD)


@pytest.mark.parametrize("span", ["unit", "building", "complex"])
def test_the_database_refuses_an_overlap_whatever_the_code_does(
    assign: Assign, second: Person, span: str
) -> None:
    duty = assign(PersonFactory(), date(2026, 1, 1), span=span)
    duty.pk, duty.person, duty.valid_from = None, second, date(2026, 5, 1)
    duty._state.adding = True

    with pytest.raises(IntegrityError, match=f"door_duty_one_a_{span}"), transaction.atomic():
        duty.save()


def test_a_unit_of_another_complex_is_refused_by_the_database(cast: Cast, door: Door) -> None:
    duty = DoorDutyFactory(complex=cast.sibling_complex)

    def move() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE communities_doorduty SET unit_id = %s WHERE id = %s",
                [door.unit_id, duty.pk],
            )
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="doorduty_unit_of_complex"):
        move()


def test_on_leave_the_deputy_answers(
    cast: Cast, door: Door, assign: Assign, first: Person, second: Person
) -> None:
    duty = assign(first, date(2026, 1, 1), date(2026, 12, 31))

    def leave(start: date, end: date, deputy: Person = second) -> None:
        door_duties.take_leave(
            duty=duty,
            first_day=start,
            last_day=end,
            deputy=deputy,
            actor=cast.official,
            now=timezone.now(),
        )

    leave(date(2026, 2, 10), date(2026, 2, 20))
    with pytest.raises(door_duties.LeaveTwice):
        leave(date(2026, 2, 20), date(2026, 2, 25))
    with pytest.raises(door_duties.LeaveOutsideDuty):
        leave(date(2026, 12, 30), date(2027, 1, 2))
    with pytest.raises(door_duties.OwnDeputy):
        leave(date(2026, 3, 1), date(2026, 3, 2), deputy=first)
    with pytest.raises(TermBackwards):
        leave(date(2026, 3, 2), date(2026, 3, 1))

    one = responsible_for_door(door, on=date(2026, 2, 20))[0]
    assert (one.label, one.acting, one.on_leave) == ("物业管家", "管家秋", "管家春")
    assert names(door, date(2026, 2, 21)) == {STEWARD: "管家春"}


def test_all_doors_of_one_who_goes_pass_on_in_one_act(
    cast: Cast, door: Door, assign: Assign, first: Person, second: Person
) -> None:
    assign(first, date(2026, 1, 1))
    assign(first, date(2026, 1, 1), date(2026, 10, 31), span="unit", kind=HEAD)
    assign(first, date(2026, 9, 1), span="complex")
    before = names(door, date(2026, 6, 30))

    handed = door_duties.hand_over(
        person=first,
        successor=second,
        complexes=[cast.complex],
        last_day=date(2026, 6, 30),
        actor=cast.official,
        now=timezone.now(),
    )

    assert handed == 3
    assert before == names(door, date(2026, 6, 30)) == {STEWARD: "管家春", HEAD: "管家春"}
    assert names(door, date(2026, 7, 1)) == {STEWARD: "管家秋", HEAD: "管家秋"}
    assert names(door, date(2026, 11, 1)) == {STEWARD: "管家秋"}
    assert responsible_for_complex(cast.complex, on=date(2026, 9, 1))[0].acting == "管家秋"
    with pytest.raises(door_duties.NothingToHandOver):
        door_duties.hand_over(
            person=first,
            successor=second,
            complexes=[cast.complex],
            last_day=date(2026, 6, 30),
            actor=cast.official,
            now=timezone.now(),
        )


def test_nobody_hands_over_to_himself_and_no_duty_ends_before_it_begins(
    cast: Cast, assign: Assign, first: Person
) -> None:
    duty = assign(first, date(2026, 1, 1))

    with pytest.raises(door_duties.OwnDeputy):
        door_duties.hand_over(
            person=first,
            successor=first,
            complexes=[cast.complex],
            last_day=date(2026, 6, 30),
            actor=cast.official,
            now=timezone.now(),
        )
    with pytest.raises(TermBackwards):
        door_duties.end_door_duty(
            duty=duty, last_day=date(2025, 12, 31), actor=cast.official, now=timezone.now()
        )

    duty.refresh_from_db()
    assert duty.valid_until is None


@pytest.mark.django_db(transaction=True)
def test_of_two_who_are_assigned_at_once_one_is_refused_by_name(assign: Assign) -> None:
    one, other = PersonFactory(), PersonFactory()

    answers = at_once(
        lambda: assign(one, date(2026, 1, 1)), lambda: assign(other, date(2026, 1, 1))
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["DoorDuty", "SpanTaken"]
    assert DoorDuty.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_only_the_constraint_is_left_to_refuse(
    assign: Assign, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: both find nobody there, so that one meets the database's wall."""
    both, look = InTurn(), door_duties._who_is_there

    def look_and_meet(*span: Any) -> DoorDuty | None:
        found = look(*span)
        both.meet()
        return found

    monkeypatch.setattr(door_duties, "lock_complexes", lambda _complexes: None)
    monkeypatch.setattr(door_duties, "_who_is_there", look_and_meet)
    one, other = PersonFactory(), PersonFactory()

    answers = both.run(
        lambda: assign(one, date(2026, 1, 1)), lambda: assign(other, date(2026, 1, 1))
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["DoorDuty", "IntegrityError"]
    assert DoorDuty.objects.count() == 1


def test_another_complexs_manager_finds_none_of_it(
    cast: Cast, assign: Assign, first: Person
) -> None:
    assign(first, date(2026, 1, 1))

    assert DoorDuty.objects.visible_to(cast.manager).count() == 1
    assert DoorDuty.objects.visible_to(cast.sibling_manager).count() == 0
    assert DoorDuty.objects.manageable_by(cast.secretary).count() == 1
