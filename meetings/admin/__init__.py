"""Master data of meetings; the work is done at `/field/`."""

from meetings.admin.meetings import MeetingAdmin, MeetingRulesAdmin, ResolutionAdmin

__all__ = ["MeetingAdmin", "MeetingRulesAdmin", "ResolutionAdmin"]
