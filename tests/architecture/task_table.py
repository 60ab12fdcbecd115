"""Every Celery task of the project: what it finds, and what stands there after it has run.

`test_tasks.py` runs each once, twice in a row and twice at the same time: all three must leave the
same. A new task adds a row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Person
from activities.choices import SignUpState
from activities.models import Session, SignUp
from activities.services.messages import REMINDER_DAY, REMINDER_HOUR
from communities.services.term_alarms import TERM_ENDS
from core import outbox as registry
from core.choices import Channel, MessageState
from core.models import CallTask, Heartbeat, IdempotentAnswer, InboxMessage, OutboxMessage
from core.outbox import Rendered
from meetings.services.alarms import LECTURE_MISSING, RESOLUTION_OVERDUE
from party_building.models import ChainCheck
from party_building.services.chain_checks import NEW_HOLES
from party_building.services.term_alarms import PARTY_TERM_ENDS
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.factories.bodies import CommitteeTermFactory, OwnersBodyFactory
from tests.factories.communities import ComplexFactory
from tests.factories.core import OutboxMessageFactory
from tests.factories.meetings import MeetingRulesFactory, ResolutionFactory
from tests.factories.party_building import PartyOrganizationFactory, PartyTermFactory
from tests.people import build_cast


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """`left` is what stands there afterwards, as `look` counts it."""

    arrange: Callable[[pytest.MonkeyPatch], Any]
    look: Callable[[], Any]
    left: Any


def _due_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_renderers", {"test": lambda _message: Rendered("标题", "正文")})
    OutboxMessageFactory.create_batch(3)
    OutboxMessageFactory(channel=Channel.CALL_LIST)


def _messages_left() -> tuple[int, int, int]:
    sent = OutboxMessage.objects.filter(state=MessageState.SENT).count()
    return sent, InboxMessage.objects.count(), CallTask.objects.count()


def _nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing has to be there."""


def _heartbeats_left() -> list[str]:
    return sorted(Heartbeat.objects.values_list("name", flat=True))


def _people_to_remind(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the next two in the afternoon: a day before that is no quiet hour, whenever this runs."""
    now = timezone.localtime()
    starts_at = now.replace(hour=14, minute=0, second=0, microsecond=0)
    if starts_at <= now + timedelta(minutes=1):
        starts_at += timedelta(days=1)
    session = SessionFactory(starts_at=starts_at)
    SignUpFactory.create_batch(3, session=session, created_at=now - timedelta(days=10))


def _reminders_left() -> int:
    """People; whoever runs this in the last hour finds the hour's reminder as well."""
    kinds = OutboxMessage.objects.values_list("kind", "subject_id", "channel")
    assert {kind for kind, _subject, _channel in kinds} <= {REMINDER_DAY, REMINDER_HOUR}
    assert len(kinds) == len(set(kinds))
    return len({subject for _kind, subject, _channel in kinds})


def _stranded(monkeypatch: pytest.MonkeyPatch) -> None:
    session = SessionFactory(capacity=2)
    SignUpFactory.create_batch(3, session=session, state=SignUpState.WAITING)


def _line_left() -> tuple[int, int, int]:
    confirmed = SignUp.objects.filter(state=SignUpState.CONFIRMED).count()
    told = OutboxMessage.objects.filter(channel=Channel.IN_APP).count()
    return confirmed, Session.objects.get().taken, told


def _guests_of_long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    session = SessionFactory(starts_at=timezone.now() - timedelta(days=91))
    SignUpFactory.create_batch(3, session=session, door_text="3-2-1501")


def _guests_left() -> tuple[int, int, int]:
    known = Person.objects.exclude(phone_digest="").count()
    return known, SignUp.objects.exclude(door_text="").count(), SignUp.objects.count()


def _answers_of_two_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three that are out of date and one that may still be asked for."""
    now = timezone.now()
    for number, hours in enumerate((-30, -2, -1, 1)):
        IdempotentAnswer.objects.create(
            caller="anonymous",
            key_digest=f"{number:064x}",
            request_digest=f"{number:064x}",
            status=201,
            body="{}",
            answered_at=now + timedelta(hours=hours - 24),
            expires_at=now + timedelta(hours=hours),
        )


def _terms_that_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """One over, one not for long, one for years; two officials serve there."""
    cast, today = build_cast(), timezone.localdate()
    for number, days in ((1, -20), (2, 45), (3, 900)):
        body = OwnersBodyFactory(complex=ComplexFactory(community=cast.community))
        CommitteeTermFactory(
            body=body,
            number=number,
            starts_on=today - timedelta(days=1000),
            ends_on=today + timedelta(days=days),
        )


def _alarms_left() -> list[tuple[str, int]]:
    told = OutboxMessage.objects.filter(kind=TERM_ENDS).order_by("key")
    names = told.values_list("person__name", flat=True)
    return sorted(Counter(names).items())


def _branches_whose_terms_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """One over, one not for long, one for years; two officials and the complex's branch read it."""
    cast, today = build_cast(), timezone.localdate()
    for days in (-20, 45, 900):
        PartyTermFactory(
            organization__complex=cast.complex,
            starts_on=today - timedelta(days=1000),
            ends_on=today + timedelta(days=days),
        )


def _told(*kinds: str) -> Callable[[], list[tuple[str, int]]]:
    def look() -> list[tuple[str, int]]:
        names = OutboxMessage.objects.filter(kind__in=kinds).values_list("person__name", flat=True)
        return sorted(Counter(names).items())

    return look


def _lectures_and_resolutions_owed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A branch that has held no lecture in the quarter before, and a resolution of yesterday."""
    cast = build_cast()
    PartyOrganizationFactory(complex=cast.complex)
    MeetingRulesFactory(sub_district=cast.street)
    ResolutionFactory(
        meeting__complex=cast.complex, deadline=timezone.localdate() - timedelta(days=1)
    )


def _doors_without_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three communities with complexes in two tenants; nobody answers for any door."""
    build_cast()


def _looks_left() -> tuple[int, list[tuple[str, int]]]:
    told = OutboxMessage.objects.filter(kind=NEW_HOLES)
    names = Counter(told.values_list("person__name", flat=True))
    return ChainCheck.objects.count(), sorted(names.items())


JOBS: dict[str, Job] = {
    "core.tasks.deliver_due_messages": Job(
        arrange=_due_messages, look=_messages_left, left=(4, 3, 1)
    ),
    "core.tasks.beat_heartbeat": Job(
        arrange=_nobody, look=_heartbeats_left, left=["beat", "worker"]
    ),
    "core.tasks.forget_idempotent_answers": Job(
        arrange=_answers_of_two_days, look=IdempotentAnswer.objects.count, left=1
    ),
    "communities.tasks.promise_term_alarms": Job(
        arrange=_terms_that_end, look=_alarms_left, left=[("社区书记甲", 2), ("街道甲", 2)]
    ),
    "party_building.tasks.promise_term_alarms": Job(
        arrange=_branches_whose_terms_end,
        look=_told(PARTY_TERM_ENDS),
        left=[("支部书记甲", 2), ("社区书记甲", 2), ("街道甲", 2)],
    ),
    "meetings.tasks.promise_meeting_alarms": Job(
        arrange=_lectures_and_resolutions_owed,
        look=_told(LECTURE_MISSING, RESOLUTION_OVERDUE),
        left=[("支部书记甲", 2), ("社区书记甲", 2), ("街道甲", 2)],
    ),
    "party_building.tasks.check_chains": Job(
        arrange=_doors_without_anybody,
        look=_looks_left,
        left=(3, [("社区书记甲", 1), ("街道乙", 1), ("街道甲", 2)]),
    ),
    "activities.tasks.materialise_reminders": Job(
        arrange=_people_to_remind, look=_reminders_left, left=3
    ),
    "activities.tasks.sweep_waiting_lists": Job(arrange=_stranded, look=_line_left, left=(2, 2, 2)),
    "activities.tasks.forget_past_guests": Job(
        arrange=_guests_of_long_ago, look=_guests_left, left=(0, 0, 3)
    ),
}
