"""The activity plan as a file: 活动计划表 of a month or year (columns of domain 5.21)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from activities.models import Session
from activities.services.ledgers import (
    hours_text,
    import_activity_plan,
    place_named_in,
    place_text,
)
from communities.models import Complex, SubDistrict
from communities.queries.reach import WHOLE_COMMUNITY, WHOLE_SUB_DISTRICT
from core import cells
from core.ledgers import Column, Use
from core.resources import ScopedResource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accounts.models import User
    from activities.querysets import SessionQuerySet
    from core.ledgers import LedgerService, Preamble


def fen(value: cells.CellValue) -> int:
    """An amount in yuan, kept in fen."""
    return int((cells.decimal(value) * 100).to_integral_value())


def yuan(value: Any) -> cells.CellValue:
    return None if value is None else value / 100


def _text(key: str, heading: str, aliases: tuple[str, ...], limit: int) -> Column:
    """A text of the activity, not of its session."""
    parse = cells.bounded_text(limit)
    return Column(key, heading, aliases, parse, attribute=f"activity__{key}")


class ActivityPlanResource(ScopedResource):
    """活动计划表（月/年）."""

    slug = "activity-plan"
    title = "活动计划表"
    natural_key = ("community", "complex", "title", "when")
    identified_by = ("when",)
    columns = (
        Column("number", "序号", use=Use.ORDINAL),
        Column(
            "community",
            "社区",
            ("社区名称", "所属社区"),
            parse=cells.name(60),
            inherits=True,
        ),
        Column(
            "complex",
            "小区",
            ("小区名称", "小区（院落）名称", "所属小区", "院落"),
            parse=cells.name(60),
            inherits=True,
        ),
        Column("month", "月份", use=Use.COMPUTED),
        _text("theme", "主题", ("月主题", "活动主题"), 30),
        Column(
            "title",
            "活动名称",
            ("活动内容", "活动项目", "活动"),
            parse=cells.name(60),
            required=True,
            attribute="activity__title",
        ),
        _text("form", "形式", ("活动形式", "类型"), 30),
        Column(
            "when",
            "时间",
            ("活动时间", "日期", "开展时间", "计划时间"),
            parse=cells.moment,
            required=True,
        ),
        Column("place", "地点", ("活动地点", "阵地", "场地"), cells.bounded_text(60)),
        _text("audience", "对象", ("参加对象", "活动对象", "参与对象"), 60),
        _text("organizer", "主办", ("主办单位",), 60),
        _text("co_organizer", "协办", ("协办单位",), 60),
        _text("responsible", "责任人", ("负责人", "责任部门"), 40),
        Column(
            "budget_fen",
            "预算",
            ("预算(元)", "经费", "预算金额"),
            fen,
            attribute="activity__budget_fen",
            write=yuan,
        ),
        _text("loop_stage", "闭环环节", ("环节",), 20),
    )

    def dehydrate_community(self, session: Session) -> str:
        return session.community.name if session.community else WHOLE_SUB_DISTRICT

    def dehydrate_complex(self, session: Session) -> str | None:
        if session.complex is not None:
            return session.complex.name
        return WHOLE_COMMUNITY if session.community else None

    def dehydrate_month(self, session: Session) -> str:
        return f"{timezone.localtime(session.starts_at).month}月"

    def dehydrate_when(self, session: Session) -> str:
        return hours_text(session)

    def dehydrate_place(self, session: Session) -> str | None:
        return place_text(session) or None

    def rows_for(self, user: User) -> SessionQuerySet:
        sessions = Session.objects.visible_to(user).filter(cancelled_at=None)
        related = sessions.select_related("activity", "space", "complex", "community")
        return related.order_by("starts_at", "pk")

    def place_name(self, user: User) -> str:
        complexes = Complex.objects.served_by(user).values_list("name", flat=True)[:2]
        names = list(complexes)
        if len(names) != 1:
            names = list(SubDistrict.objects.visible_to(user).values_list("name", flat=True)[:2])
        return names[0] if len(names) == 1 else ""

    def defaults(self, preamble: Preamble, *, actor: User) -> Mapping[str, object]:
        """The complex that the title names, where no row names one."""
        return place_named_in(preamble.text, actor=actor)

    def service(self, preamble: Preamble) -> LedgerService:
        return import_activity_plan
