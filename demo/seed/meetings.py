"""A year of meetings: what was deliberated and resolved, and the party life of every branch of the demo.

36 meetings with 84 resolutions, one ahead that collects topics, one branch without a lecture in the last whole quarter (domain 7.1).
All words and persons are fictional.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from communities.choices import EntryRoad
from communities.queries.places import Place
from core.cells import Moment
from core.ledgers import LedgerRow
from demo.seed.pictures import paint
from demo.seed.world import World
from meetings.choices import (
    AgendaKind,
    MeetingKind,
    MeetingState,
    ResolutionState,
    Scope,
)
from meetings.meeting_rules import Counts
from meetings.models import Meeting, MeetingRules, MeetingStep, Resolution
from meetings.queries.bodies import expected_at, member_count
from meetings.services import agenda, holding, meetings, minutes, resolutions, topics
from meetings.services.agenda import Guest
from meetings.services.holding import Held
from meetings.services.meetings import Body, Details, Named
from meetings.services.party_life_ledger import import_party_life
from meetings.slots import earlier_slots
from party_building.choices import BRANCHES, PartyKind
from party_building.models import PartyOrganization

if TYPE_CHECKING:
    from django.db.models import QuerySet

_K = MeetingKind
MEETINGS, DAYS_APART = 36, 8
# Long enough ago that what was resolved is settled by now.
SETTLED_AFTER = 45
LEFT_OPEN = 1
# Every so many meetings have a picture.
PAINTED_EACH = 12


@dataclass(frozen=True, slots=True)
class Table:
    """Who meets where: the place, the kinds in turn, who keeps the record, who verifies and publishes."""

    place: str
    kinds: tuple[MeetingKind, ...]
    keeper: str
    other: str
    chair: str


TABLES = (
    Table("tiaodenghe", (_K.JOINT, _K.FORUM), "clerk", "secretary", "何主任"),
    Table("zhongliang-jinyun", (_K.TALK, _K.DELIBERATION, _K.TROIKA), "manager", "secretary", "钟代表"),
    Table("jianxinglu", (_K.JOINT, _K.ONSITE), "clerk-jianxinglu", "secretary-jianxinglu", "罗主任"),
    Table("zhongliang-jinyun", (_K.DELIBERATION, _K.TALK), "branch", "secretary", "钟代表"),
    Table("jinxiu", (_K.JOINT, _K.DELIBERATION), "secretary-jinxiu", "official", "梁主任"),
    Table("tianxi-huafu", (_K.TALK, _K.TROIKA), "branch-tianxi", "secretary-zhengtonglu", "宋代表"),
)  # fmt: skip
# What was raised, what was answered, what was resolved, and who owes it.
MATTERS = (
    ("晚上没地方停车", "非机动车让出北侧，夜间路边划线", "北侧夜间停车划线", "物业服务中心"),
    ("电动车充电口不够", "在两处车棚各加一组", "车棚加装充电口两组", "物业服务中心"),
    ("绿化带被踩秃了", "补种并加护栏，志愿者认领", "补种绿化带并加护栏", "物业服务中心"),
    ("楼道堆物怎么清", "先贴告知，一周后集中清理", "集中清理楼道堆物", "小区党支部"),
    ("公共收益账看不懂", "每季度公示一次，附凭证目录", "公共收益按季度公示", "业委会"),
    ("老人下楼没扶手", "1栋到6栋先装", "加装楼道扶手", "社区居委会"),
    ("晨练音乐太吵", "七点前不开音箱，换到南广场", "晨练地点和时间约定", "居民议事小组"),
    ("消防通道总被占", "划线立桩，保安夜间巡查", "消防通道划线立桩", "物业服务中心"),
)

# What was handed in for the joint meeting ahead, by which roads.
TOPICS = ("冬季消防联合检查怎么排", "公共收益用在哪里", "夜间停车和交警的联系")
ROADS = (EntryRoad.HELPER, EntryRoad.PAPER, EntryRoad.HELPER)


def build_meetings(world: World) -> None:
    """Once; running it again changes nothing."""
    if Meeting.objects.filter(is_demo=True).exists():
        return
    for sub_district in world.sub_districts.values():
        # The defaults, saved, so that the page of settings shows them with their sources.
        MeetingRules.objects.create(sub_district=sub_district)
    for number in range(MEETINGS):
        _deliberate(world, number)
    _drop_one(world)
    _collect(world)
    build_party_life(world)


# Deliberation ---------------------------------------------------------------------------------------


def _deliberate(world: World, number: int) -> None:
    table = TABLES[number % len(TABLES)]
    turn = number // len(TABLES)
    kind = table.kinds[turn % len(table.kinds)]
    day = world.today - timedelta(days=DAYS_APART * (MEETINGS - 1 - number) + 3)
    where, keeper = world.where(table.place), world.accounts[table.keeper]
    begins = world.at(day, time(19, 0))
    meeting = meetings.plan_meeting(
        kind=kind,
        body=Body(place=Place(where.sub_district, where.community, where.complex)),
        details=Details(
            held_from=begins,
            held_until=begins + timedelta(minutes=90),
            spot="红色议事厅",
            chair=Named(name=table.chair),
        ),
        actor=keeper,
        now=begins - timedelta(days=9),
        is_demo=True,
    )
    agenda.invite(
        meeting_id=meeting.pk,
        guests=[Guest(name=name) for name in ("小区党支部", "业委会", "物业服务中心", "楼栋代表")],
        actor=keeper,
        now=begins - timedelta(days=8),
    )
    meetings.give_notice(meeting_id=meeting.pk, actor=keeper, now=begins - timedelta(days=7))
    # 84 in all: three in every third meeting, else two.
    _hold(world, meeting, table, resolved=3 if number % 3 == 0 else 2, first=number)


def _hold(world: World, meeting: Meeting, table: Table, *, resolved: int, first: int) -> None:
    keeper, after = world.accounts[table.keeper], meeting.held_from + timedelta(hours=2)
    held = Held(
        details=Details(
            held_from=meeting.held_from,
            held_until=meeting.held_until,
            spot=meeting.spot,
            chair=Named(name=table.chair),
            recorder=Named(name=keeper.display_name),
        ),
        counts=Counts(present=18 + first % 20),
        photos=[paint(first + 5000)] if first % PAINTED_EACH == 0 else [],
    )
    holding.hold_meeting(meeting_id=meeting.pk, held=held, actor=keeper, now=after)
    asked = AgendaKind.QUESTION if meeting.kind == _K.TALK else AgendaKind.TOPIC
    made = []
    for number in range(resolved):
        raised, answer, matter, owner = MATTERS[(first + number) % len(MATTERS)]
        item = agenda.raise_item(
            meeting_id=meeting.pk, kind=asked, topic=raised, answer=answer, actor=keeper, now=after
        )
        made.append(
            resolutions.resolve(
                meeting_id=meeting.pk,
                matter=matter,
                owner=Guest(name=owner),
                deadline=(after + timedelta(days=20 + 5 * number)).date(),
                answers=[item.pk],
                actor=keeper,
                now=after,
            )
        )
    if meeting.kind == _K.TALK:
        # A question that became nothing yet.
        agenda.raise_item(
            meeting_id=meeting.pk, kind=asked, topic="快递柜能不能再加一组", actor=keeper, now=after
        )
    minutes.draft_minutes(
        meeting_id=meeting.pk,
        text="与会各方逐项讨论，意见一致，按议定事项落实。",
        actor=keeper,
        now=after,
    )
    if meeting.held_from > world.now - timedelta(days=4):
        return
    # Of one talk the last thing is left, which a later talk drops.
    _conclude(world, meeting, table, made[:-1] if first == LEFT_OPEN else made)


def _conclude(world: World, meeting: Meeting, table: Table, made: list[Resolution]) -> None:
    """Agreed to and published; settled where it is long ago, some of it late."""
    keeper, other = world.accounts[table.keeper], world.accounts[table.other]
    later = meeting.held_from + timedelta(days=2)
    minutes.confirm_minutes(meeting_id=meeting.pk, road=EntryRoad.PAPER, actor=keeper, now=later)
    scope = Scope.PLACE if meeting.kind == _K.JOINT else Scope.PUBLIC
    minutes.publish_minutes(meeting_id=meeting.pk, scope=scope, actor=other, now=later)
    is_old = meeting.held_from < world.now - timedelta(days=SETTLED_AFTER)
    for number, one in enumerate(made):
        if not is_old and number:
            resolutions.start_resolution(resolution_id=one.pk, actor=keeper, now=later)
            continue
        took = 24 if (meeting.pk + number) % 7 == 0 else 12
        done_at = meeting.held_from + timedelta(days=took)
        if done_at >= world.now - timedelta(days=1):
            continue
        _settle(one, keeper, other, done_at)


def _settle(one: Resolution, keeper: object, other: object, done_at: datetime) -> None:
    resolutions.report_done(
        resolution_id=one.pk,
        done_on=done_at.date(),
        evidence="已办完，现场看过。",
        actor=keeper,  # type: ignore[arg-type]  # an account
        now=done_at,
    )
    resolutions.verify_resolution(
        resolution_id=one.pk,
        actor=other,  # type: ignore[arg-type]  # an account
        now=done_at + timedelta(days=1),
    )


def _drop_one(world: World) -> None:
    """One resolution that a later meeting of the same body dropped."""
    for one in Resolution.objects.filter(state=ResolutionState.OPEN).order_by("pk"):
        later = (
            Meeting.objects.of_same_body(one.meeting)
            .took_place()
            .filter(held_from__gt=one.meeting.held_from)
            .first()
        )
        if later is not None:
            resolutions.drop_resolution(
                resolution_id=one.pk,
                in_meeting=later,
                reason="并入老旧小区改造，不再单独做",
                actor=world.accounts["official"],
                now=world.now,
            )
            return


def _collect(world: World) -> None:
    """A joint meeting ahead whose call runs: of three topics one adopted, one declined, one waits."""
    table, asked = TABLES[0], world.now - timedelta(days=3)
    where, keeper = world.where(table.place), world.accounts[table.keeper]
    meeting = meetings.plan_meeting(
        kind=_K.JOINT,
        body=Body(place=Place(where.sub_district, where.community, where.complex)),
        details=Details(
            held_from=world.at(world.today + timedelta(days=12), time(14, 30)),
            spot="红色议事厅",
            chair=Named(name=table.chair),
        ),
        actor=keeper,
        now=asked,
        is_demo=True,
    )
    guests = [Guest(name=name) for name in ("物业服务中心", "业委会", "社区民警", "楼栋代表")]
    agenda.invite(meeting_id=meeting.pk, guests=guests, actor=keeper, now=asked)
    topics.call_for_topics(
        meeting_id=meeting.pk, until=world.today + timedelta(days=7), actor=keeper, now=asked
    )
    adopted, declined, _waiting = (
        topics.enter_topic(
            meeting_id=meeting.pk, title=title, proposer=who, road=road, actor=keeper, now=asked
        )
        for who, title, road in zip(guests, TOPICS, ROADS, strict=False)
    )
    topics.adopt_topic(topic_id=adopted.pk, actor=keeper, now=world.now)
    topics.decline_topic(
        topic_id=declined.pk, reason="留待下次，先等审计结果", actor=keeper, now=world.now
    )


# Party life -----------------------------------------------------------------------------------------


def build_party_life(world: World) -> None:
    """三会一课 and theme days of every branch and group, by the ledger as offices bring them.

    The branch whose name comes last has no lecture in the last whole quarter.
    """
    branches = list(
        PartyOrganization.objects.filter(is_demo=True, kind__in=BRANCHES)
        .on(world.today)
        .order_by("pinyin_key", "pk")
    )
    groups = PartyOrganization.objects.filter(is_demo=True, kind=PartyKind.GROUP).on(world.today)
    rows: list[dict[str, object]] = []
    for branch in branches:
        rows += _year_of(world, branch, lacks_lecture=branch == branches[-1])
    for group in groups.order_by("pk"):
        due = member_count(group, on=world.today) or 6
        rows += [_row(group, _K.GROUP, day, due) for day in _monthly(world, 18)]
    actor, now = world.admin, world.now
    outcome = import_party_life(
        rows=[LedgerRow(number, values) for number, values in enumerate(rows, start=4)],
        actor=actor,
        now=now,
    )
    if outcome.problems:
        raise ValueError(outcome.problems[:3])
    ours = Meeting.objects.party_life().filter(party_organization__is_demo=True)
    # By their keys: within one transaction the planner knows nothing yet of so many new rows.
    brought = Meeting.objects.filter(pk__in=list(ours.values_list("pk", flat=True)))
    brought.update(is_demo=True)
    _sign(brought.filter(state=MeetingState.MINUTED, held_from__lt=now - timedelta(days=7)), now)


def _sign(written: QuerySet[Meeting], now: datetime) -> None:
    """As if each chair had signed her page of the minute book: two statements for all."""
    signed = list(written.values_list("pk", flat=True))
    Meeting.objects.filter(pk__in=signed).update(
        state=MeetingState.CLOSED, confirmed_at=now, confirmed_road=EntryRoad.PAPER, closed_at=now
    )
    way = (MeetingState.MINUTED, MeetingState.CONFIRMED, MeetingState.CLOSED)
    MeetingStep.objects.bulk_create(
        [
            MeetingStep(meeting_id=meeting, from_state=before, to_state=after, at=now)
            for meeting in signed
            for before, after in pairwise(way)
        ],
        batch_size=1000,
    )


def _year_of(
    world: World, branch: PartyOrganization, *, lacks_lecture: bool
) -> list[dict[str, object]]:
    expected = expected_at(branch, kind=_K.ASSEMBLY, on=world.today)
    due = expected.due or 12
    chair = expected.head.person.name if expected.head else ""
    missing = earlier_slots(_K.LECTURE, world.today, count=1)[0].first if lacks_lecture else None
    rows = [_row(branch, _K.ASSEMBLY, day, due, chair) for day in _quarterly(world, 8)]
    rows += [
        _row(
            branch,
            _K.LECTURE,
            day,
            due,
            chair,
            lecturer=chair or "党建指导员",
            subject="学党史、办实事",
        )
        for day in _quarterly(world, 15)
        if missing is None or not missing <= day < _after_quarter(missing)
    ]
    rows += [_row(branch, _K.THEME_DAY, day, due, chair) for day in _monthly(world, 5)]
    committee = expected_at(branch, kind=_K.COMMITTEE, on=world.today).due
    if committee and committee > 1:
        rows += [_row(branch, _K.COMMITTEE, day, committee, chair) for day in _monthly(world, 2)]
    return rows


def _row(
    organization: PartyOrganization,
    kind: MeetingKind,
    day: date,
    due: int,
    chair: str = "",
    **more: object,
) -> dict[str, object]:
    """One of ten on leave, as often as not; of a committee nobody."""
    on_leave = due // 10 if day.month % 2 else 0
    return {
        "organization": organization.name,
        "kind": kind,
        "when": Moment(day, time(19, 0)),
        "spot": "党员活动室",
        "chair": chair,
        "due": due,
        "present": due - on_leave,
        "on_leave": on_leave,
        "absent": 0,
        "text": "按计划学习讨论。",
        **more,
    }


def _monthly(world: World, day: int) -> list[date]:
    """That day of each month from the period's first to the last that is over."""
    days, first = [], world.period.first
    while (first.replace(day=day)) < world.today:
        days.append(first.replace(day=day))
        first = (first + timedelta(days=32)).replace(day=1)
    return days


def _quarterly(world: World, day: int) -> list[date]:
    """Of each quarter the middle month; of the running one the first day that is over."""
    return [one for one in _monthly(world, day) if one.month % 3 == 2]


def _after_quarter(first: date) -> date:
    return (first + timedelta(days=95)).replace(day=1)
