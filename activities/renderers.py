"""The texts of this app's messages, made at send time from the rows as they are then.

A renderer answers None when its message is no longer true: the sign-up was cancelled, the activity
called off, or a later move has its own message (reliability I-11).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.clock import moment_text
from activities.choices import LIVE_SIGN_UP_STATES, ActivityState, SignUpState
from activities.models import SignUp
from activities.services.messages import (
    CANCELLED,
    MOVED,
    POSTPONED,
    PROMOTED,
    REMINDER_DAY,
    REMINDER_HOUR,
    sequence_of,
)
from core.models import OutboxMessage
from core.outbox import Rendered, register

Words = Callable[[SignUp], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Kind:
    """The words of one kind, and while which state of the sign-up and the activity they are true."""

    words: Words
    sign_up: frozenset[str]
    activity: frozenset[str]
    # Whether it is true only of the time and place for which it was written.
    of_one_sequence: bool = True


def register_renderers() -> None:
    """Called by the app's `ready()`."""
    for kind in _KINDS:
        register(kind, _render, many=_render_many)


def _render(message: OutboxMessage) -> Rendered | None:
    return _render_many([message])[message.pk]


def _render_many(messages: Sequence[OutboxMessage]) -> dict[int, Rendered | None]:
    """One statement, however many; a sign-up that is gone has nothing to be told."""
    sign_ups = SignUp.objects.select_related("session__activity", "session__space").in_bulk(
        {message.subject_id for message in messages}
    )
    return {message.pk: _words(message, sign_ups.get(message.subject_id)) for message in messages}


def _words(message: OutboxMessage, sign_up: SignUp | None) -> Rendered | None:
    kind = _KINDS[message.kind]
    if sign_up is None or sign_up.state not in kind.sign_up:
        return None
    session = sign_up.session
    if session.activity.state not in kind.activity:
        return None
    if kind.of_one_sequence and (
        session.cancelled_at or session.sequence != sequence_of(message.key)
    ):
        return None
    title, body = kind.words(sign_up)
    return Rendered(title=title, body=body, url=sign_up.get_absolute_url())


def _facts(sign_up: SignUp) -> dict[str, str]:
    session = sign_up.session
    return {
        "title": session.activity.title,
        "when": moment_text(session.starts_at),
        "where": session.where or _("地点待定"),
    }


def _promoted(sign_up: SignUp) -> tuple[str, str]:
    facts = _facts(sign_up)
    if sign_up.session.activity.state == ActivityState.POSTPONED:
        return (
            _("候补成功：%(title)s") % facts,
            _("有空位了，您已报上“%(title)s”。活动延期，新时间定了再通知您。") % facts,
        )
    return (
        _("候补成功：%(title)s") % facts,
        _("有空位了，您已报上“%(title)s”：%(when)s，%(where)s。来不了请取消，把名额让给邻居。")
        % facts,
    )


def _moved(sign_up: SignUp) -> tuple[str, str]:
    facts = {**_facts(sign_up), "standing": _standing(sign_up)}
    return (
        _("时间地点有变：%(title)s") % facts,
        _("“%(title)s”改为%(when)s，%(where)s。%(standing)s，不用重报。") % facts,
    )


def _standing(sign_up: SignUp) -> str:
    """Where she stands: the move's word replaces the one on her place, should that still be untold."""
    if sign_up.state == SignUpState.WAITING:
        return _("您还在候补")
    return _("您已候补成功") if sign_up.promoted_at else _("您的报名还在")


def _postponed(sign_up: SignUp) -> tuple[str, str]:
    facts = _facts(sign_up)
    return (
        _("活动延期：%(title)s") % facts,
        _("“%(title)s”延期，新时间定了再通知您。您的报名还在。") % facts,
    )


def _cancelled(sign_up: SignUp) -> tuple[str, str]:
    activity = sign_up.session.activity
    facts = {**_facts(sign_up), "reason": activity.cancel_reason}
    return (
        _("活动取消：%(title)s") % facts,
        _("原定%(when)s的“%(title)s”取消了：%(reason)s。") % facts,
    )


def _reminder(sign_up: SignUp) -> tuple[str, str]:
    facts = _facts(sign_up)
    return (
        _("活动提醒：%(title)s") % facts,
        _("“%(title)s”%(when)s开始，%(where)s。来不了请取消，把名额让给邻居。") % facts,
    )


_CONFIRMED = frozenset({SignUpState.CONFIRMED})
_LIVE = frozenset(LIVE_SIGN_UP_STATES)
_ANY = frozenset(SignUpState)
_POSTPONED = frozenset({ActivityState.POSTPONED})
_CANCELLED = frozenset({ActivityState.CANCELLED})
# Neither called off nor put off; an activity may be logged before its last session is over.
_ON = frozenset(ActivityState) - _POSTPONED - _CANCELLED
_KINDS = {
    # Nothing else tells of the place, whatever became of the date meanwhile (I-4).
    PROMOTED: _Kind(_promoted, _CONFIRMED, _ON | _POSTPONED, of_one_sequence=False),
    MOVED: _Kind(_moved, _LIVE, _ON),
    POSTPONED: _Kind(_postponed, _LIVE, _POSTPONED),
    REMINDER_DAY: _Kind(_reminder, _CONFIRMED, _ON),
    REMINDER_HOUR: _Kind(_reminder, _CONFIRMED, _ON),
    CANCELLED: _Kind(_cancelled, _ANY, _CANCELLED, of_one_sequence=False),
}
