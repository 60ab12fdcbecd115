"""Chainable questions about meetings and what hangs on them."""

from meetings.querysets.meetings import (
    AttendanceQuerySet,
    MeetingQuerySet,
    MeetingRulesQuerySet,
    MeetingTopicQuerySet,
    PartOfMeetingQuerySet,
    ResolutionQuerySet,
)
from meetings.querysets.votes import VoteQuerySet, VoteRulesQuerySet

__all__ = [
    "AttendanceQuerySet",
    "MeetingQuerySet",
    "MeetingRulesQuerySet",
    "MeetingTopicQuerySet",
    "PartOfMeetingQuerySet",
    "ResolutionQuerySet",
    "VoteQuerySet",
    "VoteRulesQuerySet",
]
