"""Places in line: sign up, cancel, promote.

Every writer here locks the session's row first, reads after the lock, keeps `taken` in step and
promotes in the same transaction (reliability 4.2). Counting without the lock oversells; a bare
conditional update strands those who wait.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from activities.choices import (
    LIVE_SIGN_UP_STATES,
    ActivityState,
    SignUpMode,
    SignUpSource,
    SignUpState,
)
from activities.codes import door_key, new_entry_code, new_ticket_code
from activities.models import MAX_PARTY_SIZE, Session, SignUp
from activities.questions import NO_ANSWERS, Answers
from activities.services.messages import PROMOTED, promise_change
from communities.models import Door
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User


class NotOnOffer(DomainError):
    """Cancelled, postponed, not published, or no sign-up needed."""

    default_message = _("这场活动现在不接受报名")


class SignUpNotYetOpen(DomainError):
    default_message = _("还没到报名时间")


class SignUpClosed(DomainError):
    default_message = _("报名已截止")


class PartyTooLarge(DomainError):
    """More people than the activity takes at once, or than it has places at all."""


class DoorMissing(DomainError):
    default_message = _("这场活动按户领取，请填写楼栋房号，如 3栋2单元1501")


class HouseholdQuotaReached(DomainError):
    """Everybody behind this door together would be more than the activity gives a household."""


class JustFilled(DomainError):
    """The last place went meanwhile; the page offers the line, with everything kept."""

    default_message = _("刚刚报满了。要不要排队候补？")


class AlreadyArrived(DomainError):
    default_message = _("已经签到，不能取消报名")


class ActivityStarted(DomainError):
    default_message = _("活动已经开始，不能再改报名")


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What somebody asks for: a party of so many, from behind which door, by which road."""

    person: Person
    party_size: int = 1
    door_text: str = ""
    note: str = ""
    # To the activity's questions; those to what is not asked are not kept.
    answers: Answers = NO_ANSWERS
    source: str = SignUpSource.ONLINE
    # The form's idempotency key; the natural key of a person without a phone.
    request_key: str = ""
    # Whether the line will do when there is no place.
    may_wait: bool = True
    is_demo: bool = False


@locking
def sign_up(
    *, session_id: int, application: Application, actor: User | None, now: datetime
) -> SignUp:
    """One live sign-up of this person for this session: confirmed, or waiting when it is full.

    A second call (double tap, retried POST, same phone and name from elsewhere) returns the one that
    exists. Raises NotOnOffer, SignUpNotYetOpen, SignUpClosed, PartyTooLarge, DoorMissing,
    HouseholdQuotaReached; JustFilled when there is no place and the line was not asked for.
    """
    session = lock_session(session_id)
    entry_code = new_entry_code()
    existing, entry_code = _existing(session, application, entry_code)
    if existing:
        return existing
    require_on_offer(session, source=application.source, now=now)
    require_party_fits(session, application.party_size)
    door_text = _require_door(session, application)

    state = _place_for(session, application.party_size, now=now)
    if state == SignUpState.WAITING and not application.may_wait:
        raise JustFilled
    made = build_sign_up(
        session,
        application,
        door_text=door_text,
        state=state,
        entry_code=entry_code,
        actor=actor,
        now=now,
    )
    made.door = _registered_door(session, door_text)
    made.save(force_insert=True)
    if state == SignUpState.CONFIRMED:
        take_places(session, made.party_size)
    elif _free_places(session):
        # Somebody was left waiting beside free places; the line moves up before the new one.
        promote(session, now=now)
        made.refresh_from_db()
    return made


def build_sign_up(
    session: Session,
    application: Application,
    *,
    door_text: str,
    state: SignUpState,
    entry_code: str,
    actor: User | None,
    now: datetime,
) -> SignUp:
    """The row as it is to be stored, at the session's place and with a ticket code of its own."""
    answers = session.activity.questions.heard(application.answers)
    return SignUp(
        sub_district_id=session.sub_district_id,
        community_id=session.community_id,
        complex_id=session.complex_id,
        session=session,
        person=application.person,
        party_size=application.party_size,
        door_text=door_text,
        note=application.note,
        first_answer=answers.first,
        second_answer=answers.second,
        state=state,
        code=new_ticket_code(),
        entry_code=entry_code,
        source=application.source,
        request_key=application.request_key,
        created_at=now,
        entered_by=actor,
        is_demo=application.is_demo,
    )


@locking
def cancel_sign_up(*, sign_up_id: int, actor: User | None, now: datetime) -> SignUp:
    """Gives the places back and moves the line up; cancelling twice is cancelling once.

    Raises AlreadyArrived, ActivityStarted.
    """
    session = lock_session(SignUp.objects.values_list("session_id", flat=True).get(pk=sign_up_id))
    leaving = SignUp.objects.get(pk=sign_up_id)
    if not leaving.is_live:
        return leaving
    if leaving.check_ins.filter(undone_at=None).exists():
        raise AlreadyArrived
    if session.starts_at <= now:
        raise ActivityStarted
    was_confirmed = leaving.state == SignUpState.CONFIRMED
    leaving.state = SignUpState.CANCELLED
    leaving.cancelled_at = now
    leaving.save(update_fields=["state", "cancelled_at"])
    if was_confirmed:
        take_places(session, -leaving.party_size)
        promote(session, now=now)
    return leaving


@locking
def sweep_waiting_line(*, session_id: int, now: datetime) -> int:
    """Moves up whom a fault left waiting beside free places (I-2); returns how many sign-ups."""
    return len(promote(lock_session(session_id), now=now))


def lock_session(session_id: int) -> Session:
    """The session under its row lock, read after it; never use a copy from before.

    FOR NO KEY UPDATE, so that foreign keys of photos and check-ins do not wait. Its activity is not
    joined: after a wait PostgreSQL re-reads only the locked row, the join would be of before.
    """
    session: Session = Session.objects.select_for_update(no_key=True).get(pk=session_id)
    return session


def take_places(session: Session, people: int) -> None:
    """Counts people in (or out, when negative); the caller holds the lock."""
    session.taken += people
    Session.objects.filter(pk=session.pk).update(taken=F("taken") + people)


def promote(session: Session, *, now: datetime) -> list[SignUp]:
    """Confirms, first come first, whoever of the line fits into the free places; tells each once.

    A party of three does not block a single person behind it when one place is free. The caller
    holds the lock. Nobody is moved up once the session has begun or was called off.
    """
    if session.cancelled_at or session.starts_at <= now:
        return []
    free = _free_places(session)
    promoted: list[SignUp] = []
    for waiting in session.sign_ups.in_line().select_related("person"):
        if free is not None and free <= 0:
            break
        if free is None or waiting.party_size <= free:
            waiting.state = SignUpState.CONFIRMED
            waiting.promoted_at = now
            waiting.save(update_fields=["state", "promoted_at"])
            take_places(session, waiting.party_size)
            free = None if free is None else free - waiting.party_size
            promoted.append(waiting)
    if promoted:
        promise_change(kind=PROMOTED, sign_ups=promoted, session=session, now=now)
    return promoted


def require_on_offer(session: Session, *, source: str, now: datetime) -> None:
    """Whether this session takes anybody now; at the door (WALK_IN) until its last day ends."""
    activity = session.activity
    at_door = source == SignUpSource.WALK_IN
    on_offer = activity.state == ActivityState.PUBLISHED and session.cancelled_at is None
    if not on_offer or (activity.sign_up_mode == SignUpMode.WALK_IN and not at_door):
        raise NotOnOffer
    if at_door:
        return
    if session.opens_at and now < session.opens_at:
        raise SignUpNotYetOpen
    if now >= (session.closes_at or session.starts_at) or now >= session.starts_at:
        raise SignUpClosed


def _existing(
    session: Session, application: Application, entry_code: str
) -> tuple[SignUp | None, str]:
    """The sign-up that already answers this request, and an entry code that is free here.

    One statement for both; the lock keeps the answer true.
    """
    same = Q(person=application.person, state__in=LIVE_SIGN_UP_STATES)
    if application.request_key:
        same |= Q(request_key=application.request_key)
    while True:
        found = list(SignUp.objects.filter(session=session).filter(same | Q(entry_code=entry_code)))
        for sign_up_ in found:
            mine = sign_up_.person_id == application.person.pk and sign_up_.is_live
            if mine or (
                application.request_key and sign_up_.request_key == application.request_key
            ):
                return sign_up_, entry_code
        if not found:
            return None, entry_code
        entry_code = new_entry_code()


def require_party_fits(session: Session, party_size: int) -> None:
    """Raises PartyTooLarge: more than the activity takes at once, or than it has places at all."""
    most = min(session.activity.max_party_size, MAX_PARTY_SIZE)
    if not 1 <= party_size <= most:
        raise PartyTooLarge(_("一次最多报%(most)d人，请分开报名") % {"most": most})
    if session.capacity is not None and party_size > session.capacity:
        raise PartyTooLarge(_("这场一共只有%(capacity)d个名额") % {"capacity": session.capacity})


def _require_door(session: Session, application: Application) -> str:
    """The canonical door; counts the household against its quota where the activity has one."""
    door = door_key(application.door_text)
    quota = session.activity.household_quota
    if quota is None:
        return door
    household = session.sign_ups.filter(door_text=door, state__in=LIVE_SIGN_UP_STATES)
    taken = household.aggregate(people=Sum("party_size"))["people"] or 0
    require_share(door, quota=quota, taken=taken, party_size=application.party_size)
    return door


def require_share(door: str, *, quota: int, taken: int, party_size: int) -> None:
    """Whether a household that has `taken` places gets so many more.

    Raises DoorMissing, HouseholdQuotaReached.
    """
    if not door:
        raise DoorMissing
    if taken + party_size > quota:
        left = max(quota - taken, 0)
        raise HouseholdQuotaReached(
            _("每户最多%(quota)d个名额，您家还可以报%(left)d个") % {"quota": quota, "left": left}
        )


def _registered_door(session: Session, door_text: str) -> Door | None:
    """The door of the complex's register that was meant, where it has one."""
    room = door_text.rpartition("-")[2]
    if session.complex_id is None or door_text.count("-") < 2:
        return None
    doors = Door.objects.filter(complex=session.complex_id, room__startswith=room)
    door: Door
    for door in doors.select_related("unit__building"):
        if door_key(f"{door.unit.building.name}-{door.unit.name}-{door.room}") == door_text:
            return door
    return None


def _place_for(session: Session, party_size: int, *, now: datetime) -> SignUpState:
    """A place, unless there is none or somebody who came earlier would fit into it.

    Once it has begun nobody of the line is moved up, so whoever stands at the door gets the place.
    """
    free = _free_places(session)
    if free is None:
        return SignUpState.CONFIRMED
    if free < party_size:
        return SignUpState.WAITING
    if session.starts_at <= now:
        return SignUpState.CONFIRMED
    earlier = session.sign_ups.filter(state=SignUpState.WAITING, party_size__lte=free).exists()
    return SignUpState.WAITING if earlier else SignUpState.CONFIRMED


def _free_places(session: Session) -> int | None:
    """None: no limit."""
    return None if session.capacity is None else session.capacity - session.taken
