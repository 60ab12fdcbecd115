"""Ledger 20 (联席会/恳谈会/议事会纪要) written as a set: one row a resolution, its meeting beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from communities.models import Complex, EnvCommittee, Organization, OwnersBody
from communities.queries.reach import AnyPlace, Reach, columns_of, tenant_of
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
    MEETING_WRITERS,
    PARTY_LIFE,
    AttendanceRole,
    AttendanceStatus,
    MeetingKind,
    MeetingState,
)
from meetings.models import Attendance, Meeting, Resolution
from meetings.models.meetings import LONGEST_TITLE, LONGEST_TOPIC
from meetings.services.party_life_ledger import (
    joined,
    moments_of,
    note_resolved,
    parts_of,
    rewrite,
    took_place,
    write_parts,
)

if TYPE_CHECKING:
    from accounts.models import User
    from core.ledgers import LedgerRow

FIELDS = {"spot": "spot", "chair": "chair_name", "recorder": "recorder_name"}
PERSONS = ("chair", "recorder")
# Of a resolution: the columns that make one.
OF_RESOLUTION = ("matter", "owner", "contact", "deadline")
Change = tuple[str, str, str]
Key = tuple[Any, ...]


@dataclass
class _Group:
    """One meeting of the file with its rows; the one that stands already, if any."""

    place: AnyPlace
    kind: str
    title: str
    held_from: datetime
    held_until: datetime | None
    rows: list[LedgerRow] = field(default_factory=list)
    meeting: Meeting | None = None
    resolutions: list[Resolution] = field(default_factory=list)
    guests: list[tuple[str, AttendanceRole]] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return (*columns_of(self.place).values(), self.kind, folded(self.title), self.held_from)

    def first(self, key: str) -> Any:
        """What the first row that fills the column says; missing where none does."""
        return next((row.values[key] for row in self.rows if key in row.values), None)


@dataclass
class _Plan(LedgerPlan):
    new: list[_Group] = field(default_factory=list)
    changed: list[Meeting] = field(default_factory=list)
    texts: list[tuple[Meeting, str]] = field(default_factory=list)
    added: list[Resolution] = field(default_factory=list)


@locking
def import_minutes(
    *,
    rows: Sequence[LedgerRow],
    actor: User,
    now: datetime,
    dry_run: bool = False,
    good_rows_only: bool = False,
) -> Outcome:
    """Brings meetings that were held, by place, kind, title and moment, where the actor keeps them.

    Rows of one meeting stand apart by the number of their resolution. Blank cells leave a field as it
    is; the ledger as it was exported comes back unchanged. What the chair has agreed to is not changed
    by a file, lists and topics of a meeting that stands are not either, and how far a resolution has
    come is said on its page. Nothing is written on a dry run, nor, unless only the good rows are wanted,
    when any row has a problem.
    """
    groups, problems = _groups(rows, actor, now)
    if not dry_run:
        one_import_at_a_time("meetings", (tenant_of(group.place) for group in groups))
    _find(groups, lock=not dry_run)
    units = _units(groups)
    plan = _Plan(problems=problems)
    for group in groups:
        _weigh(plan, group, units, actor=actor)
    write = partial(_write, plan, actor=actor, now=now)
    return plan.carry_out(write, dry_run=dry_run, good_rows_only=good_rows_only)


def _groups(
    rows: Sequence[LedgerRow], actor: User, now: datetime
) -> tuple[list[_Group], list[RowProblem]]:
    reach = Reach.of(actor, complexes=Complex.objects.served_as(actor, MEETING_WRITERS))
    groups: dict[Key, _Group] = {}
    problems: list[RowProblem] = []
    for row in rows:
        found = _group(row, reach, now)
        if isinstance(found, RowProblem):
            problems.append(found)
        else:
            groups.setdefault(found.key, found).rows.append(row)
    return list(groups.values()), problems


def _group(row: LedgerRow, reach: Reach, now: datetime) -> _Group | RowProblem:
    values: Any = row.values
    place = reach.place_of(row)
    if isinstance(place, RowProblem):
        return place
    if values["kind"] in PARTY_LIFE:
        message = _("组织生活请填“三会一课记录表”")
        return RowProblem(row.number, "kind", str(MeetingKind(values["kind"]).label), message)
    if values["kind"] == MeetingKind.OWNERS_ASSEMBLY and not isinstance(place, Complex):
        return RowProblem(row.number, "complex", "", _("业主大会是小区的，请写小区"))
    held_from, held_until = moments_of(values["when"])
    if held_from > now:
        return RowProblem(row.number, "when", str(values["when"].day), _("会议还没到时间"))
    if held_until and held_until <= held_from:
        return RowProblem(row.number, "when", str(values["when"].day), _("结束时间要晚于开始时间"))
    return _Group(place, values["kind"], str(values["title"]), held_from, held_until)


def _find(groups: Sequence[_Group], *, lock: bool) -> None:
    standing = Meeting.objects.filter(
        sub_district__in={tenant_of(group.place) for group in groups},
        held_from__in={group.held_from for group in groups},
    ).exclude(state=MeetingState.CANCELLED)
    if lock:
        standing = standing.select_for_update(no_key=True, of=("self",))
    known = {
        (*one.place_columns.values(), one.kind, folded(one.title), one.held_from): one
        for one in standing.select_related("minutes").order_by("pk")
    }
    for group in groups:
        group.meeting = known.get(group.key)


def _units(groups: Sequence[_Group]) -> dict[tuple[int, object], Organization]:
    """Every unit that the file may name, by sub-district and name."""
    rows = Organization.objects.filter(sub_district__in={tenant_of(one.place) for one in groups})
    return {(one.sub_district_id, folded(one.name)): one for one in rows}


def _weigh(plan: _Plan, group: _Group, units: Any, *, actor: User) -> None:
    problem = _problem(group)
    if problem:
        plan.problems.append(problem)
    elif group.meeting is None:
        _plan_new(plan, group, units, actor=actor)
    else:
        _plan_standing(plan, group, group.meeting, units)


def _problem(group: _Group) -> RowProblem | None:
    """What no meeting can have; of one that stands, what a file may not change."""
    for row in group.rows:
        has_some = any(row.values.get(key) for key in OF_RESOLUTION)
        if has_some and not row.values.get("matter"):
            return RowProblem(row.number, "matter", "", _("请写议定事项"))
        if has_some and not row.values.get("owner"):
            return RowProblem(row.number, "owner", "", _("请写责任单位或责任人"))
    first = group.rows[0]
    for key, most in (
        ("topics", LONGEST_TOPIC),
        ("guests", LONGEST_TITLE),
        ("sits_in", LONGEST_TITLE),
    ):
        long = [part for part in parts_of(group.first(key)) if len(part) > most]
        if long:
            message = _("一项最多%(most)d字") % {"most": most}
            return RowProblem(first.number, key, long[0], message)
    if group.meeting is None:
        return _body_problem(group)
    return _standing_problem(group, group.meeting)


def _body_problem(group: _Group) -> RowProblem | None:
    if group.kind != MeetingKind.ENV_COMMITTEE:
        return None
    community = columns_of(group.place)["community_id"]
    if EnvCommittee.objects.filter(community=community).exists():
        return None
    return RowProblem(group.rows[0].number, "kind", "", _("这个社区还没有登记环物委"))


def _standing_problem(group: _Group, meeting: Meeting) -> RowProblem | None:
    stands = {
        "topics": list(meeting.agenda.order_by("number").values_list("topic", flat=True)),
        "guests": names_of(meeting, AttendanceRole.TAKES_PART),
        "sits_in": names_of(meeting, AttendanceRole.SITS_IN),
    }
    for key, names in stands.items():
        written = parts_of(group.first(key))
        if written and written != parts_of(joined(names)):
            message = _("已登记的会议，名单和议题请在会议页面改")
            return RowProblem(group.rows[0].number, key, joined(written), message)
    return None


def names_of(meeting: Meeting, role: AttendanceRole) -> list[str]:
    rows = meeting.attendances.filter(role=role).order_by("pk")
    return list(rows.values_list("name", flat=True))


def _plan_new(plan: _Plan, group: _Group, units: Any, *, actor: User) -> None:
    columns = columns_of(group.place)
    body = OwnersBody.objects.filter(complex=columns["complex_id"], ended_on=None).first()
    committee = EnvCommittee.objects.filter(community=columns["community_id"]).first()
    is_owners = group.kind == MeetingKind.OWNERS_ASSEMBLY
    is_env = group.kind == MeetingKind.ENV_COMMITTEE
    group.meeting = Meeting(
        **columns,
        kind=group.kind,
        title=group.title,
        owners_body=body if is_owners else None,
        env_committee=committee if is_env else None,
        held_from=group.held_from,
        held_until=group.held_until,
        created_by=actor,
    )
    _set(group.meeting, group)
    for number, row in enumerate(_resolving(group), start=1):
        group.resolutions.append(_resolution(group.meeting, row, number, units))
    group.guests = [
        *((name, AttendanceRole.TAKES_PART) for name in parts_of(group.first("guests"))),
        *((name, AttendanceRole.SITS_IN) for name in parts_of(group.first("sits_in"))),
    ]
    plan.new.append(group)
    plan.changes += [RowChange(row.number, group.title, is_new=True) for row in group.rows]


def _plan_standing(plan: _Plan, group: _Group, meeting: Meeting, units: Any) -> None:
    """Changed fields are told by the first row; each row by itself brings or repeats its resolution."""
    changes = _set(meeting, group)
    text = group.first("text")
    before = meeting.minutes.text if hasattr(meeting, "minutes") else ""
    if text and not same(before, text):
        changes.append(("text", before, str(text)))
    if changes and meeting.state in AGREED:
        message = _("这次会议的纪要已经确认，不能用表格改")
        plan.problems.append(
            RowProblem(group.rows[0].number, changes[0][0], changes[0][2], message)
        )
        return
    known = {one.number: one for one in meeting.resolutions.all()}
    for position, row in enumerate(group.rows):
        told = changes if not position else []
        _plan_row(plan, group, meeting, row, known, told, units)
    if changes:
        plan.changed.append(meeting)
    if any(key == "text" for key, _before, _after in changes):
        plan.texts.append((meeting, str(text)))


def _plan_row(
    plan: _Plan,
    group: _Group,
    meeting: Meeting,
    row: LedgerRow,
    known: dict[int, Resolution],
    told: list[Change],
    units: Any,
) -> None:
    number: Any = row.values.get("item")
    resolution = known.get(number) or next(
        (one for one in known.values() if same(one.matter, row.values.get("matter"))), None
    )
    if row.values.get("matter") and resolution is None:
        if meeting.state in AGREED:
            message = _("这次会议的纪要已经确认，不能再加议定事项")
            plan.problems.append(
                RowProblem(row.number, "matter", str(row.values["matter"]), message)
            )
            return
        added = _resolution(meeting, row, max(known, default=0) + 1, units)
        known[added.number] = added
        plan.added.append(added)
        plan.changes.append(RowChange(row.number, group.title, is_new=True))
        return
    if resolution is not None and _differs(resolution, row):
        message = _("已登记的议定事项请在会议页面改")
        plan.problems.append(RowProblem(row.number, "matter", resolution.matter, message))
    elif told:
        plan.changes.append(RowChange(row.number, group.title, is_new=False, cells=tuple(told)))
    else:
        plan.unchanged += 1


def _differs(resolution: Resolution, row: LedgerRow) -> bool:
    stands = {
        "matter": resolution.matter,
        "owner": resolution.owner_name,
        "contact": resolution.contact,
        "deadline": resolution.deadline,
    }
    return any(
        row.values.get(key) is not None and not same(value, row.values[key])
        for key, value in stands.items()
    )


def _resolving(group: _Group) -> list[LedgerRow]:
    return [row for row in group.rows if row.values.get("matter")]


def _resolution(meeting: Meeting, row: LedgerRow, number: int, units: Any) -> Resolution:
    values: Any = row.values
    unit = units.get((meeting.sub_district_id, folded(str(values["owner"]))))
    return Resolution(
        **meeting.place_columns,
        meeting=meeting,
        number=number,
        matter=values["matter"],
        organization=unit,
        owner_name=unit.name if unit else values["owner"],
        contact=values.get("contact") or "",
        deadline=values.get("deadline"),
    )


def _set(meeting: Meeting, group: _Group) -> list[Change]:
    changes: list[Change] = []
    for key, name in FIELDS.items():
        value = group.first(key)
        before = getattr(meeting, name)
        if value is None or same(before, value):
            continue
        setattr(meeting, name, value)
        if key in PERSONS:
            setattr(meeting, key, None)
        changes.append((key, before, str(value)))
    return changes


def _write(plan: _Plan, *, actor: User, now: datetime) -> None:
    made: list[tuple[Meeting, str, list[str]]] = []
    for group in plan.new:
        meeting: Any = group.meeting
        text = str(group.first("text") or "")
        took_place(meeting, actor=actor, now=now, has_text=bool(text))
        made.append((meeting, text, parts_of(group.first("topics"))))
    Meeting.objects.bulk_create([meeting for meeting, _text, _topics in made])
    write_parts(made, actor=actor, now=now)
    Attendance.objects.bulk_create(
        [
            Attendance(meeting=group.meeting, name=name, role=role, status=AttendanceStatus.PRESENT)
            for group in plan.new
            for name, role in dict.fromkeys(group.guests)
        ]
    )
    resolved = [one for group in plan.new for one in group.resolutions] + plan.added
    for one in resolved:
        one.meeting_id = one.meeting.pk  # known since it was written
    note_resolved(Resolution.objects.bulk_create(resolved), actor=actor, now=now)
    Meeting.objects.bulk_update(plan.changed, [*FIELDS.values(), *PERSONS], batch_size=500)
    for meeting, text in plan.texts:
        rewrite(meeting, text, actor=actor, now=now)
