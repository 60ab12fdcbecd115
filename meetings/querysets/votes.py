"""Votes and the figures by which they are decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from communities.choices import SUB_DISTRICT_OFFICIALS
from communities.querysets import ScopedQuerySet, within_places
from meetings.choices import (
    PARTY_LIFE,
    PARTY_LIFE_READERS,
    PARTY_MATTERS,
    VOTE_KEEPERS,
    VOTE_READERS,
    VoteBasis,
    VoteState,
)

if TYPE_CHECKING:
    from datetime import date

    from communities.querysets import AnyUser
    from meetings.models import Vote, VoteRules


class VoteQuerySet(ScopedQuerySet["Vote"]):
    """Read by those who keep votes, the 环物委 and auditors; never by the firm's people.

    What a branch decides is party life, and read by those alone who read its meetings; so is whatever
    is put to the vote in one of these. Residents read the results that were published to them.
    """

    readers = VOTE_READERS
    writers = VOTE_KEEPERS

    def public(self) -> Self:
        """Owners' votes whose result was published; nothing of a complex that is not listed (yet)."""
        return self.filter(basis=VoteBasis.OWNERS, count__published_at__isnull=False).exclude(
            complex__is_listed=False
        )

    def visible_to(self, user: AnyUser) -> Self:
        return self._without_party_life(super().visible_to(user), user)

    def manageable_by(self, user: AnyUser) -> Self:
        return self._without_party_life(super().manageable_by(user), user)

    def _without_party_life(self, rows: Self, user: AnyUser) -> Self:
        if not user.is_authenticated or user.is_superuser:
            return rows
        of_a_branch = self.model._default_manager.filter(
            Q(items__matter__in=PARTY_MATTERS) | Q(meeting__kind__in=PARTY_LIFE)
        )
        return rows.filter(
            within_places(user, PARTY_LIFE_READERS) | ~Q(pk__in=of_a_branch.values("pk"))
        )

    def left_behind(self, last_day: date) -> Self:
        """What was decided, was decided by those of its own complex and stays with it."""
        return self.filter(state__in=(VoteState.COUNTED, VoteState.CANCELLED))


class VoteRulesQuerySet(ScopedQuerySet["VoteRules"]):
    """The settings of a sub-district: read by who works there, written by its own officials."""

    writers = SUB_DISTRICT_OFFICIALS

    def shared_with_those_below(self) -> Q:
        return Q()
