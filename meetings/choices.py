"""Kinds and states of meetings, resolutions and attendance, and which state may follow which."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.choices import ADMIN_READERS, BODY_READERS, OFFICIALS, Role


class MeetingKind(models.TextChoices):
    """What a meeting is called (domain 3.12, 3.13); one mechanism carries them all."""

    JOINT = "JOINT", _("联席会")
    TALK = "TALK", _("恳谈会")
    DELIBERATION = "DELIBERATION", _("议事会")
    TROIKA = "TROIKA", _("三方会")
    FORUM = "FORUM", _("论坛")
    ONSITE = "ONSITE", _("现场会")
    ENV_COMMITTEE = "ENV_COMMITTEE", _("环物委会")
    OWNERS_ASSEMBLY = "OWNERS_ASSEMBLY", _("业主大会")
    # Party life: 三会一课 and what goes with it.
    ASSEMBLY = "ASSEMBLY", _("支部党员大会")
    COMMITTEE = "COMMITTEE", _("支委会")
    GROUP = "GROUP", _("党小组会")
    LECTURE = "LECTURE", _("党课")
    THEME_DAY = "THEME_DAY", _("主题党日")
    LIFE_MEETING = "LIFE_MEETING", _("组织生活会")
    APPRAISAL = "APPRAISAL", _("民主评议党员")
    TRAINING = "TRAINING", _("培训")


_K = MeetingKind
# Internal to the Party: of an organisation, attendance in numbers, never public (domain 0.6, 6.5).
PARTY_LIFE = (
    _K.ASSEMBLY, _K.COMMITTEE, _K.GROUP, _K.LECTURE, _K.THEME_DAY, _K.LIFE_MEETING, _K.APPRAISAL,
)  # fmt: skip
# Those with a lecturer and a subject.
TAUGHT = (_K.LECTURE, _K.TRAINING)


class MeetingState(models.TextChoices):
    """How far a meeting has come. That it was missed is told by clock and plan, never stored."""

    PLANNED = "PLANNED", _("已安排")
    NOTICED = "NOTICED", _("已通知")
    HELD = "HELD", _("已召开")
    MINUTED = "MINUTED", _("纪要待确认")
    CONFIRMED = "CONFIRMED", _("已确认")
    PUBLISHED = "PUBLISHED", _("已公开")
    FOLLOW_UP = "FOLLOW_UP", _("落实中")
    CLOSED = "CLOSED", _("已办结")
    CANCELLED = "CANCELLED", _("已取消")


_S = MeetingState
# domain 3.12. Whoever records what was held without a notice goes straight to HELD.
MEETING_TRANSITIONS: dict[str, tuple[MeetingState, ...]] = {
    _S.PLANNED: (_S.NOTICED, _S.HELD, _S.CANCELLED),
    _S.NOTICED: (_S.HELD, _S.CANCELLED),
    _S.HELD: (_S.MINUTED,),
    _S.MINUTED: (_S.CONFIRMED,),
    _S.CONFIRMED: (_S.PUBLISHED, _S.FOLLOW_UP, _S.CLOSED),
    # Taken down again, the minutes are what they were before.
    _S.PUBLISHED: (_S.FOLLOW_UP, _S.CLOSED, _S.CONFIRMED),
    _S.FOLLOW_UP: (_S.CLOSED,),
    _S.CLOSED: (),
    _S.CANCELLED: (),
}
# It took place and was written down.
TOOK_PLACE = (_S.HELD, _S.MINUTED, _S.CONFIRMED, _S.PUBLISHED, _S.FOLLOW_UP, _S.CLOSED)
# Minutes stand.
WRITTEN = (_S.MINUTED, _S.CONFIRMED, _S.PUBLISHED, _S.FOLLOW_UP, _S.CLOSED)
# The chair has agreed to them: nothing of them changes any more.
AGREED = (_S.CONFIRMED, _S.PUBLISHED, _S.FOLLOW_UP, _S.CLOSED)
# Still ahead, or not written down yet.
COMING = (_S.PLANNED, _S.NOTICED)


class Scope(models.TextChoices):
    """Who reads published minutes: whoever serves in the place and below it, or anybody."""

    PLACE = "PLACE", _("本辖区工作人员")
    PUBLIC = "PUBLIC", _("居民")


class AgendaKind(models.TextChoices):
    """A topic is put on the agenda before, a question is raised in the room."""

    TOPIC = "TOPIC", _("议题")
    QUESTION = "QUESTION", _("问题")


class TopicState(models.TextChoices):
    """What became of a topic that somebody handed in for a meeting (议题征集)."""

    PROPOSED = "PROPOSED", _("待定")
    ADOPTED = "ADOPTED", _("已列入议程")
    DECLINED = "DECLINED", _("未采纳")
    WITHDRAWN = "WITHDRAWN", _("已撤回")


class AttendanceRole(models.TextChoices):
    """参加 takes part and votes, 列席 sits in."""

    TAKES_PART = "TAKES_PART", _("参加")
    SITS_IN = "SITS_IN", _("列席")


class AttendanceStatus(models.TextChoices):
    """What became of an invitation."""

    PRESENT = "PRESENT", _("到会")
    LEFT_EARLY = "LEFT_EARLY", _("中途离会")
    ON_LEAVE = "ON_LEAVE", _("请假")
    ABSENT = "ABSENT", _("缺席")


# In the room when it began.
CAME = (AttendanceStatus.PRESENT, AttendanceStatus.LEFT_EARLY)


class ResolutionState(models.TextChoices):
    """How far a resolution (议定事项) has come. OVERDUE is told by its deadline, never stored."""

    OPEN = "OPEN", _("未启动")
    DOING = "DOING", _("落实中")
    DONE = "DONE", _("待复核")
    VERIFIED = "VERIFIED", _("已落实")
    DROPPED = "DROPPED", _("已撤销")


_R = ResolutionState
RESOLUTION_TRANSITIONS: dict[str, tuple[ResolutionState, ...]] = {
    _R.OPEN: (_R.DOING, _R.DONE, _R.DROPPED),
    _R.DOING: (_R.DONE, _R.DROPPED),
    # Whoever looks and is not convinced sends it back.
    _R.DONE: (_R.VERIFIED, _R.DOING, _R.DROPPED),
    _R.VERIFIED: (),
    _R.DROPPED: (),
}
# Somebody still has to do something about it before the deadline.
TO_DO = (_R.OPEN, _R.DOING)
# Not settled yet: listed again at the next meeting of the same body.
UNSETTLED = (_R.OPEN, _R.DOING, _R.DONE)
REPORTED = (_R.DONE, _R.VERIFIED)

# Party life is read by officials, auditors and branch secretaries; a firm's people never see it.
PARTY_LIFE_READERS = ADMIN_READERS | {Role.BRANCH_SECRETARY}
PARTY_LIFE_WRITERS = OFFICIALS | {Role.BRANCH_SECRETARY}
# The three at the table and their community keep the records of what they deliberate together.
MEETING_WRITERS = OFFICIALS | {
    Role.BRANCH_SECRETARY,
    Role.PROPERTY_MANAGER,
    Role.OWNERS_COMMITTEE_MEMBER,
    Role.ENV_COMMITTEE_MEMBER,
}

# Votes


class VoteBasis(models.TextChoices):
    """By what a vote is counted."""

    OWNERS = "OWNERS", _("业主表决（人数和面积）")
    MEMBERS = "MEMBERS", _("按人表决（一人一票）")
    HANDS = "HANDS", _("举手计数")


class VoteState(models.TextChoices):
    """What was done with a vote; whether it still takes online ballots the clock says."""

    DRAFT = "DRAFT", _("准备中")
    OPEN = "OPEN", _("投票中")
    COUNTED = "COUNTED", _("已计票")
    CANCELLED = "CANCELLED", _("已取消")


class Choice(models.TextChoices):
    """One ballot's word; the digit is what is typed from paper (`CHOICE_DIGITS`)."""

    AGREE = "AGREE", _("同意")
    OPPOSE = "OPPOSE", _("反对")
    ABSTAIN = "ABSTAIN", _("弃权")


CHOICE_DIGITS = {1: Choice.AGREE, 2: Choice.OPPOSE, 3: Choice.ABSTAIN}


class Outcome(models.TextChoices):
    """What became of a matter or a candidate. TIED: as many votes as another for the last seat."""

    PASSED = "PASSED", _("通过")
    NOT_PASSED = "NOT_PASSED", _("未通过")
    ELECTED = "ELECTED", _("当选")
    NOT_ELECTED = "NOT_ELECTED", _("未当选")
    TIED = "TIED", _("票数相同，需再次表决")
    NOT_QUORATE = "NOT_QUORATE", _("参与不足，表决不成立")


# It came out in favour: of a matter, or of one candidate.
CARRIED = (Outcome.PASSED, Outcome.ELECTED)


class Matter(models.TextChoices):
    """What is decided: the owners' matters of Civil Code art. 278 in its own order, then votes by heads."""

    RULES_OF_PROCEDURE = "RULES_OF_PROCEDURE", _("制定和修改业主大会议事规则")
    COVENANT = "COVENANT", _("制定和修改管理规约")
    COMMITTEE = "COMMITTEE", _("选举业主委员会或者更换业主委员会成员")
    FIRM = "FIRM", _("选聘和解聘物业服务企业或者其他管理人")
    USE_FUND = "USE_FUND", _("使用维修资金")
    RAISE_FUND = "RAISE_FUND", _("筹集维修资金")
    REBUILD = "REBUILD", _("改建、重建建筑物及其附属设施")
    COMMON_PARTS = "COMMON_PARTS", _("改变共有部分用途或者利用共有部分经营")
    OTHER_OWNERS = "OTHER_OWNERS", _("有关共有和共同管理权利的其他重大事项")
    PARTY_ASSEMBLY = "PARTY_ASSEMBLY", _("支部党员大会表决")
    PARTY_ELECTION = "PARTY_ELECTION", _("党内选举")
    PARTY_COMMITTEE = "PARTY_COMMITTEE", _("支委会表决")
    OWNERS_COMMITTEE = "OWNERS_COMMITTEE", _("业委会会议表决")
    RESIDENTS = "RESIDENTS", _("居民会议表决")
    DELIBERATION = "DELIBERATION", _("议事会等协商表决")


@dataclass(frozen=True, slots=True)
class MatterClass:
    """By which rule a matter is decided. `quorum`, `majority`: settings of `VoteRules`.

    `of_entitled`: the majority is one of all who may vote, not of those who take part.
    `must_exceed`: the quorum is 过半数, so that exactly the share is not enough; 半数以上 and 不少于
    include it (Civil Code art. 1259).
    """

    source: str
    quorum: str
    majority: str
    by_area: bool = False
    of_entitled: bool = False
    must_exceed: bool = False
    is_election: bool = False


def _owners(paragraph: str, *, is_election: bool = False) -> MatterClass:
    """Whether its majority is the special one is a setting (`VoteRules.special_matters`)."""
    return MatterClass(
        source=f"《民法典》第二百七十八条第一款第（{paragraph}）项",
        quorum="participation",
        majority="ordinary_share",
        by_area=True,
        is_election=is_election,
    )


# A source is quoted as it is called; quotations are not translated.
MATTER_CLASSES: dict[str, MatterClass] = {
    Matter.RULES_OF_PROCEDURE: _owners("一"),
    Matter.COVENANT: _owners("二"),
    Matter.COMMITTEE: _owners("三", is_election=True),
    Matter.FIRM: _owners("四"),
    Matter.USE_FUND: _owners("五"),
    Matter.RAISE_FUND: _owners("六"),
    Matter.REBUILD: _owners("七"),
    Matter.COMMON_PARTS: _owners("八"),
    Matter.OTHER_OWNERS: _owners("九"),
    Matter.PARTY_ASSEMBLY: MatterClass(
        source="《中国共产党支部工作条例（试行）》第十一条",
        quorum="assembly_present",
        majority="heads_share",
        of_entitled=True,
    ),
    Matter.PARTY_ELECTION: MatterClass(
        source="《中国共产党基层组织选举工作条例》",
        quorum="election_present",
        majority="heads_share",
        is_election=True,
    ),
    Matter.PARTY_COMMITTEE: MatterClass(
        source="《中国共产党支部工作条例（试行）》第十二条",
        quorum="committee_present",
        majority="heads_share",
    ),
    Matter.OWNERS_COMMITTEE: MatterClass(
        source="《业主大会和业主委员会指导规则》",
        quorum="committee_present",
        majority="heads_share",
        of_entitled=True,
        must_exceed=True,
    ),
    Matter.RESIDENTS: MatterClass(
        source="《城市居民委员会组织法》",
        quorum="residents_present",
        majority="heads_share",
        must_exceed=True,
    ),
    Matter.DELIBERATION: MatterClass(
        source="本街道议事规则",
        quorum="residents_present",
        majority="heads_share",
        must_exceed=True,
    ),
}
OWNERS_MATTERS = tuple(matter for matter, rule in MATTER_CLASSES.items() if rule.by_area)
# Civil Code art. 278, second paragraph: these need three quarters of those who take part.
SPECIAL_MATTERS = (Matter.RAISE_FUND, Matter.REBUILD, Matter.COMMON_PARTS)

# Who prepares a vote, prints its slips, keys in ballots and counts. Never the firm's people: owners
# vote on the firm itself, and who has voted is nothing to it.
VOTE_KEEPERS = OFFICIALS | {Role.BRANCH_SECRETARY, Role.OWNERS_COMMITTEE_MEMBER}
# Whoever guides the bodies of a place reads its votes.
VOTE_READERS = BODY_READERS
# What a branch decides is party life: read by `PARTY_LIFE_READERS` alone.
PARTY_MATTERS = (Matter.PARTY_ASSEMBLY, Matter.PARTY_ELECTION, Matter.PARTY_COMMITTEE)
