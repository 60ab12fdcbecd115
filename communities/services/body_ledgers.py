"""Ledger 8 (业委会成员表) written as a set: bodies, terms and seats of any number of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from communities.body_rules import full_date
from communities.choices import BodyKind, SeatPosition
from communities.models import CommitteeSeat, CommitteeTerm, Complex, OwnersBody
from communities.services.ledger_people import Named, persons_of
from core.ledgers import (
    LedgerPlan,
    Outcome,
    RowChange,
    RowProblem,
    folded,
    in_words,
    one_import_at_a_time,
    same,
)
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User
    from core.ledgers import LedgerRow

OF_TERM = ("starts_on", "ends_on", "filed_on", "filed_with")
OF_SEAT = ("position", "is_party_member", "building_text", "note")
TEXTS = frozenset({"filed_with", "building_text", "note"})
LABELS: dict[str, dict[Any, Any]] = {
    "position": dict(SeatPosition.choices),
    "is_party_member": {True: "是", False: "否"},
}
_shown = partial(in_words, LABELS)
Change = tuple[str, Any, Any]


@dataclass
class _Term:
    """One term of the file with its body, whether they stand already, and its rows."""

    complex: Complex
    kind: str
    number: int
    rows: list[LedgerRow] = field(default_factory=list)
    body: OwnersBody | None = None
    term: CommitteeTerm | None = None
    changes: list[Change] = field(default_factory=list)
    problem: str = ""
    problem_key: str = "number"


@dataclass
class _Seat:
    """One row: the seat as it shall be, the person as the file writes her."""

    of: _Term
    row: LedgerRow
    seat: CommitteeSeat
    is_new: bool
    named: Named | None
    changes: list[Change] = field(default_factory=list)


@dataclass
class _Plan(LedgerPlan):
    """What the file would do, with the rows as they shall be."""

    terms: list[_Term] = field(default_factory=list)
    seats: list[_Seat] = field(default_factory=list)


@locking
def import_owners_committees(
    *,
    rows: Sequence[LedgerRow],
    actor: User,
    now: datetime,
    dry_run: bool = False,
    good_rows_only: bool = False,
) -> Outcome:
    """Founds bodies, begins terms and fills seats in complexes that the actor manages.

    A seat is its complex, kind of body, number of term and name. Blank cells leave a field as it is.
    Overlapping terms, a term backwards and a second director are problems of their rows. Nobody is
    put out of a seat by a file. Nothing is written on a dry run, nor, unless only the good rows are
    wanted, when any row has a problem.
    """
    placed, problems = _place(rows, actor)
    if not dry_run:
        one_import_at_a_time("owners-committees", (c.sub_district_id for _row, c in placed))
    plan = _plan(placed, lock=not dry_run)
    plan.problems[:0] = problems
    return plan.carry_out(partial(_write, plan), dry_run=dry_run, good_rows_only=good_rows_only)


def _place(
    rows: Sequence[LedgerRow], actor: User
) -> tuple[list[tuple[LedgerRow, Complex]], list[RowProblem]]:
    """Each row with its complex; a name outside the actor's reach is simply not found."""
    by_name: dict[object, list[Complex]] = defaultdict(list)
    for complex_ in Complex.objects.manageable_by(actor).select_related("community"):
        by_name[folded(complex_.name)].append(complex_)
    placed, problems = [], []
    for row in rows:
        typed = str(row.values["complex"])
        community = str(folded(str(row.values.get("community") or ""))).removesuffix("社区")
        found = [
            one
            for one in by_name.get(folded(typed), [])
            if str(folded(one.community.name)).removesuffix("社区").endswith(community)
        ]
        if len(found) == 1:
            placed.append((row, found[0]))
            continue
        message = (
            _("有几个同名的地方，请写上“社区”列")
            if found
            else _("在您负责的范围内没有找到这个小区，请核对名称")
        )
        problems.append(RowProblem(row.number, "complex", typed, message))
    return placed, problems


def _plan(placed: Sequence[tuple[LedgerRow, Complex]], *, lock: bool) -> _Plan:
    plan = _Plan()
    groups: dict[tuple[int, str, int], _Term] = {}
    for row, complex_ in placed:
        kind = str(row.values.get("body_kind") or BodyKind.OWNERS_COMMITTEE)
        number = int(str(row.values["number"]))
        group = groups.setdefault((complex_.pk, kind, number), _Term(complex_, kind, number))
        group.rows.append(row)
    bodies = _bodies({complex_.pk for _row, complex_ in placed}, lock=lock)
    terms: dict[int, list[CommitteeTerm]] = defaultdict(list)
    for term in CommitteeTerm.objects.filter(body__in=bodies.values()).order_by("starts_on"):
        terms[term.body_id].append(term)
    planned: dict[tuple[int, str], list[CommitteeTerm]] = {}
    for group in sorted(groups.values(), key=lambda one: (one.complex.pk, one.kind, one.number)):
        group.body = bodies.get((group.complex.pk, group.kind))
        known = planned.setdefault(
            (group.complex.pk, group.kind), list(terms[group.body.pk]) if group.body else []
        )
        _settle_term(group, known)
    _seats(plan, list(groups.values()))
    return plan


def _bodies(complexes: set[int], *, lock: bool) -> dict[tuple[int, str], OwnersBody]:
    standing = OwnersBody.objects.filter(complex__in=complexes, ended_on=None).order_by("pk")
    if lock:
        standing = standing.select_for_update(no_key=True)
    return {(body.complex_id or 0, body.kind): body for body in standing}


def _settle_term(group: _Term, known: list[CommitteeTerm]) -> None:
    """Finds or makes the group's term and names what can't be; a good one joins the known."""
    group.term = next((term for term in known if term.number == group.number), None)
    is_new = group.term is None
    term = group.term or CommitteeTerm(number=group.number)
    wanted: dict[str, Any] = {}
    for row in group.rows:
        for key in OF_TERM:
            value = row.values.get(key)
            if key not in row.values or (value is None and key not in {"filed_on", "filed_with"}):
                continue
            if wanted.setdefault(key, value) != value:
                group.problem_key, group.problem = key, _("同一届的各行要填得一样")
    for key, value in wanted.items():
        before, after = getattr(term, key), ("" if value is None and key in TEXTS else value)
        if not same(before, after):
            setattr(term, key, after)
            group.changes.append((key, before, after))
    group.term = term
    group.problem = group.problem or _term_problem(group, term, known)
    if is_new and not group.problem:
        known.append(term)


def _term_problem(group: _Term, term: CommitteeTerm, known: Sequence[CommitteeTerm]) -> str:
    """Why the term can't stand as the file writes it; empty when it can."""
    if term.starts_on is None or term.ends_on is None:
        group.problem_key = "starts_on" if term.starts_on is None else "ends_on"
        return _("新的一届要填任期起和任期止")
    group.problem_key = "ends_on"
    if term.ends_on < term.starts_on:
        return _("任期止不能早于任期起")
    for other in known:
        if other is term or other.number == term.number:
            continue
        if other.starts_on <= term.ends_on and term.starts_on <= other.ends_on:
            facts = {
                "number": other.number,
                "first": full_date(other.starts_on),
                "last": full_date(other.ends_on),
            }
            group.problem_key = "starts_on"
            return (
                _("任期与第%(number)d届（%(first)s到%(last)s）重叠，同一组织的各届任期不能重叠")
                % facts
            )
    if term.elected_on and term.filed_on and term.filed_on < term.elected_on:
        group.problem_key = "filed_on"
        return _("备案日期不能早于选举日期")
    return ""


def _seats(plan: _Plan, groups: Sequence[_Term]) -> None:
    standing: dict[tuple[int, object], CommitteeSeat] = {}
    directors: dict[int, CommitteeSeat] = {}
    stored = [group.term.pk for group in groups if group.term and group.term.pk]
    for seat in CommitteeSeat.objects.filter(term__in=stored).select_related("person"):
        standing[seat.term_id, folded(seat.person.name)] = seat
        if seat.position == SeatPosition.DIRECTOR and seat.until is None:
            directors[seat.term_id] = seat
    for group in groups:
        plan.terms += [] if group.problem else [group]
        director = directors.get(group.term.pk) if group.term and group.term.pk else None
        # Whoever is director no more makes room first, wherever he stands in the file.
        for row in sorted(group.rows, key=_names_director):
            if group.problem:
                shown = _shown(group.problem_key, row.values.get(group.problem_key))
                plan.problems.append(
                    RowProblem(row.number, group.problem_key, shown, group.problem)
                )
                continue
            director = _seat(plan, group, row, standing, director)


def _names_director(row: LedgerRow) -> bool:
    return row.values.get("position") == SeatPosition.DIRECTOR


def _seat(
    plan: _Plan,
    group: _Term,
    row: LedgerRow,
    standing: dict[tuple[int, object], CommitteeSeat],
    director: CommitteeSeat | None,
) -> CommitteeSeat | None:
    """Weighs one row; answers with who is the term's director after it."""
    term: Any = group.term
    name = str(row.values["name"])
    seat = standing.get((term.pk, folded(name))) if term.pk else None
    is_new = seat is None
    seat = seat or CommitteeSeat(since=row.values.get("since") or term.starts_on)
    changes = _set_seat(seat, row)
    problem = _seat_problem(seat, term, director)
    if problem:
        key, message = problem
        plan.problems.append(RowProblem(row.number, key, _shown(key, row.values.get(key)), message))
        return director
    phone = str(row.values.get("phone") or "")
    named = Named(name, phone)
    if not is_new and (not phone or named.digest == seat.person.phone_digest):
        named_anew = None
    else:
        named_anew = named
        changes += [] if is_new else [("phone", seat.person.masked_phone, _("新号码"))]
    of_term = [] if is_new or row is not group.rows[0] else group.changes
    if not is_new and not changes and not of_term:
        plan.unchanged += 1
    else:
        one = _Seat(group, row, seat, is_new, named_anew, [*changes, *of_term])
        plan.seats.append(one)
        plan.changes.append(_told(one))
    if _directs(seat):
        return seat
    return None if director is seat else director


def _set_seat(seat: CommitteeSeat, row: LedgerRow) -> list[Change]:
    """Sets what differs; answers with the changed columns, old and new."""
    changes = []
    for key in OF_SEAT:
        value = row.values.get(key)
        if key not in row.values or same(getattr(seat, key), value):
            continue
        if value is None and key not in TEXTS:
            continue
        before, after = getattr(seat, key), "" if value is None else value
        if before != after:
            setattr(seat, key, after)
            changes.append((key, before, after))
    return changes


def _seat_problem(
    seat: CommitteeSeat, term: CommitteeTerm, director: CommitteeSeat | None
) -> tuple[str, str] | None:
    if seat.since < term.starts_on:
        return "since", _("任职日期不能早于任期起")
    if _directs(seat) and director is not None and director is not seat:
        return "position", _("同一时间只能有一位主任，请先登记原主任离任")
    return None


def _directs(seat: CommitteeSeat) -> bool:
    return seat.position == SeatPosition.DIRECTOR and seat.until is None


def _write(plan: _Plan) -> None:
    new_bodies: dict[tuple[int, str], OwnersBody] = {}
    for group in plan.terms:
        if group.body is None:
            group.body = new_bodies.setdefault(
                (group.complex.pk, group.kind),
                OwnersBody(**_columns(group.complex), kind=group.kind),
            )
    OwnersBody.objects.bulk_create(new_bodies.values())
    new_terms: list[CommitteeTerm] = []
    changed_terms: list[CommitteeTerm] = []
    for group in plan.terms:
        term: Any = group.term
        if term.pk is None:
            for name, value in _columns(group.complex).items():
                setattr(term, name, value)
            term.body = group.body
            new_terms.append(term)
        elif group.changes:
            changed_terms.append(term)
    CommitteeTerm.objects.bulk_create(new_terms)
    CommitteeTerm.objects.bulk_update(changed_terms, OF_TERM, batch_size=500)
    _write_seats(plan.seats)


def _write_seats(seats: Sequence[_Seat]) -> None:
    anew = [one for one in seats if one.named]
    for one, person in zip(anew, persons_of(one.named for one in anew if one.named), strict=True):
        one.seat.person = person
    new = []
    for one in seats:
        if one.is_new:
            for name, value in _columns(one.of.complex).items():
                setattr(one.seat, name, value)
            term: Any = one.of.term
            one.seat.term = term
            new.append(one.seat)
    # Whoever is director no more makes room before the next is written.
    for directs in (False, True):
        changed = [one.seat for one in seats if not one.is_new and _directs(one.seat) is directs]
        CommitteeSeat.objects.bulk_update(changed, [*OF_SEAT, "person"], batch_size=500)
    CommitteeSeat.objects.bulk_create(new)


def _columns(complex_: Complex) -> dict[str, int]:
    return {
        "sub_district_id": complex_.sub_district_id,
        "community_id": complex_.community_id,
        "complex_id": complex_.pk,
    }


def _told(one: _Seat) -> RowChange:
    label = f"{one.of.complex.name} {one.row.values['name']}"
    cells = () if one.is_new else tuple((k, _shown(k, b), _shown(k, a)) for k, b, a in one.changes)
    return RowChange(one.row.number, label, one.is_new, cells)
