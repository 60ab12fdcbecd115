"""Firms and their contracts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.admin_base import ScopedInline, ScopedModelAdmin
from property_alliance.models import PropertyFirm, ServiceContract
from property_alliance.services.firms import end_contract, register_firm, sign_contract


class ContractInline(ScopedInline):
    model = ServiceContract
    can_change = False
    fields = ("complex", "starts_on", "ends_on", "fee")


@admin.register(PropertyFirm)
class PropertyFirmAdmin(ScopedModelAdmin):
    list_display = ("name", "credit_code", "credit_grade", "contact_name", "contact_phone")
    list_filter = ("community",)
    list_select_related = ("organization",)
    search_fields = (
        "organization__name", "organization__pinyin_key", "organization__credit_code",
    )  # fmt: skip
    ordering = ("organization__pinyin_key", "pk")
    autocomplete_fields = ("organization",)
    place_from = "organization"
    inlines = (ContractInline,)
    fields = ("organization", "credit_grade")

    @admin.display(description=_("企业名称"))
    def name(self, firm: PropertyFirm) -> str:
        return firm.name

    @admin.display(description=_("统一社会信用代码"))
    def credit_code(self, firm: PropertyFirm) -> str:
        return firm.organization.credit_code or ""

    @admin.display(description=_("联络员"))
    def contact_name(self, firm: PropertyFirm) -> str:
        return firm.organization.contact_name

    @admin.display(description=_("联系电话"))
    def contact_phone(self, firm: PropertyFirm) -> str:
        return firm.organization.contact_phone

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("organization",) if obj else ()

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> PropertyFirm:
        actor: Any = request.user
        return register_firm(
            organization=obj.organization,
            credit_grade=form.cleaned_data["credit_grade"],
            actor=actor,
            now=timezone.now(),
        )


@admin.register(ServiceContract)
class ServiceContractAdmin(ScopedModelAdmin):
    """Of a contract that stands only the last day is set."""

    list_display = ("complex", "firm_name", "starts_on", "ends_on", "fee")
    list_filter = ("community",)
    list_select_related = ("complex", "firm__organization")
    search_fields = ("complex__name", "firm__organization__name")
    ordering = ("-starts_on", "-pk")
    autocomplete_fields = ("firm", "complex")

    @admin.display(description=_("物业企业"))
    def firm_name(self, contract: ServiceContract) -> str:
        return contract.firm.name

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("firm", "complex", "starts_on", "fee", "ends_on")

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return self.get_fields(request, obj)[:-1] if obj else ()

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kw: Any) -> Any:
        form = super().get_form(request, obj, **kw)
        if obj is not None and "ends_on" in form.base_fields:
            form.base_fields["ends_on"].required = True
        return form

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> ServiceContract:
        actor: Any = request.user
        cleaned, now = form.cleaned_data, timezone.now()
        if change:
            standing = ServiceContract.objects.get(pk=obj.pk)
            return end_contract(
                contract=standing, last_day=cleaned["ends_on"], actor=actor, now=now
            )
        return sign_contract(
            firm=cleaned["firm"],
            complex_=cleaned["complex"],
            starts_on=cleaned["starts_on"],
            ends_on=cleaned["ends_on"],
            fee=cleaned["fee"],
            actor=actor,
            now=now,
        )
