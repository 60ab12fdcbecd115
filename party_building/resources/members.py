"""Ledgers 4, 5 and 6 as files: only what work needs; what is refused is dropped and named (domain 5, 6.5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from communities.body_rules import full_date
from communities.resources.bodies import phone_column
from communities.resources.of_my_places import OfMyPlaces
from core import cells
from core.ledgers import Column, Use
from core.resources import choice_writer
from core.sheets import Sheet
from party_building.choices import MemberKind, MembershipHome
from party_building.development_rules import NAMED_ACTIVIST, REVIEWED, TALKED
from party_building.models import (
    DualRegistration,
    MemberDevelopment,
    PartyMember,
    PartyPost,
    PartyRules,
)
from party_building.queries.development import next_due, records_of, switched_on_for, taken
from party_building.queries.dual_registrations import posts_text, registrations_of
from party_building.queries.rules import rules_of
from party_building.services.development import DevelopmentOff
from party_building.services.development_ledger import import_development
from party_building.services.member_ledger import import_members
from party_building.services.registration_ledger import import_registrations

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User
    from core.ledgers import LedgerService, Preamble

KINDS = {str(label): value for value, label in MemberKind.choices} | {
    "正式": MemberKind.FULL,
    "预备": MemberKind.PROBATIONARY,
    "党员": MemberKind.FULL,
}


def _refused(key: str, heading: str, *aliases: str) -> Column:
    """Personal data that the system does not keep."""
    return Column(key, heading, aliases, use=Use.REFUSED)


def _consented_on() -> Column:
    return Column("consented_on", "同意登记日期", ("同意日期", "本人同意日期"), parse=cells.date)


def _branch() -> Column:
    return Column(
        "branch",
        "党组织关系所在支部",
        ("所在支部", "所在党支部", "党支部", "党组织", "党组织名称", "所属党组织"),
        parse=cells.name(80),
        required=True,
        attribute="organization__name",
    )


class PartyMemberResource(OfMyPlaces):
    """党员花名册: who is on a roster today, for those alone who may read it."""

    slug = "party-members"
    title = "党员花名册"
    natural_key = ("branch", "name")
    identified_by = ("branch", "group", "post")
    columns = (
        Column("ordinal", "序号", use=Use.ORDINAL),
        Column(
            "name", "姓名", ("党员姓名",), parse=cells.name(40), required=True,
            attribute="person__name",
        ),
        _refused("gender", "性别"),
        _refused("ethnicity", "民族"),
        _refused("born", "出生年月", "出生日期", "出生", "年龄"),
        _refused("education", "学历", "文化程度"),
        _refused("identity", "身份证号", "身份证", "身份证号码", "公民身份号码"),
        _refused("joined", "入党时间", "入党日期", "入党年月"),
        _refused("confirmed", "转正时间", "转正日期"),
        _branch(),
        Column(
            "group", "所在党小组", ("党小组", "所属党小组"), parse=cells.bounded_text(80),
            attribute="group__name",
        ),
        Column(
            "kind", "党员类型", ("人员类别", "党员类别", "类别"), parse=cells.one_of(KINDS),
            options=tuple(str(label) for label in MemberKind.labels),
            write=choice_writer(MemberKind.choices),
        ),
        Column(
            "building", "楼栋", ("所在楼栋", "楼栋号"), parse=cells.bounded_text(20),
            attribute="building__name",
        ),
        Column(
            "post", "党内职务", use=Use.COMPUTED,
            left_out=gettext_lazy("党内职务在党组织的页面上任命，不从名册导入"),
        ),
        Column(
            "is_dual", "是否双报到", ("双报到",), parse=cells.yes_no, options=("是", "否"),
        ),
        Column("service_post", "服务岗", ("党员服务岗",), parse=cells.bounded_text(400)),
        phone_column(),
        _consented_on(),
        Column("since", "在册日期", ("转入日期", "登记日期"), parse=cells.date),
        Column("note", "备注", use=Use.LATER),
    )  # fmt: skip

    def rows_for(self, user: User) -> QuerySet[PartyMember]:
        today = timezone.localdate()
        posts = PartyPost.objects.on(today).order_by("pk")
        rows = PartyMember.objects.visible_to(user).on(today)
        return (
            rows.select_related("person", "organization", "group", "building")
            .prefetch_related(
                Prefetch("person__party_posts", posts, to_attr="standing_posts"),
                "service_claims__service_post",
            )
            .order_by("organization__pinyin_key", "organization_id", "person__pinyin_key", "pk")
        )

    def dehydrate_post(self, member: Any) -> str:
        """In the branch or in her group."""
        own = {member.organization_id, member.group_id}
        posts = [one for one in member.person.standing_posts if one.organization_id in own]
        return "、".join(str(post.get_post_display()) for post in posts)

    def dehydrate_is_dual(self, member: PartyMember) -> str:
        return "是" if member.home == MembershipHome.ELSEWHERE else "否"

    def dehydrate_service_post(self, member: PartyMember) -> str:
        today = timezone.localdate()
        return "、".join(
            claim.service_post.name
            for claim in member.service_claims.all()
            if claim.since <= today and (claim.until is None or claim.until >= today)
        )

    def service(self, preamble: Preamble) -> LedgerService:
        return import_members


class DualRegistrationResource(OfMyPlaces):
    """双报到党员登记表: who serves today. Activities and hours are told by apps further up."""

    slug = "dual-registrations"
    title = "双报到党员登记表"
    natural_key = ("community", "complex", "name")
    identified_by = ("employer", "reported_on")
    columns = (
        Column("ordinal", "序号", use=Use.ORDINAL),
        Column(
            "name", "姓名", ("党员姓名",), parse=cells.name(40), required=True,
            attribute="person__name",
        ),
        _refused("identity", "身份证号", "身份证", "身份证号码", "公民身份号码"),
        _refused("born", "出生年月", "出生日期", "出生", "年龄"),
        _refused("joined", "入党时间", "入党日期", "入党年月"),
        Column("employer", "工作单位", ("单位", "所在单位"), parse=cells.bounded_text(80)),
        Column(
            "employer_branch", "单位党组织", ("所在党组织", "所在单位党组织"),
            parse=cells.bounded_text(80),
        ),
        Column(
            "community", "社区", ("报到社区", "所在社区", "所属社区"), parse=cells.name(60),
            inherits=True, attribute="community__name",
        ),
        Column(
            "complex", "居住小区", ("小区", "小区名称", "所在小区"), parse=cells.name(60),
            required=True, inherits=True, attribute="complex__name",
        ),
        Column("reported_on", "报到日期", ("报到时间",), parse=cells.date),
        Column("skills", "特长", ("个人特长",), parse=cells.bounded_text(100)),
        Column("posts", "认领岗位", ("服务岗", "岗位"), parse=cells.bounded_text(400)),
        Column("activities", "参加活动次数", ("活动次数",), use=Use.LATER),
        Column("hours", "服务时长", ("服务时长(小时)", "志愿服务时长"), use=Use.LATER),
        Column("review", "社区评价", ("评价",), parse=cells.bounded_text(200)),
        phone_column(),
        _consented_on(),
    )  # fmt: skip

    def rows_for(self, user: User) -> QuerySet[DualRegistration]:
        return registrations_of(user, on=timezone.localdate())

    def dehydrate_posts(self, registration: DualRegistration) -> str:
        return posts_text(registration, on=timezone.localdate())

    def service(self, preamble: Preamble) -> LedgerService:
        return import_registrations


class DevelopmentResource(OfMyPlaces):
    """入党积极分子台账: empty, and says why, where it is not switched on."""

    slug = "development"
    title = "入党积极分子台账"
    natural_key = ("branch", "label", "applied_on")
    identified_by = ("applied_on", "talked_on", "activist_on")
    columns = (
        Column("ordinal", "序号", use=Use.ORDINAL),
        Column("label", "姓名", ("简称",), parse=cells.name(20), required=True),
        _refused("identity", "身份证号", "身份证", "身份证号码", "公民身份号码"),
        _refused("born", "出生年月", "出生日期", "出生", "年龄"),
        Column(
            "workplace", "所在企业/岗位", ("所在企业", "岗位", "工作单位"),
            parse=cells.bounded_text(60),
        ),
        replace(_branch(), heading="党支部", aliases=("所在支部", "所在党支部", "培养支部", "党组织")),
        Column(
            "applied_on", "申请日期", ("申请时间", "递交申请日期", "申请入党日期"),
            parse=cells.date, required=True, attribute="started_on",
        ),
        Column("talked_on", "谈话日期", ("谈话时间",), parse=cells.date),
        Column(
            "activist_on", "列为积极分子日期", ("确定积极分子日期", "列为积极分子时间"),
            parse=cells.date,
        ),
        _refused("contact", "培养联系人"),
        Column("reviews", "半年考察情况", ("考察情况",), use=Use.COMPUTED),
        Column("stage", "阶段", use=Use.COMPUTED),
        Column("next_due", "下一节点日期", ("下一节点",), use=Use.COMPUTED),
    )  # fmt: skip

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._rules: dict[int, PartyRules] = {}

    def rows_for(self, user: User) -> QuerySet[MemberDevelopment]:
        return records_of(user).order_by("organization__pinyin_key", "started_on", "pk")

    def sheet(self, *, user: User, now: datetime) -> Sheet:
        sheet = super().sheet(user=user, now=now)
        if switched_on_for(user):
            return sheet
        return replace(sheet, filling=(*sheet.filling, str(DevelopmentOff.default_message)))

    def dehydrate_talked_on(self, record: MemberDevelopment) -> str:
        return _first_day(record, TALKED)

    def dehydrate_activist_on(self, record: MemberDevelopment) -> str:
        return _first_day(record, NAMED_ACTIVIST)

    def dehydrate_reviews(self, record: MemberDevelopment) -> str:
        return "、".join(full_date(day) for day in taken(record).get(REVIEWED, ()))

    def dehydrate_stage(self, record: MemberDevelopment) -> str:
        return "已中止" if record.stopped_on else str(record.get_stage_display())

    def dehydrate_next_due(self, record: MemberDevelopment) -> str:
        tenant = record.sub_district_id
        if tenant not in self._rules:
            self._rules[tenant] = rules_of(tenant)
        due = next_due(record, self._rules[tenant])
        return due.due.isoformat() if due else ""

    def service(self, preamble: Preamble) -> LedgerService:
        return import_development


def _first_day(record: MemberDevelopment, number: int) -> str:
    days = taken(record).get(number, ())
    return days[0].isoformat() if days else ""
