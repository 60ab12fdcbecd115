"""楼栋责任: who answers for which doors; given, deputised and ended by the services."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.admin_base import ScopedInline, ScopedModelAdmin
from communities.admin_forms import PLACE_FIELDS, ScopedForm
from communities.choices import DutyKind
from communities.models import DoorDuty, DutyLeave
from communities.services.door_duties import Span, assign_door_duty, end_door_duty, take_leave


class LeaveInline(ScopedInline):
    model = DutyLeave
    can_change = False
    fields = ("first_day", "last_day", "deputy")


class DoorDutyForm(ScopedForm):
    """A grid says where its worker's duty lies; it may lie in no single complex."""

    def _settle_place(self, cleaned: dict[str, Any]) -> None:
        grid = cleaned.get("grid")
        if grid is None:
            super()._settle_place(cleaned)
            return
        if cleaned.get("complex") not in {None, grid.complex}:
            self.add_error("complex", gettext("网格自己有范围，不用再选小区"))
            return
        for name in PLACE_FIELDS:
            setattr(self.instance, f"{name}_id", getattr(grid, f"{name}_id"))
        cleaned["complex"] = grid.complex
        self._require_own(grid.sub_district, grid.community, grid.complex)


@admin.register(DoorDuty)
class DoorDutyAdmin(ScopedModelAdmin):
    """Of a duty that stands only the last day is set: what was stays as it was."""

    form = DoorDutyForm
    list_display = ("person_name", "kind", "complex", "span", "valid_from", "valid_until")
    list_filter = ("kind", "complex")
    list_select_related = ("person", "complex", "building", "unit__building", "grid")
    search_fields = ("person__name", "person__pinyin_key")
    ordering = ("-pk",)
    autocomplete_fields = ("person", "organization", "building", "unit", "grid")
    inlines = (LeaveInline,)

    @admin.display(description=_("谁负责"))
    def person_name(self, duty: DoorDuty) -> str:
        return duty.person.name

    @admin.display(description=_("范围"))
    def span(self, duty: DoorDuty) -> str:
        if duty.grid:
            return str(duty.grid)
        if duty.unit:
            return f"{duty.unit.building.name}{duty.unit.name}"
        return duty.building.name if duty.building else str(_("整个小区"))

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return (
            "complex", "building", "unit", "grid", "kind", "person", "organization", "valid_from",
            "valid_until",
        )  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return self.get_fields(request, obj)[:-1] if obj else ()

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kw: Any) -> Any:
        form = super().get_form(request, obj, **kw)
        if obj is not None and "valid_until" in form.base_fields:
            form.base_fields["valid_until"].required = True
        return form

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> DoorDuty:
        actor: Any = request.user
        cleaned, now = form.cleaned_data, timezone.now()
        if change:
            standing = DoorDuty.objects.get(pk=obj.pk)
            return end_door_duty(
                duty=standing, last_day=cleaned["valid_until"], actor=actor, now=now
            )
        return assign_door_duty(
            kind=DutyKind(cleaned["kind"]),
            person=cleaned["person"],
            span=Span(cleaned["complex"], cleaned["building"], cleaned["unit"], cleaned["grid"]),
            organization=cleaned["organization"],
            valid_from=cleaned["valid_from"],
            valid_until=cleaned["valid_until"],
            actor=actor,
            now=now,
        )


@admin.register(DutyLeave)
class DutyLeaveAdmin(ScopedModelAdmin):
    can_change = False
    can_delete = True
    list_display = ("duty", "deputy_name", "first_day", "last_day")
    list_filter = ("complex",)
    list_select_related = ("duty", "deputy")
    search_fields = ("deputy__name", "deputy__pinyin_key")
    ordering = ("-pk",)
    place_from = "duty"
    autocomplete_fields = ("duty", "deputy")
    fields = ("duty", "first_day", "last_day", "deputy")

    @admin.display(description=_("谁代替"))
    def deputy_name(self, leave: DutyLeave) -> str:
        return leave.deputy.name

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> DutyLeave:
        actor: Any = request.user
        cleaned = form.cleaned_data
        return take_leave(
            duty=cleaned["duty"],
            first_day=cleaned["first_day"],
            last_day=cleaned["last_day"],
            deputy=cleaned["deputy"],
            actor=actor,
            now=timezone.now(),
        )
