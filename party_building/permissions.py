"""Who records what of the Party's organisation; asked by pages and the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communities.queries.scope import covers_place
from party_building.choices import PARTY_READERS

if TYPE_CHECKING:
    from communities.queries.places import Place
    from communities.querysets import AnyUser


def can_read_figures(user: AnyUser, place: Place) -> bool:
    """Figures of a place: those who work with the Party in all of it, and auditors; no firm."""
    return covers_place(
        user,
        PARTY_READERS,
        sub_district_id=place.sub_district.pk,
        community_id=place.community.pk if place.community else None,
        complex_id=place.complex.pk if place.complex else None,
    )
