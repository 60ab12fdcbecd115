"""What must be true of the database after every fault, one statement an invariant (reliability 2).

Each answers with the rows that break it, so that an empty answer is a whole database. They look at
everything that is there, not at what one test made, and know nothing of how it came about: neither
services nor models are used. Here stand those of activities and of what is told; those of places, of
the Party's organisation, of meetings and votes stand in the files beside it.
"""

from __future__ import annotations

from typing import Any

from tests.faults.invariants_meetings import MEETINGS
from tests.faults.invariants_party import PARTY
from tests.faults.invariants_places import OF_EACH_PLACED_TABLE, PLACED_TABLES, PLACES

OVERSOLD = """
    SELECT s.id, s.capacity, s.taken, c.people
    FROM activities_session s
    JOIN (SELECT session_id, sum(party_size) AS people FROM activities_signup
          WHERE state = 'CONFIRMED' GROUP BY session_id) c ON c.session_id = s.id
    WHERE s.capacity IS NOT NULL AND greatest(s.taken, c.people) > s.capacity
"""
COUNTER_WRONG = """
    SELECT s.id, s.taken, coalesce(c.people, 0)
    FROM activities_session s
    LEFT JOIN (SELECT session_id, sum(party_size) AS people FROM activities_signup
               WHERE state = 'CONFIRMED' GROUP BY session_id) c ON c.session_id = s.id
    WHERE s.taken <> coalesce(c.people, 0)
"""
STRANDED = """
    SELECT w.id, w.party_size, s.capacity, s.taken
    FROM activities_signup w
    JOIN activities_session s ON s.id = w.session_id
    JOIN activities_activity a ON a.id = s.activity_id
    WHERE w.state = 'WAITING' AND a.state = 'PUBLISHED' AND s.cancelled_at IS NULL
      AND s.starts_at > now() AND (s.capacity IS NULL OR w.party_size <= s.capacity - s.taken)
"""
SIGNED_UP_TWICE = """
    SELECT session_id, person_id, count(*) FROM activities_signup
    WHERE state IN ('CONFIRMED', 'WAITING') GROUP BY session_id, person_id HAVING count(*) > 1
    UNION ALL
    SELECT session_id, min(person_id), count(*) FROM activities_signup
    WHERE request_key <> '' GROUP BY session_id, request_key HAVING count(*) > 1
"""
PROMOTION_NOT_TOLD_ONCE = """
    SELECT s.id, count(m.id)
    FROM activities_signup s
    LEFT JOIN core_outboxmessage m ON m.subject_id = s.id
         AND m.kind = 'activities.promoted' AND m.channel = 'IN_APP'
    WHERE s.promoted_at IS NOT NULL GROUP BY s.id HAVING count(m.id) <> 1
    UNION ALL
    SELECT s.id, -1
    FROM core_outboxmessage m JOIN activities_signup s ON s.id = m.subject_id
    WHERE m.kind = 'activities.promoted' AND s.promoted_at IS NULL
"""
PROMOTED_PAST_ANOTHER = """
    SELECT p.id, w.id
    FROM activities_signup p
    JOIN activities_signup w ON w.session_id = p.session_id AND w.id < p.id
         AND w.party_size <= p.party_size
    WHERE p.promoted_at IS NOT NULL AND p.state = 'CONFIRMED' AND w.state = 'WAITING'
"""
CHECKED_IN_TWICE_OR_WITHOUT_A_PLACE = """
    SELECT c.sign_up_id, count(*) FROM activities_checkin c
    WHERE c.undone_at IS NULL GROUP BY c.sign_up_id HAVING count(*) > 1
    UNION ALL
    SELECT s.id, 0 FROM activities_checkin c JOIN activities_signup s ON s.id = c.sign_up_id
    WHERE c.undone_at IS NULL AND (s.state <> 'CONFIRMED' OR c.arrived_count > s.party_size)
"""
REMINDER_MISSING = """
    SELECT s.id, e.starts_at
    FROM activities_signup s
    JOIN activities_session e ON e.id = s.session_id
    JOIN activities_activity a ON a.id = e.activity_id
    WHERE s.state = 'CONFIRMED' AND a.state = 'PUBLISHED' AND e.cancelled_at IS NULL
      AND e.starts_at > now() AND e.starts_at <= now() + interval '1 day'
      AND s.created_at < e.starts_at - interval '1 day'
      AND NOT EXISTS (
          SELECT FROM core_outboxmessage m WHERE m.subject_id = s.id AND m.channel = 'IN_APP'
             AND m.kind = 'activities.reminder.day' AND split_part(m.key, ':', 3) = e.sequence::text)
"""
NOT_DELIVERED = """
    SELECT id, state, kind, attempts FROM core_outboxmessage
    WHERE due_at <= now() AND expires_at > now() AND state IN ('DUE', 'SENDING')
    UNION ALL
    SELECT id, state, kind, attempts FROM core_outboxmessage WHERE state = 'DEAD'
"""
TOLD_TWICE = """
    SELECT min(id), key, count(*) FROM core_outboxmessage GROUP BY key HAVING count(*) > 1
    UNION ALL
    SELECT min(i.id), m.key, count(*) FROM core_inboxmessage i
    JOIN core_outboxmessage m ON m.id = i.outbox_id GROUP BY m.key HAVING count(*) > 1
    UNION ALL
    SELECT min(t.id), m.key, count(*) FROM core_calltask t
    JOIN core_outboxmessage m ON m.id = t.outbox_id GROUP BY m.key HAVING count(*) > 1
"""
TOLD_BY_HALF = """
    SELECT m.id, m.state, m.channel
    FROM core_outboxmessage m
    LEFT JOIN core_inboxmessage i ON i.outbox_id = m.id
    LEFT JOIN core_calltask t ON t.outbox_id = m.id
    WHERE m.channel IN ('IN_APP', 'CALL_LIST')
      AND (m.state = 'SENT') <> (CASE m.channel WHEN 'IN_APP' THEN i.id ELSE t.id END IS NOT NULL)
"""
HALF_WRITTEN = """
    SELECT 'person without a sign-up', p.id FROM accounts_person p
    WHERE p.name LIKE '邻居%' AND NOT EXISTS (
        SELECT FROM activities_signup s WHERE s.person_id = p.id)
    UNION ALL
    SELECT 'activity without a session', a.id FROM activities_activity a
    WHERE NOT EXISTS (SELECT FROM activities_session s WHERE s.activity_id = a.id)
    UNION ALL
    SELECT 'activity without its history', a.id FROM activities_activity a
    WHERE NOT EXISTS (
        SELECT FROM activities_activityupdate u
        WHERE u.activity_id = a.id AND u.to_state = a.state)
    UNION ALL
    SELECT 'log without its activity', l.id
    FROM activities_activitylog l JOIN activities_session s ON s.id = l.session_id
    WHERE s.cancelled_at IS NOT NULL
"""
# Only the newest event is compared: the row's own history is what pghistory writes.
NOT_AUDITED = """
    SELECT 'sign-up', s.id FROM activities_signup s
    WHERE (SELECT count(*) FROM activities_signupevent e
           WHERE e.pgh_obj_id = s.id AND e.pgh_label = 'insert') <> 1
       OR s.state <> (SELECT e.state FROM activities_signupevent e
                      WHERE e.pgh_obj_id = s.id ORDER BY e.pgh_id DESC LIMIT 1)
    UNION ALL
    SELECT 'event of no sign-up', e.pgh_obj_id FROM activities_signupevent e
    WHERE e.pgh_label = 'insert' AND NOT EXISTS (
        SELECT FROM activities_signup s WHERE s.id = e.pgh_obj_id) AND NOT EXISTS (
        SELECT FROM activities_signupevent d
        WHERE d.pgh_obj_id = e.pgh_obj_id AND d.pgh_label = 'delete')
    UNION ALL
    SELECT 'session', s.id FROM activities_session s
    WHERE (SELECT count(*) FROM activities_sessionevent e
           WHERE e.pgh_obj_id = s.id AND e.pgh_label = 'insert') <> 1
    UNION ALL
    SELECT 'activity', a.id FROM activities_activity a
    WHERE (SELECT count(*) FROM activities_activityevent e
           WHERE e.pgh_obj_id = a.id AND e.pgh_label = 'insert') <> 1
    UNION ALL
    SELECT 'check-in', c.id FROM activities_checkin c
    WHERE (SELECT count(*) FROM activities_checkinevent e
           WHERE e.pgh_obj_id = c.id AND e.pgh_label = 'insert') <> 1
    UNION ALL
    SELECT 'call', t.id FROM core_calltask t
    WHERE (SELECT count(*) FROM core_calltaskevent e
           WHERE e.pgh_obj_id = t.id AND e.pgh_label = 'insert') <> 1
"""

INVARIANTS: dict[str, str] = {
    "I-1 oversold": OVERSOLD,
    "I-2 counter": COUNTER_WRONG,
    "I-2 stranded": STRANDED,
    "I-3 twice": SIGNED_UP_TWICE,
    "I-4 told once": PROMOTION_NOT_TOLD_ONCE,
    "I-4 in order": PROMOTED_PAST_ANOTHER,
    "I-6 check-in": CHECKED_IN_TWICE_OR_WITHOUT_A_PLACE,
    "I-9 reminder": REMINDER_MISSING,
    "I-9 drained": NOT_DELIVERED,
    "I-10 I-12 once": TOLD_TWICE,
    "I-15 told by half": TOLD_BY_HALF,
    "I-15 half written": HALF_WRITTEN,
    "I-25 audited": NOT_AUDITED,
    **PLACES,
    **PARTY,
    **MEETINGS,
}


def all_statements(cursor: Any) -> dict[str, str]:
    """Every statement by name; those of each table that belongs somewhere as often as there are such."""
    cursor.execute(PLACED_TABLES)
    tables = [table for (table,) in cursor.fetchall()]
    return INVARIANTS | {
        name: " UNION ALL ".join(f"({statement.format(table=table)})" for table in tables)
        for name, statement in OF_EACH_PLACED_TABLE.items()
    }


def check_invariants(cursor: Any, known: set[str] | None = None) -> list[str]:
    """One line for each invariant that is broken, with the first rows that break it.

    `known`: rows that were told before and are not told again, so that one fault does not spoil the
    verdict on the next; new ones are added to it.
    """
    found = []
    seen = set() if known is None else known
    for name, statement in all_statements(cursor).items():
        cursor.execute(statement)
        rows = {f"{name} {row}": row for row in cursor.fetchall()}
        fresh = [row for text, row in rows.items() if text not in seen]
        seen.update(rows)
        if fresh:
            found.append(f"{name}: {len(fresh)} rows, e.g. {fresh[:3]}")
    return found
