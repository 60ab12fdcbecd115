"""Ledger 9 (环物委成员表) written as a set; a community's first row founds its 环物委."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from communities.choices import EnvPosition, EnvSource
from communities.models import Community, EnvCommittee, EnvMember
from communities.services.ledger_people import Named, persons_of
from communities.services.ledgers import in_communities
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
    from core.cells import DateRange
    from core.ledgers import LedgerRow

OF_MEMBER = ("position", "source", "is_party_member", "since", "term_ends_on")
LABELS: dict[str, dict[Any, Any]] = {
    "position": dict(EnvPosition.choices),
    "source": dict(EnvSource.choices),
    "is_party_member": {True: "是", False: "否"},
}
_shown = partial(in_words, LABELS)
# What 无 or / leaves behind; the others stay as they are.
EMPTY = {"source": ""}
Change = tuple[str, Any, Any]


@dataclass
class _Member:
    """One row: the member as he shall be, the person as the file writes him."""

    community: Community
    row: LedgerRow
    member: EnvMember
    is_new: bool
    named: Named | None
    changes: list[Change]


@dataclass
class _Plan(LedgerPlan):
    """What the file would do, with the rows as they shall be."""

    members: list[_Member] = field(default_factory=list)


@locking
def import_env_committees(
    *,
    rows: Sequence[LedgerRow],
    actor: User,
    now: datetime,
    dry_run: bool = False,
    good_rows_only: bool = False,
) -> Outcome:
    """Fills the 环物委 of communities that the actor manages; a member is its community and name.

    Nobody is put out by a file; a second director is a problem of its row. Nothing is written on a dry
    run, nor, unless only the good rows are wanted, when any row has a problem.
    """
    communities = list(Community.objects.manageable_by(actor).select_related("sub_district"))
    placed, problems = in_communities(rows, communities)
    if not dry_run:
        one_import_at_a_time("env-committees", (c.sub_district_id for _row, c in placed))
    plan = _plan(placed, lock=not dry_run)
    plan.problems[:0] = problems
    return plan.carry_out(partial(_write, plan), dry_run=dry_run, good_rows_only=good_rows_only)


def _plan(placed: Sequence[tuple[LedgerRow, Community]], *, lock: bool) -> _Plan:
    plan = _Plan()
    used = {community.pk for _row, community in placed}
    committees = EnvCommittee.objects.filter(community__in=used).order_by("pk")
    if lock:
        list(committees.select_for_update(no_key=True).values_list("pk", flat=True))
    standing: dict[tuple[int | None, object], EnvMember] = {}
    directors: dict[int | None, EnvMember] = {}
    sitting = EnvMember.objects.filter(community__in=used, until=None).select_related("person")
    for member in sitting:
        standing[member.community_id, folded(member.person.name)] = member
        if member.position == EnvPosition.DIRECTOR:
            directors[member.community_id] = member
    seen: dict[tuple[int, object], int] = {}
    # Whoever is director no more makes room first, wherever he stands in the file.
    for row, community in sorted(placed, key=_names_director):
        name = folded(str(row.values["name"]))
        first = seen.setdefault((community.pk, name), row.number)
        if first != row.number:
            message = _("与第 %(row)s 行重复，请只留一行") % {"row": first}
            plan.problems.append(RowProblem(row.number, "name", str(name), message))
            continue
        _weigh(plan, row, community, standing.get((community.pk, name)), directors)
    return plan


def _names_director(placed: tuple[LedgerRow, Community]) -> bool:
    return placed[0].values.get("position") == EnvPosition.DIRECTOR


def _weigh(
    plan: _Plan,
    row: LedgerRow,
    community: Community,
    known: EnvMember | None,
    directors: dict[int | None, EnvMember],
) -> None:
    """Puts the row's values on the member and counts it as new, changed, unchanged or wrong."""
    member = known or EnvMember()
    changes = _set_values(member, row)
    problem = _problem(member, directors.get(community.pk))
    if problem:
        key, message = problem
        plan.problems.append(RowProblem(row.number, key, _shown(key, row.values.get(key)), message))
        return
    if member.position == EnvPosition.DIRECTOR:
        directors[community.pk] = member
    elif directors.get(community.pk) is member:
        del directors[community.pk]
    phone = str(row.values.get("phone") or "")
    named: Named | None = Named(str(row.values["name"]), phone)
    if known and named and (not phone or named.digest == known.person.phone_digest):
        named = None
    elif known:
        changes.append(("phone", known.person.masked_phone, _("新号码")))
    if known and not changes:
        plan.unchanged += 1
        return
    one = _Member(community, row, member, known is None, named, changes)
    plan.members.append(one)
    plan.changes.append(_told(one))


def _set_values(member: EnvMember, row: LedgerRow) -> list[Change]:
    """Sets what differs; answers with the changed columns, old and new."""
    values = dict(row.values)
    term: DateRange | None = values.pop("term", None)  # type: ignore[assignment]  # its parser's
    if term is not None:
        values |= {"since": term.starts_on, "term_ends_on": term.ends_on}
    changes = []
    for key in OF_MEMBER:
        if key not in values or same(getattr(member, key), values[key]):
            continue
        before = getattr(member, key)
        after = values[key] if values[key] is not None else EMPTY.get(key, before)
        if before != after:
            setattr(member, key, after)
            changes.append((key if key in LABELS else "term", before, after))
    return changes


def _problem(member: EnvMember, director: EnvMember | None) -> tuple[str, str] | None:
    if member.since is None:
        return "term", _("新委员要填任期，例如 2024.1.1-2026.12.31")
    is_director = member.position == EnvPosition.DIRECTOR
    if is_director and director is not None and director is not member:
        return "position", _("同一时间只能有一位主任，请先登记原主任离任")
    return None


def _write(plan: _Plan) -> None:
    committees = {
        one.community_id: one
        for one in EnvCommittee.objects.filter(community__in=[m.community for m in plan.members])
    }
    named = {one.community.pk: one.community for one in plan.members}
    founded = EnvCommittee.objects.bulk_create(
        EnvCommittee(sub_district_id=community.sub_district_id, community=community)
        for pk, community in named.items()
        if pk not in committees
    )
    committees |= {one.community_id: one for one in founded}
    anew = [one for one in plan.members if one.named]
    for one, person in zip(anew, persons_of(one.named for one in anew if one.named), strict=True):
        one.member.person = person
    for one in plan.members:
        if one.is_new:
            committee = committees[one.community.pk]
            one.member.committee = committee
            one.member.sub_district_id = committee.sub_district_id
            one.member.community_id = committee.community_id
    for directs in (False, True):
        changed = [
            one.member
            for one in plan.members
            if not one.is_new and (one.member.position == EnvPosition.DIRECTOR) is directs
        ]
        EnvMember.objects.bulk_update(changed, [*OF_MEMBER, "person"], batch_size=500)
    EnvMember.objects.bulk_create([one.member for one in plan.members if one.is_new])


def _told(one: _Member) -> RowChange:
    label = f"{one.community.name} {one.row.values['name']}"
    cells = () if one.is_new else tuple((k, _shown(k, b), _shown(k, a)) for k, b, a in one.changes)
    return RowChange(one.row.number, label, one.is_new, cells)
