"""At the door: check in, undo, add somebody who just came."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts.services import register_person
from activities.choices import CheckInMethod, SignUpSource, SignUpState
from activities.models import CheckIn, Session, SignUp
from activities.queries.activity_page import facts_of
from activities.services.sign_ups import Application, JustFilled, lock_session, sign_up
from activities.status import self_check_in_refusal
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User

# The door opens half a day before and closes a day after: sets start late, lists are typed in later.
DOOR_OPENS = timedelta(hours=12)
DOOR_CLOSES = timedelta(hours=24)


class NotThisTime(DomainError):
    """The ticket is for another time."""

    default_message = _("不是现在这场活动，请看票上的时间")


class DoorClosed(DomainError):
    """自助签到 before it begins or after it ends; the message says which, and when."""


class NotConfirmed(DomainError):
    """Cancelled, or still waiting in line."""


class NoPlaceLeft(DomainError):
    default_message = _("现场名额已满")


@locking
def check_in(
    *,
    sign_up_id: int,
    method: str,
    actor: User | None,
    now: datetime,
    arrived_count: int | None = None,
) -> CheckIn:
    """Writes down that they came; a second call returns the first check-in unchanged (I-6).

    `arrived_count`: how many of the party came, all by default. By SELF there is no actor and the
    door has shorter hours. Raises NotThisTime, DoorClosed, NotConfirmed.
    """
    session = lock_session(SignUp.objects.values_list("session_id", flat=True).get(pk=sign_up_id))
    arriving = SignUp.objects.get(pk=sign_up_id)
    standing: CheckIn | None = arriving.check_ins.filter(undone_at=None).first()
    if standing:
        return standing
    require_door_open(session, method=method, now=now)
    if arriving.state == SignUpState.CANCELLED:
        raise NotConfirmed(_("这张票已取消"))
    if arriving.state == SignUpState.WAITING:
        raise NotConfirmed(_("还在候补，没有轮到"))
    return CheckIn.objects.create(
        sub_district_id=session.sub_district_id,
        community_id=session.community_id,
        complex_id=session.complex_id,
        sign_up=arriving,
        session=session,
        method=method,
        arrived_count=min(arrived_count or arriving.party_size, arriving.party_size),
        at=now,
        by=actor,
    )


@locking
def undo_check_in(*, check_in_id: int, actor: User, now: datetime) -> CheckIn:
    """Takes a check-in back; the row stays with who undid it."""
    lock_session(CheckIn.objects.values_list("session_id", flat=True).get(pk=check_in_id))
    undone = CheckIn.objects.get(pk=check_in_id)
    if undone.undone_at is None:
        undone.undone_at = now
        undone.undone_by = actor
        undone.save(update_fields=["undone_at", "undone_by"])
    return undone


@locking
def admit_walk_in(
    *,
    session_id: int,
    name: str,
    party_size: int,
    actor: User,
    now: datetime,
    phone: str = "",
    request_key: str = "",
) -> CheckIn:
    """Adds somebody at the door: a sign-up and its check-in, counted against the places.

    Raises NoPlaceLeft, PhoneInvalid and what `sign_up` and `check_in` raise.
    """
    method = CheckInMethod.NAME_LIST
    require_door_open(lock_session(session_id), method=method, now=now)
    known = (
        request_key
        and SignUp.objects.filter(session_id=session_id, request_key=request_key)
        .select_related("person")
        .first()
    )
    person = known.person if known else register_person(name=name, phone=phone)
    try:
        made = sign_up(
            session_id=session_id,
            application=Application(
                person=person,
                party_size=party_size,
                source=SignUpSource.WALK_IN,
                request_key=request_key,
                may_wait=False,
            ),
            actor=actor,
            now=now,
        )
    except JustFilled as error:
        raise NoPlaceLeft from error
    return check_in(sign_up_id=made.pk, method=method, actor=actor, now=now)


def require_door_open(session: Session, *, method: str, now: datetime) -> None:
    """Raises DoorClosed for 自助签到 outside its hours, NotThisTime half a day before and a day after."""
    if method == CheckInMethod.SELF:
        refusal = self_check_in_refusal(facts_of(session.activity, session, now=now))
        if refusal:
            raise DoorClosed(refusal)
    last = session.ends_at or session.starts_at
    if not session.starts_at - DOOR_OPENS <= now <= last + DOOR_CLOSES:
        raise NotThisTime
