"""街道, 社区, 小区 and their parts down to the door."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from communities.admin.acts import ComplexActs
from communities.admin.modes import ModeToday
from communities.admin_base import ScopedInline, ScopedModelAdmin
from communities.admin_lists import BoundedPaginator, ChosenFilter
from communities.choices import ManagementMode
from communities.ledger_admin import ScopedImportExportMixin
from communities.models import (
    Building,
    Community,
    Complex,
    ComplexPlacement,
    Door,
    SubDistrict,
    Unit,
)
from communities.services.places import save_place


class PlaceAdmin(ScopedModelAdmin):
    """Places are written by the one service that keeps their sort keys."""

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> Any:
        actor: Any = request.user
        return save_place(place=obj, actor=actor, now=timezone.now())


@admin.register(SubDistrict)
class SubDistrictAdmin(PlaceAdmin):
    list_display = ("name", "city_name", "division_code", "phone")
    search_fields = ("name", "slug")
    fields = ("name", "slug", "division_code", "city_name", "phone", "record_number")
    ordering = ("name",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A new tenant is opened by whoever runs the system."""
        return bool(request.user.is_active and request.user.is_superuser)


@admin.register(Community)
class CommunityAdmin(PlaceAdmin):
    list_display = ("name", "sub_district", "phone", "reviews_activities", "is_listed")
    list_filter = ("sub_district", "is_listed")
    list_select_related = ("sub_district",)
    search_fields = ("name", "pinyin_key")
    fields = (
        "sub_district", "name", "slug", "division_code", "phone", "reviews_activities", "is_listed",
    )  # fmt: skip
    ordering = ("pinyin_key",)

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """A community never changes its sub-district: that would move rows between tenants."""
        return ("sub_district",) if obj else ()


# Of a search for doors: a complex, a room, and one to spare.
MOST_WORDS = 3


def link_to_parts(model: type[models.Model], of: str, row: models.Model, words: Any) -> str:
    """One level down: the list of those that lie in this row."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return format_html('<a href="{}?{}__id__exact={}">{}</a>', address, of, row.pk, words)


class BuildingInline(ScopedInline):
    model = Building
    fields = ("name", "floor_count")
    show_change_link = True


class PlacementInline(ScopedInline):
    """Where it lay; written by the act of moving."""

    model = ComplexPlacement
    can_change = False
    fields = ("community", "valid_from", "valid_until", "reason")


@admin.register(Complex)
class ComplexAdmin(ComplexActs, ScopedImportExportMixin, PlaceAdmin):
    LEDGER_KIND = "complexes"
    list_display = (
        "name",
        "community",
        "kind",
        "household_count",
        "resident_count",
        "is_listed",
        "buildings_of_it",
    )
    list_filter = ("community", "kind", ModeToday, "is_listed")
    list_select_related = ("community",)
    search_fields = ("name", "pinyin_key", "address")
    ordering = ("pinyin_key",)
    inlines = (BuildingInline, PlacementInline)
    fieldsets = (
        (None, {"fields": ("community", "name", "slug", "kind", "mode_today", "address")}),
        (
            _("规模与人口"),
            {
                "fields": (
                    "built_year",
                    "land_area",
                    "floor_area",
                    "building_count",
                    "unit_count",
                    "household_count",
                    "occupied_household_count",
                    "resident_count",
                    "elder_count",
                    "figures_on",
                )
            },
        ),
        (_("公开的联系方式"), {"fields": ("duty_name", "duty_phone", "duty_hours")}),
        (None, {"fields": ("note", "is_listed", "merged_names")}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_mode(timezone.localdate())  # type: ignore[attr-defined]  # ComplexQuerySet

    @admin.display(description=_("管理模式"))
    def mode_today(self, complex_: Complex) -> str:
        """As its periods say; it is changed there, so that earlier days stay as they were."""
        mode = getattr(complex_, "management_mode", "")
        return str(ManagementMode(mode).label) if mode else str(_("没有登记，在“管理模式”里登记"))

    @admin.display(description=_("并入的小区"))
    def merged_names(self, complex_: Complex) -> str:
        """What was merged into it, until which day it stood by itself, and why."""
        told = [
            f"{one.name}（{one.closed_on}，{one.closed_reason}）" for one in complex_.merged.all()
        ]
        return "；".join(told) or "—"

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """A complex changes its community by the act of moving alone, with day and reason."""
        told = ("mode_today", "merged_names")
        return (*told, "community") if obj else told

    @admin.display(description=_("楼栋"))
    def buildings_of_it(self, complex_: Complex) -> str:
        return link_to_parts(Building, "complex", complex_, _("看楼栋"))


class PartAdmin(ScopedModelAdmin):
    """Parts of a complex: a wrong one that nothing hangs on may go."""

    can_delete = True
    list_filter: Any = ("complex",)


@admin.register(Building)
class BuildingAdmin(PartAdmin):
    list_display = ("name", "complex", "floor_count", "units_of_it")
    list_select_related = ("complex",)
    search_fields = ("name", "complex__name")
    fields = ("complex", "name", "floor_count")
    autocomplete_fields = ("complex",)
    ordering = ("complex", "name")

    @admin.display(description=_("单元"))
    def units_of_it(self, building: Building) -> str:
        return link_to_parts(Unit, "building", building, _("看单元"))


@admin.register(Unit)
class UnitAdmin(ScopedImportExportMixin, PartAdmin):
    LEDGER_KIND = "buildings"
    place_from = "building"
    list_display = ("name", "building", "complex", "household_count", "doors_of_it")
    list_filter = ("complex", ("building", ChosenFilter))
    list_select_related = ("building", "complex")
    search_fields = ("name", "building__name", "complex__name")
    fields = ("building", "name", "household_count", "figures_on")
    autocomplete_fields = ("building",)
    ordering = ("complex", "building", "name")

    @admin.display(description=_("户"))
    def doors_of_it(self, unit: Unit) -> str:
        return link_to_parts(Door, "unit", unit, _("看户"))


@admin.register(Door)
class DoorAdmin(ScopedImportExportMixin, PartAdmin):
    LEDGER_KIND = "doors"
    place_from = "unit"
    list_display = ("room", "unit", "complex", "floor", "area")
    list_filter = ("complex", ("unit", ChosenFilter))
    list_select_related = ("unit", "complex")
    search_fields = ("room", "complex__name")
    search_help_text = _("小区的名称、整个户号，或两样都写：东园 1501")
    fields = ("unit", "room", "floor", "area")
    autocomplete_fields = ("unit",)
    # As the unique key of doors lies: the first page is read off it, however many there are.
    ordering = ("unit", "room")
    paginator = BoundedPaginator

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """The scope is subqueries joined by OR, which no index answers; keys of communities are.

        Whoever sees a door sees its community, so that this leaves nothing out.
        """
        communities = Community.objects.visible_to(request.user).values_list("pk", flat=True)
        return super().get_queryset(request).filter(community__in=list(communities))

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """By keys and the index of rooms; a part of a word in half a million rows is in no index."""
        for word in search_term.split()[:MOST_WORDS]:
            named = Complex.objects.visible_to(request.user).filter(name__icontains=word)
            queryset = queryset.filter(
                Q(room=word) | Q(complex__in=list(named.values_list("pk", flat=True)))
            )
        return queryset, False
