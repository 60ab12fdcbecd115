"""Organisations and their tree, posts with terms, members, zones, instructors, development, rules."""

from party_building.models.checks import ChainCheck
from party_building.models.development import DevelopmentStep, MemberDevelopment
from party_building.models.instructors import InstructorAssignment, PartyInstructor
from party_building.models.members import DualRegistration, PartyMember
from party_building.models.organizations import (
    MemberCount,
    PartyCoverage,
    PartyOrganization,
    Subordination,
)
from party_building.models.posts import PartyPost, PartyTerm, PostLeave
from party_building.models.rules import PartyRules
from party_building.models.zones import (
    KeyPartyHousehold,
    ResponsibilityZone,
    ServiceClaim,
    ServicePost,
    ZoneDuty,
)

__all__ = [
    "ChainCheck",
    "DevelopmentStep",
    "DualRegistration",
    "InstructorAssignment",
    "KeyPartyHousehold",
    "MemberCount",
    "MemberDevelopment",
    "PartyCoverage",
    "PartyInstructor",
    "PartyMember",
    "PartyOrganization",
    "PartyPost",
    "PartyRules",
    "PartyTerm",
    "PostLeave",
    "ResponsibilityZone",
    "ServiceClaim",
    "ServicePost",
    "Subordination",
    "ZoneDuty",
]
