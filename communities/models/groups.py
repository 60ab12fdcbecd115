"""Complexes among each other: belts, neighbours, titles, and what a place calls its way of governing."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.choices import DesignationLevel, GroupKind
from communities.constraints import CompositeForeignKey, Days, OfOne
from communities.models.bodies import day
from communities.models.placed import Placed
from communities.models.places import Complex
from communities.querysets import (
    AdjacencyQuerySet,
    OfComplexQuerySet,
    TerritoryQuerySet,
    TitleQuerySet,
)


@tracked()
class ComplexGroup(Placed):
    """小区群: complexes that are shown together, such as a 红色物业示范带; of a community or wider."""

    kind = models.CharField(
        _("类型"), max_length=20, choices=GroupKind.choices, default=GroupKind.DEMO_BELT
    )
    name = models.CharField(_("名称"), max_length=60)
    note = models.CharField(_("备注"), max_length=200, blank=True, default="")
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = TerritoryQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("小区群")
        verbose_name_plural = _("小区群")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(complex=None),
                name="complexgroup_wider_than_complex",
                violation_error_message=_("小区群不只一个小区，请不要选小区"),
            ),
            models.UniqueConstraint(
                fields=["sub_district", "name"],
                name="complexgroup_name_once",
                violation_error_message=_("本街道已有同名的小区群"),
            ),
            models.UniqueConstraint(fields=["id", "sub_district"], name="complexgroup_tenant"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class GroupMember(Placed):
    """A complex belongs to a group, from day to day."""

    group = models.ForeignKey(
        ComplexGroup, on_delete=models.CASCADE, related_name="members", verbose_name=_("小区群")
    )
    since = day(_("起"))
    until = day(_("止"), null=True, blank=True, help_text=_("最后一天"))

    objects = OfComplexQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("群内小区")
        verbose_name_plural = _("群内小区")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("group", "sub_district"),
                to="communities.ComplexGroup",
                to_fields=("id", "sub_district"),
                name="groupmember_of_group_of_sub_district",
            ),
            models.CheckConstraint(
                condition=Q(complex__isnull=False),
                name="groupmember_is_complex",
                violation_error_message=_("请选小区"),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="groupmember_forward",
                violation_error_message=_("止期不能早于起期"),
            ),
            ExclusionConstraint(
                name="groupmember_once",
                expressions=[
                    (OfOne("group"), RangeOperators.OVERLAPS),
                    (OfOne("complex"), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个小区这段时间已在这个小区群里"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id}@{self.complex_id}"


@tracked()
class Adjacency(Placed):
    """相邻: two complexes side by side, once whichever is named first; of the sub-district, not of one."""

    one = models.ForeignKey(
        Complex, on_delete=models.CASCADE, related_name="+", verbose_name=_("小区")
    )
    other = models.ForeignKey(
        Complex, on_delete=models.CASCADE, related_name="+", verbose_name=_("相邻的小区")
    )
    note = models.CharField(
        _("备注"), max_length=100, blank=True, default="", help_text=_("如：隔崔家店横二街相望")
    )

    objects = AdjacencyQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("相邻小区")
        verbose_name_plural = _("相邻小区")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("one", "sub_district"),
                to="communities.Complex",
                to_fields=("id", "sub_district"),
                name="adjacency_one_in_sub_district",
            ),
            CompositeForeignKey(
                fields=("other", "sub_district"),
                to="communities.Complex",
                to_fields=("id", "sub_district"),
                name="adjacency_other_in_sub_district",
            ),
            models.CheckConstraint(
                condition=Q(community=None, complex=None), name="adjacency_of_sub_district"
            ),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")),
                name="adjacency_smaller_first",
                violation_error_message=_("相邻的要是另一个小区"),
            ),
            models.UniqueConstraint(
                fields=["one", "other"],
                name="adjacency_once",
                violation_error_message=_("这两个小区已登记为相邻"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id}—{self.other_id}"


@tracked()
class Designation(Placed):
    """称号: a title given to a complex or a community, in which year, at which level, by whom."""

    title = models.CharField(_("称号"), max_length=80)
    level = models.CharField(
        _("级别"),
        max_length=20,
        choices=DesignationLevel.choices,
        blank=True,
        default="",
        help_text=_("文件没有写明的不填"),
    )
    year = models.PositiveSmallIntegerField(_("年份"))
    given_by = models.CharField(_("授予单位"), max_length=80, blank=True, default="")
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = TitleQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("称号")
        verbose_name_plural = _("称号")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(community__isnull=False),
                name="designation_of_community",
                violation_error_message=_("请选社区或小区"),
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1949, 2100)),
                name="designation_year_plausible",
                violation_error_message=_("年份应在1949到2100之间"),
            ),
            models.UniqueConstraint(
                fields=["community", "complex", "title", "year"],
                nulls_distinct=False,
                name="designation_once",
                violation_error_message=_("这个称号当年已经登记"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.year}）"


@tracked()
class GovernanceModel(Placed):
    """治理模式 by the name that a place gives it; what its figures stand for only where it was said.

    Nothing is invented: “1+4+N” has no components here because no source tells them (domain 9).
    """

    label = models.CharField(_("名称"), max_length=40)
    components = models.TextField(
        _("组成"),
        max_length=1000,
        blank=True,
        default="",
        help_text=_("一行一条；没有公布过的不填，不要推测"),
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = TitleQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("治理模式")
        verbose_name_plural = _("治理模式")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(community__isnull=False),
                name="governancemodel_of_community",
                violation_error_message=_("请选社区或小区"),
            ),
            models.UniqueConstraint(
                fields=["community", "complex", "label"],
                nulls_distinct=False,
                name="governancemodel_label_once",
                violation_error_message=_("这里已有同名的治理模式"),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def component_lines(self) -> list[str]:
        """What the name stands for, one part a line; empty where nobody said."""
        return [line.strip() for line in self.components.splitlines() if line.strip()]
