"""Two ballots for one door at once, and a ballot beside the count; with the controls."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from communities.choices import EntryRoad
from core.errors import DomainError
from meetings.choices import Choice
from meetings.models import Ballot, RollEntry, Turnout, Vote, VoteCount
from meetings.services import ballots, votes
from meetings.services.ballots import AlreadyVoted, Receipt
from tests.concurrency import at_once
from tests.factories.accounts import PersonFactory
from tests.factories.votes import doors_with_owners, opened, sheet_of
from tests.people import build_cast

pytestmark = pytest.mark.django_db(transaction=True)

# Behind the lock the second never comes; without it she surely does, however busy the machine is.
PATIENCE = {True: 0.4, False: 20.0}


def an_open_vote() -> tuple[Vote, RollEntry]:
    cast = build_cast()
    doors_with_owners(cast.complex, [[PersonFactory(), PersonFactory()]])
    vote = opened(cast.complex)
    return vote, vote.roll.get()


def cast_at_once(monkeypatch: pytest.MonkeyPatch, *, locked: bool) -> tuple[Vote, list[Any]]:
    """Two co-owners vote differently by two roads; both have read the roll before either writes, if
    nothing holds them apart."""
    vote, row = an_open_vote()
    barrier = threading.Barrier(2)
    hold: Callable[..., dict[int, RollEntry]] = (
        ballots.held_entries if locked else lambda _vote, _sheets: {row.pk: row}
    )

    def hold_and_meet(*args: Any) -> dict[int, RollEntry]:
        held = hold(*args)
        with suppress(threading.BrokenBarrierError):
            barrier.wait(PATIENCE[locked])
        return held

    monkeypatch.setattr(ballots, "held_entries", hold_and_meet)

    def send(choice: str, road: EntryRoad) -> Callable[[], list[Receipt]]:
        sheet = sheet_of(vote, row, choice, road=road)
        return lambda: ballots.cast_ballots(
            vote_id=vote.pk, sheets=[sheet], actor=None, now=timezone.now()
        )

    return vote, at_once(send(Choice.AGREE, EntryRoad.PAPER), send(Choice.OPPOSE, EntryRoad.ONLINE))


def counted_once(vote: Vote) -> bool:
    return (Turnout.objects.filter(vote=vote).count(), Ballot.objects.count()) == (1, 1)


def test_of_two_ballots_for_one_door_at_once_one_counts_and_the_other_is_told_by_which_road(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vote, results = cast_at_once(monkeypatch, locked=True)

    [refused] = [result for result in results if isinstance(result, AlreadyVoted)]
    road = Turnout.objects.get(vote=vote).get_road_display()
    assert road in refused.message
    assert counted_once(vote)


def test_without_the_lock_the_unique_key_still_lets_one_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: the second is told less, and still no door is counted twice."""
    vote, results = cast_at_once(monkeypatch, locked=False)

    [refused] = [result for result in results if isinstance(result, AlreadyVoted)]
    assert refused.message == "这一户已经投过票"
    assert counted_once(vote)


def test_a_ballot_beside_the_count_is_in_it_or_refused() -> None:
    """Never accepted and left out."""
    vote, row = an_open_vote()
    Vote.objects.filter(pk=vote.pk).update(closes_at=timezone.now())
    sheet, later = sheet_of(vote, row, Choice.AGREE), timezone.now() + timedelta(minutes=1)

    cast_result, count = at_once(
        lambda: ballots.cast_ballots(vote_id=vote.pk, sheets=[sheet], actor=None, now=later),
        lambda: votes.count_vote(vote_id=vote.pk, actor=None, now=later),
    )

    assert isinstance(count, VoteCount)
    was_taken = isinstance(cast_result, list)
    assert was_taken or isinstance(cast_result, DomainError)
    assert count.present_heads == Ballot.objects.filter(vote=vote).count() == int(was_taken)
