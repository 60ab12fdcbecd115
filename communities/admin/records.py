"""Promises to people, calls, and who looked at whose phone: read by the whole sub-district's staff."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.views import ChangeList

from communities.admin_base import ReadOnlyAdmin, TenantAdmin
from core.choices import OPEN_OUTCOMES
from core.models import CallTask, Disclosure, Heartbeat, OutboxMessage
from core.outbox import words_of_calls


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


class CallsOfPage(ChangeList):
    """Makes the words of the page's open calls anew, all at once: the telephone list does the same."""

    result_list: Any

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        _say_anew(self.result_list, timezone.now())


def _say_anew(tasks: list[Any], now: datetime) -> None:
    """Marks those that are still to be made, with today's words in place of the stored ones."""
    waiting = [task for task in tasks if task.outcome in OPEN_OUTCOMES and task.call_before > now]
    words = words_of_calls(waiting)
    for task in waiting:
        task.is_open = task.pk in words
        task.text = words.get(task.pk, task.text)


@admin.register(CallTask)
class CallTaskAdmin(PersonMasked, TenantAdmin):
    list_display = ("text", "masked_person", "call_before", "still_to_make", "outcome", "called_at")
    list_filter = ("outcome", "kind")
    list_select_related = ("person", "outbox")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    fields = (
        "text", "masked_person", "created_at", "call_before", "still_to_make", "outcome", "called_at",
    )  # fmt: skip
    readonly_fields = fields

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return CallsOfPage

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        task = super().get_object(request, object_id, from_field)
        if task:
            _say_anew([task], timezone.now())
        return task

    @admin.display(description=_("还要打"), boolean=True)
    def still_to_make(self, task: CallTask) -> bool:
        return getattr(task, "is_open", False)


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
