"""A whole name list at once, as it was kept on paper: who was going, and who came.

The rules are those of `sign_ups` and `check_ins`, line after line; the statements are a handful for
any number of lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from activities.choices import SignUpState
from activities.codes import door_key, new_entry_code
from activities.models import CheckIn, Session, SignUp
from activities.services.check_ins import require_door_open
from activities.services.sign_ups import (
    Application,
    JustFilled,
    build_sign_up,
    lock_session,
    require_on_offer,
    require_party_fits,
    require_share,
    take_places,
)
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User


class ListNotFirst(DomainError):
    default_message = _("这一场已经有人报名，名单不能再整份录入")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpLine:
    """What somebody asked for, when, and who wrote it down."""

    application: Application
    at: datetime
    entered_by: User | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalLine:
    """Who of the list came, when, and how he was found on it."""

    sign_up_id: int
    at: datetime
    method: str


@locking
def enter_sign_ups(*, session_id: int, lines: Sequence[SignUpLine]) -> list[SignUp]:
    """Signs up line after line, each as `sign_up` would at that line's hour; nobody is told.

    What `sign_up` would refuse is left out, as is a second line of the same person. Raises
    ListNotFirst when the session has sign-ups already.
    """
    session = lock_session(session_id)
    if session.sign_ups.exists():
        raise ListNotFirst
    page = _Page(session)
    for line in lines:
        with suppress(DomainError):
            page.write(line)
    made = SignUp.objects.bulk_create(page.sign_ups)
    take_places(session, page.taken)
    return made


@locking
def enter_arrivals(
    *, session_id: int, lines: Sequence[ArrivalLine], actor: User | None
) -> list[CheckIn]:
    """Checks in line after line, each as `check_in` would at that line's hour with the whole party.

    Who has no place, has been checked in already or comes at another time is left out.
    """
    session = lock_session(session_id)
    standing = CheckIn.objects.filter(sign_up=OuterRef("pk"), undone_at=None)
    expected = session.sign_ups.confirmed().filter(~Exists(standing)).in_bulk()
    arrived = []
    for line in lines:
        with suppress(DomainError):
            require_door_open(session, method=line.method, now=line.at)
            sign_up = expected.pop(line.sign_up_id, None)
            if sign_up is not None:
                arrived.append(_arrival(session, sign_up, line, actor=actor))
    return CheckIn.objects.bulk_create(arrived)


@dataclass
class _Page:
    """The list of one session while it is being written, under the session's lock."""

    session: Session
    sign_ups: list[SignUp] = field(default_factory=list)
    taken: int = 0
    _persons: set[int] = field(default_factory=set)
    _entry_codes: set[str] = field(default_factory=set)
    _households: Counter[str] = field(default_factory=Counter)

    def write(self, line: SignUpLine) -> None:
        """Raises what `sign_up` raises."""
        wanted, session = line.application, self.session
        if wanted.person.pk in self._persons:
            return
        require_on_offer(session, source=wanted.source, now=line.at)
        require_party_fits(session, wanted.party_size)
        door, quota = door_key(wanted.door_text), session.activity.household_quota
        if quota is not None:
            require_share(
                door, quota=quota, taken=self._households[door], party_size=wanted.party_size
            )
        state = self._place_for(wanted.party_size)
        if state == SignUpState.WAITING and not wanted.may_wait:
            raise JustFilled
        self._persons.add(wanted.person.pk)
        self._households[door] += wanted.party_size
        if state == SignUpState.CONFIRMED:
            self.taken += wanted.party_size
        made = build_sign_up(
            session,
            wanted,
            door_text=door,
            state=state,
            entry_code=self._free_entry_code(),
            actor=line.entered_by,
            now=line.at,
        )
        self.sign_ups.append(made)

    def _place_for(self, party_size: int) -> SignUpState:
        """A place, unless there is none or somebody who came earlier would fit into it."""
        capacity = self.session.capacity
        if capacity is None:
            return SignUpState.CONFIRMED
        free = capacity - self.session.taken - self.taken
        # Whoever waits did not fit then, and no place has come free since: he doesn't fit now.
        return SignUpState.CONFIRMED if party_size <= free else SignUpState.WAITING

    def _free_entry_code(self) -> str:
        code = new_entry_code()
        while code in self._entry_codes:
            code = new_entry_code()
        self._entry_codes.add(code)
        return code


def _arrival(
    session: Session, sign_up: SignUp, line: ArrivalLine, *, actor: User | None
) -> CheckIn:
    return CheckIn(
        sub_district_id=session.sub_district_id,
        community_id=session.community_id,
        complex_id=session.complex_id,
        sign_up=sign_up,
        session=session,
        method=line.method,
        arrived_count=sign_up.party_size,
        at=line.at,
        by=actor,
    )
