"""/field/meetings/<id>/topics/: one field for the invited, another's topic for the keeper, decisions by one tap."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from meetings.choices import MeetingKind, MeetingState, Scope, TopicState
from meetings.models import AgendaItem, Meeting, MeetingTopic
from meetings.queries.topics import topics_card
from tests.factories.accounts import PersonFactory
from tests.factories.communities import OrganizationFactory
from tests.factories.meetings import (
    AttendanceFactory,
    MeetingFactory,
    MeetingTopicFactory,
    PartyMeetingFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    made: Meeting = MeetingFactory(
        complex=cast.complex,
        kind=MeetingKind.JOINT,
        state=MeetingState.PLANNED,
        held_from=timezone.now() + timedelta(days=20),
        topics_until=timezone.localdate() + timedelta(days=10),
    )
    return made


@pytest.fixture
def url(meeting: Meeting) -> str:
    return f"/field/meetings/{meeting.pk}/topics/"


def told(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def post(client: Client, url: str, **sent: Any) -> str:
    return client.post(url, sent, follow=True).content.decode()


def test_the_keeper_puts_a_matter_on_the_agenda_by_one_field_and_one_tap(
    cast: Cast, meeting: Meeting, url: str, client_of: ClientOf
) -> None:
    page = post(client_of(cast.manager), url, title=" 车棚加装 充电口 ", adopt="1")

    assert "已列入议程" in page
    [item] = AgendaItem.objects.filter(meeting=meeting)
    assert item.topic == item.proposed_as.title == "车棚加装 充电口"


def test_the_invited_hand_in_and_take_back_their_own_and_decide_nothing(
    cast: Cast, meeting: Meeting, url: str, client_of: ClientOf
) -> None:
    AttendanceFactory(meeting=meeting, person=cast.steward.person, name="管家")
    other = MeetingTopicFactory(meeting=meeting, title="别人的议题")
    steward = client_of(cast.steward)
    assert "提出并列入议程" not in told(steward, url)

    # The second button is the keeper's: whoever sends its name all the same has only handed in.
    assert "议题已收到" in post(steward, url, title="快递柜再加一组", adopt="1")

    own = MeetingTopic.objects.get(person=cast.steward.person)
    page = told(steward, url)
    assert own.state == TopicState.PROPOSED
    assert f"/field/topics/{own.pk}/withdraw/" in page
    assert f"/field/topics/{other.pk}/" not in page
    assert "议题已撤回" in post(steward, f"/field/topics/{own.pk}/withdraw/")
    for act in ("withdraw", "adopt", "decline"):
        assert steward.post(f"/field/topics/{other.pk}/{act}/").status_code == 403
    other.refresh_from_db()
    assert other.state == TopicState.PROPOSED


def test_whoever_works_there_reads_and_is_told_who_may_propose(
    cast: Cast, meeting: Meeting, url: str, client_of: ClientOf
) -> None:
    MeetingTopicFactory(meeting=meeting, title="快递柜再加一组")
    leader = client_of(cast.leader)

    page = told(leader, url)
    refused = leader.post(url, {"title": "楼道堆物"})

    assert "快递柜再加一组" in page
    assert 'name="title"' not in page
    assert refused.status_code == 403
    assert "受邀参会的人和登记会议的人才能提议题" in refused.content.decode()


def test_the_invited_from_elsewhere_reach_the_topics_and_not_the_meeting(
    cast: Cast, meeting: Meeting, url: str, client_of: ClientOf
) -> None:
    guest = client_of(cast.sibling_manager)
    assert guest.get(url).status_code == 404
    AttendanceFactory(meeting=meeting, person=cast.sibling_manager.person, name="西园物业")

    assert "到" in told(guest, url)
    assert f'href="/field/meetings/{meeting.pk}/"' not in told(guest, url)
    assert guest.get(f"/field/meetings/{meeting.pk}/").status_code == 404
    assert "议题已收到" in post(guest, url, title="两个小区合用充电棚")


def test_after_the_last_day_the_invited_are_told_and_the_keeper_is_warned(
    cast: Cast, meeting: Meeting, url: str, client_of: ClientOf
) -> None:
    Meeting.objects.update(topics_until=timezone.localdate() - timedelta(days=1))
    AttendanceFactory(meeting=meeting, person=cast.steward.person, name="管家")
    steward, manager = client_of(cast.steward), client_of(cast.manager)

    assert "截止" in told(steward, url)
    assert 'name="title"' not in told(steward, url)
    late = steward.post(url, {"title": "晚了的议题"})
    assert late.status_code == 422
    assert "议题征集已经截止" in late.content.decode()
    assert "晚了的议题" in late.content.decode()
    page = post(manager, url, title="晚了也要上会")
    assert "议题已收到" in page
    assert "这个议题是截止以后提出的" in page
    assert "（设置：议题征集截止提前天数）" in page


def test_a_meeting_that_was_held_takes_none(
    cast: Cast, url: str, client_of: ClientOf, meeting: Meeting
) -> None:
    Meeting.objects.update(state=MeetingState.HELD, recorded_at=timezone.now())
    manager = client_of(cast.manager)

    page = told(manager, url)
    refused = post(manager, url, title="太晚了")

    assert "会议已经召开或取消，不再收议题" in page
    assert "替别人登记" not in page
    assert "会议已经召开或取消，不再收议题" in refused
    assert not MeetingTopic.objects.exists()


def test_the_keeper_writes_down_what_a_listed_one_or_somebody_else_said(
    cast: Cast, meeting: Meeting, url: str, client_of: ClientOf
) -> None:
    person = PersonFactory(name="李桂英")
    listed = AttendanceFactory(meeting=meeting, person=person, name="李桂英")
    unit = OrganizationFactory(complex=cast.complex, name="邻里物业服务中心")
    manager = client_of(cast.manager)

    post(manager, f"{url}enter/", title="扶手", whose=str(listed.pk), road="HELPER")
    post(
        manager, f"{url}enter/", title="巡查", whose="other", name="邻里物业服务中心", road="PAPER"
    )
    nobody = post(manager, f"{url}enter/", title="谁的", whose="other", road="PAPER")

    told_one, written = MeetingTopic.objects.order_by("pk")
    assert (told_one.person, told_one.road) == (person, "HELPER")
    assert (written.organization, written.road) == (unit, "PAPER")
    assert "请写单位或姓名" in nobody
    assert "谁的" in nobody


def test_adopted_declined_and_waiting_stand_with_their_words(
    cast: Cast, meeting: Meeting, url: str, client_of: ClientOf
) -> None:
    first, second, third = (
        MeetingTopicFactory(meeting=meeting, title=title) for title in ("扶手", "音乐", "快递柜")
    )
    manager = client_of(cast.manager)

    assert "已列入议程，第1项" in post(manager, f"/field/topics/{first.pk}/adopt/")
    assert "原因会告诉提出的人" in told(manager, f"/field/topics/{second.pk}/decline/")
    page = post(manager, f"/field/topics/{second.pk}/decline/", reason="留待下次")

    assert "原因：留待下次" in page
    assert [row.title for row in client_rows(manager, url)] == ["快递柜", "扶手", "音乐"]
    assert [row.adopt_url for row in client_rows(manager, url)] == [
        f"/field/topics/{third.pk}/adopt/", "", "",
    ]  # fmt: skip
    assert "已经处理过：未采纳" in post(manager, f"/field/topics/{second.pk}/adopt/")
    card = topics_card(meeting, cast.manager, now=timezone.now())
    assert card is not None
    assert [(tag.label, count) for tag, count in card.counts] == [
        ("待定", 1), ("已列入议程", 1), ("未采纳", 1),
    ]  # fmt: skip
    assert "看议题、提议题" in told(manager, f"/field/meetings/{meeting.pk}/")


def client_rows(client: Client, url: str) -> Any:
    return client.get(url).context["rows"]


def test_a_firm_that_reads_published_minutes_sees_no_topics(
    cast: Cast, client_of: ClientOf
) -> None:
    shown = MeetingFactory(
        complex=None, community=cast.community, state=MeetingState.PUBLISHED, scope=Scope.PLACE
    )
    MeetingTopicFactory(meeting=shown, title="社区里提的议题", name="3栋住户")
    manager = client_of(cast.manager)

    assert "社区里提的议题" not in told(manager, f"/field/meetings/{shown.pk}/")
    assert topics_card(shown, cast.manager, now=timezone.now()) is None
    assert topics_card(shown, cast.secretary, now=timezone.now()) is not None
    assert manager.get(f"/field/meetings/{shown.pk}/topics/").status_code == 404


def test_topics_of_party_life_are_for_the_party(cast: Cast, client_of: ClientOf) -> None:
    party = PartyMeetingFactory(
        party_organization__complex=cast.complex,
        state=MeetingState.PLANNED,
        held_from=timezone.now() + timedelta(days=20),
    )
    topic = MeetingTopicFactory(meeting=party)
    url = f"/field/meetings/{party.pk}/topics/"

    assert topic.title in told(client_of(cast.branch_secretary), url)
    for stranger in (cast.manager, cast.steward):
        client = client_of(stranger)
        assert client.get(url).status_code == 404
        assert client.post(f"/field/topics/{topic.pk}/adopt/").status_code == 404
