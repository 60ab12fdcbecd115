from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.choices import ActivityState, CheckInMethod, SignUpState
from activities.models import Activity, Session
from activities.services.cancelling import ReasonMissing, cancel_activity
from activities.services.check_ins import check_in
from activities.services.messages import CANCELLED
from activities.services.planning import TransitionNotAllowed
from core.models import OutboxMessage
from tests.factories.accounts import PersonFactory
from tests.factories.activities import ActivityLogFactory, SessionFactory, SignUpFactory
from tests.people import Cast

NOW = timezone.now()


def cancel(activity: Activity, cast: Cast, reason: str = "下雨") -> int:
    return cancel_activity(activity_id=activity.pk, reason=reason, actor=cast.manager, now=NOW)


def test_everything_is_released_and_everybody_told_once(cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex, capacity=5)
    confirmed = SignUpFactory(session=session, party_size=2, person=PersonFactory(phone=""))
    waiting = SignUpFactory(
        session=session, state=SignUpState.WAITING, person=PersonFactory(phone="")
    )

    told = cancel(session.activity, cast)
    again = cancel(session.activity, cast)

    for row in (session, confirmed, waiting):
        row.refresh_from_db()
    activity = Activity.objects.get()
    assert (told, again) == (2, 0)
    assert (activity.state, activity.cancel_reason) == (ActivityState.CANCELLED, "下雨")
    assert {confirmed.state, waiting.state} == {SignUpState.CANCELLED}
    assert (session.taken, session.cancelled_at) == (0, NOW)
    assert set(OutboxMessage.objects.values_list("kind", "subject_id")) == {
        (CANCELLED, confirmed.pk),
        (CANCELLED, waiting.pk),
    }
    assert activity.updates.get().note == "下雨"
    assert activity.events.get(pgh_label="update").cancel_reason == "下雨"


def test_reason_must_be_given(cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex)

    with pytest.raises(ReasonMissing):
        cancel(session.activity, cast, reason="  ")
    assert Activity.objects.get().state == ActivityState.PUBLISHED


def test_what_was_held_and_logged_cannot_be_cancelled(cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex, activity__state=ActivityState.LOGGED)

    with pytest.raises(TransitionNotAllowed):
        cancel(session.activity, cast)


def test_sessions_that_were_held_stay_as_they_were(cast: Cast) -> None:
    ahead = SessionFactory(complex=cast.complex)
    activity = ahead.activity

    def earlier(days: int) -> Session:
        return SessionFactory(
            complex=cast.complex, activity=activity, starts_at=NOW - timedelta(days=days)
        )

    attended, logged, forgotten = earlier(1), earlier(8), earlier(15)
    came = SignUpFactory(session=attended)
    check_in(
        sign_up_id=came.pk, method=CheckInMethod.CODE, actor=cast.steward, now=attended.starts_at
    )
    ActivityLogFactory(session=logged)
    SignUpFactory(session=forgotten)
    SignUpFactory(session=ahead, person=PersonFactory(phone=""))

    told = cancel(activity, cast)

    came.refresh_from_db()
    assert told == 1
    assert came.state == SignUpState.CONFIRMED
    assert set(Session.objects.filter(cancelled_at=None)) == {attended, logged}
    assert OutboxMessage.objects.count() == 1
