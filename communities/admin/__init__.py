"""Master data of places, people and promises, inside one's own places."""

from communities.admin import (
    accounts,
    bodies,
    door_duties,
    grids,
    groups,
    modes,
    notices,
    organizations,
    ownership,
    people,
    places,
    records,
    streets,
    tokens,
    visits,
)

__all__ = [
    "accounts",
    "bodies",
    "door_duties",
    "grids",
    "groups",
    "modes",
    "notices",
    "organizations",
    "ownership",
    "people",
    "places",
    "records",
    "streets",
    "tokens",
    "visits",
]
