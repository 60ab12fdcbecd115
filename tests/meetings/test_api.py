"""Meetings for programs: what is published or one's own to read, without names; never party life."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from meetings.choices import MeetingState
from meetings.queries.lists import meetings_for_programs
from tests.factories.accounts import PersonFactory
from tests.factories.communities import OrganizationFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    MeetingFactory,
    PartyMeetingFactory,
    ResolutionFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db
URL = "/api/v1/meetings/"


def listed(client: Client, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(URL, query).json()["results"]
    return found


def test_programs_read_topics_and_progress_without_names(cast: Cast, client: Client) -> None:
    meeting = MeetingFactory(complex=cast.complex, state=MeetingState.PUBLISHED, title="停车恳谈会")
    AgendaItemFactory(
        meeting=meeting, number=1, topic="停车", answer="划线", raised_by="刘某某", speaker="陈某某"
    )
    unit = OrganizationFactory(sub_district=cast.street, name="东园物业")
    late = timezone.localdate() - timedelta(days=1)
    ResolutionFactory(
        meeting=meeting, number=1, organization=unit, owner_name=unit.name, deadline=late
    )
    owing = PersonFactory(name="赵某某")
    ResolutionFactory(meeting=meeting, number=2, person=owing, owner_name="赵某某", contact="赵")

    [one] = listed(client)

    assert (one["title"], one["complex"]["slug"]) == ("停车恳谈会", cast.complex.slug)
    assert one["agenda"] == [{"number": 1, "kind": "TOPIC", "topic": "停车", "answer": "划线"}]
    told = [(row["owner"], row["is_overdue"]) for row in one["resolutions"]]
    assert told == [("东园物业", True), ("", False)]
    text = client.get(f"{URL}{meeting.pk}/").content.decode()
    assert [name for name in ("刘某某", "陈某某", "赵某某") if name in text] == []


def test_what_is_inside_is_read_by_those_who_serve_there_and_party_life_by_no_program(
    cast: Cast, client: Client
) -> None:
    inside = MeetingFactory(complex=cast.complex)
    party = PartyMeetingFactory(party_organization__complex=cast.complex)
    elsewhere = MeetingFactory(complex=cast.other_street_complex, state=MeetingState.PUBLISHED)

    assert {row["id"] for row in listed(client)} == {elsewhere.pk}
    assert set(meetings_for_programs(cast.manager)) == {inside, elsewhere}
    assert party not in meetings_for_programs(cast.branch_secretary)
    assert client.get(f"{URL}{inside.pk}/").status_code == 404
    assert client.get(f"{URL}{party.pk}/").status_code == 404


def test_meetings_are_filtered_by_kind_and_place(cast: Cast, client: Client) -> None:
    talk = MeetingFactory(complex=cast.complex, state=MeetingState.PUBLISHED)
    MeetingFactory(complex=cast.sibling_complex, state=MeetingState.PUBLISHED, kind="FORUM")

    assert [row["id"] for row in listed(client, kind="TALK")] == [talk.pk]
    assert [row["id"] for row in listed(client, complex=cast.complex.slug)] == [talk.pk]
    assert client.get(URL, {"kind": "ASSEMBLY"}).status_code == 400
