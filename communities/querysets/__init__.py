"""The one door to rows: `visible_to`, `manageable_by`, `public` on every placed model.

Roles are read through the reverse relation of the user, so that no module here imports a model.
Admin, API, pages, exports and files all come through here (architecture 4, reliability I-20).
"""

from communities.querysets.base import (
    AnyUser,
    DatedQuerySet,
    Row,
    ScopedQuerySet,
    of_ancestors,
    within_places,
)
from communities.querysets.bodies import (
    BodyPartQuerySet,
    CommitteeRulesQuerySet,
    CommitteeSeatQuerySet,
    CommitteeTermQuerySet,
    EnvCommitteeQuerySet,
    EnvMemberQuerySet,
    OwnersBodyQuerySet,
)
from communities.querysets.notices import NoticeQuerySet, ObjectionQuerySet
from communities.querysets.people import (
    DoorDutyQuerySet,
    DutyLeaveQuerySet,
    OrganizationQuerySet,
    ResidentQuerySet,
    RoleAssignmentQuerySet,
)
from communities.querysets.places import (
    BuildingQuerySet,
    CommunityQuerySet,
    ComplexQuerySet,
    OwnershipQuerySet,
    PlacementQuerySet,
    PlaceQuerySet,
    SubDistrictQuerySet,
)
from communities.querysets.territory import (
    AdjacencyQuerySet,
    CommitmentQuerySet,
    DatedTerritoryQuerySet,
    GridSpanQuerySet,
    OfComplexQuerySet,
    TerritoryMixin,
    TerritoryQuerySet,
    TitleQuerySet,
)
from communities.querysets.visits import (
    SurveyQuerySet,
    SurveyResponseQuerySet,
    SurveyRoundQuerySet,
    VisitQuerySet,
)

__all__ = [
    "AdjacencyQuerySet",
    "AnyUser",
    "BodyPartQuerySet",
    "BuildingQuerySet",
    "CommitmentQuerySet",
    "CommitteeRulesQuerySet",
    "CommitteeSeatQuerySet",
    "CommitteeTermQuerySet",
    "CommunityQuerySet",
    "ComplexQuerySet",
    "DatedQuerySet",
    "DatedTerritoryQuerySet",
    "DoorDutyQuerySet",
    "DutyLeaveQuerySet",
    "EnvCommitteeQuerySet",
    "EnvMemberQuerySet",
    "GridSpanQuerySet",
    "NoticeQuerySet",
    "ObjectionQuerySet",
    "OfComplexQuerySet",
    "OrganizationQuerySet",
    "OwnersBodyQuerySet",
    "OwnershipQuerySet",
    "PlaceQuerySet",
    "PlacementQuerySet",
    "ResidentQuerySet",
    "RoleAssignmentQuerySet",
    "Row",
    "ScopedQuerySet",
    "SubDistrictQuerySet",
    "SurveyQuerySet",
    "SurveyResponseQuerySet",
    "SurveyRoundQuerySet",
    "TerritoryMixin",
    "TerritoryQuerySet",
    "TitleQuerySet",
    "VisitQuerySet",
    "of_ancestors",
    "within_places",
]
