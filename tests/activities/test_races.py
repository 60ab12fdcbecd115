"""Races for places. Each runs twice: with the lock, when it must hold, and with the lock taken out,
when the very same assertions must fail; otherwise they would prove nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Sum
from django.utils import timezone

from accounts.models import Person
from activities.choices import CheckInMethod, SignUpState
from activities.models import CheckIn, Session, SignUp
from activities.services.check_ins import check_in
from activities.services.messages import PROMOTED
from activities.services.planning import CapacityBelowTaken, change_capacity
from activities.services.sign_ups import Application, cancel_sign_up, sign_up
from core.models import OutboxMessage
from tests.concurrency import Race
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory

pytestmark = pytest.mark.django_db(transaction=True)

NOW = timezone.now()
CONFIRMED, WAITING, CANCELLED = SignUpState.CONFIRMED, SignUpState.WAITING, SignUpState.CANCELLED
Scenario = Callable[[pytest.MonkeyPatch, bool], None]


def race_for_the_last_place(monkeypatch: pytest.MonkeyPatch, locked: bool) -> None:
    session = SessionFactory(capacity=1)
    joins = [_join(session, PersonFactory()) for _ in range(2)]

    results = Race(monkeypatch, callers=2, locked=locked).run(*joins)

    assert _states(results) == [CONFIRMED, WAITING]
    _assert_fair(session, taken=1)


def cancel_meets_join(monkeypatch: pytest.MonkeyPatch, locked: bool) -> None:
    session = SessionFactory(capacity=1)
    leaving = SignUpFactory(session=session)

    results = Race(monkeypatch, callers=2, locked=locked).run(
        _leave(leaving), _join(session, PersonFactory())
    )

    assert not any(isinstance(result, Exception) for result in results)
    _assert_fair(session, taken=1)


def two_cancels_meet(monkeypatch: pytest.MonkeyPatch, locked: bool) -> None:
    session = SessionFactory(capacity=2)
    leaving = SignUpFactory.create_batch(2, session=session)
    waiting = SignUpFactory.create_batch(2, session=session, state=WAITING)

    results = Race(monkeypatch, callers=2, locked=locked).run(*map(_leave, leaving))

    assert _states(results) == [CANCELLED, CANCELLED]
    _assert_fair(session, taken=2)
    told = OutboxMessage.objects.filter(kind=PROMOTED, channel="IN_APP")
    assert sorted(told.values_list("subject_id", flat=True)) == sorted(row.pk for row in waiting)


def two_cancels_make_room_for_three(monkeypatch: pytest.MonkeyPatch, locked: bool) -> None:
    session = SessionFactory(capacity=3)
    leaving = [SignUpFactory(session=session, party_size=size) for size in (2, 1)]
    family = SignUpFactory(session=session, state=WAITING, party_size=3)

    results = Race(monkeypatch, callers=2, locked=locked).run(*map(_leave, leaving))

    assert _states(results) == [CANCELLED, CANCELLED]
    family.refresh_from_db()
    assert family.state == CONFIRMED
    _assert_fair(session, taken=3)


def capacity_is_lowered_while_somebody_joins(monkeypatch: pytest.MonkeyPatch, locked: bool) -> None:
    session = SessionFactory(capacity=2)
    SignUpFactory(session=session)

    results = Race(monkeypatch, callers=2, locked=locked).run(
        _join(session, PersonFactory()),
        lambda: change_capacity(session_id=session.pk, capacity=1, actor=_nobody(), now=NOW),
    )

    joined, lowered = results
    assert isinstance(joined, SignUp)
    assert isinstance(lowered, Session | CapacityBelowTaken)
    session.refresh_from_db()
    expected = 1 if isinstance(lowered, Session) else 2
    assert (session.capacity, session.taken) == (expected, expected)
    _assert_fair(session, taken=expected)


def capacity_is_raised_while_somebody_joins(monkeypatch: pytest.MonkeyPatch, locked: bool) -> None:
    session = SessionFactory(capacity=1)
    SignUpFactory(session=session)

    results = Race(monkeypatch, callers=2, locked=locked).run(
        _join(session, PersonFactory()),
        lambda: change_capacity(session_id=session.pk, capacity=2, actor=_nobody(), now=NOW),
    )

    assert not any(isinstance(result, Exception) for result in results)
    _assert_fair(session, taken=2)


def party_of_three_meets_others_for_the_last_two_places(
    monkeypatch: pytest.MonkeyPatch, locked: bool
) -> None:
    session = SessionFactory(capacity=3)
    SignUpFactory(session=session)

    results = Race(monkeypatch, callers=3, locked=locked).run(
        *[_join(session, PersonFactory(), party_size=size) for size in (3, 2, 1)]
    )

    assert not any(isinstance(result, Exception) for result in results), results
    three, two, one = results
    assert three.state == WAITING
    assert sorted([two.state, one.state]) == [CONFIRMED, WAITING]
    _assert_fair(session, taken=3 if two.state == CONFIRMED else 2)


def double_tap(monkeypatch: pytest.MonkeyPatch, locked: bool) -> None:
    session = SessionFactory(capacity=10)
    person = PersonFactory()
    tap = _join(session, person, request_key="the-form")

    results = Race(monkeypatch, callers=5, locked=locked).run(*[tap] * 5)

    assert len({result.pk for result in results if isinstance(result, SignUp)}) == 1
    assert _states(results) == [CONFIRMED] * 5
    _assert_fair(session, taken=1)


def two_thumbs_check_in_at_the_door(monkeypatch: pytest.MonkeyPatch, locked: bool) -> None:
    """The couple's two phones hold one ticket, and both have scanned the screen (I-6)."""
    session = SessionFactory(starts_at=NOW + timedelta(minutes=30))
    arriving = SignUpFactory(session=session, party_size=2)

    results = Race(monkeypatch, callers=2, locked=locked).run(*[_arrive(arriving)] * 2)

    assert len({result.pk for result in results if isinstance(result, CheckIn)}) == 1
    assert not any(isinstance(result, Exception) for result in results), results
    assert CheckIn.objects.get(sign_up=arriving).arrived_count == 2


SCENARIOS = [
    race_for_the_last_place,
    cancel_meets_join,
    two_cancels_make_room_for_three,
    capacity_is_lowered_while_somebody_joins,
    capacity_is_raised_while_somebody_joins,
    party_of_three_meets_others_for_the_last_two_places,
    double_tap,
    two_thumbs_check_in_at_the_door,
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_places_are_given_fairly(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario(monkeypatch, True)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_without_the_lock_the_same_race_goes_wrong(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most go wrong at once; who commits first is chance in one of them, hence the attempts."""
    for _attempt in range(20):
        try:
            scenario(monkeypatch, False)
        except AssertionError:
            return
    pytest.fail("Twenty races without the lock and nobody was wronged: the scenario proves nothing")


def test_two_cancels_move_up_two_different_people(monkeypatch: pytest.MonkeyPatch) -> None:
    """No negative control of its own: the counter's UPDATE alone keeps these two apart."""
    two_cancels_meet(monkeypatch, True)


def _join(session: Session, person: Person, **wishes: Any) -> Callable[[], SignUp]:
    application = Application(person=person, **wishes)
    return lambda: sign_up(session_id=session.pk, application=application, actor=None, now=NOW)


def _arrive(arriving: SignUp) -> Callable[[], CheckIn]:
    return lambda: check_in(sign_up_id=arriving.pk, method=CheckInMethod.SELF, actor=None, now=NOW)


def _leave(leaving: SignUp) -> Callable[[], SignUp]:
    return lambda: cancel_sign_up(sign_up_id=leaving.pk, actor=None, now=NOW)


def _nobody() -> Any:
    """The capacity's writer is only noted by the audit trail, which takes it from the context."""
    return None


def _states(results: list[Any]) -> list[str]:
    for result in results:
        assert not isinstance(result, Exception), repr(result)
    return sorted(result.state for result in results)


def _assert_fair(session: Session, *, taken: int) -> None:
    """I-1 and I-2: never more than there are, the counter true, nobody waiting beside a free place."""
    session.refresh_from_db()
    confirmed = session.sign_ups.confirmed().aggregate(people=Sum("party_size"))["people"] or 0
    assert confirmed == session.taken == taken
    assert session.capacity is None or confirmed <= session.capacity
    free = (session.capacity or 0) - taken
    assert not session.sign_ups.in_line().filter(party_size__lte=free).exists()


def test_now_is_before_the_sessions_start() -> None:
    assert SessionFactory().starts_at > NOW + timedelta(hours=1)
