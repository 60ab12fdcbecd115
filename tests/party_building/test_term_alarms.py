"""Reminders of branches whose term ends, and what they say when they are sent."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.models import InboxMessage, OutboxMessage
from core.services.outbox import deliver_due_messages
from party_building.models import PartyTerm
from party_building.queries.ending_terms import term_alarms
from party_building.services.term_alarms import PARTY_TERM_ENDS, promise_term_alarms
from tests.factories.party_building import PartyRulesFactory, PartyTermFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db


def a_term(cast: Cast, *, ends_in: int) -> PartyTerm:
    made: PartyTerm = PartyTermFactory(
        organization__complex=cast.complex,
        organization__name="东园党支部",
        starts_on=timezone.localdate() - timedelta(days=1500),
        ends_on=timezone.localdate() + timedelta(days=ends_in),
    )
    return made


def told_to() -> list[tuple[str, str]]:
    """Persons and thresholds."""
    rows = OutboxMessage.objects.filter(kind=PARTY_TERM_ENDS)
    return sorted((row.person.name, row.key.split(":")[3]) for row in rows)


def test_officials_and_the_branch_s_secretary_are_told_each_once(cast: Cast) -> None:
    a_term(cast, ends_in=80)

    assert promise_term_alarms(now=timezone.now()) == 3
    assert promise_term_alarms(now=timezone.now()) == 0
    assert told_to() == [("支部书记甲", "90"), ("社区书记甲", "90"), ("街道甲", "90")]


def test_the_six_thresholds_of_the_default_are_each_told_on_their_day(cast: Cast) -> None:
    a_term(cast, ends_in=180)
    now = timezone.now()

    for days in (0, 89, 90, 150, 173, 180, 200):
        promise_term_alarms(now=now + timedelta(days=days))

    assert [threshold for name, threshold in told_to() if name == "街道甲"] == [
        "0", "180", "30", "7", "90",
    ]  # fmt: skip


def test_the_sub_district_sets_its_own_days(cast: Cast) -> None:
    a_term(cast, ends_in=300)
    PartyRulesFactory(sub_district=cast.street, alarm_days=[365])

    promise_term_alarms(now=timezone.now())

    assert {threshold for _name, threshold in told_to()} == {"365"}


def test_it_says_what_is_true_when_it_is_sent(cast: Cast) -> None:
    term = a_term(cast, ends_in=20)
    promise_term_alarms(now=timezone.now())
    PartyTerm.objects.update(ends_on=timezone.localdate() - timedelta(days=3))

    deliver_due_messages()

    message = InboxMessage.objects.get(person=cast.official.person)
    assert message.title == "换届提醒：东园党支部"
    assert "届期已满3天，请安排换届。" in message.body
    assert message.url == f"/desk/party/{term.organization_id}/"


@pytest.mark.parametrize("how", ["successor", "dissolved"])
def test_nobody_is_told_once_the_next_term_is_on_record_or_the_branch_gone(
    cast: Cast, how: str
) -> None:
    term = a_term(cast, ends_in=-1)
    promise_term_alarms(now=timezone.now())
    today = timezone.localdate()
    if how == "successor":
        PartyTermFactory(
            organization=term.organization, number=2, starts_on=today, ends_on=date(2099, 1, 1)
        )
    else:
        term.organization.dissolved_on = today - timedelta(days=1)
        term.organization.save()

    deliver_due_messages()

    assert InboxMessage.objects.count() == 0
    assert promise_term_alarms(now=timezone.now()) == 0


def test_each_sees_the_alarms_of_his_own_places(cast: Cast) -> None:
    a_term(cast, ends_in=5)

    assert [
        alarm.words for alarm in term_alarms(cast.branch_secretary, on=timezone.localdate())
    ] == ["5天后届满"]
    assert term_alarms(cast.outsider, on=timezone.localdate()) == []
