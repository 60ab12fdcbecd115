"""What a vote came to is shown to residents, by somebody else than counted it, and taken down again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.transactions import locking
from meetings.models import Vote, VoteCount
from meetings.models.vote_results import OWN_COUNT
from meetings.services.meetings import ReasonMissing

if TYPE_CHECKING:
    from accounts.models import User


class NotCounted(DomainError):
    default_message = gettext_lazy("计票以后才能公开结果")


class NotOfOwners(DomainError):
    default_message = gettext_lazy("只有业主表决的结果向居民公开")


class OwnCount(DomainError):
    default_message = OWN_COUNT


class NotPublished(DomainError):
    default_message = gettext_lazy("这次表决的结果没有公开")


@locking
def publish_result(*, vote_id: int, actor: User, now: datetime) -> VoteCount:
    """Shows residents the result of an owners' vote with its receipts; twice is once.

    Raises NotCounted, NotOfOwners, and OwnCount: whoever counted does not publish (a CHECK says so too).
    """
    count = _held_count(vote_id)
    if not count.vote.is_of_owners:
        raise NotOfOwners
    if count.counted_by_id is not None and count.counted_by_id == actor.pk:
        raise OwnCount
    if count.published_at is not None:
        return count
    count.published_at, count.published_by, count.withdraw_reason = now, actor, ""
    count.save(update_fields=["published_at", "published_by", "withdraw_reason"])
    return count


@locking
def withdraw_result(*, vote_id: int, reason: str, actor: User) -> VoteCount:
    """Takes the result down again; the count stays. Raises NotCounted, NotPublished, ReasonMissing."""
    del actor
    if not reason.strip():
        raise ReasonMissing
    count = _held_count(vote_id)
    if count.published_at is None:
        raise NotPublished
    count.published_at, count.published_by, count.withdraw_reason = None, None, reason
    count.save(update_fields=["published_at", "published_by", "withdraw_reason"])
    return count


def _held_count(vote_id: int) -> VoteCount:
    """The count of a vote whose row is held, so that of two who publish the second sees the first."""
    vote = Vote.objects.select_for_update(no_key=True).get(pk=vote_id)
    count = VoteCount.objects.select_related("vote").filter(vote=vote).first()
    if count is None:
        raise NotCounted
    return count
