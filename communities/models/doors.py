"""Inside a complex: buildings, their entrances, the doors behind which households live."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.constraints import CompositeForeignKey
from communities.models.placed import Placed
from communities.querysets import BuildingQuerySet


@tracked()
class Building(Placed):
    """楼栋 of a complex, as it is numbered on its wall."""

    name = models.CharField(_("楼栋"), max_length=20)
    floor_count = models.PositiveSmallIntegerField(
        _("层数"), null=True, blank=True, validators=[MinValueValidator(1)]
    )

    objects = BuildingQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("楼栋")
        verbose_name_plural = _("楼栋")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["complex", "name"],
                name="building_name_once",
                violation_error_message=_("这个小区已有同名楼栋"),
            ),
            models.UniqueConstraint(fields=["id", "complex"], name="building_place"),
            models.CheckConstraint(condition=Q(complex__isnull=False), name="building_in_complex"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.complex_id}）"


@tracked()
class Unit(Placed):
    """单元: an entrance of a building; its households as ledger 2 gave them, as of `figures_on`."""

    building = models.ForeignKey(
        Building, on_delete=models.CASCADE, related_name="units", verbose_name=_("楼栋")
    )
    name = models.CharField(_("单元"), max_length=20)
    household_count = models.PositiveIntegerField(_("户数"), null=True, blank=True)
    figures_on = models.DateField(_("数据日期"), null=True, blank=True)

    objects = BuildingQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("单元")
        verbose_name_plural = _("单元")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["building", "name"],
                name="unit_name_once",
                violation_error_message=_("这栋楼已有同名单元"),
            ),
            models.UniqueConstraint(fields=["id", "complex"], name="unit_place"),
            CompositeForeignKey(
                fields=("building", "complex"),
                to="communities.Building",
                to_fields=("id", "complex"),
                name="unit_in_building_of_complex",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.building_id}）"


@tracked()
class Door(Placed):
    """户: one door behind which one household lives; quotas per household are bound to it."""

    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, related_name="doors", verbose_name=_("单元")
    )
    room = models.CharField(_("房号"), max_length=20)
    floor = models.SmallIntegerField(
        _("楼层"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-9), MaxValueValidator(200)],
        help_text=_("地下写负数"),
    )
    area = models.DecimalField(
        _("面积（㎡）"), max_digits=8, decimal_places=2, null=True, blank=True
    )

    objects = BuildingQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("户")
        verbose_name_plural = _("户")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "room"],
                name="door_room_once",
                violation_error_message=_("这个单元已有同一房号"),
            ),
            models.UniqueConstraint(fields=["id", "complex"], name="door_place"),
            models.CheckConstraint(
                condition=Q(floor=None) | Q(floor__range=(-9, 200)),
                name="door_floor_plausible",
                violation_error_message=_("楼层应在-9到200之间"),
            ),
            models.CheckConstraint(
                condition=Q(area=None) | Q(area__gt=0),
                name="door_area_positive",
                violation_error_message=_("面积应大于0"),
            ),
            CompositeForeignKey(
                fields=("unit", "complex"),
                to="communities.Unit",
                to_fields=("id", "complex"),
                name="door_in_unit_of_complex",
            ),
        ]
        # The admin's search for a room in any complex.
        indexes = [models.Index(fields=["room"], name="door_by_room")]

    def __str__(self) -> str:
        return f"{self.room}（{self.unit_id}）"
