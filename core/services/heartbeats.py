"""Signs of life, by the database's clock."""

from __future__ import annotations

from django.db.models.functions import Now

from core.models import Heartbeat

BEAT, WORKER = "beat", "worker"


def note_heartbeat(*names: str) -> None:
    """These processes are alive now."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, beat_at=Now()) for name in names],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["beat_at"],
    )
