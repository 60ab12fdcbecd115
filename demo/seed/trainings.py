"""Trainings of each street's leaders, with who came: K44 counts them by name (domain 4); all fictional.

Invited is whoever K44 lists that day: secretaries of branches, directors of owners' committees, property
managers. In the order of their names every so many sent word that they could not come.
"""

from __future__ import annotations

from datetime import time, timedelta
from typing import NamedTuple

from django.db.models import Q

from accounts.models import Person
from communities.choices import EntryRoad, Role, SeatPosition
from communities.models import RoleAssignment, SubDistrict
from communities.queries.bodies import seats_on
from communities.queries.places import Place
from demo.seed.world import World
from meetings.choices import AttendanceStatus, MeetingKind
from meetings.meeting_rules import Counts
from meetings.models import Meeting
from meetings.services import agenda, holding, meetings, minutes
from meetings.services.agenda import Guest
from meetings.services.holding import Held
from meetings.services.meetings import Body, Details, Named
from party_building.choices import BRANCHES, PartyPostKind
from party_building.models import PartyPost

DAYS_AGO = 60
SUBJECT = "议事规则和物业服务公示"


class Training(NamedTuple):
    """One street's: who keeps the record, and how many there are to each who stays away."""

    street: str
    keeper: str
    one_away_of: int


TRAININGS = (
    Training("tiaodenghe-jiedao", "official", 5),
    Training("zijinglu-jiedao", "outsider", 4),
)


def build_trainings(world: World) -> None:
    """Once; running it again changes nothing."""
    if Meeting.objects.filter(is_demo=True, kind=MeetingKind.TRAINING).exists():
        return
    for training in TRAININGS:
        _train(world, training)


def _train(world: World, training: Training) -> None:
    street, keeper = world.sub_districts[training.street], world.accounts[training.keeper]
    day = world.today - timedelta(days=DAYS_AGO)
    begins = world.at(day, time(14, 30))
    details = Details(
        title=f"{street.name}红色物业骨干培训",
        held_from=begins,
        held_until=begins + timedelta(hours=2),
        spot="街道党群服务中心",
        recorder=Named.of(keeper.person),
        lecturer=Named(name="街道党校讲师"),
        topic=SUBJECT,
        audience="支部书记、业委会主任、项目经理",
    )
    leaders = _leaders(world, street)
    meeting = meetings.plan_meeting(
        kind=MeetingKind.TRAINING,
        body=Body(place=Place(street)),
        details=details,
        actor=keeper,
        now=begins - timedelta(days=10),
        is_demo=True,
    )
    listed = agenda.invite(
        meeting_id=meeting.pk,
        guests=[Guest(person=leader) for leader in leaders],
        actor=keeper,
        now=begins - timedelta(days=9),
    )
    meetings.give_notice(meeting_id=meeting.pk, actor=keeper, now=begins - timedelta(days=9))
    away = {row.pk for row in listed[training.one_away_of - 1 :: training.one_away_of]}
    after = begins + timedelta(hours=3)
    counts = Counts(due=len(listed), present=len(listed) - len(away), on_leave=len(away), absent=0)
    holding.hold_meeting(
        meeting_id=meeting.pk, held=Held(details=details, counts=counts), actor=keeper, now=after
    )
    agenda.mark_attendance(
        meeting_id=meeting.pk,
        statuses={
            row.pk: AttendanceStatus.ON_LEAVE if row.pk in away else AttendanceStatus.PRESENT
            for row in listed
        },
        actor=keeper,
        now=after,
    )
    minutes.draft_minutes(
        meeting_id=meeting.pk, text="讲解后分组讨论，现场答疑。", actor=keeper, now=after
    )
    minutes.confirm_minutes(
        meeting_id=meeting.pk, road=EntryRoad.PAPER, actor=keeper, now=after + timedelta(days=1)
    )


def _leaders(world: World, street: SubDistrict) -> list[Person]:
    """By their names, each once; some hold two of these."""
    secretaries = PartyPost.objects.on(world.today).filter(
        sub_district=street, post=PartyPostKind.SECRETARY, organization__kind__in=BRANCHES
    )
    directors = seats_on(world.today).filter(sub_district=street, position=SeatPosition.DIRECTOR)
    managers = RoleAssignment.objects.active(world.today).of_roles({Role.PROPERTY_MANAGER})
    leaders = Person.objects.filter(
        Q(pk__in=secretaries.values("person"))
        | Q(pk__in=directors.values("person"))
        | Q(pk__in=managers.filter(sub_district=street).values("user__person"))
    )
    return list(leaders.order_by("pinyin_key", "name", "pk"))
