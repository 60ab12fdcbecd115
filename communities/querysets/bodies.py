"""Owners' bodies and 环物委: terms, seats, members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from communities.choices import BODY_READERS
from communities.querysets.base import DatedQuerySet, Row, ScopedQuerySet

if TYPE_CHECKING:
    from datetime import date

    from communities.models import (
        CommitteeRules,
        CommitteeSeat,
        CommitteeTerm,
        EnvCommittee,
        EnvMember,
        OwnersBody,
    )


class BodyPartQuerySet(ScopedQuerySet[Row]):
    """Terms, seats, elections of a complex's body: read by BODY_READERS, written by officials."""

    readers = BODY_READERS

    def left_behind(self, last_day: date) -> Self:
        """A body spoke for the owners of its own complex and ends with it."""
        return self.all()


class OwnersBodyQuerySet(BodyPartQuerySet["OwnersBody"]):
    def public(self) -> Self:
        return self.filter(complex__is_listed=True)

    def standing(self, on: date) -> Self:
        """Founded by that day and not dissolved before it."""
        return self.filter(
            Q(founded_on=None) | Q(founded_on__lte=on), Q(ended_on=None) | Q(ended_on__gte=on)
        )


class CommitteeTermQuerySet(BodyPartQuerySet["CommitteeTerm"]):
    def public(self) -> Self:
        return self.filter(complex__is_listed=True)

    def in_office(self, on: date) -> Self:
        """The term that counts on that day: the latest begun, also when it is over.

        Its members stay until their successors begin: an overdue committee is still the one to talk
        to, and to remind.
        """
        later = self.model._default_manager.filter(
            body=models.OuterRef("body"),
            starts_on__gt=models.OuterRef("starts_on"),
            starts_on__lte=on,
        )
        return self.filter(
            ~models.Exists(later),
            Q(body__ended_on=None) | Q(body__ended_on__gte=on),
            starts_on__lte=on,
        )

    def running(self, on: date) -> Self:
        """In office and not over."""
        return self.in_office(on).filter(ends_on__gte=on)


class CommitteeSeatQuerySet(DatedQuerySet["CommitteeSeat"]):
    """Taken up on a day, perhaps left after another; read as the other parts of a body are."""

    readers = BODY_READERS
    first_day = "since"
    last_day = "until"

    def public(self) -> Self:
        return self.filter(complex__is_listed=True)

    def left_behind(self, last_day: date) -> Self:
        """With their body."""
        return self.all()


class CommitteeRulesQuerySet(ScopedQuerySet["CommitteeRules"]):
    def shared_with_those_below(self) -> Q:
        """The figures of the sub-district hold in each of its places."""
        return Q()


class EnvCommitteeQuerySet(ScopedQuerySet["EnvCommittee"]):
    readers = BODY_READERS

    def public(self) -> Self:
        return self.filter(community__is_listed=True)

    def shared_with_those_below(self) -> Q:
        """A complex's branch and owners' committee know who guides them."""
        return Q()


class EnvMemberQuerySet(DatedQuerySet["EnvMember"]):
    first_day = "since"
    last_day = "until"
    readers = BODY_READERS

    def public(self) -> Self:
        return self.filter(community__is_listed=True)

    def shared_with_those_below(self) -> Q:
        return Q()
