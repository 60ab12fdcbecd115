"""Grids, zones, groups of complexes, streets: how a place is divided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

from communities.querysets.base import DatedQuerySet, Row, ScopedQuerySet

if TYPE_CHECKING:
    from datetime import date

    from communities.models import Adjacency, GridSpan, ThreeDutiesCommitment
    from communities.querysets.base import AnyUser


class TerritoryMixin:
    """How a place is divided is known to everybody in it; only officials change it."""

    def public(self) -> Self:
        """All but what lies in a place that is not listed (yet)."""
        rows: Any = self
        listed: Self = rows.exclude(complex__is_listed=False).exclude(community__is_listed=False)
        return listed

    def shared_with_those_below(self) -> Q:
        return Q()


class TerritoryQuerySet(TerritoryMixin, ScopedQuerySet[Row]):
    pass


class DatedTerritoryQuerySet(TerritoryMixin, DatedQuerySet[Row]):
    """Part of the territory from a first to a last day."""

    first_day = "since"
    last_day = "until"


class OfComplexQuerySet(DatedTerritoryQuerySet[Row]):
    """What is told of a complex as a whole: its mode, its zone, its group."""

    def left_behind(self, last_day: date) -> Self:
        """The remaining complex has its own; what was told of the other is its past."""
        return self.all()


class TitleQuerySet(TerritoryQuerySet[Row]):
    """称号, 治理模式: given to one place by its name."""

    def left_behind(self, last_day: date) -> Self:
        """It was given to the one that is no more."""
        return self.all()


class GridSpanQuerySet(DatedTerritoryQuerySet["GridSpan"]):
    def left_behind(self, last_day: date) -> Self:
        """A span over all of it; those over single buildings go with the buildings."""
        return self.filter(building=None)


class CommitmentQuerySet(TerritoryMixin, DatedQuerySet["ThreeDutiesCommitment"]):
    """门前三包: it holds from the day it was signed."""

    first_day = "signed_on"
    last_day = "until"


class AdjacencyQuerySet(ScopedQuerySet["Adjacency"]):
    """Two complexes side by side: read and written by whoever serves either of them."""

    def visible_to(self, user: AnyUser) -> Self:
        if not user.is_authenticated:
            return self.public()
        return self._beside("visible_to", user).standing()

    def manageable_by(self, user: AnyUser) -> Self:
        return self._beside("manageable_by", user)

    def public(self) -> Self:
        return self.standing().filter(one__is_listed=True, other__is_listed=True)

    def standing(self) -> Self:
        """Neither was merged into another."""
        return self.filter(one__closed_on=None, other__closed_on=None)

    def _beside(self, door: str, user: AnyUser) -> Self:
        complexes = self.model._meta.get_field("one").related_model._default_manager  # type: ignore[union-attr]  # a ForeignKey
        mine = getattr(complexes, door)(user).values("pk")
        return self.filter(Q(one__in=mine) | Q(other__in=mine))
