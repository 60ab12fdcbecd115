"""Votes, to look at, and the figures by which they are decided."""

from meetings.admin import votes

__all__ = ["votes"]
