"""Who answers for the doors of 锦绣, whose complexes have no registered buildings; all persons invented.

A group and, where a firm serves, a steward over each complex, so that every door of 锦绣 has its chain,
but for two holes that the list of missing people shows. 中粮锦云 has its groups with the branches.
"""

from __future__ import annotations

from accounts.models import Person
from accounts.services import find_or_register
from accounts.text import pinyin_key
from communities.choices import DutyKind, ManagementMode
from communities.models import Complex, DoorDuty
from communities.queries.modes import mode_of
from communities.services.door_duties import Span, assign_door_duty
from demo.seed.territory_facts import JINXIU
from demo.seed.world import FAMILY, GIVEN, World
from party_building.choices import PartyKind, PartyPostKind
from party_building.models import PartyCoverage, PartyOrganization, PartyPost, Subordination

# Of the block of phones that is kept for the demo.
_PHONES = 8700
WITHOUT_GROUP, WITHOUT_STEWARD = "jinxiu-erhaoyuan", "jinxiu-xinju"
STEWARDS = {"yuyuan": "steward-yuyuan"}


def build_answering(world: World) -> None:
    """Adds what does not stand yet."""
    for number, slug in enumerate(JINXIU):
        complex_ = world.complexes[slug]
        if slug != WITHOUT_GROUP:
            _group(world, complex_, number)
        is_served = mode_of(complex_, on=world.today) == ManagementMode.PROPERTY_FIRM
        if is_served and slug != WITHOUT_STEWARD:
            _steward(world, complex_, number)


def _group(world: World, complex_: Complex, number: int) -> None:
    name = f"{complex_.name}党小组"
    where = {
        "sub_district": complex_.sub_district,
        "community": complex_.community,
        "complex": complex_,
    }
    group, is_new = PartyOrganization.objects.get_or_create(
        sub_district=complex_.sub_district,
        name=name,
        defaults={
            **where,
            "kind": PartyKind.GROUP,
            "pinyin_key": pinyin_key(name),
            "founded_on": world.period.first,
            "is_demo": True,
        },
    )
    if not is_new:
        return
    since = world.period.first
    part = {**where, "organization": group, "since": since}
    PartyCoverage.objects.create(kind=group.kind, **part)
    branch = PartyCoverage.objects.on(since).filter(complex=complex_, host=None)
    above = branch.exclude(kind=PartyKind.GROUP).first()
    if above:
        Subordination.objects.create(parent=above.organization, **part)
    PartyPost.objects.create(
        person=_person(world, number),
        post=PartyPostKind.GROUP_LEADER,
        is_published=True,
        is_demo=True,
        **part,
    )


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
