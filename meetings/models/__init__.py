"""Meetings with agenda, attendance, minutes and pictures; resolutions; a sub-district's figures."""

from meetings.models.meetings import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingStep,
    Minutes,
)
from meetings.models.photos import MeetingPhoto
from meetings.models.resolutions import Resolution, ResolutionStep
from meetings.models.rules import MeetingRules

__all__ = [
    "AgendaItem",
    "Attendance",
    "Meeting",
    "MeetingPhoto",
    "MeetingRules",
    "MeetingStep",
    "Minutes",
    "Resolution",
    "ResolutionStep",
]
