"""What clock and counter tell of a session: its state word, the places left, the main button.

Pure: plain values in, words out. The same values decide in `services.sign_ups`, under the lock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import date_text, moment_text, time_text
from activities.choices import HELD_STATES, ActivityState, SessionStatus, SignUpMode

# A session whose end nobody wrote down.
USUAL_LENGTH = timedelta(hours=2)
# 自助签到: early enough for those who come for a good seat, too late to be "there" from one's bed;
# after the end there is nobody to show it to.
SELF_CHECK_IN_OPENS = timedelta(hours=2)
# A log is complete with head count, a sentence and two photos; more than 200 people are a mass event
# that wants a safety plan (both domain 3.10, the latter the design's own rule). Neither is refused.
LOG_PHOTOS = 2
MASS_EVENT = 200
# 快满了: a fifth of the places or five of them are left.
FEW_SHARE = 5
FEW_PLACES = 5

_S = SessionStatus
# Somebody who signs up now gets a place.
TAKES_SIGN_UPS = frozenset({_S.OPEN, _S.NEARLY_FULL})
OVER = frozenset({_S.ENDED, _S.CANCELLED})


class Facts(NamedTuple):
    """What is stored of a session and its activity; `now` is when the question is asked.

    A tuple: a month makes 300, and a frozen dataclass takes four times as long to make.
    """

    now: datetime
    starts_at: datetime
    ends_at: datetime | None = None
    state: str = ActivityState.PUBLISHED
    sign_up_mode: str = SignUpMode.REQUIRED
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    capacity: int | None = None
    taken: int = 0
    waiting_count: int = 0
    cancelled_at: datetime | None = None

    @property
    def over_at(self) -> datetime:
        return self.ends_at or self.starts_at + USUAL_LENGTH

    @property
    def left(self) -> int | None:
        """Places free; None: no limit."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)

    @property
    def is_closed(self) -> bool:
        """Sign-up is over before the start: by its hour, or because the activity is written up."""
        return self.state in HELD_STATES or (
            self.closes_at is not None and self.now >= self.closes_at
        )


def session_status(facts: Facts) -> SessionStatus:
    """The state word of a session (ux P2)."""
    return _before_the_clock(facts) or _by_the_clock(facts) or _by_the_counter(facts)


def _before_the_clock(facts: Facts) -> SessionStatus | None:
    return called_off(facts.state, facts.cancelled_at)


def called_off(state: str, cancelled_at: datetime | None) -> SessionStatus | None:
    """CANCELLED or POSTPONED, whatever clock and counter say; None while it stands."""
    if cancelled_at is not None or state == ActivityState.CANCELLED:
        return _S.CANCELLED
    return _S.POSTPONED if state == ActivityState.POSTPONED else None


def called_off_text(state: str, cancelled_at: datetime | None, reason: str) -> str:
    """Why nobody need come, as a sentence; empty while it stands."""
    if state == ActivityState.CANCELLED:
        return _("本活动已取消：%(reason)s。") % {"reason": reason.rstrip("。")}
    if cancelled_at is not None:
        return _("这一场已取消。")
    if state == ActivityState.POSTPONED:
        return str(_ON_OFFER_NO_MORE[_S.POSTPONED]())
    return ""


def where_text(space: str, location: str, typed: str) -> str:
    """The space's name and where it is, else what was typed; empty while the place is open."""
    if not space:
        return typed
    return f"{space} · {location}" if location else space


def _by_the_clock(facts: Facts) -> SessionStatus | None:
    if facts.now >= facts.starts_at:
        is_over = facts.now >= facts.over_at or facts.state in HELD_STATES
        return _S.ENDED if is_over else _S.RUNNING
    if facts.sign_up_mode == SignUpMode.WALK_IN:
        return _S.WALK_IN
    if facts.opens_at is not None and facts.now < facts.opens_at and not facts.is_closed:
        return _S.NOT_YET_OPEN
    return None


def _by_the_counter(facts: Facts) -> SessionStatus:
    left, capacity = facts.left, facts.capacity
    if left == 0:
        return _S.FULL if facts.is_closed else _S.WAITING_LIST
    if facts.is_closed:
        return _S.CLOSED
    if left is None or capacity is None or not facts.taken:
        return _S.OPEN
    is_scarce = left <= FEW_PLACES or left * FEW_SHARE <= capacity
    return _S.NEARLY_FULL if is_scarce else _S.OPEN


def self_check_in_refusal(facts: Facts) -> str:
    """Why nobody checks in by himself at this moment, in a sentence; empty while the door is open.

    Open from two hours before the start until the end. Staff have wider hours (services.check_ins).
    """
    status = session_status(facts)
    if status in _ON_OFFER_NO_MORE:
        return str(_ON_OFFER_NO_MORE[status]())
    opens_at = facts.starts_at - SELF_CHECK_IN_OPENS
    if facts.now < opens_at:
        return _("%(moment)s 开始签到") % {"moment": moment_text(opens_at)}
    return _("签到已经结束") if facts.now > facts.over_at else ""


def seats_text(facts: Facts, status: SessionStatus) -> str:
    """Beside the state word: `还剩 12 位`, `候补 4 位`; empty where places are no question."""
    if status in TAKES_SIGN_UPS and facts.left is not None:
        return ngettext("还剩 %(n)s 位", "还剩 %(n)s 位", facts.left) % {"n": facts.left}
    if status == _S.WAITING_LIST and facts.waiting_count:
        return ngettext("候补 %(n)s 位", "候补 %(n)s 位", facts.waiting_count) % {
            "n": facts.waiting_count
        }
    return _("直接来") if status == _S.WALK_IN else ""


class Press(StrEnum):
    """Where the main button of an activity leads; NOTHING: words that cannot be pressed."""

    SIGN_UP = "SIGN_UP"
    TICKET = "TICKET"
    STORY = "STORY"
    NOTHING = "NOTHING"


@dataclass(frozen=True, slots=True)
class MainButton:
    """`label` explains, also where there is nothing to press; `note` stands beside it."""

    press: Press
    label: str
    note: str = ""


def main_button(
    facts: Facts, *, has_ticket: bool = False, is_waiting: bool = False, has_story: bool = False
) -> MainButton:
    """The one main action of an activity's page (ux P3).

    `has_ticket`: this device remembers a live sign-up, `is_waiting` one that waits in line;
    `has_story`: the log is published.
    """
    status = session_status(facts)
    if status == _S.ENDED:
        return _after(has_story=has_story)
    if status in {_S.CANCELLED, _S.POSTPONED}:
        return MainButton(Press.NOTHING, str(_ON_OFFER_NO_MORE[status]()))
    if has_ticket or is_waiting:
        return MainButton(Press.TICKET, _("已排队，看票") if is_waiting else _("已报名，看票"))
    return _while_it_may_be_joined(facts, status)


def _after(*, has_story: bool) -> MainButton:
    if has_story:
        return MainButton(Press.STORY, _("看现场照片"))
    return MainButton(Press.NOTHING, _("活动已结束"))


_ON_OFFER_NO_MORE = {
    _S.CANCELLED: lambda: _("活动已取消"),
    _S.POSTPONED: lambda: _("活动已延期，时间另行通知"),
}


def _while_it_may_be_joined(facts: Facts, status: SessionStatus) -> MainButton:
    if status in TAKES_SIGN_UPS:
        return MainButton(Press.SIGN_UP, _("我要报名"), seats_text(facts, status))
    if status == _S.WAITING_LIST:
        return MainButton(Press.SIGN_UP, _("排队候补"), seats_text(facts, status))
    if status == _S.WALK_IN:
        return MainButton(Press.NOTHING, _("不用报名，直接来"))
    if status == _S.RUNNING:
        return MainButton(Press.NOTHING, _("活动正在进行"))
    if status == _S.NOT_YET_OPEN and facts.opens_at is not None:
        return MainButton(
            Press.NOTHING, _("%(moment)s 开始报名") % {"moment": opening_text(facts.opens_at)}
        )
    return MainButton(Press.NOTHING, _("报名已满") if status == _S.FULL else _("报名已截止"))


def opening_text(moment: datetime) -> str:
    """`11月18日 上午9:00`: the button has no room for the weekday."""
    return f"{date_text(timezone.localdate(moment))} {time_text(moment)}"


def few_photos_warning(count: int) -> str:
    """What a log with fewer than two photos lacks; empty when nothing."""
    if count >= LOG_PHOTOS:
        return ""
    return _("活动记录一般要有%(least)d张以上照片，现在是%(count)d张，可以补充照片") % {
        "least": LOG_PHOTOS,
        "count": count,
    }


def crowd_warning(people: int) -> str:
    """What more than 200 people ask for; empty below."""
    if people <= MASS_EVENT:
        return ""
    return _("人数超过%(most)d人，按大型活动准备：请写好安全预案，并报社区和派出所") % {
        "most": MASS_EVENT
    }
