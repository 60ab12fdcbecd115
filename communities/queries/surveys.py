"""What a round of a questionnaire came to: sums by question with their numbers of answers.

Every mean stands with its n, a response rate with n/N; fewer than ten answers are called few (domain 4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.clock import date_text
from communities.choices import EntryRoad
from communities.models import (
    Complex,
    Survey,
    SurveyAnswer,
    SurveyItemMean,
    SurveyQuestion,
    SurveyResponse,
    SurveyRound,
)
from communities.queries.places import Place
from communities.queries.reach import AnyPlace, Reach
from core.page_parts import Link, Tag

if TYPE_CHECKING:
    from accounts.models import User
    from communities.querysets import SurveyRoundQuerySet

FEW_ANSWERS = 10
MOST_OPINIONS = 100
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Score:
    """The sum of the answers to one question, and how many there were."""

    total: int = 0
    answers: int = 0
    stated: Decimal | None = None

    @property
    def mean(self) -> Decimal | None:
        """To two places; None over nothing. `stated`: what a sheet of totals said."""
        if self.stated is not None:
            return self.stated
        if not self.answers:
            return None
        return (Decimal(self.total) / self.answers).quantize(_CENT)

    @property
    def text(self) -> str:
        return "—" if self.mean is None else f"{self.mean}"

    @property
    def is_small(self) -> bool:
        return self.answers < FEW_ANSWERS


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """One question of a round: `4.25`, its n, and the round before."""

    label: str
    text: str
    mean: str
    share: Decimal
    n: int
    is_small: bool
    before: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundResult:
    """What a round came to; `rate` is `回收 57 / 120份（48%）`."""

    returned: int
    rate: str
    is_small: bool
    roads: str
    items: list[ItemResult]
    compared_with: str
    summary: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round in a list (templates/components/notice_row.html)."""

    url: str
    tag: Tag
    title: str
    meta: str


def listed_rounds(user: User) -> Any:
    """The latest first, with the number of their responses."""
    rounds = SurveyRound.objects.visible_to(user)
    return with_returned(rounds).order_by("-closes_on", "-pk")


def with_returned(rounds: Any) -> SurveyRoundQuerySet:
    counted: SurveyRoundQuerySet = rounds.select_related(
        "survey", "complex", "community", "sub_district"
    ).annotate(response_count=Count("responses"))
    return counted


def published_rounds() -> SurveyRoundQuerySet:
    """What an official has put up, the newest first."""
    rounds: SurveyRoundQuerySet = with_returned(SurveyRound.objects.public())
    return rounds.filter(published_at__isnull=False).order_by("-published_at", "-pk")


def round_rows(rounds: Iterable[Any], *, today: date) -> list[RoundRow]:
    return [
        RoundRow(
            url=reverse("communities:field_survey", args=[round_.pk]),
            tag=standing_tag(round_, today),
            title=f"{round_.survey.title} · {round_.name}",
            meta=" · ".join([round_.place_name, period_text(round_), rate_text(round_)]),
        )
        for round_ in rounds
    ]


def open_rounds(place: Place, *, today: date) -> list[Link]:
    """What anybody may answer at a place today: its own rounds and its community's; one statement."""
    columns = place.columns()
    here = SurveyRound.objects.public().filter(
        opens_on__lte=today, closes_on__gte=today, returned_count=None
    )
    own = here.filter(complex=columns["complex_id"]) if place.complex else here.none()
    above = here.filter(complex=None, community=columns["community_id"])
    rounds = (own | above) if place.community else here.none()
    return [
        Link(round_.survey.title, round_.get_absolute_url())
        for round_ in rounds.select_related("survey").order_by("closes_on", "pk")
    ]


def standing_tag(round_: SurveyRound, today: date) -> Tag:
    if today < round_.opens_on:
        return Tag("mute", "clock", _("没开始"))
    if today <= round_.closes_on:
        return Tag("info", "play", _("填写中"))
    if round_.published_at:
        return Tag("ok", "check", _("已公布"))
    return Tag("warn", "lock", _("已截止"))


def period_text(round_: SurveyRound) -> str:
    return f"{date_text(round_.opens_on)}—{date_text(round_.closes_on)}"


def returned_of(round_: Any) -> int:
    """How many sheets came back, counted unless a sheet of totals says so (`response_count`)."""
    if round_.returned_count is not None:
        return int(round_.returned_count)
    return int(round_.response_count)


def rate_text(round_: Any) -> str:
    """`回收 57 / 120份（48%）`; answers on the page can make it more than was handed out."""
    returned = returned_of(round_)
    if not round_.handed_out:
        return _("回收 %(n)d份") % {"n": returned}
    share = round(100 * returned / round_.handed_out)
    facts = {"n": returned, "all": round_.handed_out, "share": share}
    return _("回收 %(n)d / %(all)d份（%(share)d%%）") % facts


def scores_of(round_ids: Iterable[int]) -> dict[tuple[int, int], Score]:
    """By round and question, of live and of imported rounds; two statements, whatever their number."""
    wanted = list(round_ids)
    answers = SurveyAnswer.objects.filter(response__round__in=wanted)
    summed = answers.values_list("response__round", "question").annotate(Sum("score"), Count("pk"))
    scores = {
        (round_id, question_id): Score(total, number)
        for round_id, question_id, total, number in summed
    }
    means = SurveyItemMean.objects.filter(round__in=wanted).select_related("round")
    for mean in means:
        number = mean.round.returned_count or 0
        total = int((mean.mean * number).to_integral_value())
        scores[mean.round_id, mean.question_id] = Score(total, number, mean.mean)
    return scores


def scored_questions(
    rounds: Iterable[SurveyRound],
) -> dict[int, list[tuple[SurveyQuestion, Score]]]:
    """By round its questions in their order with what they came to; three statements in all."""
    listed = list(rounds)
    scores = scores_of(round_.pk for round_ in listed)
    asked: dict[int, list[SurveyQuestion]] = {}
    questions = SurveyQuestion.objects.filter(survey__in={one.survey_id for one in listed})
    for question in questions.order_by("position"):
        asked.setdefault(question.survey_id, []).append(question)
    return {
        one.pk: [
            (question, scores.get((one.pk, question.pk), Score()))
            for question in asked.get(one.survey_id, [])
        ]
        for one in listed
    }


def result_of(round_: SurveyRound) -> RoundResult:
    """The round beside the one before it of the same questionnaire at the same place."""
    before = _round_before(round_)
    scored = scored_questions([round_, *([before] if before else [])])
    old = {question.pk: score for question, score in scored.get(before.pk, [])} if before else {}
    counted = with_returned(SurveyRound.objects.filter(pk=round_.pk)).get()
    returned = returned_of(counted)
    return RoundResult(
        returned=returned,
        rate=rate_text(counted),
        is_small=returned < FEW_ANSWERS,
        roads=_roads(round_),
        items=[
            _item(question, score, old.get(question.pk, Score()))
            for question, score in scored[round_.pk]
        ],
        compared_with=before.name if before else "",
        summary=[line for line in round_.summary.splitlines() if line.strip()],
    )


def opinions_of(round_: SurveyRound) -> list[str]:
    """What people wrote in their own words, in no order that tells who came first."""
    rows = round_.responses.exclude(opinion="").order_by("opinion")
    return list(rows.values_list("opinion", flat=True)[:MOST_OPINIONS])


# What a form offers --------------------------------------------------------------------------------


def usable_surveys(user: User) -> list[Survey]:
    """Questionnaires that the user may ask somewhere, by name."""
    rows = Survey.objects.visible_to(user).select_related("complex", "community", "sub_district")
    return list(rows.order_by("title", "pk"))


def asked_places(user: User, *, whole_street: bool = False) -> list[AnyPlace]:
    """Where the user asks: communities he serves as a whole, complexes; for a text also the street."""
    reach = Reach.of(user, complexes=Complex.objects.visited_by(user))
    streets = reach.sub_districts if whole_street else []
    return [*streets, *reach.communities, *reach.complexes]


def _round_before(round_: SurveyRound) -> SurveyRound | None:
    same = SurveyRound.objects.filter(survey=round_.survey_id, **round_.place_columns)
    earlier = same.filter(closes_on__lt=round_.closes_on).exclude(pk=round_.pk)
    return earlier.order_by("-closes_on", "-pk").first()


def _item(question: SurveyQuestion, score: Score, old: Score) -> ItemResult:
    return ItemResult(
        label=question.short_label,
        text=question.text,
        mean=score.text,
        share=score.mean or Decimal(0),
        n=score.answers,
        is_small=score.is_small,
        before=_("%(mean)s（%(n)d份）") % {"mean": old.text, "n": old.answers}
        if old.answers
        else "",
        change=_change(score, old),
    )


def _change(score: Score, old: Score) -> str:
    if score.mean is None or old.mean is None:
        return ""
    change = score.mean - old.mean
    if not change:
        return _("持平")
    words = _("升 %(by)s") if change > 0 else _("降 %(by)s")
    return words % {"by": abs(change)}


def _roads(round_: SurveyRound) -> str:
    """`网页 30份 · 代填 7份 · 纸质 20份`."""
    rows = SurveyResponse.objects.filter(round=round_).values_list("road").annotate(Count("pk"))
    counts = dict(rows)
    return " · ".join(
        _("%(road)s %(n)d份") % {"road": road.label, "n": counts[road.value]}
        for road in EntryRoad
        if counts.get(road.value)
    )
