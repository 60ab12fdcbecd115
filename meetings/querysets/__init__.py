"""Chainable questions about meetings and what hangs on them."""

from meetings.querysets.meetings import (
    MeetingQuerySet,
    MeetingRulesQuerySet,
    PartOfMeetingQuerySet,
    ResolutionQuerySet,
)
from meetings.querysets.votes import VoteQuerySet, VoteRulesQuerySet

__all__ = [
    "MeetingQuerySet",
    "MeetingRulesQuerySet",
    "PartOfMeetingQuerySet",
    "ResolutionQuerySet",
    "VoteQuerySet",
    "VoteRulesQuerySet",
]
