"""The objects that addresses name: one of each kind in A1, in A2 beside it and in another tenant."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from activities.choices import ActivityState
from activities.models import CheckIn, Photo, PublicHoliday
from activities.services.calendar_tokens import issue_calendar_token
from communities.choices import Role
from communities.models import CommitteeRules, Complex, DutyLeave, EnvCommittee, OrganizationPlace
from core.models import CallTask, Disclosure, Heartbeat
from meetings.choices import MeetingState, VoteBasis
from meetings.models import MeetingRules, Vote, VoteCount, VoteRules
from meetings.services import votes
from party_building.choices import DevelopmentStage
from party_building.models import PartyOrganization, PartyRules
from tests.architecture.access_matrix import (
    ANONYMOUS,
    FOREIGN,
    OWN,
    SIBLING,
    Bodies,
    Grounds,
    Membership,
    Met,
    Organized,
    Territory,
    Visited,
    Votes,
)
from tests.factories.accounts import ApiTokenFactory, PersonFactory, UserFactory
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
    ElectionFactory,
    ElectionStepFactory,
    EnvCommitteeFactory,
    EnvMemberFactory,
    HandOverItemFactory,
)
from tests.factories.communities import (
    BuildingFactory,
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
    MeetingFactory,
    MeetingPhotoFactory,
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
    PartyTermFactory,
    PostLeaveFactory,
    ServiceClaimFactory,
    SubordinationFactory,
    ZoneDutyFactory,
)
from tests.factories.property_alliance import (
    FirmStaffFactory,
    PropertyFirmFactory,
    ServiceContractFactory,
    StaffPostingFactory,
)
from tests.factories.surveys import SurveyFactory, SurveyResponseFactory, SurveyRoundFactory
from tests.factories.territory import (
    AdjacencyFactory,
    DesignationFactory,
    GovernanceModelFactory,
    GridSpanFactory,
    GroupMemberFactory,
    ManagementPeriodFactory,
    StreetChiefFactory,
    ThreeDutiesCommitmentFactory,
    ZoneComplexFactory,
    ZoneLeadFactory,
)
from tests.factories.visits import VisitFollowUpFactory, VisitPlanFactory
from tests.factories.votes import cast as cast_ballot
from tests.factories.votes import drafted, opened
from tests.people import Cast


def build_grounds(place: Complex, viewer: Any) -> Grounds:
    person = PersonFactory()
    user = UserFactory(person=person)
    RoleAssignmentFactory(user=user, role=Role.TEAM_LEADER, complex=place)
    asking = {"first_question": "几位吃素？", "second_question": "能早到帮忙吗？"}
    session = SessionFactory(activity=ActivityFactory(complex=place, **asking), complex=place)
    sign_up = SignUpFactory(session=session, first_answer="一位", second_answer="能")
    log = ActivityLogFactory(session=session)
    building = BuildingFactory(complex=place)
    unit = UnitFactory(building=building)
    door = DoorFactory(unit=unit)
    now = timezone.now()
    where = {
        "sub_district": place.sub_district, "community": place.community, "complex": place,
    }  # fmt: skip
    notice = NoticeFactory(complex=place)
    message = OutboxMessageFactory(person=person, tenant_id=place.sub_district_id)
    organization = OrganizationFactory(complex=place)
    firm = PropertyFirmFactory(organization=organization, complex=place)
    staff = FirmStaffFactory(firm=firm, person=person, complex=place)
    duty = DoorDutyFactory(person=person, complex=place, building=building)
    organized = build_organized(place)
    return Grounds(
        complex=place,
        building=building,
        unit=unit,
        door=door,
        ownership=OwnershipFactory(door=door),
        resident=ResidentFactory(person=person, complex=place),
        organization=organization,
        works_in=OrganizationPlace.objects.create(
            **where, organization=organization, valid_from=date(2026, 1, 1)
        ),
        door_duty=duty,
        leave=DutyLeave.objects.create(
            **where,
            duty=duty,
            deputy=PersonFactory(),
            first_day=date(2026, 2, 1),
            last_day=date(2026, 2, 3),
        ),
        firm=firm,
        contract=ServiceContractFactory(firm=firm, complex=place),
        staff=staff,
        posting=StaffPostingFactory(staff=staff, complex=place),
        space=SpaceFactory(complex=place, is_open=False),
        activity=session.activity,
        session=session,
        sign_up=sign_up,
        check_in=CheckIn.objects.create(
            **where, sign_up=sign_up, session=session, method="CODE", at=now
        ),
        screen=DoorScreenFactory(session=session),
        log=log,
        photo=Photo.objects.create(
            **where,
            log=log,
            activity=session.activity,
            token=f"{place.pk:032x}",
            width=640,
            height=480,
            sha256=f"{place.pk:064x}",
            uploaded_at=now,
        ),
        message=message,
        call=CallTask.objects.create(
            outbox=message,
            person=person,
            kind="test",
            subject_id=1,
            tenant_id=place.sub_district_id,
            text="请打电话",
            created_at=now,
            call_before=now,
        ),
        disclosure=Disclosure.objects.create(
            person=person,
            viewer=viewer,
            purpose="通知改期",
            tenant_id=place.sub_district_id,
            disclosed_at=now,
        ),
        calendar_token=issue_calendar_token(person_id=sign_up.person_id, actor=None, now=now),
        token=ApiTokenFactory(user=user),
        notice=notice,
        objection=ObjectionFactory(notice=notice, person=person),
        planned=SessionFactory(
            activity=ActivityFactory(complex=place, state=ActivityState.PLANNED), complex=place
        ),
        bodies=build_bodies(place),
        territory=build_territory(place),
        visited=build_visited(place),
        organized=organized,
        votes=build_votes(place),
        membership=build_membership(organized.organization),
        met=build_met(place),
    )


def build_organized(place: Complex) -> Organized:
    """A branch of this complex with its secretary; the figures of the sub-district are there once."""
    organization = PartyOrganizationFactory(complex=place)
    post = PartyPostFactory(organization=organization)
    instructor = PartyInstructorFactory(
        complex=place, community=place.community, sub_district=place.sub_district
    )
    # The pipeline is switched on, so that its pages answer as they would.
    rules, _new = PartyRules.objects.get_or_create(
        sub_district=place.sub_district, defaults={"development_on": True}
    )
    return Organized(
        organization=organization,
        link=SubordinationFactory(organization=organization),
        coverage=PartyCoverageFactory(organization=organization),
        term=PartyTermFactory(organization=organization),
        post=post,
        leave=PostLeaveFactory(post=post),
        count=MemberCountFactory(organization=organization),
        instructor=instructor,
        assignment=InstructorAssignmentFactory(complex=place, instructor=instructor),
        rules=rules,
    )


def build_votes(place: Complex) -> Votes:
    """The roll is the one owned door of the grounds."""
    draft = drafted(place, basis=VoteBasis.MEMBERS)
    meeting = MeetingFactory(complex=place)
    voting, counted = opened(place), opened(place, meeting=meeting)
    [entry] = voting.roll.all()
    told = votes.issue_codes(vote_id=voting.pk, entry_ids=[entry.pk], actor=None)
    cast_ballot(counted, counted.roll.get())
    votes.count_vote(vote_id=counted.pk, actor=None, now=timezone.now())
    VoteCount.objects.filter(vote=counted).update(published_at=timezone.now())
    rules, _new = VoteRules.objects.get_or_create(sub_district=place.sub_district)
    return Votes(
        draft=draft,
        item=draft.items.get(),
        open=voting,
        code=told[entry.pk],
        counted=Vote.objects.get(pk=counted.pk),
        counted_item=counted.items.get(),
        rules=rules,
    )


def build_membership(branch: PartyOrganization) -> Membership:
    """A member of the branch who does all that members do at the doors."""
    place = branch.complex
    member = PartyMemberFactory(organization=branch)
    zone_duty = ZoneDutyFactory(zone__organization=branch, member=member)
    claim = ServiceClaimFactory(service_post__organization=branch, member=member)
    record = MemberDevelopmentFactory(organization=branch, stage=DevelopmentStage.ACTIVIST)
    return Membership(
        branch=branch,
        member=member,
        registration=DualRegistrationFactory(complex=place),
        zone=zone_duty.zone,
        zone_duty=zone_duty,
        post=claim.service_post,
        claim=claim,
        household=KeyPartyHouseholdFactory(organization=branch, member=member),
        record=record,
        step=DevelopmentStepFactory(record=record),
    )


def build_met(place: Complex) -> Met:
    """A talk with a topic and a picture that is being written down; one before it that residents read.

    Of a third, which is ahead, a topic was handed in.
    """
    meeting = MeetingFactory(complex=place, state=MeetingState.HELD)
    ahead = MeetingFactory(
        complex=place,
        state=MeetingState.PLANNED,
        held_from=timezone.now() + timedelta(days=20),
    )
    rules, _new = MeetingRules.objects.get_or_create(sub_district=place.sub_district)
    return Met(
        meeting=meeting,
        item=AgendaItemFactory(meeting=meeting),
        photo=MeetingPhotoFactory(meeting=meeting),
        resolution=ResolutionFactory(
            meeting=MeetingFactory(complex=place, state=MeetingState.PUBLISHED)
        ),
        topic=MeetingTopicFactory(meeting=ahead),
        rules=rules,
    )


def build_visited(place: Complex) -> Visited:
    """A plan with one household and its need, a round that is asked today and one that is told."""
    plan = VisitPlanFactory(complex=place)
    need = VisitFollowUpFactory(household__plan=plan)
    survey = SurveyFactory(complex=place)
    over = timezone.localdate() - timedelta(days=1)
    told = SurveyRoundFactory(
        survey=survey, complex=place, opens_on=over, closes_on=over, published_at=timezone.now()
    )
    SurveyResponseFactory(round=told, scores=(4, 5))
    return Visited(
        plan=plan,
        household=need.household,
        tour=need.tour,
        need=need,
        survey=survey,
        round=SurveyRoundFactory(survey=survey, complex=place),
        told=told,
    )


def build_bodies(place: Complex) -> Bodies:
    """The committee of this complex; what its community and its sub-district have is there once."""
    seat = CommitteeSeatFactory(term__body__complex=place)
    election = ElectionFactory(body=seat.term.body)
    env_committee = EnvCommittee.objects.filter(community=place.community).first()
    env_committee = env_committee or EnvCommitteeFactory(community=place.community)
    rules, _new = CommitteeRules.objects.get_or_create(sub_district=place.sub_district)
    return Bodies(
        body=seat.term.body,
        term=seat.term,
        seat=seat,
        election=election,
        step=ElectionStepFactory(election=election),
        item=HandOverItemFactory(term=seat.term),
        env_committee=env_committee,
        env_member=EnvMemberFactory(committee=env_committee),
        rules=rules,
    )


def build_territory(place: Complex) -> Territory:
    """What of the community is named after the complex, so that each place has its own."""
    span = GridSpanFactory(complex=place)
    in_zone = ZoneComplexFactory(complex=place)
    member = GroupMemberFactory(complex=place)
    chief = StreetChiefFactory(segment__complex=place)
    commitment = ThreeDutiesCommitmentFactory(shop__segment=chief.segment)
    return Territory(
        mode=ManagementPeriodFactory(complex=place),
        grid=span.grid,
        span=span,
        zone=in_zone.zone,
        in_zone=in_zone,
        zone_lead=ZoneLeadFactory(zone=in_zone.zone),
        group=member.group,
        member=member,
        neighbour=AdjacencyFactory(one=place),
        title=DesignationFactory(complex=place),
        governance=GovernanceModelFactory(complex=place),
        street=chief.segment,
        chief=chief,
        shop=commitment.shop,
        commitment=commitment,
    )


@pytest.fixture
def grounds(cast: Cast) -> dict[str, Grounds]:
    Heartbeat.objects.create(name="worker", beat_at=timezone.now())
    PublicHoliday.objects.create(day=date(2020, 1, 1), name="元旦", is_working=False)
    return {
        OWN: build_grounds(cast.complex, cast.steward),
        SIBLING: build_grounds(cast.sibling_complex, cast.steward),
        FOREIGN: build_grounds(cast.other_street_complex, cast.outsider),
    }


def client_as(role: str, cast: Cast) -> Client:
    client = Client(raise_request_exception=True)
    if role != ANONYMOUS:
        client.force_login(getattr(cast, role))
    return client
