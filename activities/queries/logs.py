"""What 随手记 offers: the session that is most likely meant, others, and what is written already."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.clock import moment_text
from activities.choices import ActivityState
from activities.models import ActivityLog, CheckIn, Photo, Session
from activities.queries.field import (
    LOGGABLE,
    LOOK_BACK,
    Row,
    list_rows,
    moment_or_hour,
    over_at,
    state_tag,
    work_sessions,
)
from activities.queries.pictures import photo_url
from activities.status import crowd_warning, few_photos_warning
from core.page_parts import Fact, Tag

if TYPE_CHECKING:
    from accounts.models import User
    from activities.querysets import SessionQuerySet

# ux P9: what is on or was on within three hours is meant; seven days back can be chosen.
NEAR = timedelta(hours=3)
RECENT = timedelta(days=7)
CHOICES = 30


@dataclass(frozen=True, slots=True)
class Picked:
    """The session that is being written down."""

    title: str
    when: str
    tag: Tag | None
    change_url: str


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """A stored photo beside the form, and on the page after it."""

    id: int
    url: str
    name: str
    is_cover: bool


def loggable(user: User, now: datetime) -> SessionQuerySet:
    """What has begun on one's own places and was neither called off nor left unpublished for good."""
    return work_sessions(user).filter(
        pk__in=Session.objects.manageable_by(user).values("pk"),
        starts_at__lte=now,
        starts_at__gte=now - LOOK_BACK,
        cancelled_at=None,
        activity__state__in=[*LOGGABLE, ActivityState.LOGGED],
    )


def likely_session(user: User, now: datetime) -> Session | None:
    """The one that is on, else the one that ended last, within three hours; unwritten ones first."""
    near: list[Session] = [
        session
        for session in loggable(user, now)
        .filter(Q(ends_at__gte=now - NEAR) | Q(ends_at=None, starts_at__gte=now - 2 * NEAR))
        .select_related("log")
        .order_by("-starts_at", "-pk")
        if over_at(session) >= now - NEAR
    ]
    unwritten = [session for session in near if not hasattr(session, "log")]
    running = [session for session in unwritten if over_at(session) > now]
    chosen = running or unwritten or near
    return chosen[0] if chosen else None


def session_choices(user: User, now: datetime) -> list[Row]:
    """What began within seven days, and what is older and still not written down."""
    sessions = (
        loggable(user, now)
        .filter(Q(starts_at__gte=now - RECENT) | Q(log=None))
        .order_by("-starts_at", "-pk")[:CHOICES]
    )
    return [
        replace(row, url=f"{reverse('activities:field_log')}?session={session.pk}", is_over=False)
        for session, row in zip(sessions, list_rows(sessions, now), strict=True)
    ]


def picked(session: Session, now: datetime) -> Picked:
    where = f" · {session.where}" if session.where else ""
    return Picked(
        title=session.activity.title,
        when=f"{moment_text(session.starts_at)}{where}",
        tag=state_tag(session, now),
        change_url=f"{reverse('activities:field_log')}?choose=1",
    )


def arrived_people(session: Session) -> int:
    """How many were checked in: the head count before anybody corrects it."""
    standing = CheckIn.objects.filter(session=session, undone_at=None)
    return standing.aggregate(people=Sum("arrived_count"))["people"] or 0


def expected_people(session: Session) -> tuple[int | None, str]:
    """The head count to begin with, and where it comes from: who was checked in, else who signed up.

    Where neither is known it is left to be typed: a 0 nobody meant would stand in every figure.
    """
    arrived = arrived_people(session)
    if arrived:
        return arrived, _("来自签到 %(count)d 人，有出入再改") % {"count": arrived}
    if session.taken:
        return session.taken, _("来自报名 %(count)d 人，请改成实到人数") % {"count": session.taken}
    return None, ""


def existing_log(session: Session) -> ActivityLog | None:
    return ActivityLog.objects.filter(session=session).select_related("logged_by__person").first()


def log_of_request(user: User, request_key: str) -> ActivityLog | None:
    """What this form of hers wrote already, should it have been sent before."""
    if not request_key:
        return None
    return ActivityLog.objects.filter(logged_by=user, request_key=request_key).first()


def log_warnings(log: ActivityLog, photo_count: int) -> list[str]:
    """What the record still lacks; it is written all the same."""
    warnings = [few_photos_warning(photo_count), crowd_warning(log.headcount)]
    return [warning for warning in warnings if warning]


def duplicate_note(log: ActivityLog, now: datetime) -> str:
    """`这场活动 10分钟前 王姐已记过，补充照片？`."""
    who = log.logged_by.display_name if log.logged_by else _("同事")
    return _("这场活动 %(when)s %(who)s已记过，补充照片？") % {
        "when": _ago(log.logged_at, now),
        "who": who,
    }


def _ago(moment: datetime, now: datetime) -> str:
    passed = now - moment
    if passed < timedelta(minutes=1):
        return _("刚刚")
    if passed < timedelta(hours=1):
        return _("%(minutes)d分钟前") % {"minutes": passed.seconds // 60}
    return moment_or_hour(moment, now)


def kept_photos(log: ActivityLog) -> list[KeptPhoto]:
    photos = Photo.objects.filter(log=log).order_by("-is_cover", "position", "pk")
    return [
        KeptPhoto(
            id=photo.pk,
            url=photo_url(photo.token, 320, "jpg"),
            name=_("照片%(number)d") % {"number": number},
            is_cover=photo.is_cover,
        )
        for number, photo in enumerate(photos, start=1)
    ]


def log_facts(log: ActivityLog, photo_count: int) -> list[Fact]:
    """What was written, as the ledger of activities has it."""
    session = log.session
    facts = [
        Fact(icon="calendar", label=_("活动"), text=session.activity.title),
        Fact(icon="clock", label=_("时间"), text=moment_text(session.starts_at)),
        Fact(icon="pin", label=_("地点"), text=session.where or session.place_name),
        Fact(icon="people", label=_("到场"), text=_("%(count)d 人") % {"count": log.headcount}),
        Fact(icon="image", label=_("照片"), text=_("%(count)d 张") % {"count": photo_count}),
    ]
    if log.remark:
        facts.append(Fact(icon="pen", label=_("一句话"), text=log.remark))
    return facts


def ledger_preview(session: Session) -> list[Fact]:
    """The ledger row that the form will fill, beside it on a wide screen."""
    where = session.where or session.place_name
    return [
        Fact(icon="calendar", label=_("活动"), text=session.activity.title),
        Fact(icon="clock", label=_("时间"), text=moment_text(session.starts_at)),
        Fact(icon="pin", label=_("地点"), text=where),
        Fact(icon="people", label=_("到场"), text=_("按左边的人数")),
        Fact(icon="image", label=_("照片"), text=_("按左边的照片")),
    ]
