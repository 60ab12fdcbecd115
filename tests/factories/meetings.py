"""Meetings as those who keep their records would have written them; all persons are made up."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import factory
from django.utils import timezone

from communities.choices import EntryRoad
from meetings.choices import (
    AGREED,
    TOOK_PLACE,
    WRITTEN,
    MeetingKind,
    MeetingState,
    Scope,
)
from meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingPhoto,
    MeetingRules,
    MeetingStep,
    MeetingTopic,
    Minutes,
    Resolution,
    ResolutionStep,
)
from tests.factories.communities import PlacedFactory, SubDistrictFactory
from tests.factories.party_building import PartyOrganizationFactory


def _yesterday() -> datetime:
    return timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=1)


class MeetingRulesFactory(PlacedFactory[MeetingRules]):
    """The settings of a whole sub-district."""

    class Meta:
        model = MeetingRules

    complex = None
    community = None
    sub_district = factory.SubFactory(SubDistrictFactory)


def _after(hours: int) -> Any:
    """So long after the meeting began."""
    return lambda row: row.held_from + timedelta(hours=hours)


class MeetingFactory(PlacedFactory[Meeting]):
    """A 恳谈会 of a complex that was held yesterday.

    `state=` brings the facts that the state asks for; `scope=` those of publication.
    """

    class Meta:
        model = Meeting

    kind = MeetingKind.TALK
    title = factory.Sequence(lambda number: f"第{number + 1}次会议")
    held_from = factory.LazyFunction(_yesterday)
    state = MeetingState.HELD
    noticed_at = factory.LazyAttribute(
        lambda row: row.held_from - timedelta(days=3) if row.state == MeetingState.NOTICED else None
    )
    recorded_at = factory.LazyAttribute(
        lambda row: _after(2)(row) if row.state in TOOK_PLACE else None
    )
    drafted_at = factory.LazyAttribute(lambda row: _after(3)(row) if row.state in WRITTEN else None)
    confirmed_at = factory.LazyAttribute(
        lambda row: _after(4)(row) if row.state in AGREED else None
    )
    confirmed_road = factory.LazyAttribute(
        lambda row: EntryRoad.PAPER if row.state in AGREED else ""
    )
    scope = factory.LazyAttribute(
        lambda row: Scope.PUBLIC if row.state == MeetingState.PUBLISHED else ""
    )
    published_at = factory.LazyAttribute(lambda row: _after(5)(row) if row.scope else None)
    closed_at = factory.LazyAttribute(
        lambda row: _after(6)(row) if row.state == MeetingState.CLOSED else None
    )
    cancelled_at = factory.LazyAttribute(
        lambda row: row.held_from if row.state == MeetingState.CANCELLED else None
    )
    cancel_reason = factory.LazyAttribute(
        lambda row: "场地停电" if row.state == MeetingState.CANCELLED else ""
    )


class PartyMeetingFactory(MeetingFactory):
    """A 支部党员大会 of a branch: 18 of 20 came."""

    kind = MeetingKind.ASSEMBLY
    party_organization = factory.SubFactory(PartyOrganizationFactory)
    complex = factory.SelfAttribute("party_organization.complex")
    community = factory.SelfAttribute("party_organization.community")
    sub_district = factory.SelfAttribute("party_organization.sub_district")
    due_count = 20
    present_count = 18


class OfMeetingFactory(factory.django.DjangoModelFactory[Any]):
    class Meta:
        abstract = True

    meeting = factory.SubFactory(MeetingFactory)


class AgendaItemFactory(OfMeetingFactory):
    class Meta:
        model = AgendaItem

    number = factory.Sequence(lambda number: number + 1)
    topic = "电动车充电怎么收费"


class AttendanceFactory(OfMeetingFactory):
    """A written name; `organization=`, `party_organization=` or `person=` for one of ours."""

    class Meta:
        model = Attendance

    name = factory.Sequence(lambda number: f"楼栋代表{number + 1}")


class MinutesFactory(OfMeetingFactory):
    class Meta:
        model = Minutes

    text = "会议讨论了充电收费，意见一致。"


class MeetingStepFactory(OfMeetingFactory):
    class Meta:
        model = MeetingStep

    to_state = factory.SelfAttribute("meeting.state")
    at = factory.LazyFunction(timezone.now)


class ResolutionFactory(PlacedFactory[Resolution]):
    """Of agreed minutes, due in ten days, nobody has begun."""

    class Meta:
        model = Resolution

    meeting = factory.SubFactory(MeetingFactory, state=MeetingState.CONFIRMED)
    complex = factory.SelfAttribute("meeting.complex")
    community = factory.SelfAttribute("meeting.community")
    sub_district = factory.SelfAttribute("meeting.sub_district")
    number = factory.Sequence(lambda number: number + 1)
    matter = "在3栋旁边加装充电桩"
    owner_name = "物业服务中心"
    deadline = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=10))


class MeetingTopicFactory(PlacedFactory[MeetingTopic]):
    """Handed in on paper for a meeting ahead, waiting for a decision."""

    class Meta:
        model = MeetingTopic

    meeting = factory.SubFactory(
        MeetingFactory,
        state=MeetingState.PLANNED,
        held_from=factory.LazyFunction(lambda: timezone.now() + timedelta(days=20)),
    )
    complex = factory.SelfAttribute("meeting.complex")
    community = factory.SelfAttribute("meeting.community")
    sub_district = factory.SelfAttribute("meeting.sub_district")
    title = factory.Sequence(lambda number: f"第{number + 1}个议题")
    name = "3栋楼栋长"
    road = EntryRoad.PAPER
    proposed_at = factory.LazyFunction(timezone.now)


class ResolutionStepFactory(factory.django.DjangoModelFactory[ResolutionStep]):
    class Meta:
        model = ResolutionStep

    resolution = factory.SubFactory(ResolutionFactory)
    to_state = factory.SelfAttribute("resolution.state")
    at = factory.LazyFunction(timezone.now)


class MeetingPhotoFactory(OfMeetingFactory):
    class Meta:
        model = MeetingPhoto

    token = factory.Sequence(lambda number: f"{number + 1:032x}")
    sha256 = factory.Sequence(lambda number: f"{number + 1:064x}")
    width = 1280
    height = 960
    uploaded_at = factory.LazyFunction(timezone.now)
