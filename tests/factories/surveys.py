"""Questionnaires of the standard questions, their rounds, and answers to them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from communities.choices import EntryRoad
from communities.models import Survey, SurveyAnswer, SurveyQuestion, SurveyResponse, SurveyRound
from communities.services.surveys import STANDARD_QUESTIONS
from tests.factories.communities import PlacedFactory


class SurveyFactory(PlacedFactory[Survey]):
    """With the standard questions."""

    class Meta:
        model = Survey
        skip_postgeneration_save = True

    title = factory.Sequence(lambda number: f"居民满意度问卷{number}")

    @factory.post_generation
    def questions(self: Any, create: bool, _extracted: Any, **_kwargs: Any) -> None:
        if create:
            SurveyQuestion.objects.bulk_create(
                SurveyQuestion(
                    survey=self,
                    position=position,
                    item=question.item,
                    text=question.text,
                    low_label=question.low,
                    high_label=question.high,
                )
                for position, question in enumerate(STANDARD_QUESTIONS.values(), start=1)
            )


class SurveyRoundFactory(PlacedFactory[SurveyRound]):
    """Open since a week ago, for three weeks more."""

    class Meta:
        model = SurveyRound

    survey = factory.LazyAttribute(
        lambda row: SurveyFactory(
            complex=row.complex,
            **({} if row.complex else {"community": row.community}),
        )
    )
    name = factory.Sequence(lambda number: f"第{number + 1}轮")
    opens_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=7))
    closes_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=21))


class SurveyResponseFactory(PlacedFactory[SurveyResponse]):
    """`scores`: one a question, in their order."""

    class Meta:
        model = SurveyResponse
        skip_postgeneration_save = True

    round = factory.SubFactory(SurveyRoundFactory)
    complex = factory.SelfAttribute("round.complex")
    community = factory.SelfAttribute("round.community")
    road = EntryRoad.ONLINE
    given_on = factory.SelfAttribute("round.opens_on")

    @factory.post_generation
    def scores(self: Any, create: bool, extracted: Any, **_kwargs: Any) -> None:
        if create and extracted:
            questions = self.round.survey.questions.order_by("position")
            SurveyAnswer.objects.bulk_create(
                SurveyAnswer(response=self, question=question, score=score)
                for question, score in zip(questions, extracted, strict=False)
            )
