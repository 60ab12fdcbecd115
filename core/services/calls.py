"""The telephone list: what a call came to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.choices import CallOutcome
from core.errors import DomainError
from core.models import CallTask
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User


class AlreadyReached(DomainError):
    default_message = _("同事已经打通过这个电话")


@locking
def record_call(*, task_id: int, outcome: str, actor: User, now: datetime) -> CallTask:
    """Writes down what a call came to; after no answer one may try again.

    The same answer twice is one. Raises AlreadyReached when a colleague got through meanwhile.
    """
    task = CallTask.objects.select_for_update(no_key=True).get(pk=task_id)
    if task.outcome == CallOutcome.REACHED:
        if outcome == CallOutcome.REACHED:
            return task
        raise AlreadyReached
    task.outcome = CallOutcome(outcome)
    task.called_at = now
    task.called_by = actor
    task.save(update_fields=["outcome", "called_at", "called_by"])
    return task
