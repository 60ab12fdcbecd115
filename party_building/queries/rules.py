"""The figures of a sub-district by which its organisations are looked after."""

from __future__ import annotations

from collections.abc import Iterable

from party_building.models import PartyRules


def rules_of(sub_district_id: int) -> PartyRules:
    """The sub-district's figures; where it has saved none, the defaults."""
    return rules_by_tenant([sub_district_id])[sub_district_id]


def rules_by_tenant(tenants: Iterable[int]) -> dict[int, PartyRules]:
    """The same for several sub-districts, in one statement."""
    wanted = set(tenants)
    saved = {
        rules.sub_district_id: rules for rules in PartyRules.objects.filter(sub_district__in=wanted)
    }
    return {pk: saved.get(pk) or PartyRules(sub_district_id=pk) for pk in wanted}
