from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from accounts.models import Person
from accounts.phones import PhoneInvalid
from activities.choices import SignUpState
from activities.models import Session, SignUp
from activities.services.online import (
    AlreadySignedUp,
    Joined,
    Wish,
    request_key,
    sign_up_online,
)
from activities.services.sign_ups import JustFilled
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()
PHONE = "13812345678"


def join(session: Session, *codes: str, **wishes: Any) -> Joined:
    wishes = {"form_key": "form-1", "name": "王小芳", "phone": PHONE, **wishes}
    return sign_up_online(session_id=session.pk, wish=Wish(**wishes), known_codes=codes, now=NOW)


def test_a_new_person_is_made_with_the_sign_up_and_is_the_devices_own() -> None:
    session = SessionFactory(capacity=5)

    joined = join(session, party_size=2)

    assert joined.is_own
    assert (joined.sign_up.state, joined.sign_up.party_size) == (SignUpState.CONFIRMED, 2)
    assert joined.sign_up.person.masked_phone == "138****5678"
    assert joined.sign_up.events.get().pgh_label == "insert"


def test_a_known_person_signs_up_anew_but_is_not_the_devices_own() -> None:
    known = PersonFactory(name="王小芳", phone=PHONE)

    joined = join(SessionFactory())

    assert joined.sign_up.person == known
    assert not joined.is_own


def test_the_same_form_again_is_the_same_sign_up() -> None:
    session = SessionFactory()

    first, again = join(session), join(session)

    assert first.sign_up == again.sign_up
    assert session.sign_ups.count() == 1


def test_the_same_person_from_another_device_is_refused_and_nothing_changes() -> None:
    session = SessionFactory()
    join(session)

    with pytest.raises(AlreadySignedUp):
        join(session, form_key="form-2")

    assert session.sign_ups.count() == 1


def test_the_same_person_from_the_device_that_knows_the_ticket_gets_it() -> None:
    session = SessionFactory()
    first = join(session).sign_up

    assert join(session, first.code, form_key="form-2").sign_up == first


def test_a_refused_sign_up_leaves_no_person_behind() -> None:
    session = SessionFactory(capacity=1)
    SignUpFactory(session=session)

    with pytest.raises(JustFilled):
        join(session)

    assert not Person.objects.filter(name="王小芳").exists()
    assert join(session, may_wait=True).sign_up.state == SignUpState.WAITING


def test_a_phone_that_is_none_is_refused() -> None:
    with pytest.raises(PhoneInvalid):
        join(SessionFactory(), phone="12")


def test_somebody_without_a_phone_is_made_once_by_one_form() -> None:
    session = SessionFactory()

    first, again = (join(session, phone="", name="王奶奶") for _ in range(2))

    assert first.sign_up == again.sign_up
    assert Person.objects.filter(name="王奶奶").count() == 1


def test_one_form_and_two_persons_are_two_requests() -> None:
    keys = {
        request_key(Wish(form_key="form-1", name=name, phone=phone))
        for name, phone in (
            ("王小芳", PHONE),
            (" 王小芳 ", PHONE),
            ("李大爷", PHONE),
            ("王小芳", ""),
        )
    }

    assert len(keys) == 3
    assert {len(key) for key in keys} == {40}


def at_once(count: int, call: Callable[[int], Any]) -> list[Any]:
    """Results in the order of the callers; an exception stands in its place."""
    results: list[Any] = [None] * count
    start = threading.Barrier(count)

    def work(index: int) -> None:
        try:
            start.wait(5)
            results[index] = call(index)
        except Exception as error:  # noqa: BLE001  judged by the test
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(index,)) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("phone", [PHONE, ""])
def test_five_taps_at_once_are_one_sign_up_of_one_person(phone: str) -> None:
    session = SessionFactory()

    results = at_once(5, lambda _index: join(session, phone=phone, name="王奶奶"))

    assert {type(result) for result in results} == {Joined}, results
    assert len({result.sign_up.pk for result in results}) == 1
    assert Person.objects.filter(name="王奶奶").count() == 1
    assert Session.objects.get(pk=session.pk).taken == 1


@pytest.mark.django_db(transaction=True)
def test_of_fifty_at_once_ten_get_the_ten_places() -> None:
    session = SessionFactory(capacity=10)

    results = at_once(
        50, lambda index: join(session, form_key=f"form-{index}", phone=f"138{index:08d}")
    )

    assert sum(isinstance(result, Joined) for result in results) == 10
    assert sum(isinstance(result, JustFilled) for result in results) == 40
    assert SignUp.objects.filter(state=SignUpState.CONFIRMED).count() == 10
    assert Session.objects.get(pk=session.pk).taken == 10
