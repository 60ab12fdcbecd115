"""Lays grids, zones, streets and titles over the demo's places (`territory_facts`)."""

from __future__ import annotations

from datetime import date, timedelta

from accounts.models import Person
from accounts.services import find_or_register
from communities.choices import ChiefKind, DesignationLevel, DutyKind, GridLevel, ManagementMode
from communities.models import (
    Adjacency,
    Building,
    Complex,
    ComplexGroup,
    Designation,
    GovernanceModel,
    Grid,
    ManagementPeriod,
    StreetSegment,
    Zone,
)
from communities.services.door_duties import Span, assign_door_duty
from communities.services.grids import (
    GridFacts,
    cover,
    give_zone,
    open_grid,
    open_zone,
    put_into_zone,
)
from communities.services.groups import join_group, set_adjacent
from communities.services.modes import begin_mode
from communities.services.streets import appoint_chief, register_shop, sign_three_duties
from demo.seed.territory_facts import (
    BELT,
    GOVERNANCE,
    GRIDS,
    MICRO_GRIDS,
    MODES_BEFORE,
    NEIGHBOURS,
    NOT_SIGNED,
    SHOPS,
    STREETS,
    TASKS,
    TITLES,
    ZONES,
    GridFact,
)
from demo.seed.world import World

_PHONES = 8500
_BUILT = 2012


def begin_modes(world: World, slug: str, mode: ManagementMode) -> None:
    """How a complex of `place_facts` is managed, since it was built or since the mode before it ended."""
    complex_ = world.complexes[slug]
    if ManagementPeriod.objects.filter(complex=complex_).exists():
        return
    began = date(complex_.built_year or _BUILT, 1, 1)
    before, changed = MODES_BEFORE.get(slug, (mode, began))
    for which, since in dict.fromkeys([(before, began), (mode, changed)]):
        begin_mode(complex_=complex_, mode=which, since=since, actor=world.admin, now=world.now)


def build_territory(world: World) -> None:
    """What does not stand yet."""
    for community, grids in GRIDS.items():
        for fact in grids:
            _grid(world, community, fact)
    _micro_grids(world)
    for community, name, lead, slugs in ZONES:
        _zone(world, community, name, lead, slugs)
    _belt(world)
    for one, other in NEIGHBOURS:
        _neighbours(world, world.complexes[one], world.complexes[other])
    _titles(world)
    for street in STREETS:
        _street(world, *street)


def _person(world: World, who: str) -> Person:
    """Of an account, or a fictional one by name."""
    account = world.accounts.get(who)
    if account and account.person:
        return account.person
    workers = [fact.worker for grids in GRIDS.values() for fact in grids]
    names = list(dict.fromkeys([*workers, *(w for _n, w in MICRO_GRIDS), *(z[2] for z in ZONES)]))
    phone = world.phone_of(_PHONES + names.index(who))
    return find_or_register(name=who, phone=phone, is_demo=True)[0]


def _open(world: World, facts: GridFacts, worker: str) -> Grid:
    grid = open_grid(facts=facts, is_demo=True, actor=world.admin, now=world.now)
    assign_door_duty(
        kind=DutyKind.GRID_WORKER,
        person=_person(world, worker),
        span=Span(None, grid=grid),
        valid_from=facts.since,
        is_demo=True,
        actor=world.admin,
        now=world.now,
    )
    return grid


def _grid(world: World, community: str, fact: GridFact) -> None:
    place = world.communities[community]
    if Grid.objects.filter(sub_district=place.sub_district_id, code=fact.code).exists():
        return
    complexes = [world.complexes[slug] for slug in fact.complexes]
    alone = complexes[0] if len(complexes) == 1 else None
    households = sum(complex_.household_count or 0 for complex_ in complexes)
    facts = GridFacts(
        code=fact.code,
        name=fact.name or f"{complexes[0].name}网格",
        household_count=households or None,
        tasks=TASKS,
        community=place,
        complex=alone,
        since=world.period.first,
    )
    grid = _open(world, facts, fact.worker)
    for complex_ in complexes:
        cover(grid=grid, complex_=complex_, since=facts.since, actor=world.admin, now=world.now)


def _micro_grids(world: World) -> None:
    """A building of 中粮锦云 each."""
    complex_ = world.complexes["zhongliang-jinyun"]
    if Grid.objects.filter(complex=complex_, level=GridLevel.MICRO).exists():
        return
    for number, (households, worker) in enumerate(MICRO_GRIDS, start=1):
        building = Building.objects.get(complex=complex_, name=f"{number}栋")
        facts = GridFacts(
            level=GridLevel.MICRO,
            code=f"TDH-01-{number:02d}",
            household_count=households,
            community=complex_.community,
            complex=complex_,
            since=world.period.first,
        )
        cover(
            grid=_open(world, facts, worker), complex_=complex_, building=building,
            since=facts.since, actor=world.admin, now=world.now,
        )  # fmt: skip


def _zone(world: World, place: str, name: str, lead: str, slugs: tuple[str, ...]) -> None:
    community, since = world.communities[place], world.period.first
    if Zone.objects.filter(community=community, name=name).exists():
        return
    zone = open_zone(community=community, name=name, is_demo=True, actor=world.admin, now=world.now)
    give_zone(zone=zone, person=_person(world, lead), since=since, actor=world.admin, now=world.now)
    for slug in slugs:
        put_into_zone(
            zone=zone, complex_=world.complexes[slug], since=since, actor=world.admin,
            now=world.now,
        )  # fmt: skip


def _belt(world: World) -> None:
    name, slug, members = BELT
    place = world.communities[slug]
    belt, is_new = ComplexGroup.objects.get_or_create(
        sub_district=place.sub_district, name=name, defaults={"community": place, "is_demo": True}
    )
    for member in members if is_new else ():
        join_group(
            group=belt, complex_=world.complexes[member], since=world.period.first,
            actor=world.admin, now=world.now,
        )  # fmt: skip


def _neighbours(world: World, one: Complex, other: Complex) -> None:
    if not Adjacency.objects.filter(one__in=[one, other], other__in=[one, other]).exists():
        set_adjacent(one=one, other=other, actor=world.admin, now=world.now)


def _titles(world: World) -> None:
    for slug, title, year, level, given_by in TITLES:
        Designation.objects.get_or_create(
            **world.where(slug).columns(),
            title=title,
            year=year,
            defaults={
                "level": DesignationLevel(level) if level else "",
                "given_by": given_by,
                "is_demo": True,
            },
        )
    for slug, label, components in GOVERNANCE:
        GovernanceModel.objects.get_or_create(
            **world.where(slug).columns(),
            label=label,
            defaults={"components": components, "is_demo": True},
        )


def _street(world: World, community: str, name: str, stretch: str, chief: str, homes: str) -> None:
    segment, is_new = StreetSegment.objects.get_or_create(
        **world.where(community).columns(),
        name=name,
        stretch=stretch,
        defaults={"is_demo": True},
    )
    if not is_new:
        return
    neighbour = world.people[homes][-1]
    for kind, person in (
        (ChiefKind.RESPONSIBLE, _person(world, chief)),
        (ChiefKind.RESIDENT, neighbour),
    ):
        appoint_chief(
            segment=segment, kind=kind, person=person, since=world.period.first,
            actor=world.admin, now=world.now,
        )  # fmt: skip
    if name == STREETS[0][1]:
        _shops(world, segment)


def _shops(world: World, segment: StreetSegment) -> None:
    for number, (name, trade) in enumerate(SHOPS):
        shop = register_shop(
            segment=segment, name=name, door_number=f"{20 + 2 * number}号", trade=trade,
            is_demo=True, actor=world.admin, now=world.now,
        )  # fmt: skip
        if number < len(SHOPS) - NOT_SIGNED:
            signed_on = world.period.first + timedelta(days=3 * number)
            sign_three_duties(
                shop=shop, signed_on=signed_on, until=signed_on + timedelta(days=730),
                actor=world.admin, now=world.now,
            )  # fmt: skip
