"""Ledger 4 (党员花名册) written as a set: who is on the rosters of the actor's branches.

Only the columns that work needs are taken (domain 5.4); whoever is new brings the day of her consent.
A file puts nobody off a roster. What differs of a member who stands is a change from today on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.door_names import building_key
from communities.models import Building
from communities.querysets import within_places
from communities.services.ledger_people import Named, persons_of
from core.ledgers import (
    LedgerPlan,
    Outcome,
    RowChange,
    RowProblem,
    folded,
    one_import_at_a_time,
)
from core.transactions import locking
from party_building.choices import BRANCHES, MEMBER_WRITERS, MemberKind, MembershipHome, PartyKind
from party_building.models import (
    PartyCoverage,
    PartyMember,
    PartyOrganization,
    ServicePost,
    Subordination,
)
from party_building.services.claim_ledger import (
    NOTHING_SAID,
    Cell,
    ClaimBook,
    Claimed,
    write_claims,
)
from party_building.services.members import Standing, change_member

if TYPE_CHECKING:
    from accounts.models import User
    from core.ledgers import LedgerRow

LABELS = {"kind": dict(MemberKind.choices), "home": {"ELSEWHERE": "是", "HERE": "否"}}
# Which column of the file says what of a standing.
COLUMNS = ("kind", "home", "group", "building")


@dataclass
class _Member:
    """One row: where it belongs, who stands there already, and how she shall stand."""

    branch: PartyOrganization
    row: LedgerRow
    known: PartyMember | None
    standing: Standing
    since: date
    posts: list[ServicePost]
    moves: bool


@dataclass
class _Plan(LedgerPlan):
    """What the file would do."""

    members: list[_Member] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Book:
    """The actor's branches with their groups, buildings and rosters, each fetched once."""

    branches: dict[object, list[PartyOrganization]]
    groups: dict[tuple[int, object], PartyOrganization]
    buildings: dict[tuple[int, str], Building]
    standing: dict[tuple[int, object], PartyMember]
    elsewhere: dict[tuple[str, str, str], str]
    claims: ClaimBook


@locking
def import_members(
    *,
    rows: Sequence[LedgerRow],
    actor: User,
    now: datetime,
    dry_run: bool = False,
    good_rows_only: bool = False,
) -> Outcome:
    """Enters members into branches whose roster the actor keeps; a member is her branch and name.

    Posts of her branch are claimed where they stand (`claim_ledger`). Nothing is written on a dry run, nor, unless only the good rows are wanted, when any row has a
    problem.
    """
    today = timezone.localdate(now)
    book = _book(rows, actor, today, is_written=not dry_run)
    if not dry_run:
        one_import_at_a_time(
            "party-members",
            (one.sub_district_id for found in book.branches.values() for one in found),
        )
    plan = _Plan()
    for row in rows:
        _weigh(plan, book, row, today)
    write = partial(_write, plan, actor=actor, now=now, today=today)
    return plan.carry_out(write, dry_run=dry_run, good_rows_only=good_rows_only)


def _book(rows: Sequence[LedgerRow], actor: User, today: date, *, is_written: bool) -> _Book:
    branches = PartyOrganization.objects.on(today).filter(kind__in=BRANCHES)
    if not actor.is_superuser:
        branches = branches.filter(within_places(actor, MEMBER_WRITERS))
    by_name: defaultdict[object, list[PartyOrganization]] = defaultdict(list)
    for branch in branches:
        by_name[folded(branch.name)].append(branch)
    wanted = {folded(str(row.values["branch"])) for row in rows}
    used = [branch for name in wanted for branch in by_name.get(name, [])]
    members = PartyMember.objects.overlapping(today, None)
    standing = {
        (member.organization_id, folded(member.person.name)): member
        for member in members.filter(organization__in=used, until=None).select_related(
            "person", "group", "building", "organization"
        )
    }
    return _Book(
        branches=dict(by_name),
        groups=_groups(used, today),
        buildings=_buildings(used, today),
        standing=standing,
        elsewhere=_elsewhere(rows, today),
        claims=ClaimBook.of(
            actor,
            posts=Q(organization__in=used),
            holder="member",
            holders=[member.pk for member in standing.values()],
            today=today,
            is_written=is_written,
        ),
    )


def _groups(
    branches: Sequence[PartyOrganization], today: date
) -> dict[tuple[int, object], PartyOrganization]:
    links = Subordination.objects.on(today).filter(
        parent__in=branches, organization__kind=PartyKind.GROUP
    )
    return {
        (link.parent_id, folded(link.organization.name)): link.organization
        for link in links.select_related("organization")
    }


def _buildings(
    branches: Sequence[PartyOrganization], today: date
) -> dict[tuple[int, str], Building]:
    """By branch and number, of the complexes that it covers; any spelling finds them."""
    places: defaultdict[int, set[int]] = defaultdict(set)
    for branch in branches:
        if branch.complex_id:
            places[branch.complex_id].add(branch.pk)
    covering = PartyCoverage.objects.on(today).filter(organization__in=branches, host=None)
    for coverage in covering.filter(complex__isnull=False):
        places[coverage.complex_id or 0].add(coverage.organization_id)
    return {
        (branch, building_key(building.name)): building
        for building in Building.objects.filter(complex__in=places)
        for branch in places[building.complex_id or 0]
    }


def _elsewhere(rows: Sequence[LedgerRow], today: date) -> dict[tuple[str, str, str], str]:
    """By phone, name and home: in whose roster somebody stands whom the file may mean."""
    named = {_named(row).digest for row in rows if row.values.get("phone")}
    members = PartyMember.objects.overlapping(today, None).filter(person__phone_digest__in=named)
    return {
        (one.person.phone_digest, one.person.name, one.home): one.organization.name
        for one in members.select_related("person", "organization")
    }


def _named(row: LedgerRow) -> Named:
    return Named(str(row.values["name"]), str(row.values.get("phone") or ""))


def _weigh(plan: _Plan, book: _Book, row: LedgerRow, today: date) -> None:
    """Counts the row as new, changed, unchanged or wrong."""
    typed = str(row.values["branch"])
    found = book.branches.get(folded(typed), [])
    if len(found) != 1:
        message = _("在您登记名册的范围内没有找到这个党支部，请核对名称")
        plan.problems.append(RowProblem(row.number, "branch", typed, message))
        return
    branch = found[0]
    known = book.standing.get((branch.pk, folded(str(row.values["name"]))))
    problem, standing = _standing(book, branch, known, row)
    problem = problem or _problem(book, known, row, standing, today)
    if problem:
        key, message = problem
        value = row.values.get(key)
        plan.problems.append(RowProblem(row.number, key, _text(value), message))
        return
    changes = _differences(known, standing) if known else []
    since: Any = known.since if known else row.values.get("since") or row.values.get("consented_on")
    cell = _cell(book, branch, known, row, since)
    plan.warnings.extend(
        RowProblem(row.number, "service_post", _text(row.values["service_post"]), message)
        for message in cell.warnings
    )
    moves = bool(changes)
    if cell.posts:
        changes.append(("service_post", cell.before, cell.after))
    if known and not changes:
        plan.unchanged += 1
        return
    plan.members.append(_Member(branch, row, known, standing, since, cell.posts, moves))
    label = f"{branch.name} {row.values['name']}"
    plan.changes.append(RowChange(row.number, label, known is None, tuple(changes)))


def _cell(
    book: _Book, branch: PartyOrganization, known: PartyMember | None, row: LedgerRow, since: date
) -> Cell:
    """Her posts, of her own branch."""
    if "service_post" not in row.values:
        return NOTHING_SAID
    return book.claims.read(
        row.values["service_post"],
        holder=known.pk if known else None,
        nearest=(lambda post: post.organization_id == branch.pk,),
        since=max(book.claims.today, since),
    )


def _standing(
    book: _Book, branch: PartyOrganization, known: PartyMember | None, row: LedgerRow
) -> tuple[tuple[str, str] | None, Standing]:
    """How she shall stand: what the file says, else what stands; or why it can't be."""
    wanted: dict[str, Any] = {
        "kind": MemberKind(known.kind) if known else MemberKind.FULL,
        "home": MembershipHome(known.home) if known else MembershipHome.HERE,
        "group": known.group if known else None,
        "building": known.building if known else None,
    }
    values = row.values
    if values.get("kind"):
        wanted["kind"] = MemberKind(str(values["kind"]))
    if values.get("is_dual") is not None:
        wanted["home"] = MembershipHome.ELSEWHERE if values["is_dual"] else MembershipHome.HERE
    books: tuple[tuple[str, dict[Any, Any], str], ...] = (
        ("group", book.groups, _("这个党支部没有这个党小组")),
        ("building", book.buildings, _("这个党支部的小区里没有这栋楼")),
    )
    for key, rows, words in books:
        if key not in values:
            continue
        typed = values[key]
        name = building_key(str(typed)) if key == "building" else folded(str(typed))
        one = rows.get((branch.pk, name)) if typed else None
        if typed and one is None:
            return (key, words), Standing(**wanted)
        wanted[key] = one
    return None, Standing(**wanted)


def _problem(
    book: _Book, known: PartyMember | None, row: LedgerRow, standing: Standing, today: date
) -> tuple[str, str] | None:
    """Why the row can't be taken."""
    named, consented_on = _named(row), row.values.get("consented_on")
    if known:
        if named.phone and named.digest != known.person.phone_digest:
            return "phone", _("手机号与已登记的不同，请在人员里修改")
        return None
    if not isinstance(consented_on, date):
        return "consented_on", _("党员身份要本人同意才能登记，请填同意日期")
    if consented_on > today:
        return "consented_on", _("同意日期还没有到，请填已经同意的日期")
    there = book.elsewhere.get((named.digest, named.name, standing.home)) if named.phone else None
    if there:
        facts = {"who": named.name, "where": there}
        return "name", _("%(who)s这段时间在%(where)s的名册里，请先在那里登记转出") % facts
    return None


def _differences(known: PartyMember, standing: Standing) -> list[tuple[str, str, str]]:
    columns = {"home": "is_dual"}
    found = []
    for name in COLUMNS:
        before, after = getattr(known, name), getattr(standing, name)
        if before != after:
            labels: Any = LABELS.get(name, {})
            old, new = labels.get(before, before), labels.get(after, after)
            found.append((columns.get(name, name), _text(old), _text(new)))
    return found


def _text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str("" if value is None else value)


def _write(plan: _Plan, *, actor: User, now: datetime, today: date) -> None:
    new = [one for one in plan.members if one.known is None]
    persons = persons_of(_named(one.row) for one in new)
    entered = PartyMember.objects.bulk_create(
        PartyMember(
            **one.branch.place_columns,
            **one.standing.columns(),
            organization=one.branch,
            person=person,
            consented_on=one.row.values["consented_on"],
            since=one.since,
        )
        for one, person in zip(new, persons, strict=True)
    )
    claimed = [
        Claimed(member, one.posts, max(today, one.since))
        for one, member in zip(new, entered, strict=True)
    ]
    for one in plan.members:
        if one.known is None:
            continue
        member, first_day = one.known, max(today, one.since)
        if one.moves:
            member = change_member(
                member_id=member.pk,
                standing=one.standing,
                first_day=first_day,
                actor=actor,
                now=now,
            )
        claimed.append(Claimed(member, one.posts, first_day))
    write_claims("member", claimed)
