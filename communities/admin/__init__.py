"""Master data of places, people and promises, inside one's own places."""

from communities.admin import (
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
