"""The Party's organisation in the master data, inside one's own places."""

from party_building.admin import instructors, members, organizations, posts

__all__ = ["instructors", "members", "organizations", "posts"]
