"""Kinds and states of activities and sign-ups, and which state may follow which."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

# What an activity costs where nobody wrote anything; stored, so that ledgers say it too.
FREE = "免费"


class ActivityKind(models.TextChoices):
    """类型: the filter chips of the calendar."""

    PARTY = "PARTY", _("党建")
    CULTURE = "CULTURE", _("文体")
    CLINIC = "CLINIC", _("义诊")
    COURSE = "COURSE", _("课程")
    VOLUNTEER = "VOLUNTEER", _("志愿")
    MEETING = "MEETING", _("会议")


class ActivityState(models.TextChoices):
    """What people decided. Open, full, running and ended are told by clock and counter, not stored."""

    IDEA = "IDEA", _("设想")
    PLANNED = "PLANNED", _("已列入计划")
    SUBMITTED = "SUBMITTED", _("待审核")
    RETURNED = "RETURNED", _("已退回")
    APPROVED = "APPROVED", _("已通过")
    PUBLISHED = "PUBLISHED", _("已发布")
    POSTPONED = "POSTPONED", _("已延期")
    CANCELLED = "CANCELLED", _("已取消")
    LOGGED = "LOGGED", _("已录入")
    REVIEWED = "REVIEWED", _("已评议")
    ARCHIVED = "ARCHIVED", _("已归档")


_S = ActivityState
# domain 3.10. From PLANNED or IDEA one publishes directly where the community does not review.
ALLOWED_TRANSITIONS: dict[str, frozenset[str]] = {
    _S.IDEA: frozenset({_S.PLANNED, _S.CANCELLED}),
    _S.PLANNED: frozenset({_S.SUBMITTED, _S.PUBLISHED, _S.LOGGED, _S.CANCELLED}),
    _S.SUBMITTED: frozenset({_S.APPROVED, _S.RETURNED, _S.CANCELLED}),
    _S.RETURNED: frozenset({_S.SUBMITTED, _S.CANCELLED}),
    _S.APPROVED: frozenset({_S.PUBLISHED, _S.LOGGED, _S.CANCELLED}),
    _S.PUBLISHED: frozenset({_S.POSTPONED, _S.CANCELLED, _S.LOGGED}),
    _S.POSTPONED: frozenset({_S.PUBLISHED, _S.CANCELLED}),
    _S.LOGGED: frozenset({_S.REVIEWED, _S.ARCHIVED}),
    _S.REVIEWED: frozenset({_S.ARCHIVED}),
    _S.CANCELLED: frozenset(),
    _S.ARCHIVED: frozenset(),
}
# Seen by everybody: on the calendar and by its own page.
PUBLIC_STATES = frozenset(
    {_S.PUBLISHED, _S.POSTPONED, _S.CANCELLED, _S.LOGGED, _S.REVIEWED, _S.ARCHIVED}
)
# Held, and written down.
HELD_STATES = frozenset({_S.LOGGED, _S.REVIEWED, _S.ARCHIVED})


class SignUpMode(models.TextChoices):
    """Whether people sign up (报名方式)."""

    REQUIRED = "REQUIRED", _("要报名")
    WALK_IN = "WALK_IN", _("不用报名，直接来")


class SignUpState(models.TextChoices):
    """Where a sign-up stands (报名状态). Checked in is a CheckIn row, not a state."""

    CONFIRMED = "CONFIRMED", _("已报名")
    WAITING = "WAITING", _("排队中")
    CANCELLED = "CANCELLED", _("已取消")


LIVE_SIGN_UP_STATES = (SignUpState.CONFIRMED, SignUpState.WAITING)


class SignUpSource(models.TextChoices):
    """By which of the equal roads it came (来源)."""

    ONLINE = "ONLINE", _("线上")
    HELPER = "HELPER", _("代报")
    PHONE = "PHONE", _("电话")
    PAPER = "PAPER", _("纸质")
    WALK_IN = "WALK_IN", _("现场")


class CheckInMethod(models.TextChoices):
    """How somebody was found at the door (签到方式)."""

    CODE = "CODE", _("取票码")
    PHONE_TAIL = "PHONE_TAIL", _("手机尾号")
    NAME_LIST = "NAME_LIST", _("名单")
    TICKET = "TICKET", _("扫票")
    SELF = "SELF", _("自助签到")


class SessionStatus(models.TextChoices):
    """What the clock and the counter tell of a session (状态标签, ux P2)."""

    OPEN = "OPEN", _("可报名")
    NEARLY_FULL = "NEARLY_FULL", _("快满了")
    WAITING_LIST = "WAITING_LIST", _("排队中")
    FULL = "FULL", _("已满")
    NOT_YET_OPEN = "NOT_YET_OPEN", _("未开始报名")
    CLOSED = "CLOSED", _("已截止")
    WALK_IN = "WALK_IN", _("不用报名")
    RUNNING = "RUNNING", _("进行中")
    ENDED = "ENDED", _("已结束")
    POSTPONED = "POSTPONED", _("已延期")
    CANCELLED = "CANCELLED", _("已取消")
