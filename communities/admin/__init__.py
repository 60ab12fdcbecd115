"""Master data of places, people and promises, inside one's own places."""

from communities.admin import people, places, records, tokens

__all__ = ["people", "places", "records", "tokens"]
