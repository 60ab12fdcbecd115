"""Who records what of the Party's organisation; asked by pages and the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from communities.choices import OFFICIALS
from communities.queries.scope import covers_place
from party_building.choices import PARTY_READERS
from party_building.models import PartyOrganization

if TYPE_CHECKING:
    from communities.queries.places import Place
    from communities.querysets import AnyUser


# Organisations --------------------------------------------------------------------------------------


@rules.predicate
def can_manage_organization(user: AnyUser, organization: PartyOrganization | None = None) -> bool:
    """Found, attach, cover, appoint, dissolve: the officials of its place."""
    if organization is None:
        return bool(
            user.is_authenticated
            and (user.is_superuser or user.role_assignments.active().of_roles(OFFICIALS).exists())
        )
    return PartyOrganization.objects.manageable_by(user).filter(pk=organization.pk).exists()


def can_read_figures(user: AnyUser, place: Place) -> bool:
    """Figures of a place: those who work with the Party in all of it, and auditors; no firm."""
    return covers_place(
        user,
        PARTY_READERS,
        sub_district_id=place.sub_district.pk,
        community_id=place.community.pk if place.community else None,
        complex_id=place.complex.pk if place.complex else None,
    )


rules.add_perm("party_building.change_partyorganization", can_manage_organization)
