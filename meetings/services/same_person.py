"""Two rows of one person in the list of one meeting, when both are found to be one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Person
from communities import person_merging
from meetings.models import Attendance


def one_place_on_a_list(keep: Person, gone: Person, now: datetime) -> list[QuerySet[Any]]:
    """Both were at one meeting: the second row stays with `gone`, so that no list loses a line."""
    del now
    kept = Attendance.objects.filter(person=keep, meeting=OuterRef("meeting"))
    return [Attendance.objects.filter(Exists(kept), person=gone)]


def register_rules() -> None:
    """Called once, when the app is ready."""
    person_merging.register(one_place_on_a_list)
