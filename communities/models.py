"""Places from sub-district to door, who lives there, and who holds which role where.

Every row that belongs somewhere inherits `Placed`: three columns that say where it belongs now, held
together by composite foreign keys, so that scoping is three indexed columns and no join.
"""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from communities.choices import ComplexKind, ManagementMode, PlaceKind, ResidentRelation, Role
from communities.constraints import CompositeForeignKey
from communities.querysets import (
    BuildingQuerySet,
    CommunityQuerySet,
    ComplexQuerySet,
    ResidentQuerySet,
    RoleAssignmentQuerySet,
    SubDistrictQuerySet,
)

RESERVED_SLUGS = ("all",)
slug_shape = RegexValidator(r"^[a-z0-9]+(?:-[a-z0-9]+)*$", _("网址名只能用小写字母、数字和连字符"))


def claim_slug(kind: PlaceKind) -> pgtrigger.Trigger:
    """Keeps `PlaceSlug` in step: one slug names one place of any kind (architecture 4)."""
    return pgtrigger.Trigger(
        name="claim_slug",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF TG_OP = 'UPDATE' AND NEW.slug = OLD.slug THEN
                RETURN NULL;
            END IF;
            IF TG_OP <> 'INSERT' THEN
                DELETE FROM communities_placeslug WHERE slug = OLD.slug;
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO communities_placeslug (slug, kind, place_id)
                VALUES (NEW.slug, '{kind}', NEW.id);
            END IF;
            RETURN NULL;
        """,
    )


class PlaceSlug(models.Model):
    """The one namespace of place slugs (网址名), written by the places' triggers only.

    `/c/<slug>/` and `--place` take a sub-district, a community or a complex.
    """

    slug = models.CharField(_("网址名"), max_length=60, primary_key=True)
    kind = models.CharField(_("类别"), max_length=20, choices=PlaceKind.choices)
    place_id = models.BigIntegerField(_("编号"))

    class Meta:
        verbose_name = _("网址名")
        verbose_name_plural = _("网址名")
        constraints = [
            models.UniqueConstraint(fields=["kind", "place_id"], name="placeslug_one_per_place"),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="placeslug_not_reserved",
                violation_error_message=_("这个网址名是系统保留的"),
            ),
        ]

    def __str__(self) -> str:
        return self.slug


@tracked()
class SubDistrict(models.Model):
    """街道: the lowest level of government, and the tenant."""

    name = models.CharField(_("街道名称"), max_length=60, unique=True)
    slug = models.CharField(_("网址名"), max_length=60, unique=True, validators=[slug_shape])
    # Where the official code is not known it stays NULL, never empty: so that it is unique when present.
    division_code = models.CharField(
        _("区划代码"),
        max_length=9,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^\d{9}$", _("街道区划代码是9位数字"))],
    )
    city_name = models.CharField(_("所在市区"), max_length=60, blank=True, default="")
    phone = models.CharField(_("联系电话"), max_length=20, blank=True, default="")
    record_number = models.CharField(_("备案号"), max_length=40, blank=True, default="")
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = SubDistrictQuerySet.as_manager()

    class Meta:
        verbose_name = _("街道")
        verbose_name_plural = _("街道")
        triggers = [claim_slug(PlaceKind.SUB_DISTRICT)]

    def __str__(self) -> str:
        return self.name


@tracked()
class Community(models.Model):
    """社区: not government; a residents' committee and a community Party committee."""

    sub_district = models.ForeignKey(
        SubDistrict, on_delete=models.PROTECT, related_name="communities", verbose_name=_("街道")
    )

    name = models.CharField(_("社区名称"), max_length=60)
    slug = models.CharField(_("网址名"), max_length=60, unique=True, validators=[slug_shape])
    pinyin_key = models.CharField(_("拼音键"), max_length=200, editable=False, default="")
    phone = models.CharField(_("社区电话"), max_length=20, blank=True, default="")
    is_listed = models.BooleanField(_("公开"), default=True)
    reviews_activities = models.BooleanField(
        _("活动须社区审核"), default=False, help_text=_("打开后，小区活动要先送审，通过后才能发布")
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("社区")
        verbose_name_plural = _("社区")
        constraints = [
            models.UniqueConstraint(
                fields=["sub_district", "name"],
                name="community_name_once",
                violation_error_message=_("这个街道已有同名社区"),
            ),
            # Target of the composite keys of every placed row.
            models.UniqueConstraint(fields=["id", "sub_district"], name="community_place"),
        ]
        triggers = [claim_slug(PlaceKind.COMMUNITY)]

    def __str__(self) -> str:
        return self.name


@tracked()
class Complex(models.Model):
    """小区 or 院落: a gated estate or an older courtyard; the place most rows belong to.

    Head counts are aggregates as of `figures_on` (ledger 1); nobody is counted one by one.
    """

    sub_district = models.ForeignKey(
        SubDistrict, on_delete=models.PROTECT, related_name="complexes", verbose_name=_("街道")
    )
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="complexes", verbose_name=_("社区")
    )

    name = models.CharField(_("小区名称"), max_length=60)
    slug = models.CharField(_("网址名"), max_length=60, unique=True, validators=[slug_shape])
    pinyin_key = models.CharField(_("拼音键"), max_length=200, editable=False, default="")
    kind = models.CharField(
        _("小区类型"), max_length=20, choices=ComplexKind.choices, default=ComplexKind.ESTATE
    )
    management_mode = models.CharField(
        _("管理模式"), max_length=20, choices=ManagementMode.choices, blank=True, default=""
    )
    address = models.CharField(_("详细地址"), max_length=120, blank=True, default="")
    note = models.CharField(_("备注"), max_length=200, blank=True, default="")
    is_listed = models.BooleanField(_("公开"), default=True)

    built_year = models.PositiveSmallIntegerField(_("建成年份"), null=True, blank=True)
    land_area = models.DecimalField(
        _("占地面积（㎡）"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    floor_area = models.DecimalField(
        _("建筑面积（㎡）"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    building_count = models.PositiveIntegerField(_("楼栋数"), null=True, blank=True)
    unit_count = models.PositiveIntegerField(_("单元数"), null=True, blank=True)
    household_count = models.PositiveIntegerField(_("总户数"), null=True, blank=True)
    occupied_household_count = models.PositiveIntegerField(_("入住户数"), null=True, blank=True)
    resident_count = models.PositiveIntegerField(_("常住人口"), null=True, blank=True)
    elder_count = models.PositiveIntegerField(_("60岁以上人数"), null=True, blank=True)
    figures_on = models.DateField(_("数据日期"), null=True, blank=True)

    # Published contacts of the place, not persons.
    duty_name = models.CharField(_("管家称呼"), max_length=40, blank=True, default="")
    duty_phone = models.CharField(_("管家电话"), max_length=20, blank=True, default="")
    duty_hours = models.CharField(_("管家服务时间"), max_length=40, blank=True, default="")
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = ComplexQuerySet.as_manager()

    class Meta:
        verbose_name = _("小区")
        verbose_name_plural = _("小区")
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"],
                name="complex_name_once",
                violation_error_message=_("这个社区已有同名小区"),
            ),
            # Target of the composite keys of every placed row.
            models.UniqueConstraint(fields=["id", "community"], name="complex_place"),
            CompositeForeignKey(
                fields=("community", "sub_district"),
                to="communities.Community",
                to_fields=("id", "sub_district"),
                name="complex_community_in_sub_district",
            ),
            models.CheckConstraint(
                condition=Q(occupied_household_count=None)
                | Q(household_count=None)
                | Q(occupied_household_count__lte=F("household_count")),
                name="complex_occupied_within_households",
                violation_error_message=_("入住户数不能多于总户数"),
            ),
            models.CheckConstraint(
                condition=Q(elder_count=None)
                | Q(resident_count=None)
                | Q(elder_count__lte=F("resident_count")),
                name="complex_elders_within_residents",
                violation_error_message=_("60岁以上人数不能多于常住人口"),
            ),
            models.CheckConstraint(
                condition=Q(built_year=None) | Q(built_year__range=(1900, 2100)),
                name="complex_built_year_plausible",
                violation_error_message=_("建成年份应在1900到2100之间"),
            ),
        ]
        triggers = [claim_slug(PlaceKind.COMPLEX)]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("portal:home", args=[self.slug])


class Placed(models.Model):
    """Where a row belongs now. Null community: the whole sub-district; null complex: the community.

    A child writes `class Meta(Placed.Meta)`, `abstract = False` and concatenates
    `Placed.Meta.constraints`: Django drops an abstract parent's constraints otherwise.
    """

    sub_district = models.ForeignKey(
        SubDistrict,
        on_delete=models.PROTECT,
        related_name="%(app_label)s_%(class)ss",
        verbose_name=_("街道"),
    )
    community = models.ForeignKey(
        Community,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(app_label)s_%(class)ss",
        verbose_name=_("社区"),
        help_text=_("不填表示全街道"),
    )
    complex = models.ForeignKey(
        Complex,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(app_label)s_%(class)ss",
        verbose_name=_("小区"),
        help_text=_("不填表示全社区"),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(complex=None) | Q(community__isnull=False),
                name="%(class)s_complex_has_community",
                violation_error_message=_("选了小区就要选它所在的社区"),
            ),
            CompositeForeignKey(
                fields=("complex", "community"),
                to="communities.Complex",
                to_fields=("id", "community"),
                name="%(class)s_complex_in_community",
            ),
            CompositeForeignKey(
                fields=("community", "sub_district"),
                to="communities.Community",
                to_fields=("id", "sub_district"),
                name="%(class)s_community_in_sub_district",
            ),
        ]

    @property
    def place_name(self) -> str:
        """The narrowest place that the row names."""
        place: Any = self.complex or self.community or self.sub_district
        return str(place.name)


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
    """单元: an entrance of a building."""

    building = models.ForeignKey(
        Building, on_delete=models.CASCADE, related_name="units", verbose_name=_("楼栋")
    )
    name = models.CharField(_("单元"), max_length=20)

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
            CompositeForeignKey(
                fields=("unit", "complex"),
                to="communities.Unit",
                to_fields=("id", "complex"),
                name="door_in_unit_of_complex",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room}（{self.unit_id}）"


@tracked()
class Resident(Placed):
    """居民: a person at a place, with the door where it is known."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="residences", verbose_name=_("人员")
    )
    door = models.ForeignKey(
        Door,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="residents",
        verbose_name=_("户"),
    )
    relation = models.CharField(
        _("身份"), max_length=20, choices=ResidentRelation.choices, default=ResidentRelation.OTHER
    )
    valid_from = models.DateField(_("起"), null=True, blank=True)
    valid_until = models.DateField(_("止"), null=True, blank=True)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = ResidentQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("居民")
        verbose_name_plural = _("居民")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["complex", "person"],
                condition=Q(valid_until=None),
                name="resident_once_per_complex",
                violation_error_message=_("这个人已登记在本小区"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}@{self.complex_id}"


@tracked()
class RoleAssignment(Placed):
    """任职: who holds which role where, from when to when; scoping and permissions read only this."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="role_assignments",
        verbose_name=_("账号"),
    )
    role = models.CharField(_("角色"), max_length=30, choices=Role.choices)
    valid_from = models.DateField(_("起"))
    valid_until = models.DateField(
        _("止"), null=True, blank=True, help_text=_("最后一天，当天仍有效")
    )
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="roles_granted",
        verbose_name=_("谁任命"),
    )

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["user", "role", "sub_district", "community", "complex"],
                condition=Q(valid_until=None),
                nulls_distinct=False,
                name="role_open_once",
                violation_error_message=_("这个人在这里已有同样的任职"),
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="role_term_forward",
                violation_error_message=_("止期不能早于起期"),
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[Role.SUB_DISTRICT_ADMIN, Role.SUB_DISTRICT_STAFF])
                | Q(community=None),
                name="role_of_whole_sub_district",
                violation_error_message=_("街道的角色不能限在社区或小区"),
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[Role.COMMUNITY_SECRETARY, Role.COMMUNITY_STAFF])
                | Q(community__isnull=False, complex=None),
                name="role_of_whole_community",
                violation_error_message=_("社区的角色要选社区，不选小区"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} #{self.pk}"
