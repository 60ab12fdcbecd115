"""The two channels that always exist; both only write rows, so each promise arrives exactly once."""

from __future__ import annotations

from django.db.models.functions import Now

from core.models import CallTask, InboxMessage, OutboxMessage
from core.outbox import Rendered


def put_in_inbox(message: OutboxMessage, rendered: Rendered) -> None:
    """站内: read on `/my/`."""
    InboxMessage.objects.create(
        outbox=message,
        person_id=message.person_id,
        title=rendered.title[:80],
        body=rendered.body[:400],
        url=rendered.url,
        sent_at=Now(),
    )


def put_on_call_list(message: OutboxMessage, rendered: Rendered) -> None:
    """电话名单: the staff ring her up before the promise runs out."""
    CallTask.objects.create(
        outbox=message,
        person_id=message.person_id,
        kind=message.kind,
        subject_id=message.subject_id,
        tenant_id=message.tenant_id,
        text=rendered.body[:400],
        created_at=Now(),
        call_before=message.expires_at,
    )
