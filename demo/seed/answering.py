"""Who answers for the doors of 锦绣 beside its branches and groups; all persons invented.

A steward over each complex that a firm serves, so that every door of 锦绣 has its chain, but for two
holes that the list of missing people shows: 锦绣新居 has no steward, 锦绣二号院 (whose buildings nobody
has registered) no group.
"""

from __future__ import annotations

from accounts.models import Person
from accounts.services import find_or_register
from communities.choices import DutyKind, ManagementMode
from communities.models import Complex, DoorDuty
from communities.queries.modes import mode_of
from communities.services.door_duties import Span, assign_door_duty
from demo.seed.territory_facts import JINXIU
from demo.seed.world import FAMILY, GIVEN, World

# Of the block of phones that is kept for the demo.
_PHONES = 8700
WITHOUT_STEWARD = "jinxiu-xinju"
STEWARDS = {"yuyuan": "steward-yuyuan"}


def build_answering(world: World) -> None:
    """Adds what does not stand yet."""
    for number, slug in enumerate(JINXIU):
        complex_ = world.complexes[slug]
        is_served = mode_of(complex_, on=world.today) == ManagementMode.PROPERTY_FIRM
        if is_served and slug != WITHOUT_STEWARD:
            _steward(world, complex_, number)


def _steward(world: World, complex_: Complex, number: int) -> None:
    if DoorDuty.objects.filter(complex=complex_, kind=DutyKind.STEWARD).exists():
        return
    account = world.accounts.get(STEWARDS.get(complex_.slug, ""))
    person = account.person if account and account.person else _person(world, number + len(JINXIU))
    assign_door_duty(
        kind=DutyKind.STEWARD, person=person, span=Span(complex_),
        valid_from=world.period.first, is_demo=True, actor=world.admin, now=world.now,
    )  # fmt: skip


def _person(world: World, number: int) -> Person:
    name = FAMILY[number % len(FAMILY)] + GIVEN[7 + number] + GIVEN[(3 * number) % len(GIVEN)]
    phone = world.phone_of(_PHONES + number)
    return find_or_register(name=name, phone=phone, is_demo=True)[0]
