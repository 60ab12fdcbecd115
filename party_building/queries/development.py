"""Whether 党员发展 is switched on, who is on the way, and what her days ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from communities.body_rules import full_date
from communities.querysets import within_places
from core.page_parts import Link, Tag
from party_building.choices import BRANCHES, MEMBER_WRITERS, DevelopmentStage
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
from party_building.models import (
    DevelopmentStep,
    MemberDevelopment,
    PartyOrganization,
    PartyRules,
)
from party_building.queries.rules import rules_by_tenant, rules_of
from party_building.queries.work_rows import Part, Record, Row, joined

if TYPE_CHECKING:
    from accounts.models import User
    from communities.querysets import AnyUser

# So many buttons stand above a list; a community of many branches enters by their ledger.
MOST_BRANCHES = 12
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


def record_rows(records: Iterable[MemberDevelopment], *, today: date) -> list[Row]:
    """Whoever has something due first; records come with their steps."""
    found = list(records)
    rules = rules_by_tenant(record.sub_district_id for record in found) if found else {}
    rows = []
    for record in found:
        due = next_due(record, rules[record.sub_district_id])
        rows.append((due.due if due else date.max, record.pk, _row(record, due, today)))
    return [row for _day, _pk, row in sorted(rows, key=lambda one: one[:2])]


def _row(record: MemberDevelopment, due: Reminder | None, today: date) -> Row:
    asks = _due_text(due, today) if due else ""
    return Row(
        url=reverse("party_building:field_development_record", args=[record.pk]),
        title=record.label,
        meta=joined(record.organization.name, record.workplace, asks),
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


def record_page(record: MemberDevelopment, *, today: date, may_write: bool) -> Record:
    """One record: where it stands, what is due, what looks wrong; one statement for the settings."""
    rules, done = rules_of(record.sub_district_id), taken(record)
    is_open = record.stopped_on is None
    stopped = "" if is_open else _("中止：%(reason)s") % {"reason": record.stop_reason}
    return Record(
        title=record.label,
        tag=_tag(record),
        under=joined(record.organization.name, record.workplace, stopped),
        due=[_due_text(one, today) for one in reminders(done, figures=rules)] if is_open else [],
        cautions=cautions(done, figures=rules),
        parts=_phases(record, done),
        acts=_acts(record, done) if may_write and is_open else [],
    )


def _phases(record: MemberDevelopment, done: Done) -> list[Part]:
    """The five parts of the way, each with the steps that were taken in it."""
    parts = []
    for number, title in enumerate(PHASES, start=1):
        steps = [step.number for step in STEPS if step.phase == number]
        count = sum(step in done for step in steps)
        parts.append(
            Part(
                title=str(title),
                note=_("%(done)d/%(all)d步") % {"done": count, "all": len(steps)},
                rows=[_step_row(step) for step in record.steps.all() if step.number in steps],
                empty=_("还没有登记。"),
            )
        )
    return parts


def _step_row(step: DevelopmentStep) -> Row:
    return Row(
        title=str(step_of(step.number).title),
        meta=joined(full_date(step.on), step.note),
        tag=Tag("mute", "minus", _("已退回")) if step.undone_on else None,
    )


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


def writing_branches(user: AnyUser, *, on: date) -> list[PartyOrganization]:
    """Branches where the user may enter an application today, by name; one statement."""
    rows = PartyOrganization.objects.on(on).filter(
        kind__in=BRANCHES,
        sub_district__in=PartyRules.objects.filter(development_on=True).values("sub_district"),
    )
    if not user.is_authenticated:
        return []
    if not user.is_superuser:
        rows = rows.filter(within_places(user, MEMBER_WRITERS))
    return list(rows.order_by("pinyin_key", "name", "pk")[:MOST_BRANCHES])
