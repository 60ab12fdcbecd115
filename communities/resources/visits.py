"""Ledger 32 as a file: 入户走访登记 (columns of domain 5.32, with the community)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communities.models import VisitTour
from communities.models.visits import LONGEST_VISITOR
from communities.queries.visit_ledger import ledger_tours, needs_text, numbers_text
from communities.resources.of_my_places import OfMyPlaces
from communities.services.visit_ledger import import_visits
from core import cells
from core.ledgers import Column, Use

if TYPE_CHECKING:
    from accounts.models import User
    from core.ledgers import LedgerService, Preamble

# Several needs of one building and day stand in one cell; one alone is bounded by its field.
LONGEST_CELL = 4000


class VisitResource(OfMyPlaces):
    """入户走访登记."""

    slug = "visits"
    title = "入户走访登记"
    natural_key = ("day", "visitor", "community", "place")
    identified_by = ("households", "met", "visitor")
    columns = (
        Column("number", "序号", use=Use.ORDINAL),
        Column(
            "day",
            "日期",
            ("走访日期", "走访时间", "入户日期", "时间"),
            parse=cells.date,
            required=True,
        ),
        Column(
            "visitor",
            "走访人",
            ("走访人员", "入户人员", "走访干部", "走访人姓名"),
            parse=cells.name(LONGEST_VISITOR),
            required=True,
        ),
        Column("community", "社区", ("社区名称", "所属社区"), parse=cells.name(60), inherits=True),
        Column(
            "place",
            "小区楼栋",
            ("楼栋", "小区及楼栋", "走访小区", "走访地点", "走访楼栋"),
            parse=cells.name(80),
            required=True,
        ),
        Column(
            "households",
            "走访户数",
            ("入户户数", "走访数", "应走访户数"),
            parse=cells.integer,
            attribute="household_count",
        ),
        Column(
            "met",
            "见面户数",
            ("见到户数", "实际见面户数", "见面数"),
            parse=cells.integer,
            attribute="met_count",
        ),
        Column(
            "need",
            "需求/问题",
            ("需求", "问题", "需求或问题", "反映问题", "居民诉求", "需求和问题"),
            parse=cells.bounded_text(LONGEST_CELL),
        ),
        Column(
            "transfer_number",
            "转办编号",
            ("转办单号", "工单编号", "转办"),
            parse=cells.name(LONGEST_CELL),
        ),
    )

    def dehydrate_community(self, tour: VisitTour) -> str:
        return tour.community.name if tour.community else ""

    def dehydrate_place(self, tour: VisitTour) -> str:
        return f"{tour.place_name}{tour.building}"

    def dehydrate_need(self, tour: VisitTour) -> str:
        return needs_text(tour)

    def dehydrate_transfer_number(self, tour: VisitTour) -> str:
        return numbers_text(tour)

    def rows_for(self, user: User) -> Any:
        return ledger_tours(VisitTour.objects.visible_to(user)).order_by("day", "pk")

    def service(self, preamble: Preamble) -> LedgerService:
        return import_visits
