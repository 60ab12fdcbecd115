"""Everything that runs by the clock, in one place.

beat forgets its last runs (`celery.beat:Scheduler` keeps no file), so nightly work ticks hourly
against a unique done-for-day row. A second beat does no harm: claims use SKIP LOCKED and rows
have unique keys. `expires` drops ticks that a stopped worker would otherwise find in a heap.
"""

from __future__ import annotations

from typing import Any

BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "heartbeat": {
        "task": "core.tasks.beat_heartbeat",
        "schedule": 30.0,
        "options": {"expires": 25},
    },
    "deliver-messages": {
        "task": "core.tasks.deliver_due_messages",
        "schedule": 30.0,
        "options": {"expires": 25},
    },
    "materialise-reminders": {
        "task": "activities.tasks.materialise_reminders",
        "schedule": 30.0,
        "options": {"expires": 25},
    },
    "forget-past-guests": {
        "task": "activities.tasks.forget_past_guests",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
    "forget-idempotent-answers": {
        "task": "core.tasks.forget_idempotent_answers",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
    "sweep-waiting-lists": {
        "task": "activities.tasks.sweep_waiting_lists",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "term-alarms": {
        "task": "communities.tasks.promise_term_alarms",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
    "party-term-alarms": {
        "task": "party_building.tasks.promise_term_alarms",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
    "meeting-alarms": {
        "task": "meetings.tasks.promise_meeting_alarms",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
    "look-for-missing-people": {
        "task": "party_building.tasks.check_chains",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
}
