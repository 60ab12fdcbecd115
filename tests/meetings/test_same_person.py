"""Two rows of one person on one list, when both are found to be one."""

from __future__ import annotations

import pytest
from django.utils import timezone

from communities.services.persons import merge_persons
from meetings.services.same_person import one_place_on_a_list
from tests.factories.accounts import PersonFactory
from tests.factories.meetings import AttendanceFactory, MeetingFactory, ResolutionFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db


def test_a_list_loses_no_line_and_everything_else_goes_over(cast: Cast) -> None:
    keep, gone = PersonFactory(name="刘代表"), PersonFactory(name="刘代表")
    both = MeetingFactory(complex=cast.complex, chair=gone, chair_name="刘代表")
    AttendanceFactory(meeting=both, person=keep, name="刘代表")
    doubled = AttendanceFactory(meeting=both, person=gone, name="刘代表")
    alone = AttendanceFactory(meeting__complex=cast.complex, person=gone, name="刘代表")
    owed = ResolutionFactory(meeting__complex=cast.complex, person=gone)

    merge_persons(
        keep=keep, gone=gone, reason="登记了两次", actor=cast.official, now=timezone.now()
    )

    for row in (both, doubled, alone, owed):
        row.refresh_from_db()
    assert (doubled.person, alone.person) == (gone, keep)
    assert (both.chair, owed.person) == (keep, keep)
    assert [list(rows) for rows in one_place_on_a_list(keep, gone, timezone.now())] == [[doubled]]
