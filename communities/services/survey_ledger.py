"""Ledger 33 (满意度调查汇总) written as a set: rounds that were asked elsewhere, as their totals."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import (
    Community,
    Complex,
    Survey,
    SurveyItemMean,
    SurveyQuestion,
    SurveyRound,
)
from communities.queries.reach import AnyPlace, Reach, columns_of, tenant_of
from communities.queries.surveys import returned_of, scores_of, usable_surveys, with_returned
from core.ledgers import (
    LedgerPlan,
    LedgerRow,
    Outcome,
    RowChange,
    RowProblem,
    first_of_each,
    folded,
    one_import_at_a_time,
    same,
)
from core.transactions import locking

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from accounts.models import User
    from core.cells import DateRange

Key = tuple[int, str, int, object]
# What may be written of every round; numbers of answers only where a sheet brought them.
NOTED = ("handed_out", "summary")


@dataclass(frozen=True)
class _Line:
    """One row with its place, its questionnaire and the means by question."""

    row: LedgerRow
    place: AnyPlace
    survey: Survey
    means: Mapping[int, Decimal]

    @property
    def key(self) -> Key:
        return _key(self.survey.pk, self.place, str(self.row.values["name"]))

    @property
    def label(self) -> str:
        return f"{self.place.name} {self.row.values['name']}"


@dataclass
class _Plan(LedgerPlan):
    """What the file would do, with the rows as they shall be."""

    new: list[tuple[SurveyRound, Mapping[int, Decimal]]] = field(default_factory=list)
    changed: list[SurveyRound] = field(default_factory=list)
    means: list[SurveyItemMean] = field(default_factory=list)


class _Questionnaires:
    """Those that the actor may ask, with their questions by what a sheet may call them."""

    def __init__(self, actor: User) -> None:
        self.surveys = usable_surveys(actor)
        self.questions: dict[int, dict[object, int]] = {survey.pk: {} for survey in self.surveys}
        for question in SurveyQuestion.objects.filter(survey__in=self.questions):
            names = self.questions[question.survey_id]
            for name in _names(question):
                names.setdefault(folded(name), question.pk)

    def of_place(self, place: AnyPlace) -> list[Survey]:
        """Those written for the place or for one above it."""
        columns = columns_of(place)
        return [
            survey
            for survey in self.surveys
            if all(
                value is None or columns[name] == value
                for name, value in survey.place_columns.items()
            )
        ]


@locking
def import_surveys(
    *,
    rows: Sequence[LedgerRow],
    actor: User,
    now: datetime,
    filled_on: date | None = None,
    dry_run: bool = False,
    good_rows_only: bool = False,
) -> Outcome:
    """Brings rounds as totals where the actor asks questionnaires: a round is its place, questionnaire
    and name, so the same sheet twice changes nothing and an export comes back unchanged.

    A round that is counted from single answers takes only how many sheets were handed out and the
    opinions; a differing number of its answers is refused. Without a period a new round is dated on
    `filled_on`, the day above the table, or today.
    """
    lines, problems = _lines(rows, actor)
    if not dry_run:
        one_import_at_a_time("surveys", (tenant_of(line.place) for line in lines))
    day = filled_on or timezone.localdate(now)
    plan = _plan(lines, existing=_existing(lines, lock=not dry_run), actor=actor, day=day)
    plan.problems[:0] = problems
    return plan.carry_out(partial(_write, plan), dry_run=dry_run, good_rows_only=good_rows_only)


def _lines(rows: Sequence[LedgerRow], actor: User) -> tuple[list[_Line], list[RowProblem]]:
    reach = Reach.of(actor, complexes=Complex.objects.visited_by(actor))
    known = _Questionnaires(actor)
    message = _("与第 %(row)s 行是同一个地方的同一轮，请只留一行")
    return first_of_each(
        rows,
        lambda row: _line(row, reach, known),
        repeated=lambda line, first: ("name", line.label, message % {"row": first}),
    )


def _line(row: LedgerRow, reach: Reach, known: _Questionnaires) -> _Line | RowProblem:
    place = reach.place_of(row)
    if isinstance(place, RowProblem):
        return place
    if not isinstance(place, Complex | Community):
        return RowProblem(row.number, "community", place.name, _("问卷要写到社区或小区"))
    survey = _survey(row, place, known)
    if isinstance(survey, RowProblem):
        return survey
    means: dict[int, Decimal] = {}
    written: Mapping[str, Decimal] = row.values.get("means") or {}  # type: ignore[assignment]  # its parser's
    for name, mean in written.items():
        question_id = known.questions[survey.pk].get(folded(name))
        if question_id is None:
            facts = {"name": name, "survey": survey.title}
            message = _("“%(survey)s”里没有“%(name)s”这一题") % facts
            return RowProblem(row.number, "means", name, message)
        means[question_id] = mean
    return _Line(row, place, survey, means)


def _survey(row: LedgerRow, place: AnyPlace, known: _Questionnaires) -> Survey | RowProblem:
    title = str(row.values.get("survey") or "")
    found = known.of_place(place)
    if title:
        found = [survey for survey in found if folded(survey.title) == folded(title)]
    if len(found) == 1:
        return found[0]
    message = (
        _("这个地方有几份问卷，请写上“问卷”列")
        if found
        else _("这个地方没有这份问卷，请先在“问卷”页写好")
    )
    return RowProblem(row.number, "survey", title, message)


def _names(question: SurveyQuestion) -> Iterable[str]:
    """`对物业的信任度` is also called 信任度."""
    label = question.short_label
    return (label, question.text, label.removeprefix("对物业的"), f"第{question.position}题")


def _key(survey_id: int, place: Any, name: str) -> Key:
    return (survey_id, type(place).__name__, place.pk, folded(name))


def _existing(lines: Sequence[_Line], *, lock: bool) -> dict[Key, Any]:
    surveys = {line.survey.pk for line in lines}
    rounds = SurveyRound.objects.filter(survey__in=surveys)
    if lock:
        list(rounds.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    return {
        _key(round_.survey_id, round_.complex or round_.community, round_.name): round_
        for round_ in with_returned(rounds).order_by("pk")
    }


def _plan(lines: Sequence[_Line], *, existing: dict[Key, Any], actor: User, day: date) -> _Plan:
    plan = _Plan()
    known = {line.key: existing[line.key] for line in lines if line.key in existing}
    scores = scores_of(round_.pk for round_ in known.values())
    for line in lines:
        round_ = known.get(line.key)
        if round_ is None:
            _plan_new(plan, line, actor, day)
        else:
            stated = {
                question_id: score.mean
                for (round_id, question_id), score in scores.items()
                if round_id == round_.pk
            }
            _plan_known(plan, line, round_, stated)
    return plan


def _plan_new(plan: _Plan, line: _Line, actor: User, day: date) -> None:
    values: Any = line.row.values
    returned, handed_out = values.get("returned"), values.get("handed_out")
    if returned is None:
        message = _("请写回收份数")
        plan.problems.append(RowProblem(line.row.number, "returned", "", message))
        return
    if problem := _too_many(line, returned, handed_out):
        plan.problems.append(problem)
        return
    period: DateRange | None = values.get("period")
    round_ = SurveyRound(
        **columns_of(line.place),
        survey=line.survey,
        name=values["name"],
        opens_on=period.starts_on if period else day,
        closes_on=period.ends_on if period else day,
        handed_out=handed_out,
        returned_count=returned,
        summary=values.get("summary") or "",
        created_by=actor,
    )
    plan.new.append((round_, line.means))
    plan.changes.append(RowChange(line.row.number, line.label, is_new=True))


def _too_many(line: _Line, returned: int | None, handed_out: int | None) -> RowProblem | None:
    if returned is None or handed_out is None or returned <= handed_out:
        return None
    message = _("回收份数不能多于发放份数")
    return RowProblem(line.row.number, "returned", str(returned), message)


def _plan_known(
    plan: _Plan, line: _Line, round_: Any, stated: Mapping[int, Decimal | None]
) -> None:
    values: Any = line.row.values
    noted = [
        (name, getattr(round_, name), values[name])
        for name in NOTED
        if values.get(name) is not None and not same(getattr(round_, name), values[name])
    ]
    counted = _counted_cells(line, round_, stated)
    if not noted and not counted:
        plan.unchanged += 1
        return
    if counted and round_.returned_count is None:
        message = _("这一轮是逐份收回的，回收和均分不能用表格改")
        plan.problems.append(RowProblem(line.row.number, counted[0][0], counted[0][2], message))
        return
    returned = values.get("returned") or round_.returned_count
    problem = _too_many(line, returned, values.get("handed_out") or round_.handed_out)
    if problem and round_.returned_count is not None:
        plan.problems.append(problem)
        return
    for name, _old, new in noted:
        setattr(round_, name, new)
    if round_.returned_count is not None:
        round_.returned_count = returned
        plan.means += [
            SurveyItemMean(round=round_, question_id=question_id, mean=mean)
            for question_id, mean in line.means.items()
        ]
    plan.changed.append(round_)
    cells = [(name, str(old or ""), str(new)) for name, old, new in noted]
    plan.changes.append(
        RowChange(line.row.number, line.label, is_new=False, cells=(*cells, *counted))
    )


def _counted_cells(
    line: _Line, round_: Any, stated: Mapping[int, Decimal | None]
) -> tuple[tuple[str, str, str], ...]:
    """Of what is counted or was stated, the cells that say something else."""
    cells = []
    returned = line.row.values.get("returned")
    if returned is not None and returned != returned_of(round_):
        cells.append(("returned", str(returned_of(round_)), str(returned)))
    for question_id, mean in line.means.items():
        if stated.get(question_id) != mean:
            cells.append(("means", str(stated.get(question_id) or ""), str(mean)))
    return tuple(cells)


def _write(plan: _Plan) -> None:
    SurveyRound.objects.bulk_create([round_ for round_, _means in plan.new])
    SurveyRound.objects.bulk_update(plan.changed, [*NOTED, "returned_count"], batch_size=500)
    means = [
        *plan.means,
        *(
            SurveyItemMean(round=round_, question_id=question_id, mean=mean)
            for round_, by_question in plan.new
            for question_id, mean in by_question.items()
        ),
    ]
    SurveyItemMean.objects.bulk_create(
        means,
        update_conflicts=True,
        unique_fields=["round", "question"],
        update_fields=["mean"],
    )
