"""公告 and 异议, to look at: they are written and decided at `/field/notices/`, or come by ledger."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from communities.admin_base import ReadOnlyAdmin, ScopedInline, ScopedModelAdmin
from communities.ledger_admin import ScopedImportExportMixin
from communities.models import Notice, NoticeUpdate, Objection


class NoticeUpdateInline(ScopedInline):
    """What was decided, by whom."""

    model = NoticeUpdate
    can_change = False
    fields = ("at", "from_state", "to_state", "note", "by")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[NoticeUpdate]:
        return NoticeUpdate.objects.filter(
            notice__in=Notice.objects.visible_to(request.user)
        ).select_related("by__person")


@admin.register(Notice)
class NoticeAdmin(ScopedImportExportMixin, ScopedModelAdmin):
    """Nothing is typed here: officials bring drafts by the ledger, which needs their right to change."""

    LEDGER_KIND = "notices"
    can_add = False
    list_display = ("title", "place_name", "category", "severity", "state", "published_at")
    list_filter = ("state", "category", "severity", "complex", "community")
    list_select_related = ("sub_district", "community", "complex")
    search_fields = ("title", "publisher")
    date_hierarchy = "published_at"
    ordering = ("-created_at", "-pk")
    inlines = (NoticeUpdateInline,)
    fields = (
        "sub_district", "community", "complex", "category", "severity", "title", "body", "publisher",
        "shown_from", "shown_until", "state", "published_at", "created_by", "submitted_by",
        "approved_by", "approved_at", "withdrawn_at", "withdraw_reason", "replaces",
    )  # fmt: skip
    readonly_fields = fields

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return self.fields

    @admin.display(description=_("范围"))
    def place_name(self, notice: Notice) -> str:
        return notice.place_name


@admin.register(Objection)
class ObjectionAdmin(ReadOnlyAdmin):
    """Who objected is masked, as in every list."""

    list_display = ("notice", "source", "raised_at", "answered_at")
    list_filter = ("source", "complex", "community")
    list_select_related = ("notice",)
    date_hierarchy = "raised_at"
    ordering = ("-raised_at", "-pk")
    fields = (
        "notice", "body", "source", "masked_person", "raised_at", "entered_by", "reply",
        "answered_at", "answered_by",
    )  # fmt: skip
    readonly_fields = fields

    @admin.display(description=_("提出人"))
    def masked_person(self, objection: Objection) -> str:
        person = objection.person
        return f"{person.masked_name} {person.masked_phone}".strip() if person else ""
