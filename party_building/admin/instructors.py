"""党建指导员 and 联系点: one serves many."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.admin.people import NewPersonForm, name_field, phone_field
from communities.admin_base import ScopedModelAdmin
from communities.queries.places import Place
from party_building.models import InstructorAssignment, PartyInstructor
from party_building.services.instructors import Serves, assign, end_assignment, recall, send


class NewInstructorForm(NewPersonForm):
    name = name_field()
    phone = phone_field()

    class Meta:
        model = PartyInstructor
        fields = ("sub_district", "community", "complex", "sent_by", "since")


@admin.register(PartyInstructor)
class PartyInstructorAdmin(ScopedModelAdmin):
    """Whoever is recalled leaves all that she guided on the same day."""

    list_display = ("person_name", "sent_by", "community", "since", "until")
    list_filter = ("community",)
    list_select_related = ("person", "community")
    search_fields = ("person__name", "person__pinyin_key", "sent_by")
    autocomplete_fields = ("complex",)
    ordering = ("-pk",)

    @admin.display(description=_("姓名"))
    def person_name(self, instructor: PartyInstructor) -> str:
        return instructor.person.name

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        if obj is None:
            return ("name", "phone", "sub_district", "community", "complex", "sent_by", "since")
        return ("person_name", "sent_by", "since", "until")

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("person_name", "since") if obj else ()

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kw: Any) -> Any:
        if obj is None:
            kw["form"] = NewInstructorForm
        return super().get_form(request, obj, **kw)

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> PartyInstructor:
        by: dict[str, Any] = {"actor": request.user, "now": timezone.now()}
        if not change:
            return send(
                place=Place(obj.sub_district, obj.community, obj.complex),
                name=form.cleaned_data["name"],
                phone=form.cleaned_data["phone"],
                sent_by=obj.sent_by,
                since=obj.since,
                **by,
            )
        last_day = obj.until
        if "until" in form.changed_data and last_day:
            obj.until = None
            obj.save()
            return recall(instructor_id=obj.pk, last_day=last_day, **by)
        obj.save()
        return obj


@admin.register(InstructorAssignment)
class InstructorAssignmentAdmin(ScopedModelAdmin):
    list_display = ("instructor_name", "complex", "organization", "host", "since", "until")
    list_filter = ("community",)
    list_select_related = ("instructor__person", "complex", "organization", "host")
    search_fields = ("instructor__person__name", "complex__name", "host__name")
    autocomplete_fields = ("instructor", "complex", "organization", "host")
    ordering = ("-pk",)

    @admin.display(description=_("党建指导员"))
    def instructor_name(self, assignment: InstructorAssignment) -> str:
        return assignment.instructor.person.name

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        if obj is None:
            return (
                "instructor", "sub_district", "community", "complex", "organization", "host",
                "since",
            )  # fmt: skip
        return ("instructor_name", "complex", "organization", "host", "since", "until")

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("instructor_name", "complex", "organization", "host", "since") if obj else ()

    def write(
        self, request: HttpRequest, obj: Any, form: Any, *, change: bool
    ) -> InstructorAssignment:
        by: dict[str, Any] = {"actor": request.user, "now": timezone.now()}
        if not change:
            serves = Serves(complex=obj.complex, organization=obj.organization, host=obj.host)
            return assign(instructor_id=obj.instructor_id, serves=serves, since=obj.since, **by)
        if "until" in form.changed_data and obj.until:
            return end_assignment(assignment_id=obj.pk, last_day=obj.until, **by)
        return InstructorAssignment.objects.get(pk=obj.pk)
