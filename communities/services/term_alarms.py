"""任期提醒: tells the officials of a place, at each threshold once, that a committee's term ends."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from communities.body_rules import reached_reminder
from communities.models import CommitteeTerm
from communities.queries.bodies import FARTHEST, alarms_of, ending_terms, rules_by_tenant
from communities.queries.people import officials_by_place
from core.choices import Channel
from core.models import OutboxMessage
from core.services.outbox import promise

TERM_ENDS = "communities.term_ends"
# A message nobody has read by then says nothing new: the list on /field/ does.
TRUE_FOR = timedelta(days=30)


def promise_term_alarms(*, now: datetime) -> int:
    """Writes what the narrowest threshold reached asks for; returns to how many people.

    Any number of runs write each once: the key holds term, its last day, threshold and person. A
    term whose last day was corrected is told anew; one with a successor on record is not.
    """
    today = timezone.localdate(now)
    found = ending_terms(on=today, within=FARTHEST)
    terms = [alarm.term for alarm in alarms_of(found, on=today)]
    if not terms:
        return 0
    rules = rules_by_tenant(term.sub_district_id for term in terms)
    people = officials_by_place({term.sub_district_id for term in terms})
    messages = [
        _message(term, person_id, threshold, now)
        for term in terms
        for threshold in [
            reached_reminder(term.ends_on, today=today, figures=rules[term.sub_district_id])
        ]
        for person_id in sorted(
            people[term.sub_district_id, None] | people[term.sub_district_id, term.community_id]
        )
    ]
    told = set(
        OutboxMessage.objects.filter(kind=TERM_ENDS, key__in=[m.key for m in messages]).values_list(
            "key", flat=True
        )
    )
    new = [message for message in messages if message.key not in told]
    promise(new)
    return len({message.person_id for message in new})


def _message(
    term: CommitteeTerm, person_id: int, threshold: int | None, now: datetime
) -> OutboxMessage:
    # In-app: it rings nowhere, so the quiet hours don't matter.
    key = f"{TERM_ENDS}:{term.pk}:{term.ends_on}:{threshold}:{person_id}:{Channel.IN_APP}"
    return OutboxMessage(
        key=key,
        kind=TERM_ENDS,
        channel=Channel.IN_APP,
        person_id=person_id,
        subject_id=term.pk,
        tenant_id=term.sub_district_id,
        due_at=now,
        expires_at=now + TRUE_FOR,
    )
