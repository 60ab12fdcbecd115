"""The demo's votes: the counted one is computed by hand here."""

from __future__ import annotations

from datetime import date

from communities.choices import EntryRoad
from demo.seed import votes as seed
from demo.seed.votes import COUNTED, HANDS, OPEN
from meetings.choices import Outcome, VoteState
from meetings.models import OptionCount, Vote
from meetings.queries.vote_counts import counted_options, entitled_of, frozen_options, present_of
from meetings.vote_rules import Measure
from tests.demo.seeded.conftest import of_days

TODAY = date(2026, 11, 20)

pytestmark = of_days(TODAY)


def test_the_counted_owners_vote_is_what_a_hand_computes() -> None:
    """Thirty doors of 80 m2 and thirty of 120 m2: 6000 m2; two of them one person's: 59 heads.

    Forty on paper (30*80 + 10*120 = 3600), two by helpers (240), the two of one owner on the page
    (240): 4080 m2, 43 heads. The firm: 25*80 + 4*120 + 2*120 = 2720 m2 and 25 + 4 + 1 = 30 heads agree.
    Repair money: 28*80 + 4*120 + 120 = 2840 m2 and 32 heads, the owner of two being of two minds.
    """
    vote = Vote.objects.get(title=COUNTED)

    firm, fund = frozen_options(vote)

    assert (entitled_of(vote), present_of(vote)) == (Measure(59, 6000), Measure(43, 4080))
    assert vote.turnout.filter(road=EntryRoad.PAPER).count() == 40
    assert (firm.tally.agree, firm.outcome) == (Measure(30, 2720), Outcome.PASSED)
    assert (fund.tally.agree, fund.tally.split, fund.outcome) == (
        Measure(32, 2840), 1, Outcome.NOT_PASSED,
    )  # fmt: skip
    assert [one.tally for one in counted_options(vote)] == [firm.tally, fund.tally]


def test_residents_read_the_counted_one_and_no_other() -> None:
    assert [vote.title for vote in Vote.objects.public()] == [COUNTED]


def test_a_door_without_an_owner_stands_on_no_roll() -> None:
    for vote in Vote.objects.filter(title__in=[COUNTED, OPEN]):
        assert vote.roll.count() == 60
        assert not vote.roll.filter(label__endswith=seed.OWNERLESS).exists()


def test_another_vote_is_open_and_a_branch_has_counted_hands() -> None:
    assert Vote.objects.get(title=OPEN).state == VoteState.OPEN
    assert Vote.objects.get(title=OPEN).turnout.count() == 23
    hands = OptionCount.objects.get(option__item__text=HANDS)
    assert (hands.agree_heads, hands.vote.count.present_heads, hands.outcome) == (
        16, 18, Outcome.PASSED,
    )  # fmt: skip
