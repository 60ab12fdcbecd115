"""A whole list gives what its lines would give one after the other."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Person, User
from activities.choices import CheckInMethod, SignUpState
from activities.models import CheckIn, Session, SignUp
from activities.questions import Answers
from activities.services.check_ins import check_in, undo_check_in
from activities.services.name_lists import (
    ArrivalLine,
    ListNotFirst,
    SignUpLine,
    enter_arrivals,
    enter_sign_ups,
)
from activities.services.sign_ups import Application, sign_up
from core.errors import DomainError
from core.models import OutboxMessage
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()
Lines = list[SignUpLine]


def line(person: Person, *, at: datetime = NOW, **wishes: Any) -> SignUpLine:
    return SignUpLine(application=Application(person=person, **wishes), at=at)


def one_after_the_other(session: Session, lines: Lines) -> None:
    for each in lines:
        try:
            sign_up(session_id=session.pk, application=each.application, actor=None, now=each.at)
        except DomainError:
            continue


def rows(session: Session) -> list[tuple[Any, ...]]:
    columns = (
        "person", "party_size", "door_text", "state", "source", "created_at", "complex", "is_demo",
        "first_answer", "second_answer",
    )  # fmt: skip
    return list(session.sign_ups.order_by("pk").values_list(*columns))


def taken(session: Session) -> int:
    return Session.objects.values_list("taken", flat=True).get(pk=session.pk)


@pytest.mark.parametrize("quota", [None, 2])
@pytest.mark.parametrize("capacity", [None, 9])
def test_a_list_gives_the_same_as_its_lines_one_by_one(
    capacity: int | None, quota: int | None, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    chance = random.Random(7)  # noqa: S311  a repeatable list, no secret
    people = PersonFactory.create_batch(12)
    lines = [
        line(
            chance.choice(people),
            at=NOW + timedelta(minutes=chance.choice((-2000, 0, 3000))),
            party_size=chance.randint(1, 6),
            door_text=chance.choice(("", "1栋2单元301", "1-2-301", "2-1-101")),
            may_wait=chance.random() < 0.8,
            answers=Answers(f"{number}位", "这个没有问"),
            is_demo=True,
        )
        for number in range(40)
    ]
    by_hand, by_list = [
        SessionFactory(
            capacity=capacity,
            opens_at=NOW - timedelta(days=1),
            activity__household_quota=quota,
            activity__first_question="几位吃素？",
            starts_at=NOW + timedelta(days=1),
        )
        for _ in range(2)
    ]
    by_list.complex = by_hand.complex
    Session.objects.filter(pk=by_list.pk).update(
        complex=by_hand.complex, community=by_hand.community, sub_district=by_hand.sub_district
    )

    one_after_the_other(by_hand, lines)
    with django_assert_max_num_queries(10):
        enter_sign_ups(session_id=by_list.pk, lines=lines)

    assert rows(by_list) == rows(by_hand)
    assert taken(by_list) == taken(by_hand) > 0
    assert not by_list.sign_ups.filter(first_answer="").exists()
    assert set(by_list.sign_ups.values_list("second_answer", flat=True)) == {""}
    states = set(by_list.sign_ups.values_list("state", flat=True))
    assert (SignUpState.WAITING in states) == (capacity == 9 and quota is None)
    assert not OutboxMessage.objects.exists()


def test_a_list_is_entered_only_where_nobody_has_signed_up() -> None:
    session = SignUpFactory().session

    with pytest.raises(ListNotFirst, match="已经有人报名"):
        enter_sign_ups(session_id=session.pk, lines=[line(PersonFactory())])


def test_arrivals_are_those_of_the_door(manager: User) -> None:
    session = SessionFactory(starts_at=NOW, ends_at=NOW + timedelta(hours=2))
    coming, late, waiting, known, undone = [
        SignUpFactory(session=session, party_size=2, state=state)
        for state in ["CONFIRMED", "CONFIRMED", "WAITING", "CONFIRMED", "CONFIRMED"]
    ]
    tail = CheckInMethod.PHONE_TAIL
    check_in(sign_up_id=known.pk, method=tail, actor=manager, now=NOW)
    first = check_in(sign_up_id=undone.pk, method=tail, actor=manager, now=NOW)
    undo_check_in(check_in_id=first.pk, actor=manager, now=NOW)

    def arrival(arriving: SignUp, at: datetime = NOW) -> ArrivalLine:
        return ArrivalLine(sign_up_id=arriving.pk, at=at, method=CheckInMethod.NAME_LIST)

    lines = [
        arrival(coming), arrival(coming), arrival(late, NOW + timedelta(days=3)), arrival(waiting),
        arrival(known), arrival(undone), arrival(SignUpFactory()),
    ]  # fmt: skip
    made = enter_arrivals(session_id=session.pk, lines=lines, actor=manager)

    assert [row.sign_up_id for row in made] == [coming.pk, undone.pk]
    stored = CheckIn.objects.get(sign_up=coming)
    assert (stored.arrived_count, stored.by, stored.method, stored.at) == (
        2, manager, CheckInMethod.NAME_LIST, NOW,
    )  # fmt: skip
    assert CheckIn.objects.filter(session=session, undone_at=None).count() == 3
