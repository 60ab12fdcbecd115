"""Grids as they are on a day: which lie over a complex, who works in them, and what looks odd."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from accounts.text import pinyin_key
from communities.choices import DutyKind, GridLevel
from communities.models import Complex, DoorDuty, DutyLeave, Grid, GridSpan


@dataclass(frozen=True, slots=True)
class PublicGrid:
    """A grid as anybody may read it: `网格`, `JX-01`, and a line each what it covers and who works there."""

    level: str
    title: str
    words: list[str]


def grid_cautions(grid: Grid) -> list[str]:
    """What is unusual about a grid and which setting says so; nothing of it is refused."""
    least, most = settings.MICRO_GRID_HOUSEHOLDS
    count = grid.household_count
    if grid.level != GridLevel.MICRO or count is None or least <= count <= most:
        return []
    return [
        _(
            "这个微网格有%(count)d户，一般为%(least)d—%(most)d户"
            "（设置 MICRO_GRID_HOUSEHOLDS，依据成都市锦江区的公开报道），请核对"
        )
        % {"count": count, "least": least, "most": most}
    ]


def grids_on(on: date) -> QuerySet[Grid]:
    """Standing on that day, each with the spans (`spans_of_day`) and workers (`workers_of_day`) of it.

    Four statements, whatever their number; narrowed by the caller.
    """
    workers = _with_leaves(DoorDuty.objects.on(on), on)
    spans = GridSpan.objects.on(on).select_related("complex", "building")
    return Grid.objects.on(on).prefetch_related(
        Prefetch(
            "spans", queryset=spans.order_by("complex__pinyin_key", "pk"), to_attr="spans_of_day"
        ),
        Prefetch("door_duties", queryset=workers.order_by("pk"), to_attr="workers_of_day"),
    )


def listed_grids(*, on: date) -> QuerySet[Grid]:
    """What programs read: grids of places that are listed, with these; four statements a page."""
    listed = Grid.objects.public().values("pk")
    grids = grids_on(on).filter(pk__in=listed).select_related("sub_district", "community")
    return grids.order_by("code", "pk")


def grids_over(grids: QuerySet[Grid], *, slug: str, on: date) -> QuerySet[Grid]:
    """Of these, those that cover the complex of this slug, or a part of it, on that day."""
    spans = GridSpan.objects.on(on).filter(complex__slug=slug)
    return grids.filter(pk__in=spans.values("grid"))


def _with_leaves(duties: QuerySet[DoorDuty], on: date) -> QuerySet[DoorDuty, Any]:
    """With the person, and on leave the deputy (`leaves_of_day`)."""
    leaves = DutyLeave.objects.on(on).select_related("deputy")
    return duties.select_related("person").prefetch_related(
        Prefetch("leaves", queryset=leaves, to_attr="leaves_of_day")
    )


def public_grids(complex_: Complex, *, on: date) -> list[PublicGrid]:
    """Those that lie over a complex, the wide ones first; at most four statements.

    Who works in a grid serves by office and is named, on leave the deputy; no phone.
    """
    over = GridSpan.objects.on(on).filter(complex=complex_).values("grid")
    grids = grids_on(on).filter(pk__in=over).order_by("level", "code")
    return [_public_grid(grid, complex_) for grid in grids]


def _public_grid(grid: Grid, complex_: Complex) -> PublicGrid:
    spans: list[GridSpan] = grid.spans_of_day  # type: ignore[attr-defined]  # Prefetch
    buildings = [s.building.name for s in spans if s.building and s.complex_id == complex_.pk]
    words = ["、".join(sorted(buildings, key=pinyin_key))] if buildings else []
    words += [f"{DutyKind.GRID_WORKER.label} {name}" for name in worker_names(grid)]
    return PublicGrid(grid.get_level_display(), str(grid), words)


def worker_names(grid: Grid) -> list[str]:
    """Of a grid out of `grids_on`."""
    workers: list[DoorDuty] = grid.workers_of_day  # type: ignore[attr-defined]  # Prefetch
    return [acting_name(duty) for duty in workers]


def acting_name(duty: DoorDuty) -> str:
    """Who answers on the day for which `leaves_of_day` was fetched."""
    leaves: list[DutyLeave] = duty.leaves_of_day  # type: ignore[attr-defined]  # Prefetch
    return leaves[0].deputy.name if leaves else duty.person.name


# Ledger 1


def grid_columns(on: date) -> list[Prefetch]:
    """What 网格编号 and 网格员 of many complexes are computed from, in five statements."""
    over = GridSpan.objects.on(on).prefetch_related(Prefetch("grid", queryset=grids_on(on)))
    of_complex = DoorDuty.objects.on(on).filter(
        kind=DutyKind.GRID_WORKER, building=None, unit=None, grid=None
    )
    workers = _with_leaves(of_complex, on)
    return [
        Prefetch(
            "communities_gridspans", queryset=over.order_by("pk"), to_attr="grid_spans_of_day"
        ),
        Prefetch("communities_doordutys", queryset=workers, to_attr="grid_workers_of_day"),
    ]


def grid_codes(spans: Iterable[GridSpan]) -> str | None:
    """The numbers of the grids; those of micro-grids only where no grid lies above them."""
    return "、".join(sorted({grid.code for grid in _widest(spans)})) or None


def grid_workers(spans: Iterable[GridSpan], workers: Iterable[DoorDuty]) -> str | None:
    """Who works in those grids; whoever answers for the complex itself comes first."""
    names = [acting_name(duty) for duty in workers]
    names += [name for grid in _widest(spans) for name in worker_names(grid)]
    return "、".join(dict.fromkeys(names)) or None


def _widest(spans: Iterable[GridSpan]) -> list[Grid]:
    grids = [span.grid for span in spans]
    general = [grid for grid in grids if grid.level == GridLevel.GENERAL]
    return sorted(general or grids, key=lambda grid: grid.code)
