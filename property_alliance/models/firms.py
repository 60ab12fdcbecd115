"""A firm and where it is under contract, on any day."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.constraints import CompositeForeignKey, Days, OfOne
from communities.models import Organization, Placed
from property_alliance.querysets import ContractQuerySet, FirmQuerySet


@tracked()
class PropertyFirm(Placed):
    """物业服务企业: an organization that runs complexes; name, code and contact stand there."""

    organization = models.OneToOneField(
        Organization, on_delete=models.PROTECT, related_name="property_firm", verbose_name=_("单位")
    )
    credit_grade = models.CharField(_("信用等级"), max_length=20, blank=True, default="")
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = FirmQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("物业企业")
        verbose_name_plural = _("物业企业")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("organization", "sub_district"),
                to="communities.Organization",
                to_fields=("id", "sub_district"),
                name="propertyfirm_organization_of_sub_district",
            ),
            models.UniqueConstraint(fields=["id", "sub_district"], name="property_firm_place"),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}"

    @property
    def name(self) -> str:
        return self.organization.name


@tracked()
class ServiceContract(Placed):
    """物业服务合同: one firm runs a complex from day to day; never two at once (Civil Code art. 937)."""

    firm = models.ForeignKey(
        PropertyFirm, on_delete=models.PROTECT, related_name="contracts", verbose_name=_("物业企业")
    )
    starts_on = models.DateField(_("合同起"))
    ends_on = models.DateField(
        _("合同止"), null=True, blank=True, help_text=_("最后一天；不填表示没有约定期限")
    )
    fee = models.DecimalField(
        _("物业费标准（元/㎡·月）"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = ContractQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("物业服务合同")
        verbose_name_plural = _("物业服务合同")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("firm", "sub_district"),
                to="property_alliance.PropertyFirm",
                to_fields=("id", "sub_district"),
                name="servicecontract_firm_of_sub_district",
            ),
            models.CheckConstraint(
                condition=Q(complex__isnull=False),
                name="contract_of_complex",
                violation_error_message=_("请选小区"),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="contract_forward",
                violation_error_message=_("止期不能早于起期"),
            ),
            models.CheckConstraint(
                condition=Q(fee=None) | Q(fee__gte=0),
                name="contract_fee_not_negative",
                violation_error_message=_("物业费不能是负数"),
            ),
            ExclusionConstraint(
                name="contract_one_firm_at_a_time",
                expressions=[
                    (OfOne("complex"), RangeOperators.OVERLAPS),
                    (Days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个小区在这段时间已有物业服务合同"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm_id}@{self.complex_id} {self.starts_on}"
