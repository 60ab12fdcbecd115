"""Tickets as their holders read them: one by its code, those that a device remembers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import date_text, month_label, span_text, time_text
from accounts.models import Person
from accounts.phones import phone_digest
from activities.choices import ActivityState, SignUpState
from activities.models import Activity, CheckIn, Session, SignUp
from activities.queries.activity_page import facts_of
from activities.questions import Answered
from activities.status import OVER, Facts, session_status
from communities.queries.places import Place
from core.codes import spaced
from core.models import Disclosure, InboxMessage
from core.page_parts import Tag

MOST_MESSAGES = 10
MOST_DISCLOSURES = 20
# Messages whose subject is a sign-up.
SIGN_UP_KINDS = "activities."

STATE_TAGS = {
    SignUpState.CONFIRMED: ("ok", "check"),
    SignUpState.WAITING: ("info", "people"),
    SignUpState.CANCELLED: ("bad", "cross"),
}


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket in words (templates/components/ticket.html)."""

    title: str
    when: str
    when_tail: str
    place: str
    who: str
    code: str
    qr_url: str
    qr_alt: str
    stamp: str
    void: str
    queue: str
    url: str
    cancel_url: str
    swap_url: str
    activity_url: str
    is_live: bool
    is_over: bool
    starts_at: datetime
    answers: list[Answered]


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A ticket in a list (templates/components/activity_row.html)."""

    url: str
    iso: str
    half: str
    clock: str
    title: str
    meta: str
    tag: Tag
    extra: str
    kind: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class Message:
    """An in-app message, for the page of those it was written to."""

    title: str
    body: str
    url: str
    when: str


@dataclass(frozen=True, slots=True)
class Look:
    """Who was shown the person's phone, when and what for (查看记录)."""

    whose: str
    who: str
    purpose: str
    when: str


def find_sign_up(code: str) -> SignUp | None:
    """The sign-up of a ticket code, as people type it; one statement."""
    return _with_all().filter(code=code.upper()).first()


def list_sign_ups(codes: Collection[str]) -> list[SignUp]:
    """Those of the remembered codes, by time; one statement."""
    if not codes:
        return []
    found = _with_all().filter(code__in=list(codes))
    return list(found.order_by("session__starts_at", "pk"))


def find_by_phone_and_code(*, phone: str, entry_code: str) -> list[SignUp]:
    """Sign-ups that a phone and six digits open together; one statement whether the phone is known."""
    found = SignUp.objects.filter(person__phone_digest=phone_digest(phone), entry_code=entry_code)
    return list(found.order_by("-session__starts_at"))


def place_of(sign_up: SignUp) -> Place:
    """Where the activity belongs, for the frame of the page."""
    activity = sign_up.session.activity
    return Place(activity.sub_district, activity.community, activity.complex)


def place_in_line(sign_up: SignUp) -> int:
    """1 is the next to move up; one statement, none for somebody who does not wait."""
    if sign_up.state != SignUpState.WAITING:
        return 0
    earlier = SignUp.objects.in_line().filter(session=sign_up.session_id, pk__lt=sign_up.pk)
    return earlier.count() + 1


def ticket_of(sign_up: SignUp, *, now: datetime, line: int = 0) -> Ticket:
    """`line` is the place in it (`place_in_line`); 0 leaves the number out. No statement."""
    session = sign_up.session
    span = span_text(session.starts_at, session.ends_at).split(" ")
    code = spaced(sign_up.entry_code)
    void = _void(sign_up)
    is_over = _is_over(sign_up, now)
    stamp = _stamp(sign_up)
    may_change = sign_up.is_live and not void and not stamp and session.starts_at > now
    return Ticket(
        title=session.activity.title,
        when=" ".join(span[:2]),
        when_tail=" ".join(span[2:]),
        place=session.where or _("地点待定"),
        who=who_text(sign_up.person, sign_up.party_size),
        code=code,
        qr_url="" if void else reverse("activities:ticket_qr", args=[sign_up.code]),
        qr_alt=_("签到二维码，取票码 %(code)s") % {"code": code},
        stamp=stamp,
        void=void,
        queue=_queue(sign_up, line),
        url=sign_up.get_absolute_url(),
        cancel_url=reverse("activities:ticket_cancel", args=[sign_up.code]) if may_change else "",
        swap_url=reverse("activities:ticket_hand_over", args=[sign_up.code]) if may_change else "",
        activity_url=f"{session.activity.get_absolute_url()}?session={session.pk}",
        is_live=sign_up.is_live and not void,
        is_over=is_over,
        starts_at=session.starts_at,
        answers=session.activity.questions.answered(sign_up.answers),
    )


def row_of(sign_up: SignUp, *, now: datetime) -> TicketRow:
    """`11月` `22日`, then title, weekday, hour and place. No statement."""
    session = sign_up.session
    local = timezone.localtime(session.starts_at)
    span = span_text(session.starts_at, None).split(" ")
    stamp = _stamp(sign_up)
    tone, icon = STATE_TAGS[SignUpState(sign_up.state)]
    label = str(SignUpState(sign_up.state).label)
    if stamp:
        tone, icon, label = "ok", "check", _("已签到")
    meta = [" ".join(span[1:]), session.where, who_text(sign_up.person, sign_up.party_size)]
    return TicketRow(
        url=sign_up.get_absolute_url(),
        iso=local.isoformat(timespec="minutes"),
        half=month_label(local.month),
        clock=_("%(day)d日") % {"day": local.day},
        title=session.activity.title,
        meta=" · ".join(part for part in meta if part),
        tag=Tag(tone, icon, label),
        extra="",
        kind=session.activity.kind.lower(),
        is_over=_is_over(sign_up, now),
    )


def who_text(person: Person, party_size: int) -> str:
    """`王*芳 · 2人`."""
    people = ngettext("%(n)d人", "%(n)d人", party_size) % {"n": party_size}
    return f"{person.masked_name} · {people}"


def list_messages(sign_ups: Collection[SignUp]) -> list[Message]:
    """What was told about these sign-ups, newest first.

    Not all messages of their persons: this device knows these tickets, not the whole person.
    """
    if not sign_ups:
        return []
    found = InboxMessage.objects.filter(
        outbox__kind__startswith=SIGN_UP_KINDS,
        outbox__subject_id__in=[sign_up.pk for sign_up in sign_ups],
    )
    return [
        Message(message.title, message.body, message.url, _moment(message.sent_at))
        for message in found.order_by("-sent_at", "-pk")[:MOST_MESSAGES]
    ]


def list_looks(person_ids: Collection[int]) -> list[Look]:
    """Who was shown the phones of these persons, newest first."""
    if not person_ids:
        return []
    looks = Disclosure.objects.filter(person__in=list(person_ids))
    return [
        Look(
            whose=look.person.masked_name,
            who=look.viewer.display_name,
            purpose=look.purpose,
            when=_moment(look.disclosed_at),
        )
        for look in looks.select_related("person", "viewer__person").order_by("-disclosed_at")[
            :MOST_DISCLOSURES
        ]
    ]


def remembered_persons(person_ids: Collection[int]) -> list[Person]:
    """In the order in which the device remembers them; those erased since are left out."""
    if not person_ids:
        return []
    found = Person.objects.in_bulk(list(person_ids))
    return [found[key] for key in person_ids if key in found]


def _with_all() -> QuerySet[SignUp]:
    arrived = CheckIn.objects.filter(sign_up=OuterRef("pk"), undone_at=None)
    rows: QuerySet[SignUp] = SignUp.objects.select_related(
        "person",
        "session__space",
        "session__activity__complex",
        "session__activity__community",
        "session__activity__sub_district",
    )
    return rows.annotate(arrived_at=Subquery(arrived.values("at")[:1]))


def _stamp(sign_up: SignUp) -> str:
    arrived_at: datetime | None = getattr(sign_up, "arrived_at", None)
    return _("已签到 %(time)s") % {"time": time_text(arrived_at)} if arrived_at else ""


def _void(sign_up: SignUp) -> str:
    """Why the ticket opens no door; empty while it does."""
    activity: Activity = sign_up.session.activity
    if activity.state == ActivityState.CANCELLED:
        return _("活动已取消：%(reason)s") % {"reason": activity.cancel_reason}
    if sign_up.session.cancelled_at:
        return _("这一场已取消")
    return "" if sign_up.is_live else _("您已取消报名")


def _queue(sign_up: SignUp, line: int) -> str:
    if sign_up.state != SignUpState.WAITING:
        return ""
    return _("已排队，第 %(n)d 位") % {"n": line} if line else _("已排队")


def _is_over(sign_up: SignUp, now: datetime) -> bool:
    session: Session = sign_up.session
    facts: Facts = facts_of(session.activity, session, now=now)
    return session_status(facts) in OVER


def _moment(moment: datetime) -> str:
    return f"{date_text(timezone.localdate(moment))} {time_text(moment)}"
