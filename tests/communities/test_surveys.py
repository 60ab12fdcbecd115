"""Questionnaires, their rounds, anonymous answers by three roads, results, K38."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.audit import acting_as
from communities.choices import EntryRoad, SurveyItem
from communities.models import (
    Survey,
    SurveyItemMean,
    SurveyQuestion,
    SurveyResponse,
    SurveyRound,
)
from communities.queries.places import Place
from communities.queries.survey_indicators import COUNTED
from communities.queries.surveys import open_rounds, opinions_of, result_of
from communities.services import surveys
from communities.services.surveys import STANDARD_QUESTIONS, QuestionText, Sheet
from core import indicators
from core.indicators import Question
from tests.factories.surveys import SurveyFactory, SurveyResponseFactory, SurveyRoundFactory
from tests.ledger_cast import NOW
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def round_(cast: Cast) -> SurveyRound:
    made: SurveyRound = SurveyRoundFactory(complex=cast.complex)
    return made


def first_question(round_: SurveyRound) -> SurveyQuestion:
    found: SurveyQuestion = round_.survey.questions.get(position=1)
    return found


def answer(round_: SurveyRound, score: int = 4, **more: Any) -> SurveyResponse:
    actor = more.pop("actor", None)
    sheet = Sheet(scores={first_question(round_).pk: score}, **more)
    return surveys.take_response(round_id=round_.pk, sheet=sheet, actor=actor, now=NOW)


# Questionnaires and rounds --------------------------------------------------------------------------


def test_a_questionnaire_keeps_its_questions_in_order(cast: Cast) -> None:
    own = QuestionText(SurveyItem.OWN, "楼道干净吗？", "很不满意", "很满意")

    made = surveys.write_survey(
        place=Place.of_complex(cast.complex),
        title="满意度",
        questions=[STANDARD_QUESTIONS[SurveyItem.TRUST], own],
        actor=cast.manager,
    )

    assert [(one.item, one.short_label) for one in made.questions.order_by("position")] == [
        ("TRUST", "对物业的信任度"),
        ("OWN", "楼道干净吗？"),
    ]


@pytest.mark.parametrize(
    ("count", "refusal"), [(0, surveys.NoQuestions), (13, surveys.TooManyQuestions)]
)
def test_a_questionnaire_has_one_to_twelve_questions(
    cast: Cast, count: int, refusal: type[Exception]
) -> None:
    own = QuestionText(SurveyItem.OWN, "楼道干净吗？", "很不满意", "很满意")

    with pytest.raises(refusal):
        surveys.write_survey(
            place=Place.of_complex(cast.complex), title="满意度", questions=[own] * count,
            actor=cast.manager,
        )  # fmt: skip


def test_a_title_is_taken_once_a_place(cast: Cast) -> None:
    SurveyFactory(complex=cast.complex, title="满意度")

    with pytest.raises(surveys.TitleTaken):
        surveys.write_survey(
            place=Place.of_complex(cast.complex),
            title="满意度",
            questions=[STANDARD_QUESTIONS[SurveyItem.TRUST]],
            actor=cast.manager,
        )
    with pytest.raises(IntegrityError, match="survey_title_once"), transaction.atomic():
        Survey.objects.create(**Place.of_complex(cast.complex).columns(), title="满意度")


def open_in(survey: Survey, place: Place, **changes: Any) -> SurveyRound:
    return surveys.open_round(
        **{
            "survey": survey,
            "place": place,
            "name": "2026年下半年",
            "opens_on": TODAY,
            "closes_on": TODAY,
            "handed_out": 120,
            "actor": None,
            **changes,
        }
    )


def test_a_questionnaire_of_the_community_is_asked_in_its_complexes_and_nowhere_else(
    cast: Cast,
) -> None:
    survey = SurveyFactory(complex=None, community=cast.community)

    made = open_in(survey, Place.of_complex(cast.complex))

    assert (made.complex, made.handed_out) == (cast.complex, 120)
    with pytest.raises(surveys.ElsewhereAsked):
        open_in(survey, Place.of_complex(cast.other_community_complex))


def test_a_round_that_cannot_be_is_refused(cast: Cast) -> None:
    survey = SurveyFactory(complex=cast.complex)
    place = Place.of_complex(cast.complex)
    open_in(survey, place)

    with pytest.raises(surveys.RoundTaken):
        open_in(survey, place)
    with pytest.raises(surveys.PeriodBackwards):
        open_in(survey, place, name="反的", closes_on=TODAY - timedelta(days=1))


# Answers --------------------------------------------------------------------------------------------


def test_an_answer_holds_a_day_and_scores_and_nobody(cast: Cast, round_: SurveyRound) -> None:
    made = answer(round_, 5, opinion="灯坏了", form_key="a" * 32)

    assert (made.road, made.given_on, made.entered_by, made.opinion) == (
        EntryRoad.ONLINE, TODAY, None, "灯坏了",
    )  # fmt: skip
    assert made.complex == cast.complex
    assert [row.score for row in made.answers.all()] == [5]
    assert {field.name for field in SurveyResponse._meta.fields} == {
        "id", "sub_district", "community", "complex", "round", "road", "given_on", "opinion",
        "entered_by", "request_key", "is_demo",
    }  # fmt: skip


def test_an_own_answer_names_nobody_in_the_audit_either(cast: Cast, round_: SurveyRound) -> None:
    with acting_as(cast.manager, reason="POST surveys", request_id="r-1"):
        own = answer(round_)
    with acting_as(cast.manager, reason="POST field", request_id="r-2"):
        entered = answer(round_, road=EntryRoad.HELPER, actor=cast.manager)

    [event] = own.events.all()
    assert (event.pgh_context["actor"], event.pgh_context["request_id"]) == (None, None)
    assert own.answers.get().events.get().pgh_context["actor"] is None
    assert entered.entered_by == cast.manager
    assert entered.events.get().pgh_context["actor"] == cast.manager.pk


def test_the_same_form_sent_twice_is_one_answer(round_: SurveyRound) -> None:
    assert answer(round_, 5, form_key="a" * 32) == answer(round_, 1, form_key="a" * 32)
    assert SurveyResponse.objects.count() == 1
    answer(round_, 5)
    answer(round_, 5)
    assert SurveyResponse.objects.count() == 3


def test_a_blank_sheet_is_refused(round_: SurveyRound) -> None:
    with pytest.raises(surveys.NothingAnswered):
        surveys.take_response(round_id=round_.pk, sheet=Sheet(), actor=None, now=NOW)


def test_a_question_of_another_questionnaire_is_refused(round_: SurveyRound) -> None:
    foreign = first_question(SurveyRoundFactory())

    with pytest.raises(surveys.ForeignQuestion):
        surveys.take_response(
            round_id=round_.pk, sheet=Sheet(scores={foreign.pk: 3}), actor=None, now=NOW
        )


def test_a_score_lies_between_one_and_five(round_: SurveyRound) -> None:
    with pytest.raises(ValueError, match="between 1 and 5"):
        answer(round_, 6)
    made = answer(round_, 5)
    with pytest.raises(IntegrityError, match="surveyanswer_one_to_five"), transaction.atomic():
        made.answers.update(score=6)


@pytest.mark.parametrize("days", [(1, 9), (-9, -1)])
def test_the_page_takes_answers_in_the_rounds_days_only(cast: Cast, days: tuple[int, int]) -> None:
    first, last = (TODAY + timedelta(days=day) for day in days)
    round_ = SurveyRoundFactory(complex=cast.complex, opens_on=first, closes_on=last)

    with pytest.raises(surveys.NotOpen):
        answer(round_)


def test_paper_that_lay_around_counts_on_the_rounds_last_day(cast: Cast) -> None:
    last = TODAY - timedelta(days=3)
    round_ = SurveyRoundFactory(
        complex=cast.complex, opens_on=last - timedelta(days=9), closes_on=last
    )

    sheets = [
        Sheet(scores={first_question(round_).pk: 3}, road=EntryRoad.PAPER, form_key="k-1"),
        Sheet(road=EntryRoad.PAPER, form_key="k-2"),
        Sheet(opinion="电梯慢", road=EntryRoad.PAPER, form_key="k-3"),
    ]
    taken = surveys.enter_sheets(round_id=round_.pk, sheets=sheets, actor=cast.steward, now=NOW)
    surveys.enter_sheets(round_id=round_.pk, sheets=sheets, actor=cast.steward, now=NOW)

    assert [(one.given_on, one.entered_by, one.road) for one in taken] == [
        (last, cast.steward, EntryRoad.PAPER)
    ] * 2
    assert round_.responses.count() == 2


def test_a_round_that_came_as_totals_takes_no_single_answers(cast: Cast) -> None:
    round_ = SurveyRoundFactory(complex=cast.complex, returned_count=40)

    with pytest.raises(surveys.TotalsOnly):
        answer(round_)


# Results --------------------------------------------------------------------------------------------


def answered(round_: SurveyRound, *rows: tuple[int, ...]) -> None:
    for scores in rows:
        SurveyResponseFactory(round=round_, scores=scores)


def test_a_mean_stands_with_its_number_and_beside_the_round_before(cast: Cast) -> None:
    survey = SurveyFactory(complex=cast.complex)
    old = SurveyRoundFactory(
        survey=survey, complex=cast.complex, name="上半年",
        opens_on=date(2026, 5, 1), closes_on=date(2026, 5, 20),
    )  # fmt: skip
    new = SurveyRoundFactory(survey=survey, complex=cast.complex, handed_out=24)
    answered(old, (3, 4), (4, 4))
    answered(new, *[(4, 5)] * 11, (5, 5))

    found = result_of(new)

    trust, gain = found.items[:2]
    assert (trust.mean, trust.n, trust.is_small, trust.before, trust.change) == (
        "4.08", 12, False, "3.50（2份）", "升 0.58",
    )  # fmt: skip
    assert (gain.mean, gain.change) == ("5.00", "升 1.00")
    assert (found.items[4].mean, found.items[4].n) == ("—", 0)
    assert (found.rate, found.roads, found.compared_with) == (
        "回收 12 / 24份（50%）", "网页 12份", "上半年",
    )  # fmt: skip


def test_fewer_than_ten_answers_are_called_few(round_: SurveyRound) -> None:
    answered(round_, *[(4,)] * 9)
    assert result_of(round_).items[0].is_small
    answered(round_, (4,))
    assert not result_of(round_).items[0].is_small


def test_opinions_are_told_in_no_order_of_time(round_: SurveyRound) -> None:
    for said in ("乙", "甲", "", "丙"):
        SurveyResponseFactory(round=round_, opinion=said)

    assert sorted(opinions_of(round_)) == opinions_of(round_)
    assert set(opinions_of(round_)) == {"甲", "乙", "丙"}


def test_a_place_shows_what_may_be_answered_today(cast: Cast, round_: SurveyRound) -> None:
    above = SurveyRoundFactory(complex=None, community=cast.community)
    SurveyRoundFactory(complex=cast.sibling_complex)
    SurveyRoundFactory(complex=cast.complex, opens_on=TODAY + timedelta(days=1))

    shown = open_rounds(Place.of_complex(cast.complex), today=TODAY)

    assert {link.url for link in shown} == {
        f"/surveys/{round_.pk}/", f"/surveys/{above.pk}/",
    }  # fmt: skip


def test_results_are_published_once_and_only_after_the_last_day(
    cast: Cast, round_: SurveyRound
) -> None:
    answered(round_, (4,))
    with pytest.raises(surveys.StillOpen):
        surveys.publish_round(round_id=round_.pk, actor=cast.secretary, now=NOW)

    later = NOW + timedelta(days=40)
    surveys.publish_round(round_id=round_.pk, actor=cast.secretary, now=later)
    surveys.publish_round(round_id=round_.pk, actor=cast.official, now=later + timedelta(days=1))

    round_.refresh_from_db()
    assert (round_.published_at, round_.published_by) == (later, cast.secretary)


def test_nothing_is_published_of_a_round_that_nobody_answered(
    cast: Cast, round_: SurveyRound
) -> None:
    with pytest.raises(surveys.NothingToPublish):
        surveys.publish_round(
            round_id=round_.pk, actor=cast.secretary, now=NOW + timedelta(days=40)
        )


def test_fewer_handed_out_than_came_back_is_refused(cast: Cast) -> None:
    round_ = SurveyRoundFactory(complex=cast.complex, returned_count=40)

    with pytest.raises(surveys.FewerThanReturned):
        surveys.note_round(round_id=round_.pk, handed_out=39, summary="", actor=cast.manager)
    noted = surveys.note_round(
        round_id=round_.pk, handed_out=40, summary="电梯慢", actor=cast.manager
    )
    assert (noted.handed_out, noted.summary) == (40, "电梯慢")


# K38 ------------------------------------------------------------------------------------------------


def counted(code: str, place: str, first: date = date(2026, 11, 1)) -> tuple[int, int]:
    asked = Question(place=place, first=first, last=TODAY, as_of=TODAY)
    found = indicators.get_indicator(code).count(asked)
    return found.numerator, found.denominator


def test_k38_is_the_sum_of_scores_over_the_answers_item_by_item(
    cast: Cast, round_: SurveyRound
) -> None:
    answered(round_, (4, 5, 3, 2, 1), (5,))
    SurveyResponseFactory(round__complex=cast.sibling_complex, scores=(1, 1, 1, 1))

    assert counted("K38a", "complex-a1") == (9, 2)
    assert [counted(f"K38{item}", "complex-a1") for item in "bcd"] == [(5, 1), (3, 1), (2, 1)]
    assert SurveyItem.ACQUAINTANCE not in COUNTED
    # Trust and the three feelings; how many neighbours one knows is none of them.
    assert counted("K38", "complex-a1") == (19, 5)
    assert counted("K38", "community-a") == (23, 9)


def test_k38_takes_imported_totals_by_their_last_day(cast: Cast) -> None:
    round_ = SurveyRoundFactory(
        complex=cast.complex, returned_count=57, opens_on=TODAY, closes_on=TODAY
    )
    SurveyItemMean.objects.create(
        round=round_, question=first_question(round_), mean=Decimal("4.20")
    )

    assert counted("K38a", "complex-a1") == (239, 57)
    assert counted("K38a", "complex-a1", first=date(2026, 11, 20)) == (239, 57)
    asked = Question("complex-a1", date(2026, 11, 1), TODAY, TODAY - timedelta(days=1))
    assert indicators.get_indicator("K38a").count(asked).denominator == 0
