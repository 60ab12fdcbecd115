"""Votes from draft to count: the roll, ballots by three roads, what the database refuses by itself."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.audit import acting_as
from accounts.models import Person
from communities.choices import EntryRoad
from communities.queries.places import Place
from core.errors import DomainError
from meetings.ballot_codes import code_digest, read_code
from meetings.choices import Choice, Matter, Outcome, VoteBasis, VoteState
from meetings.models import (
    Ballot,
    BallotMark,
    OptionCount,
    RollEntry,
    Turnout,
    Vote,
    VoteItem,
    VoteOption,
    VoteRules,
)
from meetings.queries.vote_counts import counted_options, frozen_options, present_of
from meetings.services import ballots, votes
from meetings.services.votes import HandsCount
from meetings.vote_rules import Measure
from tests.factories.accounts import PersonFactory
from tests.factories.votes import (
    cast as cast_ballot,
)
from tests.factories.votes import (
    doors_with_owners,
    drafted,
    many_owned_doors,
    opened,
    options_of,
    sheet_of,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db

AGREE, OPPOSE, ABSTAIN = Choice.AGREE, Choice.OPPOSE, Choice.ABSTAIN
# Statements, whatever the number of doors and of ballots.
OPENING = 11
CASTING = 11
SECRET_ELECTION: dict[str, Any] = {
    "is_secret": True,
    "candidates": ["张甲", "李乙", "王丙"],
    "seats": 2,
}


@pytest.fixture
def three(cast: Cast) -> list[Person]:
    """Owners of 101, 102 and 103, of a hundred square metres each."""
    owners: list[Person] = [PersonFactory() for _ in range(3)]
    doors_with_owners(cast.complex, [[owner] for owner in owners])
    return owners


def entry(vote: Vote, room: str) -> RollEntry:
    return vote.roll.get(label__endswith=room)


def close(vote: Vote) -> None:
    Vote.objects.filter(pk=vote.pk).update(closes_at=timezone.now())


def count(vote: Vote) -> dict[int, OptionCount]:
    """The frozen result by option, in the order of the paper."""
    votes.count_vote(vote_id=vote.pk, actor=None, now=timezone.now() + timedelta(days=30))
    rows = {row.option_id: row for row in OptionCount.objects.filter(vote=vote)}
    return {number: rows[option.pk] for number, option in enumerate(options_of(vote), start=1)}


# The law's example, computed by hand


def test_forty_paper_ballots_a_co_owned_door_and_an_owner_of_two_give_the_hand_computed_result(
    cast: Cast,
) -> None:
    """Sixty doors: 101 to 130 of 80 m2, 131 to 160 of 120 m2; 30*80 + 30*120 = 6000 m2.

    101 belongs to a couple: one head. 159 and 160 belong to one person: one head. So 59 heads. 161 has
    no owner and stands on no roll.

    Ballots: on paper 101 to 140 (30*80 + 10*120 = 3600 m2, 40 heads), by helper 141 and 142 (240 m2, 2
    heads), on the page 159 and 160 (240 m2, 1 head). Taken part: 43 of 59 heads = 72.8 %, 4080 of 6000
    m2 = 68.0 %; both at least two thirds.

    Hiring a firm, ordinary. Agree 101-125 (25*80 = 2000), 131-134 (4*120 = 480), 159 and 160 (240): 30
    heads, 2720 m2. Oppose 126-130 (400) and 135-138 (480): 9 heads, 880 m2. Abstain 139-142: 4 heads,
    480 m2. 30/43 = 69.7 %, 2720/4080 = 66.6 %, both more than half: passed.

    Raising repair money, special. Agree 101-128 (28*80 = 2240), 131-134 (480), 159 (120): 2840 m2 and
    32 heads, because 160 opposes and so their owner stands on no side. Oppose 129, 130 (160), 135-138
    (480), 160 (120): 6 heads, 760 m2. Abstain 4 heads, 480 m2. 32/43 = 74.4 % of heads is less than
    three quarters: not passed.
    """
    couple, owner_of_two = [PersonFactory(), PersonFactory()], PersonFactory()
    owners = [couple, *([PersonFactory()] for _ in range(57)), [owner_of_two], [owner_of_two], []]
    doors_with_owners(cast.complex, owners, area=["80.00"] * 30 + ["120.00"] * 31)
    vote = opened(cast.complex, Matter.FIRM, Matter.RAISE_FUND)
    by_room = {int(row.label[-3:]): row for row in vote.roll.all()}

    def said(room: int) -> tuple[str, str]:
        if 139 <= room <= 142:
            return ABSTAIN, ABSTAIN
        firm = AGREE if room <= 125 or 131 <= room <= 134 or room >= 159 else OPPOSE
        fund = AGREE if room <= 128 or 131 <= room <= 134 or room == 159 else OPPOSE
        return firm, fund

    now = timezone.now()
    for first in range(101, 141, 10):
        pile = [
            sheet_of(vote, by_room[room], *said(room), road=EntryRoad.PAPER)
            for room in range(first, first + 10)
        ]
        ballots.cast_ballots(vote_id=vote.pk, sheets=pile, actor=cast.secretary, now=now)
    for room in (141, 142):
        cast_ballot(vote, by_room[room], *said(room), road=EntryRoad.HELPER, actor=cast.secretary)
    for room in (159, 160):
        cast_ballot(vote, by_room[room], *said(room), road=EntryRoad.ONLINE)
    with pytest.raises(ballots.AlreadyVoted, match=r"1栋1单元101已经投过票（.*纸质）"):
        cast_ballot(vote, by_room[101], OPPOSE, OPPOSE, road=EntryRoad.ONLINE)

    firm, fund = count(vote).values()

    vote.refresh_from_db()
    assert vote.state == VoteState.COUNTED
    assert (vote.count.entitled_heads, vote.count.entitled_area) == (59, Decimal("6000.00"))
    assert (vote.count.present_heads, vote.count.present_area) == (43, Decimal("4080.00"))
    assert Turnout.objects.filter(vote=vote, road=EntryRoad.PAPER).count() == 40
    assert (firm.agree_heads, firm.oppose_heads, firm.abstain_heads, firm.split_heads) == (
        30, 9, 4, 0,
    )  # fmt: skip
    assert (firm.agree_area, firm.oppose_area, firm.abstain_area) == (2720, 880, 480)
    assert firm.outcome == Outcome.PASSED
    assert (fund.agree_heads, fund.oppose_heads, fund.abstain_heads, fund.split_heads) == (
        32, 6, 4, 1,
    )  # fmt: skip
    assert (fund.agree_area, fund.oppose_area, fund.abstain_area) == (2840, 760, 480)
    assert fund.outcome == Outcome.NOT_PASSED


# Drafting


def test_owners_decide_the_owners_matters_and_no_others(cast: Cast) -> None:
    vote = drafted(cast.complex)

    with pytest.raises(votes.MatterOfOthers):
        votes.add_item(
            vote_id=vote.pk, matter=Matter.PARTY_ASSEMBLY, text="决议", actor=cast.secretary
        )


@pytest.mark.parametrize(
    ("candidates", "seats", "refusal"),
    [
        (["张甲"], 2, votes.CandidatesMissing),
        ([], 2, votes.CandidatesMissing),
        (["张甲"], None, votes.CandidatesMissing),
        (["张甲", "张甲"], 1, votes.CandidateTwice),
        ([f"候选{n}" for n in range(31)], 1, votes.TooManyItems),
    ],
)
def test_an_election_has_as_many_candidates_as_seats_at_least(
    cast: Cast, candidates: list[str], seats: int | None, refusal: type[DomainError]
) -> None:
    vote = drafted(cast.complex)

    with pytest.raises(refusal):
        votes.add_item(
            vote_id=vote.pk,
            matter=Matter.COMMITTEE,
            text="选举业委会",
            candidates=candidates,
            seats=seats,
            actor=None,
        )


def test_thirteen_items_are_too_many_for_one_paper(cast: Cast) -> None:
    vote = drafted(cast.complex, *[Matter.FIRM] * 12)

    with pytest.raises(votes.TooManyItems):
        votes.add_item(vote_id=vote.pk, matter=Matter.FIRM, text="再一项", actor=None)


def test_a_form_sent_twice_drafts_one_vote(cast: Cast) -> None:
    now = timezone.now()
    facts: dict[str, Any] = {
        "place": Place.of_complex(cast.complex), "title": "选聘物业", "basis": VoteBasis.OWNERS,
        "is_secret": False, "closes_at": now + timedelta(days=1), "actor": cast.secretary,
        "now": now, "request_key": "k1",
    }  # fmt: skip

    assert votes.draft_vote(**facts) == votes.draft_vote(**facts)
    with pytest.raises(votes.ClosesTooEarly):
        votes.draft_vote(**{**facts, "closes_at": now, "request_key": "k2"})
    facts |= {"place": Place(cast.street, cast.community), "request_key": "k3"}
    with pytest.raises(votes.ComplexMissing):
        votes.draft_vote(**facts)


# The roll


def test_the_roll_holds_each_owned_door_once_with_its_head_and_masked_owners(cast: Cast) -> None:
    one, other, two = (PersonFactory(name=name) for name in ("王小明", "李红", "赵大"))
    doors_with_owners(cast.complex, [[one, other], [two], [two], []])

    vote = opened(cast.complex)

    rows = vote.roll.order_by("number").values_list("label", "head_number", "area")
    assert list(rows) == [
        ("1栋1单元101", 1, 100),
        ("1栋1单元102", 2, 100),
        ("1栋1单元103", 2, 100),
    ]
    names = entry(vote, "101").names
    assert names.count("*") >= 2
    assert "王小明" not in names


def test_an_owner_of_the_roll_day_votes_and_a_later_one_does_not(
    cast: Cast, three: list[Person]
) -> None:
    vote = drafted(cast.complex)
    now = timezone.now()

    with pytest.raises(votes.NobodyOnRoll):
        votes.open_vote(
            vote_id=vote.pk,
            roll_on=timezone.localdate() - timedelta(days=3650),
            actor=None,
            now=now,
        )


def test_once_open_neither_items_nor_roll_change(cast: Cast, three: list[Person]) -> None:
    vote = opened(cast.complex)
    row = entry(vote, "101")

    with pytest.raises(votes.NotInPreparation):
        votes.add_item(vote_id=vote.pk, matter=Matter.FIRM, text="再一项", actor=None)
    with pytest.raises(votes.NotInPreparation):
        votes.remove_item(item_id=vote.items.get().pk, actor=None)
    for change in (
        lambda: RollEntry.objects.filter(pk=row.pk).update(area=999),
        lambda: RollEntry.objects.filter(pk=row.pk).update(head_number=9),
        lambda: RollEntry.objects.create(
            vote=vote, number=99, head_number=99, door=row.door, label="再来一户"
        ),
        row.delete,
    ):
        with pytest.raises(IntegrityError, match="the roll is closed"), transaction.atomic():
            change()


def test_opening_twice_is_opening_once(cast: Cast, three: list[Person]) -> None:
    vote = opened(cast.complex)
    now = timezone.now()

    again = votes.open_vote(
        vote_id=vote.pk, roll_on=timezone.localdate(now), actor=None, now=now + timedelta(hours=1)
    )

    assert (again.opened_at, vote.roll.count()) == (vote.opened_at, 3)


def test_a_vote_without_items_or_without_anybody_does_not_open(cast: Cast) -> None:
    now, today = timezone.now(), timezone.localdate()
    empty = drafted(cast.complex)
    empty.items.all().delete()

    with pytest.raises(votes.NoItems):
        votes.open_vote(vote_id=empty.pk, roll_on=today, actor=None, now=now)
    with pytest.raises(votes.NobodyOnRoll):
        votes.open_vote(vote_id=drafted(cast.complex).pk, roll_on=today, actor=None, now=now)
    with pytest.raises(votes.ClosesTooEarly):
        votes.open_vote(
            vote_id=drafted(cast.complex).pk,
            roll_on=today,
            actor=None,
            now=now + timedelta(days=8),
        )


def test_owners_vote_in_secret_on_elections_alone(cast: Cast, three: list[Person]) -> None:
    with pytest.raises(votes.SecretOnlyForElections):
        opened(cast.complex, Matter.FIRM, is_secret=True)

    assert opened(cast.complex, Matter.COMMITTEE, **SECRET_ELECTION).state == VoteState.OPEN


@pytest.mark.parametrize("doors", [3, 40])
def test_opening_a_roll_takes_the_same_statements_at_any_size(cast: Cast, doors: int) -> None:
    many_owned_doors(cast.complex, doors)
    vote = drafted(cast.complex)

    with CaptureQueriesContext(
        connection,
    ) as taken:
        votes.open_vote(
            vote_id=vote.pk, roll_on=timezone.localdate(), actor=None, now=timezone.now()
        )

    assert vote.roll.count() == doors
    assert len(taken) == OPENING


def test_a_member_of_a_body_stands_on_the_roll_by_name_once(cast: Cast) -> None:
    vote = drafted(cast.complex, Matter.OWNERS_COMMITTEE, basis=VoteBasis.MEMBERS)

    with pytest.raises(votes.NameTwice):
        votes.write_members(vote_id=vote.pk, names=["张甲", "张甲"], actor=None)
    votes.write_members(vote_id=vote.pk, names=["张甲", "李乙"], actor=None)
    votes.write_members(vote_id=vote.pk, names=["张甲", "王丙", "赵丁"], actor=None)

    assert list(vote.roll.order_by("number").values_list("label", flat=True)) == [
        "张甲", "王丙", "赵丁",
    ]  # fmt: skip


# What the database refuses by itself


def test_a_door_without_an_owner_stands_on_no_roll_whatever_the_code_does(cast: Cast) -> None:
    owned, ownerless = doors_with_owners(cast.complex, [[PersonFactory()], []])
    vote = drafted(cast.complex)
    Vote.objects.filter(pk=vote.pk).update(roll_on=timezone.localdate())

    RollEntry.objects.create(vote=vote, number=1, head_number=1, door=owned, label="101")
    with pytest.raises(IntegrityError, match="no owner"), transaction.atomic():
        RollEntry.objects.create(vote=vote, number=2, head_number=2, door=ownerless, label="102")
    with pytest.raises(IntegrityError, match="no owner"), transaction.atomic():
        RollEntry.objects.create(vote=vote, number=3, head_number=3, label="谁都不是")


def test_a_vote_by_a_door_without_an_owner_is_refused_and_said_in_chinese(
    cast: Cast, three: list[Person]
) -> None:
    vote, other = opened(cast.complex), opened(cast.complex)
    now = timezone.now()

    with pytest.raises(ballots.NotOnRoll, match="没有登记业主的户不能投票"):
        cast_ballot(vote, RollEntry(pk=0))
    with pytest.raises(ballots.NotOnRoll):
        cast_ballot(vote, entry(other, "101"))
    with pytest.raises(IntegrityError, match="turnout_entry_of_vote"), transaction.atomic():
        Turnout.objects.create(vote=vote, entry=entry(other, "101"), road=EntryRoad.PAPER, at=now)


def test_a_ballot_counted_twice_is_refused_by_the_database(cast: Cast, three: list[Person]) -> None:
    vote = opened(cast.complex)
    row = entry(vote, "101")
    cast_ballot(vote, row)

    with pytest.raises(IntegrityError, match="turnout_once"), transaction.atomic():
        Turnout.objects.create(vote=vote, entry=row, road=EntryRoad.ONLINE, at=timezone.now())


def test_a_ballot_that_is_in_is_neither_changed_nor_taken_out(
    cast: Cast, three: list[Person]
) -> None:
    vote = opened(cast.complex)
    cast_ballot(vote, entry(vote, "101"))

    for change in (
        lambda: BallotMark.objects.update(choice=OPPOSE),
        lambda: Ballot.objects.update(area=Decimal(999)),
        lambda: BallotMark.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            change()


def test_before_opening_and_after_the_count_nobody_takes_part(
    cast: Cast, three: list[Person]
) -> None:
    vote = opened(cast.complex)
    row = entry(vote, "101")
    count(vote)

    with pytest.raises(IntegrityError, match="takes no ballots"), transaction.atomic():
        Turnout.objects.create(vote=vote, entry=row, road=EntryRoad.PAPER, at=timezone.now())
    with pytest.raises(votes.NotOpen):
        cast_ballot(vote, row)


def test_a_secret_ballot_can_not_lead_to_a_door(cast: Cast, three: list[Person]) -> None:
    vote = opened(cast.complex, Matter.COMMITTEE, **SECRET_ELECTION)
    now = timezone.now()
    turnout = Turnout.objects.create(
        vote=vote, entry=entry(vote, "101"), road=EntryRoad.PAPER, at=now
    )

    for leading in ({"turnout": turnout}, {"at": now}, {"road": EntryRoad.PAPER}):
        with pytest.raises(IntegrityError, match="leads_to_nobody"), transaction.atomic():
            Ballot.objects.create(vote=vote, is_secret=True, receipt="AAAAAAAA", **leading)
    with pytest.raises(IntegrityError, match="as_secret_as_its_vote"), transaction.atomic():
        Ballot.objects.create(
            vote=vote, is_secret=False, receipt="AAAAAAAA", turnout=turnout, at=now, road="PAPER"
        )


# Taking ballots


def test_three_roads_come_to_one_count(cast: Cast, three: list[Person]) -> None:
    vote = opened(cast.complex)

    cast_ballot(vote, entry(vote, "101"), AGREE, road=EntryRoad.PAPER, actor=cast.secretary)
    cast_ballot(vote, entry(vote, "102"), OPPOSE, road=EntryRoad.HELPER, actor=cast.secretary)
    cast_ballot(vote, entry(vote, "103"), AGREE, road=EntryRoad.ONLINE, actor=cast.secretary)

    [found] = counted_options(vote)
    assert (found.tally.agree, found.tally.oppose) == (
        Measure(2, Decimal(200)),
        Measure(1, Decimal(100)),
    )
    by_road = dict(vote.turnout.values_list("road", "entered_by"))
    assert by_road == {
        "PAPER": cast.secretary.pk,
        "HELPER": cast.secretary.pk,
        # An own ballot names nobody, whoever is signed in on that device.
        "ONLINE": None,
    }


def test_the_second_co_owner_is_told_when_and_how_the_door_has_voted(cast: Cast) -> None:
    doors_with_owners(cast.complex, [[PersonFactory(), PersonFactory()]])
    vote = opened(cast.complex)
    cast_ballot(vote, entry(vote, "101"), AGREE, road=EntryRoad.PAPER)

    with pytest.raises(ballots.AlreadyVoted) as told:
        cast_ballot(vote, entry(vote, "101"), OPPOSE, road=EntryRoad.ONLINE)

    assert "纸质" in told.value.message
    assert "同意" not in told.value.message
    assert present_of(vote).heads == 1


def test_a_pile_is_taken_whole_or_not_at_all(cast: Cast, three: list[Person]) -> None:
    vote = opened(cast.complex)
    cast_ballot(vote, entry(vote, "102"))
    pile = [sheet_of(vote, entry(vote, room)) for room in ("101", "102", "103")]

    with pytest.raises(ballots.AlreadyVoted, match="102"):
        ballots.cast_ballots(vote_id=vote.pk, sheets=pile, actor=None, now=timezone.now())

    assert present_of(vote).heads == 1


def test_a_door_that_stands_twice_in_a_pile_is_named(cast: Cast, three: list[Person]) -> None:
    vote = opened(cast.complex)
    sheet = sheet_of(vote, entry(vote, "101"))

    with pytest.raises(ballots.SameEntryTwice):
        ballots.cast_ballots(vote_id=vote.pk, sheets=[sheet, sheet], actor=None, now=timezone.now())


def test_a_form_sent_twice_is_one_ballot(cast: Cast, three: list[Person]) -> None:
    vote = opened(cast.complex)
    row = entry(vote, "101")

    first = cast_ballot(vote, row, form_key="form-1")
    second = cast_ballot(vote, row, form_key="form-1")

    assert (len(first), second) == (8, "")
    assert Ballot.objects.filter(vote=vote).count() == 1


def test_after_the_closing_time_only_paper_that_came_in_before_is_entered(
    cast: Cast, three: list[Person]
) -> None:
    vote = opened(cast.complex)
    close(vote)

    with pytest.raises(ballots.Closed):
        cast_ballot(vote, entry(vote, "101"), road=EntryRoad.ONLINE)
    with pytest.raises(ballots.Closed):
        cast_ballot(vote, entry(vote, "101"), road=EntryRoad.HELPER)
    assert cast_ballot(vote, entry(vote, "101"), road=EntryRoad.PAPER)


def test_no_ballot_agrees_to_more_candidates_than_there_are_seats(
    cast: Cast, three: list[Person]
) -> None:
    vote = opened(cast.complex, Matter.COMMITTEE, candidates=["张甲", "李乙", "王丙"], seats=2)

    with pytest.raises(ballots.TooManyChosen, match="最多同意2人"):
        cast_ballot(vote, entry(vote, "101"), AGREE, AGREE, AGREE)
    assert cast_ballot(vote, entry(vote, "101"), AGREE, OPPOSE, AGREE)


def test_an_option_of_another_vote_is_refused(cast: Cast, three: list[Person]) -> None:
    vote, other = opened(cast.complex), opened(cast.complex)
    sheet = ballots.Sheet(
        entry_id=entry(vote, "101").pk,
        choices={options_of(other)[0].pk: AGREE},
        road=EntryRoad.PAPER,
    )

    with pytest.raises(ballots.ForeignOption):
        ballots.cast_ballots(vote_id=vote.pk, sheets=[sheet], actor=None, now=timezone.now())


@pytest.mark.parametrize("sheets", [1, 3])
def test_a_pile_takes_the_same_statements_whatever_its_height(
    cast: Cast, three: list[Person], sheets: int
) -> None:
    vote = opened(cast.complex)
    rooms = ["101", "102", "103"][:sheets]
    pile = [sheet_of(vote, entry(vote, room)) for room in rooms]

    with CaptureQueriesContext(connection) as taken:
        ballots.cast_ballots(vote_id=vote.pk, sheets=pile, actor=None, now=timezone.now())

    assert len(taken) == CASTING


# Corrections


def test_a_correction_counts_instead_and_what_was_cast_stays_with_the_reason(
    cast: Cast, three: list[Person]
) -> None:
    vote = opened(cast.complex)
    row = entry(vote, "101")
    cast_ballot(vote, row, AGREE, road=EntryRoad.ONLINE)
    [option] = options_of(vote)

    ballots.correct_ballot(
        entry_id=row.pk,
        choices={option.pk: OPPOSE},
        reason="夫妻商定改投反对，两人到场签字",
        road=EntryRoad.PAPER,
        actor=cast.secretary,
        now=timezone.now(),
    )

    [found] = counted_options(vote)
    assert (found.tally.agree.heads, found.tally.oppose.heads) == (0, 1)
    history = Ballot.objects.filter(turnout__entry=row).order_by("turn")
    assert list(history.values_list("turn", "marks__choice", "reason", "entered_by")) == [
        (1, "AGREE", "", None),
        (2, "OPPOSE", "夫妻商定改投反对，两人到场签字", cast.secretary.pk),
    ]


def test_only_an_open_ballot_that_is_in_can_be_corrected(cast: Cast, three: list[Person]) -> None:
    vote, secret = opened(cast.complex), opened(cast.complex, Matter.COMMITTEE, **SECRET_ELECTION)
    cast_ballot(secret, entry(secret, "101"))

    def correct(row: RollEntry) -> None:
        ballots.correct_ballot(
            entry_id=row.pk, choices={}, reason="改", road=EntryRoad.PAPER,
            actor=cast.secretary, now=timezone.now(),
        )  # fmt: skip

    with pytest.raises(ballots.NothingToCorrect):
        correct(entry(vote, "101"))
    with pytest.raises(ballots.NotCorrected):
        correct(entry(secret, "101"))


# Secret


def test_in_a_secret_vote_an_owner_of_two_doors_casts_one_ballot_with_both_areas(
    cast: Cast,
) -> None:
    two, one = PersonFactory(), PersonFactory()
    doors_with_owners(cast.complex, [[two], [two], [one]], area=["80.00", "20.00", "50.00"])
    vote = opened(cast.complex, Matter.COMMITTEE, **SECRET_ELECTION)

    code = cast_ballot(vote, entry(vote, "101"), AGREE, OPPOSE, ABSTAIN, road=EntryRoad.ONLINE)
    assert len(code) == 8
    with pytest.raises(ballots.AlreadyVoted, match="102"):
        cast_ballot(vote, entry(vote, "102"), road=EntryRoad.PAPER)
    # Whoever keys in for others is told no receipt: it would lead from the door to the choice.
    assert cast_ballot(vote, entry(vote, "103"), AGREE, AGREE, OPPOSE) == ""

    first, second, third = count(vote).values()
    assert (first.agree_heads, first.agree_area) == (2, 150)
    assert (second.agree_heads, second.agree_area, second.oppose_area) == (1, 50, 100)
    assert (third.abstain_heads, third.abstain_area, third.oppose_heads) == (1, 100, 1)
    vote.refresh_from_db()
    assert (vote.count.present_heads, vote.count.present_area) == (2, 150)


def test_counting_a_secret_vote_writes_its_ballots_anew_and_keeps_each_as_it_was(
    cast: Cast, three: list[Person]
) -> None:
    vote = opened(cast.complex, Matter.COMMITTEE, **SECRET_ELECTION)
    for room, *said in (
        ("101", AGREE, OPPOSE, ABSTAIN),
        ("102", OPPOSE, AGREE, AGREE),
        ("103", AGREE, AGREE, OPPOSE),
    ):
        cast_ballot(vote, entry(vote, room), *said)

    def facts() -> dict[str, list[tuple[int, str]]]:
        return {
            one.receipt: sorted(one.marks.values_list("option", "choice"))
            for one in vote.ballots.all()
        }

    before, keys = facts(), set(vote.ballots.values_list("pk", flat=True))

    count(vote)

    assert facts() == before
    assert keys.isdisjoint(vote.ballots.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT xmin::text) FROM meetings_ballot WHERE vote_id = %s", [vote.pk]
        )
        assert cursor.fetchone() == (1,)


def test_no_history_holds_what_was_chosen_in_secret(cast: Cast, three: list[Person]) -> None:
    tracked = {
        model
        for model in (Ballot, BallotMark, Turnout, RollEntry)
        if hasattr(model, "pgh_event_models")
    }

    assert tracked == {Turnout, RollEntry}


def test_an_own_ballot_names_nobody_in_the_history(cast: Cast, three: list[Person]) -> None:
    vote = opened(cast.complex)

    with acting_as(cast.secretary, reason="POST v"):
        cast_ballot(vote, entry(vote, "101"), road=EntryRoad.ONLINE, actor=cast.secretary)

    event = Turnout.pgh_event_models["insert"].objects.latest("pgh_id")
    assert event.pgh_context["actor"] is None


# Codes


def test_a_code_is_told_once_and_its_digest_kept(cast: Cast, three: list[Person]) -> None:
    vote = opened(cast.complex)
    row = entry(vote, "101")

    told = votes.issue_codes(vote_id=vote.pk, entry_ids=[row.pk], actor=cast.secretary)[row.pk]

    row.refresh_from_db()
    assert (row.code_digest, row.codes_issued) == (code_digest(told), 1)
    assert told not in str(row.code_digest)
    assert read_code(f" {told[:4].lower()}-{told[4:]} ") == told


def test_printing_anew_ends_the_old_code_and_who_has_voted_gets_none(
    cast: Cast, three: list[Person]
) -> None:
    vote = opened(cast.complex)
    everybody = list(vote.roll.values_list("pk", flat=True))
    first = votes.issue_codes(vote_id=vote.pk, entry_ids=everybody, actor=None)
    cast_ballot(vote, entry(vote, "101"))

    second = votes.issue_codes(vote_id=vote.pk, entry_ids=everybody, actor=None)

    assert len(first) == 3
    assert second.keys() == first.keys() - {entry(vote, "101").pk}
    stored = set(vote.roll.values_list("code_digest", flat=True))
    assert {code_digest(code) for code in second.values()} < stored
    assert not {code_digest(first[key]) for key in second} & stored


@pytest.mark.parametrize(
    "typed", ["", "ABC", "ABCDEFGHJKM0", "ABCDEFGHJKMNP", "请输入十二位的编号呀"]
)
def test_what_can_be_no_code_is_not_looked_for(typed: str) -> None:
    assert read_code(typed) == ""


# Counting


def test_before_the_closing_time_a_vote_is_counted_only_when_all_have_voted(
    cast: Cast, three: list[Person]
) -> None:
    vote = opened(cast.complex)
    now = timezone.now()
    for room in ("101", "102"):
        cast_ballot(vote, entry(vote, room))

    with pytest.raises(votes.StillTakesBallots):
        votes.count_vote(vote_id=vote.pk, actor=None, now=now)
    cast_ballot(vote, entry(vote, "103"))

    assert votes.count_vote(vote_id=vote.pk, actor=None, now=now).present_heads == 3


def test_counting_twice_is_counting_once(cast: Cast, three: list[Person]) -> None:
    vote = opened(cast.complex)
    close(vote)
    now = timezone.now() + timedelta(seconds=1)

    first = votes.count_vote(vote_id=vote.pk, actor=cast.secretary, now=now)

    assert votes.count_vote(vote_id=vote.pk, actor=None, now=now) == first
    assert first.counted_by == cast.secretary


def test_the_frozen_result_stays_what_the_rules_of_that_day_made_it(
    cast: Cast, three: list[Person]
) -> None:
    vote = opened(cast.complex)
    for room in ("101", "102"):
        cast_ballot(vote, entry(vote, room), AGREE)
    count(vote)

    VoteRules.objects.create(sub_district=cast.street, participation="3/3")

    [frozen] = frozen_options(vote)
    assert frozen.outcome == Outcome.PASSED
    assert frozen.decision.quorum[0].text == "参与人数 2/3 = 66.6%，要求不少于2/3：达到"


def test_the_sub_districts_own_figures_decide(cast: Cast, three: list[Person]) -> None:
    VoteRules.objects.create(
        sub_district=cast.street, participation="3/3", special_matters=[Matter.FIRM]
    )
    vote = opened(cast.complex)
    for room in ("101", "102"):
        cast_ballot(vote, entry(vote, room), AGREE)

    [row] = count(vote).values()

    assert (row.quorum_share, row.majority_share, row.is_special) == ("1/1", "3/4", True)
    assert row.outcome == Outcome.NOT_QUORATE


def test_a_cancelled_vote_says_why_and_takes_nothing_more(cast: Cast, three: list[Person]) -> None:
    vote = opened(cast.complex)

    votes.cancel_vote(vote_id=vote.pk, reason="选票印错，重新表决", actor=cast.secretary)

    with pytest.raises(votes.NotOpen):
        cast_ballot(vote, entry(vote, "101"))
    with pytest.raises(votes.NotOpen):
        votes.count_vote(vote_id=vote.pk, actor=None, now=timezone.now())
    with pytest.raises(votes.NotOpen):
        votes.cancel_vote(vote_id=vote.pk, reason="再取消", actor=None)


# Hands


def record(cast: Cast, matter: str, hands: HandsCount, key: str = "") -> Vote:
    return votes.record_hands(
        place=Place.of_complex(cast.complex),
        title="支部大会",
        matter=matter,
        text="通过年度计划",
        hands=hands,
        actor=cast.branch_secretary,
        now=timezone.now(),
        request_key=key,
    )


def test_counted_hands_are_judged_by_the_rule_of_their_body(cast: Cast) -> None:
    hands = HandsCount(entitled=20, present=18, agree=10, oppose=5, abstain=3)

    vote = record(cast, Matter.PARTY_ASSEMBLY, hands)

    [found] = frozen_options(vote)
    assert found.outcome == Outcome.NOT_PASSED
    assert (
        found.decision.majority[0].text == "同意（占应到）人数 10/20 = 50.0%，要求超过1/2：未达到"
    )
    assert "第十一条" in found.decision.source


def test_too_few_present_are_written_down_and_warned_of(cast: Cast) -> None:
    hands = HandsCount(entitled=20, present=15, agree=15, oppose=0, abstain=0)

    [found] = frozen_options(record(cast, Matter.PARTY_ELECTION, hands))

    assert found.outcome == Outcome.NOT_QUORATE


@pytest.mark.parametrize(("present", "agree"), [(21, 5), (18, 19)])
def test_more_hands_than_people_are_refused(cast: Cast, present: int, agree: int) -> None:
    hands = HandsCount(entitled=20, present=present, agree=agree, oppose=0, abstain=0)

    with pytest.raises(votes.MoreThanPresent):
        record(cast, Matter.PARTY_ASSEMBLY, hands)


def test_owners_matters_are_not_decided_by_hands(cast: Cast) -> None:
    hands = HandsCount(entitled=20, present=18, agree=18, oppose=0, abstain=0)

    with pytest.raises(votes.MatterOfOthers):
        record(cast, Matter.FIRM, hands)


def test_hands_sent_twice_are_one_vote(cast: Cast) -> None:
    hands = HandsCount(entitled=20, present=18, agree=18, oppose=0, abstain=0)

    assert record(cast, Matter.DELIBERATION, hands, "k") == record(
        cast, Matter.DELIBERATION, hands, "k"
    )


def test_every_refusal_of_a_trigger_is_told_in_chinese(cast: Cast, three: list[Person]) -> None:
    vote = opened(cast.complex)
    count(vote)
    row = entry(vote, "101")

    from core.transactions import locking

    @locking
    def past_the_services() -> None:
        Turnout.objects.create(vote=vote, entry=row, road=EntryRoad.PAPER, at=timezone.now())

    with pytest.raises(DomainError, match="不在投票中"):
        past_the_services()


def test_the_count_reads_two_thousand_doors_as_it_reads_two(cast: Cast) -> None:
    taken = []
    for complex_, doors in ((cast.complex, 2), (cast.sibling_complex, 30)):
        many_owned_doors(complex_, doors)
        vote = opened(complex_)
        pile = [sheet_of(vote, row) for row in vote.roll.all()]
        ballots.cast_ballots(vote_id=vote.pk, sheets=pile, actor=None, now=timezone.now())
        with CaptureQueriesContext(connection) as statements:
            votes.count_vote(vote_id=vote.pk, actor=None, now=timezone.now())
        taken.append(len(statements))
        assert vote.count.present_heads == doors

    assert taken[0] == taken[1]


def test_items_and_options_hang_together(cast: Cast) -> None:
    one, other = drafted(cast.complex), drafted(cast.complex)

    with pytest.raises(IntegrityError, match="voteoption_item_of_vote"), transaction.atomic():
        VoteOption.objects.create(
            vote=one, item=VoteItem.objects.get(vote=other), position=2, name="甲"
        )
