"""平江路社区, the reference community of the red owners' committees (domain 7.3, S3-11 to S3-15).

Six old courtyards with a branch each, whose secretary is director of the owners' committee; groups in
the units of 一号院. Its history is invented, so that last year's figures differ: 五号院's branch was
founded this spring, 六号院 had another secretary until January. Every person is fictional.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from accounts.models import Person
from accounts.services import find_or_register
from communities.choices import SeatPosition
from communities.models import CommitteeSeat, Complex, Unit, Zone
from communities.queries.places import Place
from communities.services.grids import give_zone, open_zone, put_into_zone
from communities.services.places import add_building
from demo.seed.bodies import fictional_names
from demo.seed.world import World
from party_building.choices import PartyKind, PartyPostKind
from party_building.models import PartyOrganization, PartyPost
from party_building.services.counts import record_count
from party_building.services.organizations import NewOrganization, Target, found
from party_building.services.posts import NewPost, Who, appoint, begin_term, succeed

COURTYARDS = ("yi", "er", "san", "si", "wu", "liu")
LATE_FOUNDED, LATE_SUCCEEDED = "wu", "liu"
MEMBERS = (38, 50, 32, 50, 40, 48)
BUILDINGS, UNITS = 6, 2
TERM_YEARS = 3


def build_pingjiang(world: World) -> None:
    """Founds what does not stand yet, and changes nothing of what does."""
    community = world.communities["pingjianglu"]
    if PartyOrganization.objects.filter(community=community).exists():
        return
    chance = random.Random(20220101)  # noqa: S311  a repeatable demo, no secret
    names = fictional_names(chance)
    since = date(world.today.year - 4, 7, 1)
    street = _found(
        world, PartyKind.WORK_COMMITTEE, "龙泉街道党工委", Place(community.sub_district), since
    )
    above = _found(
        world,
        PartyKind.COMMITTEE,
        "平江路社区党委",
        Place(community.sub_district, community),
        since,
        parent=street,
        phone=community.phone,
    )
    secretary = world.accounts["secretary-pingjianglu"].person
    if secretary:
        _appoint(world, above, PartyPostKind.SECRETARY, secretary, since)
    for number, courtyard in enumerate(COURTYARDS):
        _branch(world, courtyard, above, since, MEMBERS[number], names)
    _groups(world, names)
    _zones(world, names)
    PartyPost.objects.filter(organization__community=community).update(is_demo=True)


def _branch(
    world: World,
    courtyard: str,
    above: PartyOrganization,
    since: date,
    members: int,
    names: Iterator[str],
) -> None:
    place = world.complexes[f"pingjiang-{courtyard}haoyuan"]
    begins = _latest(world, 3) if courtyard == LATE_FOUNDED else since
    branch = _found(
        world,
        PartyKind.BRANCH,
        f"{place.name}党支部",
        Place.of_complex(place),
        begins,
        parent=above,
        covers=Target(complex=place),
    )
    director = _director(place)
    if courtyard == LATE_SUCCEEDED:
        _appoint(world, branch, PartyPostKind.SECRETARY, _stranger(names), begins)
        succeed(
            organization_id=branch.pk,
            new=NewPost(
                post=PartyPostKind.SECRETARY, who=Who(person=director), since=_latest(world, 2)
            ),
            actor=world.admin,
            now=world.now,
        )
    else:
        _appoint(world, branch, PartyPostKind.SECRETARY, director, begins)
    for post in (PartyPostKind.DEPUTY, PartyPostKind.ORGANISER):
        _appoint(world, branch, post, _stranger(names), begins)
    last_day = date(world.today.year + 1, 6, 30)
    begin_term(
        organization_id=branch.pk,
        number=2,
        starts_on=max(begins, date(last_day.year - TERM_YEARS, 7, 1)),
        ends_on=last_day,
        actor=world.admin,
        now=world.now,
    )
    record_count(
        organization_id=branch.pk,
        as_of=max(begins, world.period.first),
        full=members,
        probationary=1,
        actor=world.admin,
        now=world.now,
    )


def _latest(world: World, month: int) -> date:
    """The latest first day of this month that the demo's today has reached."""
    day = date(world.today.year, month, 1)
    return day if day <= world.today else date(day.year - 1, month, 1)


def _groups(world: World, names: Iterator[str]) -> None:
    """党小组建在单元 (S3-13): one in each unit of 一号院."""
    place = world.complexes["pingjiang-yihaoyuan"]
    branch = PartyOrganization.objects.get(complex=place, kind=PartyKind.BRANCH)
    since = date(world.today.year - 2, 1, 1)
    for number in range(1, BUILDINGS + 1):
        building = add_building(
            complex_=place,
            name=f"{number}栋",
            units={f"{unit}单元": [] for unit in range(1, UNITS + 1)},
            actor=world.admin,
            now=world.now,
        )
        for unit in Unit.objects.filter(building=building).order_by("pk"):
            group = _found(
                world,
                PartyKind.GROUP,
                f"{place.name}{building.name}{unit.name}党小组",
                Place.of_complex(place),
                since,
                parent=branch,
                covers=Target(unit=unit),
            )
            _appoint(world, group, PartyPostKind.GROUP_LEADER, _stranger(names), since)


def _zones(world: World, names: Iterator[str]) -> None:
    """两委包片: two members of the community's committees look after three courtyards each."""
    community = world.communities["pingjianglu"]
    since = date(world.today.year - 3, 1, 1)
    secretary = world.accounts["secretary-pingjianglu"].person
    for number, name in enumerate(("平江一片", "平江二片")):
        zone: Zone = open_zone(
            community=community, name=name, actor=world.admin, now=world.now, is_demo=True
        )
        person = secretary if number == 0 and secretary else _stranger(names)
        give_zone(zone=zone, person=person, since=since, actor=world.admin, now=world.now)
        for courtyard in COURTYARDS[3 * number : 3 * number + 3]:
            put_into_zone(
                zone=zone,
                complex_=world.complexes[f"pingjiang-{courtyard}haoyuan"],
                since=since,
                actor=world.admin,
                now=world.now,
            )


def _found(
    world: World,
    kind: PartyKind,
    name: str,
    place: Place,
    founded_on: date,
    *,
    parent: PartyOrganization | None = None,
    covers: Target | None = None,
    phone: str = "",
) -> PartyOrganization:
    new = NewOrganization(
        kind=kind,
        name=name,
        place=place,
        founded_on=founded_on,
        parent=parent,
        covers=covers,
        contact_phone=phone,
        is_demo=True,
    )
    return found(new=new, actor=world.admin, now=world.now)


def _appoint(
    world: World, organization: PartyOrganization, post: PartyPostKind, person: Person, since: date
) -> None:
    new = NewPost(post=post, who=Who(person=person), since=since)
    appoint(organization_id=organization.pk, new=new, actor=world.admin, now=world.now)


def _stranger(names: Iterator[str]) -> Person:
    """Somebody who is met nowhere else in the demo."""
    return find_or_register(name=next(names), phone="", is_demo=True)[0]


def _director(place: Complex) -> Person:
    seat = CommitteeSeat.objects.select_related("person").get(
        complex=place, position=SeatPosition.DIRECTOR
    )
    return seat.person
