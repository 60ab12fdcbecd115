"""The nightly look: what is new since the last one, and who is told what of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from communities.models import Community
from communities.queries.places import Place
from core.models import InboxMessage, OutboxMessage
from core.services.outbox import deliver_due_messages
from party_building.models import ChainCheck, PartyCoverage, PartyPost
from party_building.queries.holes import holes_in, vacancy_key
from party_building.renderers import _many_new_holes
from party_building.services.chain_checks import NEW_HOLES, check_all, check_community
from tests.factories.accounts import PersonFactory
from tests.factories.party_building import (
    ChainCheckFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
)
from tests.party_building.chain_cast import Manned, manned
from tests.people import Cast

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def here(cast: Cast) -> Manned:
    """Looked at yesterday, when nobody was missing here and everybody in the complex beside it."""
    found = manned(cast)
    known = holes_in(Place(cast.street, cast.community), on=TODAY).keys
    ChainCheckFactory(community=cast.community, on=YESTERDAY, holes=sorted(known))
    return found


def look(cast: Cast, now: datetime = NOW) -> ChainCheck:
    check = check_community(community=cast.community, now=now)
    assert check
    return check


def told() -> list[str]:
    return sorted(
        OutboxMessage.objects.filter(kind=NEW_HOLES).values_list("person__name", flat=True)
    )


def test_a_look_is_taken_once_a_day_and_keeps_its_numbers(here: Manned, cast: Cast) -> None:
    check = look(cast)

    assert (check.on, check.span_count, check.complete_count) == (TODAY, 3, 2)
    assert f"GROUP:complex-{cast.sibling_complex.pk}" in check.holes
    assert (check.new_holes, told()) == ([], [])
    assert check.events.get().pgh_label == "insert"
    assert check_community(community=cast.community, now=NOW) is None


def test_every_community_with_a_complex_is_looked_at(here: Manned, cast: Cast) -> None:
    Community.objects.create(sub_district=cast.street, name="空社区", slug="empty")

    assert check_all(now=NOW) == 3
    assert check_all(now=NOW) == 0
    assert ChainCheck.objects.filter(on=TODAY).count() == 3


def test_what_is_new_is_told_to_the_officials_of_the_place(here: Manned, cast: Cast) -> None:
    PartyPost.objects.filter(pk=here.secretary.pk).update(until=YESTERDAY)

    check = look(cast)

    assert check.new_holes == [vacancy_key(here.branch.pk)]
    assert check.complete_count == 0
    assert told() == ["社区书记甲", "街道甲"]


def test_what_was_known_is_not_told_again(here: Manned, cast: Cast) -> None:
    PartyPost.objects.filter(pk=here.secretary.pk).update(until=YESTERDAY)
    first = look(cast)

    second = look(cast, NOW + timedelta(days=1))

    assert (second.holes, second.new_holes) == (first.holes, [])
    assert len(told()) == 2
    first.refresh_from_db()
    assert (first.holes, first.new_holes) == ([], [vacancy_key(here.branch.pk)])


def test_what_was_ended_late_with_an_earlier_day_is_new_all_the_same(
    here: Manned, cast: Cast
) -> None:
    """By the rows of today he was gone yesterday already; nobody had been told."""
    PartyPost.objects.filter(pk=here.leader.pk).update(until=TODAY - timedelta(days=30))

    assert look(cast).new_holes == [vacancy_key(here.unit_group.pk)]
    assert told() == ["社区书记甲", "街道甲"]


def test_an_organisation_of_no_door_without_its_secretary_is_told_too(
    here: Manned, cast: Cast
) -> None:
    firm = PartyOrganizationFactory(complex=cast.complex, name="物业党支部")

    check = look(cast)

    assert check.new_holes == [vacancy_key(firm.pk)]
    assert (check.span_count, check.complete_count) == (3, 2)
    assert len(told()) == 2


def texts(check: ChainCheck) -> list[Any]:
    return list(_many_new_holes(OutboxMessage.objects.filter(subject_id=check.pk)).values())


def test_the_message_names_what_is_missing_and_leads_to_the_list(here: Manned, cast: Cast) -> None:
    PartyPost.objects.filter(pk=here.secretary.pk).update(until=YESTERDAY)
    PartyCoverage.objects.filter(building=here.building).update(until=YESTERDAY)
    PartyOrganizationFactory(complex=cast.complex, name="物业党支部")
    look(cast)

    deliver_due_messages()

    inbox = InboxMessage.objects.get(person=cast.secretary.person)
    assert inbox.title == "责任空缺：甲一社区新增3处"
    assert inbox.body == (
        "东园：没有党小组（3栋1单元）；东园：东园党支部没有书记；物业党支部没有负责人。"
        "请补上负责人，或在名单里核对。"
    )
    assert inbox.url == "/desk/party/holes/community-a/"


def test_what_was_mended_before_it_is_sent_is_left_out(here: Manned, cast: Cast) -> None:
    PartyPost.objects.filter(pk=here.secretary.pk).update(until=YESTERDAY)
    PartyCoverage.objects.filter(building=here.building).update(until=YESTERDAY)
    check = look(cast)

    PartyPostFactory(organization=here.branch, person=PersonFactory(name="书记新"), since=TODAY)
    assert {text.title for text in texts(check)} == {"责任空缺：甲一社区新增1处"}

    PartyCoverage.objects.filter(building=here.building).update(until=None)
    assert texts(check) == [None, None]


def test_old_holes_are_not_in_the_message(here: Manned, cast: Cast) -> None:
    PartyCoverage.objects.filter(building=here.building).update(until=YESTERDAY)
    look(cast)
    PartyPost.objects.filter(pk=here.secretary.pk).update(until=YESTERDAY)

    check = look(cast, NOW + timedelta(days=1))

    assert {text.title for text in texts(check)} == {"责任空缺：甲一社区新增1处"}
    assert "没有党小组" not in texts(check)[0].body


def test_many_new_holes_are_counted_and_the_first_unit_named(here: Manned, cast: Cast) -> None:
    PartyCoverage.objects.filter(unit=here.unit).delete()
    PartyCoverage.objects.filter(building=here.building).delete()

    assert "没有党小组（3栋1单元等2处）" in texts(look(cast))[0].body


def test_messages_of_one_look_are_worded_once(
    here: Manned, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    PartyPost.objects.filter(pk=here.secretary.pk).update(until=YESTERDAY)
    messages = list(OutboxMessage.objects.filter(subject_id=look(cast).pk))

    # The look, five of its holes, the names of its complexes, organisations without a head.
    with django_assert_num_queries(8):
        assert len(_many_new_holes(messages)) == 2


def test_the_database_refuses_a_second_row_of_a_day(cast: Cast) -> None:
    ChainCheckFactory(community=cast.community, on=date(2026, 1, 1))

    with pytest.raises(IntegrityError, match="chaincheck_once_a_day"), transaction.atomic():
        ChainCheckFactory(community=cast.community, on=date(2026, 1, 1))
    with pytest.raises(IntegrityError, match="chaincheck_complete_within_all"):
        ChainCheckFactory(community=cast.community, span_count=1, complete_count=2)
