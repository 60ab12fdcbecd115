"""The places themselves, where complexes lay, and who owns a door."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from communities.choices import FIELD_STAFF, NOTICE_WRITERS, OFFICIALS, READERS, VISITORS
from communities.querysets.base import DatedQuerySet, Row, ScopedQuerySet

if TYPE_CHECKING:
    from datetime import date

    from communities.models import Community, Complex, ComplexPlacement, Ownership, SubDistrict
    from communities.querysets.base import AnyUser


class PlaceQuerySet(ScopedQuerySet[Row]):
    """Places themselves are public knowledge; only officials change them."""

    def public(self) -> Self:
        return self.filter(is_listed=True)

    def by_pinyin(self) -> Self:
        return self.order_by("pinyin_key", "pk")


class SubDistrictQuerySet(models.QuerySet["SubDistrict"]):
    def public(self) -> SubDistrictQuerySet:
        return self.all()

    def visible_to(self, user: AnyUser) -> SubDistrictQuerySet:
        """The tenants in which the user holds any reading role."""
        if not user.is_authenticated:
            return self.public()
        if user.is_superuser:
            return self
        return self.filter(
            pk__in=user.role_assignments.active().of_roles(READERS).values("sub_district")
        )

    def manageable_by(self, user: AnyUser) -> SubDistrictQuerySet:
        """Those of which the user is an official of the whole sub-district."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        duties = user.role_assignments.active().of_roles(OFFICIALS)
        return self.filter(pk__in=duties.filter(community__isnull=True).values("sub_district"))


class CommunityQuerySet(PlaceQuerySet["Community"]):
    def visible_to(self, user: AnyUser) -> CommunityQuerySet:
        return self._through_places(user, self.readers) if user.is_authenticated else self.public()

    def manageable_by(self, user: AnyUser) -> CommunityQuerySet:
        if not user.is_authenticated:
            return self.none()
        return self._through_places(user, self.writers, own_only=True)

    def _through_places(
        self, user: Any, roles: Collection[str], *, own_only: bool = False
    ) -> CommunityQuerySet:
        if user.is_superuser:
            return self
        duties = user.role_assignments.active().of_roles(roles)
        of_community = duties.filter(community__isnull=False)
        if own_only:
            of_community = of_community.filter(complex__isnull=True)
        whole = duties.filter(community__isnull=True)
        return self.filter(
            Q(pk__in=of_community.values("community"))
            | Q(sub_district__in=whole.values("sub_district"))
        )


class ComplexQuerySet(PlaceQuerySet["Complex"]):
    """A complex is its own place: its scope columns are community, sub-district and its key."""

    def visible_to(self, user: AnyUser) -> ComplexQuerySet:
        return self._through_places(user, self.readers) if user.is_authenticated else self.public()

    def manageable_by(self, user: AnyUser) -> ComplexQuerySet:
        return self._through_places(user, self.writers) if user.is_authenticated else self.none()

    def served_by(self, user: AnyUser) -> ComplexQuerySet:
        """Where the user plans, checks in and logs: the complexes of `/field/`."""
        if not user.is_authenticated:
            return self.none()
        return self._through_places(user, OFFICIALS | FIELD_STAFF)

    def noticed_by(self, user: AnyUser) -> ComplexQuerySet:
        """For which the user writes notices."""
        return self._through_places(user, NOTICE_WRITERS) if user.is_authenticated else self.none()

    def visited_by(self, user: AnyUser) -> ComplexQuerySet:
        """Where the user goes from door to door and hands questionnaires out."""
        return self._through_places(user, VISITORS) if user.is_authenticated else self.none()

    def served_as(self, user: AnyUser, roles: Collection[str]) -> ComplexQuerySet:
        """Where the user serves in one of these roles: for the work of an app further up."""
        return self._through_places(user, roles) if user.is_authenticated else self.none()

    def standing(self) -> ComplexQuerySet:
        """Not merged into another."""
        return self.filter(closed_on=None)

    def standing_on(self, day: date) -> ComplexQuerySet:
        """Not merged into another by that day: its last day counts."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gte=day))

    def in_community_on(self, community: Community, day: date) -> ComplexQuerySet:
        """Which lay in the community that day, wherever they lie now; each once.

        One call of filter: all three conditions are about the same placement.
        """
        return self.filter(
            Q(placements__valid_from=None) | Q(placements__valid_from__lte=day),
            Q(placements__valid_until=None) | Q(placements__valid_until__gte=day),
            placements__community=community,
        )

    def _through_places(self, user: Any, roles: Collection[str]) -> ComplexQuerySet:
        """Of a merged complex nobody reads, plans or chooses any more; its rows have their own scope."""
        if user.is_superuser:
            return self.standing()
        duties = user.role_assignments.active().of_roles(roles)
        return self.standing().filter(
            Q(pk__in=duties.filter(complex__isnull=False).values("complex"))
            | Q(
                community__in=duties.filter(complex__isnull=True, community__isnull=False).values(
                    "community"
                )
            )
            | Q(sub_district__in=duties.filter(community__isnull=True).values("sub_district"))
        )

    def with_mode(self, on: date) -> ComplexQuerySet:
        """Each with its `management_mode` of that day, empty where none is known; a join, no statement more."""
        held = models.FilteredRelation(
            "communities_managementperiods",
            condition=Q(communities_managementperiods__since__lte=on)
            & (
                Q(communities_managementperiods__until=None)
                | Q(communities_managementperiods__until__gte=on)
            ),
        )
        mode = Coalesce("mode_held__mode", Value(""))
        return self.alias(mode_held=held).annotate(management_mode=mode)

    def managed_as(self, mode: str) -> ComplexQuerySet:
        """Of those `with_mode`."""
        return self.filter(Q(("management_mode", mode)))

    def matching(self, typed: str) -> ComplexQuerySet:
        """By part of the name, address, pinyin or initials (`tdh` finds 跳蹬河)."""
        typed = typed.strip()
        if not typed:
            return self
        return self.filter(
            Q(name__icontains=typed)
            | Q(address__icontains=typed)
            | Q(pinyin_key__contains=typed.lower())
            | Q(community__name__icontains=typed)
        )


class BuildingQuerySet(ScopedQuerySet[Any]):
    def public(self) -> Self:
        """Building and unit numbers stand on the buildings; a form may offer them."""
        return self.filter(complex__is_listed=True)


class PlacementQuerySet(DatedQuerySet["ComplexPlacement"]):
    """Where complexes lay; the first of each has no first day: as long as anybody knows."""

    def visible_to(self, user: AnyUser) -> Self:
        """Of the complexes that the user sees."""
        if not user.is_authenticated:
            return self.none()
        complexes: Any = self.model._meta.get_field("complex").related_model
        return self.filter(complex__in=complexes.objects.visible_to(user))

    def manageable_by(self, user: AnyUser) -> Self:
        """Nobody writes them but the act of moving."""
        return self.none()

    def overlapping(self, first: date, last: date | None) -> Self:
        rows = self.filter(Q(valid_until=None) | Q(valid_until__gte=first))
        if last is None:
            return rows
        return rows.filter(Q(valid_from=None) | Q(valid_from__lte=last))


class OwnershipQuerySet(DatedQuerySet["Ownership"]):
    """Owners are never public; who serves the place reads them, its officials write."""

    first_day = "since"
    last_day = "until"
