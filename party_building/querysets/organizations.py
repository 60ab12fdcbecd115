"""Organisations, the tree, what they are there for, and who holds which post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from communities.choices import READERS
from communities.querysets import DatedQuerySet, Row, ScopedQuerySet, of_ancestors, within_places
from party_building.choices import PARTY_READERS

if TYPE_CHECKING:
    from datetime import date

    from communities.querysets import AnyUser
    from party_building.models import (
        InstructorAssignment,
        MemberCount,
        PartyCoverage,
        PartyInstructor,
        PartyOrganization,
        PartyPost,
        PartyRules,
        PartyTerm,
        PostLeave,
    )


class PartyOrganizationQuerySet(ScopedQuerySet["PartyOrganization"]):
    """That an organisation stands is known to all who serve its place, and to those below it."""

    def public(self) -> Self:
        """The organisations of listed places hang on their notice boards."""
        return self.exclude(complex__is_listed=False).exclude(community__is_listed=False)

    def shared_with_those_below(self) -> Q:
        return Q()

    def on(self, day: date) -> Self:
        """Founded by that day and not dissolved before it; an unknown founding counts as long ago."""
        return self.filter(
            Q(founded_on=None) | Q(founded_on__lte=day),
            Q(dissolved_on=None) | Q(dissolved_on__gte=day),
        )


class PartOfOrganizationQuerySet(DatedQuerySet[Row]):
    """What is told of an organisation from a first to a last day."""

    first_day = "since"
    last_day = "until"

    def shared_with_those_below(self) -> Q:
        return Q()


class CoverageQuerySet(PartOfOrganizationQuerySet["PartyCoverage"]):
    def public(self) -> Self:
        return self.exclude(complex__is_listed=False).exclude(community__is_listed=False)

    def left_behind(self, last_day: date) -> Self:
        """What was there for the whole of a complex ends with it; groups go with their buildings."""
        return self.filter(building=None, unit=None)


class TermQuerySet(DatedQuerySet["PartyTerm"]):
    first_day = "starts_on"
    last_day = "ends_on"

    def shared_with_those_below(self) -> Q:
        return Q()


class PostQuerySet(DatedQuerySet["PartyPost"]):
    """A post that the organisation published is role data; the others are read by PARTY_READERS."""

    first_day = "since"
    last_day = "until"

    def public(self) -> Self:
        return (
            self.filter(is_published=True)
            .exclude(complex__is_listed=False)
            .exclude(community__is_listed=False)
        )

    def visible_to(self, user: AnyUser) -> Self:
        if not user.is_authenticated:
            return self.public()
        if user.is_superuser:
            return self
        known = within_places(user, READERS) | of_ancestors(user, READERS)
        return self.filter(within_places(user, PARTY_READERS) | (known & Q(is_published=True)))


class LeaveQuerySet(DatedQuerySet["PostLeave"]):
    readers = PARTY_READERS
    first_day = "first_day"
    last_day = "last_day"


class CountQuerySet(ScopedQuerySet["MemberCount"]):
    readers = PARTY_READERS


class InstructorQuerySet(PartOfOrganizationQuerySet["PartyInstructor"]):
    """Sent to guide: known to all whom they may guide."""


class AssignmentQuerySet(PartOfOrganizationQuerySet["InstructorAssignment"]):
    def left_behind(self, last_day: date) -> Self:
        """Whom somebody guided until the complexes became one is told of that one."""
        return self.filter(complex__isnull=False)


class PartyRulesQuerySet(ScopedQuerySet["PartyRules"]):
    def shared_with_those_below(self) -> Q:
        """The figures of the sub-district hold in each of its places."""
        return Q()
