"""任期提醒: tells the officials of a place, at each threshold once, that a committee's term ends."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from communities.body_rules import reached_reminder
from communities.queries.bodies import FARTHEST, alarms_of, ending_terms, rules_by_tenant
from communities.services.telling import Occasion, tell_once

TERM_ENDS = "communities.term_ends"


def promise_term_alarms(*, now: datetime) -> int:
    """Writes what the narrowest threshold reached asks for; returns to how many people.

    A term whose last day was corrected is told anew; one with a successor on record is not.
    """
    today = timezone.localdate(now)
    found = ending_terms(on=today, within=FARTHEST)
    terms = [alarm.term for alarm in alarms_of(found, on=today)]
    if not terms:
        return 0
    rules = rules_by_tenant(term.sub_district_id for term in terms)
    occasions = []
    for term in terms:
        days = rules[term.sub_district_id].reminder_days
        threshold = reached_reminder(term.ends_on, today=today, days=days)
        mark = f"{term.ends_on}:{threshold}"
        # Of the community's officials, as the list on /field/ is.
        occasions.append(Occasion(term.pk, mark, term.sub_district_id, term.community_id))
    return tell_once(TERM_ENDS, occasions, now=now)
