"""How a complex was managed on any day: one mode at a time, earlier days as they were."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from communities.choices import ManagementMode
from communities.models import Complex, ManagementPeriod
from communities.queries.modes import mode_of, modes_over_time
from communities.services import modes
from communities.services.duties import TermBackwards
from tests.concurrency import InTurn, at_once
from tests.factories.territory import ManagementPeriodFactory
from tests.ledger_cast import csv_of, run
from tests.people import Cast

FIRST, MARCH, JULY = date(2026, 1, 1), date(2026, 3, 1), date(2026, 7, 1)
FIRM, SELF, NOBODY = (
    ManagementMode.PROPERTY_FIRM,
    ManagementMode.SELF_MANAGED,
    ManagementMode.UNMANAGED,
)


@pytest.fixture
def act(cast: Cast) -> dict[str, Any]:
    return {"actor": cast.official, "now": timezone.now()}


def periods(complex_: Complex) -> list[tuple[str, date, date | None]]:
    return list(modes_over_time(complex_).values_list("mode", "since", "until"))


def test_a_new_mode_ends_the_one_before_and_leaves_its_days_alone(
    cast: Cast, act: dict[str, Any]
) -> None:
    first = modes.begin_mode(complex_=cast.complex, mode=NOBODY, since=FIRST, **act)
    modes.begin_mode(complex_=cast.complex, mode=SELF, since=JULY, **act)

    assert periods(cast.complex) == [(NOBODY, FIRST, date(2026, 6, 30)), (SELF, JULY, None)]
    assert [mode_of(cast.complex, on=day) for day in (date(2025, 12, 31), FIRST, JULY)] == [
        None, NOBODY, SELF,
    ]  # fmt: skip
    assert list(first.events.order_by("pgh_id").values_list("pgh_label", flat=True)) == [
        "insert", "update",
    ]  # fmt: skip


def test_any_day_is_asked_in_one_statement_for_one_complex_or_all(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ManagementPeriodFactory(complex=cast.complex, mode=NOBODY, until=date(2026, 6, 30))
    ManagementPeriodFactory(complex=cast.complex, mode=SELF, since=JULY)

    with django_assert_num_queries(1):
        assert mode_of(cast.complex, on=date(2026, 6, 30)) == NOBODY
    for day, expected in ((MARCH, NOBODY), (JULY, SELF), (date(2020, 1, 1), "")):
        with django_assert_num_queries(1):
            found = {
                row.slug: row.management_mode  # type: ignore[attr-defined]  # with_mode
                for row in Complex.objects.with_mode(day)
            }
        assert found == {
            "complex-a1": expected, "complex-a2": "", "complex-a-other": "", "complex-b1": "",
        }  # fmt: skip
    managed = Complex.objects.with_mode(JULY).managed_as(SELF)
    assert [complex_.slug for complex_ in managed] == ["complex-a1"]


def test_what_is_written_down_for_other_days_is_not_overwritten(
    cast: Cast, act: dict[str, Any]
) -> None:
    ManagementPeriodFactory(complex=cast.complex, mode=NOBODY, until=date(2026, 6, 30))
    ManagementPeriodFactory(complex=cast.complex, mode=SELF, since=JULY)

    def begin(since: date, until: date | None = None) -> ManagementPeriod:
        return modes.begin_mode(complex_=cast.complex, mode=FIRM, since=since, until=until, **act)

    with pytest.raises(modes.ModeStands, match="2026-01-01至2026-06-30已登记为“脱管”"):
        begin(MARCH, date(2026, 4, 1))
    with pytest.raises(modes.ModeStands, match="2026-07-01起已登记为“居民自治”"):
        begin(JULY)
    with pytest.raises(TermBackwards):
        begin(MARCH, FIRST)
    begin(date(2025, 1, 1), date(2025, 12, 31))
    assert [mode for mode, *_days in periods(cast.complex)] == [FIRM, NOBODY, SELF]


def test_a_mode_ends_and_nothing_is_guessed_after_it(cast: Cast, act: dict[str, Any]) -> None:
    period = ManagementPeriodFactory(complex=cast.complex)

    modes.end_mode(period=period, last_day=MARCH, **act)

    assert (mode_of(cast.complex, on=MARCH), mode_of(cast.complex, on=JULY)) == (FIRM, None)
    with pytest.raises(TermBackwards):
        modes.end_mode(period=period, last_day=date(2025, 12, 31), **act)
    ManagementPeriodFactory(complex=cast.complex, mode=SELF, since=JULY)
    with pytest.raises(modes.ModeStands, match="居民自治"):
        modes.end_mode(period=period, last_day=JULY, **act)


def test_the_database_refuses_two_modes_at_a_time_whatever_the_code_does(cast: Cast) -> None:
    ManagementPeriodFactory(complex=cast.complex)

    with (
        pytest.raises(IntegrityError, match="managementperiod_one_at_a_time"),
        transaction.atomic(),
    ):
        ManagementPeriodFactory(complex=cast.complex, since=JULY, mode=SELF)
    ManagementPeriodFactory(complex=cast.sibling_complex, since=JULY)
    assert ManagementPeriod.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_a_mode_at_once_one_is_refused_by_name(
    cast: Cast, act: dict[str, Any]
) -> None:
    results = _begin_at_once(cast.complex, act)

    assert sorted(type(one).__name__ for one in results) == ["ManagementPeriod", "ModeStands"]
    assert ManagementPeriod.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_only_the_constraint_is_left_to_refuse(
    cast: Cast, act: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: both find nothing in the way, so that one meets the database's wall."""
    both, look = InTurn(), modes._in_the_way

    def look_and_meet(*asked: Any) -> list[ManagementPeriod]:
        found = look(*asked)
        both.meet()
        return found

    monkeypatch.setattr(modes, "lock_complexes", lambda _complexes: None)
    monkeypatch.setattr(modes, "_in_the_way", look_and_meet)

    results = _begin_at_once(cast.complex, act, run=both.run)

    assert sorted(type(one).__name__ for one in results) == ["IntegrityError", "ManagementPeriod"]


def _begin_at_once(
    complex_: Complex, act: dict[str, Any], run: Callable[..., list[Any]] = at_once
) -> list[Any]:
    return run(
        lambda: modes.begin_mode(complex_=complex_, mode=FIRM, since=MARCH, **act),
        lambda: modes.begin_mode(complex_=complex_, mode=SELF, since=MARCH, **act),
    )


# By the ledger, which says how it was on the day on which it was filled in.


def set_mode(cast: Cast, mode: str, on: date, act: dict[str, Any]) -> None:
    modes.set_modes(modes={cast.complex.pk: mode}, on=on, **act)


def test_a_set_of_modes_begins_changes_and_ends_periods(cast: Cast, act: dict[str, Any]) -> None:
    set_mode(cast, FIRM, FIRST, act)
    assert periods(cast.complex) == [(FIRM, FIRST, None)]
    set_mode(cast, FIRM, MARCH, act)
    assert periods(cast.complex) == [(FIRM, FIRST, None)]
    set_mode(cast, SELF, MARCH, act)
    assert periods(cast.complex) == [(FIRM, FIRST, date(2026, 2, 28)), (SELF, MARCH, None)]
    # The same day again corrects; what is known no more ends, or was never.
    set_mode(cast, NOBODY, MARCH, act)
    assert periods(cast.complex)[1] == (NOBODY, MARCH, None)
    set_mode(cast, "", JULY, act)
    assert periods(cast.complex)[1] == (NOBODY, MARCH, date(2026, 6, 30))
    set_mode(cast, "", MARCH, act)
    assert periods(cast.complex) == [(FIRM, FIRST, date(2026, 2, 28))]


def test_what_is_registered_for_later_stays_when_a_ledger_comes(
    cast: Cast, act: dict[str, Any]
) -> None:
    ManagementPeriodFactory(complex=cast.complex, mode=SELF, since=JULY)

    set_mode(cast, FIRM, MARCH, act)

    assert periods(cast.complex) == [(FIRM, MARCH, date(2026, 6, 30)), (SELF, JULY, None)]


def test_many_modes_take_as_many_statements_as_one(
    cast: Cast, act: dict[str, Any], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    places = [cast.complex, cast.sibling_complex, cast.other_community_complex]
    for place in places:
        ManagementPeriodFactory(complex=place, mode=NOBODY)

    for some in (places[:1], places[1:]):
        # The service's own savepoint, periods, complexes, what ends, what begins.
        with django_assert_num_queries(6):
            modes.set_modes(modes={place.pk: FIRM for place in some}, on=JULY, **act)


def test_the_ledger_changes_the_mode_from_the_day_it_was_filled_in(cast: Cast) -> None:
    ManagementPeriodFactory(complex=cast.complex, mode=NOBODY)
    table = csv_of(["社区", "小区名称", "管理模式"], ["甲一社区", "东园", "自治自理"]).decode()
    content = f"填报日期：2026年7月1日\n{table}".encode()

    report = run("complexes", content, cast.official, "台账.csv")

    assert (report.changed, report.errors) == (1, ())
    assert report.changes[0].cells == (("管理模式", "脱管", "居民自治"),)
    assert periods(cast.complex) == [(NOBODY, FIRST, date(2026, 6, 30)), (SELF, JULY, None)]
    again = run("complexes", content, cast.official, "台账.csv")
    assert (again.changed, again.unchanged) == (0, 1)


def test_a_rehearsal_and_a_wrong_row_leave_the_mode_alone(cast: Cast) -> None:
    content = csv_of(
        ["社区", "小区名称", "管理模式", "总户数", "入住户数"],
        ["甲一社区", "东园", "脱管", 1, 2],
    )

    report = run("complexes", content, cast.official, "台账.csv", good_rows_only=True)

    assert len(report.errors) == 1
    assert not ManagementPeriod.objects.exists()
