"""The Party's organisation in the master data, inside one's own places."""

from party_building.admin import members

__all__ = ["members"]
