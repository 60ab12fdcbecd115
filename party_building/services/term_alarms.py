"""党组织换届提醒: tells the officials and the branch, at each threshold once, that a term ends."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from communities.services.telling import Occasion, tell_once
from party_building.queries.ending_terms import alarms_of, ending_terms

PARTY_TERM_ENDS = "party_building.term_ends"


def promise_term_alarms(*, now: datetime) -> int:
    """Writes what the narrowest threshold reached asks for; returns to how many people.

    A term whose last day was corrected is told anew; one with a successor on record is not.
    """
    today = timezone.localdate(now)
    occasions = [
        Occasion(
            alarm.term.pk,
            f"{alarm.term.ends_on}:{alarm.threshold}",
            alarm.term.sub_district_id,
            alarm.term.community_id,
            alarm.term.complex_id,
        )
        for alarm in alarms_of(ending_terms(on=today), on=today)
    ]
    return tell_once(PARTY_TERM_ENDS, occasions, now=now, with_branch=True)
