"""会议 and 议定事项, to look at and to carry in and out as ledgers; 会议规则 to set."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from communities.admin_base import ScopedModelAdmin
from communities.ledger_admin import ScopedImportExportMixin
from meetings.models import Meeting, MeetingRules, Resolution


@admin.register(Meeting)
class MeetingAdmin(ScopedImportExportMixin, ScopedModelAdmin):
    """Nothing is typed here: rows come from the pages, or by ledger 7, which needs the right to change."""

    LEDGER_KIND = "party-life"
    can_add = False
    list_display = ("title", "kind", "party_organization", "complex", "held_from", "state")
    list_filter = ("kind", "state", "community", "complex")
    list_select_related = ("complex", "party_organization")
    search_fields = ("title", "party_organization__name", "party_organization__pinyin_key")
    date_hierarchy = "held_from"
    ordering = ("-held_from", "-pk")
    fields = (
        "sub_district", "community", "complex", "kind", "title", "party_organization", "owners_body",
        "env_committee", "held_from", "held_until", "spot", "chair_name", "recorder_name",
        "lecturer_name", "topic", "audience", "is_micro", "makes_up", "due_count", "present_count",
        "leave_count", "absent_count", "state", "scope", "recorded_by", "drafted_by", "confirmed_by",
        "confirmed_road", "published_by", "cancel_reason",
    )  # fmt: skip
    readonly_fields = fields

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return self.fields


@admin.register(Resolution)
class ResolutionAdmin(ScopedImportExportMixin, ScopedModelAdmin):
    """As the meetings; ledger 20 has a row a resolution."""

    LEDGER_KIND = "meetings"
    can_add = False
    list_display = ("matter", "meeting", "owner_name", "deadline", "state", "done_on")
    list_filter = ("state", "community", "complex")
    list_select_related = ("meeting",)
    search_fields = ("matter", "owner_name", "meeting__title")
    date_hierarchy = "deadline"
    ordering = ("-meeting__held_from", "number", "pk")
    fields = (
        "sub_district", "community", "complex", "meeting", "number", "matter", "owner_name", "contact",
        "deadline", "state", "done_on", "done_by", "evidence", "verified_at", "verified_by",
        "dropped_in", "drop_reason",
    )  # fmt: skip
    readonly_fields = fields

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return self.fields


@admin.register(MeetingRules)
class MeetingRulesAdmin(ScopedModelAdmin):
    """The figures by which meetings are looked at; a sub-district without a row goes by the defaults."""

    list_display = ("sub_district", "notice_days", "committee_quorum", "minutes_days")
    list_select_related = ("sub_district",)
    ordering = ("sub_district",)
    fields = (
        "sub_district", "notice_days", "topics_days", "topics_reminder_days", "committee_quorum",
        "minutes_days",
    )  # fmt: skip
