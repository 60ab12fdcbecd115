"""Topics handed in for a meeting, as its page and their own page draw them; who was invited to hand them in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.clock import moment_text
from accounts.models import User
from communities.body_rules import Caution, full_date
from communities.choices import EntryRoad
from core.page_parts import Tag
from meetings.choices import COMING, TopicState
from meetings.meeting_rules import last_topic_day, late_topic_caution
from meetings.models import Attendance, Meeting, MeetingRules, MeetingTopic
from meetings.queries.bodies import rules_of
from party_building.choices import HEADS
from party_building.models import PartyPost

if TYPE_CHECKING:
    from communities.querysets import AnyUser

_TAGS = {
    TopicState.PROPOSED: ("warn", "clock"),
    TopicState.ADOPTED: ("ok", "check"),
    TopicState.DECLINED: ("mute", "cross"),
    TopicState.WITHDRAWN: ("mute", "cross"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsCard:
    """What the page of a meeting says of its call: how far it runs, how many in which state."""

    until: str
    counts: list[tuple[Tag, int]]
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRow:
    """A topic; an address is empty where the reader may not do that."""

    title: str
    note: str
    name: str
    road: str
    when: str
    tag: Tag
    late: Caution | None
    reason: str
    adopt_url: str
    decline_url: str
    withdraw_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Whether topics are taken, and until when; `words` is the sentence for the page."""

    is_open: bool
    is_late: bool
    last_day: date
    words: str
    figures: MeetingRules


def call_of(meeting: Meeting, *, now: datetime) -> Call:
    """From the plan until the last day, inclusive; then the keeper alone still takes some in."""
    today = timezone.localdate(now)
    figures = rules_of(meeting.sub_district_id)
    last = last_topic_day(
        meeting.topics_until, held_on=timezone.localdate(meeting.held_from), figures=figures
    )
    is_open, is_late = meeting.state in COMING, today > last
    if not is_open:
        words = _("会议已经召开或取消，不再收议题")
    elif is_late:
        words = _("议题征集已于%(day)s截止") % {"day": full_date(last)}
    else:
        words = _("到%(day)s为止，当天仍可以提") % {"day": full_date(last)}
    return Call(is_open=is_open, is_late=is_late, last_day=last, words=words, figures=figures)


def topics_card(meeting: Meeting, user: AnyUser, *, now: datetime) -> TopicsCard | None:
    """States with their number, those that wait first; None where nothing is nor can be handed in.

    Who reads published minutes alone is shown none either: `visible_to` leaves them without rows, and
    a meeting that still collects is not published.
    """
    rows = MeetingTopic.objects.visible_to(user).filter(meeting=meeting)
    numbers = dict(rows.values_list("state").annotate(number=Count("pk")).order_by())
    if not numbers and meeting.state not in COMING:
        return None
    return TopicsCard(
        until=call_of(meeting, now=now).words,
        counts=[(_tag(state), numbers[state]) for state in TopicState if numbers.get(state)],
        url=reverse("meetings:field_meeting_topics", args=[meeting.pk]),
    )


def topic_rows(meeting: Meeting, user: AnyUser, *, may_decide: bool, call: Call) -> list[TopicRow]:
    """Those that wait first, each kind in the order in which they came."""
    topics = MeetingTopic.objects.visible_to(user).filter(meeting=meeting)
    order = list(TopicState)
    ordered = sorted(
        topics.order_by("proposed_at", "pk"), key=lambda one: order.index(TopicState(one.state))
    )
    person_id = user.person_id if user.is_authenticated else None
    return [
        TopicRow(
            title=one.title,
            note=one.note,
            name=one.name,
            road=str(EntryRoad(one.road).label),
            when=moment_text(one.proposed_at),
            tag=_tag(one.state),
            late=late_topic_caution(
                call.last_day, today=timezone.localdate(one.proposed_at), figures=call.figures
            ),
            reason=one.decline_reason,
            adopt_url=_url("adopt", one) if _waits(one) and may_decide else "",
            decline_url=_url("decline", one) if _waits(one) and may_decide else "",
            withdraw_url=(
                _url("withdraw", one)
                if _waits(one) and (may_decide or one.person_id == person_id is not None)
                else ""
            ),
        )
        for one in ordered
    ]


def invited_accounts(meetings: list[Meeting], *, on: date) -> dict[int, tuple[int, ...]]:
    """The persons with an account on each meeting's list, herself or as head of a Party organisation."""
    listed = Attendance.objects.filter(meeting__in=[one.pk for one in meetings])
    heads: defaultdict[int, list[int]] = defaultdict(list)
    posts = PartyPost.objects.on(on).filter(
        post__in=HEADS, organization__in=listed.values("party_organization")
    )
    for organization, person in posts.values_list("organization_id", "person_id"):
        heads[organization].append(person)
    people: defaultdict[int, set[int]] = defaultdict(set)
    for meeting, person, organization in listed.values_list(
        "meeting_id", "person_id", "party_organization_id"
    ):
        people[meeting] |= {person} if person else set(heads.get(organization, ()))
    accounts = User.objects.filter(is_active=True, person__in=set().union(*people.values()))
    known = set(accounts.values_list("person_id", flat=True))
    return {one.pk: tuple(sorted(people[one.pk] & known)) for one in meetings}


def _tag(state: str) -> Tag:
    tone, icon = _TAGS[TopicState(state)]
    return Tag(tone, icon, str(TopicState(state).label))


def _waits(topic: MeetingTopic) -> bool:
    return topic.state == TopicState.PROPOSED


def _url(act: str, topic: MeetingTopic) -> str:
    return reverse(f"meetings:field_topic_{act}", args=[topic.pk])
