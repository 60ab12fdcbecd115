"""Votes and the figures by which they are decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from communities.querysets import ScopedQuerySet
from meetings.choices import VOTE_KEEPERS, VOTE_READERS, VoteState

if TYPE_CHECKING:
    from meetings.models import Vote, VoteRules


class VoteQuerySet(ScopedQuerySet["Vote"]):
    """Read by those who keep votes, the 环物委 and auditors; never by the firm's people."""

    readers = VOTE_READERS
    writers = VOTE_KEEPERS

    def open(self) -> Self:
        return self.filter(state=VoteState.OPEN)


class VoteRulesQuerySet(ScopedQuerySet["VoteRules"]):
    def shared_with_those_below(self) -> Q:
        """The figures of the sub-district hold in each of its places."""
        return Q()
