"""Units that take part in the neighbourhood: firms, hospitals, bureaus, schools, teams."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.choices import OrganizationKind
from communities.constraints import CompositeForeignKey
from communities.credit_codes import validate_credit_code
from communities.models.placed import Placed
from communities.querysets import DatedQuerySet, OrganizationQuerySet


@tracked()
class Organization(Placed):
    """单位, once in a sub-district, of whatever kind; its place is where it is known from.

    The contact is a published one of the unit, no person of ours.
    """

    kind = models.CharField(_("单位类型"), max_length=20, choices=OrganizationKind.choices)
    name = models.CharField(_("单位名称"), max_length=80)
    pinyin_key = models.CharField(_("拼音键"), max_length=240, editable=False, default="")
    # Where the code is not known it stays NULL, never empty: so that it is unique when present.
    credit_code = models.CharField(  # noqa: DJ001  see above
        _("统一社会信用代码"),
        max_length=18,
        null=True,
        blank=True,
        validators=[validate_credit_code],
    )
    representative = models.CharField(_("法定代表人"), max_length=40, blank=True, default="")
    address = models.CharField(_("注册地址"), max_length=120, blank=True, default="")
    contact_name = models.CharField(_("联络员"), max_length=40, blank=True, default="")
    contact_phone = models.CharField(_("联系电话"), max_length=20, blank=True, default="")
    note = models.CharField(_("备注"), max_length=200, blank=True, default="")
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = OrganizationQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("单位")
        verbose_name_plural = _("单位")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["sub_district", "name"],
                name="organization_name_once",
                violation_error_message=_("本街道已有同名单位"),
            ),
            models.UniqueConstraint(
                fields=["sub_district", "credit_code"],
                name="organization_credit_code_once",
                violation_error_message=_("本街道已有单位用这个统一社会信用代码"),
            ),
            models.CheckConstraint(
                condition=Q(credit_code=None)
                | Q(credit_code__regex=r"^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$"),
                name="organization_credit_code_shape",
                violation_error_message=_("统一社会信用代码是18位，第3到8位是区划代码"),
            ),
            # Target of the composite keys of what belongs to it.
            models.UniqueConstraint(fields=["id", "sub_district"], name="organization_place"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class OrganizationPlace(Placed):
    """服务范围: where a unit works or helps, from when to when; a hospital serves many communities."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="places", verbose_name=_("单位")
    )
    valid_from = models.DateField(_("起"))
    valid_until = models.DateField(_("止"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("服务范围")
        verbose_name_plural = _("服务范围")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("organization", "sub_district"),
                to="communities.Organization",
                to_fields=("id", "sub_district"),
                name="organizationplace_of_own_sub_district",
            ),
            models.UniqueConstraint(
                fields=["organization", "sub_district", "community", "complex"],
                condition=Q(valid_until=None),
                nulls_distinct=False,
                name="organization_works_there_once",
                violation_error_message=_("这个单位在这里已有服务范围"),
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="organization_place_forward",
                violation_error_message=_("止期不能早于起期"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}@{self.place_name}"
