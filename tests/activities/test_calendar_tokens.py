from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Person
from activities.codes import CALENDAR_LENGTH, new_calendar_token, token_digest
from activities.models import CalendarToken, SignUp
from activities.queries.calendar_tokens import list_subscriptions, person_of_token
from activities.services.calendar_tokens import issue_calendar_token, revoke_calendar_tokens
from activities.services.retention import KEPT, forget_past_guests
from core.codes import ALPHABET
from tests.concurrency import at_once
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

NOW = timezone.now()
HISTORY = CalendarToken.pgh_event_models["insert"]


def issue(person: Person) -> str:
    return issue_calendar_token(person_id=person.pk, actor=None, now=NOW)


def revoke(*persons: Person) -> int:
    return revoke_calendar_tokens(person_ids=[person.pk for person in persons], actor=None, now=NOW)


def test_a_token_has_128_bits_and_no_look_alikes() -> None:
    tokens = {new_calendar_token() for _ in range(100)}

    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {CALENDAR_LENGTH}
    assert set("".join(tokens)) <= set(ALPHABET)
    assert len(ALPHABET) ** CALENDAR_LENGTH > 2**128


def test_a_token_opens_its_persons_calendar_however_it_is_typed(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    person, other = PersonFactory(), PersonFactory()
    token = issue(person)
    issue(other)

    with django_assert_num_queries(2):
        assert person_of_token(token) == person.pk
        assert person_of_token(token.lower()) == person.pk
    assert person_of_token(new_calendar_token()) is None


def test_only_the_hash_is_kept_and_history_has_not_even_that() -> None:
    token = issue(PersonFactory())

    row = CalendarToken.objects.get()
    assert row.digest == token_digest(token)
    assert token not in str(CalendarToken.objects.values().get())
    assert "digest" not in {field.name for field in HISTORY._meta.get_fields()}
    assert list(HISTORY.objects.values_list("pgh_label", "person_id")) == [
        ("insert", row.person_id)
    ]


def test_a_new_address_ends_the_old_one() -> None:
    person = PersonFactory()
    old = issue(person)

    new = issue_calendar_token(person_id=person.pk, actor=None, now=NOW + timedelta(minutes=1))

    assert person_of_token(old) is None
    assert person_of_token(new) == person.pk
    assert CalendarToken.objects.get().created_at == NOW + timedelta(minutes=1)
    labels = HISTORY.objects.order_by("pgh_id").values_list("pgh_label", flat=True)
    assert list(labels) == ["insert", "update"]


def test_revoking_ends_the_address_of_those_named_and_twice_is_once() -> None:
    person, other = PersonFactory(), PersonFactory()
    token, kept = issue(person), issue(other)

    assert (revoke(person), revoke(person), revoke()) == (1, 0, 0)

    assert person_of_token(token) is None
    assert person_of_token(kept) == other.pk
    assert HISTORY.objects.filter(pgh_label="delete").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_leave_one_address() -> None:
    person = PersonFactory()

    tokens = at_once(lambda: issue(person), lambda: issue(person))

    assert CalendarToken.objects.count() == 1
    assert [person_of_token(token) for token in tokens].count(person.pk) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_persons_of_a_device_are_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    persons = [PersonFactory(name="王小芳") for _ in range(count)]
    issue(persons[0])

    with django_assert_num_queries(1):
        listed = list_subscriptions(persons)

    assert [one.person_id for one in listed] == [person.pk for person in persons]
    assert {one.name for one in listed} == {"王*芳"}
    assert [bool(one.since) for one in listed] == [True] + [False] * (count - 1)


def test_whoever_is_forgotten_has_no_calendar_any_more(cast: Cast) -> None:
    past = SessionFactory(complex=cast.complex, starts_at=NOW - KEPT - timedelta(days=1))
    forgotten: SignUp = SignUpFactory(session=past)
    staying: SignUp = SignUpFactory(session=SessionFactory(complex=cast.complex))
    issue(forgotten.person)
    kept = issue(staying.person)

    assert forget_past_guests(now=NOW) == 1

    assert [row.person_id for row in CalendarToken.objects.all()] == [staying.person_id]
    assert person_of_token(kept) == staying.person_id
