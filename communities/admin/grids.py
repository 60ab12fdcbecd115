"""网格 and 包片: opened, laid over places and ended by their services."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from communities.admin.dated import BY_PLACE, EndedByItsLastDay
from communities.admin_base import ScopedInline, ScopedModelAdmin
from communities.choices import GridLevel
from communities.models import Grid, GridSpan, Zone, ZoneComplex, ZoneLead
from communities.queries.grids import grid_cautions
from communities.services.grids import (
    GridFacts,
    cover,
    end_grid,
    end_span,
    give_zone,
    open_grid,
    open_zone,
    put_into_zone,
)


class SpanInline(ScopedInline):
    model = GridSpan
    can_change = False
    fields = ("complex", "building", "since", "until")


@admin.register(Grid)
class GridAdmin(ScopedModelAdmin):
    """网格: what it covers is told by its spans, who works there by the door duties."""

    list_display = ("code", "name", "level", "community", "complex", "household_count", "caution")
    list_filter = ("level", "community", "complex")
    list_select_related = ("community", "complex")
    search_fields = ("code", "name")
    # A micro-grid's number begins with that of the grid above it.
    ordering = ("community__pinyin_key", "code", "pk")
    inlines = (SpanInline,)
    must_have = ("community",)
    fields = (
        "sub_district", "community", "complex", "level", "code", "name", "household_count", "tasks",
        "since", "until",
    )  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        fixed = super().get_readonly_fields(request, obj)
        return (*fixed, "level", "code", "since") if obj else fixed

    @admin.display(description=_("提示"))
    def caution(self, grid: Grid) -> str:
        return "；".join(grid_cautions(grid))

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> Grid:
        actor: Any = request.user
        cleaned, now = form.cleaned_data, timezone.now()
        if not change:
            names = (
                "code", "name", "household_count", "tasks", "community", "complex", "since", "until",
            )  # fmt: skip
            facts = GridFacts(
                level=GridLevel(cleaned["level"]), **{name: cleaned[name] for name in names}
            )
            grid = open_grid(facts=facts, actor=actor, now=now)
        elif "until" in form.changed_data and obj.until:
            obj.save(update_fields=["name", "household_count", "tasks"])
            grid = end_grid(grid=obj, last_day=obj.until, actor=actor, now=now)
        else:
            obj.save(update_fields=["name", "household_count", "tasks", "until"])
            grid = obj
        for caution in grid_cautions(grid):
            messages.warning(request, caution)
        return grid


@admin.register(GridSpan)
class GridSpanAdmin(EndedByItsLastDay):
    list_display = ("grid", "complex", "building", "since", "until")
    list_filter = ("level", "community", "complex")
    list_select_related = ("grid", "complex", "building")
    search_fields = ("grid__code", "grid__name", "complex__name", "complex__pinyin_key")
    autocomplete_fields = ("grid", "complex", "building")
    ordering = (*BY_PLACE, "grid__code", "pk")
    fields = ("grid", "complex", "building", "since", "until")
    must_have = ("complex",)

    def end(self, obj: Any, *, actor: User, now: datetime) -> GridSpan:
        standing = GridSpan.objects.get(pk=obj.pk)
        return end_span(span=standing, last_day=obj.until, actor=actor, now=now)

    def begin(self, cleaned: dict[str, Any], *, actor: User, now: datetime) -> GridSpan:
        return cover(
            grid=cleaned["grid"],
            complex_=cleaned["complex"],
            building=cleaned["building"],
            since=cleaned["since"],
            until=cleaned["until"],
            actor=actor,
            now=now,
        )


@admin.register(Zone)
class ZoneAdmin(ScopedModelAdmin):
    list_display = ("name", "community")
    list_filter = ("community",)
    list_select_related = ("community",)
    search_fields = ("name", "community__name", "community__pinyin_key")
    ordering = ("community__pinyin_key", "name", "pk")
    fields = ("community", "name")
    must_have = ("community",)

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> Zone:
        actor: Any = request.user
        if change:
            obj.save(update_fields=["name"])
            standing: Zone = obj
            return standing
        return open_zone(community=obj.community, name=obj.name, actor=actor, now=timezone.now())


@admin.register(ZoneComplex)
class ZoneComplexAdmin(EndedByItsLastDay):
    list_display = ("complex", "zone", "since", "until")
    list_filter = ("community", "zone")
    list_select_related = ("complex", "zone")
    search_fields = ("zone__name", "complex__name", "complex__pinyin_key")
    autocomplete_fields = ("zone", "complex")
    ordering = (*BY_PLACE, "-since", "pk")
    fields = ("zone", "complex", "since", "until")
    must_have = ("complex",)

    def begin(self, cleaned: dict[str, Any], *, actor: User, now: datetime) -> Any:
        return put_into_zone(
            zone=cleaned["zone"],
            complex_=cleaned["complex"],
            since=cleaned["since"],
            until=cleaned["until"],
            actor=actor,
            now=now,
        )


@admin.register(ZoneLead)
class ZoneLeadAdmin(EndedByItsLastDay):
    list_display = ("zone", "person_name", "since", "until")
    list_filter = ("community", "zone")
    list_select_related = ("zone", "person")
    search_fields = ("zone__name", "person__name", "person__pinyin_key")
    autocomplete_fields = ("zone", "person")
    ordering = (*BY_PLACE, "-since", "pk")
    place_from = "zone"
    fields = ("zone", "person", "since", "until")

    @admin.display(description=_("包片人"))
    def person_name(self, lead: ZoneLead) -> str:
        return lead.person.name

    def begin(self, cleaned: dict[str, Any], *, actor: User, now: datetime) -> Any:
        return give_zone(
            zone=cleaned["zone"],
            person=cleaned["person"],
            since=cleaned["since"],
            until=cleaned["until"],
            actor=actor,
            now=now,
        )
