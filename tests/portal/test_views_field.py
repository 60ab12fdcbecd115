from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from activities.choices import ActivityState, SignUpState
from activities.models import SignUp
from activities.services.messages import message_key
from core.choices import CallOutcome, Channel
from core.models import CallTask, Disclosure
from tests.factories.accounts import PersonFactory
from tests.factories.activities import ActivityLogFactory, SessionFactory, SignUpFactory
from tests.factories.core import OutboxMessageFactory
from tests.people import Cast

# A Friday morning, far from midnight: today's and tomorrow's rows do not depend on the hour.
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def friday_morning():
    with time_machine.travel(NOW, tick=True):
        yield


def call_for(sign_up: SignUp, *, kind: str = "activities.moved", **kwargs) -> CallTask:
    message = OutboxMessageFactory(
        key=message_key(kind, sign_up, sign_up.session, Channel.CALL_LIST),
        kind=kind,
        channel=Channel.CALL_LIST,
        person=sign_up.person,
        subject_id=sign_up.pk,
        tenant_id=sign_up.sub_district_id,
    )
    facts = {
        "outbox": message,
        "person": sign_up.person,
        "kind": message.kind,
        "subject_id": sign_up.pk,
        "tenant_id": sign_up.sub_district_id,
        "text": "“包饺子”改到周日。",
        "created_at": timezone.now(),
        "call_before": timezone.now() + timedelta(hours=3),
    }
    return CallTask.objects.create(**facts | kwargs)


def titles(rows) -> list[str]:
    return [row.title for row in rows]


def test_work_page_says_whose_what_the_phone_keeps_is_and_a_public_one_does_not(
    cast: Cast, client_of
) -> None:
    client = client_of(cast.manager)

    assert f'data-user="{cast.manager.pk}"' in client.get("/field/").content.decode()
    assert "data-user" not in client.get("/c/complex-a1/").content.decode()


def test_today_shows_own_activities_of_today_and_the_coming_week(cast: Cast, client_of) -> None:
    for title, when, place in (
        ("今天的", NOW + timedelta(hours=2), cast.complex),
        ("后天的", NOW + timedelta(days=2), cast.complex),
        ("下月的", NOW + timedelta(days=20), cast.complex),
        ("隔壁的", NOW + timedelta(hours=2), cast.sibling_complex),
        ("外街道的", NOW + timedelta(hours=2), cast.other_street_complex),
    ):
        SessionFactory(complex=place, starts_at=when, activity__title=title)
    SessionFactory(
        complex=None, community=cast.community, starts_at=NOW + timedelta(hours=3),
        activity__title="全社区的",
    )  # fmt: skip

    page = client_of(cast.manager).get("/field/")

    assert "今天 11月20日 周五" in page.content.decode()
    assert titles(page.context["today"]) == ["今天的", "全社区的"]
    assert titles(page.context["later"]) == ["后天的"]


def test_big_buttons_lead_to_the_log_and_the_door_of_today(cast: Cast, client_of) -> None:
    session = SessionFactory(complex=cast.complex, starts_at=NOW + timedelta(hours=1))

    page = client_of(cast.steward).get("/field/")

    assert [(action.label, action.url) for action in page.context["actions"]] == [
        ("随手记", "/field/log/"),
        ("签到", f"/field/activities/{session.activity_id}/checkin/?session={session.pk}"),
        ("发公告", "/field/notices/new/"),
    ]


def test_logs_are_called_for_after_three_days_and_missing_after_seven(
    cast: Cast, client_of
) -> None:
    for days in (1, 4, 8):
        SessionFactory(
            complex=cast.complex,
            starts_at=NOW - timedelta(days=days),
            activity__title=f"{days}天前",
        )
    written = SessionFactory(
        complex=cast.complex,
        starts_at=NOW - timedelta(days=5),
        activity__state=ActivityState.LOGGED,
    )
    ActivityLogFactory(session=written)

    page = client_of(cast.manager).get("/field/")

    assert [(row.title, row.tag.label) for row in page.context["to_log"]] == [
        ("8天前", "未录入"),
        ("4天前", "该记了"),
        ("1天前", "还没记"),
    ]


def test_plans_under_review_and_sent_back_are_counted(cast: Cast, client_of) -> None:
    SessionFactory(complex=cast.complex, activity__state=ActivityState.SUBMITTED)
    SessionFactory(complex=cast.complex, activity__state=ActivityState.RETURNED)
    SessionFactory(complex=cast.sibling_complex, activity__state=ActivityState.RETURNED)

    page = client_of(cast.manager).get("/field/")

    assert [(count.label, count.number) for count in page.context["counts"]] == [
        ("待审核", 1),
        ("已退回", 1),
    ]


def test_sign_in_leads_officials_to_the_desk_and_the_field_to_the_field(
    cast: Cast, client_of
) -> None:
    assert client_of(cast.manager).get("/start/").url == "/field/"
    assert client_of(cast.steward).get("/start/").url == "/field/"
    assert client_of(cast.secretary).get("/start/").url == "/admin/"
    assert client_of(cast.admin).get("/start/").url == "/admin/"
    assert client_of(cast.resident).get("/start/").url == "/"


def test_field_is_for_staff_only(cast: Cast, client_of, client) -> None:
    assert client.get("/field/").url.startswith("/accounts/login/")
    assert client_of(cast.resident).get("/field/").status_code == 403
    assert client_of(cast.auditor).get("/field/").context["actions"] == []


# The calls to make ---------------------------------------------------------------------------------


def test_call_list_masks_the_phone_until_it_is_asked_for(cast: Cast, client_of) -> None:
    person = PersonFactory(name="长辈乙", phone="13800006789")
    session = SessionFactory(complex=cast.complex, activity__title="包饺子")
    task = call_for(SignUpFactory(session=session, person=person))
    client = client_of(cast.steward)

    masked = client.get("/field/calls/").content.decode()
    shown = client.post(f"/field/calls/{task.pk}/phone/")

    assert "138****6789" in masked
    assert "13800006789" not in masked
    assert 'href="tel:13800006789"' in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    seen = Disclosure.objects.get()
    assert (seen.person, seen.viewer) == (person, cast.steward)
    assert "包饺子" in seen.purpose


def test_call_list_holds_only_what_is_still_to_be_told_at_ones_own_places(
    cast: Cast, client_of
) -> None:
    def sign_up(name: str, place=cast.complex, **kwargs) -> SignUp:
        return SignUpFactory(session__complex=place, person__name=name, **kwargs)

    call_for(sign_up("要打的"))
    call_for(sign_up("过时的"), call_before=NOW - timedelta(minutes=1))
    call_for(sign_up("打通的"), outcome=CallOutcome.REACHED, called_at=NOW)
    call_for(sign_up("自己取消的", state=SignUpState.CANCELLED, cancelled_at=NOW))
    call_for(
        sign_up(
            "活动取消的",
            state=SignUpState.CANCELLED,
            cancelled_at=NOW,
            session__activity__state=ActivityState.CANCELLED,
            session__activity__cancelled_at=NOW,
            session__activity__cancel_reason="下雨",
        ),
        kind="activities.cancelled",
    )
    call_for(sign_up("隔壁的", cast.sibling_complex))
    call_for(sign_up("没人接的"), outcome=CallOutcome.NO_ANSWER, called_at=NOW)

    page = client_of(cast.manager).get("/field/calls/")

    assert {call.name for call in page.context["calls"]} == {"要打的", "活动取消的", "没人接的"}
    today = client_of(cast.manager).get("/field/")
    assert (today.context["counts"][0].label, today.context["counts"][0].number) == (
        "要打的电话",
        3,
    )


def test_outcome_is_written_down_with_who_called(cast: Cast, client_of) -> None:
    task = call_for(SignUpFactory(session__complex=cast.complex))
    client = client_of(cast.steward)

    client.post(f"/field/calls/{task.pk}/outcome/", {"outcome": "NO_ANSWER"})
    page = client.post(f"/field/calls/{task.pk}/outcome/", {"outcome": "REACHED"}, follow=True)

    task.refresh_from_db()
    assert (task.outcome, task.called_by) == (CallOutcome.REACHED, cast.steward)
    assert "已通知到" in page.content.decode()
    assert page.context["calls"] == []


def test_outcome_that_is_none_is_refused_in_words(cast: Cast, client_of) -> None:
    task = call_for(SignUpFactory(session__complex=cast.complex))

    page = client_of(cast.steward).post(
        f"/field/calls/{task.pk}/outcome/", {"outcome": "MAYBE"}, follow=True
    )

    task.refresh_from_db()
    assert task.outcome == ""
    assert "请选打电话的结果" in page.content.decode()


def test_calls_of_other_places_are_not_found_and_readers_are_refused(cast: Cast, client_of) -> None:
    task = call_for(SignUpFactory(session__complex=cast.complex))

    for user, status in ((cast.sibling_manager, 404), (cast.outsider, 404), (cast.auditor, 403)):
        assert client_of(user).post(f"/field/calls/{task.pk}/phone/").status_code == status
    assert not Disclosure.objects.exists()


def test_a_second_tap_on_the_outcome_is_the_same_outcome(cast: Cast, client_of) -> None:
    task = call_for(SignUpFactory(session__complex=cast.complex))
    client = client_of(cast.steward)

    for _tap in range(2):
        page = client.post(f"/field/calls/{task.pk}/outcome/", {"outcome": "REACHED"})
        assert page.url == "/field/calls/"


@pytest.mark.parametrize("count", [1, 3])
def test_calls_take_as_many_statements_for_three_as_for_one(
    cast: Cast, client_of, count: int, django_assert_num_queries
) -> None:
    for kind in ("activities.moved", "activities.promoted", "activities.reminder.day")[:count]:
        call_for(SignUpFactory(session__complex=cast.complex), kind=kind)
    client = client_of(cast.steward)

    with django_assert_num_queries(7):
        assert len(client.get("/field/calls/").context["calls"]) == count
