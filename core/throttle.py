"""Tries counted in the cache. Without Redis nobody is refused (reliability I-16)."""

from __future__ import annotations

import hashlib

from django.core.cache import cache


def is_over_limit(kind: str, who: str, *, limit: int, seconds: int) -> bool:
    """Counts this try and says whether there were more than `limit` in the window that it began.

    `who` is hashed: no phone and no address stands in the cache.
    """
    key = _key(kind, who)
    cache.add(key, 0, timeout=seconds)
    try:
        return int(cache.incr(key)) > limit
    except ValueError:
        # The window ended between the two calls.
        return False


def forget_tries(kind: str, who: str) -> None:
    """A right answer ends the counting."""
    cache.delete(_key(kind, who))


def _key(kind: str, who: str) -> str:
    return f"tries:{kind}:{hashlib.sha256(who.encode()).hexdigest()[:32]}"
