"""Places from sub-district to door, who lives there, and who holds which role where."""

from communities.models.bodies import (
    CommitteeSeat,
    CommitteeTerm,
    Election,
    ElectionStep,
    HandOverItem,
    OwnersBody,
)
from communities.models.committee_rules import CommitteeRules
from communities.models.door_duties import DoorDuty, DutyLeave
from communities.models.doors import Building, Door, Unit
from communities.models.env_committees import EnvCommittee, EnvMember
from communities.models.grids import Grid, GridSpan, Zone, ZoneComplex, ZoneLead
from communities.models.groups import (
    Adjacency,
    ComplexGroup,
    Designation,
    GovernanceModel,
    GroupMember,
)
from communities.models.modes import ManagementPeriod
from communities.models.notices import Notice, NoticeUpdate, Objection
from communities.models.organizations import Organization, OrganizationPlace
from communities.models.ownership import Ownership
from communities.models.people import Resident, RoleAssignment
from communities.models.placed import Placed
from communities.models.placements import ComplexPlacement
from communities.models.places import Community, Complex, PlaceSlug, SubDistrict, claim_slug
from communities.models.streets import Shop, StreetChief, StreetSegment, ThreeDutiesCommitment
from communities.models.surveys import (
    Survey,
    SurveyAnswer,
    SurveyItemMean,
    SurveyQuestion,
    SurveyResponse,
    SurveyRound,
)
from communities.models.visits import (
    VisitEntry,
    VisitFollowUp,
    VisitHousehold,
    VisitPlan,
    VisitTour,
)

__all__ = [
    "Adjacency",
    "Building",
    "CommitteeRules",
    "CommitteeSeat",
    "CommitteeTerm",
    "Community",
    "Complex",
    "ComplexGroup",
    "ComplexPlacement",
    "Designation",
    "Door",
    "DoorDuty",
    "DutyLeave",
    "Election",
    "ElectionStep",
    "EnvCommittee",
    "EnvMember",
    "GovernanceModel",
    "Grid",
    "GridSpan",
    "GroupMember",
    "HandOverItem",
    "ManagementPeriod",
    "Notice",
    "NoticeUpdate",
    "Objection",
    "Organization",
    "OrganizationPlace",
    "OwnersBody",
    "Ownership",
    "PlaceSlug",
    "Placed",
    "Resident",
    "RoleAssignment",
    "Shop",
    "StreetChief",
    "StreetSegment",
    "SubDistrict",
    "Survey",
    "SurveyAnswer",
    "SurveyItemMean",
    "SurveyQuestion",
    "SurveyResponse",
    "SurveyRound",
    "ThreeDutiesCommitment",
    "Unit",
    "VisitEntry",
    "VisitFollowUp",
    "VisitHousehold",
    "VisitPlan",
    "VisitTour",
    "Zone",
    "ZoneComplex",
    "ZoneLead",
    "claim_slug",
]
