"""How many statements a page takes, literally: the same for one row and for three.

A page that lists something has a row here; `test_statement_counts.py` opens it with one and with three
of what it lists. A number that grows with the rows is a query in a loop; a number that changes is a
decision to be seen in review.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from activities.codes import door_code
from activities.services.calendar_tokens import issue_calendar_token
from activities.services.messages import REMINDER_DAY, message_key
from communities.choices import DutyKind, VisitOutcome
from communities.services.visits import Knock, record_visit
from core.choices import Channel
from core.models import CallTask
from meetings.choices import Matter, MeetingState
from meetings.services.vote_results import publish_result
from meetings.services.votes import count_vote
from party_building.choices import PartyKind
from party_building.models import PartyInstructor, PartyOrganization
from tests.architecture.access_matrix import ANONYMOUS
from tests.factories.accounts import PersonFactory
from tests.factories.activities import (
    ActivityFactory,
    ActivityLogFactory,
    DoorScreenFactory,
    SessionFactory,
    SignUpFactory,
    SpaceFactory,
)
from tests.factories.bodies import (
    CommitteeSeatFactory,
    CommitteeTermFactory,
    ElectionFactory,
    ElectionStepFactory,
    EnvCommitteeFactory,
    EnvMemberFactory,
    HandOverItemFactory,
)
from tests.factories.communities import (
    BuildingFactory,
    ComplexFactory,
    DoorDutyFactory,
    DoorFactory,
    OrganizationFactory,
    OwnershipFactory,
    ResidentFactory,
    RoleAssignmentFactory,
    UnitFactory,
)
from tests.factories.core import OutboxMessageFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    MeetingPhotoFactory,
    MeetingStepFactory,
    MeetingTopicFactory,
    ResolutionFactory,
)
from tests.factories.notices import NoticeFactory, ObjectionFactory
from tests.factories.party_building import (
    DevelopmentStepFactory,
    DualRegistrationFactory,
    InstructorAssignmentFactory,
    KeyPartyHouseholdFactory,
    MemberCountFactory,
    MemberDevelopmentFactory,
    PartyCoverageFactory,
    PartyInstructorFactory,
    PartyMemberFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
    PartyRulesFactory,
    PartyTermFactory,
    PostLeaveFactory,
    ServiceClaimFactory,
    ServicePostFactory,
    SubordinationFactory,
    ZoneDutyFactory,
)
from tests.factories.surveys import SurveyResponseFactory, SurveyRoundFactory
from tests.factories.territory import (
    DesignationFactory,
    GovernanceModelFactory,
    GridSpanFactory,
    StreetChiefFactory,
    ZoneComplexFactory,
    ZoneLeadFactory,
)
from tests.factories.visits import (
    VisitFollowUpFactory,
    VisitHouseholdFactory,
    VisitPlanFactory,
    VisitTourFactory,
)
from tests.factories.votes import cast as cast_ballot
from tests.factories.votes import drafted, many_owned_doors, opened
from tests.party_building.chain_cast import group_of, manned
from tests.people import Cast

# Makes so many rows and says which address shows them; the client is the one that will open it.
Fill = Callable[[Cast, Client, int], str]
NAMES = ("王阿姨", "刘大爷", "周阿姨")


@dataclass(frozen=True, slots=True)
class Counted:
    name: str
    role: str
    statements: int
    fill: Fill


def _sessions(cast: Cast, count: int, *, hours: int = 1) -> None:
    for number in range(count):
        starts_at = timezone.now() + timedelta(hours=hours, minutes=number)
        SessionFactory(complex=cast.complex, starts_at=starts_at)


def _home(cast: Cast, client: Client, count: int) -> str:
    _sessions(cast, count)
    return "/c/complex-a1/"


def _about(cast: Cast, client: Client, count: int) -> str:
    """Of so many buildings, each with a steward and a micro-grid; streets with a chief, titles, a zone."""
    ZoneLeadFactory(zone=ZoneComplexFactory(complex=cast.complex).zone)
    branch = PartyOrganizationFactory(complex=cast.complex)
    PartyCoverageFactory(organization=branch)
    PartyPostFactory(organization=branch)
    for building in BuildingFactory.create_batch(count, complex=cast.complex):
        DoorDutyFactory(complex=cast.complex, building=building)
        grid = GridSpanFactory(complex=cast.complex, building=building, grid__level="MICRO").grid
        DoorDutyFactory(complex=cast.complex, grid=grid, kind=DutyKind.GRID_WORKER)
        StreetChiefFactory(segment__community=cast.community)
        DesignationFactory(complex=cast.complex, title=building.name)
        GovernanceModelFactory(complex=cast.complex, label=building.name)
    return "/c/complex-a1/about/"


def _choose(cast: Cast, client: Client, count: int) -> str:
    ComplexFactory.create_batch(count, community=cast.community)
    return "/?change=1"


def _calendar(view: str) -> Fill:
    def fill(cast: Cast, client: Client, count: int) -> str:
        _sessions(cast, count)
        return f"/c/complex-a1/calendar/?view={view}"

    return fill


# Members


def _roster(cast: Cast, client: Client, count: int) -> str:
    """Of the one branch of A1, in a group each."""
    branch = PartyOrganizationFactory(complex=cast.complex)
    for member in PartyMemberFactory.create_batch(count, organization=branch):
        member.group = PartyOrganizationFactory(complex=cast.complex, kind=PartyKind.GROUP)
        member.save()
    return "/field/branch/members/"


def _branches(cast: Cast, client: Client, count: int) -> str:
    for organization in PartyOrganizationFactory.create_batch(count + 1, complex=cast.complex):
        PartyMemberFactory(organization=organization)
    return "/field/branch/members/"


def _member(cast: Cast, client: Client, count: int) -> str:
    member = PartyMemberFactory(organization__complex=cast.complex)
    for number in range(count):
        ZoneDutyFactory(zone__organization=member.organization, member=member)
        post = ServicePostFactory(organization=member.organization, name=f"岗位{number}")
        ServiceClaimFactory(service_post=post, member=member)
    return f"/field/branch/members/{member.pk}/"


def _registrations(address: str) -> Fill:
    def fill(cast: Cast, client: Client, count: int) -> str:
        for registration in DualRegistrationFactory.create_batch(count, complex=cast.complex):
            ServiceClaimFactory(
                service_post__organization__complex=cast.complex,
                member=None,
                registration=registration,
            )
        return address

    return fill


def _zones(cast: Cast, client: Client, count: int) -> str:
    """Each with a unit that is a zone of its own."""
    branch = PartyOrganizationFactory(complex=cast.complex)
    for building in BuildingFactory.create_batch(count, complex=cast.complex):
        unit = UnitFactory(building=building)
        ZoneDutyFactory(zone__organization=branch, zone__building=building)
        ZoneDutyFactory(zone__organization=branch, zone__building=None, zone__unit=unit)
    return "/field/branch/zones/"


def _zone(cast: Cast, client: Client, count: int) -> str:
    """So many members to choose from, and units."""
    coverage = PartyCoverageFactory(organization__complex=cast.complex)
    PartyMemberFactory.create_batch(count, organization=coverage.organization)
    building = BuildingFactory(complex=cast.complex)
    UnitFactory.create_batch(count + 1, building=building)
    return f"/field/branch/zones/{building.pk}/"


def _service_posts(cast: Cast, client: Client, count: int) -> str:
    for _number in range(count):
        ServiceClaimFactory(service_post__organization__complex=cast.complex)
    return "/field/branch/posts/"


def _service_post(cast: Cast, client: Client, count: int) -> str:
    post = ServicePostFactory(organization__complex=cast.complex, places=9)
    ServiceClaimFactory.create_batch(count, service_post=post)
    return f"/field/branch/posts/{post.pk}/"


def _households(address: str) -> Fill:
    def fill(cast: Cast, client: Client, count: int) -> str:
        for _number in range(count):
            KeyPartyHouseholdFactory(organization__complex=cast.complex)
            BuildingFactory(complex=cast.complex)
        return address

    return fill


def _pipeline(cast: Cast, client: Client, count: int) -> str:
    PartyRulesFactory(sub_district=cast.street, development_on=True)
    branch = PartyOrganizationFactory(complex=cast.complex)
    for record in MemberDevelopmentFactory.create_batch(count, organization=branch):
        DevelopmentStepFactory(record=record)
    return "/field/branch/development/"


def _record(cast: Cast, client: Client, count: int) -> str:
    PartyRulesFactory(sub_district=cast.street, development_on=True)
    record = MemberDevelopmentFactory(organization__complex=cast.complex)
    for number in range(count):
        DevelopmentStepFactory(record=record, number=number + 1)
    return f"/field/branch/development/{record.pk}/"


def _activity(cast: Cast, client: Client, count: int) -> str:
    """With so many dates, and a ticket of this device."""
    activity = ActivityFactory(complex=cast.complex)
    for number in range(count):
        session = SessionFactory(
            activity=activity,
            complex=cast.complex,
            starts_at=timezone.now() + timedelta(days=number + 1),
        )
    _sign_up(client, session.pk, activity.pk)
    return f"/activities/{activity.pk}/"


def _my(cast: Cast, client: Client, count: int) -> str:
    for _number in range(count):
        session = SessionFactory(complex=cast.complex)
        _sign_up(client, session.pk, session.activity_id)
    return "/my/"


def _sign_up(client: Client, session: int, activity: int, *, name: str = NAMES[0]) -> None:
    answers = {"people": "1", "name": name, "phone": "13812345678", "who": "new"}
    client.post(f"/activities/{activity}/signup/?session={session}", answers)


def _printed_calendar(cast: Cast, client: Client, count: int) -> str:
    _sessions(cast, count)
    return "/c/complex-a1/calendar/print/"


def _feed_of_place(cast: Cast, client: Client, count: int) -> str:
    _sessions(cast, count)
    return "/c/complex-a1/calendar.ics"


def _feed_of_space(cast: Cast, client: Client, count: int) -> str:
    space = SpaceFactory(complex=cast.complex)
    for number in range(count):
        starts_at = timezone.now() + timedelta(hours=1, minutes=number)
        SessionFactory(complex=cast.complex, space=space, starts_at=starts_at)
    return f"/spaces/{space.pk}/calendar.ics"


def _feed_of_person(cast: Cast, client: Client, count: int) -> str:
    person, now = PersonFactory(), timezone.now()
    for number in range(count):
        session = SessionFactory(complex=cast.complex, starts_at=now + timedelta(hours=number + 1))
        SignUpFactory(session=session, person=person)
    token = issue_calendar_token(person_id=person.pk, actor=None, now=now)
    return f"/my/calendar/{token}.ics"


def _my_calendar(cast: Cast, client: Client, count: int) -> str:
    """So many persons on one device."""
    session = SessionFactory(complex=cast.complex)
    for name in NAMES[:count]:
        _sign_up(client, session.pk, session.activity_id, name=name)
    return "/my/calendar/"


def _self_check_in(cast: Cast, client: Client, count: int) -> str:
    """So many tickets on the phone that scanned."""
    now = timezone.now()
    session = SessionFactory(complex=cast.complex, starts_at=now + timedelta(minutes=30))
    for name in NAMES[:count]:
        _sign_up(client, session.pk, session.activity_id, name=name)
    return f"/activities/{session.activity_id}/checkin/?k={door_code(session.pk, now)}"


def _screen(cast: Cast, client: Client, count: int) -> str:
    session = SessionFactory(complex=cast.complex, starts_at=timezone.now() + timedelta(minutes=30))
    SignUpFactory.create_batch(count, session=session)
    return str(DoorScreenFactory(session=session).get_absolute_url())


def _today(cast: Cast, client: Client, count: int) -> str:
    """Of today, and held but not logged."""
    _sessions(cast, count)
    _sessions(cast, count, hours=-96)
    return "/field/"


def _bodies(cast: Cast, client: Client, count: int) -> str:
    """So many committees of three seats, and as many members of the 环物委."""
    committee = EnvCommitteeFactory(community=cast.community)
    for _number in range(count):
        EnvMemberFactory(committee=committee)
        place = ComplexFactory(community=cast.community)
        term = CommitteeTermFactory(body__complex=place)
        CommitteeSeatFactory.create_batch(3, term=term)
        ElectionFactory(body=term.body)
    return "/field/bodies/"


def _body(cast: Cast, client: Client, count: int) -> str:
    """With so many seats, steps and things to hand over."""
    term = CommitteeTermFactory(body__complex=cast.complex)
    CommitteeSeatFactory.create_batch(count, term=term)
    election = ElectionFactory(body=term.body)
    ElectionStepFactory.create_batch(count, election=election)
    HandOverItemFactory.create_batch(count, term=term)
    return f"/field/bodies/{term.body_id}/"


def _field_activities(cast: Cast, client: Client, count: int) -> str:
    _sessions(cast, count)
    return "/field/activities/"


def _choices_of_log(cast: Cast, client: Client, count: int) -> str:
    _sessions(cast, count, hours=-48)
    return "/field/log/?choose=1"


def _of_people(page: str) -> Fill:
    def fill(cast: Cast, client: Client, count: int) -> str:
        session = SessionFactory(complex=cast.complex)
        SignUpFactory.create_batch(count, session=session)
        return f"/field/activities/{session.activity_id}/{page}"

    return fill


def _door(cast: Cast, client: Client, count: int) -> str:
    session = SessionFactory(complex=cast.complex, starts_at=timezone.now() - timedelta(minutes=20))
    SignUpFactory.create_batch(count, session=session)
    return f"/field/activities/{session.activity_id}/checkin/?session={session.pk}"


def _calls(cast: Cast, client: Client, count: int) -> str:
    for sign_up in SignUpFactory.create_batch(count, session=SessionFactory(complex=cast.complex)):
        message = OutboxMessageFactory(
            channel=Channel.CALL_LIST,
            key=message_key(REMINDER_DAY, sign_up, sign_up.session, Channel.CALL_LIST),
            kind=REMINDER_DAY,
            subject_id=sign_up.pk,
            person=sign_up.person,
            tenant_id=cast.street.pk,
        )
        CallTask.objects.create(
            outbox=message,
            person=sign_up.person,
            kind=REMINDER_DAY,
            subject_id=sign_up.pk,
            tenant_id=cast.street.pk,
            text="请打电话",
            created_at=timezone.now(),
            call_before=timezone.now() + timedelta(days=1),
        )
    return "/field/calls/"


def _board(cast: Cast, client: Client, count: int) -> str:
    NoticeFactory.create_batch(count, complex=cast.complex)
    return "/c/complex-a1/notices/"


def _old_board(cast: Cast, client: Client, count: int) -> str:
    before = timezone.localdate() - timedelta(days=30)
    NoticeFactory.create_batch(count, complex=cast.complex, shown_from=before)
    return "/c/complex-a1/notices/?past=1"


def _notices_at_work(show: str) -> Fill:
    def fill(cast: Cast, client: Client, count: int) -> str:
        for notice in NoticeFactory.create_batch(count, complex=cast.complex):
            ObjectionFactory(notice=notice, person=PersonFactory())
        return f"/field/notices/?show={show}"

    return fill


def _meetings(show: str) -> Fill:
    """With so many meetings held, each with a resolution that is overdue."""

    def fill(cast: Cast, client: Client, count: int) -> str:
        before = timezone.localdate() - timedelta(days=3)
        for _number in range(count):
            meeting = MeetingFactory(complex=cast.complex, state=MeetingState.PUBLISHED)
            ResolutionFactory(meeting=meeting, deadline=before)
        return show

    return fill


def _meeting(address: str) -> Fill:
    """With so many of all that hangs on a meeting."""

    def fill(cast: Cast, client: Client, count: int) -> str:
        meeting = MeetingFactory(complex=cast.complex, state=MeetingState.PUBLISHED)
        earlier = MeetingFactory(
            complex=cast.complex,
            state=MeetingState.CONFIRMED,
            held_from=meeting.held_from - timedelta(days=30),
        )
        for number in range(1, count + 1):
            resolution = ResolutionFactory(meeting=meeting, number=number)
            AgendaItemFactory(meeting=meeting, number=number, resolution=resolution)
            AttendanceFactory(meeting=meeting)
            MeetingPhotoFactory(meeting=meeting)
            MeetingStepFactory(meeting=meeting, by=cast.manager)
            ResolutionFactory(meeting=earlier, number=number)
        return address.format(meeting.pk)

    return fill


def _topics(address: str) -> Fill:
    def fill(cast: Cast, client: Client, count: int) -> str:
        meeting = MeetingFactory(
            complex=cast.complex,
            state=MeetingState.PLANNED,
            held_from=timezone.now() + timedelta(days=20),
        )
        for _number in range(count):
            MeetingTopicFactory(meeting=meeting)
        return address.format(meeting.pk)

    return fill


def _notice_with_objections(cast: Cast, client: Client, count: int) -> str:
    notice = NoticeFactory(complex=cast.complex)
    for _number in range(count):
        ObjectionFactory(notice=notice, person=PersonFactory())
    return f"/field/notices/{notice.pk}/"


def _visits(cast: Cast, client: Client, count: int) -> str:
    for plan in VisitPlanFactory.create_batch(count, complex=cast.complex):
        VisitHouseholdFactory.create_batch(2, plan=plan)
    return "/field/visits/"


def _needs(cast: Cast, client: Client, count: int) -> str:
    VisitFollowUpFactory.create_batch(count, household__plan__complex=cast.complex)
    return "/field/visits/?show=needs"


def _doors_of(address: str) -> Fill:
    def fill(cast: Cast, client: Client, count: int) -> str:
        plan = VisitPlanFactory(complex=cast.complex)
        for household in VisitHouseholdFactory.create_batch(count, plan=plan):
            record_visit(
                household_id=household.pk,
                knock=Knock(outcome=VisitOutcome.ABSENT),
                actor=cast.steward,
                now=timezone.now(),
            )
            VisitFollowUpFactory(household=household)
        return f"/field/visits/{plan.pk}/{address}"

    return fill


def _tree(level: str, make: Callable[[Cast], object]) -> Fill:
    """What lies in a node grows, below it too; the node is of A1."""

    def fill(cast: Cast, client: Client, count: int) -> str:
        for _number in range(count):
            make(cast)
        places = {
            "sub_district": cast.street,
            "community": cast.community,
            "complex": cast.complex,
            "building": cast.complex.communities_buildings.first(),
        }
        return f"/desk/map/?open={level}-{places[level].pk}"

    return fill


def _rounds(cast: Cast, client: Client, count: int) -> str:
    for round_ in SurveyRoundFactory.create_batch(count, complex=cast.complex):
        SurveyResponseFactory.create_batch(2, round=round_, scores=(4, 5))
    return "/field/surveys/"


def _answers_of(address: str) -> Fill:
    def fill(cast: Cast, client: Client, count: int) -> str:
        over = timezone.localdate() - timedelta(days=1)
        round_ = SurveyRoundFactory(
            complex=cast.complex, opens_on=over, closes_on=over, published_at=timezone.now()
        )
        SurveyResponseFactory.create_batch(count, round=round_, scores=(4, 5), opinion="灯坏了")
        return address.format(round_.pk)

    return fill


def _visits_of_api(cast: Cast, client: Client, count: int) -> str:
    _visits(cast, client, count)
    return "/api/v1/visit-plans/"


def _rounds_of_api(cast: Cast, client: Client, count: int) -> str:
    for _number in range(count):
        _answers_of("")(cast, client, 2)
    return "/api/v1/surveys/"


def _units_in_one_building(cast: Cast) -> None:
    building = cast.complex.communities_buildings.first()
    DoorFactory(unit__building=building or BuildingFactory(complex=cast.complex))


def _party_tree(cast: Cast, client: Client, count: int) -> str:
    """A committee with so many branches, each with secretary, term, number and a group."""
    committee = PartyOrganizationFactory(
        kind=PartyKind.COMMITTEE, complex=None, community=cast.community
    )
    for branch in PartyOrganizationFactory.create_batch(count, complex=cast.complex):
        SubordinationFactory(organization=branch, parent=committee)
        _furnished(branch)
    return f"/desk/party/?open={committee.pk}"


def _party_organization(cast: Cast, client: Client, count: int) -> str:
    """With so many of everything that hangs on it."""
    branch = PartyOrganizationFactory(complex=cast.complex)
    SubordinationFactory(organization=branch)
    for number in range(count):
        _furnished(branch, number)
    return f"/desk/party/{branch.pk}/"


def _furnished(branch: PartyOrganization, number: int = 0) -> None:
    post = PartyPostFactory(
        organization=branch, post="DEPUTY" if number else "SECRETARY", is_published=bool(number)
    )
    PostLeaveFactory(post=post, first_day=timezone.localdate(), last_day=timezone.localdate())
    PartyTermFactory(
        organization=branch,
        number=number + 1,
        starts_on=date(2020 + 2 * number, 1, 1),
        ends_on=date(2021 + 2 * number, 12, 31),
    )
    MemberCountFactory(organization=branch, as_of=date(2024, 1, 1 + number))
    group = PartyOrganizationFactory(kind=PartyKind.GROUP, complex=branch.complex)
    SubordinationFactory(organization=group, parent=branch)
    PartyCoverageFactory(
        organization=branch,
        host=OrganizationFactory(community=branch.community),
        complex=branch.complex,
    )
    InstructorAssignmentFactory(
        complex=None, community=None, sub_district=branch.sub_district, organization=branch
    )


def _instructors(cast: Cast, client: Client, count: int) -> str:
    """So many who guide, each one complex and one organisation."""
    for instructor in PartyInstructorFactory.create_batch(count, sub_district=cast.street):
        _serving(instructor, cast)
    return "/desk/party/instructors/"


def _instructor(cast: Cast, client: Client, count: int) -> str:
    """One who guides so many."""
    instructor = PartyInstructorFactory(sub_district=cast.street)
    for _number in range(count):
        _serving(instructor, cast)
    return f"/desk/party/instructors/{instructor.pk}/"


def _assignable(cast: Cast, client: Client, count: int) -> str:
    return f"{_instructor(cast, client, count)}assign/"


def _serving(instructor: PartyInstructor, cast: Cast) -> None:
    complex_ = ComplexFactory(community=cast.community)
    firm = OrganizationFactory(community=cast.community)
    for facts in ({}, {"host": firm}, {"organization": PartyOrganizationFactory(complex=complex_)}):
        InstructorAssignmentFactory(instructor=instructor, complex=complex_, **facts)


def _figures(cast: Cast, client: Client, count: int) -> str:
    for complex_ in ComplexFactory.create_batch(count, community=cast.community):
        PartyCoverageFactory(organization=PartyOrganizationFactory(complex=complex_))
    return "/desk/party/figures/?place=community-a&code=K01"


def _party_api(cast: Cast, client: Client, count: int) -> str:
    for branch in PartyOrganizationFactory.create_batch(count, complex=cast.complex):
        _furnished(branch)
    return "/api/v1/party-organizations/?kind=BRANCH"


def _gaps(cast: Cast, client: Client, count: int) -> str:
    for _number in range(count):
        UnitFactory(building__complex=cast.complex)
    return "/desk/map/gaps/complex-a1/?ledger=buildings"


def _manned_buildings(address: str) -> Fill:
    """So many more buildings, each with a group that has its leader, a steward and a key household."""

    def fill(cast: Cast, client: Client, count: int) -> str:
        here = manned(cast)
        for number in range(count):
            unit = UnitFactory(
                building__complex=cast.complex, building__name=f"{number + 50}栋", name="1单元"
            )
            group_of(cast, f"第{number + 50}党小组", NAMES[number], building=unit.building)
            DoorDutyFactory(complex=cast.complex, building=unit.building)
            KeyPartyHouseholdFactory(organization=here.branch, building=unit.building)
            PartyOrganizationFactory(complex=cast.complex)
            ComplexFactory(community=cast.community)
        return address.format(building=here.building.pk)

    return fill


def _admin(table: str, make: Callable[[Cast], object]) -> Fill:
    def fill(cast: Cast, client: Client, count: int) -> str:
        for _number in range(count):
            make(cast)
        return f"/admin/{table}/"

    return fill


def _votes(cast: Cast, client: Client, count: int) -> str:
    for _number in range(count):
        drafted(cast.complex)
    return "/field/votes/"


def _vote_of(page: str) -> Fill:
    """Open, of so many doors with as many owners, a third of which have voted."""

    def fill(cast: Cast, client: Client, count: int) -> str:
        many_owned_doors(cast.complex, count + 2)
        vote = opened(cast.complex, Matter.FIRM, Matter.RAISE_FUND)
        cast_ballot(vote, vote.roll.order_by("number")[0])
        return f"/field/votes/{vote.pk}/{page}"

    return fill


def _proof(cast: Cast, client: Client, count: int) -> str:
    many_owned_doors(cast.complex, count)
    vote = opened(cast.complex, Matter.FIRM, Matter.RAISE_FUND)
    for entry in vote.roll.all():
        cast_ballot(vote, entry)
    count_vote(vote_id=vote.pk, actor=None, now=timezone.now())
    return f"/field/votes/{vote.pk}/proof/"


def _public_vote(page: str) -> Fill:
    """So many doors have voted, in as many votes as doors for the lists."""

    def fill(cast: Cast, client: Client, count: int) -> str:
        many_owned_doors(cast.complex, count)
        for _number in range(1 if "{" in page else count):
            vote = opened(cast.complex, Matter.FIRM, Matter.RAISE_FUND)
            for entry in vote.roll.all():
                cast_ballot(vote, entry)
            count_vote(vote_id=vote.pk, actor=cast.admin, now=timezone.now())
            publish_result(vote_id=vote.pk, actor=cast.secretary, now=timezone.now())
        return page.format(vote.pk)

    return fill


def _meeting_with_votes(cast: Cast, client: Client, count: int) -> str:
    meeting = MeetingFactory(complex=cast.complex)
    for _number in range(count):
        drafted(cast.complex, meeting=meeting)
    return f"/field/meetings/{meeting.pk}/"


def _drafted_vote(cast: Cast, client: Client, count: int) -> str:
    many_owned_doors(cast.complex, count)
    return f"/field/votes/{drafted(cast.complex).pk}/"


COUNTED = (
    Counted("votes", "secretary", 8, _votes),
    Counted("a vote in preparation", "secretary", 11, _drafted_vote),
    Counted("a vote that is open", "secretary", 15, _vote_of("")),
    Counted("paper ballots", "secretary", 8, _vote_of("enter/")),
    Counted("who has not voted", "secretary", 9, _vote_of("waiting/")),
    Counted("proof of a vote", "auditor", 17, _proof),
    Counted("votes of a meeting", "secretary", 18, _meeting_with_votes),
    Counted("results for everybody", ANONYMOUS, 3, _public_vote("/c/complex-a1/votes/")),
    Counted("a result for everybody", ANONYMOUS, 11, _public_vote("/c/complex-a1/votes/{}/")),
    Counted("receipts of a vote", ANONYMOUS, 6, _public_vote("/c/complex-a1/votes/{}/receipts.csv")),
    Counted("API: results of votes", ANONYMOUS, 4, _public_vote("/api/v1/votes/")),
    Counted(
        "admin: votes", "official", 12,
        _admin("meetings/vote", lambda cast: drafted(cast.complex)),
    ),
    # The place; the sessions of the month; the notices.
    Counted("home", ANONYMOUS, 3, _home),
    Counted("who serves", ANONYMOUS, 21, _about),
    Counted("noticeboard", ANONYMOUS, 4, _board),
    Counted("noticeboard, older", ANONYMOUS, 3, _old_board),
    Counted("choose", ANONYMOUS, 1, _choose),
    Counted("calendar, month", ANONYMOUS, 3, _calendar("month")),
    Counted("calendar, week", ANONYMOUS, 3, _calendar("week")),
    Counted("calendar, list", ANONYMOUS, 3, _calendar("list")),
    # The activity with its place, its sessions, the ticket of this device.
    Counted("activity", ANONYMOUS, 3, _activity),
    # Tickets, messages, who looked.
    Counted("my", ANONYMOUS, 3, _my),
    Counted("calendar on paper", ANONYMOUS, 3, _printed_calendar),
    Counted("feed of a place", ANONYMOUS, 2, _feed_of_place),
    Counted("feed of a space", ANONYMOUS, 2, _feed_of_space),
    Counted("feed of a person", ANONYMOUS, 2, _feed_of_person),
    Counted("my calendar", ANONYMOUS, 2, _my_calendar),
    Counted("self check-in", ANONYMOUS, 3, _self_check_in),
    Counted("screen at the door", ANONYMOUS, 2, _screen),
    # The last is the name of whoever is signed in, in the frame; three are about notices, one asks for
    # a guide of bodies.
    Counted("today", "manager", 14, _today),
    Counted("owners' committees", "secretary", 15, _bodies),
    Counted("an owners' committee", "secretary", 13, _body),
    Counted("activities of the field", "manager", 7, _field_activities),
    Counted("which session to log", "manager", 7, _choices_of_log),
    Counted("people", "manager", 8, _of_people("people/")),
    Counted("sign-in sheet", "manager", 8, _of_people("people/print/")),
    Counted("door", "steward", 8, _door),
    # The sixth is the sign-ups from which the words are made now.
    Counted("calls", "steward", 7, _calls),
    Counted("notices at work", "manager", 7, _notices_at_work("shown")),
    Counted("objections at work", "manager", 7, _notices_at_work("objections")),
    Counted("notice with objections", "manager", 9, _notice_with_objections),
    Counted("meetings at work", "manager", 8, _meetings("/field/meetings/?show=held")),
    Counted("resolutions at work", "manager", 8, _meetings("/field/meetings/?show=due")),
    Counted("meetings of the desk", "official", 8, _meetings("/desk/meetings/")),
    Counted("meetings for everybody", ANONYMOUS, 3, _meetings("/c/complex-a1/meetings/")),
    Counted("a meeting", "manager", 17, _meeting("/field/meetings/{}/")),
    Counted("topics of a meeting", "manager", 9, _topics("/field/meetings/{}/topics/")),
    Counted("a meeting on paper", "manager", 13, _meeting("/field/meetings/{}/print/")),
    Counted("who is in a meeting", "manager", 7, _meeting("/field/meetings/{}/people/")),
    Counted("a meeting for everybody", ANONYMOUS, 3, _meeting("/meetings/{}/")),
    Counted("API: meetings", ANONYMOUS, 4, _meetings("/api/v1/meetings/")),
    Counted(
        "admin: meetings", "official", 12,
        _admin("meetings/meeting", lambda cast: MeetingFactory(complex=cast.complex)),
    ),
    Counted(
        "admin: resolutions", "official", 12,
        _admin("meetings/resolution", lambda cast: ResolutionFactory(meeting__complex=cast.complex)),
    ),
    Counted("visits", "steward", 9, _visits),
    Counted("needs", "steward", 8, _needs),
    Counted("doors of a visit", "steward", 10, _doors_of("")),
    Counted("paper list of a visit", "steward", 8, _doors_of("paper/")),
    Counted("printed list of a visit", "steward", 7, _doors_of("print/")),
    Counted("questionnaires", "manager", 8, _rounds),
    Counted("results of a questionnaire", "manager", 15, _answers_of("/field/surveys/{}/")),
    Counted("results for everybody", ANONYMOUS, 7, _answers_of("/surveys/{}/results/")),
    Counted("API: visits", "steward", 6, _visits_of_api),
    Counted("API: questionnaires", ANONYMOUS, 5, _rounds_of_api),
    Counted(
        "admin: visits", "official", 13,
        _admin("communities/visittour", lambda cast: VisitTourFactory(complex=cast.complex)),
    ),
    Counted(
        "admin: rounds", "official", 12,
        _admin("communities/surveyround", lambda cast: SurveyRoundFactory(complex=cast.complex)),
    ),
    Counted(
        "admin: notices", "official", 12,
        _admin("communities/notice", lambda cast: NoticeFactory(complex=cast.complex)),
    ),
    Counted(
        "admin: objections", "official", 12,
        _admin(
            "communities/objection",
            lambda cast: ObjectionFactory(notice=NoticeFactory(complex=cast.complex)),
        ),
    ),
    Counted(
        "tree: sub-district", "official", 15,
        _tree("sub_district", lambda cast: ComplexFactory(community__sub_district=cast.street)),
    ),
    Counted(
        "tree: community", "official", 19,
        _tree("community", lambda cast: DoorFactory(unit__building__complex=cast.complex)),
    ),
    Counted(
        "tree: complex", "official", 15,
        _tree("complex", lambda cast: DoorFactory(unit__building__complex=cast.complex)),
    ),
    Counted("tree: building", "official", 10, _tree("building", _units_in_one_building)),
    Counted("incomplete rows", "official", 13, _gaps),
    Counted("party tree", "official", 17, _party_tree),
    Counted("party organisation", "official", 20, _party_organization),
    Counted("party instructors", "secretary", 8, _instructors),
    Counted("party instructor", "secretary", 9, _instructor),
    Counted("party instructor: whom she may serve", "secretary", 11, _assignable),
    Counted("party figures", "official", 47, _figures),
    Counted("party organisations over the API", ANONYMOUS, 4, _party_api),
    Counted(
        "chain of a door", "official", 11,
        _manned_buildings("/desk/party/chain/?place=complex-a1&q=3-2-1501"),
    ),
    Counted("who is missing", "secretary", 14, _manned_buildings("/desk/party/holes/")),
    Counted(
        "network on paper", "secretary", 18,
        _manned_buildings("/desk/party/network/community-a/print/"),
    ),
    Counted(
        "who answers for a building", ANONYMOUS, 7,
        _manned_buildings("/c/complex-a1/responsible/?building={building}"),
    ),
    Counted(
        "API: who answers", ANONYMOUS, 6,
        _manned_buildings("/api/v1/complexes/complex-a1/responsible/?door=3-2-1501"),
    ),
    Counted(
        "admin: doors", "official", 10,
        _admin(
            "communities/door", lambda cast: DoorFactory(unit__building__complex=cast.complex)
        ),
    ),
    Counted(
        "admin: buildings", "official", 9,
        _admin("communities/building", lambda cast: BuildingFactory(complex=cast.complex)),
    ),
    Counted(
        "admin: residents", "official", 9,
        _admin("communities/resident", lambda cast: ResidentFactory(complex=cast.complex)),
    ),
    Counted(
        "admin: shares", "official", 9,
        _admin(
            "communities/ownership",
            lambda cast: OwnershipFactory(door=DoorFactory(unit__building__complex=cast.complex)),
        ),
    ),
    Counted(
        "admin: duties", "official", 10,
        _admin(
            "communities/roleassignment",
            lambda cast: RoleAssignmentFactory(complex=cast.complex),
        ),
    ),
    Counted("members: roster", "branch_secretary", 11, _roster),
    Counted("members: branches", "secretary", 8, _branches),
    Counted("members: one", "branch_secretary", 10, _member),
    Counted("members: reports in", "branch_secretary", 9, _registrations("/field/branch/dual/")),
    Counted("members: register of reports in", "secretary", 9, _registrations("/desk/party/dual/")),
    Counted("members: zones", "branch_secretary", 9, _zones),
    Counted("members: one zone", "branch_secretary", 10, _zone),
    Counted("members: posts", "manager", 7, _service_posts),
    Counted("members: one post", "branch_secretary", 9, _service_post),
    Counted("members: households", "branch_secretary", 10, _households("/field/branch/households/")),
    Counted("members: without household", "secretary", 8, _households("/desk/party/households/")),
    Counted("members: pipeline", "branch_secretary", 10, _pipeline),
    Counted("members: one on the way", "branch_secretary", 8, _record),
    Counted(
        "admin: members", "official", 8,
        _admin(
            "party_building/partymember",
            lambda cast: PartyMemberFactory(organization__complex=cast.complex),
        ),
    ),
    Counted(
        "admin: people", "official", 8,
        _admin(
            "accounts/person",
            lambda cast: ResidentFactory(complex=cast.complex, person=PersonFactory()),
        ),
    ),
    Counted(
        "admin: spaces", "official", 10,
        _admin("activities/space", lambda cast: SpaceFactory(complex=cast.complex)),
    ),
    Counted(
        "admin: activities", "official", 10,
        _admin("activities/activity", lambda cast: ActivityFactory(complex=cast.complex)),
    ),
    Counted(
        "admin: sessions", "official", 12,
        _admin("activities/session", lambda cast: SessionFactory(complex=cast.complex)),
    ),
    Counted(
        "admin: sign-ups", "official", 11,
        _admin(
            "activities/signup",
            lambda cast: SignUpFactory(session=SessionFactory(complex=cast.complex)),
        ),
    ),
    Counted(
        "admin: logs", "official", 12,
        _admin(
            "activities/activitylog",
            lambda cast: ActivityLogFactory(session=SessionFactory(complex=cast.complex)),
        ),
    ),
)  # fmt: skip
