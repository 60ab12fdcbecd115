"""What an activity with one session should do, in plain Python: no database, no services.

Written from the promises to people (domain 3.10, reliability I-1 to I-6, I-9 to I-11) and not from
the code; where the two differ, one of them is wrong. A refusal is the name of its error.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

CONFIRMED, WAITING, CANCELLED = "CONFIRMED", "WAITING", "CANCELLED"
LIVE = (CONFIRMED, WAITING)
LARGEST_PARTY = 5
DOOR_OPENS, DOOR_CLOSES = timedelta(hours=12), timedelta(hours=24)
REMINDERS = (("day", timedelta(days=1)), ("hour", timedelta(hours=1)))
LEAD = timedelta(minutes=2)


class Refused(Exception):
    """Named as the service's error is."""


@dataclass
class Party:
    """One sign-up; parties stand in the order in which they came."""

    who: str
    size: int
    door: str
    state: str
    came_at: datetime
    form: str = ""
    was_promoted: bool = False
    is_here: bool = False
    arrivals: int = 0


@dataclass
class ActivityModel:
    """The activity, its one session and everybody in it."""

    starts_at: datetime
    ends_at: datetime
    capacity: int | None
    household_quota: int | None
    state: str = "PUBLISHED"
    sequence: int = 0
    is_called_off: bool = False
    is_logged: bool = False
    parties: list[Party] = field(default_factory=list)
    # (kind, number of the party, sequence): how often it was promised; never more than once.
    promises: Counter[tuple[str, int, int]] = field(default_factory=Counter)

    @property
    def taken(self) -> int:
        return sum(party.size for party in self.parties if party.state == CONFIRMED)

    @property
    def free(self) -> float:
        return float("inf") if self.capacity is None else self.capacity - self.taken

    def sign_up(
        self, now: datetime, *, who: str, size: int, door: str, form: str, may_wait: bool
    ) -> Party:
        known = self._known(who, form)
        if known:
            return known
        if self.state != "PUBLISHED" or self.is_called_off:
            raise Refused("NotOnOffer")
        if now >= self.starts_at:
            raise Refused("SignUpClosed")
        return self._join(now, who, size, door, form, may_wait=may_wait)

    def walk_in(self, now: datetime, *, who: str, size: int, form: str) -> Party:
        self._require_door(now)
        known = next((party for party in self.parties if party.form == form), None)
        if known is None:
            if self.state != "PUBLISHED" or self.is_called_off:
                raise Refused("NotOnOffer")
            try:
                known = self._join(now, who, size, "", form, may_wait=False)
            except Refused as refusal:
                raise Refused(str(refusal).replace("JustFilled", "NoPlaceLeft")) from refusal
        self.check_in(now, known, None)
        return known

    def _known(self, who: str, form: str) -> Party | None:
        return next(
            (p for p in self.parties if (p.who == who and p.state in LIVE) or p.form == form), None
        )

    def _join(
        self, now: datetime, who: str, size: int, door: str, form: str, *, may_wait: bool
    ) -> Party:
        if size > LARGEST_PARTY or (self.capacity is not None and size > self.capacity):
            raise Refused("PartyTooLarge")
        self._require_household(door, size)
        # Before the start nobody overtakes; afterwards nobody in the line is moved up any more.
        overtakes = now < self.starts_at and any(
            p.state == WAITING and p.size <= self.free for p in self.parties
        )
        state = CONFIRMED if size <= self.free and not overtakes else WAITING
        if state == WAITING and not may_wait:
            raise Refused("JustFilled")
        party = Party(who, size, door, state, now, form)
        self.parties.append(party)
        return party

    def _require_household(self, door: str, size: int) -> None:
        if self.household_quota is None:
            return
        if not door:
            raise Refused("DoorMissing")
        household = sum(p.size for p in self.parties if p.door == door and p.state in LIVE)
        if household + size > self.household_quota:
            raise Refused("HouseholdQuotaReached")

    def cancel(self, now: datetime, party: Party) -> None:
        if party.state not in LIVE:
            return
        if party.is_here:
            raise Refused("AlreadyArrived")
        if now >= self.starts_at:
            raise Refused("ActivityStarted")
        party.state = CANCELLED
        self._move_line_up(now)

    def change_capacity(self, now: datetime, capacity: int | None) -> None:
        if capacity is not None and capacity < self.taken:
            raise Refused("CapacityBelowTaken")
        self.capacity = capacity
        self._move_line_up(now)

    def _move_line_up(self, now: datetime) -> None:
        """First come first; a large party that does not fit holds up nobody behind it."""
        if self.is_called_off or now >= self.starts_at:
            return
        for party in self.parties:
            if party.state == WAITING and party.size <= self.free:
                party.state, party.was_promoted = CONFIRMED, True
                self._promise("promoted", party)

    def move(self, now: datetime, starts_at: datetime, ends_at: datetime) -> None:
        """Whoever waits for a new date is told of it, also when it is the old one."""
        returns = self.state == "POSTPONED"
        if self.is_called_off or (self.starts_at <= now and not returns):
            raise Refused("SessionOver")
        is_news = returns or (starts_at, ends_at) != (self.starts_at, self.ends_at)
        self.starts_at, self.ends_at, self.state = (
            starts_at,
            ends_at,
            "PUBLISHED" if returns else self.state,
        )
        self.sequence += is_news
        if is_news:
            self._tell_all("moved")
        self._move_line_up(now)

    def postpone(self) -> None:
        if self.state != "PUBLISHED":
            raise Refused("TransitionNotAllowed")
        self.state = "POSTPONED"
        if not self.is_called_off:
            self.sequence += 1
            self._tell_all("postponed")

    def publish(self) -> None:
        if self.state == "PUBLISHED":
            return
        raise Refused("NoSession" if self.is_called_off else "TransitionNotAllowed")

    def call_off(self, now: datetime) -> None:
        """A session to which people came, or of which a log was written, was held and stays."""
        if self.state == CANCELLED:
            return
        if self.state not in {"PUBLISHED", "POSTPONED"}:
            raise Refused("TransitionNotAllowed")
        self.state = CANCELLED
        if self.is_logged or any(party.is_here for party in self.parties):
            return
        self.is_called_off = True
        self.sequence += 1
        if self.ends_at > now:
            self._tell_all("cancelled")
        for party in self.parties:
            if party.state in LIVE:
                party.state = CANCELLED

    def check_in(self, now: datetime, party: Party, arrived: int | None) -> None:
        if party.is_here:
            return
        self._require_door(now)
        if party.state != CONFIRMED:
            raise Refused("NotConfirmed")
        party.is_here = True
        party.arrivals = min(arrived or party.size, party.size)

    def undo(self, party: Party) -> None:
        party.is_here, party.arrivals = False, 0

    def _require_door(self, now: datetime) -> None:
        if not self.starts_at - DOOR_OPENS <= now <= self.ends_at + DOOR_CLOSES:
            raise Refused("NotThisTime")

    def log(self, now: datetime) -> None:
        if not self.is_logged:
            if self.starts_at > now:
                raise Refused("NotHeldYet")
            if self.is_called_off or self.state not in {"PUBLISHED", "LOGGED"}:
                raise Refused("NotHeld")
        self.is_logged = True
        self.state = "LOGGED"

    def remind(self, now: datetime) -> None:
        """A day and an hour before, once for each date; not whoever came after that moment.

        At whatever hour: the quiet hours are for what rings.
        """
        if self.state != "PUBLISHED" or self.is_called_off or self.starts_at <= now:
            return
        for kind, before in REMINDERS:
            if self.starts_at > now + before + LEAD:
                continue
            for party in self.parties:
                if party.state == CONFIRMED and party.came_at < self.starts_at - before:
                    self._promise(kind, party)

    def _tell_all(self, kind: str) -> None:
        for party in self.parties:
            if party.state in LIVE:
                self._promise(kind, party)

    def _promise(self, kind: str, party: Party) -> None:
        self.promises[kind, self.parties.index(party), self.sequence] = 1
