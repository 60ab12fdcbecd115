"""Master data of meetings and votes; the work is done at `/field/`."""

from meetings.admin.meetings import MeetingAdmin, MeetingRulesAdmin, ResolutionAdmin
from meetings.admin.votes import VoteAdmin, VoteRulesAdmin

__all__ = [
    "MeetingAdmin",
    "MeetingRulesAdmin",
    "ResolutionAdmin",
    "VoteAdmin",
    "VoteRulesAdmin",
]
