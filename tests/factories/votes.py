"""Votes in every state, built through the services where these have rules of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import factory
from django.utils import timezone

from accounts.models import Person
from communities.choices import EntryRoad
from communities.models import Complex, Door, Ownership
from meetings.choices import Choice, Matter, VoteBasis
from meetings.models import RollEntry, Vote, VoteOption
from meetings.services import ballots, votes
from meetings.services.ballots import Sheet
from tests.factories.communities import (
    BuildingFactory,
    DoorFactory,
    OwnershipFactory,
    PlacedFactory,
    UnitFactory,
)

OWNED_SINCE = date(2026, 1, 1)


class VoteFactory(PlacedFactory[Vote]):
    """In preparation, of owners, open, for a week from now."""

    class Meta:
        model = Vote

    title = factory.Sequence(lambda number: f"测试表决{number}")
    basis = VoteBasis.OWNERS
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))


def doors_with_owners(
    complex_: Complex,
    owners: Sequence[Iterable[Person]],
    *,
    area: str | Sequence[str] = "100.00",
    building: str = "1栋",
) -> list[Door]:
    """101, 102, … of one unit, each owned in equal parts by its persons; nobody: without owner."""
    unit = UnitFactory(building=BuildingFactory(complex=complex_, name=building), name="1单元")
    made: list[Door] = []
    for number, persons in enumerate(owners):
        of_door = area if isinstance(area, str) else area[number]
        door = DoorFactory(unit=unit, room=f"{101 + number}", area=Decimal(of_door))
        together = list(persons)
        for person in together:
            OwnershipFactory(
                door=door, person=person, since=OWNED_SINCE, share_denominator=len(together)
            )
        made.append(door)
    return made


def many_owned_doors(complex_: Complex, number: int) -> None:
    """So many doors, each with an owner of its own, in few statements."""
    unit = UnitFactory(building=BuildingFactory(complex=complex_))
    place = unit.place_columns
    doors = Door.objects.bulk_create(
        Door(**place, unit=unit, room=f"{one:05}", area=Decimal(90)) for one in range(number)
    )
    persons = Person.objects.bulk_create(
        Person(name=f"业主{one}", pinyin_key=f"yz{one}") for one in range(number)
    )
    Ownership.objects.bulk_create(
        Ownership(**place, door=door, person=person, since=OWNED_SINCE)
        for door, person in zip(doors, persons, strict=True)
    )


def drafted(complex_: Complex, *matters: str, **more: Any) -> Vote:
    """With an item for each matter (默认 选聘物业), or one election with `candidates` and `seats`."""
    candidates, seats = more.pop("candidates", ()), more.pop("seats", None)
    vote: Vote = VoteFactory(complex=complex_, **more)
    owners = vote.basis == VoteBasis.OWNERS
    for matter in matters or [Matter.FIRM if owners else Matter.DELIBERATION]:
        votes.add_item(
            vote_id=vote.pk,
            matter=matter,
            text=str(Matter(matter).label),
            candidates=candidates,
            seats=seats,
            actor=None,
        )
    return vote


def opened(complex_: Complex, *matters: str, **more: Any) -> Vote:
    """Open since now, its roll as of today."""
    vote = drafted(complex_, *matters, **more)
    now = timezone.now()
    return votes.open_vote(vote_id=vote.pk, roll_on=timezone.localdate(now), actor=None, now=now)


def options_of(vote: Vote) -> list[VoteOption]:
    return list(vote.options.select_related("item").order_by("item__position", "position"))


def sheet_of(
    vote: Vote, entry: RollEntry, *said: str, road: EntryRoad = EntryRoad.PAPER, form_key: str = ""
) -> Sheet:
    """An answer for each option in order; nothing said: agrees, of candidates to as many as sit."""
    options = options_of(vote)
    chosen = said or [
        Choice.AGREE if option.position <= (option.item.seats or 1) else Choice.OPPOSE
        for option in options
    ]
    return Sheet(
        entry_id=entry.pk,
        choices={option.pk: choice for option, choice in zip(options, chosen, strict=False)},
        road=road,
        form_key=form_key,
    )


def cast(vote: Vote, entry: RollEntry, *said: str, **more: Any) -> str:
    """One ballot; its receipt."""
    actor, now = more.pop("actor", None), more.pop("now", None) or timezone.now()
    (receipt,) = ballots.cast_ballots(
        vote_id=vote.pk, sheets=[sheet_of(vote, entry, *said, **more)], actor=actor, now=now
    )
    return receipt.code
