"""One lively complex on which every page has something to show, built once for a module of tests.

Rows of `routes.py` take their addresses from it. Factories make the rows; what a device or an account
remembers (tickets, a second factor) comes from the product's own pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.text import pinyin_key
from activities.choices import ActivityKind, ActivityState, CheckInMethod, SignUpState
from activities.models import Activity, ActivityLog, DoorScreen, Session, SignUp
from activities.services.calendar_tokens import issue_calendar_token
from activities.services.check_ins import check_in
from activities.services.logs import LogEntry, log_session
from activities.services.messages import REMINDER_DAY, message_key
from communities.choices import (
    DutyKind,
    ElectionStage,
    NoticeCategory,
    NoticeSeverity,
    NoticeState,
    SeatPosition,
    VisitOutcome,
)
from communities.models import (
    CommitteeSeat,
    HandOverItem,
    Notice,
    Objection,
    OwnersBody,
    SurveyRound,
    VisitFollowUp,
)
from communities.services.visits import Knock, Need, record_need, record_visit
from core.choices import Channel
from core.models import CallTask
from core.photos import prepare_photo
from meetings.choices import (
    AgendaKind,
    Choice,
    Matter,
    MeetingKind,
    MeetingState,
    TopicState,
    VoteBasis,
)
from meetings.models import AgendaItem, Meeting, MeetingTopic, Resolution, Vote
from meetings.services.holding import add_photos
from meetings.services.vote_results import publish_result
from meetings.services.votes import count_vote, issue_codes
from party_building.choices import PartyKind, PartyPostKind
from party_building.models import (
    InstructorAssignment,
    PartyCoverage,
    PartyOrganization,
    PartyPost,
)
from tests.activities.photos import uploads
from tests.architecture.access_matrix import Membership
from tests.architecture.grounds import build_membership
from tests.factories.accounts import PASSWORD, PersonFactory
from tests.factories.activities import (
    ActivityFactory,
    DoorScreenFactory,
    SessionFactory,
    SignUpFactory,
    SpaceFactory,
)
from tests.factories.bodies import (
    CommitteeSeatFactory,
    CommitteeTermFactory,
    ElectionFactory,
    ElectionStepFactory,
    EnvMemberFactory,
    HandOverItemFactory,
)
from tests.factories.communities import BuildingFactory, DoorDutyFactory
from tests.factories.core import OutboxMessageFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    MeetingTopicFactory,
    MinutesFactory,
    ResolutionFactory,
)
from tests.factories.notices import DraftNoticeFactory, NoticeFactory, ObjectionFactory
from tests.factories.party_building import (
    InstructorAssignmentFactory,
    MemberCountFactory,
    PartyInstructorFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
    PartyRulesFactory,
    PostLeaveFactory,
    SubordinationFactory,
)
from tests.factories.property_alliance import PropertyFirmFactory, ServiceContractFactory
from tests.factories.surveys import SurveyFactory, SurveyResponseFactory, SurveyRoundFactory
from tests.factories.visits import VisitHouseholdFactory, VisitPlanFactory
from tests.factories.votes import cast as cast_ballot
from tests.factories.votes import doors_with_owners, drafted
from tests.factories.votes import opened as opened_vote
from tests.party_building.chain_cast import Manned, manned
from tests.people import Cast, build_cast

# Devices that remember who signed up on them: for `open`, for the session at the door, and there already.
NEIGHBOUR = "neighbour"
ARRIVING = "arriving"
ARRIVED = "arrived"
LONG_TITLE = "一场名字很长很长很长很长很长很长的活动"
NAMES = (
    ("王小芳", "13800006789"),
    ("陈建国", "13900001111"),
    ("李桂英", ""),
    ("赵明", "13700002222"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """Of owners: one in preparation, one open that some have voted in, with two codes, one counted; one
    by heads whose roll is not written yet. `shown`: called in a meeting, its result published."""

    draft: Vote
    open: Vote
    code: str
    voted_code: str
    counted: Vote
    members: Vote
    shown: Vote


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """`open`: tomorrow, takes sign-ups, as does `later`; `full`: only the line; `running`: at this hour, four people;
    `door`: soon, with a screen where one checks in by oneself; `told`: logged with photos and published;
    `draft`: handed in and not decided; `notice`: hangs, with an `objection`, among others of each severity; `body`: an owners' committee whose term is over, its election at
    the vote, nothing handed over yet; `seat` and `item`: of that committee; `manned`: who answers for 3栋."""

    cast: Cast
    open: Session
    later: Session
    full: Session
    running: Session
    door: Session
    screen: DoorScreen
    told: ActivityLog
    draft: Activity
    notice: Notice
    submitted_notice: Notice
    withdrawn_notice: Notice
    objection: Objection
    sign_up: SignUp
    call: CallTask
    # The cookies of a device, by the names above.
    devices: dict[str, dict[str, str]]
    calendar_token: str
    manned: Manned
    body: OwnersBody
    seat: CommitteeSeat
    item: HandOverItem
    # An owners' assembly to come, announced late; a talk with all its parts that is written down; a
    # question of it; a talk that residents read, and what it resolved, which is overdue.
    assembly: Meeting
    # Waits; beside others of a joint meeting whose call runs.
    topic: MeetingTopic
    talk: Meeting
    question: AgendaItem
    shown: Meeting
    owed: Resolution
    # Of a plan that is half done; a round that is asked today, and one before it that was published.
    need: VisitFollowUp
    round: SurveyRound
    told_round: SurveyRound
    # A branch whose term is over, below a community's committee, with a group and its secretary.
    branch: PartyOrganization
    secretary_post: PartyPost
    coverage: PartyCoverage
    # Sent by the community, serving the complex, the branch, and a firm there.
    guided: InstructorAssignment
    votes: Votes
    membership: Membership


def _party(cast: Cast, here: Manned, now: datetime) -> dict[str, Any]:
    """The branch's warnings, its parts and a history to read."""
    committee = PartyOrganizationFactory(
        kind=PartyKind.COMMITTEE, complex=None, community=cast.community, name="甲一社区党委"
    )
    branch = here.branch
    SubordinationFactory(organization=branch, parent=committee)
    SubordinationFactory(organization=here.building_group, parent=branch)
    today = timezone.localdate(now)
    branch.partyterms.update(ends_on=today - timedelta(days=20))
    MemberCountFactory(organization=branch, full=20, probationary=2)
    PostLeaveFactory(post=here.secretary, first_day=today, last_day=today + timedelta(days=6))
    guide = PartyInstructorFactory(
        sub_district=cast.street, community=cast.community, person__name="周明"
    )
    guided = InstructorAssignmentFactory(instructor=guide, complex=cast.complex)
    InstructorAssignmentFactory(
        instructor=guide, complex=None, community=cast.community, organization=branch
    )
    return {
        "branch": branch,
        "guided": guided,
        "secretary_post": here.secretary,
        "coverage": branch.partycoverages.get(),
    }


def build_scene() -> Scene:
    """Committed by the caller's connection; photos go to MEDIA_ROOT."""
    cast, now = build_cast(), timezone.now()
    _furnish(cast)
    opened = _open_session(cast, now)
    running = _session(cast, "健康义诊：量血压", now - timedelta(minutes=20), "CLINIC")
    for name, phone in NAMES:
        SignUpFactory(
            session=running, person=PersonFactory(name=name, phone=phone), door_text="3-2-1501"
        )
    SignUpFactory(session=running, state=SignUpState.WAITING)
    full = _session(cast, "棋友会", now + timedelta(days=2), "CULTURE", capacity=1)
    SignUpFactory(session=full)
    SignUpFactory(session=full, state=SignUpState.WAITING)
    for title, days in (("八段锦晨练", 0.1), (LONG_TITLE, 3), ("办过的", -4)):
        _session(cast, title, now + timedelta(days=days), "MEETING")
    neighbour, sign_up = _device_of(opened, "王阿姨", "13812345678")
    door = _session(cast, "红歌排练", now + timedelta(minutes=90), "CULTURE")
    arriving, _ready = _device_of(door, "刘大爷", "13812340001")
    arrived, here = _device_of(door, "周阿姨", "13812340002")
    check_in(sign_up_id=here.pk, method=CheckInMethod.SELF, actor=None, now=now)
    notice = _hang_notices(cast)
    seat, item = _committee(cast, now)
    told_round, asked = _rounds(cast, now)
    assembly, question, owed = _meetings(cast, now)
    # The pipeline is switched on, so that its pages are there.
    PartyRulesFactory(sub_district=cast.street, development_on=True)
    staffed = manned(cast)
    party = _party(cast, staffed, now)
    return Scene(
        cast=cast,
        assembly=assembly,
        topic=_topics(cast, now),
        talk=question.meeting,
        question=question,
        shown=owed.meeting,
        owed=owed,
        need=_visits(cast, now),
        round=asked,
        told_round=told_round,
        votes=_votes(cast, now, question.meeting),
        membership=build_membership(party["branch"]),
        body=seat.term.body,
        **party,
        seat=seat,
        item=item,
        open=opened,
        later=_session(cast, "院落议事", now + timedelta(days=6), "MEETING"),
        full=full,
        running=running,
        door=door,
        screen=DoorScreenFactory(session=door),
        told=_told(cast, now),
        draft=ActivityFactory(
            complex=cast.complex, title="等审核的", state=ActivityState.SUBMITTED, published_at=None
        ),
        notice=notice,
        submitted_notice=DraftNoticeFactory(
            complex=cast.complex, title="等审核的公告", state=NoticeState.SUBMITTED
        ),
        withdrawn_notice=NoticeFactory(
            complex=cast.complex,
            title="写错了的公告",
            state=NoticeState.WITHDRAWN,
            withdrawn_at=now,
            withdraw_reason="时间写错",
        ),
        objection=ObjectionFactory(
            notice=notice, person=PersonFactory(name="王小芳", phone="13800006780")
        ),
        sign_up=sign_up,
        call=_call(cast, sign_up, now),
        devices={NEIGHBOUR: neighbour, ARRIVING: arriving, ARRIVED: arrived},
        manned=staffed,
        calendar_token=issue_calendar_token(person_id=sign_up.person_id, actor=None, now=now),
    )


def _furnish(cast: Cast) -> None:
    """Names and phones as an office enters them."""
    here = cast.complex
    here.name, here.pinyin_key = "中粮锦云", pinyin_key("中粮锦云")
    here.duty_name, here.duty_phone, here.duty_hours = "李师傅", "028-88880000", "每天 早8点—晚8点"
    here.save()
    cast.community.phone = "028-88881234"
    cast.community.save()
    firm = PropertyFirmFactory(
        organization__sub_district=cast.street, organization__name="邻里物业服务有限公司（演示）"
    )
    ServiceContractFactory(firm=firm, complex=here)
    for number in range(1, 13):
        building = BuildingFactory(complex=here, name=f"{number}栋")
        DoorDutyFactory(complex=here, building=building, person=PersonFactory(name="李国强"))
        DoorDutyFactory(
            complex=here,
            building=building,
            kind=DutyKind.BUILDING_HEAD,
            person=PersonFactory(name="张秀珍"),
        )


def _session(
    cast: Cast, title: str, starts_at: datetime, kind: str, *, capacity: int | None = 30
) -> Session:
    made: Session = SessionFactory(
        complex=cast.complex,
        activity__title=title,
        activity__kind=ActivityKind[kind],
        starts_at=starts_at,
        capacity=capacity,
        place_text="红色港湾",
    )
    return made


def _open_session(cast: Cast, now: datetime) -> Session:
    """With every text that an activity can have."""
    activity = ActivityFactory(
        complex=cast.complex,
        title="邻里包饺子",
        kind=ActivityKind.CULTURE,
        description="小雪前一天，南方人也来吃顿饺子。大家一起和面、擀皮、包饺子，现场煮来吃。\n"
        "包好的饺子由志愿者送到腿脚不便的老人家里。",
        advice="请自带围裙和保鲜盒\n来不了请取消，把名额让给候补的邻居",
        audience="本小区居民，孩子要有大人带",
        organizer="小区党支部、物业服务中心",
        first_question="几位吃素？",
        second_question="能早到帮忙和面吗？能的话几点到？",
    )
    space = SpaceFactory(
        complex=cast.complex,
        name="红色港湾",
        location="3栋架空层",
        directions="从南门进，直走到3栋，电梯口左边",
    )
    made: Session = SessionFactory(
        complex=cast.complex,
        activity=activity,
        space=space,
        starts_at=now + timedelta(days=1),
        capacity=60,
    )
    SignUpFactory(session=made, party_size=10)
    return made


def _visits(cast: Cast, now: datetime) -> VisitFollowUp:
    """Two entrances of one building, the first half walked, one household with a need."""
    plan = VisitPlanFactory(complex=cast.complex)
    doors = [
        VisitHouseholdFactory(plan=plan, unit=unit, room=f"{floor}0{door}")
        for unit in ("1单元", "2单元")
        for floor in (1, 2, 3)
        for door in (1, 2, 3)
    ]
    marks = (VisitOutcome.VISITED, VisitOutcome.ABSENT, VisitOutcome.DECLINED)
    for door, outcome in zip(doors, marks * 2, strict=False):
        record_visit(
            household_id=door.pk, knock=Knock(outcome=outcome), actor=cast.steward, now=now
        )
    need = Need(text="单元门闭门器坏了，关门声音大", handed_to="物业工程部")
    return record_need(household_id=doors[0].pk, need=need, actor=cast.steward, now=now)


def _votes(cast: Cast, now: datetime, meeting: Meeting) -> Votes:
    """Twelve owned doors and one without an owner; an owner of two doors, a couple."""
    couple, two = [PersonFactory(name="王小芳"), PersonFactory(name="赵明")], PersonFactory()
    owners = [couple, *([PersonFactory()] for _ in range(9)), [two], [two], []]
    areas = ["89.50"] * 8 + ["120.00"] * 5
    doors_with_owners(cast.complex, owners, area=areas, building="20栋")
    matters = (Matter.FIRM, Matter.RAISE_FUND)
    draft = drafted(cast.complex, *matters, title="续聘物业和电梯大修")
    asked = opened_vote(
        cast.complex, *matters, title="续聘物业服务企业", explanation="材料在物业前台看。"
    )
    counted = opened_vote(cast.complex, Matter.COMMITTEE, candidates=["张建军", "刘敏", "周志强"], seats=2,
                     title="业委会换届选举")  # fmt: skip
    for number, entry in enumerate(counted.roll.order_by("number")[:9]):
        said = (Choice.AGREE, Choice.OPPOSE if number % 3 else Choice.AGREE)
        cast_ballot(counted, entry, *said, Choice.ABSTAIN)
    count_vote(vote_id=counted.pk, actor=cast.secretary, now=now + timedelta(days=30))
    shown = opened_vote(cast.complex, *matters, meeting=meeting, title="续聘物业和维修资金",
                   explanation="材料在物业前台看。")  # fmt: skip
    for number, entry in enumerate(shown.roll.order_by("number")[:11]):
        cast_ballot(shown, entry, Choice.AGREE, Choice.OPPOSE if number % 2 else Choice.AGREE)
    count_vote(vote_id=shown.pk, actor=cast.branch_secretary, now=now + timedelta(days=30))
    publish_result(vote_id=shown.pk, actor=cast.secretary, now=now)
    first, *others = asked.roll.order_by("number")
    codes = issue_codes(
        vote_id=asked.pk, entry_ids=[first.pk, *(one.pk for one in others)], actor=None
    )
    for entry in others[:5]:
        cast_ballot(asked, entry)
    return Votes(
        draft=draft,
        open=asked,
        code=codes[first.pk],
        voted_code=codes[others[0].pk],
        counted=counted,
        members=drafted(cast.complex, basis=VoteBasis.MEMBERS, title="议事会表决"),
        shown=shown,
    )


def _rounds(cast: Cast, now: datetime) -> tuple[SurveyRound, SurveyRound]:
    """The one before is over and published, with twelve answers; today's has three."""
    survey = SurveyFactory(complex=cast.complex, title="居民满意度问卷")
    over = timezone.localdate(now) - timedelta(days=40)
    told = SurveyRoundFactory(
        survey=survey,
        complex=cast.complex,
        name="上半年",
        opens_on=over - timedelta(days=20),
        closes_on=over,
        handed_out=30,
        published_at=now,
        published_by=cast.secretary,
        summary="电梯慢，停车难。",
    )
    asked = SurveyRoundFactory(survey=survey, complex=cast.complex, name="下半年")
    for round_, count in ((told, 12), (asked, 3)):
        for number in range(count):
            SurveyResponseFactory(
                round=round_, scores=(3 + number % 3, 4, 4, 5, 2), opinion="灯坏了" * (number == 0)
            )
    return told, asked


def _hang_notices(cast: Cast) -> Notice:
    """One of each severity, and one of the past; the important one is returned."""
    here = {"complex": cast.complex}
    NoticeFactory(
        complex=None,
        community=cast.community,
        severity=NoticeSeverity.URGENT,
        title="3栋、4栋水管爆裂，已停水，预计下午5点恢复",
        publisher="甲一社区居委会",
    )
    NoticeFactory(
        **here, title="电动自行车请停到新车棚", shown_from=timezone.localdate() - timedelta(days=9)
    )
    NoticeFactory(**here, title="第三季度公共收益收支公示", category=NoticeCategory.INCOME)
    made: Notice = NoticeFactory(
        **here,
        severity=NoticeSeverity.IMPORTANT,
        title="11月24日3栋、4栋水箱清洗，上午停水3小时",
        body="本周二上午9点到12点清洗水箱，期间停水。\n请提前接好用水。",
    )
    return made


def _device_of(session: Session, name: str, phone: str) -> tuple[dict[str, str], SignUp]:
    """On which somebody signed up for two."""
    device = Client()
    answers = {"people": "2", "name": name, "phone": phone, "first_answer": "一位，不吃鸡蛋"}
    device.post(f"/activities/{session.activity_id}/signup/", answers)
    cookies = {name: morsel.value for name, morsel in device.cookies.items()}
    return cookies, session.sign_ups.get(person__name=name)


def _committee(cast: Cast, now: datetime) -> tuple[CommitteeSeat, HandOverItem]:
    """Every part of a committee's page, with warnings; a 环物委 beside it."""
    today = timezone.localdate(now)
    term = CommitteeTermFactory(
        body__complex=cast.complex,
        number=2,
        seats_planned=5,
        starts_on=today - timedelta(days=1800),
        ends_on=today - timedelta(days=20),
    )
    director = {"position": SeatPosition.DIRECTOR, "is_party_member": True, "building_text": "3栋"}
    seat = CommitteeSeatFactory(term=term, person=PersonFactory(name="王建国"), **director)
    CommitteeSeatFactory(term=term, person=PersonFactory(name="李秀英"))
    election = ElectionFactory(body=term.body, number=3, stage=ElectionStage.VOTING)
    for days, stage in ((40, "PREPARING"), (30, "CANDIDATES"), (20, "PUBLICISED"), (10, "VOTING")):
        on = today - timedelta(days=days)
        ElectionStepFactory(election=election, stage=ElectionStage[stage], on=on)
    HandOverItemFactory(term=term, title="公章", done_on=today, done_by="王建国交、社区收")
    EnvMemberFactory(committee__community=cast.community, person=PersonFactory(name="高兰"))
    return seat, HandOverItemFactory(term=term, title="财务账册和凭证")


def _meetings(cast: Cast, now: datetime) -> tuple[Meeting, AgendaItem, Resolution]:
    """A branch with its secretary and twenty members beside them."""
    branch = PartyOrganizationFactory(complex=cast.complex, name="中粮锦云小区党支部")
    PartyPostFactory(
        organization=branch, person=cast.branch_secretary.person, post=PartyPostKind.SECRETARY
    )
    MemberCountFactory(organization=branch, full=18, probationary=2)
    today = timezone.localdate(now)
    here = {"complex": cast.complex, "spot": "红色议事厅", "chair_name": "王建国"}
    assembly = MeetingFactory(
        **here, title="第三届业主大会第一次会议", kind=MeetingKind.OWNERS_ASSEMBLY,
        state=MeetingState.NOTICED, held_from=now + timedelta(days=10), noticed_at=now,
    )  # fmt: skip
    shown = MeetingFactory(
        **here, title="停车和绿化恳谈会", state=MeetingState.PUBLISHED,
        held_from=now - timedelta(days=40),
    )  # fmt: skip
    owed = ResolutionFactory(meeting=shown, number=1, deadline=today - timedelta(days=3))
    AgendaItemFactory(meeting=shown, number=1, answer="先在3栋、7栋旁边装两组，11月底前装好")
    talk = MeetingFactory(**here, title="消防通道恳谈会", state=MeetingState.MINUTED)
    add_photos(
        meeting_id=talk.pk,
        photos=[prepare_photo(upload) for upload in uploads(2)],
        actor=cast.manager,
        now=now,
    )
    for name in ("邻里物业服务中心", "3栋楼栋长", "社区民警"):
        AttendanceFactory(meeting=talk, name=name, status="PRESENT")
    MinutesFactory(
        meeting=talk, text="物业介绍了消防通道的占用情况。\n大家同意划线、立桩、贴告示。"
    )
    ResolutionFactory(meeting=talk, number=1, matter="消防通道划线立桩", contact="李国强")
    question = AgendaItemFactory(
        meeting=talk, number=1, kind=AgendaKind.QUESTION, topic="夜里通道停满车怎么办",
        raised_by="3栋住户", speaker="物业", summary="夜里有十二辆", answer="划线立桩，夜间巡查",
    )  # fmt: skip
    return assembly, question, owed


def _topics(cast: Cast, now: datetime) -> MeetingTopic:
    """A joint meeting that takes topics, with one of each state."""
    joint = MeetingFactory(
        complex=cast.complex, title="第四季度联席会", kind=MeetingKind.JOINT, spot="红色议事厅",
        state=MeetingState.PLANNED, held_from=now + timedelta(days=20),
        topics_until=timezone.localdate(now) + timedelta(days=9),
    )  # fmt: skip
    AttendanceFactory(meeting=joint, name="邻里物业服务中心")
    AttendanceFactory(meeting=joint, name="3栋楼栋长")
    MeetingTopicFactory(
        meeting=joint, title="消防通道划线立桩", state=TopicState.ADOPTED, decided_at=now,
        agenda_item=AgendaItemFactory(meeting=joint, number=1, topic="消防通道划线立桩"),
    )  # fmt: skip
    MeetingTopicFactory(
        meeting=joint, title="晨练音乐太吵", name="5栋住户", state=TopicState.DECLINED,
        decided_at=now, decline_reason="已约定时间，先看一个月",
    )  # fmt: skip
    waiting: MeetingTopic = MeetingTopicFactory(
        meeting=joint, title="快递柜再加一组", note="晚上取件要排队，老人够不着上面的格子",
    )  # fmt: skip
    return waiting


def _told(cast: Cast, now: datetime) -> ActivityLog:
    held = _session(cast, "重阳敬老", now - timedelta(days=8), "VOLUNTEER")
    photos = [prepare_photo(upload) for upload in uploads(3)]
    entry = LogEntry(headcount=46, remark="居民反响很好", photos=photos, is_published=True)
    return log_session(session_id=held.pk, entry=entry, actor=cast.manager, now=now)


def _call(cast: Cast, sign_up: SignUp, now: datetime) -> CallTask:
    message = OutboxMessageFactory(
        key=message_key(REMINDER_DAY, sign_up, sign_up.session, Channel.CALL_LIST),
        person=sign_up.person,
        kind=REMINDER_DAY,
        subject_id=sign_up.pk,
        tenant_id=cast.street.pk,
        channel=Channel.CALL_LIST,
    )
    made: CallTask = CallTask.objects.create(
        outbox=message,
        person=sign_up.person,
        kind=REMINDER_DAY,
        subject_id=sign_up.pk,
        tenant_id=cast.street.pk,
        text="明天上午9点半邻里包饺子，红色港湾",
        created_at=now,
        call_before=now + timedelta(days=1),
    )
    return made


def sign_in(user: User) -> Client:
    """By the page, so that the session has what sign-in leaves in it."""
    client = Client()
    client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)
    return client


def set_up_second_factor(client: Client) -> None:
    """As an account does that has just typed its password."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    counter = next(totp.yield_hotp_counters_from_time())
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    client.post("/accounts/2fa/totp/activate/", {"code": code})
