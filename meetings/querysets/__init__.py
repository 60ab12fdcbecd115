"""Chainable questions about meetings and what hangs on them."""

from meetings.querysets.meetings import (
    MeetingQuerySet,
    MeetingRulesQuerySet,
    PartOfMeetingQuerySet,
    ResolutionQuerySet,
)

__all__ = [
    "MeetingQuerySet",
    "MeetingRulesQuerySet",
    "PartOfMeetingQuerySet",
    "ResolutionQuerySet",
]
