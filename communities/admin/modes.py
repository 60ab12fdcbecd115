"""管理模式: periods begin and end through their service; the complex's list is filtered by today's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from communities.admin.dated import EndedByItsLastDay
from communities.choices import ManagementMode
from communities.models import ManagementPeriod
from communities.querysets import ComplexQuerySet
from communities.services.modes import begin_mode, end_mode


class ModeToday(admin.SimpleListFilter):
    """Complexes by how they are managed today."""

    title = _("管理模式")
    parameter_name = "mode"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return ManagementMode.choices

    def queryset(self, request: HttpRequest, queryset: Any) -> ComplexQuerySet:
        rows: ComplexQuerySet = queryset
        mode = self.value()
        return rows.managed_as(mode) if mode else rows


@admin.register(ManagementPeriod)
class ManagementPeriodAdmin(EndedByItsLastDay):
    """A new mode ends the one before it; of a period that stands only the last day is set."""

    list_display = ("complex", "mode", "since", "until")
    list_filter = ("community", "complex", "mode")
    list_select_related = ("complex",)
    search_fields = ("complex__name", "complex__pinyin_key")
    autocomplete_fields = ("complex",)
    date_hierarchy = "since"
    ordering = ("community__pinyin_key", "complex__pinyin_key", "-since", "pk")

    fields = ("complex", "mode", "since", "until", "note")
    must_have = ("complex",)

    def end(self, obj: Any, *, actor: User, now: datetime) -> ManagementPeriod:
        standing = ManagementPeriod.objects.get(pk=obj.pk)
        return end_mode(period=standing, last_day=obj.until, actor=actor, now=now)

    def begin(self, cleaned: dict[str, Any], *, actor: User, now: datetime) -> ManagementPeriod:
        return begin_mode(
            complex_=cleaned["complex"],
            mode=ManagementMode(cleaned["mode"]),
            since=cleaned["since"],
            until=cleaned["until"],
            note=cleaned["note"],
            actor=actor,
            now=now,
        )
