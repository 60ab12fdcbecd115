from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from core import outbox as registry
from core.choices import CallOutcome
from core.models import CallTask
from core.outbox import Rendered
from core.services.calls import AlreadyReached, CallOvertaken, record_call, refresh_calls
from tests.factories.accounts import UserFactory
from tests.factories.core import OutboxMessageFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> list[Rendered | None]:
    """The last of it is what the renderer of the call says now."""
    words: list[Rendered | None] = [Rendered("改期", "改期了")]
    monkeypatch.setattr(registry, "_renderers", {"test": lambda _message: words[-1]})
    return words


@pytest.fixture
def task(says: list[Rendered | None]) -> CallTask:
    message = OutboxMessageFactory()
    return CallTask.objects.create(
        outbox=message,
        person=message.person,
        kind="test",
        subject_id=1,
        tenant_id=1,
        text="改期了",
        created_at=NOW,
        call_before=NOW + timedelta(hours=1),
    )


def test_what_a_call_came_to_is_written_with_who_called_and_audited(task: CallTask) -> None:
    caller = UserFactory()

    made = record_call(task_id=task.pk, outcome=CallOutcome.NO_ANSWER, actor=caller, now=NOW)

    assert (made.outcome, made.called_by, made.called_at) == ("NO_ANSWER", caller, NOW)
    assert made.events.get(pgh_label="update").outcome == "NO_ANSWER"


def test_after_no_answer_one_tries_again_and_reached_stays_reached(task: CallTask) -> None:
    first, second = UserFactory(), UserFactory()
    record_call(task_id=task.pk, outcome="NO_ANSWER", actor=first, now=NOW)
    record_call(task_id=task.pk, outcome="REACHED", actor=first, now=NOW)

    again = record_call(
        task_id=task.pk, outcome="REACHED", actor=second, now=NOW + timedelta(minutes=1)
    )
    with pytest.raises(AlreadyReached):
        record_call(task_id=task.pk, outcome="WRONG_NUMBER", actor=second, now=NOW)

    assert (again.called_by, again.called_at) == (first, NOW)


def test_an_answer_to_words_that_are_no_longer_true_is_refused(
    task: CallTask, says: list[Rendered | None]
) -> None:
    says.append(None)

    with pytest.raises(CallOvertaken, match="以名单上现在的为准"):
        record_call(task_id=task.pk, outcome="REACHED", actor=UserFactory(), now=NOW)

    task.refresh_from_db()
    assert (task.outcome, task.called_by) == ("", None)


def test_refreshing_ends_what_is_untrue_and_rewords_what_is_said_otherwise(
    task: CallTask, says: list[Rendered | None]
) -> None:
    says.append(Rendered("改期", "改到周日"))
    assert refresh_calls() == 0
    task.refresh_from_db()
    assert (task.text, task.call_before) == ("改到周日", NOW + timedelta(hours=1))

    says.append(None)
    assert refresh_calls() == 1
    assert refresh_calls() == 0

    task.refresh_from_db()
    assert task.call_before < NOW + timedelta(hours=1)
    assert [event.text for event in task.events.order_by("pgh_id")] == [
        "改期了",
        "改到周日",
        "改到周日",
    ]


def test_refreshing_leaves_alone_what_came_to_something(
    task: CallTask, says: list[Rendered | None]
) -> None:
    record_call(task_id=task.pk, outcome="REACHED", actor=UserFactory(), now=NOW)
    says.append(None)

    assert refresh_calls() == 0

    task.refresh_from_db()
    assert task.call_before == NOW + timedelta(hours=1)
