from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from core.choices import CallOutcome
from core.models import CallTask
from core.services.calls import AlreadyReached, record_call
from tests.factories.accounts import UserFactory
from tests.factories.core import OutboxMessageFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def task() -> CallTask:
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
