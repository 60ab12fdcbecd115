"""Ledger 1 with what contracts and posts know: firm, terms and manager are computed, never typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils import timezone

from communities.resources.complexes import prefetched
from core.ledgers import Use
from party_building.resources.places import BranchedComplexResource
from property_alliance.choices import Post
from property_alliance.models import ServiceContract, StaffPosting

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from accounts.models import User
    from communities.models import Complex
    from communities.querysets import ComplexQuerySet

COMPUTED = frozenset({"firm", "project_lead", "contract", "fee"})


class ServedComplexResource(BranchedComplexResource):
    """小区基本信息台账, as it stands today; on import these columns are named as skipped."""

    columns = tuple(
        replace(column, use=Use.COMPUTED) if column.key in COMPUTED else column
        for column in BranchedComplexResource.columns
    )

    def rows_for(self, user: User) -> ComplexQuerySet:
        today = timezone.localdate()
        contracts = ServiceContract.objects.visible_to(user).on(today)
        managers = StaffPosting.objects.visible_to(user).on(today).filter(post=Post.MANAGER)
        rows: ComplexQuerySet = super().rows_for(user)
        return rows.prefetch_related(
            Prefetch(
                "property_alliance_servicecontracts",
                queryset=contracts.select_related("firm__organization"),
                to_attr="running_contracts",
            ),
            Prefetch(
                "property_alliance_staffpostings",
                queryset=managers.select_related("staff__person"),
                to_attr="running_managers",
            ),
        )

    def dehydrate_firm(self, complex_: Complex) -> str | None:
        contract = _contract(complex_)
        return contract.firm.name if contract else None

    def dehydrate_contract(self, complex_: Complex) -> str | None:
        contract = _contract(complex_)
        if contract is None:
            return None
        return f"{_day(contract.starts_on)}—{_day(contract.ends_on) if contract.ends_on else ''}"

    def dehydrate_fee(self, complex_: Complex) -> Decimal | None:
        contract = _contract(complex_)
        return contract.fee if contract else None

    def dehydrate_project_lead(self, complex_: Complex) -> str | None:
        postings: list[StaffPosting] = prefetched(complex_, "running_managers")
        return "、".join(posting.staff.person.name for posting in postings) or None


def _contract(complex_: Complex) -> ServiceContract | None:
    return next(iter(prefetched(complex_, "running_contracts")), None)


def _day(day: date) -> str:
    return f"{day.year}.{day.month}.{day.day}"
