"""Grids laid over complexes and buildings, and the zones that two-committee members look after."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from communities.choices import GridLevel
from communities.constraints import CompositeForeignKey, Days, OfOne
from communities.models.bodies import day
from communities.models.doors import Building
from communities.models.placed import Placed
from communities.querysets import DatedTerritoryQuerySet, TerritoryQuerySet


@tracked()
class Grid(Placed):
    """网格 or 微网格: a service zone over complexes and buildings; it may be just one complex.

    A micro-grid has 30 to 100 households (domain 2.1): outside of that a warning, never a refusal.
    Its workers are door duties of the kind 网格员.
    """

    level = models.CharField(
        _("层级"), max_length=10, choices=GridLevel.choices, default=GridLevel.GENERAL
    )
    code = models.CharField(_("网格编号"), max_length=30)
    name = models.CharField(_("网格名称"), max_length=60, blank=True, default="")
    household_count = models.PositiveIntegerField(
        _("户数"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("含商户；微网格宜为30—100户"),
    )
    tasks = models.TextField(
        _("责任清单"), max_length=2000, blank=True, default="", help_text=_("一行一条")
    )
    since = day(_("起"))
    until = day(_("止"), null=True, blank=True, help_text=_("最后一天；撤销以前不填"))
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = DatedTerritoryQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("网格")
        verbose_name_plural = _("网格")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(community__isnull=False),
                name="grid_in_community",
                violation_error_message=_("请选社区"),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="grid_forward",
                violation_error_message=_("止期不能早于起期"),
            ),
            models.UniqueConstraint(
                fields=["sub_district", "code"],
                name="grid_code_once",
                violation_error_message=_("本街道已有这个网格编号"),
            ),
            # Targets of the composite keys of spans and duties.
            models.UniqueConstraint(fields=["id", "sub_district"], name="grid_tenant"),
            models.UniqueConstraint(fields=["id", "level"], name="grid_level"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()

    @property
    def task_lines(self) -> list[str]:
        """责任清单, one entry a line."""
        return [line.strip() for line in self.tasks.splitlines() if line.strip()]


@tracked()
class GridSpan(Placed):
    """网格范围: a whole complex or one of its buildings belongs to a grid, from day to day."""

    grid = models.ForeignKey(
        Grid, on_delete=models.CASCADE, related_name="spans", verbose_name=_("网格")
    )
    # The grid's own, held in step by a composite key: an exclusion sees one table only.
    level = models.CharField(_("层级"), max_length=10, choices=GridLevel.choices, editable=False)
    building = models.ForeignKey(
        Building,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="grid_spans",
        verbose_name=_("楼栋"),
        help_text=_("不填表示整个小区"),
    )
    since = day(_("起"))
    until = day(_("止"), null=True, blank=True, help_text=_("最后一天，当天仍属于这个网格"))

    objects = DatedTerritoryQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("网格范围")
        verbose_name_plural = _("网格范围")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("grid", "sub_district"),
                to="communities.Grid",
                to_fields=("id", "sub_district"),
                name="gridspan_of_grid_of_sub_district",
            ),
            CompositeForeignKey(
                fields=("grid", "level"),
                to="communities.Grid",
                to_fields=("id", "level"),
                name="gridspan_of_level_of_grid",
            ),
            CompositeForeignKey(
                fields=("building", "complex"),
                to="communities.Building",
                to_fields=("id", "complex"),
                name="gridspan_building_of_complex",
            ),
            models.CheckConstraint(
                condition=Q(complex__isnull=False),
                name="gridspan_in_complex",
                violation_error_message=_("请选小区"),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="gridspan_forward",
                violation_error_message=_("止期不能早于起期"),
            ),
            # Without a building the second range has no bounds and meets each building of the
            # complex: whole and part exclude each other in the same constraint.
            ExclusionConstraint(
                name="gridspan_one_grid_of_a_level",
                expressions=[
                    (
                        OfOne(
                            F("complex") * Value(2)
                            + Case(When(level=GridLevel.MICRO, then=Value(1)), default=Value(0))
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (OfOne("building"), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这里这段时间已经属于同一层级的另一个网格"),
            ),
        ]
        indexes = [models.Index(fields=["grid"], name="gridspan_by_grid")]

    def __str__(self) -> str:
        return f"{self.grid_id}@{self.complex_id}/{self.building_id or ''}"


@tracked()
class Zone(Placed):
    """片 (包片): several complexes of a community that one member of its two committees looks after."""

    name = models.CharField(_("片区名称"), max_length=60)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = TerritoryQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("包片")
        verbose_name_plural = _("包片")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(community__isnull=False, complex=None),
                name="zone_of_community",
                violation_error_message=_("片区是社区的，请选社区，不选小区"),
            ),
            models.UniqueConstraint(
                fields=["community", "name"],
                name="zone_name_once",
                violation_error_message=_("这个社区已有同名片区"),
            ),
            models.UniqueConstraint(fields=["id", "sub_district"], name="zone_tenant"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class ZoneComplex(Placed):
    """A complex belongs to a zone, from day to day; to one at a time."""

    zone = models.ForeignKey(
        Zone, on_delete=models.CASCADE, related_name="complexes", verbose_name=_("包片")
    )
    since = day(_("起"))
    until = day(_("止"), null=True, blank=True, help_text=_("最后一天"))

    objects = DatedTerritoryQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("片内小区")
        verbose_name_plural = _("片内小区")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("zone", "sub_district"),
                to="communities.Zone",
                to_fields=("id", "sub_district"),
                name="zonecomplex_of_zone_of_sub_district",
            ),
            models.CheckConstraint(
                condition=Q(complex__isnull=False),
                name="zonecomplex_of_complex",
                violation_error_message=_("请选小区"),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="zonecomplex_forward",
                violation_error_message=_("止期不能早于起期"),
            ),
            ExclusionConstraint(
                name="zonecomplex_one_zone",
                expressions=[
                    (OfOne("complex"), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个小区这段时间已在另一个片区"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone_id}@{self.complex_id}"


@tracked()
class ZoneLead(Placed):
    """包片人: the two-committee member who looks after a zone; one at a time."""

    zone = models.ForeignKey(
        Zone, on_delete=models.CASCADE, related_name="leads", verbose_name=_("包片")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="zones_led", verbose_name=_("包片人")
    )
    since = day(_("起"))
    until = day(_("止"), null=True, blank=True, help_text=_("最后一天"))

    objects = DatedTerritoryQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("包片人")
        verbose_name_plural = _("包片人")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("zone", "sub_district"),
                to="communities.Zone",
                to_fields=("id", "sub_district"),
                name="zonelead_of_zone_of_sub_district",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="zonelead_forward",
                violation_error_message=_("止期不能早于起期"),
            ),
            ExclusionConstraint(
                name="zonelead_one_at_a_time",
                expressions=[
                    (OfOne("zone"), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个片区这段时间已有包片人"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} #{self.pk}"
