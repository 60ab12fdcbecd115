"""Sub-district, community and complex, and the one namespace of their slugs."""

from __future__ import annotations

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.choices import ComplexKind, PlaceKind
from communities.constraints import CompositeForeignKey
from communities.querysets import CommunityQuerySet, ComplexQuerySet, SubDistrictQuerySet

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


def continues_street() -> pgtrigger.Trigger:
    """The statistical code: six digits of the district, three of the street, three of the community.

    A street whose code is not known binds nobody. The lock keeps the street's code still while it is
    compared.
    """
    return pgtrigger.Trigger(
        name="continues_street",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("division_code", "sub_district_id"),
        condition=pgtrigger.Q(new__division_code__isnull=False),
        declare=[("street", "text")],
        func=f"""
            SELECT division_code INTO street FROM communities_subdistrict
            WHERE id = NEW.sub_district_id FOR SHARE;
            IF street IS NOT NULL AND left(NEW.division_code, 9) <> street THEN
                {_refuse("community_code_continues_street")}
            END IF;
            RETURN NEW;
        """,
    )


def communities_continue() -> pgtrigger.Trigger:
    """The other side: a street's code changes only with those of its communities."""
    return pgtrigger.Trigger(
        name="communities_continue",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("division_code"),
        condition=pgtrigger.Q(new__division_code__isnull=False),
        func=f"""
            IF EXISTS (
                SELECT 1 FROM communities_community
                WHERE sub_district_id = NEW.id AND left(division_code, 9) <> NEW.division_code
            ) THEN
                {_refuse("community_code_continues_street")}
            END IF;
            RETURN NULL;
        """,
    )


def _refuse(constraint: str) -> str:
    return (
        f"RAISE EXCEPTION 'violates {constraint}'"
        f" USING ERRCODE = 'check_violation', CONSTRAINT = '{constraint}';"
    )


def keep_placements() -> pgtrigger.Trigger:
    """Writes down where a complex lies, by whatever road it was made or moved (`ComplexPlacement`).

    The act of moving (`services/moving.py`) has written its own day and reason before: then there is
    nothing left to do. Whoever moves a complex otherwise does so today.
    """
    return pgtrigger.Trigger(
        name="keep_placements",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("community_id"),
        declare=[("today", "DATE")],
        func="""
            today := (now() AT TIME ZONE 'Asia/Shanghai')::date;
            IF TG_OP = 'UPDATE' THEN
                IF NEW.community_id = OLD.community_id OR EXISTS (
                    SELECT 1 FROM communities_complexplacement
                    WHERE complex_id = NEW.id AND community_id = NEW.community_id
                    AND valid_until IS NULL
                ) THEN
                    RETURN NULL;
                END IF;
                UPDATE communities_complexplacement SET community_id = NEW.community_id
                WHERE complex_id = NEW.id AND valid_until IS NULL AND valid_from >= today;
                IF FOUND THEN
                    RETURN NULL;
                END IF;
                UPDATE communities_complexplacement SET valid_until = today - 1
                WHERE complex_id = NEW.id AND valid_until IS NULL;
            END IF;
            INSERT INTO communities_complexplacement (complex_id, community_id, valid_from, reason)
            VALUES (
                NEW.id, NEW.community_id, CASE WHEN TG_OP = 'UPDATE' THEN today END, ''
            );
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
        triggers = [claim_slug(PlaceKind.SUB_DISTRICT), communities_continue()]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Says in words what the trigger refuses. Raises ValidationError."""
        if not self.pk or not self.division_code:
            return
        others = self.communities.exclude(division_code=None)
        strays = others.exclude(division_code__startswith=self.division_code)
        if strays.exists():
            name = strays.order_by("pinyin_key").values_list("name", flat=True)[0]
            raise ValidationError(
                {
                    "division_code": _("“%(name)s”的区划代码不是以它开头，请先改社区的")
                    % {"name": name}
                }
            )


@tracked()
class Community(models.Model):
    """社区: not government; a residents' committee and a community Party committee."""

    sub_district = models.ForeignKey(
        SubDistrict, on_delete=models.PROTECT, related_name="communities", verbose_name=_("街道")
    )

    name = models.CharField(_("社区名称"), max_length=60)
    slug = models.CharField(_("网址名"), max_length=60, unique=True, validators=[slug_shape])
    pinyin_key = models.CharField(_("拼音键"), max_length=200, editable=False, default="")
    # As the statistical office publishes it; NULL where it is not known.
    division_code = models.CharField(
        _("区划代码"),
        max_length=12,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^\d{12}$", _("社区区划代码是12位数字"))],
        help_text=_("12位，前9位是街道的代码；不知道就不填"),
    )
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
        triggers = [claim_slug(PlaceKind.COMMUNITY), continues_street()]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Says in words what the trigger refuses (domain 6.1). Raises ValidationError."""
        if not self.division_code or not self.sub_district_id:
            return
        street = self.sub_district.division_code
        if street and not self.division_code.startswith(street):
            raise ValidationError(
                {"division_code": _("社区代码的前9位要与街道代码%(code)s一致") % {"code": street}}
            )


@tracked()
class Complex(models.Model):
    """小区 or 院落: a gated estate or an older courtyard; the place most rows belong to.

    Head counts are aggregates as of `figures_on` (ledger 1); nobody is counted one by one. How it is
    managed changes with time: `ManagementPeriod`, asked by `with_mode(day)`.
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

    # Of one that was merged into another (`services/merging.py`): what its pages lead to.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("并入"),
    )
    closed_on = models.DateField(
        _("撤并日期"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("最后一天，当天仍算一个小区"),
    )
    closed_reason = models.CharField(
        _("撤并原因"), max_length=200, blank=True, default="", editable=False
    )

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
            models.UniqueConstraint(fields=["id", "sub_district"], name="complex_tenant"),
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
            models.CheckConstraint(
                condition=Q(merged_into=None, closed_on=None)
                | Q(merged_into__isnull=False, closed_on__isnull=False, is_listed=False),
                name="complex_merged_is_closed",
                violation_error_message=_("已并入别的小区的，不能再公开"),
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="complex_merged_into_another",
            ),
        ]
        triggers = [claim_slug(PlaceKind.COMPLEX), keep_placements()]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("portal:home", args=[self.slug])
