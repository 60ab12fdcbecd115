"""What two rows of one person may not both have on the Party's side: told before they become one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Person
from communities import person_merging
from core.errors import DomainError
from party_building.models import DualRegistration, PartyMember


class TwoRosters(DomainError):
    """Both are members at the same time; the sentence names where."""


class TwoReports(DomainError):
    """Both have reported in at the same time; the sentence names where."""


def one_roster_at_a_time(keep: Person, gone: Person, now: datetime) -> list[QuerySet[Any]]:
    """Raises TwoRosters: which of the two is right, only the branches know."""
    kept = list(PartyMember.objects.filter(person=keep).select_related("organization"))
    for other in PartyMember.objects.filter(person=gone).select_related("organization"):
        for one in kept:
            if one.home == other.home and _meet(one.since, one.until, other.since, other.until):
                raise TwoRosters(
                    _("两人同时在%(one)s和%(other)s的名册里，请先在其中一处登记转出")
                    % {"one": one.organization.name, "other": other.organization.name}
                )
    return []


def one_report_at_a_time(keep: Person, gone: Person, now: datetime) -> list[QuerySet[Any]]:
    """Raises TwoReports."""
    kept = list(DualRegistration.objects.filter(person=keep).select_related("complex"))
    for other in DualRegistration.objects.filter(person=gone).select_related("complex"):
        for one in kept:
            if _meet(one.reported_on, one.left_on, other.reported_on, other.left_on):
                raise TwoReports(
                    _("两人同时在%(one)s和%(other)s报到，请先在其中一处登记离开")
                    % {"one": one.place_name, "other": other.place_name}
                )
    return []


def _meet(first: Any, last: Any, other_first: Any, other_last: Any) -> bool:
    """Whether two spans of days share one; no last day: open."""
    return (last is None or other_first <= last) and (other_last is None or first <= other_last)


def register_rules() -> None:
    """Called once, when the app is ready."""
    person_merging.register(one_roster_at_a_time)
    person_merging.register(one_report_at_a_time)
