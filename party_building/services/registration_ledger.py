"""Ledger 5 (双报到党员登记表) written as a set: who has reported in where she lives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Complex
from communities.services.ledger_buildings import in_complexes
from communities.services.ledger_people import Named, persons_of
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
from party_building.choices import MEMBER_WRITERS
from party_building.models import DualRegistration, ServicePost
from party_building.services.claim_ledger import (
    NOTHING_SAID,
    Cell,
    ClaimBook,
    Claimed,
    write_claims,
)

if TYPE_CHECKING:
    from accounts.models import User
    from core.ledgers import LedgerRow

TEXTS = ("employer", "employer_branch", "skills", "review")


@dataclass
class _New:
    """Somebody who reports in, and which posts she claims."""

    complex: Complex
    row: LedgerRow
    posts: list[ServicePost]


@dataclass
class _Plan(LedgerPlan):
    """What the file would do: those who report in, and those of whom something else is told."""

    today: date = field(kw_only=True)
    new: list[_New] = field(default_factory=list)
    changed: list[DualRegistration] = field(default_factory=list)
    claimed: list[Claimed] = field(default_factory=list)


@locking
def import_registrations(
    *,
    rows: Sequence[LedgerRow],
    actor: User,
    now: datetime,
    dry_run: bool = False,
    good_rows_only: bool = False,
) -> Outcome:
    """Reports members in to complexes where the actor keeps members; a row is its complex and name.

    Posts are claimed where they stand (`claim_ledger`): in her complex, else in her community. Blank cells leave a field as it is; nobody leaves by a file. Nothing is written on a dry run, nor,
    unless only the good rows are wanted, when any row has a problem.
    """
    reach = Complex.objects.served_as(actor, MEMBER_WRITERS)
    placed, problems = in_complexes(rows, actor, complexes=reach)
    if not dry_run:
        tenants = (complex_.sub_district_id for _row, complex_ in placed)
        one_import_at_a_time("dual-registrations", tenants)
    plan = _plan(placed, actor, timezone.localdate(now), is_written=not dry_run)
    plan.problems[:0] = problems
    return plan.carry_out(partial(_write, plan), dry_run=dry_run, good_rows_only=good_rows_only)


def _plan(
    placed: Sequence[tuple[LedgerRow, Complex]], actor: User, today: date, *, is_written: bool
) -> _Plan:
    plan = _Plan(today=today)
    digests = {_named(row).digest for row, _complex in placed if row.values.get("phone")}
    open_ones = DualRegistration.objects.overlapping(today, None).select_related(
        "person", "complex"
    )
    standing = {
        (one.complex_id, folded(one.person.name)): one
        for one in open_ones.filter(complex__in={complex_.pk for _row, complex_ in placed})
    }
    elsewhere = {
        (one.person.phone_digest, one.person.name): one.place_name
        for one in open_ones.filter(person__phone_digest__in=digests)
    }
    book = ClaimBook.of(
        actor,
        posts=Q(community__in={complex_.community_id for _row, complex_ in placed}),
        holder="registration",
        holders=[one.pk for one in standing.values()],
        today=today,
        is_written=is_written,
    )
    for row, complex_ in placed:
        known = standing.get((complex_.pk, folded(str(row.values["name"]))))
        problem = None if known else _problem(row, elsewhere, today)
        if problem:
            key, message = problem
            value = row.values.get(key)
            shown = value.isoformat() if isinstance(value, date) else str(value or "")
            plan.problems.append(RowProblem(row.number, key, shown, message))
            continue
        cell = _cell(book, row, complex_, known)
        plan.warnings.extend(
            RowProblem(row.number, "posts", str(row.values["posts"] or ""), message)
            for message in cell.warnings
        )
        if known:
            _compare(plan, complex_, known, row, cell)
        else:
            plan.new.append(_New(complex_, row, cell.posts))
            plan.changes.append(RowChange(row.number, _label(complex_, row), is_new=True))
    return plan


def _cell(
    book: ClaimBook, row: LedgerRow, complex_: Complex, known: DualRegistration | None
) -> Cell:
    """Her posts: of her complex, else of her community."""
    if "posts" not in row.values:
        return NOTHING_SAID
    return book.read(
        row.values["posts"],
        holder=known.pk if known else None,
        nearest=(
            lambda post: post.complex_id == complex_.pk,
            lambda post: post.community_id == complex_.community_id,
        ),
        since=book.today,
    )


def _named(row: LedgerRow) -> Named:
    return Named(str(row.values["name"]), str(row.values.get("phone") or ""))


def _label(complex_: Complex, row: LedgerRow) -> str:
    return f"{complex_.name} {row.values['name']}"


def _problem(
    row: LedgerRow, elsewhere: dict[tuple[str, str], str], today: date
) -> tuple[str, str] | None:
    """Why somebody can't be entered."""
    consented_on, reported_on = row.values.get("consented_on"), row.values.get("reported_on")
    if not isinstance(consented_on, date):
        return "consented_on", _("党员身份要本人同意才能登记，请填同意日期")
    if consented_on > today:
        return "consented_on", _("同意日期还没有到，请填已经同意的日期")
    if not row.values.get("employer"):
        return "employer", _("请填写工作单位")
    if not isinstance(reported_on, date):
        return "reported_on", _("请填写报到日期")
    if reported_on > today:
        return "reported_on", _("这一天还没有到，请填已经发生的日期")
    named = _named(row)
    there = elsewhere.get((named.digest, named.name)) if named.phone else None
    if there:
        facts = {"who": named.name, "where": there}
        return "name", _("%(who)s已在%(where)s报到，请先在那里登记离开") % facts
    return None


def _compare(
    plan: _Plan, complex_: Complex, known: DualRegistration, row: LedgerRow, cell: Cell
) -> None:
    changes = []
    for key in TEXTS:
        value: Any = row.values.get(key)
        before = getattr(known, key)
        # A working place can't be emptied.
        if key not in row.values or same(before, value) or (key == "employer" and not value):
            continue
        setattr(known, key, value or "")
        changes.append((key, before, value or ""))
    if changes:
        plan.changed.append(known)
    if cell.posts:
        changes.append(("posts", cell.before, cell.after))
        plan.claimed.append(Claimed(known, cell.posts, plan.today, known.left_on))
    if not changes:
        plan.unchanged += 1
        return
    plan.changes.append(RowChange(row.number, _label(complex_, row), False, tuple(changes)))


def _write(plan: _Plan) -> None:
    persons = persons_of(_named(one.row) for one in plan.new)
    entered = DualRegistration.objects.bulk_create(
        DualRegistration(
            sub_district_id=one.complex.sub_district_id,
            community_id=one.complex.community_id,
            complex=one.complex,
            person=person,
            reported_on=one.row.values["reported_on"],
            consented_on=one.row.values["consented_on"],
            **{key: one.row.values.get(key) or "" for key in TEXTS},
        )
        for one, person in zip(plan.new, persons, strict=True)
    )
    DualRegistration.objects.bulk_update(plan.changed, TEXTS, batch_size=500)
    begun = [
        Claimed(registration, one.posts, plan.today)
        for one, registration in zip(plan.new, entered, strict=True)
    ]
    write_claims("registration", [*plan.claimed, *begun])
