"""阵地, 活动, 场次 and what came of them."""

from activities.admin import activities, arrivals, logs, spaces

__all__ = ["activities", "arrivals", "logs", "spaces"]
