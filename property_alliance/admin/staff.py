"""A firm's people and their posts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from communities.admin.people import NewPersonForm, name_field, phone_field
from communities.admin_base import ScopedInline, ScopedModelAdmin
from communities.admin_forms import ScopedForm
from communities.queries.people import visible_persons
from property_alliance.choices import Post
from property_alliance.models import FirmStaff, StaffPosting
from property_alliance.services.staff import hire, leave_firm, post_to


class HiringForm(NewPersonForm):
    """Somebody of whom the firm tells: known by name and phone, or written down anew."""

    name = name_field()
    phone = phone_field()

    class Meta:
        model = FirmStaff
        fields = ("firm", "valid_from", "valid_until")


class LeavingForm(ScopedForm):
    """The last day, and who takes the doors over."""

    successor = forms.ModelChoiceField(
        label=_("楼栋由谁接手"),
        queryset=Person.objects.none(),
        required=False,
        help_text=_("没有负责的楼栋可以不选"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["successor"]
        colleagues = FirmStaff.objects.filter(firm=self.instance.firm_id).values("person")
        field.queryset = (
            visible_persons(self.request.user)
            .filter(pk__in=colleagues)
            .exclude(pk=self.instance.person_id)
        )


class PostingInline(ScopedInline):
    model = StaffPosting
    can_change = False
    fields = ("complex", "post", "valid_from", "valid_until")


@admin.register(FirmStaff)
class FirmStaffAdmin(ScopedModelAdmin):
    """Somebody who stands here can only leave; the one act ends posts and duties as well."""

    list_display = ("person_name", "firm_name", "valid_from", "valid_until")
    list_filter = ("community",)
    list_select_related = ("person", "firm__organization")
    search_fields = ("person__name", "person__pinyin_key", "firm__organization__name")
    ordering = ("-pk",)
    autocomplete_fields = ("firm",)
    inlines = (PostingInline,)

    @admin.display(description=_("人员"))
    def person_name(self, staff: FirmStaff) -> str:
        return staff.person.name

    @admin.display(description=_("物业企业"))
    def firm_name(self, staff: FirmStaff) -> str:
        return staff.firm.name

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        if obj is None:
            return ("firm", "name", "phone", "valid_from", "valid_until")
        known = ("firm", "person", "valid_from", "valid_until")
        return (*known, "successor") if self._manages(request, obj) else known

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("firm", "person", "valid_from") if obj else ()

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kw: Any) -> Any:
        kw["form"] = LeavingForm if obj is not None else HiringForm
        form = super().get_form(request, obj, **kw)
        if obj is not None and "valid_until" in form.base_fields:
            form.base_fields["valid_until"].required = True
        return form

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> FirmStaff:
        actor: Any = request.user
        cleaned, now = form.cleaned_data, timezone.now()
        if change:
            leave_firm(
                staff=obj,
                last_day=cleaned["valid_until"],
                successor=cleaned["successor"],
                actor=actor,
                now=now,
            )
            return FirmStaff.objects.get(pk=obj.pk)
        return hire(
            firm=cleaned["firm"],
            name=cleaned["name"],
            phone=cleaned["phone"],
            valid_from=cleaned["valid_from"],
            valid_until=cleaned["valid_until"],
            actor=actor,
            now=now,
        )


@admin.register(StaffPosting)
class StaffPostingAdmin(ScopedModelAdmin):
    can_change = False
    list_display = ("person_name", "post", "complex", "valid_from", "valid_until")
    list_filter = ("post", "complex")
    list_select_related = ("staff__person", "complex")
    search_fields = ("staff__person__name", "staff__person__pinyin_key", "complex__name")
    ordering = ("-pk",)
    autocomplete_fields = ("staff", "complex")
    fields = ("staff", "complex", "post", "valid_from", "valid_until")

    @admin.display(description=_("人员"))
    def person_name(self, posting: StaffPosting) -> str:
        return posting.staff.person.name

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> StaffPosting:
        actor: Any = request.user
        cleaned = form.cleaned_data
        return post_to(
            staff=cleaned["staff"],
            complex_=cleaned["complex"],
            post=Post(cleaned["post"]),
            valid_from=cleaned["valid_from"],
            valid_until=cleaned["valid_until"],
            actor=actor,
            now=timezone.now(),
        )
