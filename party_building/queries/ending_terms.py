"""Whose term ends soon or is over, without a next one on record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from communities.body_rules import reached_reminder
from party_building import rules
from party_building.models import PartyOrganization, PartyTerm
from party_building.queries.rules import rules_by_tenant
from party_building.queries.standing import terms_in_office

if TYPE_CHECKING:
    from communities.querysets import AnyUser

# No sub-district can set an alarm earlier (models.PartyRules).
FARTHEST = 730


@dataclass(frozen=True, slots=True)
class TermAlarm:
    """A term that ends soon or is over: 御园党支部 45天后届满; `threshold` is the alarm reached."""

    term: PartyTerm
    words: str
    threshold: int


def ending_terms(*, on: date) -> QuerySet[PartyTerm]:
    """Terms in office of organisations that stand, which end within two years or are over.

    None with a next term on record. The earliest end first; narrowed by the caller.
    """
    next_one = PartyTerm.objects.filter(
        organization=OuterRef("organization"), starts_on__gt=OuterRef("starts_on")
    )
    latest = terms_in_office(on).values("pk")
    return (
        PartyTerm.objects.filter(
            ~Exists(next_one),
            pk__in=latest,
            ends_on__lte=on + timedelta(days=FARTHEST),
            organization__in=PartyOrganization.objects.on(on),
        )
        .select_related("organization")
        .order_by("ends_on", "pk")
    )


def alarms_of(terms: Iterable[PartyTerm], *, on: date) -> list[TermAlarm]:
    """Those of which the sub-district wants to be reminded on that day; two statements."""
    found = list(terms)
    figures = rules_by_tenant(term.sub_district_id for term in found)
    alarms = []
    for term in found:
        of = figures[term.sub_district_id]
        threshold = reached_reminder(term.ends_on, today=on, days=of.alarm_days)
        if threshold is None:
            continue
        clock = rules.Term(starts_on=term.starts_on, ends_on=term.ends_on)
        words = rules.term_words(clock, today=on, figures=of)
        alarms.append(TermAlarm(term, words, threshold))
    return alarms


def term_alarms(user: AnyUser, *, on: date) -> list[TermAlarm]:
    """Of the organisations of one's own places."""
    return alarms_of(ending_terms(on=on).filter(pk__in=PartyTerm.objects.visible_to(user)), on=on)
