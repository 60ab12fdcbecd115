"""Master data of places, people and promises, inside one's own places."""

from communities.admin import bodies, people, places, records, tokens

__all__ = ["bodies", "people", "places", "records", "tokens"]
