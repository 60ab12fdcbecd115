from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from accounts import services
from accounts.models import Person
from accounts.phones import PhoneInvalid, decrypt_phone
from accounts.services import register_person

pytestmark = pytest.mark.django_db

PHONE = "13812345678"


def test_a_person_is_stored_encrypted_found_by_digest_and_shown_masked() -> None:
    person = register_person(name=" 单 小芳 ", phone="138 1234 5678")

    assert person.name == "单 小芳"
    assert person.phone_tail == "5678"
    assert PHONE not in person.phone_cipher + person.phone_digest
    assert decrypt_phone(person.phone_cipher) == f"+86{PHONE}"
    assert person.masked_phone == "138****5678"
    assert person.pinyin_key.startswith("shan")


def test_the_same_phone_and_name_is_the_same_person() -> None:
    first = register_person(name="王芳", phone=PHONE)

    assert register_person(name="王芳", phone="+86 138-1234-5678") == first


def test_two_elders_may_share_a_phone() -> None:
    first = register_person(name="王芳", phone=PHONE)
    second = register_person(name="李明", phone=PHONE)

    assert first != second
    assert set(Person.objects.with_phone(f"+86{PHONE}")) == {first, second}


def test_without_a_phone_everybody_is_somebody_new() -> None:
    first = register_person(name="王芳")
    second = register_person(name="王芳")

    assert first != second
    assert (first.has_phone, first.masked_phone) == (False, "")


def test_a_wrong_phone_stores_nobody() -> None:
    with pytest.raises(PhoneInvalid):
        register_person(name="王芳", phone="138")

    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "half", [{"phone_digest": "d" * 64}, {"phone_cipher": "c"}, {"phone_tail": "5678"}]
)
def test_half_a_phone_is_refused_by_the_database(half: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(name="王芳", **half)


def _register_twice_at_once() -> list[object]:
    """Both look for the person before either stores her."""
    outcomes: list[object] = []

    def run() -> None:
        try:
            outcomes.append(register_person(name="王芳", phone=PHONE).pk)
        except IntegrityError as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return outcomes


@pytest.fixture
def both_look_first(monkeypatch: pytest.MonkeyPatch) -> None:
    both = threading.Barrier(2)

    def wait_for_the_other(phone: str) -> str:
        both.wait(timeout=10)  # between looking and storing
        return f"cipher-of-{phone}"

    monkeypatch.setattr(services, "encrypt_phone", wait_for_the_other)


@pytest.mark.usefixtures("both_look_first")
@pytest.mark.django_db(transaction=True)
def test_a_double_tap_registers_one_person() -> None:
    first, second = _register_twice_at_once()

    assert first == second
    assert Person.objects.count() == 1


@pytest.mark.usefixtures("both_look_first")
@pytest.mark.django_db(transaction=True)
def test_storing_blindly_would_fail_one_of_two_taps(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the same race without taking up the other's row ends in an error."""
    manager = type(Person.objects)

    def store(self: object, *, defaults: dict[str, object], **keys: object) -> tuple[Person, bool]:
        return Person.objects.create(**keys, **defaults), True

    monkeypatch.setattr(manager, "get_or_create", store)

    outcomes = _register_twice_at_once()

    assert sorted(isinstance(outcome, IntegrityError) for outcome in outcomes) == [False, True]
