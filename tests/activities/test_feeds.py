from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.models import User
from activities.choices import ActivityState, SignUpState
from activities.icalendar_text import stamped
from activities.models import Activity, Session
from activities.queries import feeds
from activities.queries.activity_page import find_occasion
from activities.queries.feeds import (
    AHEAD,
    PAST,
    Feed,
    feed_of_occasion,
    feed_of_person,
    feed_of_place,
    feed_of_space,
    find_space,
)
from activities.services.cancelling import cancel_activity
from activities.services.planning import Slot, move_session, postpone_activity
from activities.services.sign_ups import cancel_sign_up
from communities.queries.places import Place
from tests.calendar_readers import Event, read_alike
from tests.factories.activities import (
    ActivityFactory,
    SessionFactory,
    SignUpFactory,
    SpaceFactory,
)
from tests.people import Cast

CHINA = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 20, 12, tzinfo=CHINA)
ORIGIN = "https://example.org"


@pytest.fixture(autouse=True)
def at_noon() -> Generator[None, None, None]:
    with time_machine.travel(NOW, tick=False):
        yield


def read(feed: Feed) -> list[Event]:
    return read_alike(stamped(feed.text(), NOW))


def of_complex(cast: Cast) -> list[Event]:
    return read(feed_of_place(Place.of_complex(cast.complex), origin=ORIGIN, now=NOW))


def titles(feed: Feed) -> list[str]:
    return [event.summary for event in read(feed)]


def hold(title: str, starts_at: datetime = NOW + timedelta(days=1), **given: Any) -> Session:
    """A published session at the place of `given`."""
    of_activity = {
        name.removeprefix("activity__"): given.pop(name)
        for name in list(given)
        if name.startswith("activity__")
    }
    place = {
        name: given[name] for name in ("complex", "community", "sub_district") if name in given
    }
    activity = ActivityFactory(title=title, **place, **of_activity)
    return SessionFactory(activity=activity, starts_at=starts_at, **given)


def test_an_entry_says_what_the_activitys_page_says(cast: Cast) -> None:
    space = SpaceFactory(complex=cast.complex, name="邻里中心", location="1栋")
    session = hold(
        "包饺子",
        complex=cast.complex,
        space=space,
        activity__description="一起包饺子\r\n迎冬至",
        activity__advice="带上围裙",
    )

    [event] = of_complex(cast)

    assert event == Event(
        uid=f"session-{session.pk}@example.org",
        sequence=0,
        status="CONFIRMED",
        stamp=NOW.astimezone(UTC),
        starts_at=session.starts_at.astimezone(UTC),
        ends_at=(session.starts_at + timedelta(hours=2)).astimezone(UTC),
        summary="包饺子",
        location="邻里中心 · 1栋",
        description=(
            "小区：东园\n一起包饺子\n迎冬至\n带上围裙\n详情和报名："
            f"{ORIGIN}/activities/{session.activity_id}/?session={session.pk}"
        ),
        url=f"{ORIGIN}/activities/{session.activity_id}/?session={session.pk}",
    )


def test_an_end_that_nobody_wrote_down_is_two_hours_on(cast: Cast) -> None:
    hold("没写结束", complex=cast.complex, ends_at=None, place_text="小广场")

    [event] = of_complex(cast)

    assert event.ends_at - event.starts_at == timedelta(hours=2)
    assert event.location == "小广场"


def test_each_place_has_what_its_calendar_page_shows(cast: Cast) -> None:
    street = {"complex": None, "community": None, "sub_district": cast.street}
    hold("东园的", complex=cast.complex)
    hold("西园的", complex=cast.sibling_complex)
    hold("甲一的", complex=None, community=cast.community)
    hold("南园的", complex=cast.other_community_complex)
    hold("全街道的", **street)
    hold("乙街道的", complex=cast.other_street_complex)
    hold("没发布的", complex=cast.complex, activity__state=ActivityState.SUBMITTED)

    def shown(place: Place) -> set[str]:
        return set(titles(feed_of_place(place, origin=ORIGIN, now=NOW)))

    assert shown(Place.of_complex(cast.complex)) == {"东园的", "甲一的", "全街道的"}
    assert shown(Place(cast.street, cast.community)) == {"东园的", "西园的", "甲一的", "全街道的"}
    assert shown(Place(cast.street)) == {"东园的", "西园的", "甲一的", "南园的", "全街道的"}


def test_what_is_in_an_unlisted_complex_stands_in_no_wider_feed(cast: Cast) -> None:
    space = SpaceFactory(complex=None, community=cast.community)
    hold("没公开的小区的", complex=cast.sibling_complex, space=space)
    cast.sibling_complex.is_listed = False
    cast.sibling_complex.save()

    assert titles(feed_of_place(Place(cast.street), origin=ORIGIN, now=NOW)) == []
    assert titles(feed_of_space(space, origin=ORIGIN, now=NOW)) == []


def test_a_space_has_whatever_takes_place_in_it(cast: Cast) -> None:
    space = SpaceFactory(complex=None, community=cast.community, name="社区舞台")
    hold("东园借用", complex=cast.complex, space=space)
    hold("社区自己的", complex=None, community=cast.community, space=space)
    hold("在别处", complex=cast.complex)
    hold("没发布", complex=cast.complex, space=space, activity__state=ActivityState.PLANNED)

    feed = feed_of_space(space, origin=ORIGIN, now=NOW)

    assert feed.name == "社区舞台活动"
    assert titles(feed) == ["东园借用", "社区自己的"]


def test_a_space_that_is_closed_or_of_an_unlisted_complex_is_not_found(cast: Cast) -> None:
    open_space = SpaceFactory(complex=cast.complex)
    closed = SpaceFactory(complex=cast.complex, is_open=False)
    unlisted = SpaceFactory(complex=cast.sibling_complex)
    cast.sibling_complex.is_listed = False
    cast.sibling_complex.save()

    assert find_space(open_space.pk) == open_space
    assert find_space(closed.pk) is None
    assert find_space(unlisted.pk) is None
    assert find_space(10**30) is None


def test_the_period_is_whole_days_from_sixty_back_to_four_hundred_ahead(cast: Cast) -> None:
    midnight = NOW.replace(hour=0)
    first, last = midnight - PAST, midnight + AHEAD + timedelta(hours=23, minutes=59)
    hold("太早", first - timedelta(minutes=1), complex=cast.complex)
    hold("最早", first, complex=cast.complex)
    hold("最晚", last, complex=cast.complex)
    hold("太晚", last + timedelta(minutes=1), complex=cast.complex)

    place = Place.of_complex(cast.complex)
    morning, evening = (
        titles(feed_of_place(place, origin=ORIGIN, now=NOW.replace(hour=hour))) for hour in (0, 23)
    )

    assert (PAST.days, AHEAD.days) == (60, 400)
    assert morning == evening == ["最早", "最晚"]


def test_what_is_furthest_ahead_gives_way_where_there_is_too_much(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "MOST_ENTRIES", 2)
    for days in (3, 1, 2):
        hold(f"{days}天后", NOW + timedelta(days=days), complex=cast.complex)

    feed = feed_of_place(Place.of_complex(cast.complex), origin=ORIGIN, now=NOW)

    assert titles(feed) == ["1天后", "2天后"]


def test_a_move_keeps_the_uid_and_raises_the_sequence(cast: Cast) -> None:
    session = hold("会改期", complex=cast.complex)
    [before] = of_complex(cast)
    later = session.starts_at + timedelta(days=3)

    move_session(
        session_id=session.pk, slot=Slot(starts_at=later), actor=cast.steward, now=timezone.now()
    )

    [after] = of_complex(cast)
    assert after.uid == before.uid
    assert after.sequence > before.sequence
    assert after.starts_at == later.astimezone(UTC)
    assert after.status == "CONFIRMED"


def postpone(session: Session, actor: User) -> None:
    postpone_activity(activity_id=session.activity_id, reason="停电", actor=actor, now=NOW)


def cancel(session: Session, actor: User) -> None:
    cancel_activity(activity_id=session.activity_id, reason="下雨。", actor=actor, now=NOW)


@pytest.mark.parametrize(
    ("change", "status", "mark", "sentence"),
    [
        (postpone, "TENTATIVE", "【已延期】", "活动已延期，时间另行通知"),
        (cancel, "CANCELLED", "【已取消】", "本活动已取消：下雨。"),
    ],
)
def test_what_is_called_off_stays_with_a_higher_sequence_and_says_so(
    cast: Cast,
    change: Callable[[Session, User], None],
    status: str,
    mark: str,
    sentence: str,
) -> None:
    session = hold("包饺子", complex=cast.complex)
    [before] = of_complex(cast)

    change(session, cast.steward)

    [after] = of_complex(cast)
    assert (before.status, after.status) == ("CONFIRMED", status)
    assert after.uid == before.uid
    assert after.sequence > before.sequence
    assert after.summary == f"{mark}包饺子"
    assert after.description.startswith(sentence)


def test_one_of_several_sessions_is_cancelled_by_itself(cast: Cast) -> None:
    activity = ActivityFactory(complex=cast.complex, title="八段锦")
    for day, cancelled_at in ((1, NOW), (2, None)):
        SessionFactory(
            activity=activity,
            complex=cast.complex,
            starts_at=NOW + timedelta(days=day),
            cancelled_at=cancelled_at,
        )

    events = of_complex(cast)

    assert [event.status for event in events] == ["CANCELLED", "CONFIRMED"]
    assert events[0].description.startswith("这一场已取消。")


@pytest.mark.parametrize("state", ["PUBLISHED", "POSTPONED", "CANCELLED", "LOGGED"])
def test_a_session_by_itself_is_the_same_as_in_a_feed(cast: Cast, state: str) -> None:
    off = {"cancelled_at": NOW, "cancel_reason": "下雨"} if state == "CANCELLED" else {}
    session = hold(
        "包饺子",
        complex=cast.complex,
        space=SpaceFactory(complex=cast.complex, location="1栋"),
        activity__state=state,
        activity__description="带上家人",
        **{f"activity__{name}": value for name, value in off.items()},
    )
    Session.objects.filter(pk=session.pk).update(sequence=5)

    occasion = find_occasion(session.activity_id, session.pk, now=NOW)
    assert occasion is not None
    alone = feed_of_occasion(occasion, origin=ORIGIN)

    assert alone.name == "包饺子"
    assert read(alone) == of_complex(cast)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("https://example.org", "example.org"),
        ("http://127.0.0.1:8000", "127.0.0.1"),
        ("http://[::1]:8000", "::1"),
    ],
)
def test_the_host_of_a_key_has_no_port(cast: Cast, origin: str, host: str) -> None:
    session = hold("包饺子", complex=cast.complex)

    [event] = read(feed_of_place(Place.of_complex(cast.complex), origin=origin, now=NOW))

    assert event.uid == f"session-{session.pk}@{host}"
    assert event.url.startswith(f"{origin}/activities/")


@pytest.mark.parametrize("count", [1, 3, 50])
def test_any_number_of_sessions_is_one_statement(cast: Cast, count: int) -> None:
    space = SpaceFactory(complex=cast.complex)
    person = SignUpFactory(session=hold("第一场", complex=cast.complex, space=space)).person
    for number in range(count - 1):
        SignUpFactory(
            session=hold(f"又一场{number}", complex=cast.complex, space=space), person=person
        )
    place = Place.of_complex(cast.complex)

    for build in (
        lambda: feed_of_place(place, origin=ORIGIN, now=NOW),
        lambda: feed_of_space(space, origin=ORIGIN, now=NOW),
        lambda: feed_of_person(person.pk, origin=ORIGIN, now=NOW),
    ):
        with CaptureQueriesContext(connection) as captured:
            feed = build()

        assert len(feed.events) == count
        assert len(captured) == 1


def test_what_is_kept_of_an_event_speaks_the_readers_language_and_address(cast: Cast) -> None:
    hold("包饺子", complex=cast.complex, activity__state=ActivityState.POSTPONED)
    place = Place.of_complex(cast.complex)

    def description(origin: str) -> str:
        return read(feed_of_place(place, origin=origin, now=NOW))[0].description

    assert f"详情和报名：{ORIGIN}/" in description(ORIGIN)
    assert "详情和报名：http://127.0.0.1:8000/" in description("http://127.0.0.1:8000")
    with translation.override("en", deactivate=True):
        kept = feeds._words(ORIGIN, "en")
        feed_of_place(place, origin=ORIGIN, now=NOW)
    assert feeds._words(ORIGIN, "en") is kept
    assert feeds._words(ORIGIN, "zh-hans") is not kept


def test_ones_own_events_are_not_kept(cast: Cast) -> None:
    sign_up = SignUpFactory(session=hold("包饺子", complex=cast.complex))
    before = feeds._event.cache_info()

    feed_of_person(sign_up.person_id, origin=ORIGIN, now=NOW)

    assert feeds._event.cache_info() == before


def test_a_persons_feed_has_the_live_sign_ups_of_that_person_alone(cast: Cast) -> None:
    mine = SignUpFactory(
        session=hold("我的", complex=cast.complex),
        party_size=2,
        note="腿不好",
        door_text="3-1-1501",
    )
    waiting = SignUpFactory(
        session=hold("在排队", NOW + timedelta(days=2), complex=cast.complex),
        person=mine.person,
        state=SignUpState.WAITING,
    )
    gave_up = SignUpFactory(session=hold("我不去了", complex=cast.complex), person=mine.person)
    cancel_sign_up(sign_up_id=gave_up.pk, actor=None, now=NOW)
    neighbour = SignUpFactory(session=mine.session, person__name="赵邻居", note="邻居的备注")
    SignUpFactory(session=hold("邻居的", complex=cast.complex), person=neighbour.person)

    feed = feed_of_person(mine.person_id, origin=ORIGIN, now=NOW)
    own, queued = read(feed)

    assert feed.name == "我的活动"
    assert (own.summary, own.status) == ("我的", "CONFIRMED")
    assert own.description.startswith("已报名：2人\n小区：东园\n")
    assert (queued.summary, queued.status) == ("【排队中】在排队", "TENTATIVE")
    assert queued.description.startswith("排队中：1人\n")
    text = feed.text().replace(b"\r\n ", b"").decode()
    for secret in (
        mine.code, mine.entry_code, waiting.code, mine.person.name, "腿不好", "1501", "赵邻居",
        "邻居的", neighbour.code,
    ):  # fmt: skip
        assert secret not in text


def test_what_was_called_off_stays_in_the_calendar_of_whoever_signed_up(cast: Cast) -> None:
    sign_up = SignUpFactory(session=hold("包饺子", complex=cast.complex))
    gave_up = SignUpFactory(session=sign_up.session)
    cancel_sign_up(sign_up_id=gave_up.pk, actor=None, now=NOW - timedelta(hours=1))

    cancel(sign_up.session, cast.steward)

    [event] = read(feed_of_person(sign_up.person_id, origin=ORIGIN, now=NOW))
    assert (event.summary, event.status, event.sequence) == ("【已取消】包饺子", "CANCELLED", 1)
    assert event.description.startswith("本活动已取消：下雨。\n小区：")
    assert feed_of_person(gave_up.person_id, origin=ORIGIN, now=NOW).events == []


def test_a_postponed_activity_of_mine_says_so_even_while_i_wait(cast: Cast) -> None:
    sign_up = SignUpFactory(session=hold("包饺子", complex=cast.complex), state=SignUpState.WAITING)
    Activity.objects.update(state=ActivityState.POSTPONED)

    [event] = read(feed_of_person(sign_up.person_id, origin=ORIGIN, now=NOW))

    assert (event.summary, event.status) == ("【已延期】包饺子", "TENTATIVE")
    assert "排队中：1人" in event.description


def test_a_persons_feed_ends_where_the_period_ends(cast: Cast) -> None:
    person = SignUpFactory(session=hold("现在", complex=cast.complex)).person
    for moment in (NOW - PAST - timedelta(days=1), NOW + AHEAD + timedelta(days=1)):
        SignUpFactory(session=hold("太远", moment, complex=cast.complex), person=person)

    assert titles(feed_of_person(person.pk, origin=ORIGIN, now=NOW)) == ["现在"]
