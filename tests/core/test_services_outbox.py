from __future__ import annotations

import threading
import time
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from pytest_django import Settings

from accounts.models import Person
from core import outbox as registry
from core import tasks
from core.choices import Channel, MessageState
from core.models import CallTask, InboxMessage, OutboxMessage
from core.outbox import ChannelAdapter, NotAccepted, Rendered
from core.services import outbox
from tests.factories.accounts import PersonFactory
from tests.factories.core import OutboxMessageFactory

pytestmark = pytest.mark.django_db

LONG_AGO = timedelta(hours=1)


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """`test` is true, `untrue` no longer, `poison` breaks."""

    def poison(message: OutboxMessage) -> Rendered | None:
        raise ZeroDivisionError("13800000000")

    monkeypatch.setattr(registry, "_renderers", dict(registry._renderers))
    monkeypatch.setattr(registry, "_channels", dict(registry._channels))
    registry.register(
        "test", lambda message: Rendered("活动提醒", f"第{message.subject_id}场明天开始", "/my/")
    )
    registry.register("untrue", lambda _message: None)
    registry.register("poison", poison)


def _states(*messages: OutboxMessage) -> list[str]:
    found = {row.pk: row.state for row in OutboxMessage.objects.all()}
    return [found[message.pk] for message in messages]


def _new(person: Person, key: str = "once") -> OutboxMessage:
    now = timezone.now()
    return OutboxMessage(
        key=key,
        kind="test",
        channel=Channel.IN_APP,
        person=person,
        subject_id=7,
        tenant_id=1,
        due_at=now - timedelta(minutes=1),
        expires_at=now + timedelta(hours=1),
    )


def test_a_promise_made_twice_is_one_row() -> None:
    person = PersonFactory()

    outbox.promise([_new(person)])
    outbox.promise([_new(person), _new(person, "another")])

    assert set(OutboxMessage.objects.values_list("key", flat=True)) == {"once", "another"}


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_fact_leaves_no_promise() -> None:
    person = PersonFactory()

    def sign_up_that_fails() -> None:
        with transaction.atomic():
            outbox.promise([_new(person)])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        sign_up_that_fails()

    assert not OutboxMessage.objects.exists()
    assert not InboxMessage.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_promise_that_is_due_is_kept_at_once_on_commit() -> None:
    person = PersonFactory()

    with transaction.atomic():
        outbox.promise([_new(person)])
        assert not InboxMessage.objects.exists()

    assert InboxMessage.objects.get().body == "第7场明天开始"


def test_an_in_app_message_is_rendered_when_it_is_sent() -> None:
    message = OutboxMessageFactory()

    assert outbox.deliver_due_messages() == 1

    inbox = InboxMessage.objects.get()
    message.refresh_from_db()
    assert (inbox.person, inbox.title, inbox.url) == (message.person, "活动提醒", "/my/")
    assert (message.state, message.attempts) == (MessageState.SENT, 1)
    assert message.sent_at is not None


def test_a_call_is_put_on_the_list_until_the_promise_runs_out() -> None:
    message = OutboxMessageFactory(channel=Channel.CALL_LIST)

    outbox.deliver_due_messages()

    task = CallTask.objects.get()
    assert (task.person, task.call_before) == (message.person, message.expires_at)
    assert (task.tenant_id, task.subject_id) == (message.tenant_id, message.subject_id)
    assert _states(message) == [MessageState.SENT]


def test_what_is_not_due_yet_waits() -> None:
    message = OutboxMessageFactory(due_at=timezone.now() + timedelta(minutes=5))

    assert outbox.deliver_due_messages() == 0
    assert _states(message) == [MessageState.DUE]


def test_what_is_no_longer_true_is_not_told() -> None:
    message = OutboxMessageFactory(kind="untrue")

    outbox.deliver_due_messages()

    assert _states(message) == [MessageState.CANCELLED]
    assert not InboxMessage.objects.exists()


def test_what_comes_too_late_is_not_told() -> None:
    message = OutboxMessageFactory(expires_at=timezone.now() - timedelta(seconds=1))

    outbox.deliver_due_messages()

    assert _states(message) == [MessageState.EXPIRED]
    assert not InboxMessage.objects.exists()


def test_a_poison_row_stops_nobody_and_is_tried_again_later() -> None:
    poison = OutboxMessageFactory(kind="poison", due_at=timezone.now() - LONG_AGO)
    good = OutboxMessageFactory()

    outbox.deliver_due_messages(limit=1)

    assert _states(poison, good) == [MessageState.DUE, MessageState.SENT]
    poison.refresh_from_db()
    assert poison.last_error == "ZeroDivisionError"  # and not the phone in its text
    assert timedelta(seconds=25) < poison.due_at - timezone.now() <= timedelta(seconds=30)


@pytest.mark.expects_log_errors
def test_after_six_tries_a_message_is_given_up_aloud(errors_in_log: list[object]) -> None:
    poison = OutboxMessageFactory(kind="poison", attempts=5)

    outbox.deliver_due_messages()

    assert _states(poison) == [MessageState.DEAD]
    assert len(errors_in_log) == 1


@pytest.mark.expects_log_errors
def test_a_row_that_kills_its_deliverers_is_given_up(errors_in_log: list[object]) -> None:
    killer = OutboxMessageFactory(
        state=MessageState.SENDING,
        attempts=6,
        lease_token=uuid.uuid4(),
        lease_until=timezone.now() - LONG_AGO,
    )

    outbox.deliver_due_messages()

    assert _states(killer) == [MessageState.DEAD]
    assert len(errors_in_log) == 1


def test_an_unknown_kind_is_tried_again_not_lost() -> None:
    message = OutboxMessageFactory(kind="of-a-newer-release")

    outbox.deliver_due_messages()

    message.refresh_from_db()
    assert (message.state, message.last_error) == (MessageState.DUE, "NobodyRegistered")


def test_waiting_grows_to_a_quarter_of_an_hour() -> None:
    assert [outbox.retry_after(tries).seconds for tries in range(1, 7)] == [
        30, 60, 120, 240, 480, 900
    ]  # fmt: skip


def test_a_deliverer_killed_between_claim_and_send_costs_one_lease_and_no_double() -> None:
    message = OutboxMessageFactory()
    dead_token = uuid.uuid4()
    claimed = outbox.claim(token=dead_token, limit=50)

    outbox.deliver_due_messages()
    assert _states(message) == [MessageState.SENDING]  # the lease still protects it

    OutboxMessage.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    outbox.deliver_due_messages()
    outbox.deliver(claimed[0], token=dead_token)  # the dead one wakes up after all

    assert _states(message) == [MessageState.SENT]
    assert InboxMessage.objects.count() == 1


def test_a_lease_that_runs_out_in_the_middle_of_telling_leaves_nothing_half_told() -> None:
    """Found by ten seconds of black hole: told, and never noted as sent."""

    def stalled(message: OutboxMessage) -> Rendered:
        OutboxMessage.objects.filter(pk=message.pk).update(lease_until=timezone.now() - LONG_AGO)
        return Rendered("活动提醒", "明天开始", "/my/")

    registry.register("stalled", stalled)
    message = OutboxMessageFactory(kind="stalled")

    outbox.deliver_due_messages()
    outbox.deliver_due_messages()

    assert _states(message) == [MessageState.SENT]
    assert InboxMessage.objects.count() == 1


def test_a_slow_deliverer_gives_back_what_it_has_not_begun(settings: Settings) -> None:
    """A provider that takes its time must not make a corpse of whoever waits for it."""
    settings.OUTBOX_LEASE_SECONDS = 1
    registry.register_channel("SMS", ChannelAdapter(lambda _message, _said: time.sleep(0.3)))
    messages = OutboxMessageFactory.create_batch(6, channel="SMS")

    handled = outbox.deliver_due_messages()

    assert handled == 6
    assert _states(*messages) == [MessageState.SENT] * 6
    assert set(OutboxMessage.objects.values_list("attempts", flat=True)) == {1}


def test_a_redelivered_task_changes_nothing() -> None:
    OutboxMessageFactory.create_batch(3)

    tasks.deliver_due_messages.apply(kwargs={"limit": 2, "of_a_newer_sender": 1})
    tasks.deliver_due_messages.apply()

    assert InboxMessage.objects.count() == 3
    assert set(OutboxMessage.objects.values_list("attempts", flat=True)) == {1}


def test_an_emptied_redis_loses_no_promise() -> None:
    message = OutboxMessageFactory()
    redis: Any = cache
    redis._cache.get_client(write=True).flushall()

    outbox.deliver_due_messages()

    assert _states(message) == [MessageState.SENT]


def test_a_lost_outcome_of_a_provider_is_parked_not_repeated() -> None:
    sent: list[str] = []
    registry.register_channel("SMS", ChannelAdapter(lambda _message, said: sent.append(said.title)))
    fresh = OutboxMessageFactory(channel="SMS")
    lost = OutboxMessageFactory(
        channel="SMS",
        state=MessageState.SENDING,
        attempts=1,
        lease_token=uuid.uuid4(),
        lease_until=timezone.now() - timedelta(seconds=1),
    )

    outbox.deliver_due_messages()

    assert _states(fresh, lost) == [MessageState.SENT, MessageState.UNCERTAIN]
    assert sent == ["活动提醒"]


def test_a_lease_that_runs_out_meanwhile_is_not_taken_over_where_it_may_repeat() -> None:
    """`close_overdue` looked before the lease ran out; the claim comes after."""
    registry.register_channel("SMS", ChannelAdapter(lambda _message, _said: None))
    held = {
        "state": MessageState.SENDING,
        "lease_token": uuid.uuid4(),
        "lease_until": timezone.now() - timedelta(seconds=1),
    }
    OutboxMessageFactory(channel="SMS", **held)
    of_a_dead_one = OutboxMessageFactory(**held)

    assert outbox.claim(token=uuid.uuid4(), limit=5) == [of_a_dead_one]


def test_an_answer_that_never_came_is_parked_not_repeated() -> None:
    accepted: list[str] = []

    def accept_and_hang_up(message: OutboxMessage, _said: Rendered) -> None:
        accepted.append(message.key)
        raise TimeoutError("13800000000")

    registry.register_channel("SMS", ChannelAdapter(accept_and_hang_up))
    message = OutboxMessageFactory(channel="SMS")

    for _tick in range(3):
        outbox.deliver_due_messages()
        OutboxMessage.objects.update(due_at=timezone.now() - LONG_AGO)

    message.refresh_from_db()
    assert accepted == [message.key]
    assert (message.state, message.last_error) == (MessageState.UNCERTAIN, "TimeoutError")


def test_a_provider_that_refused_is_asked_again() -> None:
    answers = [NotAccepted("500"), None]

    def refuse_once(_message: OutboxMessage, _said: Rendered) -> None:
        answer = answers.pop(0)
        if answer:
            raise answer

    registry.register_channel("SMS", ChannelAdapter(refuse_once))
    message = OutboxMessageFactory(channel="SMS")

    outbox.deliver_due_messages()
    assert _states(message) == [MessageState.DUE]
    OutboxMessage.objects.update(due_at=timezone.now() - LONG_AGO)
    outbox.deliver_due_messages()

    assert _states(message) == [MessageState.SENT]
    assert answers == []


def test_a_provider_that_drops_repeats_is_asked_again() -> None:
    sent: list[str] = []
    registry.register_channel(
        "SMS", ChannelAdapter(lambda message, _said: sent.append(message.key), may_repeat=True)
    )
    lost = OutboxMessageFactory(
        channel="SMS",
        state=MessageState.SENDING,
        attempts=1,
        lease_token=uuid.uuid4(),
        lease_until=timezone.now() - timedelta(seconds=1),
    )

    outbox.deliver_due_messages()

    assert _states(lost) == [MessageState.SENT]
    assert sent == [lost.key]


def test_the_claim_locks_rows_and_skips_those_of_others() -> None:
    OutboxMessageFactory()
    statements = _Statements()

    with connection.execute_wrapper(statements):
        outbox.claim(token=uuid.uuid4(), limit=5)

    assert any("FOR NO KEY UPDATE SKIP LOCKED" in sql for sql in statements.seen)


class _Statements:
    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        self.seen.append(sql)
        return execute(sql, params, many, context)


def _claims_of_two(limit: int) -> list[set[int]]:
    """Two deliverers whose transactions are open at the same time, as far as locks let them."""
    claims: list[set[int]] = [set(), set()]
    both_inside = threading.Barrier(2)

    def run(number: int) -> None:
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '1s'")
                claims[number] = {row.pk for row in outbox.claim(token=uuid.uuid4(), limit=limit)}
                both_inside.wait(timeout=4)
        except (OperationalError, threading.BrokenBarrierError):
            both_inside.abort()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return claims


@pytest.mark.django_db(transaction=True)
def test_two_deliverers_at_once_take_different_rows() -> None:
    rows = {message.pk for message in OutboxMessageFactory.create_batch(10)}

    first, second = _claims_of_two(limit=5)

    assert len(first) == len(second) == 5
    assert first | second == rows


@pytest.mark.django_db(transaction=True)
def test_without_skipping_locked_rows_they_would_stand_in_each_others_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: the same race with plain locks doesn't come out even."""
    rows = {message.pk for message in OutboxMessageFactory.create_batch(10)}
    queryset = type(OutboxMessage.objects.all())
    plain = queryset.select_for_update
    monkeypatch.setattr(
        queryset, "select_for_update", lambda self, **_kwargs: plain(self, no_key=True)
    )

    first, second = _claims_of_two(limit=5)

    assert first | second != rows
