"""Places from sub-district to door, who lives there, and who holds which role where."""

from communities.models.door_duties import DoorDuty, DutyLeave
from communities.models.doors import Building, Door, Unit
from communities.models.notices import Notice, NoticeUpdate, Objection
from communities.models.organizations import Organization, OrganizationPlace
from communities.models.people import Resident, RoleAssignment
from communities.models.placed import Placed
from communities.models.places import Community, Complex, PlaceSlug, SubDistrict, claim_slug

__all__ = [
    "Building",
    "Community",
    "Complex",
    "Door",
    "DoorDuty",
    "DutyLeave",
    "Notice",
    "NoticeUpdate",
    "Objection",
    "Organization",
    "OrganizationPlace",
    "PlaceSlug",
    "Placed",
    "Resident",
    "RoleAssignment",
    "SubDistrict",
    "Unit",
    "claim_slug",
]
