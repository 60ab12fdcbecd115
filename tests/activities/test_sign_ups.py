from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.services import register_person
from activities.choices import ActivityState, SignUpMode, SignUpSource, SignUpState
from activities.models import Session, SignUp
from activities.services import sign_ups
from activities.services.check_ins import check_in
from activities.services.messages import PROMOTED
from activities.services.sign_ups import (
    ActivityStarted,
    AlreadyArrived,
    Application,
    DoorMissing,
    HouseholdQuotaReached,
    JustFilled,
    NotOnOffer,
    PartyTooLarge,
    SignUpClosed,
    SignUpNotYetOpen,
    cancel_sign_up,
    sign_up,
    sweep_waiting_line,
)
from activities.tasks import sweep_waiting_lists
from core.errors import DomainError
from core.models import OutboxMessage
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def join(session: Session, *, now: Any = None, **wishes: Any) -> SignUp:
    wishes.setdefault("person", PersonFactory() if "person" not in wishes else None)
    return sign_up(
        session_id=session.pk, application=Application(**wishes), actor=None, now=now or NOW
    )


def taken(session: Session) -> int:
    return Session.objects.values_list("taken", flat=True).get(pk=session.pk)


def test_a_place_is_confirmed_with_both_codes_and_counted() -> None:
    session = SessionFactory(capacity=3)

    made = join(session, party_size=2, note="带孩子")

    assert (made.state, made.party_size, made.source) == (SignUpState.CONFIRMED, 2, "ONLINE")
    assert (len(made.code), len(made.entry_code)) == (12, 6)
    assert (made.sub_district, made.community, made.complex) == (
        session.sub_district,
        session.community,
        session.complex,
    )
    assert taken(session) == 2
    event = made.events.get()
    assert (event.pgh_label, event.party_size) == ("insert", 2)
    assert not OutboxMessage.objects.exists()


def test_who_comes_when_it_is_full_waits_in_order() -> None:
    session = SessionFactory(capacity=1)

    states = [join(session).state for _ in range(3)]

    assert states == [SignUpState.CONFIRMED, SignUpState.WAITING, SignUpState.WAITING]
    assert taken(session) == 1


def test_the_401st_bowl_of_soup_waits() -> None:
    session = SessionFactory(capacity=400)
    Session.objects.filter(pk=session.pk).update(taken=399)

    assert join(session).state == SignUpState.CONFIRMED
    assert join(session).state == SignUpState.WAITING


def test_a_session_without_a_limit_takes_everybody() -> None:
    session = SessionFactory(capacity=None)

    assert {join(session, party_size=5).state for _ in range(3)} == {SignUpState.CONFIRMED}
    assert taken(session) == 15


def test_a_second_tap_is_answered_by_the_first_sign_up() -> None:
    session = SessionFactory(capacity=5)
    person = PersonFactory()

    first = join(session, person=person, request_key="form-1")
    again = join(session, person=person, request_key="form-1")
    by_phone = join(session, person=person, request_key="form-2")

    assert first == again == by_phone
    assert taken(session) == 1


def test_somebody_without_a_phone_is_known_by_the_form() -> None:
    session = SessionFactory(capacity=5)

    first = join(session, person=register_person(name="王奶奶"), request_key="form-1")
    again = join(session, person=register_person(name="王奶奶"), request_key="form-1")
    namesake = join(session, person=register_person(name="王奶奶"), request_key="form-2")

    assert first == again
    assert namesake != first
    assert taken(session) == 2


def test_two_elders_of_one_phone_are_two_people() -> None:
    session = SessionFactory(capacity=5)

    join(session, person=register_person(name="王爷爷", phone="13812345678"))
    join(session, person=register_person(name="王奶奶", phone="13812345678"))

    assert taken(session) == 2


def test_who_cancelled_may_come_back_to_the_end_of_the_line() -> None:
    session = SessionFactory(capacity=1)
    person = PersonFactory()
    first = join(session, person=person)
    waiting = join(session)
    cancel_sign_up(sign_up_id=first.pk, actor=None, now=NOW)

    back = join(session, person=person)

    waiting.refresh_from_db()
    assert (waiting.state, back.state) == (SignUpState.CONFIRMED, SignUpState.WAITING)


def test_a_cancel_moves_the_first_who_fits_up_and_tells_him_once_by_each_road() -> None:
    session = SessionFactory(capacity=2)
    leaving = join(session)
    join(session)
    family = join(session, party_size=2)
    single = join(session)

    cancel_sign_up(sign_up_id=leaving.pk, actor=None, now=NOW)
    cancel_sign_up(sign_up_id=leaving.pk, actor=None, now=NOW)

    family.refresh_from_db()
    single.refresh_from_db()
    assert (family.state, single.state) == (SignUpState.WAITING, SignUpState.CONFIRMED)
    assert single.promoted_at == NOW
    assert taken(session) == 2
    told = OutboxMessage.objects.filter(kind=PROMOTED)
    assert set(told.values_list("subject_id", "channel", "person_id")) == {
        (single.pk, "IN_APP", single.person_id),
        (single.pk, "CALL_LIST", single.person_id),
    }


def test_who_has_no_phone_is_not_put_on_the_call_list() -> None:
    session = SessionFactory(capacity=1)
    leaving = join(session)
    join(session, person=register_person(name="没有手机"))

    cancel_sign_up(sign_up_id=leaving.pk, actor=None, now=NOW)

    assert set(OutboxMessage.objects.values_list("channel", flat=True)) == {"IN_APP"}


def test_a_waiter_who_cancels_frees_no_place() -> None:
    session = SessionFactory(capacity=1)
    join(session)
    waiting = join(session)

    cancel_sign_up(sign_up_id=waiting.pk, actor=None, now=NOW)

    assert taken(session) == 1


def test_who_comes_does_not_pass_somebody_stranded_in_line() -> None:
    session = SessionFactory(capacity=2)
    stranded = SignUpFactory(session=session, state=SignUpState.WAITING)

    newcomer = join(session)

    stranded.refresh_from_db()
    assert (stranded.state, newcomer.state) == (SignUpState.CONFIRMED, SignUpState.CONFIRMED)
    assert stranded.promoted_at


def test_the_sweep_moves_the_stranded_up_and_leaves_the_rest() -> None:
    stranded = SignUpFactory(state=SignUpState.WAITING, session=SessionFactory(capacity=1))
    full = SessionFactory(capacity=1)
    join(full)
    patient = join(full)

    sweep_waiting_lists()
    sweep_waiting_lists()

    stranded.refresh_from_db()
    patient.refresh_from_db()
    assert (stranded.state, patient.state) == (SignUpState.CONFIRMED, SignUpState.WAITING)
    assert OutboxMessage.objects.filter(subject_id=stranded.pk, channel="IN_APP").count() == 1
    assert sweep_waiting_line(session_id=full.pk, now=NOW) == 0


def test_nobody_is_moved_up_after_the_start() -> None:
    session = SessionFactory(capacity=1, starts_at=NOW - timedelta(minutes=1))
    waiting = SignUpFactory(session=session, state=SignUpState.WAITING)

    assert sweep_waiting_line(session_id=session.pk, now=NOW) == 0
    waiting.refresh_from_db()
    assert waiting.state == SignUpState.WAITING


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"activity__state": ActivityState.PLANNED}, NotOnOffer),
        ({"activity__state": ActivityState.POSTPONED}, NotOnOffer),
        ({"activity__sign_up_mode": SignUpMode.WALK_IN}, NotOnOffer),
        ({"cancelled_at": NOW}, NotOnOffer),
        ({"opens_at": NOW + timedelta(hours=1)}, SignUpNotYetOpen),
        ({"closes_at": NOW - timedelta(hours=1)}, SignUpClosed),
        ({"starts_at": NOW - timedelta(minutes=5)}, SignUpClosed),
        ({"activity__max_party_size": 1}, PartyTooLarge),
        ({"capacity": 1}, PartyTooLarge),
        ({"activity__household_quota": 2}, DoorMissing),
    ],
)
def test_a_refusal_says_why_and_writes_nothing(
    facts: dict[str, Any], refusal: type[DomainError]
) -> None:
    session = SessionFactory(**facts)

    with pytest.raises(refusal) as caught:
        join(session, party_size=2)

    assert caught.value.message
    assert not SignUp.objects.exists()
    assert taken(session) == 0


def test_a_household_has_its_quota_however_the_door_is_written() -> None:
    session = SessionFactory(activity__household_quota=2)
    join(session, door_text="3栋2单元1501")
    join(session, door_text="\uff13-2-1501室")

    with pytest.raises(HouseholdQuotaReached):
        join(session, door_text="3 2 1501")
    assert join(session, door_text="3栋2单元1502").door_text == "3-2-1502"


def test_the_last_place_gone_meanwhile_offers_the_line() -> None:
    session = SessionFactory(capacity=1)
    join(session)
    person = PersonFactory()

    with pytest.raises(JustFilled):
        join(session, person=person, may_wait=False)

    assert join(session, person=person, may_wait=True).state == SignUpState.WAITING


def test_who_has_arrived_or_started_cannot_cancel() -> None:
    session = SessionFactory(starts_at=NOW + timedelta(hours=1))
    arrived, late = join(session), join(session)
    check_in(sign_up_id=arrived.pk, method="CODE", actor=None, now=NOW)

    with pytest.raises(AlreadyArrived):
        cancel_sign_up(sign_up_id=arrived.pk, actor=None, now=NOW)
    with pytest.raises(ActivityStarted):
        cancel_sign_up(sign_up_id=late.pk, actor=None, now=NOW + timedelta(hours=2))


def test_at_the_door_the_closing_hour_does_not_count() -> None:
    session = SessionFactory(closes_at=NOW - timedelta(hours=1))

    assert join(session, source=SignUpSource.WALK_IN).state == SignUpState.CONFIRMED


def test_an_entry_code_that_is_taken_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    session = SessionFactory()
    SignUpFactory(session=session, entry_code="000001")
    draws = iter(["000001", "000001", "000002"])
    monkeypatch.setattr(sign_ups, "new_entry_code", lambda: next(draws))

    assert join(session).entry_code == "000002"


def test_signing_up_takes_few_statements(django_assert_num_queries: Any) -> None:
    """Savepoint and release, lock, known?, activity, line?, insert, counter."""
    session = SessionFactory(capacity=5)
    application = Application(person=PersonFactory())

    with django_assert_num_queries(8):
        sign_up(session_id=session.pk, application=application, actor=None, now=NOW)
