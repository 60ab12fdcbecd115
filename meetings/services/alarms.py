"""Tells officials and branch what is owed, and who was invited how long topics are still taken."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from communities.services.telling import Occasion, tell_once
from meetings.compliance_rules import Asked, Standing
from meetings.meeting_rules import topic_is_due_for_reminder
from meetings.models import Meeting, MeetingRules, Resolution
from meetings.queries.compliance import BranchRecord, records
from meetings.queries.topics import invited_accounts
from party_building.choices import BRANCHES
from party_building.models import PartyOrganization

LECTURE_MISSING = "meetings.lecture_missing"
RESOLUTION_OVERDUE = "meetings.resolution_overdue"
TOPICS_CLOSING = "meetings.topics_closing"


def promise_meeting_alarms(*, now: datetime) -> int:
    """Writes each once; returns how many messages' readers were new, summed over the kinds."""
    today = timezone.localdate(now)
    lectures = [
        Occasion(
            record.organization.pk,
            f"{result.slot.first}",
            record.organization.sub_district_id,
            record.organization.community_id,
            record.organization.complex_id,
        )
        for record in missing_lectures(today=today)
        for result in record.results
    ]
    overdue = [
        Occasion(row.pk, f"{row.deadline}", row.sub_district_id, row.community_id, row.complex_id)
        for row in Resolution.objects.overdue(today).order_by("pk")
    ]
    told = tell_once(LECTURE_MISSING, lectures, now=now, with_branch=True)
    told += tell_once(RESOLUTION_OVERDUE, overdue, now=now, with_branch=True)
    return told + tell_once(TOPICS_CLOSING, _calls_that_end(now), now=now, with_branch=True)


def calls_that_end(now: datetime) -> list[Meeting]:
    """Meetings ahead whose call for topics ends within the days that their sub-district has set."""
    today = timezone.localdate(now)
    saved = {rules.sub_district_id: rules for rules in MeetingRules.objects.all()}
    usual = MeetingRules()
    return [
        meeting
        for meeting in Meeting.objects.coming(now).filter(topics_until__gte=today).order_by("pk")
        if meeting.topics_until
        and topic_is_due_for_reminder(
            meeting.topics_until,
            today=today,
            figures=saved.get(meeting.sub_district_id, usual),
        )
    ]


def _calls_that_end(now: datetime) -> list[Occasion]:
    """Another last day is another occasion; whoever is on the list is told besides."""
    meetings = calls_that_end(now)
    invited = invited_accounts(meetings, on=timezone.localdate(now))
    return [
        Occasion(
            one.pk,
            f"{one.topics_until}",
            one.sub_district_id,
            one.community_id,
            one.complex_id,
            invited[one.pk],
        )
        for one in meetings
    ]


def missing_lectures(*, today: date, branches: list[int] | None = None) -> list[BranchRecord]:
    """Branches that stand and went without a lecture in the latest slot that is over, with that slot.

    What is owed of earlier ones the page of 三会一课 shows; it was told when they ended.
    """
    standing = PartyOrganization.objects.on(today).filter(kind__in=BRANCHES).order_by("pk")
    if branches is not None:
        standing = standing.filter(pk__in=branches)
    yesterday = today - timedelta(days=1)
    found = []
    for record in records(standing, first=date(today.year - 1, 1, 1), last=yesterday, as_of=today):
        latest = max(record.of(Asked.LECTURE), key=lambda one: one.slot.last, default=None)
        if latest and latest.standing == Standing.PENDING:
            found.append(BranchRecord(record.organization, [latest]))
    return found
