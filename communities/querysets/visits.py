"""Visits from door to door, and questionnaires."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q
from django.utils import timezone

from communities.choices import OFFICIALS, VISITORS, Role
from communities.querysets.base import Row, ScopedQuerySet, of_ancestors, within_places

if TYPE_CHECKING:
    from communities.models import Survey, SurveyResponse, SurveyRound
    from communities.querysets.base import AnyUser


class VisitQuerySet(ScopedQuerySet[Row]):
    """走访: who was at home and what a household needs is read by those who visit there, and audited."""

    readers = VISITORS | {Role.AUDITOR}
    writers = VISITORS


class SurveyQuerySet(ScopedQuerySet["Survey"]):
    """问卷: questions written for a place are asked in all below it."""

    readers = VISITORS | {Role.AUDITOR}
    writers = VISITORS

    def shared_with_those_below(self) -> Q:
        return Q()


class SurveyRoundQuerySet(ScopedQuerySet["SurveyRound"]):
    readers = VISITORS | {Role.AUDITOR}
    writers = VISITORS

    def public(self) -> Self:
        """A round that was opened: its questionnaire, and its results once they are published."""
        return self.filter(opens_on__lte=timezone.localdate()).exclude(complex__is_listed=False)

    def shared_with_those_below(self) -> Q:
        """What is asked in the whole community is handed out by its complexes' staff too."""
        return Q()

    def within_reach_of(self, user: AnyUser) -> Self:
        """Of the user's own places and below, without what is asked in the community above them."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(within_places(user, self.readers))

    def enterable_by(self, user: AnyUser) -> Self:
        """Where the user hands sheets out: his places, and the rounds of the communities above them."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(within_places(user, VISITORS) | of_ancestors(user, VISITORS))

    def publishable_by(self, user: AnyUser) -> Self:
        """Of places that the user serves as an official."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(within_places(user, OFFICIALS))


class SurveyResponseQuerySet(ScopedQuerySet["SurveyResponse"]):
    """答卷: anonymous, and still not public; only sums are shown."""

    readers = VISITORS | {Role.AUDITOR}
    writers = VISITORS
