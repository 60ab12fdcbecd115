"""Two beats, a clock that is wrong, a provider that goes silent; and what the tables alone prevent."""

from __future__ import annotations

import threading
import time
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, connections
from django.utils import timezone

from activities.models import Session, SignUp
from activities.services import reminders
from activities.tasks import materialise_reminders
from core import outbox as registry
from core.models import InboxMessage, OutboxMessage
from core.outbox import ChannelAdapter, NotAccepted, Rendered
from core.services import outbox
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.factories.core import OutboxMessageFactory
from tests.faults.invariants import INVARIANTS
from tests.faults.scratch import scratch_database

pytestmark = pytest.mark.django_db(transaction=True)

ONCE = "I-10 I-12 once"
TELLING = ("I-9 drained", ONCE, "I-15 told by half")
# As an instance whose clock is wrong sees it; PostgreSQL's stays right (I-44).
CLOCKS = {"+2 h": timedelta(hours=2), "-2 h": timedelta(hours=-2)}


def _broken(*names: str) -> list[str]:
    with connection.cursor() as cursor:
        found = []
        for name in names:
            cursor.execute(INVARIANTS[name])
            if cursor.fetchall():
                found.append(name)
        return found


def _due_session(people: int = 8) -> Session:
    """Tomorrow, so that the reminder of the day before is due."""
    session: Session = SessionFactory(starts_at=timezone.now() + timedelta(hours=20))
    for _number in range(people):
        SignUpFactory(
            session=session,
            person=PersonFactory(phone=""),
            created_at=timezone.now() - timedelta(days=2),
        )
    return session


def _deliver_all() -> None:
    OutboxMessage.objects.filter(state="DUE").update(due_at=timezone.now() - timedelta(minutes=1))
    outbox.deliver_due_messages()


@pytest.mark.parametrize("clock", CLOCKS)
def test_an_application_whose_clock_is_wrong_reminds_once(clock: str, record_property: Any) -> None:
    began = time.monotonic()
    session = _due_session()
    real = timezone.now()

    for wrong in (CLOCKS[clock], timedelta(), CLOCKS[clock], timedelta()):
        with time_machine.travel(real + wrong, tick=True):
            materialise_reminders()
        _deliver_all()

    found = _broken(*TELLING)
    record_property(
        "fault",
        ("clock", f"application {clock}", "reminders", time.monotonic() - began, found),
    )
    told = Counter(InboxMessage.objects.values_list("person_id", flat=True))
    assert found == []
    assert told == Counter(session.sign_ups.values_list("person_id", flat=True))


def _remind_at_once(beats: int, now: datetime) -> None:
    """So many beats in the same instant, each with a connection of its own."""
    ready = threading.Barrier(beats)

    def tick() -> None:
        try:
            ready.wait(10)
            reminders.materialise_reminders(now=now)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=tick) for _beat in range(beats)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)


def test_four_beats_in_the_same_instant_remind_once(record_property: Any) -> None:
    began = time.monotonic()
    sessions = [_due_session() for _round in range(5)]

    _remind_at_once(4, timezone.now())
    _deliver_all()

    found = _broken(*TELLING)
    record_property(
        "fault", ("doubled", "four beats at once", "reminders", time.monotonic() - began, found)
    )
    assert found == []
    assert InboxMessage.objects.count() == SignUp.objects.filter(session__in=sessions).count()


def test_without_the_unique_key_four_beats_remind_several_times() -> None:
    """The control: only the key of the table keeps beats apart that read the same."""
    with scratch_database() as alter:
        alter("ALTER TABLE core_outboxmessage DROP CONSTRAINT core_outboxmessage_key_key")
        for _round in range(20):
            _due_session()
            _remind_at_once(4, timezone.now())
            if _broken(ONCE):
                return
    pytest.fail("Twenty rounds without the key and nobody was reminded twice: nothing was raced")


class Provider:
    """An SMS provider of the harness: remembers what it accepted, and answers as it was told to."""

    def __init__(self, *answers: Exception | None) -> None:
        self.accepted: list[str] = []
        self.answers = list(answers)

    def send(self, message: OutboxMessage, _said: Rendered) -> None:
        answer = self.answers.pop(0) if self.answers else None
        if not isinstance(answer, NotAccepted):
            self.accepted.append(message.key)
        if answer:
            raise answer


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_renderers", {"test": lambda _message: Rendered("标题", "正文")})
    monkeypatch.setattr(registry, "_channels", dict(registry._channels))


def _run_provider(provider: Provider, *, may_repeat: bool = False) -> OutboxMessage:
    """Four ticks, the leases and the waiting times between them over."""
    registry.register_channel("SMS", ChannelAdapter(provider.send, may_repeat=may_repeat))
    message = OutboxMessageFactory(channel="SMS")
    for _tick in range(4):
        outbox.deliver_due_messages()
        OutboxMessage.objects.filter(state="DUE").update(
            due_at=timezone.now() - timedelta(minutes=1)
        )
    message.refresh_from_db()
    return message


@pytest.mark.parametrize(
    ("name", "answers", "state"),
    [
        ("500, then 200", (NotAccepted("500"), None), "SENT"),
        ("accepts, answer lost", (TimeoutError(), None), "UNCERTAIN"),
        ("accepts, connection reset", (ConnectionResetError(), None), "UNCERTAIN"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_provider_whose_answer_is_lost_is_never_asked_twice(
    words: None,
    record_property: Any,
    name: str,
    answers: tuple[Exception | None, ...],
    state: str,
) -> None:
    began = time.monotonic()
    provider = Provider(*answers)

    message = _run_provider(provider)

    found = [] if provider.accepted == [message.key] else [f"I-10: accepted {provider.accepted}"]
    record_property("fault", ("provider", name, "one message", time.monotonic() - began, found))
    assert found == []
    assert message.state == state


def test_a_provider_taken_for_one_that_drops_repeats_tells_twice(words: None) -> None:
    """The control: with the wrong promise about the provider the same loss is told again."""
    provider = Provider(TimeoutError(), TimeoutError(), None)

    message = _run_provider(provider, may_repeat=True)

    assert provider.accepted == [message.key] * 3
