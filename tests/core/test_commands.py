from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from core import outbox as registry
from core.models import CallTask, Heartbeat
from core.outbox import Rendered
from tests.factories.core import OutboxMessageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        registry, "_renderers", {"test": lambda _message: Rendered("标题", "打电话说一声")}
    )


def test_messages_go_out_without_celery() -> None:
    OutboxMessageFactory(channel="CALL_LIST")
    said = StringIO()

    call_command("deliver_messages", stdout=said)

    assert said.getvalue() == "1 messages handled.\n"
    assert CallTask.objects.get().text == "打电话说一声"


def test_the_loop_gives_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    from core.management.commands import deliver_messages

    def stop(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(deliver_messages.time, "sleep", stop)
    monkeypatch.setattr(deliver_messages, "close_old_connections", lambda: None)

    with pytest.raises(KeyboardInterrupt):
        call_command("deliver_messages", "--loop", verbosity=0)

    assert set(Heartbeat.objects.values_list("name", flat=True)) == {"beat", "worker"}


def test_what_a_command_writes_carries_who_ran_it(steward: User) -> None:
    history = CallTask.pgh_event_models["insert"]
    OutboxMessageFactory(channel="CALL_LIST")
    call_command("deliver_messages", "--as", steward.username, verbosity=0)
    OutboxMessageFactory(channel="CALL_LIST")
    call_command("deliver_messages", verbosity=0)

    contexts = list(history.objects.order_by("pgh_id").values_list("pgh_context", flat=True))
    assert [context["actor"] for context in contexts] == [steward.pk, None]
    assert {context["reason"] for context in contexts} == {"manage.py deliver_messages"}


def test_a_command_runs_for_nobody_unknown() -> None:
    with pytest.raises(CommandError, match="no active user ghost"):
        call_command("deliver_messages", "--as", "ghost")
