"""Who works for a firm, and in which complex as what, on any day."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from communities.constraints import CompositeForeignKey, Days, OfOne
from communities.models import Placed
from communities.querysets import DatedQuerySet
from property_alliance.choices import Post
from property_alliance.models.firms import PropertyFirm
from property_alliance.querysets import StaffQuerySet


@tracked()
class FirmStaff(Placed):
    """从业人员: a person's time with one firm; nobody is with two at once."""

    firm = models.ForeignKey(
        PropertyFirm, on_delete=models.PROTECT, related_name="staff", verbose_name=_("物业企业")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="firm_staff", verbose_name=_("人员")
    )
    valid_from = models.DateField(_("入职"))
    valid_until = models.DateField(
        _("离职"), null=True, blank=True, help_text=_("最后一天，当天仍在岗")
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = StaffQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("从业人员")
        verbose_name_plural = _("从业人员")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("firm", "sub_district"),
                to="property_alliance.PropertyFirm",
                to_fields=("id", "sub_district"),
                name="firmstaff_firm_of_sub_district",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="firm_staff_forward",
                violation_error_message=_("止期不能早于起期"),
            ),
            models.UniqueConstraint(fields=["id", "sub_district"], name="firm_staff_place"),
            ExclusionConstraint(
                name="firm_staff_one_firm_at_a_time",
                expressions=[
                    (OfOne("person"), RangeOperators.OVERLAPS),
                    (Days("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个人在这段时间已在一家物业企业任职"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm_id} {self.person_id}"


@tracked()
class StaffPosting(Placed):
    """岗位: what somebody of the firm does in which complex, from day to day."""

    staff = models.ForeignKey(
        FirmStaff, on_delete=models.CASCADE, related_name="postings", verbose_name=_("从业人员")
    )
    post = models.CharField(_("岗位"), max_length=20, choices=Post.choices)
    valid_from = models.DateField(_("起"))
    valid_until = models.DateField(_("止"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("岗位")
        verbose_name_plural = _("岗位")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("staff", "sub_district"),
                to="property_alliance.FirmStaff",
                to_fields=("id", "sub_district"),
                name="staffposting_staff_of_sub_district",
            ),
            models.CheckConstraint(
                condition=Q(complex__isnull=False),
                name="posting_in_complex",
                violation_error_message=_("请选小区"),
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="posting_forward",
                violation_error_message=_("止期不能早于起期"),
            ),
            models.UniqueConstraint(
                fields=["staff", "complex", "post"],
                condition=Q(valid_until=None),
                name="posting_once",
                violation_error_message=_("这个人在这个小区已有这个岗位"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.post}@{self.complex_id}"
