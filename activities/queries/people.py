"""Who signed up and who came, as the staff who serve the place read it: names in full, phones masked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, FilteredRelation, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.clock import near_day, time_text
from accounts.phones import PhoneInvalid, normalise_phone, phone_digest
from accounts.text import half_width, mask_name
from activities.choices import CheckInMethod, SignUpSource, SignUpState
from activities.codes import ENTRY_LENGTH, TICKET_LENGTH
from activities.models import CheckIn, Session, SignUp
from activities.queries.field import moment_or_hour
from activities.querysets import SignUpQuerySet
from activities.questions import Answered, Questions
from core.page_parts import Tag

TAIL_LENGTH = 4
_TICKET = re.compile(rf"(?:/t/)?([2-9A-HJKMNP-Z]{{{TICKET_LENGTH}}})/?$")


@dataclass(frozen=True, slots=True)
class Attendee:
    """One sign-up in the list of names (field/_person.html)."""

    name: str
    note: str
    phone: str
    state: Tag | None
    cancel_url: str
    answers: list[Answered]


@dataclass(frozen=True, slots=True)
class PeopleLists:
    summary: str
    people: list[Attendee]
    queue: list[Attendee]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One sign-up at the door (field/_arrival.html); `done_at` empty: not here yet."""

    id: int
    name: str
    note: str
    done_at: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """`已到 38 / 报名 60`, in people."""

    count: int
    total: int

    @property
    def text(self) -> str:
        return _("已到 %(count)d / 报名 %(total)d") % {"count": self.count, "total": self.total}


@dataclass(frozen=True, slots=True)
class Door:
    """The check-in list of one session, not arrived first, by pinyin."""

    arrived: Arrived
    people: list[Arrival]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the paper list; `arrived` is the time of whoever was checked in before it was printed.

    Its answers stand on a page of their own, which the staff keep: whoever signs reads the lines above.
    """

    number: int
    name: str
    people: str
    door: str
    phone: str
    arrived: str
    answers: list[Answered] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the page behind a scanned ticket says to the staff at the door."""

    tone: str
    title: str
    text: str = ""


def party_note(sign_up: SignUp, *, with_source: bool = False) -> str:
    """`2人 · 3-2-1501 · 代报`."""
    parts = [_("%(size)d人") % {"size": sign_up.party_size}, sign_up.door_text]
    if with_source:
        parts.append(str(SignUpSource(sign_up.source).label))
        parts.append(sign_up.note)
    return " · ".join(part for part in parts if part)


def people_lists(session: Session) -> PeopleLists:
    """Everybody with a place by pinyin, then the line in its order; one statement."""
    live = list(
        _with_arrival(SignUp.objects.filter(session=session).live()).order_by(
            "person__pinyin_key", "pk"
        )
    )
    confirmed = [one for one in live if one.state == SignUpState.CONFIRMED]
    waiting = sorted(
        (one for one in live if one.state == SignUpState.WAITING), key=lambda one: one.pk
    )
    return PeopleLists(
        summary=_summary(session, confirmed, waiting),
        people=[_attendee(one, session) for one in confirmed],
        queue=[
            _attendee(one, session, position=position)
            for position, one in enumerate(waiting, start=1)
        ],
    )


def _summary(session: Session, confirmed: list[SignUp], waiting: list[SignUp]) -> str:
    parts = [_("报名 %(count)d 人") % {"count": sum(one.party_size for one in confirmed)}]
    if waiting:
        parts.append(_("候补 %(count)d 人") % {"count": sum(one.party_size for one in waiting)})
    if session.capacity is not None:
        parts.append(_("名额 %(count)d") % {"count": session.capacity})
    return _("，").join(parts)


def _attendee(sign_up: SignUp, session: Session, *, position: int = 0) -> Attendee:
    arrived_at = getattr(sign_up, "arrived_at", None)
    state = None
    if position:
        state = Tag("info", "people", _("候补第%(position)d位") % {"position": position})
    elif arrived_at:
        state = Tag("ok", "check", _("已到 %(at)s") % {"at": time_text(arrived_at)})
    return Attendee(
        name=sign_up.person.name,
        note=party_note(sign_up, with_source=True),
        phone=sign_up.person.masked_phone or _("没有手机"),
        state=state,
        cancel_url=""
        if arrived_at
        else reverse("activities:field_cancel_sign_up", args=[session.activity_id, sign_up.pk]),
        answers=session.activity.questions.answered(sign_up.answers),
    )


def door_list(session: Session) -> Door:
    """Everybody with a place, one statement."""
    confirmed = list(
        _with_arrival(SignUp.objects.filter(session=session).confirmed()).order_by(
            F("arrived_at").asc(nulls_first=True), "person__pinyin_key", "pk"
        )
    )
    missing = [one for one in confirmed if not one.arrived_at]
    here = sorted(
        (one for one in confirmed if one.arrived_at), key=lambda one: one.arrived_at, reverse=True
    )
    return Door(
        arrived=_arrived(confirmed),
        people=[arrival_of(one) for one in (*missing, *here)],
    )


def arrived_counts(session: Session) -> Arrived:
    """In people; one statement however many there are."""
    people = (
        SignUp.objects.filter(session=session)
        .confirmed()
        .alias(standing=FilteredRelation("check_ins", condition=Q(check_ins__undone_at=None)))
        .aggregate(total=Sum("party_size"), count=Sum("standing__arrived_count"))
    )
    return Arrived(count=people["count"] or 0, total=people["total"] or 0)


def entered_by(check_in: CheckIn) -> str:
    """Who or what wrote an arrival down: `李师傅`, `自助签到`, `系统`."""
    if check_in.by:
        return str(check_in.by.display_name)
    is_self = check_in.method == CheckInMethod.SELF
    return str(CheckInMethod.SELF.label) if is_self else _("系统")


def _arrived(confirmed: list[SignUp]) -> Arrived:
    return Arrived(
        count=sum(getattr(one, "arrived_count", None) or 0 for one in confirmed),
        total=sum(one.party_size for one in confirmed),
    )


def arrival_of(sign_up: SignUp) -> Arrival:
    """From a row of `with_arrival`."""
    at = getattr(sign_up, "arrived_at", None)
    return Arrival(
        id=sign_up.pk,
        name=sign_up.person.name,
        note=party_note(sign_up),
        done_at=time_text(at) if at else "",
    )


def arrival(sign_up_id: int) -> Arrival:
    """One person as the list shows her now."""
    return arrival_of(_with_arrival(SignUp.objects.filter(pk=sign_up_id)).get())


def _with_arrival(sign_ups: SignUpQuerySet) -> SignUpQuerySet:
    """Joins the standing check-in, at most one a sign-up."""
    joined: SignUpQuerySet = (
        sign_ups.select_related("person")
        .alias(standing=FilteredRelation("check_ins", condition=Q(check_ins__undone_at=None)))
        .annotate(
            arrived_at=F("standing__at"),
            arrived_count=F("standing__arrived_count"),
            check_in_id=F("standing__pk"),
        )
    )
    return joined


def standing_check_in(sign_up_id: int) -> int | None:
    """The key of the check-in that stands, for undoing it."""
    found = SignUp.objects.get(pk=sign_up_id).check_ins.filter(undone_at=None).first()
    return found.pk if found else None


# The one box at the door ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """Whom the typed words mean among those who signed up, and by which road they were found."""

    sign_ups: list[SignUp]
    method: CheckInMethod


def find_at_door(session: Session, typed: str) -> Found:
    """By six digits, the phone's tail or the whole phone, a scanned ticket, or part of the name."""
    words = half_width(typed).strip()
    ticket = _TICKET.search(words.upper())
    live = _with_arrival(SignUp.objects.filter(session=session).live())
    if ticket:
        return Found(list(live.filter(code=ticket[1])), CheckInMethod.TICKET)
    digits = re.sub(r"[\s\-]", "", words)
    if digits.isdigit():
        return _find_by_digits(live, digits)
    by_name = live.filter(
        Q(person__name__icontains=words) | Q(person__pinyin_key__contains=words.lower())
    )
    return Found(list(by_name.order_by("person__pinyin_key", "pk")), CheckInMethod.NAME_LIST)


def _find_by_digits(live: SignUpQuerySet, digits: str) -> Found:
    if len(digits) == TAIL_LENGTH:
        tail = live.filter(person__phone_tail=digits).order_by("person__pinyin_key", "pk")
        return Found(list(tail), CheckInMethod.PHONE_TAIL)
    if len(digits) == ENTRY_LENGTH:
        return Found(list(live.filter(entry_code=digits)), CheckInMethod.CODE)
    try:
        digest = phone_digest(normalise_phone(digits))
    except PhoneInvalid:
        return Found([], CheckInMethod.PHONE_TAIL)
    by_phone = live.filter(person__phone_digest=digest).order_by("person__pinyin_key", "pk")
    return Found(list(by_phone), CheckInMethod.PHONE_TAIL)


def is_of_other_session(session: Session, typed: str) -> SignUp | None:
    """A scanned ticket that is good, but for another session."""
    ticket = _TICKET.search(half_width(typed).strip().upper())
    if not ticket:
        return None
    return (
        SignUp.objects.filter(code=ticket[1])
        .exclude(session=session)
        .select_related("session__activity", "person")
        .first()
    )


# A scanned ticket --------------------------------------------------------------------------------


def ticket_verdict(
    sign_up: SignUp, *, opens_at: datetime, closes_at: datetime, now: datetime
) -> Verdict:
    """Green, amber or red for the staff at the door (ux P10); between the two times the door is open."""
    session = sign_up.session
    title = session.activity.title
    who = _("%(name)s %(size)d人") % {
        "name": mask_name(sign_up.person.name),
        "size": sign_up.party_size,
    }
    standing = sign_up.check_ins.filter(undone_at=None).select_related("by__person").first()
    if standing:
        said = {"at": moment_or_hour(standing.at, now), "by": entered_by(standing)}
        return Verdict("warn", _("已经签过：%(at)s，%(by)s") % said, f"{title} · {who}")
    if sign_up.state == SignUpState.CANCELLED:
        return Verdict("bad", _("这张票已取消"), f"{title} · {who}")
    if sign_up.state == SignUpState.WAITING:
        return Verdict("bad", _("还在候补，没有轮到"), f"{title} · {who}")
    if not opens_at <= now <= closes_at:
        when = moment_or_hour(session.starts_at, now)
        return Verdict(
            "bad",
            other_session_text(session, now=now),
            _("这张票的时间是%(when)s · %(who)s") % {"when": when, "who": who},
        )
    return Verdict("ok", _("可以签到：%(who)s") % {"who": who}, title)


def other_session_text(session: Session, *, now: datetime) -> str:
    """`不是这场活动：邻里包饺子 明天`."""
    return _("不是这场活动：%(title)s %(day)s") % {
        "title": session.activity.title,
        "day": near_day(timezone.localdate(session.starts_at), timezone.localdate(now)),
    }


# Paper --------------------------------------------------------------------------------------------


def sign_in_sheet(session: Session) -> list[SheetLine]:
    """The paper list: names in full, of the phone the last four digits."""
    confirmed = _with_arrival(SignUp.objects.filter(session=session).confirmed()).order_by(
        "person__pinyin_key", "pk"
    )
    questions = session.activity.questions
    return [_sheet_line(number, one, questions) for number, one in enumerate(confirmed, start=1)]


def _sheet_line(number: int, sign_up: SignUp, questions: Questions) -> SheetLine:
    at = getattr(sign_up, "arrived_at", None)
    size = sign_up.party_size
    return SheetLine(
        number=number,
        name=sign_up.person.name,
        people=_("%(size)d人") % {"size": size} if size > 1 else "",
        door=sign_up.door_text,
        phone=sign_up.person.phone_tail,
        arrived=time_text(at) if at else "",
        answers=questions.answered(sign_up.answers),
    )
