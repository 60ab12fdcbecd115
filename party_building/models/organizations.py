"""党组织 as a dated tree: what stands under what, and what each is there for, on any day."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.constraints import CompositeForeignKey, Days, OfOne
from communities.models import Building, Organization, Placed, Unit
from communities.models.bodies import day
from party_building.choices import PartyKind
from party_building.querysets import (
    CountQuerySet,
    CoverageQuerySet,
    PartOfOrganizationQuerySet,
    PartyOrganizationQuerySet,
)


def forward(name: str, *, first: str = "since", last: str = "until") -> models.CheckConstraint:
    """No row ends before it begins."""
    return models.CheckConstraint(
        condition=Q(**{last: None}) | Q(**{f"{last}__gte": F(first)}),
        name=f"{name}_forward",
        violation_error_message=_("止期不能早于起期"),
    )


def of_sub_district(name: str, field: str, to: str) -> CompositeForeignKey:
    """What the row points at lies in the row's own sub-district."""
    return CompositeForeignKey(
        fields=(field, "sub_district"),
        to=to,
        to_fields=("id", "sub_district"),
        name=f"{name}_{field}_of_tenant",
    )


def of_complex(name: str, field: str, to: str) -> CompositeForeignKey:
    """The building, unit or door lies in the row's own complex."""
    return CompositeForeignKey(
        fields=(field, "complex"),
        to=to,
        to_fields=("id", "complex"),
        name=f"{name}_{field}_of_complex",
    )


def needs_complex(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(complex__isnull=False),
        name=f"{name}_in_complex",
        violation_error_message=_("请选小区"),
    )


@tracked()
class PartyOrganization(Placed):
    """党组织 of any kind. Its place is where it belongs; what it is there for, `PartyCoverage` says.

    The phone is one that the organisation published, no person's.
    """

    kind = models.CharField(_("类型"), max_length=20, choices=PartyKind.choices)
    name = models.CharField(_("党组织名称"), max_length=80)
    pinyin_key = models.CharField(_("拼音键"), max_length=240, editable=False, default="")
    founded_on = day(_("成立日期"), null=True, blank=True)
    dissolved_on = day(_("撤销日期"), null=True, blank=True, help_text=_("最后一天，当天仍有效"))
    contact_phone = models.CharField(
        _("公布的电话"), max_length=20, blank=True, default="", help_text=_("对外公布的值班电话")
    )
    note = models.CharField(_("备注"), max_length=200, blank=True, default="")
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = PartyOrganizationQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("党组织")
        verbose_name_plural = _("党组织")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["sub_district", "name"],
                condition=Q(dissolved_on=None),
                name="partyorganization_name_once",
                violation_error_message=_("本街道已有同名的党组织"),
            ),
            forward("partyorganization", first="founded_on", last="dissolved_on"),
            # Targets of the composite keys of what belongs to it.
            models.UniqueConstraint(fields=["id", "sub_district"], name="partyorganization_tenant"),
            models.UniqueConstraint(fields=["id", "kind"], name="partyorganization_kind"),
        ]

    def __str__(self) -> str:
        return self.name


class PartOfOrganization(Placed):
    """A row that hangs on a Party organisation of its own sub-district."""

    organization = models.ForeignKey(
        PartyOrganization,
        on_delete=models.CASCADE,
        related_name="%(class)ss",
        verbose_name=_("党组织"),
    )

    class Meta(Placed.Meta):
        abstract = True
        constraints = [
            *Placed.Meta.constraints,
            of_sub_district("%(class)s", "organization", "party_building.PartyOrganization"),
        ]


def no_cycle() -> pgtrigger.Trigger:
    """On no day stands an organisation above itself.

    Takes the sub-district's row, so that two who close a ring from both sides wait for each other; then
    climbs from the new parent, through the days that all links on the way have in common.
    """
    return pgtrigger.Trigger(
        name="no_cycle",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func="""
            PERFORM 1 FROM communities_subdistrict
            WHERE id = NEW.sub_district_id FOR NO KEY UPDATE;
            IF EXISTS (
                WITH RECURSIVE above (node, days) AS (
                    SELECT NEW.parent_id, daterange(NEW.since, NEW.until, '[]')
                    UNION
                    SELECT link.parent_id, above.days * daterange(link.since, link.until, '[]')
                    FROM above
                    JOIN party_building_subordination AS link
                        ON link.organization_id = above.node
                    WHERE above.days && daterange(link.since, link.until, '[]')
                )
                SELECT 1 FROM above WHERE node = NEW.organization_id
            ) THEN
                RAISE EXCEPTION 'organization % would stand above itself', NEW.organization_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'subordination_no_cycle';
            END IF;
            RETURN NULL;
        """,
    )


@tracked()
class Subordination(PartOfOrganization):
    """上级党组织, from day to day: one at a time."""

    parent = models.ForeignKey(
        PartyOrganization,
        on_delete=models.CASCADE,
        related_name="children_links",
        verbose_name=_("上级党组织"),
    )
    since = day(_("起"))
    until = day(_("止"), null=True, blank=True, help_text=_("最后一天"))

    objects = PartOfOrganizationQuerySet.as_manager()

    class Meta(PartOfOrganization.Meta):
        abstract = False
        verbose_name = _("隶属关系")
        verbose_name_plural = _("隶属关系")
        constraints = [
            *PartOfOrganization.Meta.constraints,
            of_sub_district("subordination", "parent", "party_building.PartyOrganization"),
            forward("subordination"),
            ExclusionConstraint(
                name="subordination_one_parent",
                expressions=[
                    (OfOne("organization"), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这段时间已有上级党组织"),
            ),
        ]
        triggers = [*Placed.Meta.triggers, no_cycle()]

    def __str__(self) -> str:
        return f"{self.organization_id} → {self.parent_id}"


def _covered_once(name: str, span: Any, *, when: Q, message: Any) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=f"partycoverage_{name}",
        expressions=[
            *((OfOne(part), RangeOperators.OVERLAPS) for part in span),
            (Days("since", "until"), RangeOperators.OVERLAPS),
        ],
        condition=when,
        violation_error_message=message,
    )


@tracked()
class PartyCoverage(PartOfOrganization):
    """覆盖范围: what an organisation is there for, from day to day.

    A whole complex (a branch; a joint branch has several such rows), one building or unit of it (a
    group), or a unit such as a firm (`host`), everywhere or in one complex.
    """

    # The organisation's own, held in step by a composite key: an exclusion sees one table only.
    kind = models.CharField(_("类型"), max_length=20, choices=PartyKind.choices, editable=False)
    host = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="party_coverages",
        verbose_name=_("单位"),
        help_text=_("企业或单位的党组织填；同时填了小区，表示只在那里"),
    )
    building = models.ForeignKey(
        Building,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="party_coverages",
        verbose_name=_("楼栋"),
        help_text=_("楼栋、单元都不填，表示整个小区"),
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="party_coverages",
        verbose_name=_("单元"),
    )
    since = day(_("起"))
    until = day(_("止"), null=True, blank=True, help_text=_("最后一天"))

    objects = CoverageQuerySet.as_manager()

    class Meta(PartOfOrganization.Meta):
        abstract = False
        verbose_name = _("覆盖范围")
        verbose_name_plural = _("覆盖范围")
        constraints = [
            *PartOfOrganization.Meta.constraints,
            CompositeForeignKey(
                fields=("organization", "kind"),
                to="party_building.PartyOrganization",
                to_fields=("id", "kind"),
                name="partycoverage_kind_of_organization",
            ),
            of_sub_district("partycoverage", "host", "communities.Organization"),
            of_complex("partycoverage", "building", "communities.Building"),
            of_complex("partycoverage", "unit", "communities.Unit"),
            forward("partycoverage"),
            models.CheckConstraint(
                condition=Q(complex__isnull=False) | Q(host__isnull=False),
                name="partycoverage_of_something",
                violation_error_message=_("请选小区或单位"),
            ),
            models.CheckConstraint(
                condition=Q(building=None, unit=None)
                | (Q(host=None, complex__isnull=False) & (Q(building=None) | Q(unit=None))),
                name="partycoverage_one_span",
                violation_error_message=_("楼栋和单元只选一个，并且不能同时填单位"),
            ),
            models.CheckConstraint(
                condition=Q(building=None, unit=None) | Q(kind=PartyKind.GROUP),
                name="partycoverage_groups_in_buildings",
                violation_error_message=_("楼栋和单元只由党小组覆盖"),
            ),
            _covered_once(
                "one_branch",
                ["complex"],
                when=Q(host=None) & ~Q(kind=PartyKind.GROUP),
                message=_("这个小区这段时间已有党支部"),
            ),
            _covered_once(
                "one_group_of_complex",
                ["complex"],
                when=Q(host=None, building=None, unit=None, kind=PartyKind.GROUP),
                message=_("整个小区这段时间已有党小组"),
            ),
            _covered_once(
                "one_group_of_building",
                ["building"],
                when=Q(building__isnull=False),
                message=_("这栋楼这段时间已有党小组"),
            ),
            _covered_once(
                "one_group_of_unit",
                ["unit"],
                when=Q(unit__isnull=False),
                message=_("这个单元这段时间已有党小组"),
            ),
            _covered_once(
                "one_of_host",
                ["host", Coalesce(F("complex"), Value(0))],
                when=Q(host__isnull=False),
                message=_("这个单位这段时间已有党组织"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}@{self.complex_id or self.host_id}"


@tracked()
class MemberCount(PartOfOrganization):
    """党员数, as counted on a day, by an organisation that keeps its roster offline (domain 6.5).

    The latest by a day counts; where there is none, the registered members do.
    """

    as_of = day(_("截至日期"))
    full = models.PositiveIntegerField(_("正式党员数"))
    probationary = models.PositiveIntegerField(_("预备党员数"), default=0)

    objects = CountQuerySet.as_manager()

    class Meta(PartOfOrganization.Meta):
        abstract = False
        verbose_name = _("党员数")
        verbose_name_plural = _("党员数")
        constraints = [
            *PartOfOrganization.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "as_of"],
                name="membercount_once_a_day",
                violation_error_message=_("这一天的党员数已经登记"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.as_of}"
