"""Firms and their contracts. Days are inclusive; whoever calls has asked for the right before."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.choices import OrganizationKind
from communities.models import Complex, Organization
from communities.services.duties import TermBackwards
from core.errors import DomainError
from core.transactions import locking
from property_alliance.models import PropertyFirm, ServiceContract

if TYPE_CHECKING:
    from accounts.models import User


class NotAPropertyFirm(DomainError):
    default_message = gettext_lazy("这个单位的类型不是物业服务企业")


class ContractOverlaps(DomainError):
    """The complex has a contract on one of the days; the sentence names the firm."""


class AnotherSubDistrict(DomainError):
    default_message = gettext_lazy("这家企业登记在别的街道，请先在本街道登记")


@locking
def register_firm(
    *,
    organization: Organization,
    credit_grade: str = "",
    is_demo: bool = False,
    actor: User,
    now: datetime,
) -> PropertyFirm:
    """A known unit becomes a property firm; asked twice it is the same one. Raises NotAPropertyFirm."""
    if organization.kind != OrganizationKind.PROPERTY_FIRM:
        raise NotAPropertyFirm
    firm, is_new = PropertyFirm.objects.get_or_create(
        organization=organization,
        defaults={
            "sub_district_id": organization.sub_district_id,
            "community_id": organization.community_id,
            "complex_id": organization.complex_id,
            "credit_grade": credit_grade,
            "is_demo": is_demo,
        },
    )
    if not is_new and credit_grade and firm.credit_grade != credit_grade:
        firm.credit_grade = credit_grade
        firm.save(update_fields=["credit_grade"])
    return firm


@locking
def sign_contract(
    *,
    firm: PropertyFirm,
    complex_: Complex,
    starts_on: date,
    ends_on: date | None = None,
    fee: Decimal | None = None,
    is_demo: bool = False,
    actor: User,
    now: datetime,
) -> ServiceContract:
    """From this day the firm runs the complex. Raises ContractOverlaps, AnotherSubDistrict, TermBackwards.

    Two who sign at once wait for each other at the complex's row; a constraint stands behind.
    """
    if ends_on and ends_on < starts_on:
        raise TermBackwards
    if firm.sub_district_id != complex_.sub_district_id:
        raise AnotherSubDistrict
    Complex.objects.select_for_update(no_key=True).get(pk=complex_.pk)
    there = ServiceContract.objects.overlapping(starts_on, ends_on).filter(complex=complex_)
    if running := there.select_related("firm__organization").first():
        raise ContractOverlaps(
            _("%(complex)s这段时间由%(firm)s服务，请先结束那份合同，或改日期")
            % {"complex": complex_.name, "firm": running.firm.name}
        )
    return ServiceContract.objects.create(
        sub_district_id=complex_.sub_district_id,
        community_id=complex_.community_id,
        complex=complex_,
        firm=firm,
        starts_on=starts_on,
        ends_on=ends_on,
        fee=fee,
        is_demo=is_demo,
    )


@locking
def end_contract(
    *, contract: ServiceContract, last_day: date, actor: User, now: datetime
) -> ServiceContract:
    """Ends after its last day. Raises TermBackwards."""
    if last_day < contract.starts_on:
        raise TermBackwards
    contract.ends_on = last_day
    contract.save(update_fields=["ends_on"])
    return contract
