from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.choices import ActivityState, SignUpState
from activities.models import Activity, Session
from activities.services import planning
from activities.services.messages import MOVED, POSTPONED, PROMOTED
from activities.services.planning import Slot, Where
from communities.models import Community
from core.choices import Channel
from core.models import OutboxMessage
from tests.factories.accounts import PersonFactory
from tests.factories.activities import ActivityFactory, SessionFactory, SignUpFactory, SpaceFactory
from tests.people import Cast

NOW = timezone.now()
TOMORROW = NOW + timedelta(days=1)
_A = ActivityState


def plan(cast: Cast, **kwargs) -> Activity:
    facts = {
        "where": Where.of_complex(cast.complex),
        "details": {"title": "包饺子", "theme": "金秋"},
        "slots": [Slot(starts_at=TOMORROW, capacity=30)],
        "actor": cast.manager,
        "now": NOW,
    }
    return planning.plan_activity(**facts | kwargs)


def act(service, activity: Activity, cast: Cast, **kwargs):
    return service(activity_id=activity.pk, actor=cast.manager, now=NOW, **kwargs)


def states(activity: Activity) -> list[tuple[str, str, str]]:
    return list(activity.updates.order_by("pk").values_list("from_state", "to_state", "note"))


def test_plan_writes_activity_session_history_and_audit_and_tells_nobody(cast: Cast) -> None:
    activity = plan(cast)

    session = activity.sessions.get()
    assert (activity.state, activity.created_by, activity.theme) == (
        _A.PLANNED,
        cast.manager,
        "金秋",
    )
    assert (session.complex, session.community, session.sub_district) == (
        cast.complex,
        cast.community,
        cast.street,
    )
    assert session.capacity == 30
    assert states(activity) == [("", _A.PLANNED, "")]
    assert activity.events.get().pgh_label == "insert"
    assert not OutboxMessage.objects.exists()
    assert not Activity.objects.public().exists()


def test_plan_refuses_a_room_of_another_street_and_unknown_details(cast: Cast) -> None:
    room = SpaceFactory(complex=cast.other_street_complex)

    with pytest.raises(planning.SpaceElsewhere):
        plan(cast, slots=[Slot(starts_at=TOMORROW, space=room)])
    with pytest.raises(TypeError):
        plan(cast, details={"title": "x", "state": _A.PUBLISHED})
    assert not Activity.objects.exists()


def test_edit_changes_wording_until_it_is_archived(cast: Cast) -> None:
    activity = plan(cast)

    act(planning.edit_activity, activity, cast, details={"title": "包汤圆"})
    Activity.objects.filter(pk=activity.pk).update(state=_A.ARCHIVED)
    with pytest.raises(planning.TransitionNotAllowed):
        act(planning.edit_activity, activity, cast, details={"title": "太晚"})

    activity.refresh_from_db()
    assert activity.title == "包汤圆"
    assert activity.events.filter(pgh_label="update").exists()


def test_plan_is_submitted_returned_with_a_reason_passed_and_published(cast: Cast) -> None:
    Community.objects.filter(pk=cast.community.pk).update(reviews_activities=True)
    activity = plan(cast)

    with pytest.raises(planning.ReviewNeeded):
        act(planning.publish_activity, activity, cast)
    act(planning.submit_activity, activity, cast)
    with pytest.raises(planning.TransitionNotAllowed, match="退回要写明原因"):
        act(planning.return_activity, activity, cast, reason=" ")
    act(planning.return_activity, activity, cast, reason="写清地点")
    with pytest.raises(planning.ReviewNeeded):
        act(planning.publish_activity, activity, cast)
    act(planning.submit_activity, activity, cast)
    planning.approve_activity(activity_id=activity.pk, actor=cast.secretary, now=NOW)
    published = act(planning.publish_activity, activity, cast)

    assert published.published_at == NOW
    assert [row[1] for row in states(activity)] == [
        _A.PLANNED, _A.SUBMITTED, _A.RETURNED, _A.SUBMITTED, _A.APPROVED, _A.PUBLISHED,
    ]  # fmt: skip
    assert (_A.SUBMITTED, _A.RETURNED, "写清地点") in states(activity)
    assert list(Activity.objects.public()) == [activity]


@pytest.mark.parametrize("author", ["planned it", "sent it"])
def test_who_wrote_a_plan_does_not_pass_it_and_another_official_does(
    cast: Cast, author: str
) -> None:
    Community.objects.filter(pk=cast.community.pk).update(reviews_activities=True)
    activity = plan(cast)
    if author == "planned it":
        Activity.objects.filter(pk=activity.pk).update(created_by=cast.secretary)
        act(planning.submit_activity, activity, cast)
    else:
        planning.submit_activity(activity_id=activity.pk, actor=cast.secretary, now=NOW)

    with pytest.raises(planning.OwnPlan, match="要由另一位社区或街道的工作人员审核"):
        planning.approve_activity(activity_id=activity.pk, actor=cast.secretary, now=NOW)
    activity.refresh_from_db()
    assert activity.state == _A.SUBMITTED
    passed = planning.approve_activity(activity_id=activity.pk, actor=cast.official, now=NOW)

    assert passed.state == _A.APPROVED


def test_publishing_twice_is_publishing_once(cast: Cast) -> None:
    activity = plan(cast)

    first = act(planning.publish_activity, activity, cast)
    again = planning.publish_activity(
        activity_id=activity.pk, actor=cast.manager, now=NOW + timedelta(hours=1)
    )

    assert first.published_at == again.published_at == NOW
    assert len(states(activity)) == 2


def test_without_a_time_nothing_is_published(cast: Cast) -> None:
    with pytest.raises(planning.NoSession):
        act(planning.publish_activity, plan(cast, slots=[]), cast)


def test_approving_what_nobody_submitted_is_refused_in_words(cast: Cast) -> None:
    with pytest.raises(planning.TransitionNotAllowed, match="“已列入计划”的活动不能改为“已通过”"):
        act(planning.approve_activity, plan(cast), cast)


def test_copy_takes_place_and_places_along_but_nobody(cast: Cast) -> None:
    room = SpaceFactory(complex=cast.complex)
    source = SessionFactory(
        complex=cast.complex, space=room, capacity=8, opens_at=NOW, activity__title="合唱"
    )
    SignUpFactory(session=source)

    copy = act(planning.copy_activity, source.activity, cast)

    session = copy.sessions.get()
    assert (copy.title, copy.state, copy.published_at) == ("合唱", _A.PLANNED, None)
    assert session.starts_at == source.starts_at + timedelta(days=7)
    assert session.opens_at == NOW + timedelta(days=7)
    assert (session.space, session.capacity, session.taken) == (room, 8, 0)


def test_copy_of_an_activity_without_a_time_has_none_either(cast: Cast) -> None:
    copy = act(planning.copy_activity, ActivityFactory(complex=cast.complex), cast)

    assert not copy.sessions.exists()


def test_move_tells_each_once_in_app_and_rings_up_who_left_a_phone(cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex)
    SignUpFactory(session=session, person=PersonFactory(phone=""))
    SignUpFactory(session=session, state=SignUpState.WAITING)
    SignUpFactory(session=session, state=SignUpState.CANCELLED, cancelled_at=NOW)
    slot = Slot(starts_at=NOW + timedelta(days=2), place_text="议事厅")

    told = planning.move_session(session_id=session.pk, slot=slot, actor=cast.manager, now=NOW)
    again = planning.move_session(session_id=session.pk, slot=slot, actor=cast.manager, now=NOW)

    session.refresh_from_db()
    assert (told, again) == (2, 0)
    assert (session.place_text, session.sequence) == ("议事厅", 1)
    assert sorted(OutboxMessage.objects.values_list("kind", "channel")) == [
        (MOVED, Channel.CALL_LIST),
        (MOVED, Channel.IN_APP),
        (MOVED, Channel.IN_APP),
    ]
    assert session.events.filter(pgh_label="update").exists()


def test_move_to_another_street_or_after_the_start_is_refused(cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex)
    begun = SessionFactory(complex=cast.complex, starts_at=NOW - timedelta(minutes=1))
    room = SpaceFactory(complex=cast.other_street_complex)

    with pytest.raises(planning.SpaceElsewhere):
        planning.move_session(
            session_id=session.pk,
            slot=Slot(starts_at=TOMORROW, space=room),
            actor=cast.manager,
            now=NOW,
        )
    with pytest.raises(planning.SessionOver):
        planning.move_session(
            session_id=begun.pk, slot=Slot(starts_at=TOMORROW), actor=cast.manager, now=NOW
        )


def test_postponed_activity_keeps_its_people_and_returns_by_a_new_time(cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex)
    sign_up = SignUpFactory(session=session)

    act(planning.postpone_activity, session.activity, cast, reason="下雨")
    assert Activity.objects.get().state == _A.POSTPONED
    with pytest.raises(planning.TransitionNotAllowed):
        act(planning.publish_activity, session.activity, cast)
    planning.move_session(
        session_id=session.pk,
        slot=Slot(starts_at=NOW + timedelta(days=9)),
        actor=cast.manager,
        now=NOW,
    )

    sign_up.refresh_from_db()
    assert Activity.objects.get().state == _A.PUBLISHED
    assert sign_up.state == SignUpState.CONFIRMED
    assert set(OutboxMessage.objects.values_list("kind", flat=True)) == {POSTPONED, MOVED}
    with pytest.raises(planning.TransitionNotAllowed):
        act(planning.postpone_activity, plan(cast), cast, reason="还没发布")


def test_more_places_move_the_line_up_and_tell_who_moved(cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex, capacity=1)
    SignUpFactory(session=session)
    waiting = SignUpFactory(
        session=session, state=SignUpState.WAITING, person=PersonFactory(phone="")
    )

    for _tap in range(2):
        planning.change_capacity(session_id=session.pk, capacity=2, actor=cast.manager, now=NOW)

    waiting.refresh_from_db()
    session.refresh_from_db()
    assert waiting.state == SignUpState.CONFIRMED
    assert (session.capacity, session.taken) == (2, 2)
    assert OutboxMessage.objects.get().kind == PROMOTED


def test_fewer_places_than_people_are_refused_and_no_limit_is_allowed(cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex, capacity=5)
    SignUpFactory(session=session, party_size=3)

    with pytest.raises(planning.CapacityBelowTaken, match="已有3人报名，名额不能少于3"):
        planning.change_capacity(session_id=session.pk, capacity=2, actor=cast.manager, now=NOW)
    planning.change_capacity(session_id=session.pk, capacity=None, actor=cast.manager, now=NOW)

    assert Session.objects.get().capacity is None


def test_a_new_date_moves_up_whom_the_old_start_kept_in_the_line(cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex, starts_at=NOW + timedelta(hours=1), capacity=1)
    SignUpFactory(session=session)
    waiting = SignUpFactory(session=session, state=SignUpState.WAITING)
    act(planning.postpone_activity, session.activity, cast, reason="下雨")
    started = NOW + timedelta(hours=2)
    planning.change_capacity(session_id=session.pk, capacity=2, actor=cast.manager, now=started)
    waiting.refresh_from_db()
    assert waiting.state == SignUpState.WAITING

    planning.move_session(
        session_id=session.pk,
        slot=Slot(starts_at=NOW + timedelta(days=9)),
        actor=cast.manager,
        now=started,
    )

    waiting.refresh_from_db()
    assert waiting.state == SignUpState.CONFIRMED
