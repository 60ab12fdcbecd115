"""What the nightly looks found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communities.querysets import ScopedQuerySet
from party_building.choices import PARTY_READERS

if TYPE_CHECKING:
    from party_building.models import ChainCheck


class CheckQuerySet(ScopedQuerySet["ChainCheck"]):
    """Written by the clock alone."""

    readers = PARTY_READERS
    writers = frozenset()
