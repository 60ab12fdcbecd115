"""谁负责我这栋楼: the chain of one building as anybody may read it, entrance by entrance where they differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db.models import Q

from accounts.text import pinyin_key
from communities.models import Building, Complex, Unit
from party_building.choices import ChainLevel
from party_building.matters import in_order
from party_building.queries.chain_lines import ChainLine, lines_of
from party_building.queries.responsible_chain import WHOLE_SPAN, chains_of_day


def buildings_of(complex_: Complex) -> list[tuple[int, str]]:
    """Key and name, as they are numbered; one statement."""
    named = Building.objects.filter(complex=complex_).values_list("pk", "name")
    return sorted(named, key=lambda row: pinyin_key(row[1]))


def public_lines(
    complex_: Complex, building_id: int | None, *, matter: str, on: date
) -> list[ChainLine]:
    """Of the building, or of the complex as a whole, in the order of the matter.

    Where its units have different people, a line for each with the units that it is about. Four
    statements, five for a building.
    """
    spans = WHOLE_SPAN
    units: list[tuple[int | None, str]] = []
    if building_id:
        spans |= Q(building=building_id) | Q(unit__building=building_id)
        named = Unit.objects.filter(building=building_id).values_list("pk", "name")
        units = sorted(named, key=lambda row: pinyin_key(row[1]))
    chains = chains_of_day([complex_.pk], on=on, spans=spans)
    lines: dict[ChainLevel, dict[ChainLine, list[str]]] = {}
    for unit_id, name in units or [(None, "")]:
        chain = chains.chain(complex_.pk, building_id, unit_id)
        for line in lines_of(chain, matter=matter, reads_names=False):
            lines.setdefault(line.level, {}).setdefault(line, []).append(name)
    everywhere = max(len(units), 1)
    return [
        line if len(names) == everywhere else replace(line, units="、".join(names))
        for level in in_order(matter)
        for line, names in lines.get(level, {}).items()
    ]
