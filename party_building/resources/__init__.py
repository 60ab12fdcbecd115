"""Ledgers of the Party's organisation, and what it adds to those of places."""

from core import ledgers
from party_building.resources.members import (
    DevelopmentResource,
    DualRegistrationResource,
    PartyMemberResource,
)
from party_building.resources.organizations import PartyOrganizationResource
from party_building.resources.places import BranchedComplexResource, GroupedBuildingResource


def register_ledgers() -> None:
    """Called once, when the app is ready."""
    for kind in (
        PartyOrganizationResource,
        BranchedComplexResource,
        GroupedBuildingResource,
        PartyMemberResource,
        DualRegistrationResource,
        DevelopmentResource,
    ):
        ledgers.register(kind)
