"""The activity plan (活动计划表) written as a set: one planned activity with one session a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.clock import day_bounds
from activities.choices import ActivityKind, ActivityState
from activities.models import Activity, ActivityUpdate, Session, Space
from communities.models import Complex
from communities.queries.reach import AnyPlace, Reach, columns_of, plain_name, tenant_of
from core.errors import DomainError
from core.ledgers import (
    LedgerPlan,
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
    from collections.abc import Iterable, Sequence
    from datetime import date

    from accounts.models import User
    from core.cells import Moment
    from core.ledgers import LedgerRow

TEXTS = (
    "theme",
    "form",
    "audience",
    "organizer",
    "co_organizer",
    "responsible",
    "loop_stage",
)
DETAILS = (*TEXTS, "budget_fen")
# Until it is decided and announced, a plan may be rewritten from its sheet.
STILL_PLANNED = frozenset({ActivityState.IDEA, ActivityState.PLANNED, ActivityState.RETURNED})
OVER = frozenset({ActivityState.CANCELLED, ActivityState.ARCHIVED})
_KIND_WORDS = (
    (ActivityKind.CLINIC, ("义诊", "体检", "健康")),
    (ActivityKind.PARTY, ("党",)),
    (ActivityKind.VOLUNTEER, ("志愿", "便民", "慰问", "公益", "服务")),
    (ActivityKind.COURSE, ("讲座", "课", "培训", "演练", "阅读", "读书")),
    (ActivityKind.MEETING, ("会议", "恳谈", "议事", "联席")),
)


class PlaceNotNamed(DomainError):
    """Neither a column nor the title says where the plan belongs."""

    def __init__(self) -> None:
        super().__init__(
            _("没有找到这份计划属于哪个小区：请加“小区”列，或在标题里写上您负责的小区名称。")
        )


@dataclass
class _Plan(LedgerPlan):
    """What the sheet would do, with the rows as they shall be."""

    new: list[tuple[Activity, Session]] = field(default_factory=list)
    changed_activities: dict[int, Activity] = field(default_factory=dict)
    changed_sessions: list[Session] = field(default_factory=list)


@dataclass(frozen=True)
class _Slot:
    """One row with its place and hours."""

    row: LedgerRow
    place: AnyPlace
    title: str
    starts_at: datetime
    ends_at: datetime | None

    @property
    def key(self) -> tuple[str, int, object, date]:
        return _key(self.place, self.title, self.starts_at)


@locking
def import_activity_plan(
    *,
    rows: Sequence[LedgerRow],
    actor: User,
    now: datetime,
    dry_run: bool = False,
    good_rows_only: bool = False,
) -> Outcome:
    """Plans one activity with one session a row, where the actor serves.

    A session is its place, title and day, so the same sheet twice changes nothing. What is already
    announced keeps its time and place: moving it tells people, which a sheet can't. Nothing is
    written on a dry run, nor, unless only good rows are wanted, when any row has a problem.
    """
    slots, problems = _slots(rows, Reach.of(actor, complexes=Complex.objects.served_by(actor)))
    if not dry_run:
        one_import_at_a_time("activity-plan", (tenant_of(slot.place) for slot in slots))
    plan = _plan(slots, existing=_existing(slots, lock=not dry_run), spaces=_spaces(slots))
    plan.problems[:0] = problems
    return plan.carry_out(
        partial(_write, plan, actor=actor, now=now), dry_run=dry_run, good_rows_only=good_rows_only
    )


def place_named_in(text: str, *, actor: User) -> dict[str, object]:
    """The complex that a title names, as values of a row; nothing when it names none, or two.

    Never the actor's only complex by default: the title may name one that is not his.
    """
    words = str(folded(text))
    named = [
        c
        for c in Complex.objects.served_by(actor).select_related("community")
        if plain_name(c.name, "小区") in words
    ]
    longest = max((len(c.name) for c in named), default=0)
    named = [c for c in named if len(c.name) == longest]
    in_community = [c for c in named if plain_name(c.community.name, "社区") in words]
    found = in_community or named
    if len(found) != 1:
        return {}
    return {"community": found[0].community.name, "complex": found[0].name}


def _key(place: Any, title: str, starts_at: datetime) -> tuple[str, int, object, date]:
    day = timezone.localdate(starts_at)
    return (type(place).__name__, place.pk, folded(title), day)


def _slots(rows: Sequence[LedgerRow], reach: Reach) -> tuple[list[_Slot], list[RowProblem]]:
    if rows and not any({"complex", "community"} & row.values.keys() for row in rows):
        raise PlaceNotNamed
    message = _("与第 %(row)s 行是同一小区同一天的同名活动，请只留一行")
    return first_of_each(
        rows,
        lambda row: _slot(row, reach),
        repeated=lambda line, first: ("title", line.title, message % {"row": first}),
    )


def _slot(row: LedgerRow, reach: Reach) -> _Slot | RowProblem:
    place = reach.place_of(row)
    if isinstance(place, RowProblem):
        return place
    when: Moment = row.values["when"]  # type: ignore[assignment]
    if when.starts is None:
        message = _("请写明几点开始，例如 2026-06-18 09:30")
        return RowProblem(row.number, "when", when.day.isoformat(), message)
    ends_at = _at(when.day, when.ends) if when.ends else None
    return _Slot(row, place, str(row.values["title"]), _at(when.day, when.starts), ends_at)


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def _existing(
    slots: Sequence[_Slot], *, lock: bool
) -> dict[tuple[str, int, object, date], Session]:
    """The sessions of these places between the first and the last day of the sheet.

    Cancelled ones too: the same sheet must not bring back what was called off.
    """
    if not slots:
        return {}
    days = [timezone.localdate(slot.starts_at) for slot in slots]
    sessions = Session.objects.filter(
        sub_district__in={tenant_of(slot.place) for slot in slots},
        starts_at__gte=day_bounds(min(days))[0],
        starts_at__lt=day_bounds(max(days))[1],
    ).select_related("activity", "space", "complex", "community", "sub_district")
    if lock:
        sessions = sessions.select_for_update(of=("self", "activity"), no_key=True)
    found = {}
    activities: dict[int, Activity] = {}
    # Of two under one key the standing one counts, and of those the older.
    for session in sessions.order_by(F("cancelled_at").asc(nulls_last=True), "-pk"):
        session.activity = activities.setdefault(session.activity_id, session.activity)
        place = session.complex or session.community or session.sub_district
        found[_key(place, session.activity.title, session.starts_at)] = session
    return found


def _spaces(slots: Sequence[_Slot]) -> list[Space]:
    if not any(slot.row.values.get("place") for slot in slots):
        return []
    tenants = {tenant_of(slot.place) for slot in slots}
    return list(Space.objects.filter(sub_district__in=tenants, is_open=True))


def _plan(
    slots: Sequence[_Slot],
    *,
    existing: dict[tuple[str, int, object, date], Session],
    spaces: Sequence[Space],
) -> _Plan:
    plan = _Plan()
    for slot in slots:
        session = existing.get(slot.key)
        if session is None:
            _add(plan, slot, spaces)
        else:
            _compare(plan, slot, session, spaces)
    return plan


def _add(plan: _Plan, slot: _Slot, spaces: Iterable[Space]) -> None:
    columns = columns_of(slot.place)
    form = str(slot.row.values.get("form") or "")
    activity = Activity(title=slot.title, kind=_kind_of(form), **columns)
    session = Session(activity=activity, starts_at=slot.starts_at, ends_at=slot.ends_at, **columns)
    _set_details(activity, slot)
    _set_place(session, slot, spaces)
    plan.new.append((activity, session))
    plan.changes.append(RowChange(slot.row.number, slot.title, is_new=True))


def _compare(plan: _Plan, slot: _Slot, session: Session, spaces: Iterable[Space]) -> None:
    moved = [*_set_hours(session, slot), *_set_place(session, slot, spaces)]
    details = _set_details(session.activity, slot)
    if not moved and not details:
        plan.unchanged += 1
        return
    refusal = _refusal(session, moved=moved)
    if refusal:
        key, _before, after = [*moved, *details][0]
        plan.problems.append(RowProblem(slot.row.number, key, after, refusal))
        return
    plan.changes.append(RowChange(slot.row.number, slot.title, False, (*moved, *details)))
    if details:
        plan.changed_activities[session.activity.pk] = session.activity
    if moved:
        session.sequence += 1
        plan.changed_sessions.append(session)


def _refusal(session: Session, *, moved: Sequence[tuple[str, str, str]]) -> str:
    """Why a known session can't be changed by a sheet; empty when it can."""
    state = session.activity.state
    if state in OVER or session.cancelled_at is not None:
        return _("已取消或已归档的活动不能再改")
    if moved and state not in STILL_PLANNED:
        return _announced(state) % {"before": moved[0][1]}
    return ""


def _announced(state: str) -> str:
    """The sentence for a plan that others have in hand already, whichever they are."""
    if state == ActivityState.SUBMITTED:
        return _("活动正在审核，原为“%(before)s”；改时间、地点请在活动页上改")
    if state == ActivityState.APPROVED:
        return _("活动已通过审核，原为“%(before)s”；改时间、地点请在活动页上改")
    return _("活动已经发布，原为“%(before)s”；改时间、地点请在活动页上改，系统会通知已报名的人")


def _set_details(activity: Activity, slot: _Slot) -> list[tuple[str, str, str]]:
    """Sets what differs; answers with the changed columns, old and new."""
    changed = []
    for key in DETAILS:
        if key not in slot.row.values or same(getattr(activity, key), slot.row.values[key]):
            continue
        before, value = getattr(activity, key), slot.row.values[key]
        setattr(activity, key, "" if value is None and key in TEXTS else value)
        changed.append((key, _shown(key, before), _shown(key, value)))
    return changed


def _set_hours(session: Session, slot: _Slot) -> list[tuple[str, str, str]]:
    """A sheet that gives no end leaves the end, unless the start has moved past it."""
    ends_at = slot.ends_at or session.ends_at
    if ends_at is not None and ends_at <= slot.starts_at:
        ends_at = None
    if (session.starts_at, session.ends_at) == (slot.starts_at, ends_at):
        return []
    before = hours_text(session)
    session.starts_at, session.ends_at = slot.starts_at, ends_at
    return [("when", before, hours_text(session))]


def hours_text(session: Session) -> str:
    """`2026-06-18 09:30-11:00`, as the plan is exported."""
    text = timezone.localtime(session.starts_at).strftime("%Y-%m-%d %H:%M")
    if session.ends_at is None:
        return text
    return f"{text}-{timezone.localtime(session.ends_at):%H:%M}"


def place_text(session: Session) -> str:
    """The space's name, or what was typed."""
    return session.space.name if session.space is not None else session.place_text


def _set_place(
    session: Session, slot: _Slot, spaces: Iterable[Space]
) -> list[tuple[str, str, str]]:
    typed = slot.row.values.get("place", ...)
    if typed is ... or same(place_text(session), typed):
        return []
    before = place_text(session)
    name = str(typed or "")
    session.space = _space_named(name, slot.place, spaces)
    session.place_text = "" if session.space is not None else name
    return [("place", before, name)]


def _space_named(name: str, place: AnyPlace, spaces: Iterable[Space]) -> Space | None:
    """The room of that name at the place itself, else at its community, else its sub-district."""
    columns = columns_of(place)
    rooms = [space for space in spaces if folded(space.name) == folded(name)]
    for complex_id, community_id in (
        (columns["complex_id"], columns["community_id"]),
        (None, columns["community_id"]),
        (None, None),
    ):
        for room in rooms:
            where = (room.complex_id, room.community_id, room.sub_district_id)
            if where == (complex_id, community_id, columns["sub_district_id"]):
                return room
    return None


def _shown(key: str, value: Any) -> str:
    if value is None:
        return ""
    return f"{value / 100:g}" if key == "budget_fen" else str(value)


def _kind_of(form: str) -> ActivityKind:
    for kind, words in _KIND_WORDS:
        if any(word in form for word in words):
            return kind
    return ActivityKind.CULTURE


def _write(plan: _Plan, *, actor: User, now: datetime) -> None:
    for activity, _session in plan.new:
        activity.state = ActivityState.PLANNED
        activity.created_by = actor
    Activity.objects.bulk_create([activity for activity, _session in plan.new])
    for activity, session in plan.new:
        session.activity = activity
    Session.objects.bulk_create([session for _activity, session in plan.new])
    with override(settings.LANGUAGE_CODE):  # it stays
        note = _("由活动计划表导入")
    ActivityUpdate.objects.bulk_create(
        ActivityUpdate(
            activity=activity,
            from_state="",
            to_state=ActivityState.PLANNED,
            note=note,
            at=now,
            by=actor,
        )
        for activity, _session in plan.new
    )
    # Upserts by key: bulk_update's CASE per field is many times slower.
    Activity.objects.bulk_create(
        list(plan.changed_activities.values()),
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*DETAILS],
    )
    Session.objects.bulk_create(
        plan.changed_sessions,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["starts_at", "ends_at", "space", "place_text", "sequence"],
    )
