"""The rules by which Hypothesis lives an activity's life, with the services and with the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from time_machine import travel

from accounts.models import Person, User
from activities.models import ActivityLog, CheckIn, Session, SignUp
from activities.services import check_ins, logs, planning, reminders, sign_ups
from activities.services.cancelling import cancel_activity
from activities.services.sign_ups import Application
from activities.tasks import sweep_waiting_lists
from core.errors import DomainError
from core.models import InboxMessage, OutboxMessage
from core.services.outbox import deliver_due_messages
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.activities import SessionFactory
from tests.faults.invariants import INVARIANTS, NOT_DELIVERED
from tests.stateful.model import CONFIRMED, LIVE, WAITING, ActivityModel, Party, Refused

# What the tables must show whatever the hour; the others compare with the database's clock.
WATCHED = [
    name for name in INVARIANTS if name not in {"I-2 stranded", "I-9 reminder", "I-9 drained"}
]
NEIGHBOURS = ("王阿姨", "李叔叔", "张奶奶", "陈爷爷", "赵姐", "孙师傅")
WITHOUT_PHONE = frozenset({"张奶奶", "陈爷爷"})
DOORS = ("", "3栋2单元1501", "3-2-1501", "5栋101")
# As `activities.codes.door_key` writes them: the second spelling is the same door.
SAME_DOOR = {"3栋2单元1501": "3-2-1501", "5栋101": "5-101"}
KINDS = {
    "activities.promoted": "promoted",
    "activities.moved": "moved",
    "activities.postponed": "postponed",
    "activities.cancelled": "cancelled",
    "activities.reminder.day": "day",
    "activities.reminder.hour": "hour",
}
# Few places and small parties, so that most lives have a line; what ends a life is rare.
sizes = st.sampled_from((1, 1, 1, 2, 2, 3, 6))
neighbours = st.sampled_from(NEIGHBOURS)
capacities = st.sampled_from((1, 2, 2, 3, 3, 4, 5, None))
parties = st.lists(
    st.tuples(
        neighbours, sizes, st.sampled_from(DOORS), st.sampled_from((True, True, True, False))
    ),
    min_size=1,
    max_size=4,
)


class ActivityMachine(RuleBasedStateMachine):
    """One activity with one session. Every example ends in a rollback: it leaves no rows."""

    def __init__(self) -> None:
        super().__init__()
        self.now = timezone.now().replace(microsecond=0)
        self.rows: list[int] = []
        self.forms = 0
        self._transaction = transaction.atomic()
        self._transaction.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._transaction.__exit__(None, None, None)

    @initialize(
        capacity=capacities,
        quota=st.sampled_from((None, None, None, 3)),
        hours=st.sampled_from((25, 24 * 3, 2)),
    )
    def open(self, capacity: int | None, quota: int | None, hours: int) -> None:
        self.actor: User = UserFactory(person=None)
        self.people: dict[str, Person] = {
            name: PersonFactory(name=name, **({"phone": ""} if name in WITHOUT_PHONE else {}))
            for name in NEIGHBOURS
        }
        starts_at = self.now + timedelta(hours=hours)
        self.session: Session = SessionFactory(
            starts_at=starts_at, capacity=capacity, activity__household_quota=quota
        )
        planning._note(
            self.session.activity, "", "PUBLISHED", actor=None, now=self.now
        )  # what the factory leaves out: the state's history
        self.model = ActivityModel(
            starts_at, starts_at + timedelta(hours=2), capacity=capacity, household_quota=quota
        )

    def both(self, service: Callable[[], Any], model: Callable[[], Any]) -> Any:
        """Does it in both worlds: the same refusal, or both do it. Answers what the service gave."""
        refusal, expected, result = "", "", None
        try:
            with transaction.atomic():
                result = service()
        except DomainError as error:
            refusal = type(error).__name__
        try:
            model()
        except Refused as error:
            expected = str(error)
        assert refusal == expected, f"refused with {refusal or 'nothing'}, not {expected or 'done'}"
        return result

    def party_of(self, row: int) -> Party:
        return self.model.parties[self.rows.index(row)]

    def remember(self, sign_up: SignUp | None) -> None:
        if sign_up is not None and sign_up.pk not in self.rows:
            self.rows.append(sign_up.pk)

    @rule(parties=parties, taps=st.integers(1, 2))
    def sign_up(self, parties: list[tuple[str, int, str, bool]], taps: int) -> None:
        """Several at once: a life in which nobody waits shows little."""
        for who, size, door, may_wait in parties:
            self.forms += 1
            for _tap in range(taps):
                self._sign_up_once(f"form-{self.forms}", who, size, door, may_wait=may_wait)

    def _sign_up_once(self, form: str, who: str, size: int, door: str, *, may_wait: bool) -> None:
        now = self.now
        application = Application(
            person=self.people[who],
            party_size=size,
            door_text=door,
            request_key=form,
            may_wait=may_wait,
        )
        made = self.both(
            lambda: sign_ups.sign_up(
                session_id=self.session.pk, application=application, actor=None, now=now
            ),
            lambda: self.model.sign_up(
                now,
                who=who,
                size=size,
                door=SAME_DOOR.get(door, door),
                form=form,
                may_wait=may_wait,
            ),
        )
        self.remember(made)

    @precondition(lambda self: self.rows)
    @rule(data=st.data(), gone_too=st.booleans())
    def cancel(self, data: st.DataObject, gone_too: bool) -> None:
        live = [row for row in self.rows if gone_too or self.party_of(row).state in LIVE]
        row = data.draw(st.sampled_from(live or self.rows))
        self.both(
            lambda: sign_ups.cancel_sign_up(sign_up_id=row, actor=None, now=self.now),
            lambda: self.model.cancel(self.now, self.party_of(row)),
        )

    @rule(capacity=capacities)
    def change_capacity(self, capacity: int | None) -> None:
        self.both(
            lambda: planning.change_capacity(
                session_id=self.session.pk, capacity=capacity, actor=self.actor, now=self.now
            ),
            lambda: self.model.change_capacity(self.now, capacity),
        )

    @rule(hours=st.sampled_from((0, 1, 26, 24 * 5)))
    def move(self, hours: int) -> None:
        """0: to the very date that it has."""
        starts_at = self.now + timedelta(hours=hours) if hours else self.model.starts_at
        ends_at = starts_at + timedelta(hours=2)
        self.both(
            lambda: planning.move_session(
                session_id=self.session.pk,
                slot=planning.Slot(starts_at=starts_at, ends_at=ends_at),
                actor=self.actor,
                now=self.now,
            ),
            lambda: self.model.move(self.now, starts_at, ends_at),
        )

    @rule(decision=st.sampled_from(("postpone", "publish", "log", "postpone", "call_off")))
    def decide(self, decision: str) -> None:
        """What ends or halts an activity; one rule, so that most of a life lies before it."""
        activity_id, actor, now = self.session.activity_id, self.actor, self.now
        services: dict[str, Callable[[], Any]] = {
            "postpone": lambda: planning.postpone_activity(
                activity_id=activity_id, reason="下雨", actor=actor, now=now
            ),
            "publish": lambda: planning.publish_activity(
                activity_id=activity_id, actor=actor, now=now
            ),
            "call_off": lambda: cancel_activity(
                activity_id=activity_id, reason="台风", actor=actor, now=now
            ),
            "log": lambda: logs.log_session(
                session_id=self.session.pk, entry=logs.LogEntry(headcount=9), actor=actor, now=now
            ),
        }
        model = {
            "postpone": self.model.postpone,
            "publish": self.model.publish,
            "call_off": lambda: self.model.call_off(now),
            "log": lambda: self.model.log(now),
        }
        self.both(services[decision], model[decision])

    @precondition(lambda self: self.rows)
    @rule(data=st.data(), arrived=st.one_of(st.none(), st.integers(1, 6)))
    def check_in(self, data: st.DataObject, arrived: int | None) -> None:
        row = data.draw(st.sampled_from(self.rows))
        self.both(
            lambda: check_ins.check_in(
                sign_up_id=row, method="CODE", actor=self.actor, now=self.now, arrived_count=arrived
            ),
            lambda: self.model.check_in(self.now, self.party_of(row), arrived),
        )

    @precondition(lambda self: any(party.is_here for party in self.model.parties))
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        row = data.draw(st.sampled_from([row for row in self.rows if self.party_of(row).is_here]))
        standing = CheckIn.objects.get(sign_up_id=row, undone_at=None)
        for _tap in range(2):
            self.both(
                lambda: check_ins.undo_check_in(
                    check_in_id=standing.pk, actor=self.actor, now=self.now
                ),
                lambda: self.model.undo(self.party_of(row)),
            )

    @rule(size=sizes, taps=st.integers(1, 2))
    def walk_in(self, size: int, taps: int) -> None:
        self.forms += 1
        form = f"door-{self.forms}"
        for _tap in range(taps):
            came = self.both(
                lambda: check_ins.admit_walk_in(
                    session_id=self.session.pk,
                    name="过路人",
                    party_size=size,
                    actor=self.actor,
                    now=self.now,
                    request_key=form,
                ),
                lambda: self.model.walk_in(self.now, who=form, size=size, form=form),
            )
            self.remember(came.sign_up if came else None)

    @rule(hours=st.sampled_from((0, 0, 0, 1, 12, 25)))
    def tick(self, hours: int) -> None:
        """Beat, after so many hours: reminders twice, the sweep, and everything due delivered.

        The sweep finds nobody: whoever fits was moved up when the place came free.
        """
        self.now += timedelta(hours=hours)
        for _beat in range(2):
            reminders.materialise_reminders(now=self.now)
        self.model.remind(self.now)
        # By the machine's own clock, which runs ahead: what has begun in the model takes nobody more.
        with travel(self.now, tick=False):
            sweep_waiting_lists()
        deliver_due_messages()
        with connection.cursor() as cursor:
            cursor.execute(NOT_DELIVERED)
            assert cursor.fetchall() == []

    @invariant()
    def tables_are_what_the_model_says(self) -> None:
        if not hasattr(self, "model"):
            return
        model = self.model
        session = Session.objects.select_related("activity").get(pk=self.session.pk)
        assert (session.activity.state, session.sequence) == (model.state, model.sequence)
        assert (session.capacity, session.taken) == (model.capacity, model.taken)
        assert (session.cancelled_at is not None) == model.is_called_off
        assert [
            (s.pk, s.party_size, s.state, s.promoted_at is not None)
            for s in session.sign_ups.order_by("pk")
        ] == [
            (row, party.size, party.state, party.was_promoted)
            for row, party in zip(self.rows, model.parties, strict=True)
        ]
        here = CheckIn.objects.filter(session=session, undone_at=None)
        assert dict(here.values_list("sign_up_id", "arrived_count")) == {
            row: self.party_of(row).arrivals for row in self.rows if self.party_of(row).is_here
        }
        assert ActivityLog.objects.filter(session=session).exists() == model.is_logged

    @invariant()
    def everybody_is_promised_it_once(self) -> None:
        if not hasattr(self, "model"):
            return
        promised: Counter[tuple[str, int, int]] = Counter()
        for key, kind in OutboxMessage.objects.filter(channel="IN_APP").values_list("key", "kind"):
            _kind, row, sequence, _channel = key.split(":")
            promised[KINDS[kind], self.rows.index(int(row)), int(sequence)] += 1
        assert promised == self.model.promises

    @invariant()
    def whoever_was_moved_up_is_told_when_messages_were_delivered(self) -> None:
        """Told of the place itself, whatever else was decided in between (I-4)."""
        if not hasattr(self, "model"):
            return
        silent = OutboxMessage.objects.filter(
            kind="activities.promoted", channel="IN_APP", state="CANCELLED"
        )
        for row in silent.values_list("subject_id", flat=True):
            assert self.party_of(row).state != CONFIRMED, f"{row} was never told of the place"
        assert not InboxMessage.objects.filter(person=None).exists()

    @invariant()
    def nobody_waits_beside_a_place(self) -> None:
        if not hasattr(self, "model") or self.now >= self.model.starts_at:
            return
        if self.model.is_called_off:
            return
        free = self.model.free
        assert not [p for p in self.model.parties if p.state == WAITING and p.size <= free]

    @invariant()
    def no_invariant_of_the_tables_is_broken(self) -> None:
        with connection.cursor() as cursor:
            for name in WATCHED:
                cursor.execute(INVARIANTS[name])
                assert cursor.fetchall() == [], name
