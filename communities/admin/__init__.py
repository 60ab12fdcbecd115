"""Master data of places, people and promises, inside one's own places."""

from communities.admin import (
    bodies,
    door_duties,
    notices,
    organizations,
    people,
    places,
    records,
    tokens,
    visits,
)

__all__ = [
    "bodies",
    "door_duties",
    "notices",
    "organizations",
    "people",
    "places",
    "records",
    "tokens",
    "visits",
]
