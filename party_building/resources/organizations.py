"""Ledger 3 as a file: 党组织台账, one row an organisation that stands today (columns of domain 5.3)."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone

from communities.resources.of_my_places import OfMyPlaces
from core import cells
from core.ledgers import Column, Use
from core.resources import choice_writer
from party_building.choices import COMMITTEE_POSTS, PartyKind, PartyPostKind
from party_building.models import InstructorAssignment, PartyOrganization, Subordination
from party_building.queries.standing import Standing, coverage_text, reads_counts, standings
from party_building.services.organization_ledger import import_party_organizations

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User
    from core.ledgers import LedgerService, Preamble

KINDS = {str(label): value for value, label in PartyKind.choices} | {
    "街道党工委": PartyKind.WORK_COMMITTEE,
    "社区党委": PartyKind.COMMITTEE,
    "总支": PartyKind.GENERAL_BRANCH,
    "支部": PartyKind.BRANCH,
    "小区党支部": PartyKind.BRANCH,
    "物业党支部": PartyKind.BRANCH,
    "联合党支部": PartyKind.JOINT_BRANCH,
    "小组": PartyKind.GROUP,
}


class PartyOrganizationResource(OfMyPlaces):
    """党组织台账. How many members there are is exported for those who work with the Party alone."""

    slug = "party-organizations"
    title = "党组织台账"
    natural_key = ("name",)
    identified_by = ("parent", "covers", "secretary", "full")
    columns = (
        Column("ordinal", "序号", use=Use.ORDINAL),
        Column(
            "name",
            "党组织名称",
            ("名称", "党组织", "组织名称"),
            parse=cells.name(80),
            required=True,
        ),
        Column(
            "kind",
            "类型",
            ("党组织类型", "组织类型", "组织类别"),
            parse=cells.one_of(KINDS),
            options=tuple(str(label) for label in PartyKind.labels),
            write=choice_writer(PartyKind.choices),
        ),
        Column("parent", "上级党组织", ("上级组织", "隶属"), parse=cells.name(80)),
        Column(
            "community",
            "社区",
            ("所属社区", "所在社区"),
            parse=cells.name(60),
            attribute="community__name",
        ),
        Column(
            "covers",
            "所属小区/企业",
            ("所属小区", "所属企业", "所属小区（企业）", "覆盖范围"),
            parse=cells.bounded_text(400),
        ),
        Column("founded_on", "成立日期", ("成立时间",), parse=cells.date),
        Column("starts_on", "换届日期", ("换届时间", "本届起"), parse=cells.date),
        Column("ends_on", "届满日期", ("届满时间", "本届止"), parse=cells.date),
        Column(
            "secretary", "书记", ("党组织书记", "书记（组长）", "书记姓名"), parse=cells.name(40)
        ),
        Column("deputy", "副书记", ("副书记姓名",), parse=cells.bounded_text(120)),
        Column("committee", "委员数", ("支委人数", "委员人数"), use=Use.COMPUTED),
        Column("full", "正式党员数", ("正式党员", "正式党员人数"), parse=cells.integer),
        Column("probationary", "预备党员数", ("预备党员", "预备党员人数"), parse=cells.integer),
        Column("groups", "党小组数", ("党小组",), use=Use.COMPUTED),
        Column("instructor", "党建指导员", ("指导员",), use=Use.COMPUTED),
        Column("note", "备注", parse=cells.bounded_text(200)),
    )

    def rows_for(self, user: User) -> QuerySet[Any]:
        today = timezone.localdate()
        rows = PartyOrganization.objects.visible_to(user).on(today).select_related("community")
        rows = rows.order_by("community__pinyin_key", "complex__pinyin_key", "pinyin_key", "pk")
        found = list(rows)
        self._standing = standings(found, on=today, user=user)
        self._counts = reads_counts(user)
        links = Subordination.objects.on(today).filter(organization__in=found)
        self._parents = dict(links.values_list("organization", "parent__name"))
        self._guides = _guides(user, today)
        return rows

    def _of(self, one: PartyOrganization) -> Standing:
        return self._standing[one.pk]

    def dehydrate_parent(self, one: PartyOrganization) -> str | None:
        return self._parents.get(one.pk)

    def dehydrate_covers(self, one: PartyOrganization) -> str | None:
        return "、".join(coverage_text(row) for row in self._of(one).coverages) or None

    def dehydrate_starts_on(self, one: PartyOrganization) -> date | None:
        term = self._of(one).term
        return term.starts_on if term else None

    def dehydrate_ends_on(self, one: PartyOrganization) -> date | None:
        term = self._of(one).term
        return term.ends_on if term else None

    def dehydrate_secretary(self, one: PartyOrganization) -> str | None:
        head = self._of(one).head
        return (head.name if head else "") or None

    def dehydrate_deputy(self, one: PartyOrganization) -> str | None:
        names = [
            holder.name
            for holder in self._of(one).holders
            if holder.post == PartyPostKind.DEPUTY and holder.name
        ]
        return "、".join(names) or None

    def dehydrate_committee(self, one: PartyOrganization) -> int | None:
        sitting = [h for h in self._of(one).holders if h.post in COMMITTEE_POSTS]
        return len(sitting) or None

    def dehydrate_full(self, one: PartyOrganization) -> int | None:
        counts = self._of(one).counts
        return counts.full if counts and self._counts else None

    def dehydrate_probationary(self, one: PartyOrganization) -> int | None:
        counts = self._of(one).counts
        return counts.probationary if counts and self._counts else None

    def dehydrate_groups(self, one: PartyOrganization) -> int | None:
        return self._of(one).groups or None

    def dehydrate_instructor(self, one: PartyOrganization) -> str | None:
        found = [*self._guides["organization", one.pk]]
        for coverage in self._of(one).coverages:
            if coverage.host_id:
                found += self._guides["host", coverage.host_id]
            elif coverage.building_id is None and coverage.unit_id is None:
                found += self._guides["complex", coverage.complex_id]
        return "、".join(dict.fromkeys(found)) or None

    def service(self, preamble: Preamble) -> LedgerService:
        return partial(import_party_organizations, told_on=preamble.filled_on)


def _guides(user: User, on: date) -> defaultdict[tuple[str, Any], list[str]]:
    """Names of instructors by what they guide: an organisation, a unit (firm), a whole complex."""
    found: defaultdict[tuple[str, Any], list[str]] = defaultdict(list)
    rows = InstructorAssignment.objects.visible_to(user).on(on)
    for row in rows.select_related("instructor__person").order_by("pk"):
        kind = "organization" if row.organization_id else "host" if row.host_id else "complex"
        found[kind, getattr(row, f"{kind}_id")].append(row.instructor.person.name)
    return found
