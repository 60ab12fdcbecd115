from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from accounts.services import register_person
from activities.models import SignUp
from activities.services.handing_over import hand_over
from activities.services.retention import PROMISE, forget_past_details, forget_past_guests
from activities.tasks import forget_past_guests as task
from tests.factories.accounts import UserFactory
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.factories.communities import DoorFactory, ResidentFactory
from tests.factories.notices import ObjectionFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()
PHONE = "13812345678"


def guest(days_ago: int, **person: Any) -> SignUp:
    person = {"name": "王小芳", "phone": PHONE} | person
    session = SessionFactory(starts_at=NOW - timedelta(days=days_ago))
    return SignUpFactory(session=session, person=register_person(**person), door_text="3-2-1501")


def test_after_90_days_a_guest_is_a_masked_name_and_a_count() -> None:
    sign_up = guest(91)

    assert forget_past_guests(now=NOW) == 1
    assert forget_past_guests(now=NOW) == 0

    sign_up.refresh_from_db()
    person = sign_up.person
    assert (person.name, person.has_phone, person.phone_cipher, person.phone_tail) == (
        "王*芳", False, "", "",
    )  # fmt: skip
    assert (sign_up.door_text, sign_up.party_size, sign_up.state) == ("", 1, "CONFIRMED")
    assert not Person.objects.with_phone("+8613812345678").exists()


def test_the_history_forgets_too_though_nobody_may_change_it() -> None:
    person = guest(91).person

    forget_past_guests(now=NOW)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT name, pinyin_key, phone_digest, phone_tail"
            " FROM accounts_personevent WHERE pgh_obj_id = %s",
            [person.pk],
        )
        assert cursor.fetchall() == [("王*芳", "", "", "")]


def test_who_objected_is_forgotten_90_days_after_the_answer_and_never_while_waiting() -> None:
    long_ago, lately = NOW - timedelta(days=91), NOW - timedelta(days=89)
    answered = {"reply": "已核对", "raised_at": long_ago}
    told = ObjectionFactory(
        person=register_person(name="王小芳", phone=PHONE), answered_at=long_ago, **answered
    )
    told_lately = ObjectionFactory(
        person=register_person(name="陈建国", phone=PHONE), answered_at=lately, **answered
    )
    waiting = ObjectionFactory(person=guest(91, name="李桂英").person, raised_at=long_ago)

    assert forget_past_guests(now=NOW) == 1

    names = [type(told).objects.get(pk=o.pk).person.name for o in (told, told_lately, waiting)]
    assert names == ["王*芳", "陈建国", "李桂英"]


@pytest.mark.parametrize("days_ago", [89, 1, -5])
def test_until_then_nothing_is_forgotten(days_ago: int) -> None:
    guest(days_ago)

    assert forget_past_guests(now=NOW) == 0


def test_whoever_came_again_lives_here_or_works_here_is_kept() -> None:
    guest(200)
    guest(10)
    ResidentFactory(person=guest(200, name="李奶奶", phone="13900000001").person)
    UserFactory(person=guest(200, name="管家", phone="13900000002").person)

    assert forget_past_guests(now=NOW) == 0


@pytest.mark.parametrize("who", ["came again", "resident", "guest"])
def test_door_note_answers_and_key_are_cleared_of_every_old_sign_up_and_of_no_recent_one(
    who: str,
) -> None:
    old = guest(91)
    recent = guest(10) if who == "came again" else guest(10, phone="13900000003")
    if who == "resident":
        ResidentFactory(person=old.person)
    facts = {
        "door_text": "3-2-1501", "note": "要轮椅位", "request_key": "key-1",
        "first_answer": "一位吃素", "second_answer": "九点到",
    }  # fmt: skip
    SignUp.objects.update(**facts)
    SignUp.objects.filter(pk=old.pk).update(door=DoorFactory(unit__building__complex=old.complex))

    for _run in range(2):
        forget_past_guests(now=NOW)

    kept = SignUp.objects.values(*facts)
    assert kept.get(pk=recent.pk) == facts
    assert set(kept.get(pk=old.pk).values()) == {""}
    assert SignUp.objects.get(pk=old.pk).door is None
    recorded = old.events.values_list("door", *facts).distinct()
    assert list(recorded) == [(None, "", "", "", "", "")]
    assert recent.events.filter(note="要轮椅位", first_answer="一位吃素").exists()


def test_what_the_former_holder_of_a_ticket_said_is_cleared_too() -> None:
    ticket = SignUpFactory(
        session=SessionFactory(starts_at=NOW + timedelta(days=1)), first_answer="一位吃素"
    )
    hand_over(sign_up_id=ticket.pk, name="李大爷", phone="", now=NOW)
    assert ticket.events.filter(first_answer="一位吃素").exists()

    cleared = [forget_past_details(now=NOW + timedelta(days=92)) for _run in range(2)]

    assert set(ticket.events.values_list("first_answer", flat=True)) == {""}
    assert cleared == [1, 0]


def test_both_pages_promise_the_same_in_words_that_are_true_for_residents(client: Client) -> None:
    session = SessionFactory()

    promise = str(PROMISE)

    assert "住户登记里原有的手机号由社区保管" in promise
    for address in ("/privacy/", f"/activities/{session.activity_id}/signup/"):
        assert promise in client.get(address).content.decode()


def test_the_hourly_task_may_run_twice() -> None:
    guest(91)

    task()
    task()

    assert Person.objects.get().name == "王*芳"
