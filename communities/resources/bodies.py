"""Ledgers 8 and 9 as files: 业委会成员表 and 环物委成员表 (columns of domain 5.8 and 5.9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.phones import PhoneInvalid, normalise_phone
from accounts.text import half_width
from communities.choices import BodyKind, EnvPosition, EnvSource, SeatPosition
from communities.models import CommitteeSeat, EnvMember
from communities.queries.bodies import by_position, seats_on
from communities.resources.of_my_places import OfMyPlaces
from communities.services.body_ledgers import import_owners_committees
from communities.services.env_ledgers import import_env_committees
from core import cells
from core.cells import CellError, CellValue
from core.ledgers import Column, Use
from core.resources import choice_writer

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User
    from core.ledgers import LedgerService, Preamble

POSITIONS = {str(label): value for value, label in SeatPosition.choices} | {
    "业委会主任": SeatPosition.DIRECTOR,
    "副主任委员": SeatPosition.DEPUTY,
    "成员": SeatPosition.MEMBER,
    "候补委员": SeatPosition.ALTERNATE,
    "候补成员": SeatPosition.ALTERNATE,
}
ENV_POSITIONS = {str(label): value for value, label in EnvPosition.choices} | {
    "副主任委员": EnvPosition.DEPUTY,
    "成员": EnvPosition.MEMBER,
}
ENV_SOURCES = {str(label): value for value, label in EnvSource.choices} | {
    "社区两委": EnvSource.COMMITTEES,
    "两委成员": EnvSource.COMMITTEES,
    "网格": EnvSource.GRID,
    "楼栋长": EnvSource.BUILDING_HEAD,
    "业主": EnvSource.OWNER,
    "居民代表": EnvSource.OWNER,
    "专业人员": EnvSource.PROFESSIONAL,
}
BODY_KINDS = {str(label): value for value, label in BodyKind.choices} | {
    "业委会": BodyKind.OWNERS_COMMITTEE,
    "物管会": BodyKind.INTERIM,
    "自治小组": BodyKind.SELF_GOVERNANCE,
    "自管小组": BodyKind.SELF_GOVERNANCE,
}
_NUMERALS = "零一二三四五六七八九十"
_NUMBER = re.compile(r"第?\s*(\d{1,2}|[一二三四五六七八九十])\s*届?(?:业委会)?")


def term_number(value: CellValue) -> int:
    """`3`, `第3届`, `第三届`."""
    found = _NUMBER.fullmatch(half_width(cells.text(value)).removesuffix(".0"))
    number = 0
    if found:
        number = int(found[1]) if found[1].isdigit() else _NUMERALS.index(found[1])
    if not number:
        raise CellError(_("应为届次，例如 3 或 第3届"))
    return number


def number_cell(value: object) -> CellValue:
    return f"第{value}届"


def mobile(value: CellValue) -> str:
    """A mobile; the masked one that an export wrote means: leave it as it is."""
    written = cells.text(value)
    if "*" in half_width(written):
        return ""
    try:
        normalise_phone(written)
    except PhoneInvalid as error:
        raise CellError(str(error)) from error
    return written


def _community() -> Column:
    return Column(
        "community",
        "社区",
        ("社区名称", "所属社区", "所在社区"),
        parse=cells.name(60),
        inherits=True,
        attribute="community__name",
    )


def _name() -> Column:
    return Column(
        "name",
        "姓名",
        ("成员姓名", "委员姓名"),
        parse=cells.name(40),
        required=True,
        attribute="person__name",
    )


def _party_member() -> Column:
    return Column(
        "is_party_member",
        "是否党员",
        ("党员", "是否中共党员", "政治面貌是否党员"),
        parse=cells.yes_no,
        options=("是", "否"),
    )


def phone_column() -> Column:
    """Somebody's phone: read whole, written masked."""
    return Column(
        "phone",
        "联系电话",
        ("电话", "手机", "手机号", "手机号码", "联系方式"),
        parse=mobile,
        attribute="person__masked_phone",
    )


class OwnersCommitteeResource(OfMyPlaces):
    """业委会成员表: who sits today; interim committees and self-governance groups too, by 组织类型."""

    slug = "owners-committees"
    title = "业委会成员表"
    model = CommitteeSeat
    natural_key = ("community", "complex", "body_kind", "number", "name")
    identified_by = ("number", "position", "starts_on")
    columns = (
        Column("ordinal", "序号", use=Use.ORDINAL),
        _community(),
        Column(
            "complex",
            "小区",
            ("小区名称", "小区（院落）名称", "院落名称", "小区/院落", "小区(院落)"),
            parse=cells.name(60),
            required=True,
            inherits=True,
            attribute="complex__name",
        ),
        Column(
            "number",
            "届次",
            ("第几届", "业委会届次"),
            parse=term_number,
            required=True,
            attribute="term__number",
            write=number_cell,
        ),
        Column(
            "starts_on",
            "任期起",
            ("任期开始", "任期起始", "任期起始日期", "任期开始日期"),
            parse=cells.date,
            attribute="term__starts_on",
        ),
        Column(
            "ends_on",
            "任期止",
            ("任期结束", "届满日期", "任期截止", "任期届满日期"),
            parse=cells.date,
            attribute="term__ends_on",
        ),
        _name(),
        Column(
            "position",
            "职务",
            ("业委会职务", "担任职务"),
            parse=cells.one_of(POSITIONS),
            options=tuple(str(label) for label in SeatPosition.labels),
            write=choice_writer(SeatPosition.choices),
        ),
        Column("gender", "性别", use=Use.REFUSED),
        _party_member(),
        Column("party_post", "党内职务", use=Use.LATER),
        Column("cross_appointed", "是否交叉任职", ("交叉任职",), use=Use.LATER),
        Column("building_text", "楼栋", ("所在楼栋", "楼栋号"), parse=cells.bounded_text(20)),
        phone_column(),
        Column("identity", "身份证号", ("身份证", "身份证号码"), use=Use.REFUSED),
        Column(
            "filed_on",
            "备案日期",
            ("备案时间",),
            parse=cells.date,
            attribute="term__filed_on",
            expected=True,
        ),
        Column(
            "filed_with",
            "备案机关",
            ("备案部门", "备案单位"),
            parse=cells.bounded_text(60),
            attribute="term__filed_with",
            expected=True,
        ),
        Column("note", "备注", parse=cells.bounded_text(200)),
        Column(
            "since",
            "任职起",
            ("任职日期", "补选日期"),
            parse=cells.date,
        ),
        Column(
            "body_kind",
            "组织类型",
            ("组织", "机构类型"),
            parse=cells.one_of(BODY_KINDS),
            options=tuple(str(label) for label in BodyKind.labels),
            attribute="term__body__kind",
            write=choice_writer(BodyKind.choices),
        ),
    )

    def standing(self, rows: QuerySet[CommitteeSeat], on: date) -> QuerySet[CommitteeSeat]:
        """Who sits on that day, in an overdue committee too."""
        return rows.filter(pk__in=seats_on(on).values("pk"))

    def rows_for(self, user: User) -> QuerySet[CommitteeSeat]:
        seats = self.standing(CommitteeSeat.objects.visible_to(user), timezone.localdate())
        return seats.select_related("person", "term__body", "complex", "community").order_by(
            "community__pinyin_key",
            "complex__pinyin_key",
            "term__body_id",
            by_position(SeatPosition),
            "pk",
        )

    def service(self, preamble: Preamble) -> LedgerService:
        return import_owners_committees


class EnvCommitteeResource(OfMyPlaces):
    """环物委成员表: who is a member today."""

    slug = "env-committees"
    title = "环物委成员表"
    model = EnvMember
    natural_key = ("community", "name")
    identified_by = ("source", "term", "position")
    columns = (
        Column("ordinal", "序号", use=Use.ORDINAL),
        Column(
            "community",
            "社区",
            ("社区名称", "所属社区", "所在社区"),
            parse=cells.name(60),
            required=True,
            inherits=True,
            attribute="community__name",
        ),
        _name(),
        Column(
            "position",
            "职务",
            ("环物委职务", "担任职务"),
            parse=cells.one_of(ENV_POSITIONS),
            options=tuple(str(label) for label in EnvPosition.labels),
            write=choice_writer(EnvPosition.choices),
        ),
        Column(
            "source",
            "身份来源",
            ("身份来源(两委/网格员/楼长/业主代表/专业人士)", "成员身份", "身份"),
            parse=cells.one_of(ENV_SOURCES),
            expected=True,
            options=tuple(str(label) for label in EnvSource.labels),
            write=choice_writer(EnvSource.choices),
        ),
        _party_member(),
        Column(
            "term", "任期", ("任期起止", "任职期限"), parse=cells.date_range, attribute="term_text"
        ),
        phone_column(),
        Column("identity", "身份证号", ("身份证", "身份证号码"), use=Use.REFUSED),
    )

    def standing(self, rows: QuerySet[EnvMember], on: date) -> QuerySet[EnvMember]:
        return rows.filter(pk__in=EnvMember.objects.on(on).values("pk"))

    def rows_for(self, user: User) -> QuerySet[EnvMember]:
        members = self.standing(EnvMember.objects.visible_to(user), timezone.localdate())
        return members.select_related("person", "community").order_by(
            "community__pinyin_key", "community_id", by_position(EnvPosition), "pk"
        )

    def service(self, preamble: Preamble) -> LedgerService:
        return import_env_committees
