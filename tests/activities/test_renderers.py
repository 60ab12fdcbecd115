"""What people are told, when the moment comes: never old data, never twice, never what is untrue."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.services import register_person
from activities.choices import ActivityState, SignUpState
from activities.models import Session, SignUp
from activities.services.cancelling import cancel_activity
from activities.services.planning import Slot, move_session, postpone_activity
from activities.services.reminders import materialise_reminders
from activities.services.sign_ups import cancel_sign_up
from core.models import CallTask, InboxMessage, OutboxMessage
from core.outbox import render_all
from core.services.outbox import deliver_due_messages
from tests.factories.activities import SessionFactory, SignUpFactory

pytestmark = pytest.mark.django_db


def noon() -> datetime:
    """A moment outside the quiet hours, whatever the hour of the test: tomorrow at noon."""
    day = timezone.localdate() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(12)))


@pytest.fixture
def session() -> Session:
    return SessionFactory(
        starts_at=noon() + timedelta(days=3), activity__title="包饺子", place_text="红色港湾"
    )


@pytest.fixture
def sign_up(session: Session) -> SignUp:
    return SignUpFactory(
        session=session, created_at=timezone.now(), person=register_person(name="王芳")
    )


def deliver() -> list[tuple[str, str]]:
    """Everything that is due, as if its hour had come; what reached the inbox, in order."""
    OutboxMessage.objects.filter(state="DUE").update(
        due_at=timezone.now() - timedelta(minutes=1), expires_at=timezone.now() + timedelta(hours=1)
    )
    deliver_due_messages()
    return list(InboxMessage.objects.order_by("pk").values_list("title", "body"))


def move(session: Session, hours: int, **other: Any) -> int:
    starts_at = session.starts_at + timedelta(hours=hours)
    slot = Slot(starts_at=starts_at, ends_at=None, place_text=other.get("place", "红色港湾"))
    return move_session(session_id=session.pk, slot=slot, actor=None, now=noon())


def test_a_reminder_tells_time_and_place_as_they_are_when_it_is_sent(
    session: Session, sign_up: SignUp
) -> None:
    materialise_reminders(now=session.starts_at - timedelta(hours=23))
    Session.objects.filter(pk=session.pk).update(place_text="党员活动室")

    ((title, body),) = deliver()

    assert title == "活动提醒：包饺子"
    assert "党员活动室" in body
    assert "红色港湾" not in body


def test_two_moves_in_a_row_are_told_once_with_the_last_time(
    session: Session, sign_up: SignUp
) -> None:
    assert move(session, 1) == 1
    session.refresh_from_db()
    assert move(session, 2, place="南门") == 1

    ((title, body),) = deliver()

    assert title == "时间地点有变：包饺子"
    assert "南门" in body
    states = OutboxMessage.objects.filter(channel="IN_APP").order_by("pk")
    assert list(states.values_list("state", flat=True)) == ["CANCELLED", "SENT"]


def test_a_reminder_of_the_old_time_is_void_and_the_new_time_is_reminded_of(
    session: Session, sign_up: SignUp
) -> None:
    materialise_reminders(now=session.starts_at - timedelta(hours=23))
    move(session, 24)
    session.refresh_from_db()
    materialise_reminders(now=session.starts_at - timedelta(hours=23))

    titles = [title for title, _body in deliver()]

    assert sorted(titles) == ["时间地点有变：包饺子", "活动提醒：包饺子"]


def test_who_cancelled_is_not_reminded(session: Session, sign_up: SignUp) -> None:
    materialise_reminders(now=session.starts_at - timedelta(hours=23))
    cancel_sign_up(sign_up_id=sign_up.pk, actor=None, now=noon())

    assert deliver() == []


def test_a_cancelled_activity_is_told_once_with_its_reason_and_nothing_else(
    session: Session, sign_up: SignUp
) -> None:
    materialise_reminders(now=session.starts_at - timedelta(hours=23))
    move(session, 1)
    activity = session.activity
    for _twice in range(2):
        cancel_activity(activity_id=activity.pk, reason="下雨", actor=None, now=noon())

    ((title, body),) = deliver()

    assert title == "活动取消：包饺子"
    assert "下雨" in body


def test_a_postponed_activity_is_told_and_then_its_new_time(
    session: Session, sign_up: SignUp
) -> None:
    postpone_activity(activity_id=session.activity_id, reason="雨", actor=None, now=noon())
    first = deliver()
    session.refresh_from_db()
    move(session, 48)

    titles = [title for title, _body in deliver()]

    assert [title for title, _body in first] == ["活动延期：包饺子"]
    assert titles == ["活动延期：包饺子", "时间地点有变：包饺子"]
    session.activity.refresh_from_db()
    assert session.activity.state == ActivityState.PUBLISHED


def test_somebody_with_a_phone_is_put_on_the_call_list_with_the_same_words(
    session: Session,
) -> None:
    waiting = SignUpFactory(session=session, state=SignUpState.WAITING)
    move(session, 1)

    deliver()

    call = CallTask.objects.get()
    assert (call.person, call.subject_id, call.outcome) == (waiting.person, waiting.pk, "")
    assert "包饺子" in call.text


def test_delivering_twice_tells_once(session: Session, sign_up: SignUp) -> None:
    move(session, 1)
    deliver()

    assert len(deliver()) == 1


def test_a_postponed_activity_put_back_at_its_hour_is_told_too(
    session: Session, sign_up: SignUp
) -> None:
    postpone_activity(activity_id=session.activity_id, reason="雨", actor=None, now=noon())
    session.refresh_from_db()
    assert move(session, 0) == 1

    # The postponement was not sent yet, and is untrue by now.
    assert [title for title, _body in deliver()] == ["时间地点有变：包饺子"]


def test_an_open_place_is_said_once(session: Session, sign_up: SignUp) -> None:
    Session.objects.update(place_text="")
    materialise_reminders(now=session.starts_at - timedelta(hours=23))

    ((_title, body),) = deliver()

    assert "开始，地点待定。" in body


def test_many_messages_of_many_kinds_are_rendered_by_one_statement(
    session: Session, django_assert_num_queries
) -> None:
    for _number in range(3):
        SignUpFactory(session=session, created_at=timezone.now())
    materialise_reminders(now=session.starts_at - timedelta(hours=23))
    move(session, 1)

    with django_assert_num_queries(2):
        rendered = render_all(OutboxMessage.objects.all())

    assert [rendered[key] is None for key in sorted(rendered)] == [True] * 3 + [False] * 6


def test_a_place_from_the_line_is_told_although_the_date_moved_before_the_message_went_out(
    session: Session,
) -> None:
    Session.objects.filter(pk=session.pk).update(capacity=1)
    session.refresh_from_db()
    leaving = SignUpFactory(session=session)
    SignUpFactory(session=session, state=SignUpState.WAITING, person=register_person(name="王芳"))

    cancel_sign_up(sign_up_id=leaving.pk, actor=None, now=timezone.now())
    move(session, 1)

    assert sorted(title for title, _body in deliver()) == [
        "候补成功：包饺子",
        "时间地点有变：包饺子",
    ]


def test_a_place_that_comes_free_while_it_is_postponed_names_no_date(session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(capacity=1)
    session.refresh_from_db()
    leaving = SignUpFactory(session=session)
    SignUpFactory(session=session, state=SignUpState.WAITING, person=register_person(name="王芳"))
    postpone_activity(
        activity_id=session.activity_id, reason="下雨", actor=None, now=timezone.now()
    )

    cancel_sign_up(sign_up_id=leaving.pk, actor=None, now=timezone.now())

    told = dict(deliver())
    assert told["候补成功：包饺子"] == "有空位了，您已报上“包饺子”。活动延期，新时间定了再通知您。"


def test_a_postponed_activity_that_keeps_its_date_after_all_is_told(
    session: Session, sign_up: SignUp
) -> None:
    postpone_activity(
        activity_id=session.activity_id, reason="下雨", actor=None, now=timezone.now()
    )
    deliver()
    session.refresh_from_db()

    assert move(session, 0) == 1

    assert [title for title, _body in deliver()] == [
        "活动延期：包饺子",
        "时间地点有变：包饺子",
    ]
