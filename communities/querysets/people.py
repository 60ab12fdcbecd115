"""Duties, residents, organizations, and who answers for which doors."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from communities.choices import FIELD_STAFF, GRANTABLE, OFFICIALS, READERS
from communities.querysets.base import DatedQuerySet, ScopedQuerySet, within_places

if TYPE_CHECKING:
    from datetime import date

    from communities.models import RoleAssignment
    from communities.querysets.base import AnyUser


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def active(self, on: date | None = None) -> RoleAssignmentQuerySet:
        """Valid on the day (today by default)."""
        day = on or timezone.localdate()
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)

    def of_roles(self, roles: Collection[str]) -> RoleAssignmentQuerySet:
        return self.filter(role__in=list(roles))

    def working(self) -> RoleAssignmentQuerySet:
        """Duties that read working pages: all but a resident's and a partner's."""
        return self.of_roles(READERS)

    def visible_to(self, user: AnyUser) -> RoleAssignmentQuerySet:
        """The duties in one's own places; one's own always."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(within_places(user, READERS) | Q(user_id=user.pk))

    def manageable_by(self, user: AnyUser) -> RoleAssignmentQuerySet:
        """Those that the user could have given himself (`communities.choices.GRANTABLE`)."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        allowed = Q(pk__in=[])
        for role, grantable in GRANTABLE.items():
            allowed |= within_places(user, {role}) & Q(role__in=list(grantable))
        return self.filter(allowed)

    def public(self) -> RoleAssignmentQuerySet:
        """Nobody's duties are public by this table; published contacts stand on the places."""
        return self.none()


class ResidentQuerySet(ScopedQuerySet[Any]):
    """Residents are persons: never public, seen only where one serves."""

    writers = OFFICIALS | {*FIELD_STAFF}


class OrganizationQuerySet(ScopedQuerySet[Any]):
    """Units of the neighbourhood; who serves one complex does not read the files of another's firm."""


class DoorDutyQuerySet(DatedQuerySet[Any]):
    def left_behind(self, last_day: date) -> Self:
        """Who answered for all of it and no longer does; duties for a building go with the building."""
        return self.filter(building=None, unit=None, valid_until__lte=last_day)


class DutyLeaveQuerySet(DatedQuerySet[Any]):
    first_day = "first_day"
    last_day = "last_day"

    def left_behind(self, last_day: date) -> Self:
        """With their duty."""
        return self.filter(duty__building=None, duty__unit=None, duty__valid_until__lte=last_day)
