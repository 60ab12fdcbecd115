"""What the entrance and a complex's home show, across apps, as ready words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Complex
from core.page_parts import url_if_any

# Doors of the home page (ux P1), drawn where an app has registered the route (architecture 7.19).
DOORS = (
    (gettext_lazy("活动日历"), "calendar", "red", "activities:calendar"),
    (gettext_lazy("我要说事"), "talk", "blue", "service_requests:new"),
    (gettext_lazy("借用空间"), "door", "gold", "activities:spaces"),
    (gettext_lazy("志愿服务"), "heart", "green", "volunteers:home"),
)
OF_A_PLACE = {"activities:calendar"}
MOST_FOUND = 200


@dataclass(frozen=True, slots=True)
class Door:
    """templates/components/door_tile.html."""

    url: str
    label: str
    icon: str
    tone: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlaceLink:
    url: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """The complexes of one community."""

    name: str
    places: list[PlaceLink]


def list_doors(slug: str) -> list[Door]:
    """What can be opened from here; no statement."""
    doors = [
        Door(url_if_any(name, *([slug] if name in OF_A_PLACE else [])), str(label), icon, tone)
        for label, icon, tone, name in DOORS
    ]
    return [door for door in doors if door.url]


def choose_from(typed: str) -> list[PlaceGroup]:
    """Public complexes by community, those that match what was typed; one statement.

    Names, addresses, pinyin and initials are searched; pinyin also as people run it together.
    """
    found = Complex.objects.public().matching(typed)
    groups: dict[str, list[PlaceLink]] = {}
    ordered = found.select_related("community").order_by("community__pinyin_key", "pinyin_key")
    for place in ordered[:MOST_FOUND]:
        url = f"{reverse('portal:home', args=[place.slug])}?chosen=1"
        link = PlaceLink(url, place.name, place.address)
        groups.setdefault(place.community.name, []).append(link)
    return [PlaceGroup(name, places) for name, places in groups.items()]


def nothing_found(typed: str) -> str:
    return _("没有找到“%(typed)s”，换个字试试") % {"typed": typed}
