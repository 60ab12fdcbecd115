"""Ledgers 7 and 20 as files: 三会一课记录表 and 联席会/恳谈会/议事会纪要 (columns of domain 5.7, 5.20)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from communities.queries.reach import WHOLE_COMMUNITY, WHOLE_SUB_DISTRICT
from communities.resources.of_my_places import OfMyPlaces
from core import cells
from core.ledgers import Column, Use
from core.resources import choice_writer
from meetings.choices import PARTY_LIFE, AttendanceRole, MeetingKind, ResolutionState
from meetings.models import Meeting, MeetingPhoto
from meetings.models.meetings import (
    LONGEST_MINUTES,
    LONGEST_NAME,
    LONGEST_SPOT,
    LONGEST_TITLE,
    LONGEST_TOPIC,
)
from meetings.models.resolutions import LONGEST_MATTER
from meetings.services.minutes_ledger import import_minutes
from meetings.services.party_life_ledger import import_party_life, joined, made_up_text

if TYPE_CHECKING:
    from accounts.models import User
    from core.ledgers import LedgerService, Preamble

# Several topics, names or resolutions stand in one cell.
LONGEST_CELL = 4000
TOGETHER = [(value, label) for value, label in MeetingKind.choices if value not in PARTY_LIFE]
PARTY = [(value, label) for value, label in MeetingKind.choices if value in PARTY_LIFE]
# As minute books call them.
PARTY_WORDS = {
    **{str(label): value for value, label in PARTY},
    "党员大会": MeetingKind.ASSEMBLY,
    "支部大会": MeetingKind.ASSEMBLY,
    "支部委员会会议": MeetingKind.COMMITTEE,
    "支部委员会": MeetingKind.COMMITTEE,
    "党小组会议": MeetingKind.GROUP,
    "微党课": MeetingKind.LECTURE,
    "党日活动": MeetingKind.THEME_DAY,
    "民主评议": MeetingKind.APPRAISAL,
}
TOGETHER_WORDS = {
    **{str(label): value for value, label in TOGETHER},
    "联席会议": MeetingKind.JOINT,
    "居民议事会": MeetingKind.DELIBERATION,
    "三方联席会": MeetingKind.TROIKA,
    "业主代表大会": MeetingKind.OWNERS_ASSEMBLY,
}


def when_cell(meeting: Meeting) -> str:
    """`2026-11-20 19:00-20:30`, as `cells.moment` reads it."""
    begins = timezone.localtime(meeting.held_from)
    ends = timezone.localtime(meeting.held_until) if meeting.held_until else None
    return f"{begins:%Y-%m-%d %H:%M}{f'-{ends:%H:%M}' if ends else ''}"


def photo_count() -> Coalesce:
    """Of a meeting, in the statement of the meetings."""
    counted = MeetingPhoto.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    return Coalesce(Subquery(counted.annotate(count=Count("pk")).values("count")), 0)


def _name(key: str, heading: str, aliases: tuple[str, ...], attribute: str) -> Column:
    return Column(key, heading, aliases, parse=cells.name(LONGEST_NAME), attribute=attribute)


def _count(key: str, heading: str, aliases: tuple[str, ...], attribute: str) -> Column:
    return Column(key, heading, aliases, parse=cells.integer, attribute=attribute)


class OfMeetings(OfMyPlaces):
    """What both ledgers write of a meeting."""

    def dehydrate_when(self, meeting: Meeting) -> str:
        return when_cell(meeting)

    def dehydrate_topics(self, meeting: Any) -> str:
        return joined([item.topic for item in sorted(meeting.agenda.all(), key=lambda i: i.number)])

    def dehydrate_text(self, meeting: Meeting) -> str:
        return meeting.minutes.text if hasattr(meeting, "minutes") else ""


class PartyLifeResource(OfMeetings):
    """三会一课记录表."""

    slug = "party-life"
    title = "三会一课记录表"
    natural_key = ("organization", "kind", "when")
    identified_by = ("due", "present")
    columns = (
        Column(
            "organization",
            "党组织名称",
            ("党组织", "党支部名称", "支部名称", "党支部"),
            parse=cells.name(80),
            required=True,
            attribute="party_organization__name",
        ),
        Column(
            "kind",
            "类型",
            ("会议类型", "组织生活类型"),
            parse=cells.one_of(PARTY_WORDS),
            required=True,
            options=tuple(str(label) for _value, label in PARTY),
            write=choice_writer(MeetingKind.choices),
        ),
        Column("when", "时间", ("会议时间", "日期"), parse=cells.moment, required=True),
        Column("spot", "地点", ("会议地点",), parse=cells.name(LONGEST_SPOT)),
        _name("chair", "主持人", (), "chair_name"),
        _name("recorder", "记录人", ("记录",), "recorder_name"),
        _count("due", "应到", ("应到人数", "应到党员数"), "due_count"),
        _count("present", "实到", ("实到人数", "实到党员数"), "present_count"),
        _count("on_leave", "请假", ("请假人数",), "leave_count"),
        _count("absent", "缺席", ("缺席人数",), "absent_count"),
        Column("topics", "议题", ("会议议题",), parse=cells.bounded_text(LONGEST_CELL)),
        Column("text", "主要内容", ("会议内容",), parse=cells.bounded_text(LONGEST_MINUTES)),
        Column("resolved", "形成决议", ("决议",), parse=cells.bounded_text(LONGEST_CELL)),
        _name("lecturer", "主讲人", ("主讲人（党课）", "主讲人(党课)"), "lecturer_name"),
        Column("subject", "课题", (), parse=cells.name(LONGEST_TOPIC), attribute="topic"),
        Column("photos", "图片", ("照片",), use=Use.COMPUTED, attribute="photo_count"),
        Column("makes_up", "是否补课", ("补课",), parse=cells.name(20)),
    )

    def dehydrate_resolved(self, meeting: Any) -> str:
        rows = sorted(meeting.resolutions.all(), key=lambda one: one.number)
        return joined([one.matter for one in rows])

    def dehydrate_makes_up(self, meeting: Meeting) -> str:
        return made_up_text(meeting)

    def rows_for(self, user: User) -> Any:
        """What was held, the organisation's latest last."""
        rows = Meeting.objects.visible_to(user).party_life().took_place()
        return (
            rows.select_related("party_organization", "minutes")
            .prefetch_related("agenda", "resolutions")
            .annotate(photo_count=photo_count())
            .order_by("party_organization__pinyin_key", "party_organization", "held_from", "pk")
        )

    def service(self, preamble: Preamble) -> LedgerService:
        return import_party_life


class MinutesResource(OfMeetings):
    """联席会/恳谈会/议事会纪要: a row a resolution, and one for a meeting that resolved nothing."""

    slug = "meetings"
    title = "联席会、恳谈会、议事会纪要"
    natural_key = ("community", "complex", "title", "when", "item", "matter")
    identified_by = ("matter", "guests")
    columns = (
        Column("number", "序号", use=Use.ORDINAL),
        Column("community", "社区", ("社区名称", "所属社区"), parse=cells.name(60), inherits=True),
        Column("complex", "小区", ("小区名称", "院落"), parse=cells.name(60), inherits=True),
        Column(
            "title",
            "会议名称",
            ("会议主题", "名称"),
            parse=cells.name(LONGEST_TITLE),
            required=True,
        ),
        Column(
            "kind",
            "类型",
            ("会议类型",),
            parse=cells.one_of(TOGETHER_WORDS),
            required=True,
            options=tuple(str(label) for _value, label in TOGETHER),
            write=choice_writer(MeetingKind.choices),
        ),
        Column("when", "时间", ("会议时间", "日期"), parse=cells.moment, required=True),
        Column("spot", "地点", ("会议地点",), parse=cells.name(LONGEST_SPOT)),
        _name("chair", "主持人", (), "chair_name"),
        _name("recorder", "记录人", ("记录",), "recorder_name"),
        Column(
            "guests",
            "参加单位及人员",
            ("参加单位", "参会单位", "参加人员"),
            parse=cells.bounded_text(LONGEST_CELL),
        ),
        Column("sits_in", "列席", ("列席人员",), parse=cells.bounded_text(LONGEST_CELL)),
        Column("topics", "议题", ("会议议题",), parse=cells.bounded_text(LONGEST_CELL)),
        Column(
            "text", "发言摘要", ("主要内容", "会议内容"), parse=cells.bounded_text(LONGEST_MINUTES)
        ),
        Column("item", "事项序号", ("议定事项序号",), parse=cells.integer, attribute="r_number"),
        Column(
            "matter",
            "议定事项",
            ("事项", "决议事项"),
            parse=cells.name(LONGEST_MATTER),
            attribute="r_matter",
        ),
        Column("owner", "责任单位", (), parse=cells.name(LONGEST_TITLE), attribute="r_owner"),
        Column("contact", "责任人", (), parse=cells.name(LONGEST_NAME), attribute="r_contact"),
        Column("deadline", "时限", ("完成时限",), parse=cells.date, attribute="r_deadline"),
        Column(
            "state",
            "落实情况",
            (),
            use=Use.COMPUTED,
            attribute="r_state",
            write=choice_writer(ResolutionState.choices),
        ),
        Column("photos", "附件", ("图片",), use=Use.COMPUTED, attribute="photo_count"),
    )

    def dehydrate_community(self, meeting: Meeting) -> str:
        return meeting.community.name if meeting.community else WHOLE_SUB_DISTRICT

    def dehydrate_complex(self, meeting: Meeting) -> str:
        if meeting.complex:
            return meeting.complex.name
        return WHOLE_COMMUNITY if meeting.community else ""

    def dehydrate_guests(self, meeting: Any) -> str:
        return self._names(meeting, AttendanceRole.TAKES_PART)

    def dehydrate_sits_in(self, meeting: Any) -> str:
        return self._names(meeting, AttendanceRole.SITS_IN)

    def _names(self, meeting: Any, role: AttendanceRole) -> str:
        listed = sorted(meeting.attendances.all(), key=lambda one: one.pk)
        return joined([one.name for one in listed if one.role == role])

    def rows_for(self, user: User) -> Any:
        """What was held, once for each of its resolutions."""
        rows = Meeting.objects.visible_to(user).together().took_place()
        return (
            rows.select_related("complex", "community", "minutes")
            .prefetch_related("agenda", "attendances")
            .annotate(
                photo_count=photo_count(),
                r_number=F("resolutions__number"),
                r_matter=F("resolutions__matter"),
                r_owner=F("resolutions__owner_name"),
                r_contact=F("resolutions__contact"),
                r_deadline=F("resolutions__deadline"),
                r_state=F("resolutions__state"),
            )
            .order_by("held_from", "pk", "r_number")
        )

    def service(self, preamble: Preamble) -> LedgerService:
        return import_minutes
