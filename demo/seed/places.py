"""Builds the places of `place_facts`; the 23 courtyards of 建兴路 come by their ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.audit import acting_as
from activities.services.spaces import save_space
from communities.models import Community, Complex, SubDistrict
from communities.services.moving import move_complex
from communities.services.places import add_building, save_place
from core.ledger_files import import_file
from core.ledgers import get_ledger
from demo.seed.place_facts import (
    CAME_FROM,
    COMMUNITIES,
    COMPLEXES,
    DIRECTIONS,
    SPACES,
    SUB_DISTRICTS,
)
from demo.seed.territory import begin_modes
from demo.seed.territory_facts import JINXIU
from demo.seed.world import World

# Of the complexes of 锦绣 the one that has not registered its buildings.
UNREGISTERED = "jinxiu-erhaoyuan"
LEDGERS = Path(__file__).resolve().parent.parent / "data" / "ledgers"


def build_places(world: World) -> None:
    """Sub-districts, communities, complexes, buildings and spaces."""
    for slug, facts in SUB_DISTRICTS.items():
        world.sub_districts[slug] = _place(world, SubDistrict, slug, facts)
    for slug, (above, name, phone) in COMMUNITIES.items():
        facts = {"sub_district": world.sub_districts[above], "name": name, "phone": phone}
        world.communities[slug] = _place(world, Community, slug, facts)
    for slug, given in COMPLEXES.items():
        facts = dict(given)
        community = world.communities[facts.pop("community")]
        facts |= {"community": community, "sub_district": community.sub_district}
        facts["figures_on"] = world.period.first
        mode = facts.pop("management_mode")
        world.complexes[slug] = _settled(world, slug, facts)
        begin_modes(world, slug, mode)
    _buildings(world, world.complexes["zhongliang-jinyun"])
    for slug in JINXIU:
        if slug != UNREGISTERED:
            _plain_buildings(world, world.complexes[slug])
    for slug, spaces in SPACES.items():
        for name, location, former_use in spaces:
            details = {
                "location": location, "former_use": former_use,
                "directions": DIRECTIONS.get(name, ""), "is_demo": True,
            }  # fmt: skip
            save_space(
                where=world.where(slug), name=name, details=details, actor=world.admin,
                now=world.now,
            )  # fmt: skip


def import_courtyards(world: World) -> None:
    """The ledger as 建兴路社区 keeps it: 23 courtyards, 16,500 households, 43,032 residents."""
    name = "jianxinglu-complexes.xlsx"
    import_demo_ledger(
        world,
        "complexes",
        name,
        actor="secretary-jianxinglu",
        content=(LEDGERS / name).read_bytes(),
    )
    imported = Complex.objects.filter(community=world.communities["jianxinglu"])
    imported.filter(is_demo=False).update(is_demo=True)
    for complex_ in imported.select_related("community", "sub_district"):
        world.complexes[complex_.slug] = complex_


def import_demo_ledger(
    world: World, kind: str, filename: str, *, actor: str, content: bytes
) -> None:
    """As an official would; an error in the demo's own ledger stops the seeding."""
    user = world.accounts[actor]
    with acting_as(user, reason=f"seed_demo {kind}"):
        report = import_file(
            get_ledger(kind),
            content=content,
            filename=filename,
            actor=user,
            now=timezone.now(),
        )
    if not report.applied:
        raise RuntimeError(f"{filename}: {report.errors[:3]}")


def _place(world: World, model: Any, slug: str, facts: dict[str, Any]) -> Any:
    place = model.objects.filter(slug=slug).first()
    if place:
        return place
    return save_place(
        place=model(slug=slug, is_demo=True, **facts), actor=world.admin, now=world.now
    )


def _settled(world: World, slug: str, facts: dict[str, Any]) -> Complex:
    """Where it lies; one that came from elsewhere did so in the summer two years before."""
    home: Community = facts["community"]
    if slug not in CAME_FROM:
        return _complex(world, slug, facts)
    before, reason = CAME_FROM[slug]
    complex_ = _complex(world, slug, facts | {"community": world.communities[before]})
    if complex_.community_id == home.pk:
        return complex_
    return move_complex(
        complex_=complex_,
        to=home,
        on=date(world.today.year - 2, 7, 1),
        reason=reason,
        actor=world.admin,
        now=world.now,
    )


def _complex(world: World, slug: str, facts: dict[str, Any]) -> Complex:
    place: Complex = _place(world, Complex, slug, facts)
    return place


def _plain_buildings(world: World, complex_: Complex) -> None:
    """As many as the ledger tells, of two units; their rooms are not registered yet."""
    for number in range(1, (complex_.building_count or 0) + 1):
        add_building(
            complex_=complex_,
            name=f"{number}栋",
            units={"1单元": [], "2单元": []},
            actor=world.admin,
            now=world.now,
        )


def _buildings(world: World, complex_: Complex) -> None:
    """Fourteen buildings of two units; rooms only where the demo's residents live."""
    for number in range(1, 15):
        rooms = ["101", "502", "1501", "1503"] if number == 3 else ["301", "802"]
        add_building(
            complex_=complex_,
            name=f"{number}栋",
            units={"1单元": rooms, "2单元": rooms},
            floor_count=18,
            actor=world.admin,
            now=world.now,
        )
