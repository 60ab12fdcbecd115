"""Worker, Redis and PostgreSQL are killed in the middle of a batch of reminders, one after another:
none is lost, none is told twice (reliability I-9, I-10, I-14).
"""

from __future__ import annotations

import pytest

from tests.faults.actions import kill_program
from tests.faults.situations import ReminderBatch, wait_for_the_middle
from tests.faults.stand import Stand, wait_for

pytestmark = pytest.mark.launcher

PERSONS_TOLD = """
    SELECT count(DISTINCT i.person_id) FROM core_inboxmessage i
    JOIN core_outboxmessage m ON m.id = i.outbox_id
    JOIN activities_signup s ON s.id = m.subject_id
    WHERE s.session_id = %s
"""
STATES = """
    SELECT json_object_agg(state, messages) FROM (
        SELECT m.state, count(*) AS messages FROM core_outboxmessage m
        JOIN activities_signup s ON s.id = m.subject_id
        WHERE s.session_id = %s GROUP BY m.state) of_batch
"""


class LongBatch(ReminderBatch):
    """So many that the second and the third kill find it unfinished."""

    people = 900


def test_killing_all_three_in_a_batch_loses_none_and_repeats_none(
    stand: Stand, series: int
) -> None:
    site = stand.whole
    batch = LongBatch(site, series)
    batch.begin()
    assert wait_for_the_middle(batch)
    killed_midway = 0
    for name in ("worker", "redis", "postgres"):
        killed_midway += batch.told() < batch.people
        kill_program(name)(batch)

    # No bell is rung for what the killed ones held: a tick of beat brings it in, after its lease.
    wait_for(lambda: batch.told() >= batch.people, 150)

    assert batch.told() == batch.people
    assert site.ask(PERSONS_TOLD, (batch.session,)) == batch.people
    assert site.ask(STATES, (batch.session,)) == {"SENT": batch.people}
    assert killed_midway, "the batch was over before the first kill: make it longer"
    assert wait_for(lambda: site.is_up(batch.page), 30)
