"""The telephone list: what a call came to, and which calls nobody needs to make any more."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.choices import OPEN_OUTCOMES, CallOutcome
from core.errors import DomainError
from core.models import CallTask
from core.outbox import words_of_calls
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User


LONGEST_TEXT = 400


class AlreadyReached(DomainError):
    default_message = _("同事已经打通过这个电话")


class CallOvertaken(DomainError):
    """What was to be told is no longer true (I-11): an answer to old words tells nobody anything."""

    default_message = _("这个电话不用打了；要打的以名单上现在的为准")


@locking
def record_call(*, task_id: int, outcome: str, actor: User, now: datetime) -> CallTask:
    """Writes down what a call came to; after no answer one may try again.

    The same answer twice is one. Raises AlreadyReached when a colleague got through meanwhile,
    CallOvertaken when the words changed.
    """
    task = CallTask.objects.select_for_update(no_key=True).get(pk=task_id)
    if task.outcome == CallOutcome.REACHED:
        if outcome == CallOutcome.REACHED:
            return task
        raise AlreadyReached
    if task.pk not in words_of_calls([task]):
        raise CallOvertaken
    task.outcome = CallOutcome(outcome)
    task.called_at = now
    task.called_by = actor
    task.save(update_fields=["outcome", "called_at", "called_by"])
    return task


@transaction.atomic
def refresh_calls() -> int:
    """Brings the open calls up to date; returns how many of them nobody needs to make any more.

    What is no longer true ends its use now, what is said otherwise today gets today's words. The
    pages render anew anyway: this is for what reads the rows, the admin's filters and history.
    """
    tasks = list(
        CallTask.objects.filter(outcome__in=OPEN_OUTCOMES, call_before__gt=Now())
        .select_related("outbox")
        .order_by("pk")
        .select_for_update(of=("self",), no_key=True, skip_locked=True)
    )
    words = words_of_calls(tasks)
    overtaken = [task.pk for task in tasks if task.pk not in words]
    if overtaken:
        CallTask.objects.filter(pk__in=overtaken).update(call_before=Now())
    reworded = [
        task for task in tasks if task.pk in words and task.text != words[task.pk][:LONGEST_TEXT]
    ]
    for task in reworded:
        task.text = words[task.pk][:LONGEST_TEXT]
    CallTask.objects.bulk_update(reworded, ["text"])
    return len(overtaken)
