"""Ledger 3 (党组织台账): organisations with parent, coverage, term, heads and numbers, as one file.

A row does what officials do by hand, through the same services, so that the same rules hold and the
same sentences refuse. A row that writes has its savepoint; a rehearsal is the act itself, undone. Rows
that say what stands already take no statement at all: what stands is read once for the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Building, Complex, Organization, SubDistrict, Unit
from communities.queries.places import Place
from communities.queries.reach import Reach
from core.errors import DomainError
from core.ledgers import (
    LedgerCollision,
    LedgerPlan,
    Outcome,
    RowChange,
    RowProblem,
    folded,
    one_import_at_a_time,
    same,
)
from core.transactions import locking
from party_building.choices import PartyKind, PartyPostKind
from party_building.models import PartyOrganization, Subordination
from party_building.queries.standing import Standing, coverage_text, standings
from party_building.services.counts import record_count
from party_building.services.organizations import (
    NewOrganization,
    Target,
    attach,
    cover,
    found,
    rename,
)
from party_building.services.posts import NewPost, Who, appoint, begin_term, succeed

if TYPE_CHECKING:
    from accounts.models import User
    from core.ledgers import LedgerRow

_APART = re.compile(r"[、,，;；\n]+")
_OF_HOST = re.compile(r"(?P<host>.+)（(?P<complex>[^（）]+)）")
Change = tuple[str, str, str]
_ORDER = {kind: rank for rank, kind in enumerate(PartyKind.values)}


class UnknownPart(DomainError):
    """What a cell names is not found where the actor serves; `key` is the cell's column."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


class NewRowLacks(UnknownPart):
    """A new organisation needs more than its name."""


@locking
def import_party_organizations(
    *,
    rows: Sequence[LedgerRow],
    actor: User,
    now: datetime,
    told_on: date | None = None,
    dry_run: bool = False,
    good_rows_only: bool = False,
) -> Outcome:
    """Founds organisations and records what changed of those that stand, in the actor's own places.

    An organisation is its name. What a row tells counts from the day on which the ledger was filled in
    (`told_on`). Blank cells leave a field as it is; nobody is put out of a deputy's post and nothing is
    dissolved by a file. Posts that it begins are not published: that is said by hand. Nothing is written
    on a dry run, nor, unless only the good rows are wanted, when any row has a problem.
    """
    today = timezone.localdate(now)
    book = _Book.of(rows, actor=actor, now=now, on=min(told_on or today, today))
    if not dry_run:
        one_import_at_a_time("party-organizations", [one.pk for one in book.reach.sub_districts])
    plan = LedgerPlan()
    try:
        with transaction.atomic():
            # The widest first: a branch may stand below a committee of the same file.
            for row in sorted(rows, key=_width):
                _take(plan, book, row)
            if dry_run or (plan.problems and not good_rows_only):
                transaction.set_rollback(True)
    except IntegrityError as error:
        raise LedgerCollision from error
    plan.problems.sort(key=lambda problem: problem.number)
    plan.changes.sort(key=lambda change: change.number)
    return plan.carry_out(_nothing_more, dry_run=dry_run, good_rows_only=good_rows_only)


def _nothing_more() -> None:
    """All is written by then."""


def _width(row: LedgerRow) -> tuple[int, int]:
    return _ORDER.get(str(row.values.get("kind")), len(_ORDER)), row.number


def _take(plan: LedgerPlan, book: _Book, row: LedgerRow) -> None:
    """One row, whole or not at all."""
    name = str(row.values["name"])
    key = folded(name)
    is_new = key not in book.organizations
    try:
        with ExitStack() as kept_whole:
            written = _Row(book, row, kept_whole)
            changes = written.write()
    except UnknownPart as problem:
        typed = str(row.values.get(problem.key) or "")
        plan.problems.append(RowProblem(row.number, problem.key, typed, problem.message))
    except DomainError as refusal:
        plan.problems.append(RowProblem(row.number, "name", name, refusal.message))
    else:
        book.organizations[key] = book.parents[key] = written.organization
        if not is_new and not changes:
            plan.unchanged += 1
            return
        plan.changes.append(RowChange(row.number, name, is_new, () if is_new else tuple(changes)))


@dataclass
class _Book:
    """What stands, read once: the organisations with all that hangs on them, and what cells may name."""

    actor: User
    now: datetime
    on: date
    reach: Reach
    organizations: dict[object, PartyOrganization]
    parents: dict[object, PartyOrganization]
    standing: dict[int, Standing]
    parent_of: dict[int, PartyOrganization]
    hosts: dict[object, Organization]
    _walls: dict[int, list[tuple[str, Any]]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Sequence[LedgerRow], *, actor: User, now: datetime, on: date) -> _Book:
        names = {folded(str(row.values["name"])) for row in rows}
        running = PartyOrganization.objects.filter(dissolved_on=None)
        seen = {folded(one.name): one for one in running.visible_to(actor)}
        mine = set(running.manageable_by(actor).values_list("pk", flat=True))
        own = {key: one for key, one in seen.items() if key in names and one.pk in mine}
        links = Subordination.objects.on(on).filter(organization__in=own.values())
        return cls(
            actor=actor,
            now=now,
            on=on,
            reach=Reach.of(actor, complexes=Complex.objects.manageable_by(actor)),
            organizations=own,
            parents=seen,
            standing=standings(own.values(), on=on, user=actor),
            parent_of={
                link.organization_id: link.parent for link in links.select_related("parent")
            },
            hosts={folded(one.name): one for one in Organization.objects.visible_to(actor)},
        )

    def by(self) -> dict[str, Any]:
        return {"actor": self.actor, "now": self.now}

    def walls(self, complex_: Complex) -> list[tuple[str, Any]]:
        """The buildings and units of a complex by their names, read when a row first names one."""
        if complex_.pk not in self._walls:
            units = Unit.objects.filter(complex=complex_).select_related("building__complex")
            buildings = Building.objects.filter(complex=complex_).select_related("complex")
            self._walls[complex_.pk] = [
                *((building.name, building) for building in buildings),
                *((f"{unit.building.name}{unit.name}", unit) for unit in units),
            ]
        return self._walls[complex_.pk]

    def targets(self, typed: str, *, community: str) -> list[Target]:
        """`东园3栋、邻里物业（东园）`. Raises UnknownPart."""
        return [
            self._target(part.strip(), community) for part in _APART.split(typed) if part.strip()
        ]

    def _target(self, typed: str, community: str) -> Target:
        complexes = self.reach.find(complex_name=typed, community_name=community)
        if len(complexes) == 1 and isinstance(complexes[0], Complex):
            return Target(complex=complexes[0])
        if host := self.hosts.get(folded(typed)):
            return Target(host=host)
        if (both := _OF_HOST.fullmatch(typed)) and (host := self.hosts.get(folded(both["host"]))):
            there = self.reach.find(complex_name=both["complex"], community_name=community)
            if len(there) == 1:
                return Target(host=host, complex=there[0])
        return self._wall(typed)

    def _wall(self, typed: str) -> Target:
        for complex_ in self.reach.complexes:
            if not typed.startswith(complex_.name):
                continue
            rest = folded(typed.removeprefix(complex_.name))
            for name, row in self.walls(complex_):
                if folded(name) == rest:
                    is_unit = isinstance(row, Unit)
                    return Target(unit=row) if is_unit else Target(building=row)
        raise UnknownPart(
            "covers",
            _("在您负责的范围内没有找到“%(typed)s”这个小区、楼栋或单位") % {"typed": typed},
        )


class _Row:
    """One row as it is carried out; `changes` are told as columns, old and new."""

    def __init__(self, book: _Book, row: LedgerRow, kept_whole: ExitStack) -> None:
        self.book = book
        self._kept_whole = kept_whole
        self._writes = False
        self.values = row.values
        self.name = str(row.values["name"])
        self.targets = book.targets(self._text("covers"), community=self._text("community"))
        self.changes: list[Change] = []
        self.organization: Any = book.organizations.get(folded(self.name))

    def write(self) -> list[Change]:
        known = self.organization is not None
        if known:
            self._revise()
            self._move()
        else:
            self.organization = self._found()
        self.standing = self.book.standing.get(self.organization.pk)
        self._cover()
        self._begin_term()
        self._head()
        self._deputies()
        self._count()
        return self.changes

    def _by(self) -> dict[str, Any]:
        """Who writes; with the first that the row writes its savepoint begins."""
        if not self._writes:
            self._writes = True
            self._kept_whole.enter_context(transaction.atomic())
        return self.book.by()

    def _text(self, key: str) -> str:
        return str(self.values.get(key) or "").strip()

    def _day(self, key: str) -> date | None:
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    def _parent(self) -> PartyOrganization | None:
        typed = self._text("parent")
        if not typed:
            return None
        parent = self.book.parents.get(folded(typed))
        if parent is None:
            raise UnknownPart("parent", _("没有找到“%(typed)s”这个上级党组织") % {"typed": typed})
        return parent

    def _found(self) -> PartyOrganization:
        if not self.values.get("kind"):
            raise NewRowLacks("kind", _("新的党组织要填类型"))
        return found(
            new=NewOrganization(
                kind=PartyKind(str(self.values["kind"])),
                name=self.name,
                place=self._place(),
                founded_on=self._day("founded_on"),
                parent=self._parent(),
                note=self._text("note"),
            ),
            **self._by(),
        )

    def _place(self) -> Place:
        """Where it belongs: its one complex, else its community, else the sub-district. Raises NewRowLacks."""
        complexes = {
            target.keys()["complex"].pk: target.keys()["complex"]
            for target in self.targets
            if target.keys()["complex"]
        }
        if len(complexes) == 1:
            (complex_,) = complexes.values()
            return Place.of_complex(complex_)
        if complexes:
            community = next(iter(complexes.values())).community
            return Place(community.sub_district, community)
        if typed := self._text("community"):
            found_there = self.book.reach.find(complex_name="", community_name=typed)
            if len(found_there) == 1:
                return _as_place(found_there[0])
            raise NewRowLacks("community", _("在您负责的范围内没有找到这个社区，请核对名称"))
        if len(self.book.reach.sub_districts) == 1:
            return Place(self.book.reach.sub_districts[0])
        raise NewRowLacks("community", _("请写上“社区”或者所属小区"))

    def _revise(self) -> None:
        one = self.organization
        kind = self.values.get("kind")
        if kind and kind != one.kind:
            raise UnknownPart(
                "kind",
                _("已登记为%(kind)s，类型不能改，请另设一个党组织")
                % {"kind": one.get_kind_display()},
            )
        wanted = {"founded_on": self._day("founded_on") or one.founded_on, "note": one.note}
        if "note" in self.values:
            wanted["note"] = self._text("note")
        before = {key: getattr(one, key) for key in wanted}
        changed = [key for key in wanted if not same(before[key], wanted[key])]
        if not changed:
            return
        rename(
            organization_id=one.pk,
            name=one.name,
            contact_phone=one.contact_phone,
            **wanted,
            **self._by(),
        )
        for key in changed:
            self._changed(key, before[key], wanted[key])

    def _move(self) -> None:
        parent = self._parent()
        current = self.book.parent_of.get(self.organization.pk)
        if parent is None or (current and current.pk == parent.pk):
            return
        attach(
            organization_id=self.organization.pk,
            parent_id=parent.pk,
            since=self.book.on,
            **self._by(),
        )
        self._changed("parent", current.name if current else "", parent.name)

    def _since(self) -> date:
        """From when on what a row says of a new organisation counts."""
        founded: date | None = self.organization.founded_on
        return founded if self.standing is None and founded else self.book.on

    def _cover(self) -> None:
        standing = self.standing.coverages if self.standing else []
        known = [_keys_of(coverage) for coverage in standing]
        added = [target for target in self.targets if _keys(target) not in known]
        for target in added:
            cover(
                organization_id=self.organization.pk,
                target=target,
                since=self._since(),
                **self._by(),
            )
        if added:
            before = "、".join(coverage_text(coverage) for coverage in standing)
            self._changed("covers", before, self._text("covers"))

    def _begin_term(self) -> None:
        starts_on, ends_on = self._day("starts_on"), self._day("ends_on")
        if starts_on is None and ends_on is None:
            return
        if starts_on is None or ends_on is None:
            raise UnknownPart(
                "ends_on" if ends_on is None else "starts_on", _("换届日期和届满日期要一起填")
            )
        current = self.standing.term if self.standing else None
        if current and (current.starts_on, current.ends_on) == (starts_on, ends_on):
            return
        if current and current.starts_on == starts_on:
            raise UnknownPart(
                "ends_on", _("这一届已登记到%(day)s，请在系统里核对") % {"day": current.ends_on}
            )
        begin_term(
            organization_id=self.organization.pk,
            starts_on=starts_on,
            ends_on=ends_on,
            **self._by(),
        )
        self._changed("starts_on", current.starts_on if current else "", starts_on)
        self._changed("ends_on", current.ends_on if current else "", ends_on)

    def _head(self) -> None:
        """书记, of a group its 组长; another name follows whoever is there."""
        typed = self._text("secretary")
        if not typed:
            return
        is_group = self.organization.kind == PartyKind.GROUP
        post = PartyPostKind.GROUP_LEADER if is_group else PartyPostKind.SECRETARY
        current = self.standing.head if self.standing else None
        if current and folded(current.name) == folded(typed):
            return
        since = self._post_since(current.since if current else None)
        new = NewPost(post=post, who=Who(name=typed), since=since, is_published=False)
        write = succeed if current else appoint
        write(organization_id=self.organization.pk, new=new, **self._by())
        self._changed("secretary", current.name if current else "", typed)

    def _deputies(self) -> None:
        holders = self.standing.holders if self.standing else []
        known = [one.name for one in holders if one.post == PartyPostKind.DEPUTY]
        typed = [name.strip() for name in _APART.split(self._text("deputy")) if name.strip()]
        added = [name for name in typed if folded(name) not in map(folded, known)]
        for name in added:
            new = NewPost(
                post=PartyPostKind.DEPUTY,
                who=Who(name=name),
                since=self._post_since(None),
                is_published=False,
            )
            appoint(organization_id=self.organization.pk, new=new, **self._by())
        if added:
            self._changed("deputy", "、".join(known), self._text("deputy"))

    def _post_since(self, predecessor: date | None) -> date:
        """From the day of the election that the row names, where that comes after who was there before."""
        elected = self._day("starts_on")
        if elected and elected <= self.book.on and (predecessor is None or elected > predecessor):
            return elected
        return self._since()

    def _count(self) -> None:
        typed = {
            key: int(str(self.values[key]))
            for key in ("full", "probationary")
            if self.values.get(key) is not None
        }
        if not typed:
            return
        counts = self.standing.counts if self.standing else None
        before = {"full": counts.full, "probationary": counts.probationary} if counts else {}
        changed = [key for key, number in typed.items() if before.get(key) != number]
        if not changed:
            return
        if "full" not in typed and not before:
            raise UnknownPart("full", _("请填正式党员数"))
        told = {**before, **typed}
        record_count(
            organization_id=self.organization.pk,
            as_of=self.book.on,
            full=told["full"],
            probationary=told.get("probationary", 0),
            **self._by(),
        )
        for key in changed:
            self._changed(key, before.get(key, ""), typed[key])

    def _changed(self, key: str, before: Any, after: Any) -> None:
        self.changes.append((key, _shown(before), _shown(after)))


def _keys(target: Target) -> tuple[Any, ...]:
    return tuple(row.pk if row else None for row in target.keys().values())


def _keys_of(coverage: Any) -> tuple[Any, ...]:
    return coverage.complex_id, coverage.building_id, coverage.unit_id, coverage.host_id


def _as_place(row: Any) -> Place:
    return Place(row) if isinstance(row, SubDistrict) else Place(row.sub_district, row)


def _shown(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str("" if value is None else value)
