"""议题征集: who hands in what until when, what is decided about it, and who is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from communities.choices import EntryRoad
from core.models import InboxMessage, OutboxMessage
from core.services.outbox import deliver_due_messages
from meetings.choices import MeetingKind, MeetingState, TopicState
from meetings.models import AgendaItem, Meeting, MeetingRules, MeetingTopic
from meetings.permissions import can_decide_topic, can_propose_topic
from meetings.querysets import MeetingTopicQuerySet
from meetings.services import agenda, meetings, topics
from meetings.services.agenda import Guest, NobodyNamed, NothingRaised
from meetings.services.alarms import TOPICS_CLOSING, promise_meeting_alarms
from meetings.services.meetings import ReasonMissing, TransitionNotAllowed
from meetings.services.topics import CallIsOver, TopicSettled
from party_building.choices import PartyPostKind
from tests.factories.accounts import PersonFactory
from tests.factories.bodies import OwnersBodyFactory
from tests.factories.communities import OrganizationFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    MeetingRulesFactory,
    MeetingTopicFactory,
    PartyMeetingFactory,
)
from tests.factories.party_building import PartyOrganizationFactory, PartyPostFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def meeting(cast: Cast, now: datetime) -> Meeting:
    """A joint meeting of the complex in twenty days, whose call runs for ten more."""
    made: Meeting = MeetingFactory(
        complex=cast.complex,
        kind=MeetingKind.JOINT,
        state=MeetingState.PLANNED,
        held_from=now + timedelta(days=20),
        topics_until=timezone.localdate(now) + timedelta(days=10),
        title="第四季度联席会",
    )
    return made


def propose(cast: Cast, meeting: Meeting, now: datetime, **more: Any) -> MeetingTopic:
    facts = {"title": "车棚加装充电口", "actor": cast.manager, "may_be_late": False, **more}
    return topics.propose_topic(meeting_id=meeting.pk, now=now, **facts)


# Handed in


def test_a_topic_lies_where_its_meeting_does_and_says_who_by_which_road(
    cast: Cast, meeting: Meeting, now: datetime
) -> None:
    topic = propose(cast, meeting, now, note="晚上不够用")

    assert topic.place_columns == meeting.place_columns
    assert (topic.person, topic.name) == (cast.manager.person, cast.manager.display_name)
    assert (topic.road, topic.entered_by, topic.note) == ("ONLINE", cast.manager, "晚上不够用")
    assert topic.state == TopicState.PROPOSED


def test_the_same_words_of_the_same_proposer_are_one_topic(
    cast: Cast, meeting: Meeting, now: datetime
) -> None:
    first = propose(cast, meeting, now)

    assert propose(cast, meeting, now) == first
    assert propose(cast, meeting, now, actor=cast.secretary) != first
    topics.withdraw_topic(topic_id=first.pk, actor=cast.manager, now=now)
    assert propose(cast, meeting, now) != first
    assert MeetingTopic.objects.count() == 3


def test_the_last_day_counts_and_the_day_after_is_for_the_keeper_alone(
    cast: Cast, meeting: Meeting, now: datetime
) -> None:
    last = now + timedelta(days=10)
    assert propose(cast, meeting, last, title="最后一天的")

    with pytest.raises(CallIsOver, match="议题征集已经截止"):
        propose(cast, meeting, last + timedelta(days=1))
    assert propose(cast, meeting, last + timedelta(days=1), may_be_late=True)


def test_without_a_call_topics_are_taken_until_the_usual_day(
    cast: Cast, meeting: Meeting, now: datetime
) -> None:
    MeetingRulesFactory(sub_district=cast.street, topics_days=15)
    Meeting.objects.update(topics_until=None)

    assert propose(cast, meeting, now + timedelta(days=5))
    with pytest.raises(CallIsOver):
        propose(cast, meeting, now + timedelta(days=6))


def test_nothing_is_taken_once_the_meeting_was_held_or_cancelled(
    cast: Cast, meeting: Meeting, now: datetime
) -> None:
    meetings.cancel_meeting(meeting_id=meeting.pk, reason="停电", actor=cast.manager, now=now)
    waiting = MeetingTopicFactory(meeting=meeting)

    for late in (True, False):
        with pytest.raises(TransitionNotAllowed, match="不再收议题"):
            propose(cast, meeting, now, may_be_late=late)
    with pytest.raises(TransitionNotAllowed, match="会议已取消"):
        topics.adopt_topic(topic_id=waiting.pk, actor=cast.manager, now=now)


def test_telephone_and_paper_bring_what_a_unit_or_somebody_else_proposes(
    cast: Cast, meeting: Meeting, now: datetime
) -> None:
    unit = OrganizationFactory(complex=cast.complex, name="邻里物业服务中心")
    common = {"meeting_id": meeting.pk, "actor": cast.secretary, "now": now + timedelta(days=19)}

    told = topics.enter_topic(
        title="夜间巡查", proposer=Guest(organization=unit), road=EntryRoad.HELPER, **common
    )
    written = topics.enter_topic(
        title="晨练音乐", proposer=Guest(name="5栋住户"), road=EntryRoad.PAPER, **common
    )

    assert (told.organization, told.name, told.road) == (unit, "邻里物业服务中心", "HELPER")
    assert (written.person, written.name, written.road) == (None, "5栋住户", "PAPER")
    assert written.entered_by == cast.secretary
    with pytest.raises(NobodyNamed):
        topics.enter_topic(title="谁提的", proposer=Guest(), road=EntryRoad.PAPER, **common)
    with pytest.raises(NothingRaised):
        topics.enter_topic(
            title=" ", proposer=Guest(name="5栋住户"), road=EntryRoad.PAPER, **common
        )


# Decided


def test_adopted_topics_stand_on_the_agenda_in_their_order_and_twice_is_once(
    cast: Cast, meeting: Meeting, now: datetime
) -> None:
    AgendaItemFactory(meeting=meeting, number=1)
    first, second = propose(cast, meeting, now), propose(cast, meeting, now, title="消防通道")

    items = [
        topics.adopt_topic(topic_id=topic.pk, actor=cast.secretary, now=now)
        for topic in (first, second, first)
    ]

    assert [item.number for item in items] == [2, 3, 2]
    assert [item.topic for item in items[:2]] == ["车棚加装充电口", "消防通道"]
    assert items[0].raised_by == cast.manager.display_name
    first.refresh_from_db()
    assert (first.state, first.agenda_item, first.decided_by) == (
        TopicState.ADOPTED, items[0], cast.secretary,
    )  # fmt: skip


def test_taken_off_the_agenda_a_topic_waits_again(
    cast: Cast, meeting: Meeting, now: datetime
) -> None:
    topic = propose(cast, meeting, now)
    item = topics.adopt_topic(topic_id=topic.pk, actor=cast.secretary, now=now)

    agenda.drop_item(item_id=item.pk, actor=cast.secretary, now=now)

    topic.refresh_from_db()
    assert (topic.state, topic.agenda_item, topic.decided_at) == (TopicState.PROPOSED, None, None)
    assert topics.adopt_topic(topic_id=topic.pk, actor=cast.secretary, now=now).pk != item.pk


def test_what_is_decided_stays_decided(cast: Cast, meeting: Meeting, now: datetime) -> None:
    topic = propose(cast, meeting, now)
    common = {"topic_id": topic.pk, "actor": cast.secretary, "now": now}
    with pytest.raises(ReasonMissing):
        topics.decline_topic(reason=" ", **common)

    topics.decline_topic(reason="留待下次", **common)
    again = topics.decline_topic(reason="另一个原因", **common)

    assert (again.state, again.decline_reason) == (TopicState.DECLINED, "留待下次")
    for other in (topics.adopt_topic, topics.withdraw_topic):
        with pytest.raises(TopicSettled, match="已经处理过：未采纳"):
            other(**common)
    assert not AgendaItem.objects.exists()


def test_each_state_has_its_facts_and_no_others(
    cast: Cast, meeting: Meeting, now: datetime
) -> None:
    item, foreign = AgendaItemFactory(meeting=meeting), AgendaItemFactory()
    wrong: tuple[dict[str, Any], ...] = (
        {"state": TopicState.ADOPTED, "decided_at": now},
        {"state": TopicState.DECLINED, "decided_at": now},
        {"state": TopicState.WITHDRAWN},
        {"decided_at": now},
        {"agenda_item": item},
        {"decline_reason": "留待下次"},
        {"state": TopicState.ADOPTED, "decided_at": now, "agenda_item": foreign},
        {"title": ""},
        {"name": ""},
    )
    for facts in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            MeetingTopicFactory(meeting=meeting, **facts)

    facts = {"state": TopicState.ADOPTED, "decided_at": now, "agenda_item": item}
    MeetingTopicFactory(meeting=meeting, **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingTopicFactory(meeting=meeting, **facts)


def test_a_meeting_that_is_deleted_takes_its_topics_and_their_items_along(
    cast: Cast, meeting: Meeting, now: datetime
) -> None:
    topics.adopt_topic(topic_id=propose(cast, meeting, now).pk, actor=cast.manager, now=now)

    Meeting.objects.filter(pk=meeting.pk).delete()

    assert not MeetingTopic.objects.exists()
    assert not AgendaItem.objects.exists()


# Told


def answered(person: Any) -> list[str]:
    deliver_due_messages()
    return list(InboxMessage.objects.filter(person=person).values_list("body", flat=True))


def test_the_proposer_is_told_what_another_decided_with_the_reason(
    cast: Cast, meeting: Meeting, now: datetime
) -> None:
    declined, adopted = propose(cast, meeting, now), propose(cast, meeting, now, title="消防通道")

    topics.decline_topic(topic_id=declined.pk, reason="留待下次", actor=cast.secretary, now=now)
    topics.adopt_topic(topic_id=adopted.pk, actor=cast.secretary, now=now)

    assert sorted(answered(cast.manager.person)) == [
        "您为“第四季度联席会”提的“消防通道”已列入议程。",
        "您为“第四季度联席会”提的“车棚加装充电口”这次没有列入：留待下次",
    ]


def test_nobody_is_told_who_decided_herself_or_has_no_account(
    cast: Cast, meeting: Meeting, now: datetime
) -> None:
    own = propose(cast, meeting, now)
    without = MeetingTopicFactory(meeting=meeting, person=PersonFactory(name="李桂英"))
    unit = MeetingTopicFactory(meeting=meeting)

    topics.adopt_topic(topic_id=own.pk, actor=cast.manager, now=now)
    for topic in (without, unit):
        topics.decline_topic(topic_id=topic.pk, reason="已在办", actor=cast.manager, now=now)

    assert not OutboxMessage.objects.exists()


def test_taken_off_again_before_it_is_read_it_is_not_told(
    cast: Cast, meeting: Meeting, now: datetime
) -> None:
    topic = propose(cast, meeting, now)
    item = topics.adopt_topic(topic_id=topic.pk, actor=cast.secretary, now=now)
    agenda.drop_item(item_id=item.pk, actor=cast.secretary, now=now)

    assert answered(cast.manager.person) == []


# The end of a call


def told() -> list[str]:
    rows = OutboxMessage.objects.filter(kind=TOPICS_CLOSING)
    return sorted(row.person.name for row in rows)


def closing(meeting: Meeting, now: datetime, *, days: int) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(
        topics_until=timezone.localdate(now) + timedelta(days=days)
    )


def test_keepers_and_invited_are_told_once_some_days_before_a_call_ends(
    cast: Cast, meeting: Meeting, now: datetime
) -> None:
    AttendanceFactory(meeting=meeting, person=cast.manager.person, name="物业")
    AttendanceFactory(meeting=meeting, person=PersonFactory(), name="没有账号的人")
    closing(meeting, now, days=3)
    promise_meeting_alarms(now=now)
    assert told() == []

    closing(meeting, now, days=2)
    promise_meeting_alarms(now=now)
    promise_meeting_alarms(now=now + timedelta(hours=25))

    expected = sorted(
        one.person.name
        for one in (cast.manager, cast.branch_secretary, cast.secretary, cast.official)
    )
    assert told() == expected


def test_the_head_of_an_invited_branch_is_told_too(
    cast: Cast, meeting: Meeting, now: datetime
) -> None:
    post = PartyPostFactory(
        organization=PartyOrganizationFactory(complex=cast.sibling_complex),
        person=cast.sibling_manager.person,
        post=PartyPostKind.SECRETARY,
    )
    AttendanceFactory(meeting=meeting, party_organization=post.organization, name="西园党支部")
    closing(meeting, now, days=0)

    promise_meeting_alarms(now=now)

    assert cast.sibling_manager.person.name in told()


def test_how_early_it_is_told_is_the_sub_districts_setting(
    cast: Cast, meeting: Meeting, now: datetime
) -> None:
    MeetingRules.objects.create(sub_district=cast.street, topics_reminder_days=7)
    closing(meeting, now, days=7)

    promise_meeting_alarms(now=now)

    assert told()


def test_the_word_tells_the_day_and_how_many_came(
    cast: Cast, meeting: Meeting, now: datetime
) -> None:
    propose(cast, meeting, now)
    closing(meeting, now, days=1)

    promise_meeting_alarms(now=now)
    deliver_due_messages()

    message = InboxMessage.objects.get(person=cast.secretary.person)
    assert message.title == "议题征集快截止：第四季度联席会"
    assert "已收到1个" in message.body
    assert message.url == f"/field/meetings/{meeting.pk}/topics/"


@pytest.mark.parametrize(
    "facts",
    [
        {"state": MeetingState.CANCELLED, "cancelled_at": timezone.now(), "cancel_reason": "停电"},
        {"state": MeetingState.HELD, "recorded_at": timezone.now()},
        {"topics_until": timezone.localdate() - timedelta(days=1)},
    ],
    ids=["cancelled", "held", "over"],
)
def test_nothing_is_said_once_the_call_means_nothing_any_more(
    facts: dict[str, Any], cast: Cast, meeting: Meeting, now: datetime
) -> None:
    closing(meeting, now, days=1)
    promise_meeting_alarms(now=now)
    assert told()
    Meeting.objects.filter(pk=meeting.pk).update(**facts)

    deliver_due_messages()

    assert not InboxMessage.objects.exists()


# Who reads and decides


def test_topics_are_read_at_work_and_by_the_invited_and_never_in_public(
    cast: Cast, meeting: Meeting
) -> None:
    topic = MeetingTopicFactory(meeting=meeting)
    party = MeetingTopicFactory(
        meeting=PartyMeetingFactory(
            party_organization__complex=cast.complex, state=MeetingState.PLANNED
        )
    )
    AttendanceFactory(meeting=meeting, person=cast.sibling_manager.person, name="西园物业")
    rows = MeetingTopic.objects

    assert isinstance(rows.all(), MeetingTopicQuerySet)
    assert set(rows.visible_to(cast.manager)) == set(rows.manageable_by(cast.manager)) == {topic}
    assert set(rows.visible_to(cast.branch_secretary)) == {topic, party}
    assert set(rows.visible_to(cast.sibling_manager)) == {topic}
    assert not rows.manageable_by(cast.sibling_manager).exists()
    assert not rows.visible_to(cast.outsider).exists()
    assert not rows.public().exists()


def test_the_invited_propose_and_the_keepers_decide(cast: Cast, meeting: Meeting) -> None:
    topic = MeetingTopicFactory(meeting=meeting)
    AttendanceFactory(meeting=meeting, person=cast.steward.person, name="管家")

    assert can_propose_topic(cast.steward, meeting)
    assert can_propose_topic(cast.manager, meeting)
    assert not can_propose_topic(cast.leader, meeting)
    assert can_decide_topic(cast.manager, topic)
    assert not can_decide_topic(cast.steward, topic)


def test_topics_of_an_owners_body_stay_with_the_complex_that_is_merged_away(
    cast: Cast, meeting: Meeting
) -> None:
    body = OwnersBodyFactory(complex=cast.complex)
    of_body = MeetingTopicFactory(
        meeting=MeetingFactory(complex=cast.complex, owners_body=body, state=MeetingState.PLANNED)
    )
    MeetingTopicFactory(meeting=meeting)

    assert list(MeetingTopic.objects.all().left_behind(timezone.localdate())) == [of_body]
