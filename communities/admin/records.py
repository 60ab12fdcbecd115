"""Promises to people, calls, and who looked at whose phone: read by the whole sub-district's staff."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from communities.admin_base import ReadOnlyAdmin, TenantAdmin
from core.models import CallTask, Disclosure, Heartbeat, OutboxMessage


class PersonMasked:
    """Shows the person of a row as other lists do: 王*芳 138****5678."""

    @admin.display(description=OutboxMessage._meta.get_field("person").verbose_name)
    def masked_person(self, row: Any) -> str:
        return f"{row.person.masked_name} {row.person.masked_phone}".strip()


@admin.register(OutboxMessage)
class OutboxMessageAdmin(PersonMasked, TenantAdmin):
    list_display = ("kind", "masked_person", "channel", "state", "due_at", "sent_at")
    list_filter = ("state", "channel", "kind")
    list_select_related = ("person",)
    date_hierarchy = "due_at"
    ordering = ("-due_at",)
    fields = (
        "kind", "masked_person", "channel", "state", "due_at", "expires_at", "created_at",
        "attempts", "sent_at", "last_error",
    )  # fmt: skip
    readonly_fields = fields


@admin.register(CallTask)
class CallTaskAdmin(PersonMasked, TenantAdmin):
    list_display = ("text", "masked_person", "call_before", "outcome", "called_at")
    list_filter = ("outcome", "kind")
    list_select_related = ("person",)
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    fields = ("text", "masked_person", "created_at", "call_before", "outcome", "called_at")
    readonly_fields = fields


@admin.register(Disclosure)
class DisclosureAdmin(PersonMasked, TenantAdmin):
    list_display = ("masked_person", "viewer", "purpose", "disclosed_at")
    list_select_related = ("person", "viewer")
    date_hierarchy = "disclosed_at"
    ordering = ("-disclosed_at",)
    fields = ("masked_person", "viewer", "purpose", "disclosed_at")
    readonly_fields = fields


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnlyAdmin):
    """The pulse of the background: no rows of anybody's place."""

    list_display = ("name", "beat_at")
    ordering = ("name",)

    def rows_visible_to(self, user: Any) -> QuerySet[Heartbeat]:
        return Heartbeat.objects.all()

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request) and bool(request.user.is_superuser)
