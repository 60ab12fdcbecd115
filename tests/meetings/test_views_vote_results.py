"""From a meeting to its vote, to the resolution, to the page that residents read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from meetings.choices import Choice, Matter, MeetingState, VoteBasis
from meetings.models import Meeting, Resolution, Vote, VoteCount
from meetings.services import vote_results, votes
from meetings.vote_rules import NOT_THE_ASSEMBLY
from tests.factories.accounts import PersonFactory
from tests.factories.meetings import MeetingFactory, PartyMeetingFactory
from tests.factories.votes import cast as cast_ballot
from tests.factories.votes import doors_with_owners, drafted, opened
from tests.people import Cast

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def keeper(cast: Cast, client_of: SignIn) -> Client:
    return client_of(cast.secretary)


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    made: Meeting = MeetingFactory(
        complex=cast.complex, title="电梯大修恳谈会", due_count=30, present_count=24
    )
    return made


def counted_in(cast: Cast, meeting: Meeting | None = None, **more: Any) -> Vote:
    """Three doors, two of which agree; counted by the branch's secretary."""
    owners = [[PersonFactory(name="王小明")], [PersonFactory()], [PersonFactory()]]
    doors_with_owners(cast.complex, owners, area=["90.00", "91.00", "137.25"])
    vote = opened(cast.complex, Matter.FIRM, title="续聘物业", meeting=meeting, **more)
    for number, entry in enumerate(vote.roll.order_by("number")):
        cast_ballot(vote, entry, Choice.AGREE if number < 2 else Choice.OPPOSE)
    votes.count_vote(vote_id=vote.pk, actor=cast.branch_secretary, now=timezone.now())
    return Vote.objects.get(pk=vote.pk)


def published(cast: Cast, **more: Any) -> Vote:
    vote = counted_in(cast, **more)
    vote_results.publish_result(vote_id=vote.pk, actor=cast.secretary, now=timezone.now())
    return vote


# Called in a meeting


def test_a_meeting_offers_its_vote_to_keepers_and_shows_those_it_has(
    cast: Cast, keeper: Client, client_of: SignIn, meeting: Meeting
) -> None:
    drafted(cast.complex, meeting=meeting, title="选择维修方案")
    url = f"/field/meetings/{meeting.pk}/"

    text = text_of(keeper.get(url))

    assert f"/field/votes/new/?meeting={meeting.pk}" in text
    assert f"/field/votes/hands/?meeting={meeting.pk}" in text
    assert "选择维修方案" in text
    assert "准备中" in text
    # The firm's people read no vote, and an auditor calls none.
    of_firm = text_of(client_of(cast.manager).get(url))
    assert [word for word in ("选择维修方案", "发起表决") if word in of_firm] == []
    of_auditor = text_of(client_of(cast.auditor).get(url))
    assert "选择维修方案" in of_auditor
    assert "发起表决" not in of_auditor


def test_a_vote_called_in_a_meeting_has_its_place_and_title_filled_in(
    cast: Cast, keeper: Client, meeting: Meeting
) -> None:
    url = f"/field/votes/new/?meeting={meeting.pk}"
    asked = keeper.get(url)
    assert 'name="place"' not in text_of(asked)
    assert asked.context["form"]["title"].value() == "电梯大修恳谈会"

    answer = keeper.post(
        url,
        {
            "basis": VoteBasis.OWNERS,
            "title": "电梯大修",
            "closes_on": (timezone.localdate() + timedelta(days=9)).isoformat(),
            "closes_time": "18:00",
        },
        follow=True,
    )

    made = Vote.objects.get()
    assert (made.meeting, made.complex, made.title) == (meeting, cast.complex, "电梯大修")
    assert f'href="/field/meetings/{meeting.pk}/"' in text_of(answer)


def test_hands_counted_in_a_meeting_take_over_who_was_there(cast: Cast, client_of: SignIn) -> None:
    assembly = PartyMeetingFactory(party_organization__complex=cast.complex)
    client = client_of(cast.branch_secretary)
    url = f"/field/votes/hands/?meeting={assembly.pk}"
    form = client.get(url).context["form"]
    assert [form[name].value() for name in ("matter", "entitled", "present")] == [
        Matter.PARTY_ASSEMBLY,
        20,
        18,
    ]

    sent = {"matter": Matter.PARTY_ASSEMBLY, "title": "党员大会", "text": "通过计划",
            "entitled": 20, "present": 18, "agree": 17, "oppose": 1, "abstain": 0}  # fmt: skip
    client.post(url, sent)

    assert Vote.objects.get().meeting == assembly
    assert "党员大会" in text_of(client.get(f"/field/meetings/{assembly.pk}/"))


def test_owners_are_not_asked_by_a_meeting_of_several_complexes(cast: Cast, keeper: Client) -> None:
    wide = MeetingFactory(complex=None, community=cast.community)

    form = keeper.get(f"/field/votes/new/?meeting={wide.pk}").context["form"]

    assert [value for value, _label in form.fields["basis"].choices] == [VoteBasis.MEMBERS]


def test_a_meeting_that_one_may_not_call_votes_in_is_refused(
    cast: Cast, keeper: Client, meeting: Meeting
) -> None:
    foreign = MeetingFactory(complex=cast.other_street_complex)
    called_off = MeetingFactory(complex=cast.complex, state=MeetingState.CANCELLED)

    for asked in (foreign.pk, "x", "9" * 30):
        assert keeper.get(f"/field/votes/new/?meeting={asked}").status_code == 404
    refused = keeper.get(f"/field/votes/new/?meeting={called_off.pk}")
    assert refused.status_code == 403
    assert "会议已取消" in text_of(refused)


# What came of it


def test_what_was_decided_becomes_a_resolution_with_one_press_and_shows_its_figures(
    cast: Cast, keeper: Client, meeting: Meeting
) -> None:
    vote = counted_in(cast, meeting)
    url = f"/field/votes/{vote.pk}/resolve/{vote.items.get().pk}/"
    assert url in text_of(keeper.get(f"/field/votes/{vote.pk}/"))
    asked = text_of(keeper.get(url))
    assert "同意 2人 181.00㎡" in asked

    answer = keeper.post(url, {"owner": "东园物业"}, follow=True)
    keeper.post(url, {"owner": "东园物业"})

    made = Resolution.objects.get()
    text = text_of(answer)
    assert (made.meeting, made.matter) == (meeting, vote.items.get().text)
    assert "通过：同意 2人 181.00㎡ · 反对 1人 137.25㎡" in text
    assert "续聘物业" in text
    on_vote = text_of(keeper.get(f"/field/votes/{vote.pk}/"))
    assert "第1项已记为议定事项" in on_vote
    assert url not in on_vote


def test_a_resolution_without_an_owner_keeps_what_was_typed(
    cast: Cast, keeper: Client, meeting: Meeting
) -> None:
    vote = counted_in(cast, meeting)
    url = f"/field/votes/{vote.pk}/resolve/{vote.items.get().pk}/"

    answer = keeper.post(url, {"owner": "", "contact": "王经理"})

    assert answer.status_code == 422
    assert 'value="王经理"' in text_of(answer)
    assert not Resolution.objects.exists()


def test_a_result_is_published_and_taken_down_by_form_alone(
    cast: Cast, keeper: Client, client_of: SignIn, client: Client
) -> None:
    vote = counted_in(cast)
    public_url = f"/c/{cast.complex.slug}/votes/{vote.pk}/"
    url = f"/field/votes/{vote.pk}/publish/"
    assert url in text_of(keeper.get(f"/field/votes/{vote.pk}/"))
    refused = client_of(cast.branch_secretary).post(url, follow=True)
    assert "要由另一位公开" in text_of(refused)
    assert client.get(public_url).status_code == 404

    told = text_of(keeper.post(url, follow=True))

    assert "向居民公开" in told
    assert public_url in told
    assert client.get(public_url).status_code == 200

    withdraw = f"/field/votes/{vote.pk}/withdraw/"
    assert keeper.post(withdraw, {"reason": ""}).status_code == 422
    assert "已撤下：业主提出异议" in text_of(
        keeper.post(withdraw, {"reason": "业主提出异议"}, follow=True)
    )
    assert client.get(public_url).status_code == 404
    assert VoteCount.objects.get(vote=vote).withdraw_reason == "业主提出异议"


# In public


def test_residents_read_the_matter_its_rule_the_thresholds_and_every_receipt(
    cast: Cast, client: Client
) -> None:
    vote = published(cast)

    text = text_of(client.get(f"/c/{cast.complex.slug}/votes/{vote.pk}/"))

    assert str(NOT_THE_ASSEMBLY) in text
    assert "第二百七十八条" in text
    # 318.25 square metres and three owners, all of whom took part; 181 of 318.25 agree.
    assert "3人 318.25㎡" in text
    assert "同意 2人 181.00㎡ · 反对 1人 137.25㎡" in text
    assert "第1项：同意 2张 · 反对 1张 · 弃权 0张" in text
    receipts = list(vote.ballots.values_list("receipt", flat=True))
    assert [code for code in receipts if code not in text] == []
    told = [one.label for one in vote.roll.all()] + ["王小明", "王"]
    assert [word for word in told if word in text] == []


def test_an_owner_finds_her_own_ballot_by_its_receipt(cast: Cast, client: Client) -> None:
    vote = published(cast)
    mine, *others = vote.ballots.values_list("receipt", flat=True)
    url = f"/c/{cast.complex.slug}/votes/{vote.pk}/"

    found = text_of(client.get(url, {"code": mine.lower()}))
    missed = text_of(client.get(url, {"code": "ZZZZZZZZ"}))

    assert mine in found
    assert [code for code in others if code in found] == []
    assert "没有这个回执码" in missed
    assert mine not in missed


def test_the_receipts_are_a_table_to_add_up(cast: Cast, client: Client) -> None:
    vote = published(cast)

    answer = client.get(f"/c/{cast.complex.slug}/votes/{vote.pk}/receipts.csv")

    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    said = {
        line[0]: line[1] for line in lines if line and line[0] in
        set(vote.ballots.values_list("receipt", flat=True))
    }  # fmt: skip
    assert sorted(said.values()) == ["反对", "同意", "同意"]
    assert "137.25" not in answer.content.decode("utf-8-sig")


def test_of_a_secret_vote_the_public_page_says_why_it_shows_no_ballot(
    cast: Cast, client: Client
) -> None:
    doors_with_owners(cast.complex, [[PersonFactory()], [PersonFactory()]])
    vote = opened(
        cast.complex, Matter.COMMITTEE, is_secret=True, candidates=["张甲", "李乙"], seats=1
    )
    receipts = [cast_ballot(vote, entry) for entry in vote.roll.all()]
    receipts += list(vote.ballots.values_list("receipt", flat=True))
    votes.count_vote(vote_id=vote.pk, actor=None, now=timezone.now())
    vote_results.publish_result(vote_id=vote.pk, actor=cast.secretary, now=timezone.now())
    url = f"/c/{cast.complex.slug}/votes/{vote.pk}/"

    text = text_of(client.get(url))

    assert "无记名表决只公开合计" in text
    assert [code for code in receipts if code and code in text] == []
    assert client.get(f"{url}receipts.csv").status_code == 404


def test_only_what_was_published_in_the_place_is_listed_and_opened(
    cast: Cast, client: Client, client_of: SignIn
) -> None:
    vote = published(cast)
    running = drafted(cast.complex, title="还没开始的表决")

    listed = text_of(client.get(f"/c/{cast.complex.slug}/votes/"))
    wide = text_of(client.get(f"/c/{cast.community.slug}/votes/"))

    assert f"/c/{cast.complex.slug}/votes/{vote.pk}/" in listed
    assert f"/c/{cast.complex.slug}/votes/{vote.pk}/" in wide
    assert running.title not in listed + wide
    sibling = cast.sibling_complex.slug
    assert "还没有公开的表决结果" in text_of(client.get(f"/c/{sibling}/votes/"))
    assert client.get(f"/c/{sibling}/votes/{vote.pk}/").status_code == 404
    own = f"/c/{cast.complex.slug}/votes/{running.pk}/"
    assert client_of(cast.secretary).get(own).status_code == 404
    assert client.get("/c/nowhere/votes/").status_code == 404
