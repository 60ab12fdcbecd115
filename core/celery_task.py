"""The base class of all tasks: work in the background has an actor in the audit trail too."""

from __future__ import annotations

from typing import Any

from celery import Task

from accounts.audit import acting_as


class ActingTask(Task):
    """Runs as the system (actor none), with the task's name as the reason."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with acting_as(None, reason=self.name):
            return super().__call__(*args, **kwargs)
