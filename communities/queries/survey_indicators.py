"""K38: what people answered about their firm and their life in the place, as sums (domain 4)."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Count, Sum

from communities.choices import SurveyItem
from communities.models import SurveyAnswer, SurveyItemMean, SurveyResponse, SurveyRound
from communities.queries.places import asked_place, placed_on
from core import indicators
from core.indicators import Fraction, Question

# 信任 and 三感; how many neighbours one knows is asked beside them and is no part of K38.
COUNTED = (SurveyItem.TRUST, SurveyItem.GAIN, SurveyItem.HAPPINESS, SurveyItem.SAFETY)


def item_score(item: SurveyItem) -> Callable[[Question], Fraction]:
    """The indicator of one item alone."""

    def count(question: Question) -> Fraction:
        return _scores(question, (item,))

    return count


def score(question: Question) -> Fraction:
    """K38: trust and the three feelings together."""
    return _scores(question, COUNTED)


def _scores(question: Question, items: tuple[SurveyItem, ...]) -> Fraction:
    """The sum of scores (1 to 5) over the number of answers, so that the value is their mean.

    Answers count by the day they were given, up to `question.day`; rounds that a sheet brought as
    totals by their last day, each mean times its returned sheets, rounded to whole points. Blank
    answers count on neither side; all rounds of the period count alike, each by its answers.
    """
    place = placed_on(asked_place(question), question.day)
    answers = SurveyAnswer.objects.filter(
        response__in=SurveyResponse.objects.filter(
            place, given_on__range=(question.first, question.day)
        ),
        question__item__in=items,
    ).aggregate(total=Sum("score"), number=Count("pk"))
    numerator, denominator = answers["total"] or 0, answers["number"]
    means = SurveyItemMean.objects.filter(
        round__in=SurveyRound.objects.filter(
            place, returned_count__isnull=False, closes_on__range=(question.first, question.day)
        ),
        question__item__in=items,
    ).select_related("round")
    for mean in means:
        returned = mean.round.returned_count or 0
        numerator += int((mean.mean * returned).to_integral_value())
        denominator += returned
    return Fraction(numerator, denominator)


def register_indicators() -> None:
    """Called once, when the app is ready."""
    indicators.register("K38", "居民信任和三感得分", score, rule_version="1")
    for letter, item in zip("abcd", COUNTED, strict=True):
        name = f"{SurveyItem(item).label}得分"
        indicators.register(f"K38{letter}", name, item_score(item), rule_version="1")
