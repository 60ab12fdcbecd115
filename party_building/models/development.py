"""入党 pipeline: five stages, 25 steps with their days and nothing more; off by default (domain 3.14)."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from communities.models import Placed
from communities.models.bodies import day
from party_building.choices import DevelopmentStage
from party_building.models.organizations import PartOfOrganization, of_sub_district
from party_building.querysets import DevelopmentQuerySet


@tracked()
class MemberDevelopment(PartOfOrganization):
    """One who is on the way; named by initials, or by the person where she works here."""

    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="party_development",
        verbose_name=_("人员"),
    )
    label = models.CharField(_("简称"), max_length=20, help_text=_("如：张某，不写全名"))
    workplace = models.CharField(_("所在企业/岗位"), max_length=60, blank=True, default="")
    stage = models.CharField(
        _("阶段"),
        max_length=20,
        choices=DevelopmentStage.choices,
        default=DevelopmentStage.APPLICANT,
    )
    started_on = day(_("申请日期"))
    stopped_on = day(_("中止日期"), null=True, blank=True)
    stop_reason = models.CharField(_("中止原因"), max_length=100, blank=True, default="")
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = DevelopmentQuerySet.as_manager()

    class Meta(PartOfOrganization.Meta):
        abstract = False
        verbose_name = _("党员发展")
        verbose_name_plural = _("党员发展")
        constraints = [
            *PartOfOrganization.Meta.constraints,
            models.UniqueConstraint(fields=["id", "sub_district"], name="memberdevelopment_tenant"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(stopped_on=None) & ~Q(stage=DevelopmentStage.MEMBER),
                name="memberdevelopment_once",
                violation_error_message=_("这个人已有一份党员发展记录"),
            ),
            models.CheckConstraint(
                condition=Q(stopped_on=None, stop_reason="")
                | (Q(stopped_on__isnull=False) & ~Q(stop_reason="")),
                name="memberdevelopment_stop_has_reason",
                violation_error_message=_("中止要写日期和原因"),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


@tracked()
class DevelopmentStep(Placed):
    """一步: which of the 25 was taken on which day; half-year reviews repeat."""

    record = models.ForeignKey(
        MemberDevelopment, on_delete=models.CASCADE, related_name="steps", verbose_name=_("记录")
    )
    number = models.PositiveSmallIntegerField(
        _("步骤"), validators=[MinValueValidator(1), MaxValueValidator(25)]
    )
    on = day(_("日期"))
    note = models.CharField(_("说明"), max_length=100, blank=True, default="")

    objects = DevelopmentQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("发展步骤")
        verbose_name_plural = _("发展步骤")
        constraints = [
            *Placed.Meta.constraints,
            of_sub_district("developmentstep", "record", "party_building.MemberDevelopment"),
            models.CheckConstraint(
                condition=Q(number__range=(1, 25)),
                name="developmentstep_of_25",
                violation_error_message=_("步骤是1到25"),
            ),
            models.UniqueConstraint(
                fields=["record", "number", "on"],
                name="developmentstep_once_a_day",
                violation_error_message=_("这一步当天已经登记"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_id} {self.number}"
