"""Whether 党员发展 is switched on, who is on the way, and what her days ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from communities.body_rules import Caution, full_date
from core.page_parts import Link, Tag
from party_building.choices import MEMBER_WRITERS, DevelopmentStage
from party_building.development_rules import (
    PHASES,
    STEPS,
    Done,
    Reminder,
    cautions,
    earlier_stages,
    next_steps,
    reminders,
    step_of,
)
from party_building.models import DevelopmentStep, MemberDevelopment, PartyRules
from party_building.queries.rules import rules_by_tenant, rules_of

if TYPE_CHECKING:
    from accounts.models import User
    from communities.querysets import AnyUser

STAGE_TAGS = {
    DevelopmentStage.APPLICANT: ("mute", "pen"),
    DevelopmentStage.ACTIVIST: ("info", "people"),
    DevelopmentStage.CANDIDATE: ("info", "people"),
    DevelopmentStage.PROBATIONARY: ("warn", "clock"),
    DevelopmentStage.MEMBER: ("ok", "check"),
}


def is_switched_on(sub_district_id: int) -> bool:
    """Off, unless the sub-district has said that it may be kept here (domain 3.14)."""
    return rules_of(sub_district_id).development_on


def switched_on_for(user: AnyUser) -> bool:
    """Whether any sub-district in which the user keeps members has it on."""
    if not user.is_authenticated:
        return False
    on = PartyRules.objects.filter(development_on=True)
    if user.is_superuser:
        return on.exists()
    duties = user.role_assignments.active().of_roles(MEMBER_WRITERS)
    return on.filter(sub_district__in=duties.values("sub_district")).exists()


def with_steps(records: QuerySet[MemberDevelopment]) -> QuerySet[MemberDevelopment]:
    """Two statements, whatever their number."""
    steps = DevelopmentStep.objects.order_by("on", "number", "pk")
    return records.select_related("organization").prefetch_related(Prefetch("steps", steps))


def taken(record: MemberDevelopment) -> Done:
    """Of each step that counts, its days; of a record with its steps no statement."""
    done: defaultdict[int, list[date]] = defaultdict(list)
    for step in record.steps.all():
        if step.undone_on is None:
            done[step.number].append(step.on)
    return dict(done)


def next_due(record: MemberDevelopment, rules: PartyRules) -> Reminder | None:
    """下一节点: the earliest of what the days ask for; nothing of a record that is stopped."""
    if record.stopped_on is not None:
        return None
    return next(iter(reminders(taken(record), figures=rules)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """One record in the list: notice_row.html, with what is due."""

    url: str
    title: str
    meta: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class TakenStep:
    title: str
    when: str
    note: str
    is_undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One of the five parts of the way, with the steps that were taken in it."""

    title: str
    note: str
    steps: list[TakenStep]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """One record: where it stands, what is due, what looks wrong, and what can be written down."""

    title: str
    tag: Tag
    under: str
    due: list[str]
    cautions: list[Caution]
    phases: list[Phase]
    acts: list[Link]


def record_rows(records: Iterable[MemberDevelopment], *, today: date) -> list[RecordRow]:
    """Whoever has something due first; records come with their steps."""
    found = list(records)
    rules = rules_by_tenant(record.sub_district_id for record in found) if found else {}
    rows = []
    for record in found:
        due = next_due(record, rules[record.sub_district_id])
        rows.append((due.due if due else date.max, record.pk, _row(record, due, today)))
    return [row for _day, _pk, row in sorted(rows, key=lambda one: one[:2])]


def _row(record: MemberDevelopment, due: Reminder | None, today: date) -> RecordRow:
    parts = [record.organization.name, record.workplace, _due_text(due, today) if due else ""]
    return RecordRow(
        url=reverse("party_building:field_development_record", args=[record.pk]),
        title=record.label,
        meta=" · ".join(part for part in parts if part),
        tag=_tag(record),
    )


def _tag(record: MemberDevelopment) -> Tag:
    if record.stopped_on is not None:
        return Tag("mute", "cross", _("已中止"))
    tone, icon = STAGE_TAGS[DevelopmentStage(record.stage)]
    return Tag(tone, icon, str(record.get_stage_display()))


def _due_text(due: Reminder, today: date) -> str:
    words = _("%(what)s，%(day)s到期，已过") if due.due < today else _("%(what)s，%(day)s前")
    return words % {"what": due.text, "day": full_date(due.due)}


def record_page(record: MemberDevelopment, *, today: date, may_write: bool) -> RecordPage:
    """Three statements at most."""
    rules, done = rules_of(record.sub_district_id), taken(record)
    is_open = record.stopped_on is None
    under = [record.organization.name, record.workplace]
    if not is_open:
        under.append(_("中止：%(reason)s") % {"reason": record.stop_reason})
    return RecordPage(
        title=record.label,
        tag=_tag(record),
        under=" · ".join(part for part in under if part),
        due=[_due_text(one, today) for one in reminders(done, figures=rules)] if is_open else [],
        cautions=cautions(done, figures=rules),
        phases=_phases(record, done),
        acts=_acts(record, done) if may_write and is_open else [],
    )


def _phases(record: MemberDevelopment, done: Done) -> list[Phase]:
    phases = []
    for number, title in enumerate(PHASES, start=1):
        all_steps = [step.number for step in STEPS if step.phase == number]
        count = sum(step in done for step in all_steps)
        phases.append(
            Phase(
                title=str(title),
                note=_("%(done)d/%(all)d步") % {"done": count, "all": len(all_steps)},
                steps=[
                    TakenStep(
                        title=str(step_of(step.number).title),
                        when=full_date(step.on),
                        note=step.note,
                        is_undone=step.undone_on is not None,
                    )
                    for step in record.steps.all()
                    if step.number in all_steps
                ],
            )
        )
    return phases


def _acts(record: MemberDevelopment, done: Done) -> list[Link]:
    acts = []
    if next_steps(done):
        acts.append(Link(_("登记一步"), _url("field_development_step", record), main=True))
    if earlier_stages(record.stage):
        acts.append(Link(_("退回前一阶段"), _url("field_development_back", record)))
    acts.append(Link(_("中止"), _url("field_development_stop", record)))
    return acts


def _url(name: str, record: MemberDevelopment) -> str:
    return reverse(f"party_building:{name}", args=[record.pk])


def records_of(user: User) -> QuerySet[MemberDevelopment]:
    """What the user may read, where it is switched on; two statements."""
    on = PartyRules.objects.filter(development_on=True).values("sub_district")
    rows: Any = MemberDevelopment.objects.visible_to(user).filter(sub_district__in=on)
    return with_steps(rows)
