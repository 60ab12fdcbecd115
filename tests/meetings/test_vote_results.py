"""After the count: a second pair of eyes publishes, a meeting takes over what was decided in it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from communities.choices import Role
from communities.queries.places import Place
from core.transactions import broken_rule
from meetings.choices import Choice, Matter, MeetingState, VoteBasis
from meetings.models import Meeting, Resolution, Vote, VoteCount
from meetings.models.vote_results import OWN_COUNT
from meetings.permissions import can_call_vote
from meetings.queries.meeting_page import votes_of
from meetings.queries.public_votes import public_votes, receipts_of, votes_for_programs
from meetings.queries.vote_proof import proof_of
from meetings.queries.vote_results import follow_ups_of, public_results, result_text, results_of
from meetings.services import resolutions, vote_results, votes
from meetings.services.agenda import Guest
from meetings.services.meetings import ReasonMissing, TransitionNotAllowed
from meetings.services.votes import HandsCount
from tests.factories.accounts import PersonFactory
from tests.factories.meetings import MeetingFactory, PartyMeetingFactory
from tests.factories.votes import cast as cast_ballot
from tests.factories.votes import doors_with_owners, drafted, opened
from tests.people import Cast, appoint

pytestmark = pytest.mark.django_db

AGREE, OPPOSE, ABSTAIN = Choice.AGREE, Choice.OPPOSE, Choice.ABSTAIN


def counted(cast: Cast, *said: str, **more: Any) -> Vote:
    """Of as many doors with owners of their own as choices; counted by the branch's secretary."""
    areas = [f"{90 + number}.00" for number in range(len(said))]
    doors_with_owners(cast.complex, [[PersonFactory()] for _one in said], area=areas)
    vote = opened(cast.complex, *more.pop("matters", ()), **more)
    for entry, choice in zip(vote.roll.order_by("number"), said, strict=True):
        cast_ballot(vote, entry, choice)
    votes.count_vote(vote_id=vote.pk, actor=cast.branch_secretary, now=timezone.now())
    return Vote.objects.get(pk=vote.pk)


def publish(vote: Vote, cast: Cast) -> VoteCount:
    return vote_results.publish_result(vote_id=vote.pk, actor=cast.secretary, now=timezone.now())


def resolve(vote: Vote, cast: Cast) -> Resolution:
    return resolutions.resolve_by_vote(
        item_id=vote.items.get().pk,
        owner=Guest(name="东园物业"),
        actor=cast.secretary,
        now=timezone.now(),
    )


# Publishing


def test_a_result_is_public_once_another_keeper_has_published_it_and_no_longer_once_withdrawn(
    cast: Cast,
) -> None:
    vote, place = counted(cast, AGREE, AGREE, AGREE), Place.of_complex(cast.complex)
    assert list(public_votes(place)) == []

    first = publish(vote, cast)
    again = vote_results.publish_result(
        vote_id=vote.pk, actor=cast.official, now=timezone.now() + timedelta(hours=1)
    )

    assert list(public_votes(place)) == list(votes_for_programs()) == [vote]
    assert (again.published_at, again.published_by_id) == (first.published_at, cast.secretary.pk)
    assert list(public_votes(Place.of_complex(cast.sibling_complex))) == []

    with pytest.raises(ReasonMissing):
        vote_results.withdraw_result(vote_id=vote.pk, reason=" ", actor=cast.secretary)
    taken = vote_results.withdraw_result(
        vote_id=vote.pk, reason="业主提出异议", actor=cast.secretary
    )

    assert (taken.published_at, taken.published_by, taken.withdraw_reason) == (
        None,
        None,
        "业主提出异议",
    )
    assert list(public_votes(place)) == []
    with pytest.raises(vote_results.NotPublished):
        vote_results.withdraw_result(vote_id=vote.pk, reason="再撤", actor=cast.secretary)


def test_whoever_counted_does_not_publish_whatever_the_code_does(cast: Cast) -> None:
    vote = counted(cast, AGREE, AGREE)

    with pytest.raises(vote_results.OwnCount):
        vote_results.publish_result(
            vote_id=vote.pk, actor=cast.branch_secretary, now=timezone.now()
        )
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        VoteCount.objects.filter(vote=vote).update(
            published_at=timezone.now(), published_by=cast.branch_secretary
        )

    assert broken_rule(refused.value, VoteCount) == str(OWN_COUNT)


def test_neither_an_open_vote_nor_a_branch_s_hands_are_published(cast: Cast) -> None:
    doors_with_owners(cast.complex, [[PersonFactory()]])
    running = opened(cast.complex)
    hands = votes.record_hands(
        place=Place.of_complex(cast.complex),
        title="支部党员大会",
        matter=Matter.PARTY_ASSEMBLY,
        text="通过年度工作计划",
        hands=HandsCount(entitled=5, present=5, agree=5, oppose=0, abstain=0),
        actor=None,
        now=timezone.now(),
    )

    with pytest.raises(vote_results.NotCounted):
        publish(running, cast)
    with pytest.raises(vote_results.NotOfOwners):
        publish(hands, cast)
    # Nor would the page show it if it stood in the table.
    VoteCount.objects.filter(vote=hands).update(published_at=timezone.now())
    assert list(Vote.objects.public()) == []


# What residents are shown


def test_receipts_tell_choices_that_add_up_and_neither_door_nor_area(cast: Cast) -> None:
    vote = counted(cast, AGREE, AGREE, OPPOSE, ABSTAIN, AGREE)

    receipts = receipts_of(vote)

    assert receipts is not None
    assert receipts.headings == ["第1项"]
    assert receipts.totals == ["第1项：同意 3张 · 反对 1张 · 弃权 1张"]
    own = {line.receipt: line.choices for line in proof_of(vote).ballots}
    assert {line.receipt: line.choices for line in receipts.lines} == own
    assert [line.receipt for line in receipts.lines] == sorted(own)


def test_of_a_secret_vote_residents_are_shown_totals_without_the_areas_of_those_against(
    cast: Cast,
) -> None:
    doors_with_owners(
        cast.complex,
        [[PersonFactory()] for _number in range(4)],
        area=["90.00", "91.00", "92.00", "137.25"],
    )
    vote = opened(
        cast.complex, Matter.COMMITTEE, is_secret=True, candidates=["张甲", "李乙"], seats=1
    )
    for number, entry in enumerate(vote.roll.order_by("number")):
        cast_ballot(vote, entry, AGREE if number < 3 else OPPOSE, ABSTAIN)
    votes.count_vote(vote_id=vote.pk, actor=None, now=timezone.now())
    vote = Vote.objects.get(pk=vote.pk)

    shown = [numbers for result in public_results(vote) for option in result.options
             for numbers in option.numbers]  # fmt: skip
    inside = [numbers for result in results_of(vote) for option in result.options
              for numbers in option.numbers]  # fmt: skip

    assert receipts_of(vote) is None
    assert shown[:3] == ["同意 3人 273.00㎡", "反对 1人", "弃权 0人"]
    # The door of 137.25 square metres is told by its area where those who keep the vote read it.
    assert inside[1] == "反对 1人 137.25㎡"
    assert [numbers for numbers in shown if "137.25" in numbers] == []


# A meeting's votes


def test_a_vote_lies_where_its_meeting_does(cast: Cast) -> None:
    here = MeetingFactory(complex=cast.complex)
    facts: dict[str, Any] = {
        "title": "充电桩",
        "basis": VoteBasis.MEMBERS,
        "is_secret": False,
        "closes_at": timezone.now() + timedelta(days=1),
        "actor": cast.secretary,
        "now": timezone.now(),
    }
    made = votes.draft_vote(place=Place.of_complex(cast.complex), meeting=here, **facts)
    called_off = MeetingFactory(complex=cast.complex, state=MeetingState.CANCELLED)

    for place, meeting in (
        (Place.of_complex(cast.sibling_complex), here),
        (Place.of_complex(cast.complex), called_off),
    ):
        with pytest.raises(votes.MeetsElsewhere):
            votes.draft_vote(place=place, meeting=meeting, **facts)
    elsewhere = MeetingFactory(complex=cast.other_street_complex)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.filter(pk=made.pk).update(meeting=elsewhere)

    assert [row.title for row in votes_of(here, user=cast.secretary, now=timezone.now())] == [
        "充电桩"
    ]
    assert votes_of(elsewhere, user=cast.secretary, now=timezone.now()) == []


def test_only_keepers_of_votes_call_one_in_a_meeting(cast: Cast) -> None:
    meeting = MeetingFactory(complex=cast.complex)
    called_off = MeetingFactory(complex=cast.complex, state=MeetingState.CANCELLED)

    who = [cast.secretary, cast.branch_secretary, cast.official, cast.admin]
    assert [user for user in who if not can_call_vote(user, meeting)] == []
    others = [cast.manager, cast.auditor, cast.steward, cast.outsider, cast.resident]
    assert [user for user in others if can_call_vote(user, meeting)] == []
    assert not can_call_vote(cast.secretary, called_off)


def test_what_is_voted_on_in_party_life_is_read_by_those_alone_who_read_that(cast: Cast) -> None:
    meeting = PartyMeetingFactory(party_organization__complex=cast.complex)
    vote = drafted(cast.complex, basis=VoteBasis.MEMBERS, meeting=meeting)
    plain = drafted(cast.complex, basis=VoteBasis.MEMBERS)
    member = appoint("committee", "业委会委员", Role.OWNERS_COMMITTEE_MEMBER, cast.complex)

    assert set(Vote.objects.visible_to(cast.branch_secretary)) == {vote, plain}
    assert set(Vote.objects.visible_to(member)) == {plain}


def test_what_a_vote_decided_becomes_one_resolution_of_its_meeting_with_its_words(
    cast: Cast,
) -> None:
    meeting = MeetingFactory(complex=cast.complex, state=MeetingState.CONFIRMED)
    vote = counted(cast, AGREE, AGREE, AGREE, OPPOSE, meeting=meeting)
    (offer,) = follow_ups_of(vote, may_resolve=True)

    made, again = resolve(vote, cast), resolve(vote, cast)

    assert made == again == Resolution.objects.get(meeting=meeting)
    item = vote.items.get()
    assert (made.matter, made.owner_name, made.vote_item) == (item.text, "东园物业", item)
    assert made.complex_id == cast.complex.pk
    assert made.steps.count() == 1
    # 90 + 91 + 92 square metres agree, 93 oppose.
    assert result_text(item) == "通过：同意 3人 273.00㎡ · 反对 1人 93.00㎡ · 弃权 0人 0.00㎡"
    assert (offer.is_resolved, offer.url) == (False, f"/field/votes/{vote.pk}/resolve/{item.pk}/")
    (done,) = follow_ups_of(vote, may_resolve=False)
    assert (done.is_resolved, done.url) == (True, f"/field/resolutions/{made.pk}/")


def test_what_was_not_carried_or_not_called_in_a_meeting_becomes_no_resolution(cast: Cast) -> None:
    meeting = MeetingFactory(complex=cast.complex)
    lost = counted(cast, AGREE, OPPOSE, OPPOSE, meeting=meeting)

    with pytest.raises(resolutions.NotDecided):
        resolve(lost, cast)
    assert follow_ups_of(lost, may_resolve=True) == []

    Vote.objects.filter(pk=lost.pk).update(meeting=None)
    with pytest.raises(resolutions.NotDecided, match="不是在会议上"):
        resolve(lost, cast)


def test_a_meeting_that_is_still_ahead_or_closed_takes_over_nothing(cast: Cast) -> None:
    meeting = MeetingFactory(complex=cast.complex, state=MeetingState.CLOSED)
    vote = counted(cast, AGREE, AGREE, meeting=meeting)
    ahead = MeetingFactory(complex=cast.complex, state=MeetingState.PLANNED)

    with pytest.raises(TransitionNotAllowed, match="办结"):
        resolve(vote, cast)
    Vote.objects.filter(pk=vote.pk).update(meeting=ahead)
    with pytest.raises(TransitionNotAllowed, match="登记召开"):
        resolve(vote, cast)

    assert not Meeting.objects.filter(resolutions__isnull=False).exists()


def test_the_area_of_those_who_agreed_is_the_sum_of_their_doors(cast: Cast) -> None:
    """The negative control of the totals: what is published is what was cast."""
    vote = counted(cast, AGREE, OPPOSE, AGREE)
    publish(vote, cast)

    (shown,) = votes_for_programs()
    (option,) = shown.items.all()[0].options.all()

    assert option.count.agree_area == Decimal("90.00") + Decimal("92.00")
    assert option.count.oppose_area == Decimal("91.00")
