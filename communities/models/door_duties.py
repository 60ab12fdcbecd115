"""Who answers for which doors, on any day: stewards, grid workers, building heads."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from communities.choices import DutyKind
from communities.constraints import CompositeForeignKey, Days, OfOne
from communities.models.doors import Building, Unit
from communities.models.grids import Grid
from communities.models.organizations import Organization
from communities.models.placed import Placed
from communities.querysets import DoorDutyQuerySet, DutyLeaveQuerySet


def _one_at_a_time(span: str, *, when: Q) -> ExclusionConstraint:
    """At most one of a kind for the same complex, building, unit or grid on any day.

    Kind and span are one number, because a range is the only thing that a GiST index knows without
    extensions (architecture 1).
    """
    kind = Case(
        *(When(kind=kind, then=Value(number)) for number, kind in enumerate(DutyKind.values, 1)),
        default=Value(0),
    )
    key = F(span) * Value(8) + kind
    return ExclusionConstraint(
        name=f"door_duty_one_a_{span}",
        expressions=[
            (OfOne(key), RangeOperators.OVERLAPS),
            (Days("valid_from", "valid_until"), RangeOperators.OVERLAPS),
        ],
        condition=when,
        violation_error_message=_("这个范围在这段时间已经有人负责"),
    )


@tracked()
class DoorDuty(Placed):
    """责任到户: one person answers for a complex, a building, a unit or a grid, from day to day.

    The narrowest span counts: the steward of a unit before the one of its building. A grid has its
    worker and nobody else; what it covers on a day its spans say.
    """

    kind = models.CharField(_("职责"), max_length=20, choices=DutyKind.choices)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="door_duties", verbose_name=_("谁负责")
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="door_duties",
        verbose_name=_("所在单位"),
    )
    building = models.ForeignKey(
        Building,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="door_duties",
        verbose_name=_("楼栋"),
        help_text=_("楼栋、单元都不填，表示整个小区"),
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="door_duties",
        verbose_name=_("单元"),
    )
    grid = models.ForeignKey(
        Grid,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="door_duties",
        verbose_name=_("网格"),
        help_text=_("网格员负责的网格；填了网格就不填楼栋和单元"),
    )
    valid_from = models.DateField(_("起"))
    valid_until = models.DateField(
        _("止"), null=True, blank=True, help_text=_("最后一天，当天仍负责")
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = DoorDutyQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("楼栋责任")
        verbose_name_plural = _("楼栋责任")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("building", "complex"),
                to="communities.Building",
                to_fields=("id", "complex"),
                name="doorduty_building_of_complex",
            ),
            CompositeForeignKey(
                fields=("unit", "complex"),
                to="communities.Unit",
                to_fields=("id", "complex"),
                name="doorduty_unit_of_complex",
            ),
            CompositeForeignKey(
                fields=("organization", "sub_district"),
                to="communities.Organization",
                to_fields=("id", "sub_district"),
                name="doorduty_organization_of_sub_district",
            ),
            CompositeForeignKey(
                fields=("grid", "sub_district"),
                to="communities.Grid",
                to_fields=("id", "sub_district"),
                name="doorduty_grid_of_sub_district",
            ),
            # A grid of several complexes lies in none of them.
            models.CheckConstraint(
                condition=Q(complex__isnull=False) | Q(grid__isnull=False),
                name="door_duty_in_complex",
                violation_error_message=_("请选小区"),
            ),
            models.CheckConstraint(
                condition=Q(building=None, unit=None)
                | Q(building=None, grid=None)
                | Q(unit=None, grid=None),
                name="door_duty_one_span",
                violation_error_message=_("楼栋、单元和网格只选一个"),
            ),
            models.CheckConstraint(
                condition=Q(grid=None) | Q(kind=DutyKind.GRID_WORKER),
                name="door_duty_grid_has_worker",
                violation_error_message=_("网格只设网格员"),
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="door_duty_forward",
                violation_error_message=_("止期不能早于起期"),
            ),
            models.UniqueConstraint(fields=["id", "complex"], name="door_duty_place"),
            _one_at_a_time("unit", when=Q(unit__isnull=False)),
            _one_at_a_time("building", when=Q(building__isnull=False)),
            _one_at_a_time("complex", when=Q(unit=None, building=None, grid=None)),
            _one_at_a_time("grid", when=Q(grid__isnull=False)),
        ]
        indexes = [models.Index(fields=["person", "valid_until"], name="door_duty_by_person")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} #{self.pk}"


@tracked()
class DutyLeave(Placed):
    """请假: days on which somebody else answers for the doors of a duty."""

    duty = models.ForeignKey(
        DoorDuty, on_delete=models.CASCADE, related_name="leaves", verbose_name=_("楼栋责任")
    )
    deputy = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="deputised", verbose_name=_("谁代替")
    )
    first_day = models.DateField(_("起"))
    last_day = models.DateField(_("止"), help_text=_("最后一天，当天仍由代替的人负责"))

    objects = DutyLeaveQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("请假代班")
        verbose_name_plural = _("请假代班")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("duty", "complex"),
                to="communities.DoorDuty",
                to_fields=("id", "complex"),
                name="dutyleave_of_duty_of_complex",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="duty_leave_forward",
                violation_error_message=_("止期不能早于起期"),
            ),
            ExclusionConstraint(
                name="duty_leave_once",
                expressions=[
                    (OfOne("duty"), RangeOperators.OVERLAPS),
                    (Days("first_day", "last_day"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这几天已经安排了代班"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty_id} {self.first_day}"
