"""Tries counted in the cache. Without Redis nobody is refused (reliability I-16)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

_counts: Any = cache


@dataclass(frozen=True, slots=True)
class Try:
    """One of several counts that the same try is put to.

    `who` is hashed before it is kept; empty means not known, and is not counted.
    """

    kind: str
    who: str
    limit: int


def is_over_limit(kind: str, who: str, *, limit: int, seconds: int) -> bool:
    """Counts this try and says whether there were more than `limit` in the window that it began.

    `who` is hashed: no phone and no address stands in the cache.
    """
    return is_over_any_limit([Try(kind, who, limit)], seconds=seconds)


def is_over_any_limit(tries: Sequence[Try], *, seconds: int) -> bool:
    """Counts all of them, also behind one that refuses already; one round trip to the cache."""
    counted = [one for one in tries if one.who]
    counts = _counts.count_up([_key(one.kind, one.who) for one in counted], seconds)
    return any(count > one.limit for one, count in zip(counted, counts, strict=True))


def forget_tries(kind: str, who: str) -> None:
    """A right answer ends the counting."""
    cache.delete(_key(kind, who))


def _key(kind: str, who: str) -> str:
    return f"tries:{kind}:{hashlib.sha256(who.encode()).hexdigest()[:32]}"
