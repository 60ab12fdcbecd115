"""Who may open what: one row per URL name. `test_access_matrix.py` asks every URL as every role.

A new page needs one line here. `about` says which object its address names (none: the same page for
all); `rule` says what each role meets. Pages of the admin have their rows by rule: they are computed
from what their class declares (`admin_answer`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import ApiToken
from activities.models import (
    Activity,
    ActivityLog,
    CheckIn,
    DoorScreen,
    Photo,
    PublicHoliday,
    Session,
    SignUp,
    Space,
)
from communities.models import (
    Adjacency,
    Building,
    CommitteeRules,
    CommitteeSeat,
    CommitteeTerm,
    Complex,
    ComplexGroup,
    Designation,
    Door,
    DoorDuty,
    DutyLeave,
    Election,
    ElectionStep,
    EnvCommittee,
    EnvMember,
    GovernanceModel,
    Grid,
    GridSpan,
    GroupMember,
    HandOverItem,
    ManagementPeriod,
    Notice,
    Objection,
    Organization,
    OrganizationPlace,
    OwnersBody,
    Ownership,
    Resident,
    Shop,
    StreetChief,
    StreetSegment,
    Survey,
    SurveyRound,
    ThreeDutiesCommitment,
    Unit,
    VisitFollowUp,
    VisitHousehold,
    VisitPlan,
    VisitTour,
    Zone,
    ZoneComplex,
    ZoneLead,
)
from communities.services.first_run import setup_code
from core.models import CallTask, Disclosure, Heartbeat, OutboxMessage
from core.web import PUBLIC, SIGNED_IN, STAFF
from meetings.models import (
    AgendaItem,
    Meeting,
    MeetingPhoto,
    MeetingRules,
    MeetingTopic,
    Resolution,
    Vote,
    VoteItem,
    VoteRules,
)
from party_building.models import (
    DevelopmentStep,
    DualRegistration,
    InstructorAssignment,
    KeyPartyHousehold,
    MemberCount,
    MemberDevelopment,
    PartyCoverage,
    PartyInstructor,
    PartyMember,
    PartyOrganization,
    PartyPost,
    PartyRules,
    PartyTerm,
    PostLeave,
    ResponsibilityZone,
    ServiceClaim,
    ServicePost,
    Subordination,
    ZoneDuty,
)
from property_alliance.models import FirmStaff, PropertyFirm, ServiceContract, StaffPosting

OK, GO, UNAUTHORIZED, DENIED, MISSING, NOT_THIS_METHOD = 200, 302, 401, 403, 404, 405
GONE = 410

ANONYMOUS = "anonymous"
ROLES = (
    ANONYMOUS, "resident", "partner", "steward", "manager", "sibling_manager", "branch_secretary",
    "leader", "secretary", "official", "auditor", "outsider", "admin",
)  # fmt: skip
# Whose object stands in the address: of complex A1, of A2 beside it, of another tenant.
OWN, SIBLING, FOREIGN = "own", "sibling", "foreign"
WHOSE = (OWN, SIBLING, FOREIGN)
OUTSIDE = (ANONYMOUS, "resident", "partner")
FIELD = ("steward", "manager", "sibling_manager", "branch_secretary", "leader")
SEES: dict[str, frozenset[str]] = {
    ANONYMOUS: frozenset(),
    "resident": frozenset(),
    "partner": frozenset(),
    "steward": frozenset({OWN}),
    "manager": frozenset({OWN}),
    "sibling_manager": frozenset({SIBLING}),
    "branch_secretary": frozenset({OWN}),
    "leader": frozenset({OWN}),
    "secretary": frozenset({OWN, SIBLING}),
    "official": frozenset({OWN, SIBLING}),
    "auditor": frozenset({OWN, SIBLING}),
    "outsider": frozenset({FOREIGN}),
    "admin": frozenset(WHOSE),
}
# Reads all of its place and writes nothing.
READS_ONLY = frozenset({"auditor"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies:
    """The owners' committee of one place with all its parts, and its community's 环物委."""

    body: OwnersBody
    term: CommitteeTerm
    seat: CommitteeSeat
    election: Election
    step: ElectionStep
    item: HandOverItem
    env_committee: EnvCommittee
    env_member: EnvMember
    rules: CommitteeRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """How one place is divided, named and looked after; a row of each kind."""

    mode: ManagementPeriod
    grid: Grid
    span: GridSpan
    zone: Zone
    in_zone: ZoneComplex
    zone_lead: ZoneLead
    group: ComplexGroup
    member: GroupMember
    neighbour: Adjacency
    title: Designation
    governance: GovernanceModel
    street: StreetSegment
    chief: StreetChief
    shop: Shop
    commitment: ThreeDutiesCommitment


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """`round` takes answers today; `told` is over and published."""

    plan: VisitPlan
    household: VisitHousehold
    tour: VisitTour
    need: VisitFollowUp
    survey: Survey
    round: SurveyRound
    told: SurveyRound


@dataclass(frozen=True, slots=True, kw_only=True)
class Organized:
    """The Party organisation of one place with what hangs on it."""

    organization: PartyOrganization
    link: Subordination
    coverage: PartyCoverage
    term: PartyTerm
    post: PartyPost
    leave: PostLeave
    count: MemberCount
    instructor: PartyInstructor
    assignment: InstructorAssignment
    rules: PartyRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """One in preparation by heads with its item, one open with an owner's code, one counted.

    The counted one was called in a meeting, and residents read its result.
    """

    draft: Vote
    item: VoteItem
    open: Vote
    code: str
    counted: Vote
    counted_item: VoteItem
    rules: VoteRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A branch that covers the place, with a member who does all that members do at the doors."""

    branch: PartyOrganization
    member: PartyMember
    registration: DualRegistration
    zone: ResponsibilityZone
    zone_duty: ZoneDuty
    post: ServicePost
    claim: ServiceClaim
    household: KeyPartyHousehold
    record: MemberDevelopment
    step: DevelopmentStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """`meeting` was held and is being written down; `resolution` is of one that was agreed to and shown."""

    meeting: Meeting
    item: AgendaItem
    photo: MeetingPhoto
    resolution: Resolution
    # Waits for a decision, of a meeting ahead.
    topic: MeetingTopic
    rules: MeetingRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """One object of each kind at one place."""

    complex: Complex
    building: Building
    unit: Unit
    door: Door
    ownership: Ownership
    resident: Resident
    organization: Organization
    works_in: OrganizationPlace
    door_duty: DoorDuty
    leave: DutyLeave
    firm: PropertyFirm
    contract: ServiceContract
    staff: FirmStaff
    posting: StaffPosting
    space: Space
    activity: Activity
    session: Session
    sign_up: SignUp
    check_in: CheckIn
    screen: DoorScreen
    log: ActivityLog
    photo: Photo
    message: OutboxMessage
    call: CallTask
    disclosure: Disclosure
    calendar_token: str
    token: ApiToken
    # On show, with an objection.
    notice: Notice
    objection: Objection
    # In the plan, not published: only those who serve the place know of it.
    planned: Session
    bodies: Bodies
    territory: Territory
    visited: Visited
    organized: Organized
    votes: Votes
    membership: Membership
    met: Met


Address = Callable[[Grounds], dict[str, Any]]
Rule = Callable[[str, str], "int | frozenset[int]"]


@dataclass(frozen=True, slots=True)
class Row:
    """`rule(role, whose)` is the answer to GET; `writes_openly`: an anonymous POST may write."""

    access: str
    rule: Rule
    about: Address | None = None
    writes_openly: bool = False


def everybody(role: str, whose: str) -> int:
    return OK


def visitors(role: str, whose: str) -> int:
    return OK if role == ANONYMOUS else GO


def redirects(role: str, whose: str) -> int:
    return GO


def only_post(role: str, whose: str) -> int:
    """No page of its own: GET is refused for all whom it would serve."""
    return NOT_THIS_METHOD


def signed_in(role: str, whose: str) -> int:
    return GO if role == ANONYMOUS else OK


def signed_in_or_away(role: str, whose: str) -> frozenset[int]:
    """Second-factor pages: they send on to another page where there is nothing to show yet."""
    return frozenset({GO}) if role == ANONYMOUS else frozenset({OK, GO, MISSING})


def staff(role: str, whose: str) -> int:
    if role == ANONYMOUS:
        return GO
    return DENIED if role in OUTSIDE else OK


def staff_in_scope(role: str, whose: str) -> int:
    """Outside the scope an object does not exist."""
    if role in OUTSIDE:
        return staff(role, whose)
    return OK if whose in SEES[role] else MISSING


def staff_who_write(role: str, whose: str) -> int:
    """As `staff_in_scope`; who only reads is told so."""
    answer = staff_in_scope(role, whose)
    return DENIED if answer == OK and role in READS_ONLY else answer


def staff_post(role: str, whose: str) -> int:
    """A POST of the staff: outsiders are turned away before the method is looked at."""
    answer = staff(role, whose)
    return NOT_THIS_METHOD if answer == OK else answer


def staff_at_work(role: str, whose: str) -> int:
    """Pages on which one plans or logs: not for those who only read."""
    answer = staff(role, whose)
    return DENIED if answer == OK and role in READS_ONLY else answer


def workers_in_scope(role: str, whose: str) -> int:
    """Only for those who work in the field: a reader is told so before the object is looked for."""
    return DENIED if role in READS_ONLY else staff_in_scope(role, whose)


def reviewers(role: str, whose: str) -> int:
    """Passing and returning plans: the officials of the place."""
    answer = staff_in_scope(role, whose)
    return DENIED if answer == OK and role in {*FIELD, *READS_ONLY} else answer


def street_administrators(role: str, whose: str) -> int:
    """Of any sub-district, and whoever runs the system."""
    answer = staff(role, whose)
    return DENIED if answer == OK and role not in {"official", "outsider", "admin"} else answer


def any_officials(role: str, whose: str) -> int:
    """Founding, sending, assigning: officials of any place; the form offers what is their own."""
    answer = staff(role, whose)
    return DENIED if answer == OK and role in {*FIELD, *READS_ONLY} else answer


def system_administrators(role: str, whose: str) -> int:
    answer = staff(role, whose)
    return DENIED if answer == OK and role != "admin" else answer


def a_link_that_is_over(role: str, whose: str) -> int:
    return GONE


def to_work(role: str, whose: str) -> frozenset[int]:
    """Sends everybody to where he works."""
    return frozenset({GO})


def at_the_entrance(role: str, whose: str) -> frozenset[int]:
    """Sends a device on that remembers its complex."""
    return frozenset({OK, GO})


def no_open_space(role: str, whose: str) -> int:
    """The spaces of the grounds are closed to the public, for the staff's calendars as well."""
    return MISSING


def no_story(role: str, whose: str) -> int:
    """The logs of the grounds are not published."""
    return MISSING


def no_file(role: str, whose: str) -> int:
    """The photos of the grounds have no files: what is not there and what is not shown look alike."""
    return MISSING


def drawn_where_there_is_a_font(role: str, whose: str) -> frozenset[int]:
    """The poster's picture; both answers are tried in tests/activities/test_posters.py."""
    return frozenset({OK, MISSING})


def no_stage(role: str, whose: str) -> int:
    """As `guides_who_write`; those who may are told that there is no such step."""
    answer = guides_who_write(role, whose)
    return MISSING if answer == OK else answer


# Who reads of bodies what is not published; no firm's people, no team's.
GUIDES = frozenset({"branch_secretary", "secretary", "official", "auditor", "outsider", "admin"})


def guides(role: str, whose: str) -> int:
    """The list of bodies, what branches held and owe: no firm's people."""
    answer = staff(role, whose)
    return DENIED if answer == OK and role not in GUIDES else answer


def guides_in_scope(role: str, whose: str) -> int:
    """For a firm's manager a committee's page does not exist."""
    if role in OUTSIDE:
        return staff(role, whose)
    return OK if role in GUIDES and whose in SEES[role] else MISSING


def guides_who_write(role: str, whose: str) -> int:
    """Officials record; branch and auditor are told that they read."""
    answer = guides_in_scope(role, whose)
    return DENIED if answer == OK and role in {"branch_secretary", *READS_ONLY} else answer


def party_readers(role: str, whose: str) -> int:
    """Figures of one's own place; whoever does not work with the Party is told whose page it is."""
    return guides(role, whose)


def officials_in_scope(role: str, whose: str) -> int:
    """Acts on an organisation: its officials; all others who see it are told that they read."""
    return reviewers(role, whose)


def no_post_named(role: str, whose: str) -> int:
    """As `officials_in_scope`; without the post in its query there is nothing to record."""
    answer = officials_in_scope(role, whose)
    return MISSING if answer == OK else answer


# Members: read by the same as bodies (party_building.choices.MEMBER_READERS), and written by them.


def keepers(role: str, whose: str) -> int:
    """Entering members and those who report in, preparing votes; who only reads is told so."""
    answer = guides(role, whose)
    return DENIED if answer == OK and role in READS_ONLY else answer


def keepers_in_scope(role: str, whose: str) -> int:
    """For whoever may not read a member she does not exist; an auditor is told that she reads."""
    answer = guides_in_scope(role, whose)
    return DENIED if answer == OK and role in READS_ONLY else answer


def of_draft_vote(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.votes.draft.pk}


def of_vote_item(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.votes.draft.pk, "item_pk": grounds.votes.item.pk}


def of_open_vote(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.votes.open.pk}


def of_counted_vote(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.votes.counted.pk}


def of_counted_item(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.votes.counted.pk, "item_pk": grounds.votes.counted_item.pk}


def of_published_vote(grounds: Grounds) -> dict[str, Any]:
    return {"slug": grounds.complex.slug, "pk": grounds.votes.counted.pk}


def of_ballot(grounds: Grounds) -> dict[str, Any]:
    return {"code": grounds.votes.code}


def keepers_of_what_all_see(role: str, whose: str) -> int:
    """A branch, a building and a post are known to all who serve there; few keep them."""
    answer = staff_in_scope(role, whose)
    return DENIED if answer == OK and role not in GUIDES - READS_ONLY else answer


def keepers_of_the_pipeline(role: str, whose: str) -> int:
    """Who may not read members is told so before the branch is looked for."""
    answer = guides(role, whose)
    return keepers_of_what_all_see(role, whose) if answer == OK else answer


def of_branch(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.membership.branch.pk}


def of_member(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.membership.member.pk}


def of_registration(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.membership.registration.pk}


def of_building(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.building.pk}


def of_service_post(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.membership.post.pk}


def of_service_claim(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.membership.claim.pk}


def of_key_household(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.membership.household.pk}


def of_record(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.membership.record.pk}


def api_staff_post(role: str, whose: str) -> int:
    """A POST of the staff over the API: nobody is sent to another page."""
    if role == ANONYMOUS:
        return UNAUTHORIZED
    return DENIED if role in OUTSIDE else NOT_THIS_METHOD


def api_post(role: str, whose: str) -> int:
    return NOT_THIS_METHOD


def of_session(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.session.pk}


def of_check_in(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.check_in.pk}


def of_own_sign_up(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.sign_up.pk}


def readers_in_scope(role: str, whose: str) -> int:
    """Not public: for whoever does not see the place it does not exist."""
    return OK if whose in SEES[role] else MISSING


def of_activity(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.activity.pk}


def of_sign_up(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.activity.pk, "sign_up_pk": grounds.sign_up.pk}


def of_call(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.call.pk}


def of_log(grounds: Grounds) -> dict[str, Any]:
    return {"log_id": grounds.log.pk}


def of_photo(grounds: Grounds) -> dict[str, Any]:
    return {"photo_id": grounds.photo.pk}


def of_rendition(grounds: Grounds) -> dict[str, Any]:
    return {"token": grounds.photo.token, "name": "640.webp"}


def of_ticket(grounds: Grounds) -> dict[str, Any]:
    return {"code": grounds.sign_up.code}


def of_own_ticket(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.activity.pk, "code": grounds.sign_up.code}


def of_space(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.space.pk}


def of_calendar_token(grounds: Grounds) -> dict[str, Any]:
    return {"token": grounds.calendar_token}


def of_screen(grounds: Grounds) -> dict[str, Any]:
    return {"token": grounds.screen.token}


def notice_writers(role: str, whose: str) -> int:
    """Pages on which one writes notices: a team leader announces by his activities."""
    return DENIED if role == "leader" else staff_at_work(role, whose)


def notice_writers_in_scope(role: str, whose: str) -> int:
    answer = staff_who_write(role, whose)
    return DENIED if answer == OK and role == "leader" else answer


def who_answers_objections(role: str, whose: str) -> int:
    """A team leader does not see them at all."""
    answer = staff_who_write(role, whose)
    return MISSING if answer == OK and role == "leader" else answer


def of_notice(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.notice.pk}


def of_objection(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.objection.pk}


def of_body(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.bodies.body.pk}


def of_seat(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.bodies.body.pk, "seat_pk": grounds.bodies.seat.pk}


def of_handover(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.bodies.body.pk, "item_pk": grounds.bodies.item.pk}


def of_term(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.bodies.term.pk}


def of_env_committee(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.bodies.env_committee.pk}


def of_grid(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.territory.grid.pk}


def of_street(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.territory.street.pk}


def of_shop(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.territory.shop.pk}


def visits_readers(role: str, whose: str) -> int:
    """Lists of visits and questionnaires: a team leader takes no part in them."""
    return DENIED if role == "leader" else staff(role, whose)


def visitors_at_work(role: str, whose: str) -> int:
    return DENIED if role == "leader" else staff_at_work(role, whose)


def visits_in_scope(role: str, whose: str) -> int:
    """For a team leader a plan or a round does not exist."""
    return MISSING if role == "leader" else staff_in_scope(role, whose)


def visitors_in_scope(role: str, whose: str) -> int:
    """As `visits_in_scope`; an auditor is told that she reads."""
    answer = visits_in_scope(role, whose)
    return DENIED if answer == OK and role in READS_ONLY else answer


def closers_in_scope(role: str, whose: str) -> int:
    """Who takes no part, or only reads, is told so before the need is looked for."""
    return DENIED if role in {"leader", *READS_ONLY} else staff_in_scope(role, whose)


def api_staff(role: str, whose: str) -> int:
    """Read over the API by those who work: nobody is sent to another page."""
    return UNAUTHORIZED if role == ANONYMOUS else staff(role, whose)


def api_visits_in_scope(role: str, whose: str) -> int:
    return UNAUTHORIZED if role == ANONYMOUS else visits_in_scope(role, whose)


def of_visit_plan(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.visited.plan.pk}


def of_household(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.visited.plan.pk, "household_pk": grounds.visited.household.pk}


def of_need(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.visited.need.pk}


def of_round(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.visited.round.pk}


def of_told_round(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.visited.told.pk}


def of_party(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.organized.organization.pk}


def of_party_post(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.organized.organization.pk, "post_pk": grounds.organized.post.pk}


def of_party_coverage(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.organized.organization.pk, "coverage_pk": grounds.organized.coverage.pk}


def of_instructor(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.organized.instructor.pk}


def of_assignment(grounds: Grounds) -> dict[str, Any]:
    one = grounds.organized.assignment
    return {"pk": one.instructor_id, "assignment_pk": one.pk}


def staff_of_its_community(role: str, whose: str) -> int:
    """A community spans the own and the sibling complex; who serves either serves in it."""
    near = {FOREIGN} if whose == FOREIGN else {OWN, SIBLING}
    if role in OUTSIDE:
        return staff(role, whose)
    return OK if SEES[role] & near else MISSING


def of_community(grounds: Grounds) -> dict[str, Any]:
    return {"slug": grounds.complex.community.slug}


def meeting_keepers(role: str, whose: str) -> int:
    """Pages on which one plans meetings: those at the table and their officials."""
    answer = staff(role, whose)
    return DENIED if answer == OK and role in {"steward", "leader", *READS_ONLY} else answer


def party_keepers(role: str, whose: str) -> int:
    """Pages on which one records party life: no firm."""
    answer = meeting_keepers(role, whose)
    return DENIED if answer == OK and role in {"manager", "sibling_manager"} else answer


def meeting_keepers_in_scope(role: str, whose: str) -> int:
    answer = staff_in_scope(role, whose)
    return DENIED if answer == OK and role in {"steward", "leader", *READS_ONLY} else answer


def of_meeting(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.met.meeting.pk}


def of_meeting_ahead(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.met.topic.meeting_id}


def of_topic(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.met.topic.pk}


def of_published_meeting(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.met.resolution.meeting_id}


def of_item(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.met.item.pk}


def of_resolution(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.met.resolution.pk}


def of_meeting_photo(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.met.photo.pk}


def of_meeting_rendition(grounds: Grounds) -> dict[str, Any]:
    return {"token": grounds.met.photo.token, "name": "640.webp"}


def of_place(grounds: Grounds) -> dict[str, Any]:
    return {"slug": grounds.complex.slug}


ROWS: dict[str, Row] = {
    "portal:choose": Row(PUBLIC, at_the_entrance),
    "portal:home": Row(PUBLIC, everybody, of_place),
    "portal:about": Row(PUBLIC, everybody, of_place),
    "portal:my": Row(PUBLIC, everybody),
    "portal:setup": Row(STAFF, street_administrators),
    "portal:setup_open": Row(STAFF, system_administrators),
    "portal:setup_link": Row(
        PUBLIC, everybody, lambda _grounds: {"code": setup_code()}, writes_openly=True
    ),
    # Those that still open are tried in tests/portal/test_views_setup.py.
    "portal:invitation": Row(PUBLIC, a_link_that_is_over, lambda _grounds: {"code": "1a-over"}),
    "demo:remove": Row(STAFF, street_administrators),
    "portal:my_find": Row(PUBLIC, everybody),
    "portal:my_forget": Row(PUBLIC, only_post),
    "portal:my_calendar": Row(PUBLIC, everybody),
    "portal:my_calendar_end": Row(PUBLIC, only_post),
    "portal:display": Row(PUBLIC, everybody),
    "portal:help": Row(PUBLIC, everybody),
    "portal:privacy": Row(PUBLIC, everybody),
    "portal:accessibility": Row(PUBLIC, everybody),
    # Members
    "party_building:field_members": Row(STAFF, staff),
    "party_building:field_member_new": Row(STAFF, keepers_of_what_all_see, of_branch),
    "party_building:field_member": Row(STAFF, guides_in_scope, of_member),
    "party_building:field_member_change": Row(STAFF, keepers_in_scope, of_member),
    "party_building:field_member_leave": Row(STAFF, keepers_in_scope, of_member),
    "party_building:field_member_withdraw": Row(STAFF, keepers_in_scope, of_member),
    "party_building:field_dual_list": Row(STAFF, guides),
    "party_building:field_dual_new": Row(STAFF, keepers),
    "party_building:field_dual_print": Row(STAFF, guides),
    "party_building:field_dual": Row(STAFF, guides_in_scope, of_registration),
    "party_building:field_dual_claim": Row(STAFF, keepers_in_scope, of_registration),
    "party_building:field_dual_review": Row(STAFF, keepers_in_scope, of_registration),
    "party_building:field_dual_leave": Row(STAFF, keepers_in_scope, of_registration),
    "party_building:field_dual_withdraw": Row(STAFF, keepers_in_scope, of_registration),
    "party_building:field_zones": Row(STAFF, staff),
    "party_building:field_zone": Row(STAFF, keepers_of_what_all_see, of_building),
    "party_building:field_posts": Row(STAFF, staff),
    "party_building:field_post_new": Row(STAFF, keepers),
    "party_building:field_post": Row(STAFF, staff_in_scope, of_service_post),
    "party_building:field_post_claim": Row(STAFF, keepers_of_what_all_see, of_service_post),
    "party_building:field_post_places": Row(STAFF, keepers_of_what_all_see, of_service_post),
    "party_building:field_post_close": Row(STAFF, keepers_of_what_all_see, of_service_post),
    "party_building:field_claim_end": Row(STAFF, keepers_in_scope, of_service_claim),
    "party_building:field_households": Row(STAFF, guides),
    "party_building:field_household_new": Row(STAFF, keepers),
    "party_building:field_household": Row(STAFF, keepers_in_scope, of_key_household),
    "party_building:field_development": Row(STAFF, guides),
    "party_building:field_development_new": Row(STAFF, keepers_of_the_pipeline, of_branch),
    "party_building:field_development_record": Row(STAFF, guides_in_scope, of_record),
    "party_building:field_development_step": Row(STAFF, keepers_in_scope, of_record),
    "party_building:field_development_back": Row(STAFF, keepers_in_scope, of_record),
    "party_building:field_development_stop": Row(STAFF, keepers_in_scope, of_record),
    "party_building:desk_dual": Row(STAFF, guides),
    "party_building:desk_households": Row(STAFF, staff),
    "activities:calendar_print": Row(PUBLIC, everybody, of_place),
    "activities:calendar_help": Row(PUBLIC, everybody, of_place),
    "activities:place_feed": Row(PUBLIC, everybody, of_place),
    "activities:space_feed": Row(PUBLIC, no_open_space, of_space),
    "activities:person_feed": Row(PUBLIC, everybody, of_calendar_token),
    "activities:activity": Row(PUBLIC, everybody, of_activity),
    "activities:activity_ics": Row(PUBLIC, everybody, of_activity),
    "activities:story": Row(PUBLIC, no_story, of_activity),
    "activities:signup": Row(PUBLIC, everybody, of_activity, writes_openly=True),
    "activities:signup_done": Row(PUBLIC, everybody, of_own_ticket),
    # Without the door's code it only says where to scan; the POST is refused then, too.
    "activities:self_check_in": Row(PUBLIC, everybody, of_activity),
    # A device that remembers no ticket is led to the activity.
    "activities:self_checked_in": Row(PUBLIC, redirects, of_activity),
    "activities:poster": Row(PUBLIC, everybody, of_activity),
    "activities:poster_png": Row(PUBLIC, drawn_where_there_is_a_font, of_activity),
    "activities:door_screen": Row(PUBLIC, everybody, of_screen),
    "activities:ticket": Row(PUBLIC, everybody, of_ticket),
    "activities:ticket_qr": Row(PUBLIC, everybody, of_ticket),
    # The grounds' sign-up has arrived, so that there is nothing left to cancel.
    "activities:ticket_cancel": Row(PUBLIC, redirects, of_ticket, writes_openly=True),
    "activities:ticket_hand_over": Row(PUBLIC, redirects, of_ticket, writes_openly=True),
    "meetings:meetings": Row(PUBLIC, everybody, of_place),
    "meetings:votes": Row(PUBLIC, everybody, of_place),
    "meetings:vote": Row(PUBLIC, everybody, of_published_vote),
    "meetings:vote_receipts": Row(PUBLIC, everybody, of_published_vote),
    "meetings:meeting": Row(PUBLIC, everybody, of_published_meeting),
    "meetings:photo": Row(PUBLIC, no_file, of_meeting_rendition),
    "meetings:desk_meetings": Row(STAFF, staff),
    "meetings:field_meetings": Row(STAFF, staff),
    "meetings:field_meeting_new": Row(STAFF, meeting_keepers),
    "meetings:field_record": Row(STAFF, party_keepers),
    "meetings:field_meeting": Row(STAFF, staff_in_scope, of_meeting),
    "meetings:field_meeting_print": Row(STAFF, staff_in_scope, of_meeting),
    **{
        f"meetings:field_meeting_{act}": Row(STAFF, meeting_keepers_in_scope, of_meeting)
        for act in (
            "edit",
            "notice",
            "cancel",
            "hold",
            "people",
            "agenda",
            "minutes",
            "confirm",
            "resolve",
        )
    },
    "meetings:field_meeting_topics": Row(STAFF, staff_in_scope, of_meeting_ahead),
    "meetings:field_meeting_topics_until": Row(STAFF, meeting_keepers_in_scope, of_meeting_ahead),
    "meetings:field_meeting_topic_enter": Row(STAFF, meeting_keepers_in_scope, of_meeting_ahead),
    "meetings:field_topic_adopt": Row(STAFF, staff_post, of_topic),
    "meetings:field_topic_decline": Row(STAFF, meeting_keepers_in_scope, of_topic),
    "meetings:field_topic_withdraw": Row(STAFF, staff_post, of_topic),
    "meetings:field_meeting_publish": Row(STAFF, reviewers, of_meeting),
    "meetings:field_meeting_withdraw": Row(STAFF, reviewers, of_meeting),
    "meetings:field_meeting_close": Row(STAFF, staff_post, of_meeting),
    "meetings:field_item": Row(STAFF, meeting_keepers_in_scope, of_item),
    "meetings:field_resolution": Row(STAFF, staff_in_scope, of_resolution),
    "meetings:field_resolution_start": Row(STAFF, staff_post, of_resolution),
    "meetings:field_resolution_verify": Row(STAFF, staff_post, of_resolution),
    "meetings:field_resolution_strike": Row(STAFF, staff_post, of_resolution),
    "meetings:field_resolution_done": Row(STAFF, meeting_keepers_in_scope, of_resolution),
    "meetings:field_resolution_back": Row(STAFF, meeting_keepers_in_scope, of_resolution),
    "meetings:field_resolution_drop": Row(STAFF, meeting_keepers_in_scope, of_resolution),
    "meetings:field_photo_remove": Row(STAFF, staff_post, of_meeting_photo),
    "meetings_api:meetings": Row(PUBLIC, everybody),
    "meetings_api:meeting": Row(PUBLIC, everybody, of_published_meeting),
    "meetings_api:votes": Row(PUBLIC, everybody),
    "meetings_api:vote": Row(PUBLIC, everybody, of_counted_vote),
    "communities:notices": Row(PUBLIC, everybody, of_place),
    "communities:notice": Row(PUBLIC, everybody, of_notice),
    "communities:notice_object": Row(PUBLIC, everybody, of_notice, writes_openly=True),
    "communities:notice_objected": Row(PUBLIC, everybody, of_notice),
    "communities:field_notices": Row(STAFF, staff),
    "communities:field_notice_new": Row(STAFF, notice_writers),
    "communities:field_notice": Row(STAFF, staff_in_scope, of_notice),
    "communities:field_notice_edit": Row(STAFF, notice_writers_in_scope, of_notice),
    "communities:field_notice_submit": Row(STAFF, staff_post, of_notice),
    "communities:field_notice_pass": Row(STAFF, staff_post, of_notice),
    "communities:field_notice_publish": Row(STAFF, staff_post, of_notice),
    "communities:field_notice_return": Row(STAFF, reviewers, of_notice),
    # Nobody of the cast wrote the notice of the grounds.
    "communities:field_notice_withdraw": Row(STAFF, reviewers, of_notice),
    "communities:field_notice_objection": Row(STAFF, notice_writers_in_scope, of_notice),
    "communities:field_objection": Row(STAFF, who_answers_objections, of_objection),
    "communities:field_objection_phone": Row(STAFF, staff_post, of_objection),
    "communities:field_visits": Row(STAFF, visits_readers),
    "communities:field_visit_new": Row(STAFF, visitors_at_work),
    "communities:field_visit": Row(STAFF, visits_in_scope, of_visit_plan),
    "communities:field_visit_mark": Row(STAFF, staff_post, of_visit_plan),
    "communities:field_visit_paper": Row(STAFF, visitors_in_scope, of_visit_plan),
    "communities:field_visit_print": Row(STAFF, visits_in_scope, of_visit_plan),
    "communities:field_visit_need": Row(STAFF, visitors_in_scope, of_household),
    "communities:field_visit_need_done": Row(STAFF, closers_in_scope, of_need),
    "communities:survey": Row(PUBLIC, everybody, of_round, writes_openly=True),
    "communities:survey_done": Row(PUBLIC, everybody, of_round),
    "communities:survey_results": Row(PUBLIC, everybody, of_told_round),
    "communities:field_surveys": Row(STAFF, visits_readers),
    "communities:field_survey_new": Row(STAFF, visitors_at_work),
    "communities:field_survey_questions": Row(STAFF, visitors_at_work),
    "communities:field_survey": Row(STAFF, visits_in_scope, of_round),
    "communities:field_survey_edit": Row(STAFF, visitors_in_scope, of_round),
    "communities:field_survey_enter": Row(STAFF, visitors_in_scope, of_round),
    "communities:field_survey_helper": Row(STAFF, visitors_in_scope, of_round),
    "communities:field_survey_print": Row(STAFF, visits_in_scope, of_round),
    "communities:field_survey_publish": Row(STAFF, staff_post, of_round),
    "meetings:desk_life": Row(STAFF, guides),
    "portal:field_branch": Row(STAFF, guides),
    "meetings:field_votes": Row(STAFF, guides),
    "meetings:field_vote_new": Row(STAFF, keepers),
    "meetings:field_vote_hands": Row(STAFF, keepers),
    "meetings:field_vote": Row(STAFF, guides_in_scope, of_open_vote),
    "meetings:field_vote_item": Row(STAFF, keepers_in_scope, of_draft_vote),
    "meetings:field_vote_item_remove": Row(STAFF, staff_post, of_vote_item),
    "meetings:field_vote_members": Row(STAFF, keepers_in_scope, of_draft_vote),
    "meetings:field_vote_open": Row(STAFF, keepers_in_scope, of_draft_vote),
    "meetings:field_vote_slips": Row(STAFF, keepers_in_scope, of_open_vote),
    "meetings:field_vote_enter": Row(STAFF, keepers_in_scope, of_open_vote),
    "meetings:field_vote_helper": Row(STAFF, keepers_in_scope, of_open_vote),
    "meetings:field_vote_correct": Row(STAFF, keepers_in_scope, of_open_vote),
    "meetings:field_vote_waiting": Row(STAFF, keepers_in_scope, of_open_vote),
    "meetings:field_vote_count": Row(STAFF, keepers_in_scope, of_open_vote),
    "meetings:field_vote_cancel": Row(STAFF, keepers_in_scope, of_open_vote),
    "meetings:field_vote_publish": Row(STAFF, keepers_in_scope, of_counted_vote),
    "meetings:field_vote_withdraw": Row(STAFF, keepers_in_scope, of_counted_vote),
    "meetings:field_vote_resolve": Row(STAFF, keepers_in_scope, of_counted_item),
    "meetings:field_vote_proof": Row(STAFF, guides_in_scope, of_counted_vote),
    "meetings:field_vote_proof_csv": Row(STAFF, guides_in_scope, of_counted_vote),
    "meetings:ballot_code": Row(PUBLIC, everybody),
    "meetings:ballot": Row(PUBLIC, everybody, of_ballot, writes_openly=True),
    "portal:start": Row(SIGNED_IN, to_work),
    "portal:field": Row(STAFF, staff),
    "portal:desk_map": Row(STAFF, staff),
    "portal:desk_own_gaps": Row(STAFF, staff),
    "portal:desk_gaps": Row(STAFF, staff_in_scope, of_place),
    "party_building:desk_chain": Row(STAFF, staff),
    "party_building:desk_holes": Row(STAFF, staff),
    "party_building:desk_holes_of": Row(STAFF, staff_in_scope, of_place),
    "party_building:desk_network": Row(STAFF, staff_of_its_community, of_community),
    "party_building:responsible": Row(PUBLIC, everybody, of_place),
    "activities:calendar": Row(PUBLIC, everybody, of_place),
    "activities:field_activities": Row(STAFF, staff),
    "activities:field_new": Row(STAFF, staff_at_work),
    "activities:field_activity": Row(STAFF, staff_in_scope, of_activity),
    "activities:field_edit": Row(STAFF, staff_who_write, of_activity),
    "activities:field_copy": Row(STAFF, staff_who_write, of_activity),
    "activities:field_move": Row(STAFF, staff_who_write, of_activity),
    "activities:field_capacity": Row(STAFF, staff_who_write, of_activity),
    "activities:field_publish": Row(STAFF, staff_post, of_activity),
    "activities:field_submit": Row(STAFF, staff_post, of_activity),
    "activities:field_approve": Row(STAFF, staff_post, of_activity),
    "activities:field_return": Row(STAFF, reviewers, of_activity),
    "activities:field_cancel": Row(STAFF, staff_who_write, of_activity),
    "activities:field_postpone": Row(STAFF, staff_who_write, of_activity),
    "activities:field_people": Row(STAFF, staff_who_write, of_activity),
    "activities:field_people_print": Row(STAFF, staff_who_write, of_activity),
    "activities:field_cancel_sign_up": Row(STAFF, staff_who_write, of_sign_up),
    "activities:field_check_in": Row(STAFF, staff_who_write, of_activity),
    "activities:field_check_in_undo": Row(STAFF, staff_post, of_activity),
    "activities:field_check_in_add": Row(STAFF, staff_post, of_activity),
    "activities:field_screen_open": Row(STAFF, staff_post, of_activity),
    "activities:field_screen_revoke": Row(STAFF, staff_post, of_activity),
    "activities:field_calls": Row(STAFF, staff_at_work),
    "activities:field_call_phone": Row(STAFF, staff_post, of_call),
    "activities:field_call_outcome": Row(STAFF, staff_post, of_call),
    "activities:field_log": Row(STAFF, staff_at_work),
    "activities:field_log_done": Row(STAFF, workers_in_scope, of_log),
    "activities:field_log_publish": Row(STAFF, staff_post, of_log),
    "activities:field_photo_remove": Row(STAFF, staff_post, of_photo),
    "activities:field_photo_cover": Row(STAFF, staff_post, of_photo),
    "activities:ticket_check_in": Row(STAFF, staff_post, of_ticket),
    "activities:media": Row(PUBLIC, no_file, of_rendition),
    "communities:field_bodies": Row(STAFF, guides),
    "communities:field_body": Row(STAFF, guides_in_scope, of_body),
    "communities:field_election": Row(STAFF, guides_who_write, of_body),
    # Without the stage in its query there is nothing to record.
    "communities:field_step": Row(STAFF, no_stage, of_body),
    "communities:field_term": Row(STAFF, guides_who_write, of_body),
    "communities:field_seat": Row(STAFF, guides_who_write, of_body),
    "communities:field_seat_end": Row(STAFF, guides_who_write, of_seat),
    "communities:field_filing": Row(STAFF, guides_who_write, of_body),
    "communities:field_handover_list": Row(STAFF, staff_post, of_body),
    "communities:field_handover": Row(STAFF, guides_who_write, of_handover),
    "party_building:desk_party": Row(STAFF, staff),
    "party_building:desk_found_root": Row(STAFF, any_officials),
    "party_building:desk_instructors": Row(STAFF, staff),
    "party_building:desk_instructor_new": Row(STAFF, any_officials),
    "party_building:desk_instructor": Row(STAFF, staff_in_scope, of_instructor),
    "party_building:desk_instructor_assign": Row(STAFF, officials_in_scope, of_instructor),
    "party_building:desk_instructor_recall": Row(STAFF, officials_in_scope, of_instructor),
    "party_building:desk_assignment_end": Row(STAFF, officials_in_scope, of_assignment),
    "party_building:desk_organization": Row(STAFF, staff_in_scope, of_party),
    "party_building:desk_found": Row(STAFF, officials_in_scope, of_party),
    "party_building:desk_rename": Row(STAFF, officials_in_scope, of_party),
    "party_building:desk_attach": Row(STAFF, officials_in_scope, of_party),
    "party_building:desk_dissolve": Row(STAFF, officials_in_scope, of_party),
    "party_building:desk_cover": Row(STAFF, officials_in_scope, of_party),
    "party_building:desk_uncover": Row(STAFF, officials_in_scope, of_party_coverage),
    "party_building:desk_count": Row(STAFF, officials_in_scope, of_party),
    "party_building:desk_term": Row(STAFF, officials_in_scope, of_party),
    "party_building:desk_appoint": Row(STAFF, officials_in_scope, of_party),
    "party_building:desk_succeed": Row(STAFF, no_post_named, of_party),
    "party_building:desk_resign": Row(STAFF, officials_in_scope, of_party_post),
    "party_building:desk_leave": Row(STAFF, officials_in_scope, of_party_post),
    "portal:desk_figures": Row(STAFF, party_readers),
    # What each method of the API answers to each role stands in `api_matrix.py`.
    "api_schema": Row(PUBLIC, everybody),
    "communities_api:complexes": Row(PUBLIC, everybody),
    "communities_api:complex": Row(PUBLIC, everybody, of_place),
    "party_building_api:complex_responsible": Row(PUBLIC, everybody, of_place),
    "communities_api:notices": Row(PUBLIC, everybody),
    "communities_api:notice": Row(PUBLIC, everybody, of_notice),
    "communities_api:visit_plans": Row(STAFF, api_staff),
    "communities_api:visit_plan": Row(STAFF, api_visits_in_scope, of_visit_plan),
    "communities_api:surveys": Row(PUBLIC, everybody),
    "communities_api:survey": Row(PUBLIC, everybody, of_told_round),
    "communities_api:owners_committees": Row(PUBLIC, everybody),
    "communities_api:owners_committee": Row(PUBLIC, everybody, of_term),
    "communities_api:env_committees": Row(PUBLIC, everybody),
    "communities_api:env_committee": Row(PUBLIC, everybody, of_env_committee),
    "communities_api:grids": Row(PUBLIC, everybody),
    "communities_api:grid": Row(PUBLIC, everybody, of_grid),
    "communities_api:streets": Row(PUBLIC, everybody),
    "communities_api:street": Row(PUBLIC, everybody, of_street),
    "communities_api:shops": Row(PUBLIC, everybody),
    "communities_api:shop": Row(PUBLIC, everybody, of_shop),
    "party_building_api:organizations": Row(PUBLIC, everybody),
    "party_building_api:organization": Row(PUBLIC, everybody, of_party),
    "activities_api:spaces": Row(PUBLIC, everybody),
    "activities_api:space": Row(PUBLIC, readers_in_scope, of_space),
    "activities_api:activities": Row(PUBLIC, everybody),
    "activities_api:activity": Row(PUBLIC, everybody, of_activity),
    "activities_api:sessions": Row(PUBLIC, everybody),
    "activities_api:session": Row(PUBLIC, everybody, of_session),
    "activities_api:sign_up": Row(PUBLIC, api_post, of_session, writes_openly=True),
    "activities_api:ticket_cancel": Row(PUBLIC, api_post, of_ticket, writes_openly=True),
    "activities_api:sign_up_cancel": Row(STAFF, api_staff_post, of_own_sign_up),
    "activities_api:check_in": Row(STAFF, api_staff_post, of_session),
    "activities_api:check_in_undo": Row(STAFF, api_staff_post, of_check_in),
    "activities_api:log": Row(STAFF, api_staff_post, of_session),
    "healthz": Row(PUBLIC, everybody),
    "readyz": Row(PUBLIC, everybody),
    "account_login": Row(PUBLIC, visitors),
    "account_logout": Row(PUBLIC, signed_in),
    "account_reauthenticate": Row(SIGNED_IN, signed_in_or_away),
    "account_change_password": Row(SIGNED_IN, signed_in),
    "mfa_index": Row(SIGNED_IN, signed_in),
    "mfa_authenticate": Row(PUBLIC, redirects),
    "mfa_reauthenticate": Row(SIGNED_IN, signed_in_or_away),
    "mfa_activate_totp": Row(SIGNED_IN, signed_in_or_away),
    "mfa_deactivate_totp": Row(SIGNED_IN, signed_in_or_away),
    "mfa_view_recovery_codes": Row(SIGNED_IN, signed_in_or_away),
    "mfa_generate_recovery_codes": Row(SIGNED_IN, signed_in_or_away),
    "mfa_download_recovery_codes": Row(SIGNED_IN, signed_in_or_away),
}

# What of the admin each object of the grounds stands for; models that are not here have pages of
# their own below (places, people, accounts, duties).
ADMIN_OBJECTS: dict[str, Callable[[Grounds], Any]] = {
    "communities.complex": lambda g: g.complex,
    "communities.community": lambda g: g.complex.community,
    "communities.subdistrict": lambda g: g.complex.sub_district,
    "communities.building": lambda g: g.building,
    "communities.unit": lambda g: g.unit,
    "communities.door": lambda g: g.door,
    "communities.ownership": lambda g: g.ownership,
    "communities.resident": lambda g: g.resident,
    "communities.notice": lambda g: g.notice,
    "communities.objection": lambda g: g.objection,
    "communities.visitplan": lambda g: g.visited.plan,
    "communities.visittour": lambda g: g.visited.tour,
    "communities.visitfollowup": lambda g: g.visited.need,
    "communities.survey": lambda g: g.visited.survey,
    "communities.surveyround": lambda g: g.visited.round,
    "communities.roleassignment": lambda g: g.resident.person.user.role_assignments.get(),
    "communities.ownersbody": lambda g: g.bodies.body,
    "communities.committeeterm": lambda g: g.bodies.term,
    "communities.committeeseat": lambda g: g.bodies.seat,
    "communities.election": lambda g: g.bodies.election,
    "communities.electionstep": lambda g: g.bodies.step,
    "communities.handoveritem": lambda g: g.bodies.item,
    "communities.envcommittee": lambda g: g.bodies.env_committee,
    "communities.envmember": lambda g: g.bodies.env_member,
    "communities.committeerules": lambda g: g.bodies.rules,
    "party_building.partymember": lambda g: g.membership.member,
    "party_building.dualregistration": lambda g: g.membership.registration,
    "party_building.responsibilityzone": lambda g: g.membership.zone,
    "party_building.zoneduty": lambda g: g.membership.zone_duty,
    "party_building.servicepost": lambda g: g.membership.post,
    "party_building.serviceclaim": lambda g: g.membership.claim,
    "party_building.keypartyhousehold": lambda g: g.membership.household,
    "party_building.memberdevelopment": lambda g: g.membership.record,
    "party_building.developmentstep": lambda g: g.membership.step,
    "communities.managementperiod": lambda g: g.territory.mode,
    "communities.grid": lambda g: g.territory.grid,
    "communities.gridspan": lambda g: g.territory.span,
    "communities.zone": lambda g: g.territory.zone,
    "communities.zonecomplex": lambda g: g.territory.in_zone,
    "communities.zonelead": lambda g: g.territory.zone_lead,
    "communities.complexgroup": lambda g: g.territory.group,
    "communities.groupmember": lambda g: g.territory.member,
    "communities.adjacency": lambda g: g.territory.neighbour,
    "communities.designation": lambda g: g.territory.title,
    "communities.governancemodel": lambda g: g.territory.governance,
    "communities.streetsegment": lambda g: g.territory.street,
    "communities.streetchief": lambda g: g.territory.chief,
    "communities.shop": lambda g: g.territory.shop,
    "communities.threedutiescommitment": lambda g: g.territory.commitment,
    "meetings.vote": lambda g: g.votes.open,
    "meetings.voterules": lambda g: g.votes.rules,
    "accounts.person": lambda g: g.resident.person,
    "accounts.user": lambda g: g.resident.person.user,
    "accounts.apitoken": lambda g: g.token,
    "activities.space": lambda g: g.space,
    "activities.activity": lambda g: g.activity,
    "activities.session": lambda g: g.session,
    "activities.signup": lambda g: g.sign_up,
    "activities.checkin": lambda g: g.check_in,
    "activities.activitylog": lambda g: g.log,
    "activities.photo": lambda g: g.photo,
    "communities.organization": lambda g: g.organization,
    "communities.organizationplace": lambda g: g.works_in,
    "communities.doorduty": lambda g: g.door_duty,
    "communities.dutyleave": lambda g: g.leave,
    "property_alliance.propertyfirm": lambda g: g.firm,
    "property_alliance.servicecontract": lambda g: g.contract,
    "property_alliance.firmstaff": lambda g: g.staff,
    "property_alliance.staffposting": lambda g: g.posting,
    "party_building.partyorganization": lambda g: g.organized.organization,
    "party_building.subordination": lambda g: g.organized.link,
    "party_building.partycoverage": lambda g: g.organized.coverage,
    "party_building.partyterm": lambda g: g.organized.term,
    "party_building.partypost": lambda g: g.organized.post,
    "party_building.postleave": lambda g: g.organized.leave,
    "party_building.membercount": lambda g: g.organized.count,
    "party_building.partyinstructor": lambda g: g.organized.instructor,
    "party_building.instructorassignment": lambda g: g.organized.assignment,
    "party_building.partyrules": lambda g: g.organized.rules,
    "meetings.meeting": lambda g: g.met.meeting,
    "meetings.resolution": lambda g: g.met.resolution,
    "meetings.meetingrules": lambda g: g.met.rules,
    "core.outboxmessage": lambda g: g.message,
    "core.calltask": lambda g: g.call,
    "core.disclosure": lambda g: g.disclosure,
}
# Tables of a whole sub-district: a community's secretary does not read them.
TENANT_WIDE = frozenset({"core.outboxmessage", "core.calltask", "core.disclosure"})
# One table for all tenants, or the system's own: the objects of its pages are nobody's.
SHARED: dict[str, Callable[[], Any]] = {
    "activities.publicholiday": PublicHoliday.objects.first,
    "core.heartbeat": Heartbeat.objects.first,
}
OFFICIALS_ONLY = frozenset({"secretary", "official", "outsider", "admin"})
# Who moves and merges complexes.
SUB_DISTRICT_ONLY = OFFICIALS_ONLY - {"secretary"}
ADMIN_ENTRANTS = OFFICIALS_ONLY | {"auditor"}


def admin_answer(label: str, page: str, model_admin: Any, role: str, whose: str) -> int:
    """The answer of an admin page by its class's declarations. `page`: the URL name's ending."""
    if role not in ADMIN_ENTRANTS:
        return GO
    if label in SHARED:
        return _answer_about_shared(label, page, role)
    if page in {"changelist", "ledger_export"}:
        return OK
    if page == "ledger_import":
        return OK if role in OFFICIALS_ONLY else DENIED
    if page == "add":
        return OK if _adds(label, model_admin, role) else DENIED
    if not _meets(label, role, whose):
        return MISSING
    return OK if _does(label, page, model_admin, role) else DENIED


def _answer_about_shared(label: str, page: str, role: str) -> int:
    """Everybody reads the holidays; whoever runs the system looks at its pulses, nobody writes them."""
    if label == "core.heartbeat":
        return OK if role == "admin" and page not in {"add", "delete"} else DENIED
    return DENIED if page in {"add", "delete"} and role != "admin" else OK


def _does(label: str, page: str, model_admin: Any, role: str) -> bool:
    """Whether who meets the object opens this page of it."""
    if page in {"move", "merge"}:
        return role in (SUB_DISTRICT_ONLY if label == "communities.complex" else OFFICIALS_ONLY)
    return page != "delete" or (model_admin.can_delete and role in OFFICIALS_ONLY)


def _adds(label: str, model_admin: Any, role: str) -> bool:
    if label == "communities.subdistrict":
        return role == "admin"
    return bool(model_admin.can_add) and role in OFFICIALS_ONLY


def _meets(label: str, role: str, whose: str) -> bool:
    if label in TENANT_WIDE and role == "secretary":
        return False
    return whose in SEES[role]
