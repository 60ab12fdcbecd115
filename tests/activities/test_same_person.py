"""What two rows of one person may not both have: a place in a session, an address of a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Person, PersonMerge
from activities.models import CalendarToken, SignUp
from activities.services.calendar_tokens import issue_calendar_token
from activities.services.same_person import BothSignedUp
from communities.services.persons import merge_persons
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

Merge = Callable[..., PersonMerge]


@pytest.fixture
def keep(cast: Cast) -> Person:
    return PersonFactory(name="王秀芳", phone="13812345678")


@pytest.fixture
def gone(cast: Cast) -> Person:
    return PersonFactory(name="王秀芬", phone="13987654321")


@pytest.fixture
def merge(cast: Cast, keep: Person, gone: Person) -> Merge:
    def by(**changed: Any) -> PersonMerge:
        given = {
            "keep": keep, "gone": gone, "reason": "登记时写错了名字", "actor": cast.secretary,
            "now": timezone.now(),
        }  # fmt: skip
        return merge_persons(**{**given, **changed})

    return by


def test_tickets_of_the_one_that_went_still_open(merge: Merge, keep: Person, gone: Person) -> None:
    sign_up = SignUpFactory(person=gone)

    merge()

    page = Client().get(f"/t/{sign_up.code}/")
    assert page.status_code == 200
    assert sign_up.session.activity.title in page.content.decode()
    sign_up.refresh_from_db()
    assert sign_up.person == keep


def test_of_two_sign_ups_for_what_is_to_come_one_is_cancelled_by_people(
    merge: Merge, keep: Person, gone: Person
) -> None:
    session = SessionFactory(activity__title="端午包粽子")
    for person in (keep, gone):
        SignUpFactory(session=session, person=person)

    with pytest.raises(
        BothSignedUp, match=r"两人都报了“端午包粽子”，请先取消其中一个报名（王\*芬）"
    ):
        merge()


def test_what_is_over_stays_as_it_was_with_both(merge: Merge, keep: Person, gone: Person) -> None:
    past = SessionFactory(starts_at=timezone.now() - timedelta(days=9))
    coming = SessionFactory()
    double = [SignUpFactory(session=past, person=person) for person in (keep, gone)]
    single = SignUpFactory(session=coming, person=gone)

    merge()

    assert [SignUp.objects.get(pk=one.pk).person for one in double] == [keep, gone]
    assert SignUp.objects.get(pk=single.pk).person == keep
    past.refresh_from_db()
    assert past.taken == 2


def test_two_calendars_become_one_that_goes_on(merge: Merge, keep: Person, gone: Person) -> None:
    for person in (keep, gone):
        issue_calendar_token(person_id=person.pk, actor=None, now=timezone.now())
    digest = CalendarToken.objects.get(person=keep).digest

    merge()

    assert CalendarToken.objects.get().digest == digest


def test_a_calendar_of_the_one_that_goes_goes_on(merge: Merge, keep: Person, gone: Person) -> None:
    issue_calendar_token(person_id=gone.pk, actor=None, now=timezone.now())

    merge()

    assert CalendarToken.objects.get().person == keep
