"""Ledger 34 as a file: 公告公示登记 (columns of domain 5.34, with the place)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils import timezone

from communities.choices import NoticeCategory
from communities.models import Notice
from communities.queries.notices import period_days
from communities.queries.reach import WHOLE_COMMUNITY, WHOLE_SUB_DISTRICT
from communities.resources.of_my_places import OfMyPlaces
from communities.services.notice_ledger import import_notices
from core import cells
from core.ledgers import Column, Use
from core.resources import choice_writer

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from accounts.models import User
    from communities.querysets import NoticeQuerySet
    from core.ledgers import LedgerService, Preamble

CATEGORIES = {str(label): value for value, label in NoticeCategory.choices} | {
    "党务公开": NoticeCategory.PARTY,
    "党建": NoticeCategory.PARTY,
    "居务公开": NoticeCategory.RESIDENTS,
    "社区事务": NoticeCategory.RESIDENTS,
    "物业公示": NoticeCategory.PROPERTY,
    "物业服务": NoticeCategory.PROPERTY,
    "物业公开": NoticeCategory.PROPERTY,
    "收益": NoticeCategory.INCOME,
    "公共收益公示": NoticeCategory.INCOME,
    "活动通知": NoticeCategory.ACTIVITY,
}


class NoticeResource(OfMyPlaces):
    """公告公示登记."""

    slug = "notices"
    title = "公告公示登记"
    natural_key = ("community", "complex", "scope", "period", "published_on", "title")
    identified_by = ("scope", "period", "withdrawn", "objections")
    columns = (
        Column("number", "序号", use=Use.ORDINAL),
        Column("community", "社区", ("社区名称", "所属社区"), parse=cells.name(60), inherits=True),
        Column(
            "complex",
            "小区",
            ("小区名称", "小区（院落）名称", "所属小区", "院落"),
            parse=cells.name(60),
            inherits=True,
        ),
        Column(
            "title",
            "标题",
            ("公告标题", "公示标题", "公告名称", "公示名称", "公示内容", "公告内容"),
            parse=cells.name(60),
            required=True,
        ),
        Column(
            "category",
            "类别",
            ("公告类别", "公示类别", "类型"),
            parse=cells.one_of(CATEGORIES),
            options=tuple(str(label) for label in NoticeCategory.labels),
            write=choice_writer(NoticeCategory.choices),
        ),
        Column("scope", "发布范围", ("公示范围", "范围", "张贴地点"), parse=cells.name(60)),
        Column("publisher", "发布单位", ("公示单位", "发布人", "责任单位"), parse=cells.name(40)),
        Column("published_on", "发布时间", ("公示时间", "发布日期", "张贴时间"), parse=cells.date),
        Column("period", "公示期", ("公示期限", "公示起止"), parse=cells.date_range),
        Column("withdrawn", "撤下时间", ("撤下日期", "撤除时间"), use=Use.COMPUTED),
        Column("objections", "异议情况", ("异议", "有无异议"), use=Use.COMPUTED),
        Column("body", "正文", ("全文", "公告正文"), parse=cells.bounded_text(5000)),
    )

    def dehydrate_community(self, notice: Notice) -> str:
        return notice.community.name if notice.community else WHOLE_SUB_DISTRICT

    def dehydrate_complex(self, notice: Notice) -> str | None:
        if notice.complex is not None:
            return notice.complex.name
        return WHOLE_COMMUNITY if notice.community else None

    def dehydrate_scope(self, notice: Notice) -> str:
        return notice.place_name

    def dehydrate_published_on(self, notice: Notice) -> date | None:
        return timezone.localdate(notice.published_at) if notice.published_at else None

    def dehydrate_period(self, notice: Notice) -> str:
        return period_days(notice.shown_from, notice.shown_until)

    def dehydrate_withdrawn(self, notice: Notice) -> date | None:
        return timezone.localdate(notice.withdrawn_at) if notice.withdrawn_at else None

    def dehydrate_objections(self, notice: Any) -> str:
        """`无`, or `2条，已答复1条`: how many, never who."""
        if not notice.objection_count:
            return "无"
        return f"{notice.objection_count}条，已答复{notice.answered_count}条"

    def rows_for(self, user: User) -> NoticeQuerySet:
        notices: NoticeQuerySet = Notice.objects.visible_to(user)
        counted = notices.annotate(
            objection_count=Count("objections"),
            answered_count=Count("objections", filter=Q(objections__answered_at__isnull=False)),
        )
        related = counted.select_related("complex", "community", "sub_district")
        return related.order_by("shown_from", "pk")

    def service(self, preamble: Preamble) -> LedgerService:
        return import_notices
