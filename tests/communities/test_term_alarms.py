"""Reminders of terms that end, what they say when they are sent, and the list on /field/."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from communities.models import CommitteeTerm, OwnersBody
from communities.queries.bodies import term_alarms
from communities.services.term_alarms import TERM_ENDS, promise_term_alarms
from core.models import InboxMessage, OutboxMessage
from core.services.outbox import deliver_due_messages
from tests.factories.bodies import CommitteeRulesFactory, CommitteeTermFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db


def a_term(cast: Cast, *, ends_in: int) -> CommitteeTerm:
    made: CommitteeTerm = CommitteeTermFactory(
        body__complex=cast.complex,
        starts_on=timezone.localdate() - timedelta(days=1500),
        ends_on=timezone.localdate() + timedelta(days=ends_in),
    )
    return made


def told_to() -> list[tuple[str, str]]:
    """Persons and thresholds."""
    rows = OutboxMessage.objects.filter(kind=TERM_ENDS).order_by("key")
    return sorted((row.person.name, row.key.split(":")[3]) for row in rows)


def test_the_officials_of_the_place_are_told_each_once(cast: Cast) -> None:
    a_term(cast, ends_in=80)

    assert promise_term_alarms(now=timezone.now()) == 2
    assert promise_term_alarms(now=timezone.now()) == 0
    assert told_to() == [("社区书记甲", "90"), ("街道甲", "90")]


def test_each_threshold_is_told_when_its_day_comes(cast: Cast) -> None:
    a_term(cast, ends_in=180)
    now = timezone.now()

    for days in (0, 89, 90, 149, 150, 179, 180, 181, 200):
        promise_term_alarms(now=now + timedelta(days=days))

    assert [threshold for name, threshold in told_to() if name == "街道甲"] == [
        "0", "180", "30", "90",
    ]  # fmt: skip


def test_a_term_long_before_its_end_is_not_told(cast: Cast) -> None:
    a_term(cast, ends_in=181)

    assert promise_term_alarms(now=timezone.now()) == 0


def test_the_sub_district_sets_its_own_days(cast: Cast) -> None:
    a_term(cast, ends_in=300)
    CommitteeRulesFactory(sub_district=cast.street, reminder_days=[365, 0])

    promise_term_alarms(now=timezone.now())

    assert {threshold for _name, threshold in told_to()} == {"365"}


def test_a_corrected_last_day_is_told_anew(cast: Cast) -> None:
    term = a_term(cast, ends_in=20)
    promise_term_alarms(now=timezone.now())

    CommitteeTerm.objects.filter(pk=term.pk).update(ends_on=term.ends_on + timedelta(days=5))

    assert promise_term_alarms(now=timezone.now()) == 2


def test_it_says_what_is_true_when_it_is_sent(cast: Cast) -> None:
    term = a_term(cast, ends_in=20)
    promise_term_alarms(now=timezone.now())
    last_day = timezone.localdate() - timedelta(days=20)
    CommitteeTerm.objects.filter(pk=term.pk).update(ends_on=last_day)

    deliver_due_messages()

    message = InboxMessage.objects.get(person=cast.official.person)
    assert message.title == "任期提醒：东园业委会"
    assert "已超期20天，请指导换届。" in message.body
    assert message.url == f"/field/bodies/{term.body_id}/"


@pytest.mark.parametrize("how", ["successor", "dissolved"])
def test_nobody_is_told_once_the_next_term_is_on_record_or_the_body_gone(
    cast: Cast, how: str
) -> None:
    term = a_term(cast, ends_in=-1)
    promise_term_alarms(now=timezone.now())
    today = timezone.localdate()
    if how == "successor":
        CommitteeTermFactory(body=term.body, number=2, starts_on=today, ends_on=date(2099, 1, 1))
    else:
        OwnersBody.objects.update(ended_on=today - timedelta(days=1))

    deliver_due_messages()

    assert InboxMessage.objects.count() == 0
    assert promise_term_alarms(now=timezone.now()) == 0


def test_the_work_page_lists_what_is_due_for_officials_only(
    cast: Cast, client_of: Callable[[User], Client]
) -> None:
    term = a_term(cast, ends_in=-20)
    shown = f'href="/field/bodies/{term.body_id}/"'

    page = client_of(cast.secretary).get("/field/").content.decode()
    assert shown in page
    assert "东园业委会" in page
    assert "已超期20天" in page
    for user in (cast.manager, cast.branch_secretary, cast.outsider):
        assert shown not in client_of(user).get("/field/").content.decode()
    assert term_alarms(cast.manager, on=timezone.localdate()) == []
