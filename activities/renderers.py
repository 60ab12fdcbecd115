"""The texts of this app's messages, made at send time from the rows as they are then.

A renderer answers None when its message is no longer true: the sign-up was cancelled, the activity
called off, or a later move has its own message (reliability I-11).
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from accounts.clock import moment_text
from activities.choices import ActivityState, SignUpState
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


def register_renderers() -> None:
    """Called by the app's `ready()`."""
    for kind, words, states in (
        (PROMOTED, _promoted, {SignUpState.CONFIRMED}),
        (MOVED, _moved, {SignUpState.CONFIRMED, SignUpState.WAITING}),
        (POSTPONED, _postponed, {SignUpState.CONFIRMED, SignUpState.WAITING}),
        (REMINDER_DAY, _reminder, {SignUpState.CONFIRMED}),
        (REMINDER_HOUR, _reminder, {SignUpState.CONFIRMED}),
    ):
        register(kind, _renderer(words, frozenset(states)))
    register(CANCELLED, _render_cancelled)


def _renderer(words: Words, states: frozenset[str]) -> Callable[[OutboxMessage], Rendered | None]:
    def render(message: OutboxMessage) -> Rendered | None:
        sign_up = _load(message)
        session = sign_up.session
        moved_since = session.sequence != sequence_of(message.key)
        called_off = session.cancelled_at or session.activity.state == ActivityState.CANCELLED
        if sign_up.state not in states or called_off:
            return None
        if message.kind == PROMOTED:
            # No other message tells of the place, whatever became of the date meanwhile (I-4).
            return _rendered(sign_up, *words(sign_up))
        if moved_since:
            return None
        if message.kind != POSTPONED and session.activity.state == ActivityState.POSTPONED:
            return None
        return _rendered(sign_up, *words(sign_up))

    return render


def _render_cancelled(message: OutboxMessage) -> Rendered | None:
    sign_up = _load(message)
    activity = sign_up.session.activity
    if activity.state != ActivityState.CANCELLED:
        return None
    return _rendered(
        sign_up,
        _("活动取消：%(title)s") % {"title": activity.title},
        _("原定%(when)s的“%(title)s”取消了：%(reason)s。")
        % {
            "when": moment_text(sign_up.session.starts_at),
            "title": activity.title,
            "reason": activity.cancel_reason,
        },
    )


def _load(message: OutboxMessage) -> SignUp:
    return SignUp.objects.select_related("session__activity", "session__space").get(
        pk=message.subject_id
    )


def _rendered(sign_up: SignUp, title: str, body: str) -> Rendered:
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
    facts = _facts(sign_up)
    return (
        _("时间地点有变：%(title)s") % facts,
        _("“%(title)s”改为%(when)s，%(where)s。您的报名还在，不用重报。") % facts,
    )


def _postponed(sign_up: SignUp) -> tuple[str, str]:
    facts = _facts(sign_up)
    return (
        _("活动延期：%(title)s") % facts,
        _("“%(title)s”延期，新时间定了再通知您。您的报名还在。") % facts,
    )


def _reminder(sign_up: SignUp) -> tuple[str, str]:
    facts = _facts(sign_up)
    return (
        _("活动提醒：%(title)s") % facts,
        _("“%(title)s”%(when)s开始，地点：%(where)s。来不了请取消，把名额让给邻居。") % facts,
    )
