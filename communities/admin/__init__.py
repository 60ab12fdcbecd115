"""Master data of places, people and promises, inside one's own places."""

from communities.admin import notices, people, places, records, tokens

__all__ = ["notices", "people", "places", "records", "tokens"]
