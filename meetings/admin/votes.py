"""表决 to look at, and 表决规则; the work is done at `/field/votes/`.

Roll and ballots have no page here: who has voted and how is read on the vote's own pages alone.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from communities.admin_base import ReadOnlyAdmin, ScopedModelAdmin
from meetings.choices import OWNERS_MATTERS, Matter
from meetings.models import Vote, VoteRules


@admin.register(Vote)
class VoteAdmin(ReadOnlyAdmin):
    list_display = ("title", "place_name", "basis", "is_secret", "state", "closes_at")
    list_filter = ("state", "basis", "complex", "community")
    list_select_related = ("complex", "community", "sub_district")
    search_fields = ("title",)
    date_hierarchy = "closes_at"
    ordering = ("-closes_at", "-pk")
    fields = (
        "sub_district", "community", "complex", "title", "explanation", "meeting", "basis",
        "is_secret", "state", "roll_on", "opened_at", "opened_by", "closes_at", "cancel_reason",
        "created_by", "created_at",
    )  # fmt: skip
    readonly_fields = fields

    @admin.display(description=_("地方"))
    def place_name(self, vote: Any) -> str:
        return str(vote.place_name)


@admin.register(VoteRules)
class VoteRulesAdmin(ScopedModelAdmin):
    """What a vote must reach; a sub-district without a row goes by the defaults."""

    list_display = ("sub_district", "participation", "ordinary_share", "special_share")
    list_select_related = ("sub_district",)
    ordering = ("sub_district",)
    fields = (
        "sub_district", "participation", "ordinary_share", "special_share", "special_matters",
        "assembly_present", "election_present", "committee_present", "residents_present",
        "heads_share",
    )  # fmt: skip

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """The special matters are ticked, not typed."""
        if db_field.name != "special_matters":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return forms.MultipleChoiceField(
            label=db_field.verbose_name,
            help_text=db_field.help_text,
            required=False,
            choices=[(one.value, one.label) for one in Matter if one in OWNERS_MATTERS],
            widget=forms.CheckboxSelectMultiple,
        )
