"""表决 of the demo: an owners' vote that was counted, one that is open, a branch's counted hands; invented.

The counted one is the example that `tests/demo/seeded/test_votes.py` computes by hand.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction

from accounts.models import Person
from accounts.services import register_person
from communities.choices import EntryRoad
from communities.models import Complex, Door, Ownership
from communities.queries.places import Place
from communities.services.ownership import record_ownership
from communities.services.places import add_building
from demo.seed.world import FAMILY, GIVEN, World
from meetings.choices import Choice, Matter, VoteBasis
from meetings.models import RollEntry, Vote, VoteRules
from meetings.services.ballots import Sheet, cast_ballots
from meetings.services.vote_results import publish_result
from meetings.services.votes import (
    HandsCount,
    add_item,
    count_vote,
    draft_vote,
    open_vote,
    record_hands,
)

WHERE = "tianxi-huafu"
SINCE = date(2014, 6, 1)
SMALL, LARGE = Decimal("80.00"), Decimal("120.00")
FLOORS, A_FLOOR = 15, 4
ROOMS = [f"{floor}0{number}" for floor in range(1, FLOORS + 1) for number in range(1, A_FLOOR + 1)]
# Its developer has not handed it over, and nobody is registered as its owner.
OWNERLESS = "1601"
PUBLISHER = "secretary-zhengtonglu"
COUNTED, OPEN, HANDS = "续聘物业和筹集维修资金", "电梯轿厢广告收益怎么用", "通过年度工作计划"


def build_votes(world: World) -> None:
    """Sixty owned doors of one building: a couple, and somebody with two."""
    complex_ = world.complexes[WHERE]
    if Vote.objects.filter(complex=complex_).exists():
        return
    # The law's own figures, so that an official sees where they are set.
    VoteRules.objects.get_or_create(sub_district=complex_.sub_district)
    _own_doors(world, complex_)
    _counted(world, complex_)
    _open(world, complex_)
    _hands(world, complex_)


def _own_doors(world: World, complex_: Complex) -> None:
    add_building(
        complex_=complex_,
        name="1栋",
        units={"1单元": [*ROOMS, OWNERLESS]},
        floor_count=FLOORS + 1,
        actor=world.admin,
        now=world.now,
    )
    # Chance of its own, so that what is built before does not change.
    chance = random.Random(278)  # noqa: S311  a repeatable demo, no secret
    doors = {door.room: door for door in Door.objects.filter(complex=complex_)}
    owner_of_two = _neighbour(chance)
    for number, room in enumerate(ROOMS):
        door = doors[room]
        door.area = SMALL if number < len(ROOMS) // 2 else LARGE
        door.save(update_fields=["area"])
        couple = [_neighbour(chance), _neighbour(chance)]
        owners = [owner_of_two] if number >= len(ROOMS) - 2 else couple[: 1 if number else 2]
        _owns(world, door, owners)
    Door.objects.filter(pk=doors[OWNERLESS].pk).update(area=LARGE)


def _neighbour(chance: random.Random) -> Person:
    name = chance.choice(FAMILY) + "".join(chance.sample(GIVEN, chance.choice((1, 2))))
    return register_person(name=name, is_demo=True)


def _owns(world: World, door: Door, owners: Sequence[Person]) -> None:
    for person in owners:
        if not Ownership.objects.filter(door=door, person=person).exists():
            record_ownership(
                door=door,
                person=person,
                share=Fraction(1, len(owners)),
                since=SINCE,
                is_demo=True,
                actor=world.admin,
                now=world.now,
            )


def _counted(world: World, complex_: Complex) -> None:
    """Forty paper ballots, two by helpers, two on the page; sixteen doors did not vote."""
    began = world.today - timedelta(days=45)
    ends = world.at(began + timedelta(days=14), time(18, 0))
    vote = _asked(world, complex_, COUNTED, [Matter.FIRM, Matter.RAISE_FUND], began=began, days=14)
    entries = list(vote.roll.order_by("number"))
    for first in range(0, 40, 10):
        _cast(world, vote, entries[first : first + 10], road=EntryRoad.PAPER, first=first)
    _cast(world, vote, entries[40:42], road=EntryRoad.HELPER, first=40)
    _cast(world, vote, entries[58:60], road=EntryRoad.ONLINE, first=58)
    count_vote(vote_id=vote.pk, actor=world.admin, now=ends + timedelta(hours=1))
    # Whoever counted does not publish.
    publish_result(vote_id=vote.pk, actor=world.accounts[PUBLISHER], now=ends + timedelta(days=1))


def _open(world: World, complex_: Complex) -> None:
    vote = _asked(
        world, complex_, OPEN, [Matter.COMMON_PARTS], began=world.today - timedelta(days=5), days=14
    )
    entries = list(vote.roll.order_by("number"))
    _cast(world, vote, entries[:20], road=EntryRoad.PAPER, first=0)
    _cast(world, vote, entries[20:23], road=EntryRoad.ONLINE, first=20)


def _hands(world: World, complex_: Complex) -> None:
    record_hands(
        place=Place.of_complex(complex_),
        title="支部党员大会",
        matter=Matter.PARTY_ASSEMBLY,
        text=HANDS,
        hands=HandsCount(entitled=20, present=18, agree=16, oppose=1, abstain=1),
        actor=world.admin,
        now=world.at(world.today - timedelta(days=20), time(15, 0)),
        is_demo=True,
    )


def _asked(
    world: World,
    complex_: Complex,
    title: str,
    matters: Sequence[Matter],
    *,
    began: date,
    days: int,
) -> Vote:
    """An owners' vote that opened on a morning and closes on an evening so many days on."""
    morning = world.at(began, time(9, 0))
    vote = draft_vote(
        place=Place.of_complex(complex_),
        title=title,
        explanation="材料在物业服务中心和居委会看，有疑问请打社区电话。",
        basis=VoteBasis.OWNERS,
        is_secret=False,
        closes_at=world.at(began + timedelta(days=days), time(18, 0)),
        actor=world.admin,
        now=morning,
        is_demo=True,
    )
    for matter in matters:
        add_item(vote_id=vote.pk, matter=matter, text=str(TEXTS[matter]), actor=world.admin)
    return open_vote(vote_id=vote.pk, roll_on=began, actor=world.admin, now=morning)


# What is stored stays Chinese.
TEXTS = {
    Matter.FIRM: "续聘现在的物业服务企业，期限三年",
    Matter.RAISE_FUND: "每平方米筹集30元维修资金，用于屋面防水",
    Matter.COMMON_PARTS: "允许在电梯轿厢投放广告，收益存入小区公共账户",
}


def _cast(
    world: World, vote: Vote, entries: Sequence[RollEntry], *, road: EntryRoad, first: int
) -> None:
    options = list(vote.options.order_by("item__position"))
    sheets = [
        Sheet(
            entry_id=entry.pk,
            choices={
                option.pk: choice for option, choice in zip(options, said(number), strict=False)
            },
            road=road,
        )
        for number, entry in enumerate(entries, start=first)
    ]
    opened_at = vote.opened_at or world.now
    cast_ballots(
        vote_id=vote.pk, sheets=sheets, actor=world.admin, now=opened_at + timedelta(days=1)
    )


def said(number: int) -> tuple[Choice, Choice]:
    """What the door of this place on the roll says of the two matters; 38 to 41 abstain."""
    if 38 <= number <= 41:
        return Choice.ABSTAIN, Choice.ABSTAIN
    agrees = number < 25 or 30 <= number < 34 or number >= 58
    raises = number < 28 or 30 <= number < 34 or number == 58
    return (
        Choice.AGREE if agrees else Choice.OPPOSE,
        Choice.AGREE if raises else Choice.OPPOSE,
    )
