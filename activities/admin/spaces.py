"""Rooms, and the days that are off."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from activities.models import (
    PublicHoliday,
    Space,
)
from communities.admin_base import ScopedModelAdmin


@admin.register(Space)
class SpaceAdmin(ScopedModelAdmin):
    list_display = ("name", "place_name", "location", "seat_count", "is_open")
    list_filter = ("complex", "community", "is_open")
    list_select_related = ("sub_district", "community", "complex")
    search_fields = ("name", "location")
    ordering = ("name", "pk")
    fields = (
        "sub_district", "community", "complex", "name", "location", "directions", "seat_count",
        "former_use", "is_open",
    )  # fmt: skip

    @admin.display(description=_("范围"))
    def place_name(self, space: Space) -> str:
        return space.place_name


@admin.register(PublicHoliday)
class PublicHolidayAdmin(ScopedModelAdmin):
    """节假日: one calendar for all tenants, kept by whoever runs the system."""

    can_delete = True
    list_display = ("day", "name", "is_working")
    list_filter = ("is_working",)
    date_hierarchy = "day"
    ordering = ("-day",)
    fields = ("day", "name", "is_working")

    def rows_visible_to(self, user: Any) -> QuerySet[PublicHoliday]:
        return PublicHoliday.objects.all()

    def rows_manageable_by(self, user: Any) -> QuerySet[PublicHoliday]:
        return PublicHoliday.objects.all() if user.is_superuser else PublicHoliday.objects.none()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("day",) if obj else ()
