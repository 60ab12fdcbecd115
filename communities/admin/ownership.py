"""产权: shares are recorded and ended, never rewritten; owners are masked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from communities.admin_base import ScopedModelAdmin
from communities.admin_forms import ScopedForm
from communities.models import Ownership
from communities.services.ownership import end_ownership, record_ownership
from communities.shares import ShareUnreadable, read_share


class NewOwnershipForm(ScopedForm):
    """The share as it stands in the deed."""

    share = forms.CharField(
        label=_("份额"),
        max_length=20,
        initial="100%",
        widget=UnfoldAdminTextInputWidget(),
        help_text=_("写成 1/2、50% 或“全部”；同一天各人的份额加起来不能超过全部"),
    )

    class Meta:
        model = Ownership
        fields = ("door", "person", "since", "until")

    def clean_share(self) -> Any:
        try:
            return read_share(self.cleaned_data["share"])
        except ShareUnreadable as error:
            raise forms.ValidationError(error.message) from error


@admin.register(Ownership)
class OwnershipAdmin(ScopedModelAdmin):
    place_from = "door"
    list_display = ("masked_owner", "door_words", "complex", "share", "since", "until")
    list_filter = ("complex",)
    list_select_related = ("person", "complex", "door__unit__building")
    search_fields = ("person__name", "person__pinyin_key", "door__room")
    ordering = ("-pk",)
    autocomplete_fields = ("door", "person")

    @admin.display(description=_("业主"))
    def masked_owner(self, ownership: Ownership) -> str:
        return f"{ownership.person.masked_name} {ownership.person.masked_phone}".strip()

    @admin.display(description=_("户"))
    def door_words(self, ownership: Ownership) -> str:
        door = ownership.door
        return f"{door.unit.building.name}{door.unit.name}{door.room}"

    @admin.display(description=_("份额"))
    def share(self, ownership: Ownership) -> str:
        return ownership.share_words

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        if obj is None:
            return ("door", "person", "share", "since", "until")
        return ("masked_owner", "door_words", "complex", "share", "since", "until")

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return self.get_fields(request, obj)[:-1] if obj else ()

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kw: Any) -> Any:
        if obj is None:
            kw["form"] = NewOwnershipForm
        form = super().get_form(request, obj, **kw)
        if obj is not None and "until" in form.base_fields:
            form.base_fields["until"].required = True
        return form

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> Ownership:
        cleaned, now = form.cleaned_data, timezone.now()
        actor: Any = request.user
        if change:
            return end_ownership(ownership=obj, last_day=cleaned["until"], actor=actor, now=now)
        return record_ownership(
            door=cleaned["door"],
            person=cleaned["person"],
            share=cleaned["share"],
            since=cleaned["since"],
            until=cleaned["until"],
            actor=actor,
            now=now,
        )
