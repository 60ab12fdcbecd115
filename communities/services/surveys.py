"""问卷: writing one, asking it in rounds, taking answers by page, helper and paper, publishing sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.audit import acting_as
from communities.choices import EntryRoad, SurveyItem
from communities.models import (
    Survey,
    SurveyAnswer,
    SurveyQuestion,
    SurveyResponse,
    SurveyRound,
)
from communities.models.surveys import BEST_SCORE
from core.errors import DomainError
from core.throttle import Try, is_over_any_limit
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User
    from communities.queries.places import Place

# A browser, an address in ten minutes; behind one carrier address sits a whole complex.
WINDOW = 10 * 60
MOST_OF_DEVICE = 10
MOST_OF_ADDRESS = 300
MOST_QUESTIONS = 12


class QuestionText(NamedTuple):
    """A question as it is asked, with the words of both ends. Stored, which stays Chinese."""

    item: SurveyItem
    text: str
    low: str
    high: str


# The questions that rounds are compared by (S0-11, S0-16, S2-07).
STANDARD_QUESTIONS: dict[SurveyItem, QuestionText] = {
    question.item: question
    for question in (
        QuestionText(SurveyItem.TRUST, "您信任小区的物业吗？", "很不信任", "很信任"),
        QuestionText(SurveyItem.GAIN, "这一年，您在小区里得到的实惠和方便多吗？", "很少", "很多"),
        QuestionText(SurveyItem.HAPPINESS, "住在这里，您觉得幸福吗？", "不幸福", "很幸福"),
        QuestionText(SurveyItem.SAFETY, "住在这里，您觉得安全吗？", "不安全", "很安全"),
        QuestionText(
            SurveyItem.ACQUAINTANCE, "同一单元的邻居，您认识多少？", "都不认识", "大多认识"
        ),
    )
}


class NoQuestions(DomainError):
    default_message = _("请至少选一题或写一题")


class TooManyQuestions(DomainError):
    default_message = _("一份问卷最多12题")


class TitleTaken(DomainError):
    default_message = _("这个地方已有同名问卷")


class PeriodBackwards(DomainError):
    default_message = _("截止日期不能早于开始日期")


class RoundTaken(DomainError):
    default_message = _("这个地方这份问卷已有同名轮次")


class ElsewhereAsked(DomainError):
    default_message = _("这份问卷不是为这个地方写的")


class NotOpen(DomainError):
    default_message = _("这次问卷不在填写时间里，谢谢您")


class NothingAnswered(DomainError):
    default_message = _("请至少回答一题")


class ForeignQuestion(DomainError):
    default_message = _("有的题目不是这份问卷的，请刷新再填")


class StillOpen(DomainError):
    default_message = _("这次问卷还没有截止，截止后才能公布结果")


class NothingToPublish(DomainError):
    default_message = _("一份都没有收回，没有结果可以公布")


class FewerThanReturned(DomainError):
    default_message = _("发放份数不能少于已登记的回收份数")


class TotalsOnly(DomainError):
    default_message = _("这一轮是用台账登记的汇总，不能再逐份录入")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One filled-in questionnaire: scores from 1 to 5 by question, and one line in own words."""

    scores: Mapping[int, int] = field(default_factory=dict)
    opinion: str = ""
    road: EntryRoad = EntryRoad.ONLINE
    form_key: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.scores and not self.opinion


@locking
def write_survey(
    *,
    place: Place,
    title: str,
    questions: Sequence[QuestionText],
    actor: User | None,
    is_demo: bool = False,
) -> Survey:
    """A questionnaire for a place and all below it. Raises NoQuestions, TooManyQuestions, TitleTaken."""
    if not questions:
        raise NoQuestions
    if len(questions) > MOST_QUESTIONS:
        raise TooManyQuestions
    columns = place.columns()
    if Survey.objects.filter(**columns, title=title).exists():
        raise TitleTaken
    survey = Survey.objects.create(**columns, title=title, created_by=actor, is_demo=is_demo)
    SurveyQuestion.objects.bulk_create(
        [
            SurveyQuestion(
                survey=survey,
                position=position,
                item=question.item,
                text=question.text,
                low_label=question.low,
                high_label=question.high,
            )
            for position, question in enumerate(questions, start=1)
        ]
    )
    return survey


@locking
def open_round(
    *,
    survey: Survey,
    place: Place,
    name: str,
    opens_on: date,
    closes_on: date,
    handed_out: int | None,
    actor: User | None,
    is_demo: bool = False,
) -> SurveyRound:
    """Asks a questionnaire in a complex or a whole community.

    Raises ElsewhereAsked for a place outside the questionnaire's own; PeriodBackwards, RoundTaken.
    """
    if closes_on < opens_on:
        raise PeriodBackwards
    columns = place.columns()
    for name_, value in survey.place_columns.items():
        if value is not None and columns[name_] != value:
            raise ElsewhereAsked
    if SurveyRound.objects.filter(survey=survey, **columns, name=name).exists():
        raise RoundTaken
    return SurveyRound.objects.create(
        **columns,
        survey=survey,
        name=name,
        opens_on=opens_on,
        closes_on=closes_on,
        handed_out=handed_out,
        created_by=actor,
        is_demo=is_demo,
    )


@locking
def note_round(*, round_id: int, handed_out: int | None, summary: str, actor: User) -> SurveyRound:
    """Writes down how many sheets were handed out and what most answers say (主要意见).

    Raises FewerThanReturned where a sheet of totals says that more came back.
    """
    del actor
    locked = SurveyRound.objects.select_for_update(no_key=True).get(pk=round_id)
    if handed_out is not None and handed_out < (locked.returned_count or 0):
        raise FewerThanReturned
    locked.handed_out, locked.summary = handed_out, summary
    locked.save(update_fields=["handed_out", "summary"])
    return locked


@locking
def take_response(
    *, round_id: int, sheet: Sheet, actor: User | None, now: datetime, is_demo: bool = False
) -> SurveyResponse:
    """Takes one anonymous sheet; the same form sent twice is one response.

    An own answer leaves no trace of who gave it, not in the audit either, whoever is signed in on
    that device, for the rest of that request. What a helper or clerk enters names who entered it. Paper may be entered for as long
    as it lies around; a page takes answers in the round's days only. Raises NotOpen, NothingAnswered,
    ForeignQuestion, TotalsOnly.
    """
    round_ = SurveyRound.objects.get(pk=round_id)
    if again := _sent_before(round_, sheet.form_key):
        return again
    _require_takes_answers(round_, sheet, now)
    _require_own_questions(round_, [sheet])
    if sheet.road != EntryRoad.ONLINE:
        return _write(round_, sheet, actor=actor, now=now, is_demo=is_demo)
    with acting_as(None, reason="anonymous answer", request_id=None):
        return _write(round_, sheet, actor=None, now=now, is_demo=is_demo)


@locking
def enter_sheets(
    *, round_id: int, sheets: Sequence[Sheet], actor: User, now: datetime, is_demo: bool = False
) -> list[SurveyResponse]:
    """A pile of paper sheets, all or none; blank ones are left out. The same form twice is once.

    Raises NotOpen before the first day, NothingAnswered, ForeignQuestion, TotalsOnly.
    """
    filled = [sheet for sheet in sheets if not sheet.is_blank]
    if not filled:
        raise NothingAnswered
    round_ = SurveyRound.objects.get(pk=round_id)
    for sheet in filled:
        _require_takes_answers(round_, sheet, now)
    _require_own_questions(round_, filled)
    return [
        _sent_before(round_, sheet.form_key)
        or _write(round_, sheet, actor=actor, now=now, is_demo=is_demo)
        for sheet in filled
    ]


@locking
def publish_round(*, round_id: int, actor: User, now: datetime) -> SurveyRound:
    """Puts the sums up for everybody; twice is once. Raises StillOpen, NothingToPublish."""
    locked = SurveyRound.objects.select_for_update(no_key=True).get(pk=round_id)
    if locked.published_at is not None:
        return locked
    if timezone.localdate(now) <= locked.closes_on:
        raise StillOpen
    if not locked.returned_count and not locked.responses.exists():
        raise NothingToPublish
    locked.published_at, locked.published_by = now, actor
    locked.save(update_fields=["published_at", "published_by"])
    return locked


def answers_too_often(*, device: str, address: str) -> bool:
    """Counts one try of the page's form. Empty: not known, not counted."""
    tries = [
        Try("survey-device", device, MOST_OF_DEVICE),
        Try("survey-address", address, MOST_OF_ADDRESS),
    ]
    return is_over_any_limit(tries, seconds=WINDOW)


def _write(
    round_: SurveyRound, sheet: Sheet, *, actor: User | None, now: datetime, is_demo: bool
) -> SurveyResponse:
    """One response with its answers. Of two that carry one form's key the unique index keeps one."""
    response = SurveyResponse(
        **round_.place_columns,
        round=round_,
        road=sheet.road,
        given_on=min(timezone.localdate(now), round_.closes_on),
        opinion=sheet.opinion,
        entered_by=actor,
        request_key=sheet.form_key,
        is_demo=is_demo,
    )
    try:
        with transaction.atomic():
            response.save(force_insert=True)
    except IntegrityError:
        # The other tap of the same form came first and is committed by now.
        if again := _sent_before(round_, sheet.form_key):
            return again
        raise
    SurveyAnswer.objects.bulk_create(
        [
            SurveyAnswer(response=response, question_id=question_id, score=score)
            for question_id, score in sheet.scores.items()
        ]
    )
    return response


def _sent_before(round_: SurveyRound, form_key: str) -> SurveyResponse | None:
    return round_.responses.filter(request_key=form_key).first() if form_key else None


def _require_takes_answers(round_: SurveyRound, sheet: Sheet, now: datetime) -> None:
    today = timezone.localdate(now)
    if round_.returned_count is not None:
        raise TotalsOnly
    if today < round_.opens_on or (sheet.road != EntryRoad.PAPER and today > round_.closes_on):
        raise NotOpen
    if sheet.is_blank:
        raise NothingAnswered


def _require_own_questions(round_: SurveyRound, sheets: Sequence[Sheet]) -> None:
    own = set(round_.survey.questions.values_list("pk", flat=True))
    for sheet in sheets:
        if not sheet.scores.keys() <= own:
            raise ForeignQuestion
        if any(not 1 <= score <= BEST_SCORE for score in sheet.scores.values()):
            raise ValueError("A score lies between 1 and 5.")
