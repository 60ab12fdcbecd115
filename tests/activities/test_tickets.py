from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.phones import normalise_phone
from activities.choices import SignUpState
from activities.queries.tickets import (
    find_by_phone_and_code,
    list_looks,
    list_messages,
    list_sign_ups,
    place_in_line,
    remembered_persons,
    row_of,
    ticket_of,
)
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_tickets_is_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    codes = [SignUpFactory().code for _ in range(count)]

    with django_assert_num_queries(1):
        sign_ups = list_sign_ups(codes)
        for sign_up in sign_ups:
            ticket_of(sign_up, now=NOW)
            row_of(sign_up, now=NOW)

    assert {sign_up.code for sign_up in sign_ups} == set(codes)


def test_a_device_that_knows_nothing_asks_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert list_sign_ups([]) == []
        assert list_messages([]) == []
        assert list_looks([]) == []
        assert remembered_persons([]) == []


def test_persons_keep_the_devices_order_and_erased_ones_are_left_out() -> None:
    first, second = PersonFactory(), PersonFactory()

    assert remembered_persons([second.pk, 10**12, first.pk]) == [second, first]


def test_a_code_opens_only_tickets_of_its_phone() -> None:
    mine = SignUpFactory(person__phone="13812345678", entry_code="111111")
    SignUpFactory(person__phone="13900000000", entry_code="111111")
    SignUpFactory(person__phone="13812345678", entry_code="222222")
    phone = normalise_phone("13812345678")

    assert find_by_phone_and_code(phone=phone, entry_code="111111") == [mine]
    assert find_by_phone_and_code(phone=phone, entry_code="333333") == []


def test_a_place_in_line_counts_those_before() -> None:
    session = SessionFactory(capacity=1)
    confirmed = SignUpFactory(session=session)
    waiting = [SignUpFactory(session=session, state=SignUpState.WAITING) for _ in range(2)]

    assert place_in_line(confirmed) == 0
    assert [place_in_line(sign_up) for sign_up in waiting] == [1, 2]


def test_a_ticket_may_be_cancelled_until_the_start() -> None:
    coming, running = (
        list_sign_ups(
            [SignUpFactory(session=SessionFactory(starts_at=NOW + timedelta(minutes=minutes))).code]
        )[0]
        for minutes in (30, -30)
    )

    assert ticket_of(coming, now=NOW).cancel_url == f"/t/{coming.code}/cancel/"
    assert ticket_of(running, now=NOW).cancel_url == ""
    assert not ticket_of(running, now=NOW).is_over


def test_a_row_names_month_day_and_state() -> None:
    starts_at = timezone.localtime(NOW + timedelta(days=3))
    code = SignUpFactory(session=SessionFactory(starts_at=starts_at), person__name="王芳").code

    row = row_of(list_sign_ups([code])[0], now=NOW)

    assert (row.half, row.clock) == (f"{starts_at.month}月", f"{starts_at.day}日")
    assert row.tag.label == "已报名"
    assert "王* · 1人" in row.meta
