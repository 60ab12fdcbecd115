"""Master data of meetings and votes; the work is done at `/field/`."""

from meetings.admin import meetings, votes

__all__ = ["meetings", "votes"]
