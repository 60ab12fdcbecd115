"""How a row of the demo is told from a real one: by its own mark, or by that of the row it hangs on.

A session is of the demo when its activity is, a building when its complex is: such rows can't be
without the other, so a second mark could only contradict the first.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet

MARK = "is_demo"
# By label of the model: the path to the mark that says it.
MARKED_BY = {
    "core.OutboxMessage": "person__is_demo",
    "core.InboxMessage": "person__is_demo",
    "core.CallTask": "person__is_demo",
    "core.Disclosure": "person__is_demo",
    "communities.Building": "complex__is_demo",
    "communities.Unit": "complex__is_demo",
    "communities.Door": "complex__is_demo",
    "communities.ComplexPlacement": "complex__is_demo",
    "accounts.PersonMerge": "keep__is_demo",
    "communities.RoleAssignment": "user__is_demo",
    "communities.OrganizationPlace": "organization__is_demo",
    "communities.DutyLeave": "duty__is_demo",
    "property_alliance.StaffPosting": "staff__is_demo",
    "party_building.Subordination": "organization__is_demo",
    "party_building.PartyCoverage": "organization__is_demo",
    "party_building.MemberCount": "organization__is_demo",
    "party_building.PartyTerm": "organization__is_demo",
    "party_building.PostLeave": "post__is_demo",
    "party_building.ZoneDuty": "zone__is_demo",
    "party_building.ServiceClaim": "service_post__is_demo",
    "party_building.KeyPartyHousehold": "organization__is_demo",
    "party_building.InstructorAssignment": "instructor__is_demo",
    "party_building.DevelopmentStep": "record__is_demo",
    "party_building.PartyRules": "sub_district__is_demo",
    "meetings.MeetingStep": "meeting__is_demo",
    "meetings.AgendaItem": "meeting__is_demo",
    "meetings.MeetingTopic": "meeting__is_demo",
    "meetings.Attendance": "meeting__is_demo",
    "meetings.Minutes": "meeting__is_demo",
    "meetings.MeetingPhoto": "meeting__is_demo",
    "meetings.Resolution": "meeting__is_demo",
    "meetings.ResolutionStep": "resolution__meeting__is_demo",
    "meetings.MeetingRules": "sub_district__is_demo",
    "meetings.VoteRules": "sub_district__is_demo",
    "meetings.VoteItem": "vote__is_demo",
    "meetings.VoteOption": "vote__is_demo",
    "meetings.RollEntry": "vote__is_demo",
    "meetings.Turnout": "vote__is_demo",
    "meetings.Ballot": "vote__is_demo",
    "meetings.BallotMark": "vote__is_demo",
    "meetings.VoteCount": "vote__is_demo",
    "meetings.OptionCount": "vote__is_demo",
    "party_building.ChainCheck": "community__is_demo",
    "communities.NoticeUpdate": "notice__is_demo",
    "communities.CommitteeRules": "sub_district__is_demo",
    "communities.CommitteeTerm": "body__is_demo",
    "communities.CommitteeSeat": "term__body__is_demo",
    "communities.Election": "body__is_demo",
    "communities.ElectionStep": "election__body__is_demo",
    "communities.HandOverItem": "term__body__is_demo",
    "communities.EnvMember": "committee__is_demo",
    "communities.ManagementPeriod": "complex__is_demo",
    "communities.GridSpan": "grid__is_demo",
    "communities.ZoneComplex": "zone__is_demo",
    "communities.ZoneLead": "zone__is_demo",
    "communities.GroupMember": "group__is_demo",
    "communities.Adjacency": "one__is_demo",
    "communities.StreetChief": "segment__is_demo",
    "communities.ThreeDutiesCommitment": "shop__is_demo",
    "communities.VisitHousehold": "plan__is_demo",
    "communities.VisitEntry": "household__plan__is_demo",
    "communities.SurveyQuestion": "survey__is_demo",
    "communities.SurveyAnswer": "response__is_demo",
    "communities.SurveyItemMean": "round__is_demo",
    "activities.ActivityUpdate": "activity__is_demo",
    "activities.Session": "activity__is_demo",
    "activities.CheckIn": "sign_up__is_demo",
    "activities.ActivityLog": "session__activity__is_demo",
    "activities.Photo": "activity__is_demo",
    "activities.CalendarToken": "person__is_demo",
    "activities.DoorScreen": "session__activity__is_demo",
    "accounts.ApiToken": "user__is_demo",
}
# Real in every instance, or of the machinery.
NEVER_OF_THE_DEMO = {
    "core.Heartbeat": "the pulse of the processes",
    "core.IdempotentAnswer": "what a program was answered, for a day",
    "communities.PlaceSlug": "an index that triggers write",
    "activities.PublicHoliday": "the State Council's notice",
}


def mark_of(model: type[Model]) -> str:
    """The path to the mark of this model's rows; raises KeyError for one that is not in the demo."""
    if any(field.name == MARK for field in model._meta.fields):
        return MARK
    return MARKED_BY[model._meta.label]


def demo_rows(model: type[Model]) -> QuerySet[Any]:
    """The rows of the demo; all others are real."""
    return model._default_manager.filter(**{mark_of(model): True})
