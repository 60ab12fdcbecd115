"""Who owns some doors of 中粮锦云; invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from accounts.models import Person
from communities.models import Door, Ownership, Resident
from communities.services.ownership import record_ownership
from demo.seed.world import World

OWNED = "zhongliang-jinyun"
SINCE = date(2013, 5, 1)
AREA = Decimal("89.50")


def build_owners(world: World) -> None:
    """A couple with half each, somebody with two doors, and one who owns a door and lives elsewhere."""
    complex_ = world.complexes[OWNED]
    if Ownership.objects.filter(complex=complex_).exists():
        return
    behind_doors = Resident.objects.filter(complex=complex_, door__isnull=False).order_by("pk")
    first, second, third = behind_doors.select_related("door", "person")[:3]
    away = Resident.objects.filter(complex=complex_, door=None).order_by("pk").last()
    taken = [resident.door_id for resident in behind_doors]
    empty = list(Door.objects.filter(complex=complex_).exclude(pk__in=taken).order_by("pk")[:2])
    half, whole = Fraction(1, 2), Fraction(1)
    shares: list[tuple[Door | None, Person, Fraction]] = [
        (first.door, first.person, half),
        (first.door, second.person, half),
        (third.door, third.person, whole),
        (empty[0], third.person, whole),
    ]
    if away:
        shares.append((empty[1], away.person, whole))
    for door, person, share in shares:
        if door:
            _owns(world, door, person, share)


def _owns(world: World, door: Door, person: Person, share: Fraction) -> None:
    Door.objects.filter(pk=door.pk).update(area=AREA)
    record_ownership(
        door=door,
        person=person,
        share=share,
        since=SINCE,
        is_demo=True,
        actor=world.admin,
        now=world.now,
    )
