"""Writers of places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from accounts.text import pinyin_key, tidy
from communities.models import Building, Community, Complex, Door, SubDistrict, Unit
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User

Place = TypeVar("Place", SubDistrict, Community, Complex)


@locking
def save_place(*, place: Place, actor: User | None, now: datetime) -> Place:
    """Writes a sub-district, community or complex with its name tidied and its sort key renewed.

    A complex that changes its community takes its rows along (the keys cascade). Rules that the
    database says (names, slugs, counts) come back as IntegrityError.
    """
    place.name = tidy(place.name)
    if not isinstance(place, SubDistrict):
        place.pinyin_key = pinyin_key(place.name)
    place.save()
    return place


@locking
def add_building(
    *,
    complex_: Complex,
    name: str,
    units: Mapping[str, Sequence[str]],
    floor_count: int | None = None,
    actor: User,
    now: datetime,
) -> Building:
    """A building with its units and their rooms; what stands already is left as it is."""
    place = {
        "sub_district_id": complex_.sub_district_id,
        "community_id": complex_.community_id,
        "complex": complex_,
    }
    building, _new = Building.objects.get_or_create(
        complex=complex_, name=name, defaults={**place, "floor_count": floor_count}
    )
    for unit_name, rooms in units.items():
        unit, _new = Unit.objects.get_or_create(building=building, name=unit_name, defaults=place)
        Door.objects.bulk_create(
            [Door(unit=unit, room=room, **place) for room in rooms], ignore_conflicts=True
        )
    return building
