"""Ledger 7 (三会一课记录表) written as a set: what branches held, in numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.querysets import within_places
from core.ledgers import (
    LedgerPlan,
    Outcome,
    RowChange,
    RowProblem,
    folded,
    one_import_at_a_time,
    same,
)
from core.transactions import locking
from meetings.choices import (
    AGREED,
    PARTY_LIFE,
    PARTY_LIFE_WRITERS,
    MeetingKind,
    MeetingState,
    ResolutionState,
)
from meetings.meeting_rules import Counts
from meetings.models import (
    AgendaItem,
    Meeting,
    MeetingStep,
    Minutes,
    Resolution,
    ResolutionStep,
)
from meetings.models.meetings import LONGEST_TOPIC, MOST_PEOPLE
from meetings.models.resolutions import LONGEST_MATTER
from meetings.services.meetings import usual_title
from meetings.slots import earlier_slots, usual_slot
from party_building.models import PartyOrganization

if TYPE_CHECKING:
    from accounts.models import User
    from core.cells import Moment
    from core.ledgers import LedgerRow

FIELDS = {
    "spot": "spot",
    "chair": "chair_name",
    "recorder": "recorder_name",
    "due": "due_count",
    "present": "present_count",
    "on_leave": "leave_count",
    "absent": "absent_count",
    "lecturer": "lecturer_name",
    "subject": "topic",
}
PERSONS = ("chair", "recorder", "lecturer")
NUMBERS = frozenset({"due", "present", "on_leave", "absent"})
IMPORTED = "台账导入"
# Where the hour is not written.
NO_HOUR = time(0, 0)
_PARTS = re.compile(r"[；;\n]+")
_SLOT = re.compile(r"(\d{4})年(?:第?([1-4一二三四])季度|(\d{1,2})月)?")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
Change = tuple[str, str, str]


@dataclass
class _Line:
    """One row with its organisation and moment; the meeting that stands there already, if any."""

    row: LedgerRow
    organization: PartyOrganization
    kind: str
    held_from: datetime
    held_until: datetime | None
    meeting: Meeting | None = None


@dataclass
class _New:
    """A meeting of the file with what hangs on it."""

    meeting: Meeting
    text: str
    topics: list[str]
    matters: list[str]


@dataclass
class _Plan(LedgerPlan):
    new: list[_New] = field(default_factory=list)
    changed: list[Meeting] = field(default_factory=list)
    texts: list[tuple[Meeting, str]] = field(default_factory=list)


@locking
def import_party_life(
    *,
    rows: Sequence[LedgerRow],
    actor: User,
    now: datetime,
    dry_run: bool = False,
    good_rows_only: bool = False,
) -> Outcome:
    """Brings meetings that were held, by organisation, kind and moment, where the actor keeps them.

    Blank cells leave a field as it is; the ledger as it was exported comes back unchanged. What the
    chair has agreed to is not changed by a file, and topics and resolutions of a meeting that stands
    are not either. Nothing is written on a dry run, nor, unless only the good rows are wanted, when any
    row has a problem.
    """
    lines, problems = _lines(rows, actor, now)
    if not dry_run:
        one_import_at_a_time("party-life", (one.organization.sub_district_id for one in lines))
    _find(lines, lock=not dry_run)
    plan = _Plan(problems=problems)
    for line in lines:
        _weigh(plan, line, actor=actor, now=now)
    write = partial(_write, plan, actor=actor, now=now)
    return plan.carry_out(write, dry_run=dry_run, good_rows_only=good_rows_only)


def joined(parts: Sequence[str]) -> str:
    """Several topics or resolutions in one cell."""
    return "；".join(parts)


def parts_of(written: Any) -> list[str]:
    return [part.strip() for part in _PARTS.split(str(written or "")) if part.strip()]


def made_up_text(meeting: Meeting) -> str:
    """`2026年第3季度`; empty where it makes up for nothing."""
    return usual_slot(meeting.kind, meeting.makes_up).text if meeting.makes_up else ""


def moments_of(when: Moment) -> tuple[datetime, datetime | None]:
    """Beginning and end of a cell; a day without an hour begins at midnight."""

    def at(hour: time) -> datetime:
        return timezone.make_aware(datetime.combine(when.day, hour))

    return at(when.starts or NO_HOUR), at(when.ends) if when.ends else None


def _lines(
    rows: Sequence[LedgerRow], actor: User, now: datetime
) -> tuple[list[_Line], list[RowProblem]]:
    own = PartyOrganization.objects.visible_to(actor)
    if not actor.is_superuser:
        own = own.filter(within_places(actor, PARTY_LIFE_WRITERS))
    by_name: dict[object, list[PartyOrganization]] = defaultdict(list)
    for one in own.order_by("dissolved_on", "pk"):
        by_name[folded(one.name)].append(one)
    lines: list[_Line] = []
    problems: list[RowProblem] = []
    for row in rows:
        found = _line(row, by_name, now)
        if isinstance(found, RowProblem):
            problems.append(found)
        else:
            lines.append(found)
    return lines, problems


def _line(
    row: LedgerRow, by_name: dict[object, list[PartyOrganization]], now: datetime
) -> _Line | RowProblem:
    values: Any = row.values
    name = str(values["organization"])
    found = by_name.get(folded(name), [])
    if len(found) != 1:
        message = (
            _("有几个同名的党组织，请先改名")
            if found
            else _("在您负责的范围内没有找到这个党组织，请核对名称")
        )
        return RowProblem(row.number, "organization", name, message)
    held_from, held_until = moments_of(values["when"])
    if held_from > now:
        return RowProblem(row.number, "when", str(values["when"].day), _("会议还没到时间"))
    if held_until and held_until <= held_from:
        return RowProblem(row.number, "when", str(values["when"].day), _("结束时间要晚于开始时间"))
    return _Line(row, found[0], values["kind"], held_from, held_until)


def _find(lines: Sequence[_Line], *, lock: bool) -> None:
    """The meetings that stand already; a row without an hour means the one of that day."""
    standing = Meeting.objects.filter(
        party_organization__in={line.organization.pk for line in lines}, kind__in=PARTY_LIFE
    ).exclude(state=MeetingState.CANCELLED)
    if lock:
        standing = standing.select_for_update(no_key=True, of=("self",))
    exact: dict[tuple[Any, ...], Meeting] = {}
    of_day: dict[tuple[Any, ...], list[Meeting]] = defaultdict(list)
    for one in standing.select_related("minutes").order_by("pk"):
        exact[one.party_organization_id, one.kind, one.held_from] = one
        of_day[one.party_organization_id, one.kind, timezone.localdate(one.held_from)].append(one)
    for line in lines:
        key = (line.organization.pk, line.kind)
        line.meeting = exact.get((*key, line.held_from))
        same_day = of_day[*key, timezone.localdate(line.held_from)]
        if line.meeting is None and line.row.values["when"].starts is None and len(same_day) == 1:  # type: ignore[attr-defined]  # a Moment
            line.meeting, line.held_from = same_day[0], same_day[0].held_from


def _weigh(plan: _Plan, line: _Line, *, actor: User, now: datetime) -> None:
    meeting = line.meeting or Meeting(
        **line.organization.place_columns,
        party_organization=line.organization,
        kind=line.kind,
        title=usual_title(line.kind, line.held_from),
        held_from=line.held_from,
        held_until=line.held_until,
        created_by=actor,
    )
    changes = _set(meeting, line)
    problem = _problem(line, meeting, changes)
    if problem:
        plan.problems.append(RowProblem(line.row.number, *problem))
    elif line.meeting is None:
        _plan_new(plan, line, meeting)
    elif changes:
        plan.changed.append(meeting)
        if any(key == "text" for key, _before, _after in changes):
            plan.texts.append((meeting, str(line.row.values["text"])))
        plan.changes.append(
            RowChange(line.row.number, meeting.title, is_new=False, cells=tuple(changes))
        )
    else:
        plan.unchanged += 1


def _set(meeting: Meeting, line: _Line) -> list[Change]:
    """Sets what differs; answers with the changed columns, old and new."""
    changes: list[Change] = []
    for key, name in FIELDS.items():
        if key not in line.row.values:
            continue
        before, value = getattr(meeting, name), line.row.values[key]
        after = value if key in NUMBERS else value or ""
        if same(before, after):
            continue
        setattr(meeting, name, after)
        if key in PERSONS:
            setattr(meeting, key, None)
        changes.append((key, _shown(before), _shown(after)))
    makes_up = _makes_up(line)
    if "makes_up" in line.row.values and makes_up != meeting.makes_up:
        before = made_up_text(meeting)
        meeting.makes_up = makes_up
        changes.append(("makes_up", before, made_up_text(meeting)))
    text = line.row.values.get("text")
    if text and not same(_text_of(meeting), text):
        changes.append(("text", _text_of(meeting), str(text)))
    return changes


def _text_of(meeting: Meeting) -> str:
    return meeting.minutes.text if meeting.pk and hasattr(meeting, "minutes") else ""


def _makes_up(line: _Line) -> date | None:
    """`是` means the slot before; `2026年第3季度` and `2026年8月` say which."""
    written = str(line.row.values.get("makes_up") or "")
    found = _SLOT.search(written)
    if found:
        year, quarter, month = found.groups()
        number = _QUARTERS.get(quarter or "", 0) or int(quarter or 0)
        day = date(int(year), 3 * number - 2 if number else int(month or 1), 1)
        return usual_slot(line.kind, day).first
    if written in {"是", "√", "有", "补课"}:
        return earlier_slots(line.kind, timezone.localdate(line.held_from), count=1)[0].first
    return None


def _problem(
    line: _Line, meeting: Meeting, changes: Sequence[Change]
) -> tuple[str, str, str] | None:
    """Why the row can't be taken: its column, what stands there, the sentence."""
    for key in NUMBERS & line.row.values.keys():
        number: Any = line.row.values[key]
        if number is not None and not 0 <= number <= MOST_PEOPLE:
            return key, _shown(number), _("人数应在0到%(most)d之间") % {"most": MOST_PEOPLE}
    counts = Counts(
        due=meeting.due_count,
        present=meeting.present_count,
        on_leave=meeting.leave_count,
        absent=meeting.absent_count,
    )
    if not counts.fit:
        message = _("人数对不上：实到、请假、缺席加起来要等于应到")
        return "due", _shown(meeting.due_count), message
    long = [one for one in parts_of(line.row.values.get("topics")) if len(one) > LONGEST_TOPIC]
    if long:
        return "topics", long[0], _("一个议题最多%(most)d字") % {"most": LONGEST_TOPIC}
    long = [one for one in parts_of(line.row.values.get("resolved")) if len(one) > LONGEST_MATTER]
    if long:
        return "resolved", long[0], _("一项决议最多%(most)d字") % {"most": LONGEST_MATTER}
    if line.meeting is None:
        return None
    return _standing_problem(line, line.meeting, changes)


def _standing_problem(
    line: _Line, meeting: Meeting, changes: Sequence[Change]
) -> tuple[str, str, str] | None:
    if changes and meeting.state in AGREED:
        return changes[0][0], changes[0][2], _("这次会议的纪要已经确认，不能用表格改")
    for key, stands in (
        ("topics", list(meeting.agenda.order_by("number").values_list("topic", flat=True))),
        ("resolved", list(meeting.resolutions.order_by("number").values_list("matter", flat=True))),
    ):
        written = parts_of(line.row.values.get(key))
        if written and written != parts_of(joined(stands)):
            return key, joined(written), _("已登记的会议，议题和决议请在会议页面改")
    return None


def _plan_new(plan: _Plan, line: _Line, meeting: Meeting) -> None:
    values = line.row.values
    one = _New(
        meeting,
        str(values.get("text") or ""),
        parts_of(values.get("topics")),
        parts_of(values.get("resolved")),
    )
    plan.new.append(one)
    label = f"{line.organization.name} {MeetingKind(line.kind).label}"
    plan.changes.append(RowChange(line.row.number, label, is_new=True))


def _write(plan: _Plan, *, actor: User, now: datetime) -> None:
    for one in plan.new:
        took_place(one.meeting, actor=actor, now=now, has_text=bool(one.text))
    Meeting.objects.bulk_create([one.meeting for one in plan.new])
    write_parts([(one.meeting, one.text, one.topics) for one in plan.new], actor=actor, now=now)
    resolutions = Resolution.objects.bulk_create(
        [
            Resolution(
                **one.meeting.place_columns,
                meeting=one.meeting,
                number=number,
                matter=matter,
                party_organization=one.meeting.party_organization,
                owner_name=str(one.meeting.party_organization),
            )
            for one in plan.new
            for number, matter in enumerate(one.matters, start=1)
        ]
    )
    note_resolved(resolutions, actor=actor, now=now)
    fields = [*FIELDS.values(), *PERSONS, "makes_up"]
    Meeting.objects.bulk_update(plan.changed, fields, batch_size=500)
    for meeting, text in plan.texts:
        rewrite(meeting, text, actor=actor, now=now)


def took_place(meeting: Meeting, *, actor: User, now: datetime, has_text: bool) -> None:
    """A meeting that a file brings was held; with its main points it waits for the chair."""
    meeting.state = MeetingState.MINUTED if has_text else MeetingState.HELD
    meeting.recorded_at, meeting.recorded_by = now, actor
    if has_text:
        meeting.drafted_at, meeting.drafted_by = now, actor


def write_parts(
    made: Sequence[tuple[Meeting, str, list[str]]], *, actor: User, now: datetime
) -> None:
    """Minutes, agenda and the trace of new meetings, in three statements."""
    Minutes.objects.bulk_create(
        [Minutes(meeting=meeting, text=text) for meeting, text, _topics in made if text]
    )
    AgendaItem.objects.bulk_create(
        [
            AgendaItem(meeting=meeting, number=number, topic=topic)
            for meeting, _text, topics in made
            for number, topic in enumerate(topics, start=1)
        ]
    )
    MeetingStep.objects.bulk_create(
        [
            MeetingStep(meeting=meeting, to_state=meeting.state, note=IMPORTED, at=now, by=actor)
            for meeting, _text, _topics in made
        ]
    )


def note_resolved(resolutions: Sequence[Resolution], *, actor: User, now: datetime) -> None:
    ResolutionStep.objects.bulk_create(
        [
            ResolutionStep(
                resolution=one, to_state=ResolutionState.OPEN, note=IMPORTED, at=now, by=actor
            )
            for one in resolutions
        ]
    )


def rewrite(meeting: Meeting, text: str, *, actor: User, now: datetime) -> None:
    """Other main points of a meeting that is not agreed to."""
    Minutes.objects.update_or_create(meeting=meeting, defaults={"text": text})
    was_held = meeting.state == MeetingState.HELD
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.MINUTED if was_held else meeting.state,
        drafted_at=now,
        drafted_by=actor,
    )


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
