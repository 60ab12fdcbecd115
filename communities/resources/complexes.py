"""Ledger 1 as a file: 小区基本信息台账, one row a complex (columns of domain 5.1)."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils import timezone

from communities.choices import ComplexKind, ManagementMode
from communities.models import Complex
from communities.queries.grids import grid_codes, grid_columns, grid_workers
from communities.resources.of_my_places import OfMyPlaces
from communities.services.ledgers import import_complexes
from core import cells
from core.ledgers import Column, Use
from core.resources import choice_writer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db.models import QuerySet

    from accounts.models import User
    from communities.querysets import ComplexQuerySet
    from core.ledgers import LedgerService, Preamble

COMPLEX_KINDS = {str(label): value for value, label in ComplexKind.choices} | {
    "商品房": ComplexKind.ESTATE,
    "商住小区": ComplexKind.ESTATE,
    "住宅小区": ComplexKind.ESTATE,
    "小区": ComplexKind.ESTATE,
    "老旧院落": ComplexKind.COURTYARD,
    "老旧小区": ComplexKind.COURTYARD,
    "散居院落": ComplexKind.COURTYARD,
    "拆迁安置小区": ComplexKind.RESETTLEMENT,
    "安置房": ComplexKind.RESETTLEMENT,
    "单位家属院": ComplexKind.UNIT_HOUSING,
    "家属院": ComplexKind.UNIT_HOUSING,
    "写字楼": ComplexKind.OFFICE_TOWER,
    "商务楼": ComplexKind.OFFICE_TOWER,
}
# In the offices' words, by which they are exported too; then the labels, then other spellings.
MANAGEMENT_WORDS = {
    "物业服务": ManagementMode.PROPERTY_FIRM,
    "自治自理": ManagementMode.SELF_MANAGED,
    "支部+院落": ManagementMode.BRANCH_COURTYARD,
    "单位自管": ManagementMode.UNIT_MANAGED,
    "脱管": ManagementMode.UNMANAGED,
}
MANAGEMENT_MODES = (
    MANAGEMENT_WORDS
    | {str(label): value for value, label in ManagementMode.choices}
    | {
        "物业管理": ManagementMode.PROPERTY_FIRM,
        "物业企业": ManagementMode.PROPERTY_FIRM,
        "专业物业": ManagementMode.PROPERTY_FIRM,
        "自治": ManagementMode.SELF_MANAGED,
        "居民自治": ManagementMode.SELF_MANAGED,
        "支部管院": ManagementMode.BRANCH_COURTYARD,
        "党支部+院落": ManagementMode.BRANCH_COURTYARD,
        "自管": ManagementMode.UNIT_MANAGED,
        "无人管理": ManagementMode.UNMANAGED,
        "无物业": ManagementMode.UNMANAGED,
        "失管": ManagementMode.UNMANAGED,
    }
)
_FILLED_BY = re.compile(r"填[报表]单位\s*[:：]\s*(\S*社区)")


def _later(key: str, heading: str, *aliases: str) -> Column:
    """A column of an app that does not exist yet."""
    return Column(key, heading, aliases, use=Use.LATER)


def prefetched(complex_: Complex, name: str) -> list[Any]:
    """What a `Prefetch` of `rows_for` put on the complex."""
    rows: list[Any] = getattr(complex_, name)
    return rows


class ComplexResource(OfMyPlaces):
    """小区基本信息台账."""

    slug = "complexes"
    title = "小区基本信息台账"
    model = Complex
    natural_key = ("community", "name")
    identified_by = (
        "kind",
        "address",
        "built_year",
        "building_count",
        "household_count",
        "resident_count",
        "management_mode",
    )
    columns: ClassVar[tuple[Column, ...]] = (
        Column("number", "序号", use=Use.ORDINAL),
        Column(
            "community",
            "社区",
            ("社区名称", "所属社区", "所在社区"),
            parse=cells.name(60),
            required=True,
            inherits=True,
            attribute="community__name",
        ),
        Column(
            "name",
            "小区（院落）名称",
            (
                "小区名称",
                "院落名称",
                "小区",
                "院落",
                "小区(院落)",
                "小区/院落",
                "小区院落名称",
                "小区名",
                "院落（小区）名称",
            ),
            parse=cells.name(60),
            required=True,
        ),
        Column(
            "kind",
            "小区类型",
            ("类型", "小区（院落）类型"),
            parse=cells.one_of(COMPLEX_KINDS),
            options=tuple(str(label) for label in ComplexKind.labels),
            write=choice_writer(ComplexKind.choices),
        ),
        Column(
            "address",
            "详细地址",
            ("地址", "小区地址"),
            parse=cells.bounded_text(120),
            expected=True,
        ),
        Column(
            "built_year",
            "建成年份",
            ("建成年代", "建成时间", "建设年代", "竣工年份"),
            parse=cells.year,
            expected=True,
        ),
        Column("land_area", "占地面积(㎡)", ("占地面积",), parse=cells.area),
        Column("floor_area", "建筑面积(㎡)", ("建筑面积", "总建筑面积"), parse=cells.area),
        Column(
            "building_count",
            "楼栋数",
            ("栋数", "楼栋数量", "楼幢数", "楼栋"),
            parse=cells.integer,
            expected=True,
        ),
        Column("unit_count", "单元数", ("单元数量", "单元"), parse=cells.integer, expected=True),
        Column(
            "household_count",
            "总户数",
            ("户数", "居民户数", "住户数"),
            parse=cells.integer,
            expected=True,
        ),
        Column(
            "occupied_household_count",
            "入住户数",
            ("已入住户数", "实际入住户数", "入住数"),
            parse=cells.integer,
        ),
        Column(
            "resident_count",
            "常住人口",
            ("常住人口数", "常住人数", "居民人数", "人口数", "总人口", "人口"),
            parse=cells.integer,
            expected=True,
        ),
        Column(
            "elder_count",
            "60岁以上人数",
            ("60岁以上老人数", "60岁以上老年人", "60岁及以上人数", "60岁以上", "老年人数"),
            parse=cells.integer,
        ),
        Column(
            "management_mode",
            "管理模式",
            ("管理方式", "物业管理模式", "管理类型"),
            parse=cells.one_of(MANAGEMENT_MODES),
            options=tuple(MANAGEMENT_WORDS),
            write=choice_writer((mode, word) for word, mode in MANAGEMENT_WORDS.items()),
        ),
        _later("firm", "物业服务企业", "物业企业", "物业公司"),
        _later("project_lead", "物业项目负责人", "物业负责人", "项目负责人"),
        _later("project_phone", "负责人电话"),
        _later("contract", "合同起止", "合同期限"),
        _later("fee", "物业费标准(元/㎡·月)", "物业费标准", "物业费"),
        _later("has_owners_committee", "是否成立业委会"),
        _later("owners_committee_head", "业委会主任"),
        _later("owners_committee_term", "业委会任期"),
        _later("has_branch", "是否成立党支部"),
        _later("branch_secretary", "党支部书记"),
        _later("party_member_count", "党员数"),
        _later("party_group_count", "党小组数"),
        Column("grid", "网格编号", ("网格",), use=Use.COMPUTED),
        Column("grid_worker", "网格员", use=Use.COMPUTED),
        _later("space_count", "阵地数量", "阵地数"),
        Column("note", "备注", parse=cells.bounded_text(200)),
    )

    def standing(self, rows: QuerySet[Complex], on: date) -> QuerySet[Complex]:
        """Not those that were merged into another by that day."""
        return rows.filter(pk__in=Complex.objects.standing_on(on).values("pk"))

    def rows_for(self, user: User) -> ComplexQuerySet:
        today = timezone.localdate()
        complexes = Complex.objects.visible_to(user).with_mode(today).select_related("community")
        complexes = complexes.prefetch_related(*grid_columns(today))
        return complexes.order_by("community__pinyin_key", "community_id", "pk")

    def dehydrate_grid(self, complex_: Complex) -> str | None:
        return grid_codes(prefetched(complex_, "grid_spans_of_day"))

    def dehydrate_grid_worker(self, complex_: Complex) -> str | None:
        return grid_workers(
            prefetched(complex_, "grid_spans_of_day"),
            prefetched(complex_, "grid_workers_of_day"),
        )

    def defaults(self, preamble: Preamble, *, actor: User) -> Mapping[str, object]:
        """The community that filled the ledger in, where no row names one."""
        found = _FILLED_BY.search(preamble.text)
        return {"community": found[1]} if found else {}

    def service(self, preamble: Preamble) -> LedgerService:
        return partial(import_complexes, figures_on=preamble.filled_on)
