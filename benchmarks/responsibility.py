"""How long the list of missing people takes for 4,000 units with everybody in place but a few.

Run inside an instance by `benchmarks.inside`, on complexes that `benchmarks.scale` has made.
"""

from __future__ import annotations

import statistics
import time
from datetime import date
from typing import Any

UNITS = 4_000
ROUNDS = 7
SINCE = date(2026, 1, 1)
# Of every so many groups one has no leader.
VACANT_EVERY = 50


def man(complexes: list[Any]) -> None:
    """A branch, groups over each building, a steward, a zone a complex; a grid's worker each."""
    from accounts.models import Person
    from communities.choices import DutyKind, ManagementMode
    from communities.models import (
        Building,
        DoorDuty,
        ManagementPeriod,
        Zone,
        ZoneComplex,
        ZoneLead,
    )
    from party_building.choices import PartyKind, PartyPostKind
    from party_building.models import PartyCoverage, PartyOrganization, PartyPost

    person = Person.objects.create(name="测速负责人")

    def place(row: Any) -> dict[str, Any]:
        return {
            "sub_district_id": row.sub_district_id,
            "community_id": row.community_id,
            "complex_id": getattr(row, "complex_id", None) or row.pk,
        }

    buildings = list(Building.objects.filter(complex__in=complexes))
    organizations = PartyOrganization.objects.bulk_create(
        [
            PartyOrganization(kind=PartyKind.BRANCH, name=f"{c.name}党支部", **place(c))
            for c in complexes
        ]
        + [
            PartyOrganization(kind=PartyKind.GROUP, name=f"第{number}党小组", **place(b))
            for number, b in enumerate(buildings)
        ],
        batch_size=2000,
    )
    spans: list[Any] = [None] * len(complexes) + buildings
    PartyCoverage.objects.bulk_create(
        [
            PartyCoverage(
                organization=body, kind=body.kind, building=building, since=SINCE,
                **body.place_columns,
            )
            for body, building in zip(organizations, spans, strict=True)
        ],
        batch_size=2000,
    )  # fmt: skip
    heads = {
        PartyKind.BRANCH: PartyPostKind.SECRETARY, PartyKind.GROUP: PartyPostKind.GROUP_LEADER,
    }  # fmt: skip
    PartyPost.objects.bulk_create(
        [
            PartyPost(
                organization=body, person=person, post=heads[PartyKind(body.kind)],
                is_published=True, since=SINCE, **body.place_columns,
            )
            for number, body in enumerate(organizations)
            if number % VACANT_EVERY or body.kind == PartyKind.BRANCH
        ],
        batch_size=2000,
    )  # fmt: skip
    zones = Zone.objects.bulk_create(
        Zone(name=f"{c.name}片", sub_district_id=c.sub_district_id, community_id=c.community_id)
        for c in complexes
    )
    ZoneLead.objects.bulk_create(
        ZoneLead(
            zone=zone, person=person, since=SINCE, sub_district_id=zone.sub_district_id,
            community_id=zone.community_id,
        )
        for zone in zones
    )  # fmt: skip
    ZoneComplex.objects.bulk_create(
        ZoneComplex(zone=zone, since=SINCE, **place(c))
        for zone, c in zip(zones, complexes, strict=True)
    )
    ManagementPeriod.objects.bulk_create(
        ManagementPeriod(mode=ManagementMode.PROPERTY_FIRM, since=SINCE, **place(c))
        for c in complexes
    )
    DoorDuty.objects.bulk_create(
        DoorDuty(kind=kind, person=person, valid_from=SINCE, **place(c))
        for c in complexes
        for kind in (DutyKind.STEWARD, DutyKind.GRID_WORKER)
    )


def holes() -> dict[str, Any]:
    """Milliseconds (median and best) and statements of the whole list."""
    from django.db import connection

    from communities.models import Complex

    # Ten buildings of two units each.
    chosen = Complex.objects.filter(slug__startswith="scale-complex-").order_by("pk")[: UNITS // 20]
    complexes = Complex.objects.filter(pk__in=[c.pk for c in chosen])
    man(list(complexes))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return measured(complexes)


def measured(complexes: Any) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from party_building.queries.holes import holes_of

    taken = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        found = holes_of(complexes, on=date(2026, 6, 30))
        taken.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as captured:
        holes_of(complexes, on=date(2026, 6, 30))
    return {
        "ms": statistics.median(taken),
        "best": min(taken),
        "statements": len(captured),
        "units": found.total,
        "lacking": found.total - found.complete,
    }
