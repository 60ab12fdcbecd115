from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.phones import PhoneInvalid
from activities.choices import CheckInMethod, SignUpSource, SignUpState
from activities.models import CheckIn, Session, SignUp
from activities.services.check_ins import (
    DOOR_CLOSES,
    DOOR_OPENS,
    NoPlaceLeft,
    NotConfirmed,
    NotThisTime,
    admit_walk_in,
    check_in,
    undo_check_in,
)
from activities.services.planning import change_capacity
from activities.services.sign_ups import NotOnOffer
from core.models import OutboxMessage
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

NOW = timezone.now()


@pytest.fixture
def session(cast: Cast) -> Session:
    return SessionFactory(complex=cast.complex, starts_at=NOW - timedelta(minutes=5))


def arrive(sign_up: SignUp, cast: Cast, **kwargs) -> CheckIn:
    facts = {"method": CheckInMethod.CODE, "actor": cast.steward, "now": NOW}
    return check_in(sign_up_id=sign_up.pk, **facts | kwargs)


def test_check_in_is_written_with_who_and_how_and_audited(cast: Cast, session: Session) -> None:
    made = arrive(SignUpFactory(session=session, party_size=3), cast)

    assert (made.arrived_count, made.method, made.by, made.at) == (3, "CODE", cast.steward, NOW)
    assert (made.complex, made.community, made.sub_district) == (
        cast.complex,
        cast.community,
        cast.street,
    )
    assert made.events.get().pgh_label == "insert"
    assert not OutboxMessage.objects.exists()


def test_second_check_in_returns_the_first(cast: Cast, session: Session) -> None:
    sign_up = SignUpFactory(session=session)

    first = arrive(sign_up, cast)
    second = arrive(sign_up, cast, actor=cast.manager, now=NOW + timedelta(minutes=3))

    assert (second.pk, second.by, second.at) == (first.pk, cast.steward, NOW)
    assert CheckIn.objects.count() == 1


@pytest.mark.parametrize(("came", "counted"), [(1, 1), (3, 3), (9, 3), (None, 3)])
def test_never_more_of_a_party_arrive_than_were_signed_up(
    cast: Cast, session: Session, came: int | None, counted: int
) -> None:
    sign_up = SignUpFactory(session=session, party_size=3)

    assert arrive(sign_up, cast, arrived_count=came).arrived_count == counted


@pytest.mark.parametrize(
    ("state", "sentence"),
    [(SignUpState.WAITING, "还在候补，没有轮到"), (SignUpState.CANCELLED, "这张票已取消")],
)
def test_without_a_place_nobody_is_checked_in(
    cast: Cast, session: Session, state: str, sentence: str
) -> None:
    cancelled_at = NOW if state == SignUpState.CANCELLED else None
    sign_up = SignUpFactory(session=session, state=state, cancelled_at=cancelled_at)

    with pytest.raises(NotConfirmed, match=sentence):
        arrive(sign_up, cast)
    assert not CheckIn.objects.exists()


def test_door_is_open_from_half_a_day_before_to_a_day_after(cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex)
    opens, closes = session.starts_at - DOOR_OPENS, session.ends_at + DOOR_CLOSES
    second = timedelta(seconds=1)

    for moment in (opens - second, closes + second):
        with pytest.raises(NotThisTime):
            arrive(SignUpFactory(session=session), cast, now=moment)
    for moment in (opens, closes):
        assert arrive(SignUpFactory(session=session), cast, now=moment)


def test_undone_check_in_stays_as_a_row_and_can_be_made_again(cast: Cast, session: Session) -> None:
    sign_up = SignUpFactory(session=session)
    made = arrive(sign_up, cast)
    later = NOW + timedelta(minutes=1)

    for moment in (later, later + timedelta(minutes=1)):
        undone = undo_check_in(check_in_id=made.pk, actor=cast.manager, now=moment)
    again = arrive(sign_up, cast, now=later)

    assert (undone.undone_at, undone.undone_by) == (later, cast.manager)
    assert again.pk != made.pk
    assert CheckIn.objects.count() == 2
    assert [event.pgh_label for event in made.events.order_by("pgh_id")] == ["insert", "update"]


def admit(session: Session, cast: Cast, **kwargs) -> CheckIn:
    facts = {"name": "过路人", "party_size": 2, "actor": cast.steward, "now": NOW}
    return admit_walk_in(session_id=session.pk, **facts | kwargs)


def test_walk_in_is_counted_against_the_places_and_checked_in(cast: Cast, session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(capacity=3)

    made = admit(session, cast)

    session.refresh_from_db()
    assert (made.arrived_count, made.sign_up.source) == (2, SignUpSource.WALK_IN)
    assert made.sign_up.entered_by == cast.steward
    assert session.taken == 2
    with pytest.raises(NoPlaceLeft):
        admit(session, cast, name="后来的")
    assert SignUp.objects.count() == 1


def test_same_form_twice_admits_once(cast: Cast, session: Session) -> None:
    made = [admit(session, cast, request_key="k") for _tap in range(2)]

    assert made[0].pk == made[1].pk
    assert SignUp.objects.count() == 1


def test_who_signed_up_before_is_only_checked_in(cast: Cast, session: Session) -> None:
    sign_up = SignUpFactory(session=session, person__name="王芳", person__phone="13800006789")

    made = admit(session, cast, name="王芳", phone="13800006789")

    assert made.sign_up == sign_up
    assert made.arrived_count == sign_up.party_size == 1


def test_walk_ins_are_taken_where_nobody_signs_up_but_not_at_another_time(cast: Cast) -> None:
    free = SessionFactory(complex=cast.complex, starts_at=NOW, activity__sign_up_mode="WALK_IN")
    next_week = SessionFactory(complex=cast.complex, starts_at=NOW + timedelta(days=7))
    planned = SessionFactory(complex=cast.complex, starts_at=NOW, activity__state="PLANNED")

    assert admit(free, cast)
    with pytest.raises(NotThisTime):
        admit(next_week, cast)
    with pytest.raises(NotOnOffer):
        admit(planned, cast)
    with pytest.raises(PhoneInvalid):
        admit(free, cast, phone="123")


def test_more_places_after_the_start_go_to_who_stands_at_the_door(cast: Cast) -> None:
    """Nobody of the line is moved up any more: the places must not stay empty for them."""
    session = SessionFactory(complex=cast.complex, starts_at=NOW - timedelta(minutes=5), capacity=1)
    SignUpFactory(session=session)
    SignUpFactory(session=session, state=SignUpState.WAITING)
    change_capacity(session_id=session.pk, capacity=2, actor=cast.steward, now=NOW)

    came = admit(session, cast, party_size=1)

    session.refresh_from_db()
    assert came.sign_up.state == SignUpState.CONFIRMED
    assert session.taken == 2
    with pytest.raises(NoPlaceLeft):
        admit(session, cast, party_size=1)
