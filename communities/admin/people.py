"""人员 and 居民."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminTextInputWidget,
)

from accounts.models import Person
from accounts.phones import PhoneInvalid, normalise_phone
from accounts.text import has_id_number, tidy
from communities.admin.acts import PersonActs
from communities.admin_base import ReadOnlyAdmin, ScopedModelAdmin
from communities.admin_forms import ScopedForm
from communities.models import Resident
from communities.queries.people import tenant_of_person
from communities.services.residents import Residence, end_residence, register_resident
from core.errors import DomainError
from core.services.disclosure import reveal_phone


def name_field(*, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=_("姓名"), max_length=40, required=required, widget=UnfoldAdminTextInputWidget()
    )


def phone_field() -> forms.CharField:
    return forms.CharField(
        label=_("手机号"),
        max_length=30,
        required=False,
        widget=UnfoldAdminTextInputWidget(attrs={"inputmode": "tel"}),
        help_text=_("没有手机可以不填"),
    )


class NewPersonForm(ScopedForm):
    """A person typed in: name and, where there is one, phone."""

    def clean_name(self) -> str:
        name = tidy(self.cleaned_data["name"])
        if has_id_number(name):
            raise forms.ValidationError(_("这里不能填身份证号"))
        return name

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        if typed:
            try:
                normalise_phone(typed)
            except PhoneInvalid as error:
                raise forms.ValidationError(str(error)) from error
        return typed


class NewResidentForm(NewPersonForm):
    name = name_field()
    phone = phone_field()

    class Meta:
        model = Resident
        fields = ("complex", "relation", "valid_from")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["complex"].required = True


@admin.register(Person)
class PersonAdmin(PersonActs, ReadOnlyAdmin):
    """人员: masked; the phone is shown on a page that asks what for."""

    list_display = ("name", "masked_phone_text", "created_at")
    search_fields = ("name", "pinyin_key", "phone_tail")
    ordering = ("pinyin_key", "pk")
    fields = ("name", "masked_phone_text", "created_at", "merges_text")
    readonly_fields = fields
    actions = ("merge_chosen",)
    change_form_template = "admin/person_change_form.html"

    @admin.display(description=_("手机号"))
    def masked_phone_text(self, person: Person) -> str:
        return person.masked_phone or str(_("无手机"))

    @admin.display(description=_("合并记录"))
    def merges_text(self, person: Person) -> str:
        """Who was merged into this row, when, by whom and why; a phone that was not kept is masked."""
        told = [
            " ".join(
                [
                    f"{timezone.localtime(one.merged_at):%Y-%m-%d %H:%M}",
                    one.merged_by.display_name if one.merged_by else "",
                    f"{one.gone.masked_name}（#{one.gone_id}）",
                    one.other_phone,
                    one.reason,
                ]
            )
            for one in person.merges.select_related("gone", "merged_by__person").order_by("pk")
        ]
        return "；".join(told) or "—"

    def get_urls(self) -> list[URLPattern]:
        reveal = path(
            "<int:object_id>/reveal/",
            self.admin_site.admin_view(self.reveal_view),
            name="accounts_person_reveal",
        )
        return [reveal, *super().get_urls()]

    def reveal_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """GET asks for the purpose; POST writes the Disclosure and shows the phone, once."""
        person = self.get_object(request, str(object_id))
        if person is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": _("查看手机号"),
            "person": person,
            "purpose": request.POST.get("purpose", ""),
            "opts": self.opts,
        }
        if request.method == "POST":
            try:
                context["phone"] = reveal_phone(
                    person=person,
                    viewer=request.user,  # type: ignore[arg-type]  # the site lets nobody else in
                    purpose=request.POST.get("purpose", ""),
                    tenant_id=tenant_of_person(person, viewer=request.user),
                    now=timezone.now(),
                )
            except DomainError as error:
                context["refusal"] = error.message
        response = TemplateResponse(request, "admin/person_reveal.html", context)
        response["Cache-Control"] = "no-store"
        return response


@admin.register(Resident)
class ResidentAdmin(ScopedModelAdmin):
    list_display = ("masked_person", "complex", "relation", "valid_from", "valid_until")
    list_filter = ("complex", "relation")
    list_select_related = ("person", "complex")
    search_fields = ("person__name", "person__pinyin_key", "person__phone_tail")
    ordering = ("-pk",)
    autocomplete_fields = ("door",)

    @admin.display(description=_("居民"))
    def masked_person(self, resident: Resident) -> str:
        return f"{resident.person.masked_name} {resident.person.masked_phone}".strip()

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        if obj is None:
            return ("name", "phone", "complex", "relation", "valid_from")
        return ("person", "complex", "door", "relation", "valid_from", "valid_until")

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("person", "complex") if obj else ()

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kw: Any) -> Any:
        if obj is None:
            kw["form"] = NewResidentForm
        return super().get_form(request, obj, **kw)

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> Resident:
        cleaned, now = form.cleaned_data, timezone.now()
        actor: Any = request.user
        if not change:
            return register_resident(
                name=cleaned["name"],
                phone=cleaned["phone"],
                residence=Residence(
                    complex=cleaned["complex"],
                    relation=cleaned["relation"],
                    valid_from=cleaned["valid_from"],
                ),
                actor=actor,
                now=now,
            )
        if "valid_until" in form.changed_data and obj.valid_until:
            end_residence(resident=obj, last_day=obj.valid_until, actor=actor, now=now)
        obj.save()
        return obj
