"""The audit trail: database triggers record every row change, bulk and raw SQL included.

`tracked` puts the triggers on a model; `acting_as` says who acts, for the web (middleware), Celery
tasks and commands alike. Event tables take only INSERT and SELECT from the application's role
(`manage.py grant_app`), so history cannot be rewritten by it (reliability I-25, I-26).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import pghistory
from django.db import models

Tracked = TypeVar("Tracked", bound=type[models.Model])


def tracked(*, exclude: Sequence[str] = ()) -> Callable[[Tracked], Tracked]:
    """Records inserts, updates and deletes of the model. `exclude`: ciphers, counters, passwords."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude) or None,
    )


def acting_as(
    actor: models.Model | None, *, reason: str, **details: str | int | None
) -> AbstractContextManager[Any]:
    """Everything written inside carries this actor and reason (`None`: the system itself)."""
    return pghistory.context(actor=actor.pk if actor else None, reason=reason, **details)
