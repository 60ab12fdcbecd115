"""Ledgers of the Party's organisation, and what it adds to those of places."""

from core import ledgers
from party_building.resources.members import (
    DevelopmentResource,
    DualRegistrationResource,
    PartyMemberResource,
)


def register_ledgers() -> None:
    """Called once, when the app is ready."""
    for kind in (PartyMemberResource, DualRegistrationResource, DevelopmentResource):
        ledgers.register(kind)
