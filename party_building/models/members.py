"""Members and those who report in where they live: sensitive, minimal, only with consent (domain 6.5).

No ID number, no birth date, no date of joining is ever stored; the Party's own roster lies elsewhere.
"""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Case, F, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from communities.constraints import Days, OfOne
from communities.models import Building, Placed
from communities.models.bodies import day
from party_building.choices import MemberKind, MembershipHome
from party_building.models.organizations import (
    PartOfOrganization,
    PartyOrganization,
    forward,
    needs_complex,
    of_complex,
    of_sub_district,
)
from party_building.querysets import MemberQuerySet, RegistrationQuerySet

_HOME_NUMBER = Case(
    *(When(home=home, then=Value(number)) for number, home in enumerate(MembershipHome.values)),
    default=Value(0),
)


@tracked()
class PartyMember(PartOfOrganization):
    """党员 of a branch, who agreed to be registered here; withdrawn consent ends the row."""

    group = models.ForeignKey(
        PartyOrganization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="group_members",
        verbose_name=_("所在党小组"),
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="party_memberships", verbose_name=_("姓名")
    )
    kind = models.CharField(
        _("党员类型"), max_length=20, choices=MemberKind.choices, default=MemberKind.FULL
    )
    home = models.CharField(
        _("组织关系"), max_length=20, choices=MembershipHome.choices, default=MembershipHome.HERE
    )
    building = models.ForeignKey(
        Building,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="party_members",
        verbose_name=_("楼栋"),
    )
    consented_on = day(_("同意登记日期"), help_text=_("本人单独同意登记党员身份的日期"))
    since = day(_("起"))
    until = day(_("止"), null=True, blank=True, help_text=_("最后一天"))
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = MemberQuerySet.as_manager()

    class Meta(PartOfOrganization.Meta):
        abstract = False
        verbose_name = _("党员")
        verbose_name_plural = _("党员")
        constraints = [
            *PartOfOrganization.Meta.constraints,
            of_sub_district("partymember", "group", "party_building.PartyOrganization"),
            of_complex("partymember", "building", "communities.Building"),
            forward("partymember"),
            models.UniqueConstraint(fields=["id", "sub_district"], name="partymember_tenant"),
            ExclusionConstraint(
                name="partymember_once",
                expressions=[
                    (OfOne(F("person") * Value(2) + _HOME_NUMBER), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个人这段时间已登记在一个党支部"),
            ),
        ]
        indexes = [models.Index(fields=["organization", "until"], name="partymember_by_branch")]

    def __str__(self) -> str:
        return f"#{self.pk}"


@tracked()
class DualRegistration(Placed):
    """“双报到”: a working member reports to the community where he lives, serves, and leaves."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="dual_registrations", verbose_name=_("姓名")
    )
    employer = models.CharField(_("工作单位"), max_length=80)
    employer_branch = models.CharField(_("单位党组织"), max_length=80, blank=True, default="")
    skills = models.CharField(_("特长"), max_length=100, blank=True, default="")
    reported_on = day(_("报到日期"))
    consented_on = day(_("同意登记日期"), help_text=_("本人单独同意登记党员身份的日期"))
    review = models.CharField(_("社区评价"), max_length=200, blank=True, default="")
    left_on = day(_("离开日期"), null=True, blank=True, help_text=_("最后一天"))
    left_reason = models.CharField(_("离开原因"), max_length=100, blank=True, default="")
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("双报到")
        verbose_name_plural = _("双报到")
        constraints = [
            *Placed.Meta.constraints,
            needs_complex("dualregistration"),
            forward("dualregistration", first="reported_on", last="left_on"),
            models.UniqueConstraint(fields=["id", "sub_district"], name="dualregistration_tenant"),
            ExclusionConstraint(
                name="dualregistration_once",
                expressions=[
                    (OfOne("person"), RangeOperators.OVERLAPS),
                    (Days("reported_on", "left_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个人这段时间已经报到"),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
