"""三级联动: who answers for a door on a day, from the Party group up to the community, by name.

The narrowest span counts: the group of a unit before the one of its building, that before the
complex's. Everything is read as it held on the day: who covered what, where the complex lay, which
zone it was in, who stood in for whom. A post whose term is over is still answered for by whoever holds
it; that its term is over is said. One door takes four statements, and so does a whole sub-district.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.choices import DutyKind, ManagementMode
from communities.models import Building, Complex, Door, Unit, ZoneLead
from communities.queries.responsible import DutiesOfDay, Responsible, duties_of_day
from party_building.choices import (
    HEADS,
    NEEDED_LEVELS,
    ChainLevel,
    Gap,
    PartyKind,
    PartyPostKind,
)
from party_building.matters import Step, escalation, in_order
from party_building.models import PartyCoverage, PartyOrganization, PartyPost, PartyTerm, PostLeave

DUTIES = {
    ChainLevel.STEWARD: DutyKind.STEWARD,
    ChainLevel.GRID_WORKER: DutyKind.GRID_WORKER,
    ChainLevel.BUILDING_HEAD: DutyKind.BUILDING_HEAD,
}
# Of a coverage or a duty: of the complex and of nothing narrower.
WHOLE_SPAN = Q(building=None, unit=None)
# Where a firm serves, a door has its steward; elsewhere there is nobody to be missing.
WITH_STEWARD = frozenset({ManagementMode.PROPERTY_FIRM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """One level of the chain: who answers there on the day, or why nobody does.

    `holder` has the post, `deputy` stands in for her. `is_public` and `deputy_is_public`: whether the
    name may hang on a notice board; `phone` is one that was published with the post.
    """

    level: ChainLevel
    gap: Gap | None = None
    body: str = ""
    title: str = ""
    organization_id: int | None = None
    holder: Person | None = None
    deputy: Person | None = None
    since: date | None = None
    until: date | None = None
    phone: str = ""
    is_public: bool = False
    deputy_is_public: bool = False
    term_number: int | None = None
    term_ends_on: date | None = None
    is_past_term: bool = False

    @property
    def acting(self) -> Person | None:
        """Whom to turn to on that day."""
        return self.deputy or self.holder

    @property
    def acting_is_public(self) -> bool:
        return self.deputy_is_public if self.deputy else self.is_public


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Everybody who answers for one place on one day, in the order of ChainLevel."""

    complex_id: int
    complex_name: str
    # Where the complex lay on that day.
    community_id: int | None
    community_name: str
    community_phone: str
    on: date
    levels: tuple[Answering, ...]

    def at(self, level: ChainLevel) -> Answering:
        return next(one for one in self.levels if one.level == level)

    @property
    def gaps(self) -> tuple[Answering, ...]:
        """The levels at which somebody should answer and nobody does."""
        return tuple(one for one in self.levels if one.gap)

    def in_order(self, matter: str) -> list[Answering]:
        """Who is asked first in this matter stands first; those whom it does not concern, last."""
        return [self.at(level) for level in in_order(matter) if self.has(level)]

    def escalation(self, matter: str) -> tuple[Step, ...]:
        """How this matter climbs from here; a level without anybody is passed over."""
        return escalation(matter, [one.level for one in self.levels if one.acting])

    def has(self, level: ChainLevel) -> bool:
        return any(one.level == level for one in self.levels)


def chain_for_door(door: Door, *, on: date) -> Chain:
    """Four statements, one more where the door came without its unit."""
    return chain_for_unit(door.unit, on=on)


def chain_for_unit(unit: Unit, *, on: date) -> Chain:
    """As for each of its doors."""
    return chain_at(unit.complex_id, unit.building_id, unit.pk, on)


def chain_for_building(building: Building, *, on: date) -> Chain:
    """Those who answer for all of it; who answers for a single unit is not among them."""
    return chain_at(building.complex_id, building.pk, None, on)


def chain_for_complex(complex_: Complex, *, on: date) -> Chain:
    """Those who answer for all of it."""
    return chain_at(complex_.pk, None, None, on)


def chain_at(
    complex_id: int | None, building_id: int | None, unit_id: int | None, on: date
) -> Chain:
    """Of the narrowest of the three that is given."""
    spans = WHOLE_SPAN
    if building_id:
        spans |= Q(building=building_id)
    if unit_id:
        spans |= Q(unit=unit_id)
    chains = chains_of_day([complex_id], on=on, spans=spans)
    return chains.chain(complex_id or 0, building_id, unit_id)


class Missing(NamedTuple):
    """Nobody at a level; of a vacant post also which organisation's, or which zone's."""

    level: ChainLevel
    gap: Gap
    body: str = ""
    organization_id: int | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """A complex as it was on the day: its community, how it was managed, its zone and who led that."""

    name: str
    community_id: int | None
    community_name: str
    community_phone: str
    duty_phone: str
    mode: str
    zone: str
    lead: ZoneLead | None


@dataclass(slots=True)
class ChainsOfDay:
    """The chains of any number of complexes on one day, worked out from what was read once."""

    on: date
    grounds: dict[int, Ground]
    duties: DutiesOfDay
    groups: dict[tuple[str, int | None], PartyCoverage] = field(default_factory=dict)
    branches: dict[int | None, PartyCoverage] = field(default_factory=dict)
    # By organisation and post; the persons who are published in any.
    posts: dict[tuple[int, str], PartyPost] = field(default_factory=dict)
    published: set[int] = field(default_factory=set)

    def cover(self, cover: PartyCoverage) -> None:
        """A group's reach is a unit, a building or a whole complex; a branch's always a complex."""
        if cover.kind != PartyKind.GROUP:
            self.branches[cover.complex_id] = cover
            return
        for reach in (
            ("unit", cover.unit_id), ("building", cover.building_id), ("complex", cover.complex_id),
        ):  # fmt: skip
            if reach[1]:
                self.groups[reach] = cover
                return

    def man(self, post: PartyPost) -> None:
        self.posts[post.organization_id, post.post] = post
        if post.is_published:
            self.published.add(post.person_id)

    def head_of(self, cover: PartyCoverage) -> PartyPost | None:
        """组长 of a group, 书记 of everything else."""
        is_group = cover.kind == PartyKind.GROUP
        head = PartyPostKind.GROUP_LEADER if is_group else PartyPostKind.SECRETARY
        return self.posts.get((cover.organization_id, head))

    def chain(
        self, complex_id: int, building_id: int | None = None, unit_id: int | None = None
    ) -> Chain:
        ground = self.grounds[complex_id]
        levels = [
            self._of_body(ChainLevel.GROUP, self.group_of(complex_id, building_id, unit_id)),
            self._of_body(ChainLevel.BRANCH, self.branches.get(complex_id)),
            _of_zone(ground),
        ]
        for level, kind in DUTIES.items():
            duty = self.duties.of_kind(kind, complex_id, building_id, unit_id)
            if duty:
                levels.append(_of_duty(level, duty, ground))
            elif self._is_needed(level, ground):
                levels.append(Answering(level=level, gap=Gap.NO_BODY, phone=ground.duty_phone))
        return Chain(
            complex_id=complex_id,
            complex_name=ground.name,
            community_id=ground.community_id,
            community_name=ground.community_name,
            community_phone=ground.community_phone,
            on=self.on,
            levels=tuple(levels),
        )

    def gaps(
        self, complex_id: int, building_id: int | None = None, unit_id: int | None = None
    ) -> list[Missing]:
        """At which levels nobody answers, and why; as in the chain, without making it."""
        ground = self.grounds[complex_id]
        found: list[Missing] = []
        for level, cover in (
            (ChainLevel.GROUP, self.group_of(complex_id, building_id, unit_id)),
            (ChainLevel.BRANCH, self.branches.get(complex_id)),
        ):
            if cover is None:
                found.append(Missing(level, Gap.NO_BODY))
            elif self.head_of(cover) is None:
                body = cover.organization
                found.append(Missing(level, Gap.VACANT, body.name, body.pk))
        if ground.lead is None:
            gap = Gap.VACANT if ground.zone else Gap.NO_BODY
            found.append(Missing(ChainLevel.COMMUNITY, gap, ground.zone))
        found += [
            Missing(level, Gap.NO_BODY)
            for level, kind in DUTIES.items()
            if self._is_needed(level, ground)
            and not self.duties.of_kind(kind, complex_id, building_id, unit_id)
        ]
        return found

    def group_of(
        self, complex_id: int, building_id: int | None, unit_id: int | None
    ) -> PartyCoverage | None:
        """The narrowest that is there, also where nobody leads it today."""
        for reach in (("unit", unit_id), ("building", building_id), ("complex", complex_id)):
            group = self.groups.get(reach)
            if group:
                return group
        return None

    @staticmethod
    def _is_needed(level: ChainLevel, ground: Ground) -> bool:
        if level == ChainLevel.STEWARD:
            return ground.mode in WITH_STEWARD
        return level in NEEDED_LEVELS

    def _of_body(self, level: ChainLevel, cover: PartyCoverage | None) -> Answering:
        if cover is None:
            return Answering(level=level, gap=Gap.NO_BODY)
        body, post = cover.organization, self.head_of(cover)
        # Whoever was elected in the latest term stays until the next one begins.
        ends_on: date | None = cover.term_ends_on  # type: ignore[attr-defined]  # annotated
        known: dict[str, Any] = {
            "level": level,
            "body": body.name,
            "organization_id": body.pk,
            "term_number": cover.term_number,  # type: ignore[attr-defined]  # annotated
            "term_ends_on": ends_on,
            "is_past_term": ends_on is not None and ends_on < self.on,
        }
        if post is None:
            return Answering(gap=Gap.VACANT, phone=body.contact_phone, **known)
        leave: PostLeave | None = getattr(post, "leave_of_day", None)
        return Answering(
            title=post.get_post_display(),
            holder=post.person,
            deputy=leave.deputy if leave else None,
            since=post.since,
            until=leave.last_day if leave else post.until,
            phone=(post.phone if post.is_published else "") or body.contact_phone,
            is_public=post.is_published,
            deputy_is_public=leave is not None and leave.deputy_id in self.published,
            **known,
        )


def chains_of_day(
    complexes: Collection[int | None] | QuerySet[Any], *, on: date, spans: Q | None = None
) -> ChainsOfDay:
    """Of all these complexes, or of these spans of them; four statements, whatever their number."""
    covers = PartyCoverage.objects.on(on).filter(
        Q() if spans is None else spans,
        host=None,
        complex__in=complexes,
        organization__in=PartyOrganization.objects.on(on),
    )
    chains = ChainsOfDay(
        on=on, grounds=_grounds(complexes, on), duties=duties_of_day(complexes, on=on, spans=spans)
    )
    for cover in _with_terms(covers, on):
        chains.cover(cover)
    for post in _posts(covers, on):
        chains.man(post)
    return chains


def _with_terms(covers: QuerySet[PartyCoverage], on: date) -> QuerySet[PartyCoverage, Any]:
    """Each with its organisation and the latest term that had begun by the day."""
    begun = PartyTerm.objects.filter(
        organization=OuterRef("organization"), starts_on__lte=on
    ).order_by("-starts_on")
    return covers.select_related("organization").annotate(
        term_number=Subquery(begun.values("number")[:1]),
        term_ends_on=Subquery(begun.values("ends_on")[:1]),
    )


def _posts(covers: QuerySet[PartyCoverage], on: date) -> QuerySet[PartyPost, Any]:
    """Heads, and whoever else is published, with `leave_of_day` and its deputy where there is one."""
    leave = FilteredRelation(
        "leaves", condition=Q(leaves__first_day__lte=on, leaves__last_day__gte=on)
    )
    posts: QuerySet[PartyPost, Any] = PartyPost.objects.on(on).annotate(leave_of_day=leave)
    return posts.filter(
        Q(post__in=HEADS) | Q(is_published=True), organization__in=covers.values("organization")
    ).select_related(
        "person",
        "leave_of_day__deputy",  # type: ignore[misc]  # a FilteredRelation, which the stubs don't know
    )


def _grounds(complexes: Collection[int | None] | QuerySet[Any], on: date) -> dict[int, Ground]:
    """Each complex where it lay on the day, in the zone in which it was then; one statement."""
    rows: QuerySet[Complex, Any] = (
        Complex.objects.filter(pk__in=complexes)
        .with_mode(on)
        .alias(lay=_on("placements", on, "valid_from", "valid_until"))
        .alias(in_zone=_on("communities_zonecomplexs", on, "since", "until"))
        .annotate(lead_of_day=_on("in_zone__zone__leads", on, "since", "until"))
        .annotate(
            then=F("lay__community"),
            then_name=F("lay__community__name"),
            then_phone=F("lay__community__phone"),
            zone_name=F("in_zone__zone__name"),
        )
        .select_related("lead_of_day__person")  # type: ignore[misc]  # a FilteredRelation
    )
    return {row.pk: _ground(row) for row in rows}


def _on(relation: str, on: date, first: str, last: str) -> FilteredRelation:
    """The row of the day, an unknown first day being long ago."""
    begun = Q(**{f"{relation}__{first}": None}) | Q(**{f"{relation}__{first}__lte": on})
    running = Q(**{f"{relation}__{last}": None}) | Q(**{f"{relation}__{last}__gte": on})
    return FilteredRelation(relation, condition=begun & running)


def _ground(row: Any) -> Ground:
    lead: ZoneLead | None = getattr(row, "lead_of_day", None)
    return Ground(
        name=row.name,
        community_id=row.then,
        community_name=row.then_name or "",
        community_phone=row.then_phone or "",
        duty_phone=row.duty_phone,
        mode=row.management_mode,
        zone=row.zone_name or "",
        lead=lead,
    )


def _of_zone(ground: Ground) -> Answering:
    """A member of the two committees looks after the zone by office, and is known by name."""
    if ground.lead is None:
        gap = Gap.VACANT if ground.zone else Gap.NO_BODY
        return Answering(
            level=ChainLevel.COMMUNITY, gap=gap, body=ground.zone, phone=ground.community_phone
        )
    return Answering(
        level=ChainLevel.COMMUNITY,
        body=ground.zone,
        title=_("包片人"),
        holder=ground.lead.person,
        since=ground.lead.since,
        until=ground.lead.until,
        phone=ground.community_phone,
        is_public=True,
    )


def _of_duty(level: ChainLevel, found: Responsible, ground: Ground) -> Answering:
    """Stewards and grid workers serve by profession and are named; a building's head is a neighbour."""
    duty, leave = found.duty, found.leave
    by_profession = level != ChainLevel.BUILDING_HEAD
    return Answering(
        level=level,
        body=str(duty.grid) if duty.grid else "",
        title=found.label,
        holder=duty.person,
        deputy=leave.deputy if leave else None,
        since=duty.valid_from,
        until=leave.last_day if leave else duty.valid_until,
        phone=ground.duty_phone if level == ChainLevel.STEWARD else "",
        is_public=by_profession,
        deputy_is_public=by_profession and leave is not None,
    )
