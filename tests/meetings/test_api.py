"""Meetings and results of votes for programs: what is published or one's own, without names."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from meetings.choices import Matter, MeetingState
from meetings.queries.lists import meetings_for_programs
from meetings.services.vote_results import publish_result
from meetings.services.votes import count_vote
from tests.factories.accounts import PersonFactory
from tests.factories.communities import OrganizationFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    MeetingFactory,
    PartyMeetingFactory,
    ResolutionFactory,
)
from tests.factories.votes import cast as cast_ballot
from tests.factories.votes import doors_with_owners, opened
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


def test_programs_read_published_results_of_owners_alone_with_their_rule_and_shares(
    cast: Cast, client: Client
) -> None:
    doors_with_owners(cast.complex, [[PersonFactory()], [PersonFactory()]], area=["80", "120"])
    vote = opened(cast.complex, Matter.RAISE_FUND, title="筹集维修资金")
    for entry, said in zip(vote.roll.order_by("number"), ("OPPOSE", "AGREE"), strict=True):
        cast_ballot(vote, entry, said)
    count_vote(vote_id=vote.pk, actor=None, now=timezone.now())
    url = "/api/v1/votes/"
    assert client.get(url).json()["results"] == []
    assert client.get(f"{url}{vote.pk}/").status_code == 404

    publish_result(vote_id=vote.pk, actor=cast.secretary, now=timezone.now())

    [one] = client.get(url, {"matter": "RAISE_FUND"}).json()["results"]
    assert (one["title"], one["complex"]["slug"]) == ("筹集维修资金", cast.complex.slug)
    assert (one["entitled_heads"], one["entitled_area"], one["present_area"]) == (
        2,
        "200.00",
        "200.00",
    )
    [item] = one["items"]
    assert (item["quorum_share"], item["majority_share"]) == ("2/3", "3/4")
    assert "第二百七十八条" in item["article"]
    # 120 of 200 square metres is less than three quarters.
    assert item["options"] == [
        {"name": "", "outcome": "NOT_PASSED", "agree_heads": 1, "agree_area": "120.00",
         "oppose_heads": 1, "oppose_area": "80.00", "abstain_heads": 0, "abstain_area": "0.00",
         "split_heads": 0},
    ]  # fmt: skip
    assert client.get(url, {"matter": "FIRM"}).json()["results"] == []
    assert client.get(url, {"matter": "PARTY_ASSEMBLY"}).status_code == 400
    assert client.get(one["url"]).status_code == 200


def test_of_a_secret_vote_programs_read_no_area_of_those_against(
    cast: Cast, client: Client
) -> None:
    doors_with_owners(cast.complex, [[PersonFactory()], [PersonFactory()]], area=["80", "120"])
    vote = opened(cast.complex, Matter.COMMITTEE, is_secret=True, candidates=["甲", "乙"], seats=1)
    for entry in vote.roll.all():
        cast_ballot(vote, entry)
    count_vote(vote_id=vote.pk, actor=None, now=timezone.now())
    publish_result(vote_id=vote.pk, actor=cast.secretary, now=timezone.now())

    one = client.get(f"/api/v1/votes/{vote.pk}/").json()

    told = [
        (row["name"], row["agree_area"], row["oppose_heads"], row["oppose_area"],
         row["abstain_area"])
        for row in one["items"][0]["options"]
    ]  # fmt: skip
    assert told == [("甲", "200.00", 0, None, None), ("乙", "0.00", 2, None, None)]
