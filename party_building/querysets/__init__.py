"""The one door to the rows of the Party's organisation."""

from party_building.querysets.checks import CheckQuerySet
from party_building.querysets.members import (
    ClaimQuerySet,
    DevelopmentQuerySet,
    MemberQuerySet,
    RegistrationQuerySet,
)
from party_building.querysets.organizations import (
    AssignmentQuerySet,
    CountQuerySet,
    CoverageQuerySet,
    InstructorQuerySet,
    LeaveQuerySet,
    PartOfOrganizationQuerySet,
    PartyOrganizationQuerySet,
    PartyRulesQuerySet,
    PostQuerySet,
    TermQuerySet,
)
from party_building.querysets.zones import BranchWorkQuerySet, HouseholdQuerySet, ZoneDutyQuerySet

__all__ = [
    "AssignmentQuerySet",
    "BranchWorkQuerySet",
    "CheckQuerySet",
    "ClaimQuerySet",
    "CountQuerySet",
    "CoverageQuerySet",
    "DevelopmentQuerySet",
    "HouseholdQuerySet",
    "InstructorQuerySet",
    "LeaveQuerySet",
    "MemberQuerySet",
    "PartOfOrganizationQuerySet",
    "PartyOrganizationQuerySet",
    "PartyRulesQuerySet",
    "PostQuerySet",
    "RegistrationQuerySet",
    "TermQuerySet",
    "ZoneDutyQuerySet",
]
