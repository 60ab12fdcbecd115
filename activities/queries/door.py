"""What stands at the door: the screen's words, and the tickets of the phone that scanned it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from accounts.clock import time_text
from activities.choices import ActivityState, SignUpState
from activities.models import DoorScreen, Session, SignUp
from activities.queries.activity_page import facts_of
from activities.queries.field import moment_or_hour, split_span
from activities.queries.people import Arrived, arrived_counts
from activities.queries.tickets import list_sign_ups, who_text
from activities.status import self_check_in_refusal

# So long after the check-in its page is green; a page kept open, or a picture of it, turns amber.
FRESH = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class ScreenPage:
    """The screen at the door: no name, no phone (activities/_door_screen.html).

    `refusal`: why there is no code to scan now; empty while there is one.
    """

    title: str
    when: str
    when_tail: str
    place: str
    refusal: str
    arrived: Arrived
    updated: str


@dataclass(frozen=True, slots=True)
class DoorTicket:
    """A ticket of this phone for the session at the door; `done` or `refusal`: nothing to press."""

    code: str
    who: str
    done: str
    refusal: str


@dataclass(frozen=True, slots=True)
class Arrivals:
    """签到成功, to be shown to whoever stands at the door; `is_again`: they were here before."""

    at: str
    who: list[str]
    is_again: bool


def find_screen(token: str) -> DoorScreen | None:
    """The screen of a token as it is typed, revoked ones too; one statement."""
    screens = DoorScreen.objects.select_related("session__activity", "session__space")
    return screens.filter(token=token.upper()).first()


def standing_screen(session: Session) -> DoorScreen | None:
    return session.door_screens.standing().first()


def takes_screen(session: Session) -> bool:
    """Residents may open the page that the screen leads to."""
    return session.cancelled_at is None and session.activity.state == ActivityState.PUBLISHED


def screen_page(session: Session, *, now: datetime) -> ScreenPage:
    """One statement: the counter."""
    when, tail = split_span(session.starts_at, session.ends_at)
    return ScreenPage(
        title=session.activity.title,
        when=when,
        when_tail=tail,
        place=session.where,
        refusal=self_check_in_refusal(facts_of(session.activity, session, now=now)),
        arrived=arrived_counts(session),
        updated=time_text(now),
    )


def tickets_at_door(session: Session, codes: Collection[str]) -> list[SignUp]:
    """Of the remembered codes those that are for this session; one statement."""
    own = list_sign_ups(codes)
    return [sign_up for sign_up in own if sign_up.session_id == session.pk and sign_up.is_live]


def door_ticket(sign_up: SignUp, *, now: datetime) -> DoorTicket:
    """In words; no statement."""
    at: datetime | None = getattr(sign_up, "arrived_at", None)
    is_waiting = sign_up.state == SignUpState.WAITING
    return DoorTicket(
        code=sign_up.code,
        who=who_text(sign_up.person, sign_up.party_size),
        done=_("已签到 %(at)s") % {"at": moment_or_hour(at, now)} if at else "",
        refusal=_("还在候补，没有轮到") if is_waiting and not at else "",
    )


def arrivals_of(sign_ups: Collection[SignUp], *, is_again: bool, now: datetime) -> Arrivals | None:
    """Those of the tickets that stand as arrived, with the time of the latest; None: nobody."""
    here = [(sign_up, at) for sign_up in sign_ups if (at := getattr(sign_up, "arrived_at", None))]
    if not here:
        return None
    latest = max(at for _sign_up, at in here)
    return Arrivals(
        at=moment_or_hour(latest, now),
        who=[who_text(sign_up.person, sign_up.party_size) for sign_up, _at in here],
        is_again=is_again or now - latest > FRESH,
    )
