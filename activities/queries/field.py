"""What the pages of /field/ show of activities: today, the list, one activity with its next steps.

Ready strings in frozen dataclasses; the number of statements does not grow with the rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import (
    clock_text,
    day_bounds,
    day_text,
    half_day,
    hour_text,
    moment_text,
    month_label,
    span_text,
    time_text,
)
from activities.choices import ActivityKind, ActivityState, SignUpMode
from activities.models import Activity, Session
from activities.queries.session_rows import TAGS
from activities.querysets import SessionQuerySet
from activities.status import USUAL_LENGTH, Facts, session_status
from core.page_parts import Count, Fact, Tag

if TYPE_CHECKING:
    from accounts.models import User

# domain 3.10: remind three days after the end, after seven it counts as not written down.
REMIND_AFTER = timedelta(days=3)
UNLOGGED_AFTER = timedelta(days=7)
# What was not written down for so long is no work of today; the figures show it.
LOOK_BACK = timedelta(days=90)
DAYS_AHEAD = 7
ROWS_OF_TODAY = 50
ROWS_A_PAGE = 20

_A = ActivityState
LOGGABLE = (_A.PLANNED, _A.APPROVED, _A.PUBLISHED)
TENTATIVE = {
    _A.IDEA: ("mute", "clock"),
    _A.PLANNED: ("mute", "clock"),
    _A.SUBMITTED: ("info", "clock"),
    _A.RETURNED: ("warn", "warn"),
    _A.APPROVED: ("ok", "check"),
    _A.LOGGED: ("mute", "check"),
    _A.REVIEWED: ("mute", "check"),
    _A.ARCHIVED: ("mute", "check"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One session in a list (components/activity_row.html)."""

    url: str
    iso: str
    half: str
    clock: str
    title: str
    meta: str
    tag: Tag | None
    extra: str
    is_over: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Heading:
    """An activity at the head of a work page; `when_tail` is the part of the time that must not break."""

    title: str
    when: str
    when_tail: str
    place: str
    url: str
    people_url: str


@dataclass(frozen=True, slots=True)
class TodayPage:
    heading: str
    today: list[Row]
    later: list[Row]
    to_log: list[Row]
    empty_note: str
    check_in_url: str
    review: list[Count] = field(default_factory=list)


def session_facts(session: Session, now: datetime) -> Facts:
    """The plain values by which clock and counter tell a session's state."""
    activity = session.activity
    return Facts(
        now=now,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        state=activity.state,
        sign_up_mode=activity.sign_up_mode,
        opens_at=session.opens_at,
        closes_at=session.closes_at,
        capacity=session.capacity,
        taken=session.taken,
        cancelled_at=session.cancelled_at,
    )


def over_at(session: Session) -> datetime:
    return session.ends_at or session.starts_at + USUAL_LENGTH


def state_tag(session: Session, now: datetime) -> Tag:
    """A plan's own state before it is published and after it is logged, else what the clock tells."""
    state = ActivityState(session.activity.state)
    if session.cancelled_at is None and state in TENTATIVE:
        return Tag(*TENTATIVE[state], str(state.label))
    status = session_status(session_facts(session, now))
    return Tag(*TAGS[status], str(status.label))


def moment_or_hour(moment: datetime, now: datetime) -> str:
    """`今天 上午9:42`, else the day with it."""
    if timezone.localdate(moment) == timezone.localdate(now):
        return _("今天 %(at)s") % {"at": time_text(moment)}
    return moment_text(moment)


def split_span(starts_at: datetime, ends_at: datetime | None) -> tuple[str, str]:
    """`11月21日 周六` and `上午9:30—11:30`; a span over midnight is not split."""
    text = span_text(starts_at, ends_at)
    day = day_text(timezone.localdate(starts_at))
    if ends_at and timezone.localdate(ends_at) != timezone.localdate(starts_at):
        return text, ""
    return day, text.removeprefix(day).strip()


def heading_of(session: Session) -> Heading:
    when, tail = split_span(session.starts_at, session.ends_at)
    pk = session.activity_id
    return Heading(
        title=session.activity.title,
        when=when,
        when_tail=tail,
        place=session.where or _("地点待定"),
        url=reverse("activities:field_activity", args=[pk]),
        people_url=f"{reverse('activities:field_people', args=[pk])}?session={session.pk}",
    )


def work_sessions(user: User) -> SessionQuerySet:
    """Sessions that the user reads at work, with what a row needs."""
    sessions: SessionQuerySet = Session.objects.visible_to(user)
    return sessions.select_related("activity", "space", "complex", "community", "sub_district")


def to_log(user: User, now: datetime) -> SessionQuerySet:
    """Sessions of one's own places that are over and of which nothing was written down."""
    return work_sessions(user).filter(
        Q(ends_at__lt=now) | Q(ends_at=None, starts_at__lt=now - USUAL_LENGTH),
        pk__in=Session.objects.manageable_by(user).values("pk"),
        starts_at__gte=now - LOOK_BACK,
        cancelled_at=None,
        log=None,
        activity__state__in=LOGGABLE,
    )


def today_page(user: User, *, now: datetime) -> TodayPage:
    """Today and the next seven days, what is to be written down, what waits for review."""
    start, end = day_bounds(timezone.localdate(now))
    ahead = list(
        work_sessions(user)
        .filter(starts_at__gte=start, starts_at__lt=end + timedelta(days=DAYS_AHEAD))
        .filter(cancelled_at=None)
        .exclude(activity__state__in=[_A.CANCELLED, _A.IDEA])
        .order_by("starts_at", "pk")[:ROWS_OF_TODAY]
    )
    todays = [session for session in ahead if session.starts_at < end]
    later = [session for session in ahead if session.starts_at >= end]
    return TodayPage(
        heading=_("今天 %(day)s") % {"day": day_text(timezone.localdate(now))},
        today=[_row(session, now) for session in todays],
        later=[_dated_row(session, now) for session in later],
        to_log=[
            _overdue_row(session, now)
            for session in to_log(user, now).order_by("starts_at", "pk")[:ROWS_A_PAGE]
        ],
        empty_note=_next_note(later),
        check_in_url=_check_in_url(user, todays, now),
        review=review_counts(user),
    )


def _check_in_url(user: User, todays: list[Session], now: datetime) -> str:
    """The door of today's session that is on or next, if people sign up to one of one's own."""
    with_doors = [
        session
        for session in todays
        if session.activity.sign_up_mode == SignUpMode.REQUIRED
        and session.activity.state == _A.PUBLISHED
    ]
    if not with_doors:
        return ""
    mine = set(
        Session.objects.manageable_by(user)
        .filter(pk__in=[session.pk for session in with_doors])
        .values_list("pk", flat=True)
    )
    own = [session for session in with_doors if session.pk in mine]
    ahead = [session for session in own if over_at(session) > now]
    if not own:
        return ""
    session = (ahead or own[-1:])[0]
    address = reverse("activities:field_check_in", args=[session.activity_id])
    return f"{address}?session={session.pk}"


def review_counts(user: User) -> list[Count]:
    """Plans that wait for the community, and those it sent back."""
    states = list(
        Activity.objects.manageable_by(user)
        .filter(state__in=[_A.SUBMITTED, _A.RETURNED])
        .values_list("state", flat=True)
    )
    url = reverse("activities:field_activities")
    counts = [
        Count(states.count(_A.SUBMITTED), str(_A.SUBMITTED.label), f"{url}?show=submitted"),
        Count(states.count(_A.RETURNED), str(_A.RETURNED.label), f"{url}?show=returned"),
    ]
    return [count for count in counts if count.number]


def _next_note(later: list[Session]) -> str:
    if not later:
        return ""
    following = later[0]
    return _("下一场：%(day)s %(title)s") % {
        "day": day_text(timezone.localdate(following.starts_at)),
        "title": following.activity.title,
    }


# The list of activities -------------------------------------------------------------------------

SHOWS = {
    "ahead": gettext_lazy("以后的"),
    "to-log": gettext_lazy("办完没记的"),
    "past": gettext_lazy("过去的"),
    "submitted": gettext_lazy("待审核"),
    "returned": gettext_lazy("已退回"),
}


def listed_sessions(user: User, *, show: str, typed: str, now: datetime) -> SessionQuerySet:
    """The sessions of one tab, searched by part of the title."""
    sessions = work_sessions(user)
    if show == "to-log":
        sessions = to_log(user, now).order_by("starts_at", "pk")
    elif show == "past":
        sessions = sessions.filter(starts_at__lt=now).order_by("-starts_at", "-pk")
    elif show in {"submitted", "returned"}:
        sessions = sessions.filter(activity__state=show.upper()).order_by("starts_at", "pk")
    else:
        sessions = (
            sessions.filter(starts_at__gte=day_bounds(timezone.localdate(now))[0])
            .exclude(activity__state=_A.IDEA)
            .order_by("starts_at", "pk")
        )
    return sessions.filter(activity__title__icontains=typed) if typed else sessions


def list_rows(sessions: Iterable[Session], now: datetime) -> list[Row]:
    return [_dated_row(session, now) for session in sessions]


def _row(session: Session, now: datetime) -> Row:
    local = timezone.localtime(session.starts_at)
    activity = session.activity
    meta = [str(ActivityKind(activity.kind).label), session.where, session.place_name]
    return Row(
        url=f"{reverse('activities:field_activity', args=[activity.pk])}?session={session.pk}",
        iso=local.isoformat(),
        half=half_day(local.time()),
        clock=hour_text(local.time()),
        title=activity.title,
        meta=" · ".join(part for part in meta if part),
        tag=state_tag(session, now),
        extra=signed_up_text(session),
        is_over=over_at(session) <= now,
        kind=activity.kind.lower(),
    )


def _dated_row(session: Session, now: datetime) -> Row:
    """The day instead of the hour: `11月`, `21日`; the hour goes to the small print."""
    row = _row(session, now)
    local = timezone.localtime(session.starts_at)
    when = clock_text(local.time())
    return Row(
        url=row.url,
        iso=row.iso,
        half=month_label(local.month),
        clock=_("%(day)d日") % {"day": local.day},
        title=row.title,
        meta=f"{when} · {row.meta}",
        tag=row.tag,
        extra=row.extra,
        is_over=row.is_over,
        kind=row.kind,
    )


def _overdue_row(session: Session, now: datetime) -> Row:
    row = _dated_row(session, now)
    late = now - over_at(session)
    tag = Tag("mute", "pen", _("还没记"))
    if late >= UNLOGGED_AFTER:
        tag = Tag("bad", "warn", _("未录入"))
    elif late >= REMIND_AFTER:
        tag = Tag("warn", "warn", _("该记了"))
    return Row(
        url=f"{reverse('activities:field_log')}?session={session.pk}",
        iso=row.iso,
        half=row.half,
        clock=row.clock,
        title=row.title,
        meta=row.meta,
        tag=tag,
        extra=_("办完%(days)d天") % {"days": late.days} if late.days else "",
        is_over=False,
        kind=row.kind,
    )


def signed_up_text(session: Session) -> str:
    """`已报 48 / 60`; nothing where nobody signs up."""
    if session.activity.sign_up_mode == SignUpMode.WALK_IN:
        return ""
    if session.capacity is None:
        return _("已报 %(taken)d 人") % {"taken": session.taken}
    return _("已报 %(taken)d / %(capacity)d") % {
        "taken": session.taken,
        "capacity": session.capacity,
    }


# One activity -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Title:
    title: str
    tag: Tag | None
    under: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    text: str
    when: str


@dataclass(frozen=True, slots=True)
class ActivityPage:
    activity: Title
    facts: list[Fact]
    history: list[HistoryEntry]


def sessions_of(activity: Activity) -> list[Session]:
    """All sessions in time's order, with the activity and the door's screen already at hand."""
    with_all = activity.sessions.select_related("space").with_screen()
    sessions = list(with_all.order_by("starts_at", "pk"))
    for session in sessions:
        session.activity = activity
    return sessions


def current_session(sessions: list[Session], wanted: str, now: datetime) -> Session | None:
    """The one asked for, else the one that is on or comes next, else the last; None: there is none.

    Raises KeyError when one is asked for that the activity does not have.
    """
    if wanted:
        by_key = {str(session.pk): session for session in sessions}
        return by_key[wanted]
    standing = [session for session in sessions if session.cancelled_at is None] or sessions
    ahead = [session for session in standing if over_at(session) > now]
    chosen = ahead or standing[-1:]
    return chosen[0] if chosen else None


def activity_page(activity: Activity, session: Session | None, *, now: datetime) -> ActivityPage:
    return ActivityPage(
        activity=Title(
            title=activity.title,
            tag=state_tag(session, now) if session else None,
            under=f"{ActivityKind(activity.kind).label} · {activity.place_name}",
        ),
        facts=_facts(activity, session),
        history=_history(activity),
    )


def _facts(activity: Activity, session: Session | None) -> list[Fact]:
    facts = []
    if session:
        when, tail = split_span(session.starts_at, session.ends_at)
        where = session.where or _("地点待定")
        facts = [
            Fact(icon="clock", label=_("时间"), text=when, tail=tail),
            Fact(icon="pin", label=_("地点"), text=where),
        ]
        if activity.sign_up_mode == SignUpMode.REQUIRED:
            closes = session.closes_at
            facts.append(
                Fact(
                    icon="people",
                    label=_("报名"),
                    text=signed_up_text(session),
                    note=_("截止：%(when)s") % {"when": moment_text(closes)} if closes else "",
                )
            )
        else:
            facts.append(Fact(icon="people", label=_("报名"), text=str(SignUpMode.WALK_IN.label)))
    asked = [question for question in activity.questions if question]
    if asked:
        facts.append(Fact(icon="pen", label=_("问报名的人"), text=" ".join(asked)))
    if activity.organizer:
        facts.append(Fact(icon="flag", label=_("主办"), text=activity.organizer))
    if activity.contact_name or activity.contact_phone:
        text = f"{activity.contact_name} {activity.contact_phone}".strip()
        facts.append(Fact(icon="phone", label=_("联系人"), text=text))
    if activity.cancel_reason:
        facts.append(Fact(icon="warn", label=_("取消原因"), text=activity.cancel_reason))
    return facts


def _history(activity: Activity) -> list[HistoryEntry]:
    entries = []
    for update in activity.updates.select_related("by__person").order_by("-at", "-pk"):
        state = str(ActivityState(update.to_state).label)
        who = update.by.display_name if update.by else _("系统")
        text = f"{who} · {state}" + (f"：{update.note}" if update.note else "")
        entries.append(HistoryEntry(text=text, when=moment_text(update.at)))
    return entries
