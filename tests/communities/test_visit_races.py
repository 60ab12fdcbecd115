"""Two mark one door at once, and one form of answers arrives twice at once; with the controls."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest
from django.utils import timezone

from communities.choices import VisitOutcome
from communities.models import SurveyResponse, VisitEntry, VisitHousehold
from communities.services import surveys, visits
from communities.services.surveys import Sheet
from communities.services.visits import AlreadyEntered, Knock
from tests.concurrency import at_once
from tests.factories.surveys import SurveyRoundFactory
from tests.factories.visits import VisitHouseholdFactory, VisitPlanFactory
from tests.people import build_cast

pytestmark = pytest.mark.django_db(transaction=True)

# Behind the lock the second never comes; without it she surely does, however busy the machine is.
PATIENCE = {True: 0.4, False: 20.0}


def mark_at_once(
    monkeypatch: pytest.MonkeyPatch, *, locked: bool
) -> tuple[VisitHousehold, list[object]]:
    """Manager and steward mark one door differently; both have read it before either writes, if
    nothing holds them apart."""
    cast, now = build_cast(), timezone.now()
    household = VisitHouseholdFactory(plan=VisitPlanFactory(complex=cast.complex))
    barrier = threading.Barrier(2)
    read = (
        visits.lock_household
        if locked
        else (lambda pk: VisitHousehold.objects.select_related("plan").get(pk=pk))
    )

    def read_and_meet(pk: int) -> VisitHousehold:
        found = read(pk)
        with suppress(threading.BrokenBarrierError):
            barrier.wait(PATIENCE[locked])
        return found

    monkeypatch.setattr(visits, "lock_household", read_and_meet)
    results = at_once(
        lambda: visits.record_visit(
            household_id=household.pk,
            knock=Knock(outcome=VisitOutcome.VISITED, seen=0),
            actor=cast.manager,
            now=now,
        ),
        lambda: visits.record_visit(
            household_id=household.pk,
            knock=Knock(outcome=VisitOutcome.ABSENT, seen=0),
            actor=cast.steward,
            now=now,
        ),
    )
    household.refresh_from_db()
    return household, results


def test_of_two_who_mark_one_door_at_once_one_wins_and_the_other_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    household, results = mark_at_once(monkeypatch, locked=True)

    [won] = [result for result in results if isinstance(result, VisitEntry)]
    assert [type(result) for result in results if result is not won] == [AlreadyEntered]
    assert (household.outcome, household.turns) == (won.outcome, 1)
    assert household.entries.count() == 1


def test_without_the_lock_the_second_meets_the_index_and_is_told_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: no sentence for the second, but still one last word a door."""
    household, results = mark_at_once(monkeypatch, locked=False)

    assert sorted(type(result).__name__ for result in results) == ["IntegrityError", "VisitEntry"]
    assert household.entries.count() == 1


def answer_at_once(form_key: str) -> list[object]:
    cast, now = build_cast(), timezone.now()
    round_ = SurveyRoundFactory(complex=cast.complex)
    question = round_.survey.questions.get(position=1)
    barrier = threading.Barrier(2)

    def answer() -> object:
        sheet = Sheet(scores={question.pk: 4}, form_key=form_key)
        barrier.wait(20)
        return surveys.take_response(round_id=round_.pk, sheet=sheet, actor=None, now=now)

    return at_once(answer, answer)


def test_one_form_that_arrives_twice_at_once_is_one_answer() -> None:
    first, second = answer_at_once("c" * 32)

    assert isinstance(first, SurveyResponse)
    assert first == second
    assert first.answers.count() == 1


def test_without_the_forms_key_both_would_be_taken() -> None:
    """The negative control: nothing else tells a double tap from two neighbours."""
    first, second = answer_at_once("")

    assert first != second
    assert SurveyResponse.objects.count() == 2
