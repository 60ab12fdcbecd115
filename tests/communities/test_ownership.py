"""Shares of a door on any day: exact, never beyond the whole, and what a vote is measured by."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import Person
from communities.models import Door, Ownership
from communities.queries.owners import OwnerTotals, owner_totals, owners_of_door
from communities.queries.people import tenant_of_person, visible_persons
from communities.services import ownership as services
from communities.services.duties import TermBackwards
from communities.services.ownership import (
    OwnerTwice,
    SharesBeyondWhole,
    end_ownership,
    record_ownership,
)
from communities.shares import ShareUnreadable, percent_text, read_share, share_text
from tests.concurrency import at_once
from tests.conftest import _owner_connection
from tests.factories.accounts import PersonFactory
from tests.factories.communities import DoorFactory, OwnershipFactory
from tests.people import Cast, build_cast

pytestmark = pytest.mark.django_db

FIRST = date(2026, 1, 1)
Record = Callable[..., Ownership]


@pytest.fixture
def door(cast: Cast) -> Door:
    return DoorFactory(unit__building__complex=cast.complex, area=Decimal("89.50"))


@pytest.fixture
def record(cast: Cast, door: Door) -> Record:
    def by(share: str, since: date = FIRST, until: date | None = None, **more: Any) -> Ownership:
        return record_ownership(
            door=more.get("door", door),
            person=more.get("person") or PersonFactory(),
            share=Fraction(share),
            since=since,
            until=until,
            actor=cast.secretary,
            now=timezone.now(),
        )

    return by


# Shares as they are written


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("1/2", "1/2"), ("50%", "1/2"), ("５０％", "1/2"), ("33.3%", "333/1000"), ("0.25", "1/4"),
        ("全部", "1"), ("单独所有", "1"), ("100%", "1"), ("1", "1"), (" 2 / 4 ", "1/2"), ("１／３", "1/3"),
    ],
)  # fmt: skip
def test_a_share_is_read_as_people_write_it(typed: str, share: str) -> None:
    assert read_share(typed) == Fraction(share)


@pytest.mark.parametrize(
    "typed", ["", "一半", "0", "0/5", "3/2", "101%", "1/0", "0/0", "-1/2", "1e9", "1/2/3", "二分之一", "."]
)  # fmt: skip
def test_what_is_no_part_of_the_whole_is_refused(typed: str) -> None:
    with pytest.raises(ShareUnreadable) as refused:
        read_share(typed)

    assert refused.value.message.startswith("份额")


@given(st.text(max_size=20))
@settings(max_examples=200)
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    with suppress(ShareUnreadable):
        assert 0 < read_share(typed) <= 1


def test_a_share_is_told_as_it_is_read() -> None:
    assert [share_text(Fraction(1)), share_text(Fraction(2, 6)), share_text(Fraction(6, 5))] == [
        "全部", "1/3", "6/5",
    ]  # fmt: skip
    assert [percent_text(Fraction(6, 5)), percent_text(Fraction(4, 3))] == ["120%", "133.33%"]


# Writing


def test_three_heirs_own_a_third_each_and_no_more(record: Record) -> None:
    for _heir in range(3):
        record("1/3")

    with pytest.raises(SharesBeyondWhole) as refused:
        record("1/1000000")
    assert "2026-01-01这一户的份额加起来是1000001/1000000（100%）" in refused.value.message
    assert "已登记全部" in refused.value.message


def test_the_sum_is_named_on_the_day_on_which_it_would_be_too_large(record: Record) -> None:
    """Begins within what stands: 60 % from March, and a sale that is known for June."""
    record("3/5", date(2026, 3, 1))
    record("2/5", date(2026, 6, 1))

    with pytest.raises(SharesBeyondWhole) as refused:
        record("1/5", date(2026, 1, 1))

    assert refused.value.message == (
        "2026-06-01这一户的份额加起来是6/5（120%），超过了全部；已登记全部"
    )
    record("1/5", date(2026, 1, 1), date(2026, 5, 31))


def test_a_sale_passes_the_share_on_the_next_day(record: Record, cast: Cast, door: Door) -> None:
    seller = record("1")

    end_ownership(
        ownership=seller, last_day=date(2026, 5, 31), actor=cast.secretary, now=timezone.now()
    )
    buyer = record("1", date(2026, 6, 1))

    assert [o.ownership.person for o in owners_of_door(door, on=date(2026, 5, 31))] == [
        seller.person
    ]
    assert [o.ownership.person for o in owners_of_door(door, on=date(2026, 6, 1))] == [buyer.person]
    assert buyer.complex == cast.complex


def test_somebody_owns_a_door_once_at_a_time(record: Record, cast: Cast) -> None:
    first = record("1/2", until=date(2026, 3, 31))

    with pytest.raises(OwnerTwice, match="已登记为这一户的业主"):
        record("1/4", date(2026, 3, 31), person=first.person)
    record("1/4", date(2026, 4, 1), person=first.person)


def test_days_run_forward_and_an_end_is_never_put_off(record: Record, cast: Cast) -> None:
    with pytest.raises(TermBackwards):
        record("1", date(2026, 3, 1), date(2026, 2, 1))
    ended = record("1", FIRST, date(2026, 3, 1))

    for day in (date(2025, 12, 31), date(2026, 3, 2)):
        with pytest.raises(TermBackwards):
            end_ownership(ownership=ended, last_day=day, actor=cast.secretary, now=timezone.now())


def test_the_database_refuses_by_every_road(door: Door) -> None:
    half = OwnershipFactory(door=door, share_denominator=2)
    OwnershipFactory(door=door, share_denominator=2, since=date(2026, 6, 1))

    def beyond(act: Callable[[], object]) -> None:
        with (
            pytest.raises(IntegrityError, match=r"shares of door \d+ sum to 3/2"),
            transaction.atomic(),
        ):
            act()

    beyond(lambda: Ownership.objects.filter(pk=half.pk).update(share_denominator=1))
    beyond(lambda: OwnershipFactory(door=door, share_denominator=2, since=date(2025, 1, 1)))
    with connection.cursor() as cursor:
        beyond(
            lambda: cursor.execute(
                "INSERT INTO communities_ownership (sub_district_id, community_id, complex_id,"
                " door_id, person_id, share_numerator, share_denominator, since, is_demo)"
                " SELECT sub_district_id, community_id, complex_id, door_id, %s, 1, 2, since, false"
                " FROM communities_ownership WHERE since = '2026-06-01'",
                [PersonFactory().pk],
            )
        )
    # An earlier share that ends before the second half begins is no sum with it.
    OwnershipFactory(door=door, share_denominator=2, until=date(2026, 5, 31))


def test_a_share_lies_where_its_door_lies(door: Door, cast: Cast) -> None:
    share = OwnershipFactory(door=door)

    with pytest.raises(IntegrityError, match="ownership_door_of_complex"), transaction.atomic():
        Ownership.objects.filter(pk=share.pk).update(complex=cast.sibling_complex)


# Reading


def test_heads_and_area_count_a_door_once_and_an_owner_of_two_doors_once(
    cast: Cast, door: Door, django_assert_num_queries: Any
) -> None:
    couple, single = PersonFactory.create_batch(2), PersonFactory()
    other, third, unknown, unsold = (
        DoorFactory(unit=door.unit, area=area) for area in ("100", "60.25", None, "70")
    )
    for one in couple:
        OwnershipFactory(door=door, person=one, share_denominator=2)
    for two in (other, third):
        OwnershipFactory(door=two, person=single)
    OwnershipFactory(door=unknown, share_denominator=3)
    OwnershipFactory(door=unsold, since=date(2026, 8, 1))

    with django_assert_num_queries(2):
        found = owner_totals(cast.complex, on=date(2026, 7, 31))

    assert found == OwnerTotals(
        doors=5,
        owned_doors=4,
        heads=3,
        area=Decimal("249.75"),
        doors_without_area=1,
        doors_in_part=1,
    )
    assert owner_totals(cast.complex, on=date(2026, 8, 1)).heads == 4
    assert owner_totals(cast.sibling_complex, on=date(2026, 8, 1)).heads == 0


def test_owners_of_a_door_are_told_masked_the_largest_share_first(
    door: Door, django_assert_num_queries: Any
) -> None:
    for name, share in (("李丽", 4), ("王秀芳", 2), ("陈建", 4)):
        OwnershipFactory(
            door=door,
            person=PersonFactory(name=name, phone="13812345678"),
            share_denominator=share,
        )

    with django_assert_num_queries(1):
        found = owners_of_door(door, on=FIRST)

    assert [(one.name, one.phone, one.share) for one in found] == [
        ("王*芳", "138****5678", "1/2"), ("陈*", "138****5678", "1/4"), ("李*", "138****5678", "1/4"),
    ]  # fmt: skip


def test_owners_are_known_to_who_serves_the_place_and_to_nobody_else(
    cast: Cast, door: Door
) -> None:
    owner: Person = OwnershipFactory(door=door).person

    assert not Ownership.objects.public().exists()
    for user in (cast.secretary, cast.official, cast.steward, cast.auditor):
        assert Ownership.objects.visible_to(user).exists()
        assert owner in visible_persons(user)
    for user in (cast.sibling_manager, cast.outsider, cast.resident):
        assert not Ownership.objects.visible_to(user).exists()
        assert owner not in visible_persons(user)
    assert Ownership.objects.manageable_by(cast.secretary).exists()
    for user in (cast.steward, cast.manager, cast.auditor, cast.outsider):
        assert not Ownership.objects.manageable_by(user).exists()
    assert tenant_of_person(owner, viewer=cast.steward) == cast.street.pk


# Two at once

PATIENCE = {True: 0.4, False: 20.0}


def sixty_and_sixty() -> tuple[Door, list[Any]]:
    """Two officials record 60 % each of one door."""
    cast = build_cast()
    door = DoorFactory(unit__building__complex=cast.complex)
    people = PersonFactory.create_batch(2)

    def write(person: Person) -> Ownership:
        return record_ownership(
            door=door,
            person=person,
            share=Fraction(3, 5),
            since=FIRST,
            actor=cast.secretary,
            now=timezone.now(),
        )

    return door, at_once(*(lambda person=person: write(person) for person in people))


def meeting(*, patience: float) -> Callable[[], None]:
    barrier = threading.Barrier(2)

    def meet() -> None:
        with suppress(threading.BrokenBarrierError):
            barrier.wait(patience)

    return meet


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locked", [True, False])
def test_of_two_who_record_at_once_the_second_is_told_the_sum(
    monkeypatch: pytest.MonkeyPatch, *, locked: bool
) -> None:
    """Without the service's lock both read nothing; then the database refuses the second."""
    meet, lock = meeting(patience=PATIENCE[locked]), services.lock_door

    def lock_and_meet(door_id: int) -> None:
        if locked:
            lock(door_id)
        meet()

    monkeypatch.setattr(services, "lock_door", lock_and_meet)
    door, results = sixty_and_sixty()

    refused = [one for one in results if not isinstance(one, Ownership)]
    expected = "6/5（120%）" if locked else "这一户的份额加起来超过了全部，请刷新后再看"
    assert [expected in str(one) for one in refused] == [True], results
    assert door.ownerships.count() == 1


@contextmanager
def trigger_without_lock() -> Iterator[None]:
    """The trigger as it would be if it did not take the door's row; the owner alone can write it."""
    with _owner_connection() as owner, owner, owner.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(tgfoid) FROM pg_trigger"
            " WHERE tgrelid = 'communities_ownership'::regclass"
            " AND tgname LIKE 'pgtrigger_within_whole%'"
        )
        written = cursor.fetchone()[0]
        bare = re.sub(r"PERFORM 1 FROM communities_door[^;]*;", "", written)
        assert bare != written
        cursor.execute(bare)
    try:
        yield
    finally:
        with _owner_connection() as owner, owner, owner.cursor() as cursor:
            cursor.execute(written)


def insert_at_once(*, patience: float) -> Door:
    """Two insert 60 % each by the rows' own road, each with its transaction open until both wrote."""
    cast = build_cast()
    door, meet = DoorFactory(unit__building__complex=cast.complex), meeting(patience=patience)
    people = PersonFactory.create_batch(2)

    def insert(person: Person) -> None:
        with transaction.atomic():
            OwnershipFactory(door=door, person=person, share_numerator=3, share_denominator=5)
            meet()

    at_once(*(lambda person=person: insert(person) for person in people))
    return door


@pytest.mark.django_db(transaction=True)
def test_the_trigger_alone_keeps_two_writers_within_the_whole() -> None:
    assert insert_at_once(patience=PATIENCE[True]).ownerships.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_triggers_lock_two_writers_would_own_six_fifths() -> None:
    """The negative control: each would see its own row only."""
    with trigger_without_lock():
        door = insert_at_once(patience=PATIENCE[False])

    assert sum(one.share for one in door.ownerships.all()) == Fraction(6, 5)


def test_a_day_far_ahead_changes_nothing_today(record: Record, door: Door) -> None:
    record("1", timezone.localdate() + timedelta(days=30))

    assert owners_of_door(door, on=timezone.localdate()) == []
