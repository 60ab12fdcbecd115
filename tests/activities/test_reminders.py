from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from activities.choices import ActivityState, SignUpSource, SignUpState
from activities.models import Session, SignUp
from activities.services.messages import REMINDER_DAY, REMINDER_HOUR
from activities.services.planning import Slot, move_session
from activities.services.reminders import materialise_reminders
from core.choices import Channel
from core.models import OutboxMessage
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

SHANGHAI = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 11, 21, 14, 30, tzinfo=SHANGHAI)
DAY_BEFORE = START - timedelta(days=1)
HOUR_BEFORE = START - timedelta(hours=1)
LONG_AGO = START - timedelta(days=10)


@pytest.fixture
def session(cast: Cast) -> Session:
    return SessionFactory(complex=cast.complex, starts_at=START)


def sign_up(session: Session, **kwargs) -> SignUp:
    return SignUpFactory(session=session, **{"created_at": LONG_AGO} | kwargs)


def written() -> list[tuple[str, str]]:
    return sorted(OutboxMessage.objects.values_list("kind", "channel"))


def test_a_day_and_an_hour_before_each_is_reminded_once(session: Session) -> None:
    made = sign_up(session)

    counts = [
        materialise_reminders(now=moment)
        for moment in (
            DAY_BEFORE - timedelta(minutes=3),
            DAY_BEFORE - timedelta(minutes=1),
            DAY_BEFORE,
            HOUR_BEFORE,
            HOUR_BEFORE + timedelta(minutes=1),
        )
    ]

    assert counts == [0, 1, 0, 1, 0]
    assert written() == [(REMINDER_DAY, Channel.IN_APP), (REMINDER_HOUR, Channel.IN_APP)]
    day = OutboxMessage.objects.get(kind=REMINDER_DAY)
    assert (day.subject_id, day.person_id) == (made.pk, made.person_id)
    assert (day.due_at, day.expires_at) == (DAY_BEFORE, START)
    assert day.tenant_id == session.sub_district_id


def test_who_came_by_a_steward_or_the_phone_is_rung_up_the_day_before(session: Session) -> None:
    sign_up(session, source=SignUpSource.PHONE)
    sign_up(session, source=SignUpSource.HELPER, person=PersonFactory(phone=""))

    materialise_reminders(now=DAY_BEFORE)

    assert written() == [
        (REMINDER_DAY, Channel.CALL_LIST),
        (REMINDER_DAY, Channel.IN_APP),
        (REMINDER_DAY, Channel.IN_APP),
    ]


@pytest.mark.parametrize(
    "changes",
    [{"state": SignUpState.WAITING}, {"state": SignUpState.CANCELLED, "cancelled_at": START}],
)
def test_only_who_has_a_place_is_reminded(session: Session, changes: dict[str, object]) -> None:
    sign_up(session, **changes)

    assert materialise_reminders(now=DAY_BEFORE) == 0


def test_who_signs_up_on_the_last_day_is_reminded_by_the_hour_only(session: Session) -> None:
    sign_up(session, created_at=DAY_BEFORE + timedelta(hours=1))

    materialise_reminders(now=DAY_BEFORE + timedelta(hours=2))
    materialise_reminders(now=HOUR_BEFORE)

    assert written() == [(REMINDER_HOUR, Channel.IN_APP)]


@pytest.mark.parametrize(
    "state", [ActivityState.CANCELLED, ActivityState.POSTPONED, ActivityState.PLANNED]
)
def test_what_is_not_on_is_not_reminded_of(cast: Cast, state: str) -> None:
    facts = {"activity__cancelled_at": START, "activity__cancel_reason": "雨"}
    session = SessionFactory(
        complex=cast.complex,
        starts_at=START,
        activity__state=state,
        **facts if state == ActivityState.CANCELLED else {},
    )
    sign_up(session)

    assert materialise_reminders(now=DAY_BEFORE) == 0


def test_cancelled_session_and_one_that_began_are_left_alone(cast: Cast) -> None:
    sign_up(SessionFactory(complex=cast.complex, starts_at=START, cancelled_at=DAY_BEFORE))
    sign_up(SessionFactory(complex=cast.complex, starts_at=HOUR_BEFORE))

    assert materialise_reminders(now=HOUR_BEFORE) == 0


def test_moved_session_is_reminded_of_anew(cast: Cast, session: Session) -> None:
    sign_up(session, person=PersonFactory(phone=""))
    materialise_reminders(now=DAY_BEFORE)
    later = START + timedelta(days=2)
    move_session(
        session_id=session.pk, slot=Slot(starts_at=later), actor=cast.manager, now=DAY_BEFORE
    )

    assert materialise_reminders(now=DAY_BEFORE) == 0
    assert materialise_reminders(now=later - timedelta(days=1)) == 1

    keys = set(OutboxMessage.objects.filter(kind=REMINDER_DAY).values_list("key", flat=True))
    assert len(keys) == 2


@pytest.mark.parametrize(("hour", "minute"), [(6, 30), (7, 30), (8, 0), (22, 45)])
def test_nobody_is_buzzed_at_night(cast: Cast, hour: int, minute: int) -> None:
    start = datetime(2026, 11, 21, hour, minute, tzinfo=SHANGHAI)
    sign_up(SessionFactory(complex=cast.complex, starts_at=start), source=SignUpSource.PHONE)

    materialise_reminders(now=start - timedelta(days=1))
    materialise_reminders(now=start - timedelta(hours=1))

    rings = OutboxMessage.objects.exclude(channel=Channel.IN_APP)
    assert [message.kind for message in rings] == [REMINDER_DAY]
    assert not any(
        moment.hour >= 22 or moment.hour < 7
        for moment in (message.due_at.astimezone(SHANGHAI) for message in rings)
    )
    if hour == 6:
        assert rings.get().due_at == datetime(2026, 11, 20, 7, 0, tzinfo=SHANGHAI)


def test_whoever_begins_at_dawn_finds_both_reminders_on_time_in_the_app(cast: Cast) -> None:
    dawn = datetime(2026, 11, 21, 6, 30, tzinfo=SHANGHAI)
    sign_up(SessionFactory(complex=cast.complex, starts_at=dawn))

    materialise_reminders(now=dawn - timedelta(days=1))
    materialise_reminders(now=dawn - timedelta(hours=1))

    quiet = OutboxMessage.objects.order_by("due_at").values_list("kind", "channel", "due_at")
    assert list(quiet) == [
        (REMINDER_DAY, Channel.IN_APP, dawn - timedelta(days=1)),
        (REMINDER_HOUR, Channel.IN_APP, dawn - timedelta(hours=1)),
    ]


def test_what_fell_due_while_all_was_down_is_made_up_for(session: Session) -> None:
    sign_up(session)

    materialise_reminders(now=DAY_BEFORE + timedelta(hours=5))

    assert OutboxMessage.objects.get().due_at == DAY_BEFORE


@pytest.mark.parametrize("count", [1, 3])
def test_reminding_three_takes_as_many_statements_as_reminding_one(
    session: Session, count: int, django_assert_num_queries
) -> None:
    for _number in range(count):
        sign_up(session)

    with django_assert_num_queries(4):
        materialise_reminders(now=DAY_BEFORE)
