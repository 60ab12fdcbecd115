"""Kinds and states of meetings, resolutions and attendance, and which state may follow which."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.choices import ADMIN_READERS, OFFICIALS, Role


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
