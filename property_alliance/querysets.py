"""Chainable questions about firms, contracts and staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db.models import Exists, OuterRef

from communities.choices import OFFICIALS, READERS, Role
from communities.querysets import DatedQuerySet, ScopedQuerySet, within_places

if TYPE_CHECKING:
    from datetime import date

    from communities.querysets import AnyUser


class FirmQuerySet(ScopedQuerySet[Any]):
    """Commercial rivals: whoever serves a complex sees the firm under contract there, no other."""

    def visible_to(self, user: AnyUser) -> Self:
        """Officials: those of their places; others: the firms with a contract where they serve."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        contracts = self.model._meta.get_field("contracts").related_model
        served = contracts._default_manager.filter(
            within_places(user, READERS), firm=OuterRef("pk")
        )
        return self.filter(within_places(user, OFFICIALS | {Role.AUDITOR}) | Exists(served))

    def serving(self, complex_id: int, *, on: date) -> Self:
        """Under contract in the complex on this day."""
        contracts = self.model._meta.get_field("contracts").related_model
        running = contracts._default_manager.on(on).filter(firm=OuterRef("pk"), complex=complex_id)
        return self.filter(Exists(running))


class ContractQuerySet(DatedQuerySet[Any]):
    first_day: ClassVar[str] = "starts_on"
    last_day: ClassVar[str] = "ends_on"

    def left_behind(self, last_day: date) -> Self:
        """Who ran a complex until it was merged, and for how much, stays its own history."""
        return self.filter(ends_on__lte=last_day)


class StaffQuerySet(DatedQuerySet[Any]):
    """Names of a firm's people: for officials, and for those who serve a complex where they work."""

    def visible_to(self, user: AnyUser) -> Self:
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        postings = self.model._meta.get_field("postings").related_model
        here = postings._default_manager.filter(within_places(user, READERS), staff=OuterRef("pk"))
        return self.filter(within_places(user, OFFICIALS | {Role.AUDITOR}) | Exists(here))
