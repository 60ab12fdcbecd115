"""党组织, 隶属关系, 覆盖范围, 党员数 and 党建规则; what is dissolved is dissolved on the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from communities.admin_base import ScopedModelAdmin
from communities.admin_forms import ScopedForm
from communities.ledger_admin import ScopedImportExportMixin
from communities.queries.places import Place
from party_building.choices import PartyKind
from party_building.models import (
    MemberCount,
    PartyCoverage,
    PartyOrganization,
    PartyRules,
    Subordination,
)
from party_building.services.counts import record_count
from party_building.services.organizations import (
    NewOrganization,
    Target,
    attach,
    cover,
    found,
    rename,
    uncover,
)


@admin.register(PartyRules)
class PartyRulesAdmin(ScopedModelAdmin):
    """The figures by which organisations are looked after; without a row the defaults count."""

    list_display = ("sub_district", "least_members", "committee_most", "development_on")
    list_select_related = ("sub_district",)
    ordering = ("sub_district",)
    fields = (
        "sub_district", "least_members", "most_members", "committee_from", "committee_least",
        "committee_usual", "committee_most", "joint_most", "term_years_community", "term_years",
        "alarm_days", "development_on", "talk_days", "review_months", "cultivate_months",
        "training_days", "assembly_days", "approval_months", "approval_months_special",
        "probation_months",
    )  # fmt: skip


@admin.register(PartyOrganization)
class PartyOrganizationAdmin(ScopedImportExportMixin, ScopedModelAdmin):
    LEDGER_KIND = "party-organizations"
    list_display = ("name", "kind", "community", "complex", "founded_on", "dissolved_on")
    list_filter = ("community", "kind")
    list_select_related = ("community", "complex")
    search_fields = ("name", "pinyin_key")
    autocomplete_fields = ("complex",)
    ordering = ("pinyin_key", "pk")

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        known = (
            "kind", "name", "sub_district", "community", "complex", "founded_on", "contact_phone",
            "note",
        )  # fmt: skip
        return (*known, "dissolved_on") if obj else known

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("kind", "sub_district", "community", "complex", "dissolved_on") if obj else ()

    def write(
        self, request: HttpRequest, obj: Any, form: Any, *, change: bool
    ) -> PartyOrganization:
        actor: Any = request.user
        if change:
            return rename(
                organization_id=obj.pk,
                name=obj.name,
                contact_phone=obj.contact_phone,
                note=obj.note,
                founded_on=obj.founded_on,
                actor=actor,
                now=timezone.now(),
            )
        return found(
            new=NewOrganization(
                kind=PartyKind(obj.kind),
                name=obj.name,
                place=Place(obj.sub_district, obj.community, obj.complex),
                founded_on=obj.founded_on,
                contact_phone=obj.contact_phone,
                note=obj.note,
            ),
            actor=actor,
            now=timezone.now(),
        )


@admin.register(Subordination)
class SubordinationAdmin(ScopedModelAdmin):
    """隶属关系: a new one ends the one before; what was stays as it was."""

    can_change = False
    place_from = "organization"
    list_display = ("organization", "parent", "since", "until")
    list_filter = ("community",)
    list_select_related = ("organization", "parent")
    search_fields = ("organization__name", "organization__pinyin_key", "parent__name")
    autocomplete_fields = ("organization", "parent")
    ordering = ("-pk",)

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        known = ("organization", "parent", "since")
        return (*known, "until") if obj else known

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> Subordination:
        actor: Any = request.user
        return attach(
            organization_id=obj.organization_id,
            parent_id=obj.parent_id,
            since=obj.since,
            actor=actor,
            now=timezone.now(),
        )


class CoverageForm(ScopedForm):
    """The row repeats its organisation's kind: its constraints ask for it."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if organization := cleaned.get("organization"):
            self.instance.kind = organization.kind
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """Not typed, but settled above: without it Django can't weigh the constraints that name it."""
        found: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # not in the stubs
        return found - {"kind"}


@admin.register(PartyCoverage)
class PartyCoverageAdmin(ScopedModelAdmin):
    form = CoverageForm
    list_display = ("organization", "complex", "building", "unit", "host", "since", "until")
    list_filter = ("community", "kind")
    list_select_related = ("organization", "complex", "building", "unit", "host")
    search_fields = ("organization__name", "organization__pinyin_key", "complex__name")
    autocomplete_fields = ("organization", "complex", "building", "unit", "host")
    ordering = ("-pk",)

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return (
            "organization", "sub_district", "community", "complex", "building", "unit", "host",
            "since", "until",
        )  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        if obj is None:
            return ()
        return (
            "organization", "sub_district", "community", "complex", "building", "unit", "host",
            "since",
        )  # fmt: skip

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> PartyCoverage:
        by: dict[str, Any] = {"actor": request.user, "now": timezone.now()}
        if not change:
            whole = obj.building is None and obj.unit is None
            target = Target(
                complex=obj.complex if whole else None,
                building=obj.building,
                unit=obj.unit,
                host=obj.host,
            )
            return cover(
                organization_id=obj.organization_id,
                target=target,
                since=obj.since,
                until=obj.until,
                **by,
            )
        if "until" in form.changed_data and obj.until:
            return uncover(coverage_id=obj.pk, last_day=obj.until, **by)
        return PartyCoverage.objects.get(pk=obj.pk)


@admin.register(MemberCount)
class MemberCountAdmin(ScopedModelAdmin):
    """党员数 of organisations that keep their roster offline."""

    place_from = "organization"
    list_display = ("organization", "as_of", "full", "probationary")
    list_filter = ("community",)
    list_select_related = ("organization",)
    search_fields = ("organization__name", "organization__pinyin_key")
    autocomplete_fields = ("organization",)
    ordering = ("-as_of", "pk")
    fields = ("organization", "as_of", "full", "probationary")

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("organization", "as_of") if obj else ()

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> MemberCount:
        actor: Any = request.user
        return record_count(
            organization_id=obj.organization_id,
            as_of=obj.as_of,
            full=obj.full,
            probationary=obj.probationary,
            actor=actor,
            now=timezone.now(),
        )
