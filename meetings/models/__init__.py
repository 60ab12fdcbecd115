"""Meetings with topics, agenda, attendance, minutes and pictures; resolutions; a sub-district's figures."""

from meetings.models.ballots import Ballot, BallotMark, Turnout
from meetings.models.meetings import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingStep,
    Minutes,
)
from meetings.models.photos import MeetingPhoto
from meetings.models.resolutions import Resolution, ResolutionStep
from meetings.models.rolls import RollEntry
from meetings.models.rules import MeetingRules
from meetings.models.topics import MeetingTopic
from meetings.models.vote_results import OptionCount, VoteCount
from meetings.models.vote_rules import VoteRules
from meetings.models.votes import Vote, VoteItem, VoteOption

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "BallotMark",
    "Meeting",
    "MeetingPhoto",
    "MeetingRules",
    "MeetingStep",
    "MeetingTopic",
    "Minutes",
    "OptionCount",
    "Resolution",
    "ResolutionStep",
    "RollEntry",
    "Turnout",
    "Vote",
    "VoteCount",
    "VoteItem",
    "VoteOption",
    "VoteRules",
]
