"""Owners' committees of 跳蹬河, 锦绣 and 平江路, 锦绣's 环物委 (domain 7.1, 7.3); every person is fictional.

Eight committees of 5, 7, 5, 7 … seats, 48 in all, of which 36 Party members; one term ends 45 days
after the demo's today, one has been over for 20. They come through the services, so that a second run
finds them and changes nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from communities.body_rules import years_later
from communities.choices import BodyKind, EnvPosition, EnvSource, SeatPosition
from communities.models import Complex, EnvCommittee, OwnersBody
from communities.services.bodies import NewSeat, TermFacts, begin_term, found_body
from communities.services.env_committees import (
    NewEnvMember,
    add_env_member,
    found_env_committee,
)
from demo.seed.world import FAMILY, GIVEN, World

TERM_YEARS = 5
ENDS_SOON = timedelta(days=45)
OVERDUE = timedelta(days=20)


class Committee(NamedTuple):
    """One owners' committee: its complex, its seats, how many of them Party members, which term."""

    slug: str
    seats: int
    party_members: int
    number: int
    # The last day, counted from the demo's today.
    ends: timedelta


# By complex; 36 of 48 are Party members (domain 7.5).
COMMITTEES = (
    Committee("zhongliang-jinyun", 5, 4, 3, timedelta(days=800)),
    Committee("jinyun-dongyuan", 7, 5, 2, timedelta(days=1100)),
    Committee("shahe-lijing", 5, 4, 2, ENDS_SOON),
    Committee("cuijiadian-nanyuan", 7, 5, 2, timedelta(days=650)),
    Committee("yuyuan", 5, 4, 2, timedelta(days=1300)),
    Committee("jinxiu-tiancheng", 7, 5, 1, timedelta(days=500)),
    Committee("jinxiu-yihaoyuan", 5, 4, 3, -OVERDUE),
    Committee("jinxiu-xinju", 7, 5, 2, timedelta(days=900)),
)
# 平江路, six old courtyards: 27 of 36, and in each the branch's secretary is director (domain 7.3, S3-15).
PINGJIANG = (
    Committee("pingjiang-yihaoyuan", 5, 4, 2, timedelta(days=700)),
    Committee("pingjiang-erhaoyuan", 7, 5, 2, timedelta(days=760)),
    Committee("pingjiang-sanhaoyuan", 5, 4, 1, timedelta(days=820)),
    Committee("pingjiang-sihaoyuan", 7, 5, 2, timedelta(days=880)),
    Committee("pingjiang-wuhaoyuan", 5, 4, 1, timedelta(days=940)),
    Committee("pingjiang-liuhaoyuan", 7, 5, 2, timedelta(days=1000)),
)
# 环物委 of 锦绣, since 2018: (position, source, Party member)
ENV_MEMBERS = (
    (EnvPosition.DIRECTOR, EnvSource.COMMITTEES, True),
    (EnvPosition.DEPUTY, EnvSource.COMMITTEES, True),
    (EnvPosition.MEMBER, EnvSource.GRID, True),
    (EnvPosition.MEMBER, EnvSource.BUILDING_HEAD, True),
    (EnvPosition.MEMBER, EnvSource.OWNER, False),
    (EnvPosition.MEMBER, EnvSource.OWNER, True),
    (EnvPosition.MEMBER, EnvSource.PROFESSIONAL, False),
)


def build_bodies(world: World) -> None:
    """Founds what does not stand yet."""
    # A chance of its own: the names of the rest of the demo stay as they were.
    chance = random.Random(20180601)  # noqa: S311  a repeatable demo, no secret
    names = _names(chance)
    for committee in COMMITTEES:
        members = [next(names) for _seat in range(committee.seats)]
        _committee(world, committee, members)
    _env_committee(world, [next(names) for _member in ENV_MEMBERS])
    for committee in PINGJIANG:
        members = [next(names) for _seat in range(committee.seats)]
        _committee(world, committee, members)


def _committee(world: World, facts: Committee, members: list[str]) -> None:
    place = world.complexes[facts.slug]
    if OwnersBody.objects.filter(complex=place, kind=BodyKind.OWNERS_COMMITTEE).exists():
        return
    ends_on = world.today + facts.ends
    starts_on = years_later(ends_on, -TERM_YEARS) + timedelta(days=1)
    body = found_body(
        complex_=place,
        kind=BodyKind.OWNERS_COMMITTEE,
        founded_on=years_later(starts_on, -TERM_YEARS * (facts.number - 1)),
        actor=world.admin,
        now=world.now,
        is_demo=True,
    )
    seats = [
        NewSeat(
            name=name,
            position=_position(place_in_list),
            is_party_member=place_in_list < facts.party_members,
            building_text=f"{place_in_list + 1}栋",
        )
        for place_in_list, name in enumerate(members)
    ]
    begin_term(
        body_id=body.pk,
        term=TermFacts(
            number=facts.number,
            starts_on=starts_on,
            ends_on=ends_on,
            seats_planned=facts.seats,
            elected_on=starts_on - timedelta(days=20),
            filed_on=starts_on,
            filed_with=_filed_with(place),
        ),
        seats=seats,
        actor=world.admin,
        now=world.now,
    )


def _filed_with(place: Complex) -> str:
    """The district's housing office and the sub-district, by name."""
    city = place.sub_district.city_name
    return f"{city[city.find('市') + 1 :]}住建局、{place.sub_district.name}"


def _position(place_in_list: int) -> SeatPosition:
    first = (SeatPosition.DIRECTOR, SeatPosition.DEPUTY)
    return first[place_in_list] if place_in_list < len(first) else SeatPosition.MEMBER


def _env_committee(world: World, names: list[str]) -> None:
    community = world.communities["jinxiu"]
    if EnvCommittee.objects.filter(community=community).exists():
        return
    committee = found_env_committee(
        community=community,
        founded_on=date(2018, 6, 1),
        actor=world.admin,
        now=world.now,
        is_demo=True,
    )
    since = date(world.today.year - 1, 1, 1)
    for name, (position, source, is_party_member) in zip(names, ENV_MEMBERS, strict=True):
        add_env_member(
            committee_id=committee.pk,
            member=NewEnvMember(
                name=name,
                position=position,
                source=source,
                is_party_member=is_party_member,
                since=since,
                term_ends_on=date(since.year + 2, 12, 31),
            ),
            actor=world.admin,
            now=world.now,
        )


def _names(chance: random.Random) -> Iterator[str]:
    """Fictional names, each once."""
    given: set[str] = set()
    while True:
        name = chance.choice(FAMILY) + "".join(chance.sample(GIVEN, 2))
        if name not in given:
            given.add(name)
            yield name
