"""走访 and 问卷, to look at and to carry in and out as ledgers; the work is done at `/field/`.

Single answers have no page here: they are anonymous, and only their sums are read.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from communities.admin_base import ReadOnlyAdmin, ScopedInline, ScopedModelAdmin
from communities.ledger_admin import ScopedImportExportMixin
from communities.models import (
    Survey,
    SurveyQuestion,
    SurveyRound,
    VisitFollowUp,
    VisitPlan,
    VisitTour,
)
from communities.queries.visit_ledger import ledger_tours


@admin.register(VisitPlan)
class VisitPlanAdmin(ReadOnlyAdmin):
    """Its households and their doors stand on the plan's own page."""

    list_display = ("purpose", "complex", "starts_on", "ends_on", "created_by")
    list_filter = ("complex", "community")
    list_select_related = ("complex", "created_by__person")
    search_fields = ("purpose",)
    date_hierarchy = "starts_on"
    ordering = ("-starts_on", "-pk")
    fields = (
        "sub_district", "community", "complex", "purpose", "starts_on", "ends_on", "created_by",
        "created_at",
    )  # fmt: skip
    readonly_fields = fields


class VisitFollowUpInline(ScopedInline):
    model = VisitFollowUp
    can_change = False
    fields = ("need", "handed_to", "transfer_number", "done_on", "done_by")
    readonly_fields = fields


@admin.register(VisitTour)
class VisitTourAdmin(ScopedImportExportMixin, ScopedModelAdmin):
    """Nothing is typed here: rows come from the doors, or by the ledger, which needs the right to change."""

    LEDGER_KIND = "visits"
    can_add = False
    list_display = ("day", "visitor", "complex", "building", "households", "met")
    list_filter = ("complex", "community")
    list_select_related = ("complex", "community")
    search_fields = ("visitor", "building")
    date_hierarchy = "day"
    ordering = ("-day", "-pk")
    inlines = (VisitFollowUpInline,)
    fields = (
        "sub_district", "community", "complex", "day", "visitor", "building", "households", "met",
        "created_by",
    )  # fmt: skip
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the numbers of ledger 32."""
        counted: QuerySet[Any] = ledger_tours(super().get_queryset(request))
        return counted

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return self.fields

    @admin.display(description=_("走访户数"))
    def households(self, tour: Any) -> int:
        return int(tour.household_count)

    @admin.display(description=_("见面户数"))
    def met(self, tour: Any) -> int:
        return int(tour.met_count)


@admin.register(VisitFollowUp)
class VisitFollowUpAdmin(ReadOnlyAdmin):
    list_display = ("need", "complex", "handed_to", "transfer_number", "created_at", "done_on")
    list_filter = ("complex", "community")
    list_select_related = ("complex",)
    search_fields = ("need", "transfer_number")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-pk")
    fields = (
        "complex", "tour", "household", "need", "handed_to", "transfer_number", "created_at",
        "created_by", "done_on", "done_by",
    )  # fmt: skip
    readonly_fields = fields


class SurveyQuestionInline(ScopedInline):
    model = SurveyQuestion
    can_change = False
    fields = ("position", "item", "text", "low_label", "high_label")
    readonly_fields = fields
    ordering = ("position",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[SurveyQuestion]:
        return SurveyQuestion.objects.filter(
            survey__in=Survey.objects.visible_to(request.user)
        ).order_by("position")


@admin.register(Survey)
class SurveyAdmin(ReadOnlyAdmin):
    list_display = ("title", "place_name", "created_by", "created_at")
    list_filter = ("complex", "community")
    list_select_related = ("sub_district", "community", "complex", "created_by__person")
    search_fields = ("title",)
    ordering = ("-created_at", "-pk")
    inlines = (SurveyQuestionInline,)
    fields = ("sub_district", "community", "complex", "title", "created_by", "created_at")
    readonly_fields = fields

    @admin.display(description=_("范围"))
    def place_name(self, survey: Survey) -> str:
        return survey.place_name


@admin.register(SurveyRound)
class SurveyRoundAdmin(ScopedImportExportMixin, ScopedModelAdmin):
    """Rounds are opened and published at `/field/surveys/`; totals of others come by the ledger."""

    LEDGER_KIND = "surveys"
    can_add = False
    list_display = ("survey", "name", "place_name", "opens_on", "closes_on", "published_at")
    list_filter = ("complex", "community")
    list_select_related = ("survey", "sub_district", "community", "complex")
    search_fields = ("name", "survey__title")
    date_hierarchy = "closes_on"
    ordering = ("-closes_on", "-pk")
    fields = (
        "sub_district", "community", "complex", "survey", "name", "opens_on", "closes_on",
        "handed_out", "returned_count", "summary", "created_by", "published_at", "published_by",
    )  # fmt: skip
    readonly_fields = fields

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return self.fields

    @admin.display(description=_("范围"))
    def place_name(self, round_: SurveyRound) -> str:
        return round_.place_name
