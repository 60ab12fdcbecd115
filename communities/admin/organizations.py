"""单位 and the places they work in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from communities.admin_base import ScopedInline, ScopedModelAdmin
from communities.admin_forms import ScopedForm
from communities.credit_codes import tidy_credit_code, validate_credit_code
from communities.models import Organization, OrganizationPlace
from communities.services.organizations import add_place, save_organization


class CreditCodeField(forms.CharField):
    """Typed with spaces, in full width or small letters: the same code."""

    def to_python(self, value: Any) -> str:
        return tidy_credit_code(super().to_python(value) or "")


class OrganizationForm(ScopedForm):
    credit_code = CreditCodeField(
        label=_("统一社会信用代码"),
        required=False,
        validators=[validate_credit_code],
        widget=UnfoldAdminTextInputWidget,
    )

    def clean_credit_code(self) -> str | None:
        return self.cleaned_data["credit_code"] or None


class WorksInInline(ScopedInline):
    model = OrganizationPlace
    can_change = False
    fields = ("community", "complex", "valid_from", "valid_until")


@admin.register(Organization)
class OrganizationAdmin(ScopedModelAdmin):
    form = OrganizationForm
    list_display = ("name", "kind", "place_name", "credit_code", "contact_name", "contact_phone")
    list_filter = ("kind", "community")
    list_select_related = ("sub_district", "community", "complex")
    search_fields = ("name", "pinyin_key", "credit_code")
    ordering = ("pinyin_key", "pk")
    inlines = (WorksInInline,)
    fields = (
        "sub_district", "community", "complex", "kind", "name", "credit_code", "representative",
        "address", "contact_name", "contact_phone", "note",
    )  # fmt: skip

    @admin.display(description=_("范围"))
    def place_name(self, organization: Organization) -> str:
        return organization.place_name

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> Organization:
        actor: Any = request.user
        return save_organization(organization=obj, actor=actor, now=timezone.now())


@admin.register(OrganizationPlace)
class OrganizationPlaceAdmin(ScopedModelAdmin):
    """服务范围: written once; a wrong one that nothing hangs on may go."""

    can_change = False
    can_delete = True
    list_display = ("organization", "place_name", "valid_from", "valid_until")
    list_filter = ("community",)
    list_select_related = ("organization", "sub_district", "community", "complex")
    search_fields = ("organization__name", "organization__pinyin_key")
    ordering = ("-pk",)
    autocomplete_fields = ("organization",)
    fields = ("organization", "community", "complex", "valid_from", "valid_until")

    @admin.display(description=_("范围"))
    def place_name(self, place: OrganizationPlace) -> str:
        return place.place_name

    def write(
        self, request: HttpRequest, obj: Any, form: Any, *, change: bool
    ) -> OrganizationPlace:
        actor: Any = request.user
        cleaned = form.cleaned_data
        return add_place(
            organization=cleaned["organization"],
            community=cleaned["community"],
            complex_=cleaned["complex"],
            valid_from=cleaned["valid_from"],
            valid_until=cleaned["valid_until"],
            actor=actor,
            now=timezone.now(),
        )
