"""Places from sub-district to door, who lives there, and who holds which role where."""

from communities.models.doors import Building, Door, Unit
from communities.models.notices import Notice, NoticeUpdate, Objection
from communities.models.people import Resident, RoleAssignment
from communities.models.placed import Placed
from communities.models.places import Community, Complex, PlaceSlug, SubDistrict, claim_slug

__all__ = [
    "Building",
    "Community",
    "Complex",
    "Door",
    "Notice",
    "NoticeUpdate",
    "Objection",
    "PlaceSlug",
    "Placed",
    "Resident",
    "RoleAssignment",
    "SubDistrict",
    "Unit",
    "claim_slug",
]
