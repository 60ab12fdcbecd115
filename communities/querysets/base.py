"""Where a row is found: the scope of places and of days that every queryset here shares."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeAlias, TypeVar

from django.db import models
from django.db.models import Q

from communities.choices import OFFICIALS, READERS

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


AnyUser: TypeAlias = "User | AnonymousUser"
Row = TypeVar("Row", bound=models.Model)


def within_places(user: Any, roles: Collection[str], *, prefix: str = "") -> Q:
    """Rows of the places where the user holds one of the roles today, with all below them.

    `prefix` leads from the queried model to its place columns (`"session__"`); empty for placed
    models. Three indexed columns, three subqueries, no join.
    """
    duties = user.role_assignments.active().of_roles(roles)
    return (
        Q(**{f"{prefix}complex__in": duties.filter(complex__isnull=False).values("complex")})
        | Q(
            **{
                f"{prefix}community__in": duties.filter(
                    complex__isnull=True, community__isnull=False
                ).values("community")
            }
        )
        | Q(
            **{
                f"{prefix}sub_district__in": duties.filter(community__isnull=True).values(
                    "sub_district"
                )
            }
        )
    )


def of_ancestors(user: Any, roles: Collection[str]) -> Q:
    """Rows that lie on a place above the user's own: his community's, his sub-district's."""
    duties = user.role_assignments.active().of_roles(roles)
    return Q(
        complex__isnull=True,
        community__in=duties.filter(community__isnull=False).values("community"),
    ) | Q(community__isnull=True, sub_district__in=duties.values("sub_district"))


class ScopedQuerySet(models.QuerySet[Row]):
    """Base of every placed model's queryset; subclasses say what is public and who writes."""

    readers: ClassVar[frozenset[str]] = READERS
    writers: ClassVar[frozenset[str]] = OFFICIALS

    def public(self) -> Self:
        """What anybody may see without signing in: nothing, unless the model says more."""
        return self.none()

    def shared_with_those_below(self) -> Q | None:
        """Which rows of a higher place its complexes' staff may see; None: none of them."""
        return None

    def left_behind(self, last_day: date) -> Self:
        """Which rows stay with a complex that ended on this day by merging: none, unless the model says.

        A model of which a complex has only one at a time (an exclusion on the complex) says here that
        what was over by then stays: it could not stand beside the remaining complex's own.
        """
        return self.none()

    def visible_to(self, user: AnyUser) -> Self:
        """What this user may read in working pages; anonymous visitors get `public()`."""
        if not user.is_authenticated:
            return self.public()
        if user.is_superuser:
            return self
        allowed = within_places(user, self.readers)
        shared = self.shared_with_those_below()
        if shared is not None:
            allowed |= of_ancestors(user, self.readers) & shared
        return self.filter(allowed)

    def manageable_by(self, user: AnyUser) -> Self:
        """What this user may change."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(within_places(user, self.writers))


class DatedQuerySet(ScopedQuerySet[Row]):
    """Rows that hold from a first to a last day, inclusive; no last day: until further notice."""

    first_day: ClassVar[str] = "valid_from"
    last_day: ClassVar[str] = "valid_until"

    def on(self, day: date) -> Self:
        """Those that hold on this day."""
        return self.overlapping(day, day)

    def overlapping(self, first: date, last: date | None) -> Self:
        """Those that hold on any of these days; no last day: on the first or ever after."""
        rows = self.filter(Q(**{self.last_day: None}) | Q(**{f"{self.last_day}__gte": first}))
        return rows if last is None else rows.filter(**{f"{self.first_day}__lte": last})
