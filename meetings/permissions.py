"""Who may prepare, keep and read votes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from meetings.choices import VOTE_KEEPERS, VOTE_READERS
from meetings.models import Vote

if TYPE_CHECKING:
    from communities.querysets import AnyUser

# Votes ----------------------------------------------------------------------------------------------


def reads_votes(user: AnyUser) -> bool:
    """May open the pages of votes at all."""
    if not user.is_authenticated:
        return False
    return user.is_superuser or user.role_assignments.active().of_roles(VOTE_READERS).exists()


@rules.predicate
def can_keep_vote(user: AnyUser, vote: Vote | None = None) -> bool:
    """Prepare it, print its slips, key in ballots, count: whoever keeps votes in its place."""
    if vote is not None:
        return Vote.objects.manageable_by(user).filter(pk=vote.pk).exists()
    if not user.is_authenticated:
        return False
    return user.is_superuser or user.role_assignments.active().of_roles(VOTE_KEEPERS).exists()
