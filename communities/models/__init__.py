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
from communities.models.notices import Notice, NoticeUpdate, Objection
from communities.models.organizations import Organization, OrganizationPlace
from communities.models.people import Resident, RoleAssignment
from communities.models.placed import Placed
from communities.models.places import Community, Complex, PlaceSlug, SubDistrict, claim_slug
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
    "Building",
    "CommitteeRules",
    "CommitteeSeat",
    "CommitteeTerm",
    "Community",
    "Complex",
    "Door",
    "DoorDuty",
    "DutyLeave",
    "Election",
    "ElectionStep",
    "EnvCommittee",
    "EnvMember",
    "HandOverItem",
    "Notice",
    "NoticeUpdate",
    "Objection",
    "Organization",
    "OrganizationPlace",
    "OwnersBody",
    "PlaceSlug",
    "Placed",
    "Resident",
    "RoleAssignment",
    "SubDistrict",
    "Survey",
    "SurveyAnswer",
    "SurveyItemMean",
    "SurveyQuestion",
    "SurveyResponse",
    "SurveyRound",
    "Unit",
    "VisitEntry",
    "VisitFollowUp",
    "VisitHousehold",
    "VisitPlan",
    "VisitTour",
    "claim_slug",
]
