"""When anything that the public can see was last changed: one moment in the cache for all processes.

Every committed service renews it (`core.transactions.locking`), and so does every form of the admin,
so no writer can forget to. Without
Redis, or after it was emptied, pages in the front cache live out their few seconds (`core.front`).
"""

from __future__ import annotations

import time

from django.core.cache import cache

KEY = "freshness:changed"


def record_change() -> None:
    """To be called after the commit: a page begun later than this moment shows the change."""
    cache.set(KEY, time.time(), timeout=None)


def last_change() -> float:
    """Unix time of the last change; 0 when nothing is known."""
    return float(cache.get(KEY, 0.0))
