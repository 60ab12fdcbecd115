from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import Heartbeat
from core.services.heartbeats import BEAT, WORKER, note_heartbeat

pytestmark = pytest.mark.django_db


def test_a_sign_of_life_renews_the_row_of_each_process() -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    Heartbeat.objects.create(name=BEAT, beat_at=long_ago)

    note_heartbeat(BEAT, WORKER)

    ages = {row.name: timezone.now() - row.beat_at for row in Heartbeat.objects.all()}
    assert set(ages) == {BEAT, WORKER}
    assert max(ages.values()) < timedelta(minutes=1)


def test_a_process_that_is_silent_stays_silent() -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    Heartbeat.objects.create(name=BEAT, beat_at=long_ago)

    note_heartbeat(WORKER)

    assert Heartbeat.objects.get(name=BEAT).beat_at == long_ago
