"""Who keeps the records of meetings, who publishes them, who keeps votes; asked by pages, admin and API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from communities.choices import OFFICIALS
from communities.queries.scope import serves_as
from meetings.choices import (
    MEETING_WRITERS,
    PARTY_LIFE_READERS,
    PARTY_LIFE_WRITERS,
    VOTE_KEEPERS,
    VOTE_READERS,
)
from meetings.models import Meeting, MeetingTopic, Resolution, Vote

if TYPE_CHECKING:
    from communities.querysets import AnyUser


def keeps_meetings(user: AnyUser) -> bool:
    """Plans and records meetings somewhere today."""
    return serves_as(user, MEETING_WRITERS)


def keeps_party_life(user: AnyUser) -> bool:
    """Records the life of a Party organisation somewhere today."""
    return serves_as(user, PARTY_LIFE_WRITERS)


def reads_party_life(user: AnyUser) -> bool:
    """Reads somewhere what a Party organisation held and owes; no firm's people do."""
    return serves_as(user, PARTY_LIFE_READERS)


@rules.predicate
def can_manage_meeting(user: AnyUser, meeting: Meeting | None = None) -> bool:
    """Plan, record, write down, follow up: whoever keeps the records of its place and kind."""
    if meeting is None:
        return keeps_meetings(user)
    return Meeting.objects.manageable_by(user).filter(pk=meeting.pk).exists()


@rules.predicate
def can_propose_topic(user: AnyUser, meeting: Meeting | None = None) -> bool:
    """Hand in a topic: whoever is on the meeting's list, and whoever keeps its records."""
    if meeting is None:
        return keeps_meetings(user)
    invited = Meeting.objects.inviting(user).filter(pk=meeting.pk)
    return can_manage_meeting(user, meeting) or invited.exists()


@rules.predicate
def can_decide_topic(user: AnyUser, topic: MeetingTopic | None = None) -> bool:
    """Put it on the agenda or decline it: whoever keeps the records of its meeting."""
    if topic is None:
        return keeps_meetings(user)
    return MeetingTopic.objects.manageable_by(user).filter(pk=topic.pk).exists()


@rules.predicate
def can_publish_meeting(user: AnyUser, meeting: Meeting | None = None) -> bool:
    """Show minutes to others and take them down: the officials of the place; never party life."""
    if meeting is None:
        return serves_as(user, OFFICIALS)
    return Meeting.objects.publishable_by(user).filter(pk=meeting.pk).exists()


@rules.predicate
def can_manage_resolution(user: AnyUser, resolution: Resolution | None = None) -> bool:
    """Every step of a resolution: whoever keeps the records of its meeting."""
    if resolution is None:
        return keeps_meetings(user)
    return Resolution.objects.manageable_by(user).filter(pk=resolution.pk).exists()


# Votes ----------------------------------------------------------------------------------------------


def reads_votes(user: AnyUser) -> bool:
    """May open the pages of votes at all."""
    return serves_as(user, VOTE_READERS)


@rules.predicate
def can_keep_vote(user: AnyUser, vote: Vote | None = None) -> bool:
    """Prepare it, print its slips, key in ballots, count: whoever keeps votes in its place."""
    if vote is not None:
        return Vote.objects.manageable_by(user).filter(pk=vote.pk).exists()
    return serves_as(user, VOTE_KEEPERS)


def can_call_vote(user: AnyUser, meeting: Meeting) -> bool:
    """Put something to the vote in a meeting: whoever keeps votes in its place."""
    if not serves_as(user, VOTE_KEEPERS):
        return False
    return Meeting.objects.votable_by(user).filter(pk=meeting.pk).exists()


rules.add_perm("meetings.change_meeting", can_manage_meeting)
rules.add_perm("meetings.publish_meeting", can_publish_meeting)
rules.add_perm("meetings.change_resolution", can_manage_resolution)
