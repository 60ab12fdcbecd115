"""The telephone list: what is rung up for is what is true now, however often it changed."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from accounts.clock import moment_text
from activities.choices import SignUpSource, SignUpState
from activities.models import Session, SignUp
from activities.queries.calls import open_calls
from activities.services.cancelling import cancel_activity
from activities.services.planning import Slot, move_session, postpone_activity
from activities.services.reminders import materialise_reminders
from core.models import CallTask, Disclosure, OutboxMessage
from core.services.outbox import deliver_due_messages
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

# The deliverer goes by the database's clock, so these tests do too.
NOON = timezone.make_aware(datetime.combine(timezone.localdate(), time(12)))


def move(session: Session, cast: Cast, days: int) -> None:
    session.refresh_from_db()
    slot = Slot(starts_at=session.starts_at + timedelta(days=days), place_text="南门")
    move_session(session_id=session.pk, slot=slot, actor=cast.manager, now=timezone.now())


def deliver() -> None:
    """Everything promised so far is due."""
    OutboxMessage.objects.filter(state="DUE").update(due_at=timezone.now() - timedelta(minutes=1))
    deliver_due_messages()


def words_on_the_list(client) -> list[str]:
    return [call.text for call in client.get("/field/calls/").context["calls"]]


@pytest.fixture
def dumplings(cast: Cast) -> Session:
    """A session five days ahead with one guest whom only the telephone reaches."""
    session = SessionFactory(
        complex=cast.complex,
        starts_at=NOON + timedelta(days=5),
        activity__title="包饺子",
    )
    SignUpFactory(
        session=session, created_at=timezone.now() - timedelta(days=1), source=SignUpSource.PHONE,
        person__name="长辈乙",
    )  # fmt: skip
    return session


@pytest.mark.parametrize("is_delivered", [True, False])
def test_two_moves_leave_one_call_with_the_last_time(
    cast: Cast, client_of, dumplings: Session, is_delivered: bool
) -> None:
    move(dumplings, cast, 6)
    deliver()
    move(dumplings, cast, 1)
    if is_delivered:
        deliver()
    client = client_of(cast.steward)

    said = words_on_the_list(client)

    # Until the second word is delivered the list is silent, but never wrong.
    dumplings.refresh_from_db()
    when = moment_text(dumplings.starts_at)
    new = f"“包饺子”改为{when}，南门。您的报名还在，不用重报。"
    assert said == ([new] if is_delivered else [])
    counts = client.get("/field/").context["counts"]
    assert [count.number for count in counts] == [1] * is_delivered


def test_a_postponement_silences_the_call_of_the_old_hour(
    cast: Cast, client_of, dumplings: Session
) -> None:
    materialise_reminders(now=dumplings.starts_at - timedelta(hours=23))
    deliver()
    client = client_of(cast.steward)
    assert "中午12:00开始" in words_on_the_list(client)[0]

    postpone_activity(
        activity_id=dumplings.activity_id, reason="雨", actor=cast.manager, now=timezone.now()
    )
    deliver()

    assert words_on_the_list(client) == ["“包饺子”延期，新时间定了再通知您。您的报名还在。"]


def test_who_waited_and_moved_up_hears_so_though_the_session_moved_meanwhile(
    cast: Cast, client_of, dumplings: Session
) -> None:
    SignUp.objects.update(promoted_at=timezone.now())
    SignUpFactory(session=dumplings, state=SignUpState.WAITING)

    move(dumplings, cast, 1)
    deliver()

    said = words_on_the_list(client_of(cast.steward))
    assert ["您已候补成功，不用重报" in words for words in said] == [True, False]
    assert "您还在候补，不用重报" in said[1]


def test_delivery_closes_what_is_overtaken_and_keeps_it_in_the_record(
    cast: Cast, dumplings: Session
) -> None:
    move(dumplings, cast, 6)
    deliver()
    first = CallTask.objects.get()
    cancel_activity(
        activity_id=dumplings.activity_id, reason="雨", actor=cast.manager, now=timezone.now()
    )

    deliver()

    first.refresh_from_db()
    assert first.call_before <= timezone.now()
    assert first.outcome == ""
    assert CallTask.objects.get(call_before__gt=timezone.now()).kind == "activities.cancelled"


def test_a_call_with_overtaken_words_shows_no_number_and_counts_as_no_call(
    cast: Cast, client_of, dumplings: Session
) -> None:
    move(dumplings, cast, 6)
    deliver()
    task = CallTask.objects.get()
    move(dumplings, cast, 1)
    client = client_of(cast.steward)

    for address, answer in (("phone", {}), ("outcome", {"outcome": "REACHED"})):
        page = client.post(
            f"/field/calls/{task.pk}/{address}/", answer,
            headers={"referer": "http://testserver/field/calls/"}, follow=True,
        )  # fmt: skip
        assert "这个电话不用打了；要打的以名单上现在的为准" in page.content.decode()

    task.refresh_from_db()
    assert task.outcome == ""
    assert not Disclosure.objects.exists()


@pytest.mark.usefixtures("theme_templates")
def test_admin_says_of_calls_what_the_list_says(cast: Cast, client_of, dumplings: Session) -> None:
    move(dumplings, cast, 6)
    deliver()
    move(dumplings, cast, 1)
    deliver()

    overtaken, standing = CallTask.objects.order_by("pk")
    page = client_of(cast.admin).get("/admin/core/calltask/")

    assert {
        task.pk: getattr(task, "is_open", False) for task in page.context["cl"].result_list
    } == {overtaken.pk: False, standing.pk: True}
    assert words_on_the_list(client_of(cast.admin))[0] in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many_are_to_be_rung_up(
    cast: Cast, dumplings: Session, django_assert_num_queries, count: int
) -> None:
    for number in range(count - 1):
        SignUpFactory(session=dumplings, source=SignUpSource.PHONE, person__name=f"长辈{number}")
    move(dumplings, cast, 6)
    deliver()

    with django_assert_num_queries(2):
        calls = open_calls(cast.steward, now=timezone.now())

    assert len(calls) == count
