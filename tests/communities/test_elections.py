from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from communities.choices import BodyKind, ElectionStage, SeatPosition
from communities.models import CommitteeTerm, Election, OwnersBody
from communities.queries.body_page import body_page
from communities.services.bodies import (
    DayInFuture,
    NewSeat,
    TermFacts,
    TermsOverlap,
    begin_term,
    found_body,
)
from communities.services.elections import (
    ElectionRunning,
    ResultMissing,
    StageOutOfOrder,
    StepBackwards,
    record_filing,
    record_result,
    record_step,
    start_election,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SEATS = [
    NewSeat(name="王建国", position=SeatPosition.DIRECTOR, is_party_member=True),
    NewSeat(name="李秀英", is_party_member=True),
    NewSeat(name="赵明"),
]
NEXT = TermFacts(number=99, starts_on=date(2026, 4, 1), ends_on=date(2031, 3, 31), seats_planned=3)


def act() -> dict[str, Any]:
    return {"actor": None, "now": NOW}


@pytest.fixture
def body(cast: Cast) -> OwnersBody:
    return found_body(complex_=cast.complex, kind=BodyKind.OWNERS_COMMITTEE, **act())


@pytest.fixture
def election(body: OwnersBody) -> Election:
    return start_election(body_id=body.pk, on=date(2026, 1, 5), **act())


def at(election: Election, stage: ElectionStage, on: date) -> Election:
    return record_step(election_id=election.pk, stage=stage, on=on, **act())


def as_far_as_the_vote(election: Election) -> Election:
    at(election, ElectionStage.CANDIDATES, date(2026, 1, 20))
    at(election, ElectionStage.PUBLICISED, date(2026, 2, 1))
    return at(election, ElectionStage.VOTING, date(2026, 3, 1))


def test_an_election_goes_its_way_into_a_filed_term(election: Election) -> None:
    as_far_as_the_vote(election)
    record_result(election_id=election.pk, term=NEXT, seats=SEATS, on=date(2026, 3, 2), **act())
    record_filing(election_id=election.pk, on=date(2026, 3, 20), filed_with="区住建局", **act())

    term = CommitteeTerm.objects.get()
    assert (term.election_id, term.number, term.elected_on) == (election.pk, 1, date(2026, 3, 2))
    assert (term.filed_on, term.filed_with, term.seats.count()) == (
        date(2026, 3, 20),
        "区住建局",
        3,
    )
    assert list(election.steps.order_by("pk").values_list("stage", flat=True)) == [
        "PREPARING", "CANDIDATES", "PUBLICISED", "VOTING", "ELECTED", "FILED",
    ]  # fmt: skip
    election.refresh_from_db()
    assert election.is_closed


def test_a_vote_without_quorum_begins_anew(election: Election) -> None:
    as_far_as_the_vote(election)

    again = at(election, ElectionStage.PREPARING, date(2026, 3, 10))

    assert again.stage == ElectionStage.PREPARING
    assert again.steps.count() == 5


def test_the_next_stage_is_named_when_one_is_left_out(election: Election) -> None:
    with pytest.raises(StageOutOfOrder) as refusal:
        at(election, ElectionStage.VOTING, date(2026, 2, 1))

    assert refusal.value.message == "现在是“筹备组”，下一步只能是：推荐和资格审查"
    assert election.steps.count() == 1


def test_steps_lie_neither_before_the_last_nor_in_the_future(election: Election) -> None:
    with pytest.raises(StepBackwards, match="2026年1月5日"):
        at(election, ElectionStage.CANDIDATES, date(2026, 1, 4))
    with pytest.raises(DayInFuture):
        at(election, ElectionStage.CANDIDATES, date(2026, 11, 21))


def test_one_election_runs_at_a_time(body: OwnersBody, election: Election) -> None:
    with pytest.raises(ElectionRunning):
        start_election(body_id=body.pk, on=date(2026, 2, 1), **act())


def test_the_result_needs_names_and_a_step_of_its_own(election: Election) -> None:
    as_far_as_the_vote(election)

    with pytest.raises(ResultMissing):
        at(election, ElectionStage.ELECTED, date(2026, 3, 2))
    with pytest.raises(ResultMissing):
        record_result(election_id=election.pk, term=NEXT, seats=[], on=date(2026, 3, 2), **act())


def test_a_refused_term_leaves_the_election_at_the_vote(
    body: OwnersBody, election: Election
) -> None:
    facts = TermFacts(number=1, starts_on=date(2021, 6, 1), ends_on=date(2026, 5, 31))
    begin_term(body_id=body.pk, term=facts, seats=SEATS, **act())
    as_far_as_the_vote(election)
    Election.objects.update(number=2)

    with pytest.raises(TermsOverlap), transaction.atomic():
        record_result(election_id=election.pk, term=NEXT, seats=SEATS, on=date(2026, 3, 2), **act())

    election.refresh_from_db()
    assert election.stage == ElectionStage.VOTING
    assert election.steps.count() == 4


def test_the_page_warns_of_short_notice_with_the_setting_that_says_so(
    body: OwnersBody, election: Election
) -> None:
    at(election, ElectionStage.CANDIDATES, date(2026, 1, 20))
    at(election, ElectionStage.PUBLICISED, date(2026, 2, 1))
    at(election, ElectionStage.VOTING, date(2026, 2, 6))
    body.refresh_from_db()

    page = body_page(body, on=date(2026, 2, 6), may_write=True)

    assert [(caution.text, caution.setting) for caution in page.cautions] == [
        ("还没有登记届次和委员", ""),
        ("候选人只公示了5天，少于7天", "候选人公示天数"),
        ("业主大会只提前5天公告，少于15天", "业主大会提前公告天数"),
    ]
    assert [(step.when, step.text) for step in page.steps][-1] == ("2026年2月6日", "业主大会投票")
    assert [act.label for act in page.acts] == ["记“选出”", "记“筹备组”", "登记届次"]


def test_a_term_that_follows_an_election_counts_on(body: OwnersBody) -> None:
    facts = TermFacts(number=3, starts_on=date(2021, 1, 1), ends_on=date(2025, 12, 31))
    begin_term(body_id=body.pk, term=facts, seats=SEATS, **act())

    assert start_election(body_id=body.pk, on=date(2026, 1, 5), **act()).number == 4
