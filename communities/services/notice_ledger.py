"""Ledger 34 (公告公示登记) written as a set: a row brings a draft; what hangs is never changed by a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.choices import NOTICE_EDITABLE, NoticeCategory, NoticeState
from communities.models import Complex, Notice, NoticeUpdate
from communities.queries.notices import period_days
from communities.queries.reach import AnyPlace, Reach, columns_of, tenant_of
from communities.services.notices import EDITED, LONGEST_PERIOD, last_day
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
    from collections.abc import Sequence
    from datetime import datetime

    from accounts.models import User
    from core.cells import DateRange

IMPORTED = ("category", "publisher", "body", "shown_until")
Key = tuple[str, int, object, date]


@dataclass
class _Plan(LedgerPlan):
    """What the file would do, with the rows as they shall be."""

    new: list[Notice] = field(default_factory=list)
    changed: list[Notice] = field(default_factory=list)


@dataclass(frozen=True)
class _Line:
    """One row with its place and days."""

    row: LedgerRow
    place: AnyPlace
    title: str
    shown_from: date
    shown_until: date | None

    @property
    def key(self) -> Key:
        return _key(self.place, self.title, self.shown_from)


@locking
def import_notices(
    *,
    rows: Sequence[LedgerRow],
    actor: User,
    now: datetime,
    dry_run: bool = False,
    good_rows_only: bool = False,
) -> Outcome:
    """Brings drafts by the actor where he writes notices; a sheet passes no review (domain 8.8).

    A notice is its place, title and first day, so the same sheet twice changes nothing, and the
    ledger as it was exported comes back unchanged. A draft, or what was sent back, takes what the
    sheet says; of what is reviewed or hangs a differing row is refused. Nothing is written on a dry
    run, nor, unless only good rows are wanted, when any row has a problem.
    """
    lines, problems = _lines(rows, actor, now)
    if not dry_run:
        one_import_at_a_time("notices", (tenant_of(line.place) for line in lines))
    plan = _plan(lines, existing=_existing(lines, lock=not dry_run), actor=actor)
    plan.problems[:0] = problems
    return plan.carry_out(
        partial(_write, plan, actor=actor, now=now), dry_run=dry_run, good_rows_only=good_rows_only
    )


def _lines(
    rows: Sequence[LedgerRow], actor: User, now: datetime
) -> tuple[list[_Line], list[RowProblem]]:
    reach = Reach.of(actor, complexes=Complex.objects.noticed_by(actor))
    today = timezone.localdate(now)
    message = _("与第 %(row)s 行是同一个地方同一天起的同名公告，请只留一行")
    return first_of_each(
        rows,
        lambda row: _line(row, reach, today),
        repeated=lambda line, first: ("title", line.title, message % {"row": first}),
    )


def _line(row: LedgerRow, reach: Reach, today: date) -> _Line | RowProblem:
    """The period decides the first day; without one the day of 发布时间 does."""
    place = reach.place_of(_with_place(row, reach))
    if isinstance(place, RowProblem):
        return place
    period: DateRange | None = row.values.get("period")  # type: ignore[assignment]  # its parser's
    published: date | None = row.values.get("published_on")  # type: ignore[assignment]  # its parser's
    if period is None and published is None:
        return RowProblem(row.number, "period", "", _("请写公示期或发布时间"))
    first: date = period.starts_on if period else published  # type: ignore[assignment]
    last = period.ends_on if period else None
    if last is not None and last - first > LONGEST_PERIOD:
        return RowProblem(row.number, "period", period_days(first, last), _("公示期最长一年"))
    return _Line(row, place, str(row.values["title"]), first, last)


def _with_place(row: LedgerRow, reach: Reach) -> LedgerRow:
    """Where 社区 and 小区 are blank, 发布范围 says the place by its name."""
    values = row.values
    scope = str(values.get("scope") or "")
    if not scope or values.get("complex") or values.get("community"):
        return row
    is_complex = bool(reach.find(complex_name=scope, community_name=""))
    return replace(row, values={**values, "complex" if is_complex else "community": scope})


def _key(place: Any, title: str, shown_from: date) -> Key:
    return (type(place).__name__, place.pk, folded(title), shown_from)


def _existing(lines: Sequence[_Line], *, lock: bool) -> dict[Key, Notice]:
    if not lines:
        return {}
    days = [line.shown_from for line in lines]
    notices = Notice.objects.filter(
        sub_district__in={tenant_of(line.place) for line in lines},
        shown_from__range=(min(days), max(days)),
    ).select_related("complex", "community", "sub_district")
    if lock:
        notices = notices.select_for_update(no_key=True, of=("self",))
    return {
        _key(
            notice.complex or notice.community or notice.sub_district,
            notice.title,
            notice.shown_from,
        ): notice
        for notice in notices.order_by("pk")
    }


def _plan(lines: Sequence[_Line], *, existing: dict[Key, Notice], actor: User) -> _Plan:
    plan = _Plan()
    for line in lines:
        known = existing.get(line.key)
        if known is None:
            _plan_new(plan, line, actor)
        else:
            _plan_known(plan, line, known)
    return plan


def _plan_new(plan: _Plan, line: _Line, actor: User) -> None:
    values = line.row.values
    if not values.get("category"):
        message = _("请写类别：党务、居务、物业、公共收益或活动")
        plan.problems.append(RowProblem(line.row.number, "category", "", message))
        return
    notice = Notice(
        **columns_of(line.place),
        category=str(values["category"]),
        title=line.title,
        body=str(values.get("body") or ""),
        publisher=str(values.get("publisher") or line.place.name),
        shown_from=line.shown_from,
        shown_until=line.shown_until or last_day(line.shown_from, str(values["category"])),
        created_by=actor,
    )
    plan.new.append(notice)
    plan.changes.append(RowChange(line.row.number, line.title, is_new=True))


def _plan_known(plan: _Plan, line: _Line, known: Notice) -> None:
    values = {**line.row.values, "shown_until": line.shown_until}
    cells = []
    for name in IMPORTED:
        wanted = values.get(name)
        if wanted is None or _is_same(name, getattr(known, name), wanted):
            continue
        cells.append((name, str(getattr(known, name)), str(wanted)))
        if known.state in NOTICE_EDITABLE:
            setattr(known, name, wanted)
    if not cells:
        plan.unchanged += 1
    elif known.state in NOTICE_EDITABLE:
        plan.changed.append(known)
        plan.changes.append(
            RowChange(line.row.number, line.title, is_new=False, cells=_shown(cells))
        )
    else:
        message = _("这条公告是“%(state)s”，不能用表格改；要改请在网页上更正或撤下")
        message %= {"state": NoticeState(known.state).label}
        plan.problems.append(RowProblem(line.row.number, "title", line.title, message))


def _is_same(name: str, old: Any, new: Any) -> bool:
    return same(old, new) or (name == "publisher" and folded(old) == folded(new))


def _shown(cells: list[tuple[str, str, str]]) -> tuple[tuple[str, str, str], ...]:
    labels = dict(NoticeCategory.choices)
    keys = {"shown_until": "period"}
    return tuple(
        (keys.get(name, name), str(labels.get(before, before)), str(labels.get(after, after)))
        for name, before, after in cells
    )


def _write(plan: _Plan, *, actor: User, now: datetime) -> None:
    Notice.objects.bulk_create(plan.new)
    Notice.objects.bulk_update(plan.changed, IMPORTED, batch_size=500)
    NoticeUpdate.objects.bulk_create(
        [
            *(
                NoticeUpdate(notice=notice, from_state="", to_state=notice.state, at=now, by=actor)
                for notice in plan.new
            ),
            *(
                NoticeUpdate(
                    notice=notice,
                    from_state=notice.state,
                    to_state=notice.state,
                    note=EDITED,
                    at=now,
                    by=actor,
                )
                for notice in plan.changed
            ),
        ]
    )
