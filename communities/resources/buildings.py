"""Ledger 2 and the list of doors as files: 楼栋/单元长（党小组）台账 (columns of domain 5.2), 房屋台账."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Length
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.text import half_width
from communities.choices import DutyKind
from communities.models import Door, DoorDuty, Unit
from communities.resources.of_my_places import OfMyPlaces
from communities.services.building_ledger import import_buildings
from communities.services.door_ledger import import_doors
from core import cells
from core.cells import CellError, CellValue
from core.ledgers import Column, Use

if TYPE_CHECKING:
    from typing import Any

    from accounts.models import User
    from core.ledgers import LedgerService, Preamble

# A bare number gets 栋 or 单元 behind it, and has to fit with it.
LONGEST_NUMBER = 18
LOWEST, HIGHEST = -9, 200
LARGEST_AREA = Decimal(1_000_000)
_FLOOR = re.compile(r"(?P<below>-|负|地下|B)?第?(?P<number>\d{1,3})(?:层|楼|F)?")


def floor(value: CellValue) -> int:
    """`15`, `15层`, `-1`, `地下1层`, `B1`."""
    written = half_width(cells.text(value)).upper().removesuffix(".0")
    found = _FLOOR.fullmatch(written)
    number = int(found["number"]) * (-1 if found["below"] else 1) if found else None
    if number is None or not LOWEST <= number <= HIGHEST:
        raise CellError(_("应为楼层，例如 15、15层 或 地下1层"))
    return number


def door_area(value: CellValue) -> Decimal:
    """Square metres of one door: more than nothing."""
    area = cells.area(value)
    if not 0 < area < LARGEST_AREA:
        raise CellError(_("面积应大于0"))
    return area


def _place_columns(*, building: str, unit: str, is_required: bool) -> tuple[Column, ...]:
    """Down to the unit; `building` and `unit` lead from a row to their names."""
    return (
        Column("number", "序号", use=Use.ORDINAL),
        Column(
            "community",
            "社区",
            ("社区名称", "所属社区", "所在社区"),
            parse=cells.name(60),
            inherits=True,
            attribute="community__name",
        ),
        Column(
            "complex",
            "小区",
            ("小区名称", "小区（院落）名称", "院落名称", "小区/院落", "小区(院落)", "院落"),
            parse=cells.name(60),
            required=True,
            inherits=True,
            attribute="complex__name",
        ),
        Column(
            "building",
            "楼栋",
            ("楼栋号", "楼号", "栋号", "幢号", "楼栋名称"),
            parse=cells.name(LONGEST_NUMBER),
            required=is_required,
            attribute=building,
        ),
        Column(
            "unit",
            "单元",
            ("单元号", "单元名称"),
            parse=cells.name(LONGEST_NUMBER),
            attribute=unit,
        ),
    )


class BuildingResource(OfMyPlaces):
    """楼栋/单元长（党小组）台账: a row a unit; the Party's columns come with its app."""

    slug = "buildings"
    title = "楼栋/单元长（党小组）台账"
    model = Unit
    natural_key = ("community", "complex", "building", "unit")
    identified_by = ("household_count", "head")
    columns = (
        *_place_columns(building="building__name", unit="name", is_required=True),
        Column(
            "household_count",
            "户数",
            ("单元户数", "总户数", "居民户数", "住户数"),
            parse=cells.integer,
            expected=True,
        ),
        Column(
            "head",
            "楼栋长",
            (
                "楼长",
                "栋长",
                "单元长",
                "楼栋长姓名",
                "楼栋（单元）长",
                "楼栋/单元长",
                "楼栋长/单元长",
            ),
            parse=cells.name(40),
            attribute="head_name",
        ),
        Column("party_group", "党小组", use=Use.LATER),
        Column("party_group_head", "党小组组长", ("党小组长",), use=Use.LATER),
        Column("party_member_count", "责任区党员数", ("党员数",), use=Use.LATER),
        Column("party_household", "党员中心户", use=Use.LATER),
        Column("service_post", "党员服务岗", use=Use.LATER),
        Column("note", "备注", use=Use.LATER),
    )

    def rows_for(self, user: User) -> QuerySet[Any]:
        today = timezone.localdate()
        heads = (
            DoorDuty.objects.visible_to(user).on(today).filter(kind=DutyKind.BUILDING_HEAD)
        ).order_by()

        def name_of(**span: OuterRef) -> Subquery:
            return Subquery(heads.filter(**span).values("person__name")[:1])

        units = Unit.objects.visible_to(user).annotate(
            head_name=Coalesce(name_of(unit=OuterRef("pk")), name_of(building=OuterRef("building")))
        )
        return units.select_related("building", "complex", "community").order_by(
            "community__pinyin_key",
            "complex__pinyin_key",
            "complex_id",
            Length("building__name"),
            "building__name",
            Length("name"),
            "name",
        )

    def service(self, preamble: Preamble) -> LedgerService:
        return partial(import_buildings, figures_on=preamble.filled_on)


class DoorResource(OfMyPlaces):
    """房屋台账: a row a door. A whole door may stand in one cell, as in `3栋2单元1501`."""

    slug = "doors"
    title = "房屋台账"
    natural_key = ("community", "complex", "building", "unit", "room")
    identified_by = ("room", "floor", "area")
    columns = (
        *_place_columns(building="unit__building__name", unit="unit__name", is_required=False),
        Column(
            "room",
            "户号",
            ("房号", "室号", "门牌号", "房间号", "房屋", "房屋地址", "楼栋单元户号", "楼栋房号"),
            parse=cells.name(20),
            required=True,
        ),
        Column("floor", "楼层", ("所在楼层", "层"), parse=floor),
        Column("area", "面积(㎡)", ("面积", "建筑面积", "房屋面积"), parse=door_area),
    )

    def rows_for(self, user: User) -> QuerySet[Any]:
        doors = Door.objects.visible_to(user)
        return doors.select_related("unit__building", "complex", "community").order_by(
            "community__pinyin_key",
            "complex__pinyin_key",
            "complex_id",
            Length("unit__building__name"),
            "unit__building__name",
            Length("unit__name"),
            "unit__name",
            Length("room"),
            "room",
        )

    def service(self, preamble: Preamble) -> LedgerService:
        return import_doors
