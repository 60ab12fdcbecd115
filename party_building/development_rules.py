"""From an application to full membership: five stages, twenty-five steps, and what their days ask for.

The steps are those of the Party's rules on developing members as branches list them. No interval stands
here: they are a sub-district's settings (`models.PartyRules`, with their sources). What comes too early,
too late or out of order is a warning that names its setting, never a refusal. That an applicant is
eighteen is not looked at: the system keeps no date of birth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, TypeAlias

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.body_rules import Caution, full_date
from party_building.choices import DevelopmentStage

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Intervals(Protocol):
    """What a sub-district has set; `_days` are calendar days, `_months` months."""

    talk_days: int
    review_months: int
    cultivate_months: int
    assembly_days: int
    approval_months: int
    probation_months: int

    def name_of(self, field: str) -> str:
        """What the setting is called on its page."""


@dataclass(frozen=True, slots=True)
class Step:
    """One of the twenty-five; `number` is what a row stores, `phase` the part of the way, 1 to 5."""

    number: int
    phase: int
    title: StrPromise


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is to be done next by which day, and the setting that says so."""

    due: date
    text: str
    setting: str

    def is_due(self, today: date) -> bool:
        return self.due <= today


# Of each step that was taken, the days; half-year reviews have several.
Done: TypeAlias = Mapping[int, Sequence[date]]

APPLIED, TALKED, NAMED_ACTIVIST, REVIEWED, NAMED_CANDIDATE = 1, 2, 3, 6, 7
PRE_REVIEWED, DISCUSSED, APPROVED = 13, 15, 17
FULL_DISCUSSED, FULL_APPROVED = 23, 24
# The one step that is taken again and again: 培养教育考察, each half-year.
REPEATED = frozenset({REVIEWED})
# The step with which somebody becomes what the stage says.
OPENS = {
    DevelopmentStage.APPLICANT: APPLIED,
    DevelopmentStage.ACTIVIST: NAMED_ACTIVIST,
    DevelopmentStage.CANDIDATE: NAMED_CANDIDATE,
    DevelopmentStage.PROBATIONARY: APPROVED,
    DevelopmentStage.MEMBER: FULL_APPROVED,
}
PHASES = (
    gettext_lazy("申请入党"),
    gettext_lazy("入党积极分子的确定和培养教育"),
    gettext_lazy("发展对象的确定和考察"),
    gettext_lazy("预备党员的接收"),
    gettext_lazy("预备党员的教育考察和转正"),
)
STEPS = (
    Step(1, 1, gettext_lazy("递交入党申请书")),
    Step(2, 1, gettext_lazy("党组织派人谈话")),
    Step(3, 2, gettext_lazy("推荐和确定入党积极分子")),
    Step(4, 2, gettext_lazy("上级党委备案")),
    Step(5, 2, gettext_lazy("指定培养联系人")),
    Step(6, 2, gettext_lazy("培养教育考察")),
    Step(7, 3, gettext_lazy("确定发展对象")),
    Step(8, 3, gettext_lazy("报上级党委备案")),
    Step(9, 3, gettext_lazy("确定入党介绍人")),
    Step(10, 3, gettext_lazy("政治审查")),
    Step(11, 3, gettext_lazy("集中培训")),
    Step(12, 4, gettext_lazy("支委会审查")),
    Step(13, 4, gettext_lazy("上级党委预审")),
    Step(14, 4, gettext_lazy("填写入党志愿书")),
    Step(15, 4, gettext_lazy("支部大会讨论接收")),
    Step(16, 4, gettext_lazy("上级党委派人谈话")),
    Step(17, 4, gettext_lazy("上级党委审批")),
    Step(18, 4, gettext_lazy("再上一级党委备案")),
    Step(19, 5, gettext_lazy("编入党支部和党小组")),
    Step(20, 5, gettext_lazy("入党宣誓")),
    Step(21, 5, gettext_lazy("继续教育考察")),
    Step(22, 5, gettext_lazy("提出转正申请")),
    Step(23, 5, gettext_lazy("支部大会讨论转正")),
    Step(24, 5, gettext_lazy("上级党委审批转正")),
    Step(25, 5, gettext_lazy("材料归档")),
)
_BY_NUMBER = {step.number: step for step in STEPS}


def step_of(number: int) -> Step:
    """Raises KeyError for a number that is none."""
    return _BY_NUMBER[number]


def stage_reached(numbers: Iterable[int]) -> DevelopmentStage:
    """What somebody is after these steps; an applicant, where none is written down yet."""
    furthest = max(numbers, default=APPLIED)
    return max(
        (stage for stage, opening in OPENS.items() if opening <= furthest), key=OPENS.__getitem__
    )


def last_step_of(stage: str) -> int:
    """The last step that still counts for somebody who is put back to this stage."""
    stages = list(OPENS)
    following = stages[stages.index(DevelopmentStage(stage)) + 1 :]
    return OPENS[following[0]] - 1 if following else STEPS[-1].number


def earlier_stages(stage: str) -> list[DevelopmentStage]:
    """To which somebody may be put back."""
    stages = list(OPENS)
    return stages[: stages.index(DevelopmentStage(stage))]


def later(day: date, field: str, figures: Intervals) -> date:
    """The day by a setting in days or in months; of a shorter month its last one."""
    count: int = getattr(figures, field)
    if field.endswith("_days"):
        return day + timedelta(days=count)
    return _months_later(day, count)


def _months_later(day: date, months: int) -> date:
    moved: date = day + relativedelta(months=months)
    return moved


def next_steps(done: Iterable[int]) -> list[Step]:
    """What may be written down next: all that is not done yet, and what is done again while it lasts."""
    known = set(done)
    furthest = max(known, default=0)
    return [
        step
        for step in STEPS
        if step.number not in known or (step.number in REPEATED and furthest < NAMED_CANDIDATE)
    ]


def reminders(done: Done, *, figures: Intervals) -> list[Reminder]:
    """What the days ask for next, the earliest first; nothing of a stage that is behind."""
    found = [
        _after(done, APPLIED, TALKED, "talk_days", _("应派人谈话"), figures),
        _next_review(done, figures),
        _after(
            done, NAMED_ACTIVIST, NAMED_CANDIDATE, "cultivate_months",
            _("培养考察满期，可以研究确定发展对象"), figures,
        ),
        _after(done, PRE_REVIEWED, DISCUSSED, "assembly_days", _("应召开支部大会讨论"), figures),
        _after(done, DISCUSSED, APPROVED, "approval_months", _("上级党委应审批"), figures),
        _end_of_probation(done, figures),
    ]  # fmt: skip
    return sorted((one for one in found if one), key=lambda one: one.due)


def _after(
    done: Done, from_step: int, to_step: int, field: str, text: str, figures: Intervals
) -> Reminder | None:
    """So long after one step, until the other or a later one is taken."""
    if from_step not in done or any(number >= to_step for number in done):
        return None
    return Reminder(later(max(done[from_step]), field, figures), text, figures.name_of(field))


def _next_review(done: Done, figures: Intervals) -> Reminder | None:
    """Half a year after the last review, or after somebody was named; until he is a candidate."""
    if NAMED_ACTIVIST not in done or any(number >= NAMED_CANDIDATE for number in done):
        return None
    last = max([*done[NAMED_ACTIVIST], *done.get(REVIEWED, ())])
    due = later(last, "review_months", figures)
    return Reminder(due, _("应作半年考察"), figures.name_of("review_months"))


def _end_of_probation(done: Done, figures: Intervals) -> Reminder | None:
    """A month before probation ends; it runs from the day of the branch's assembly."""
    if DISCUSSED not in done or any(number >= FULL_DISCUSSED for number in done):
        return None
    end = later(max(done[DISCUSSED]), "probation_months", figures)
    text = _("预备期到%(day)s满，请提醒递交转正申请") % {"day": full_date(end)}
    return Reminder(_months_later(end, -1), text, figures.name_of("probation_months"))


def cautions(done: Done, *, figures: Intervals) -> list[Caution]:
    """What was done out of order, too early or too late; each names its setting where it has one."""
    return [
        *_gaps(done),
        *_disorder(done),
        *_compared(done, APPLIED, TALKED, "talk_days", figures, is_late=True),
        *_compared(
            done, NAMED_ACTIVIST, NAMED_CANDIDATE, "cultivate_months", figures, is_late=False
        ),
        *_compared(done, PRE_REVIEWED, DISCUSSED, "assembly_days", figures, is_late=True),
        *_compared(done, DISCUSSED, APPROVED, "approval_months", figures, is_late=True),
        *_compared(done, DISCUSSED, FULL_DISCUSSED, "probation_months", figures, is_late=False),
    ]


def _gaps(done: Done) -> list[Caution]:
    """Steps of which a later one is taken already."""
    furthest = max(done, default=0)
    missing = [step for step in STEPS if step.number < furthest and step.number not in done]
    if not missing:
        return []
    names = "、".join(str(step.title) for step in missing)
    return [Caution(_("还没有记：%(steps)s") % {"steps": names})]


def _disorder(done: Done) -> list[Caution]:
    """A step whose day lies before that of the one before it."""
    found = []
    for earlier, following in pairwise(sorted(done)):
        if max(done[following]) < min(done[earlier]):
            facts = {"later": step_of(following).title, "earlier": step_of(earlier).title}
            found.append(Caution(_("“%(later)s”早于“%(earlier)s”，请核对日期") % facts))
    return found


def _compared(
    done: Done, from_step: int, to_step: int, field: str, figures: Intervals, *, is_late: bool
) -> list[Caution]:
    """Whether the second step came after its time, or before it."""
    if from_step not in done or to_step not in done:
        return []
    due, on = later(min(done[from_step]), field, figures), min(done[to_step])
    if on == due or (on > due) is not is_late:
        return []
    words = (
        _("“%(step)s”距“%(before)s”超过%(length)s")
        if is_late
        else _("“%(step)s”距“%(before)s”不满%(length)s")
    )
    facts = {
        "step": step_of(to_step).title,
        "before": step_of(from_step).title,
        "length": _length(field, figures),
    }
    return [Caution(words % facts, figures.name_of(field))]


def _length(field: str, figures: Intervals) -> str:
    words = _("%(count)d天") if field.endswith("_days") else _("%(count)d个月")
    return words % {"count": getattr(figures, field)}
