"""小区群, neighbours, titles and what places call their way of governing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from communities.admin.dated import BY_PLACE, EndedByItsLastDay
from communities.admin_base import ScopedModelAdmin
from communities.admin_forms import ScopedForm
from communities.models import (
    Adjacency,
    Complex,
    ComplexGroup,
    Designation,
    GovernanceModel,
    GroupMember,
)
from communities.services.groups import join_group, set_adjacent


@admin.register(ComplexGroup)
class ComplexGroupAdmin(ScopedModelAdmin):
    list_display = ("name", "kind", "community")
    list_filter = ("kind", "community")
    list_select_related = ("community",)
    search_fields = ("name",)
    ordering = ("community__pinyin_key", "name", "pk")
    fields = ("sub_district", "community", "kind", "name", "note")


@admin.register(GroupMember)
class GroupMemberAdmin(EndedByItsLastDay):
    list_display = ("complex", "group", "since", "until")
    list_filter = ("community", "group")
    list_select_related = ("complex", "group")
    search_fields = ("group__name", "complex__name", "complex__pinyin_key")
    autocomplete_fields = ("group", "complex")
    ordering = (*BY_PLACE, "pk")
    fields = ("group", "complex", "since", "until")
    must_have = ("complex",)

    def begin(self, cleaned: dict[str, Any], *, actor: User, now: datetime) -> Any:
        return join_group(
            group=cleaned["group"],
            complex_=cleaned["complex"],
            since=cleaned["since"],
            until=cleaned["until"],
            actor=actor,
            now=now,
        )


class AdjacencyForm(ScopedForm):
    """One of the two has to be one's own; the other may lie with a colleague."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        pair = [cleaned[name].pk for name in ("one", "other") if cleaned.get(name)]
        mine = Complex.objects.manageable_by(self.request.user).filter(pk__in=pair)
        if pair and not mine.exists():
            self.add_error("one", _("这超出了您负责的范围，请选您负责的社区或小区"))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """Which of the two comes first is the service's to order, so nobody is refused for it here."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # Django's, unknown to the stubs
        return excluded | {"one", "other"}


@admin.register(Adjacency)
class AdjacencyAdmin(ScopedModelAdmin):
    """Written once, whichever is named first; a wrong one may go."""

    form = AdjacencyForm
    can_change = False
    can_delete = True
    list_display = ("one", "other", "note")
    list_select_related = ("one", "other")
    search_fields = ("one__name", "other__name", "one__pinyin_key", "other__pinyin_key")
    autocomplete_fields = ("one", "other")
    ordering = ("one__pinyin_key", "other__pinyin_key", "pk")
    fields = ("one", "other", "note")

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> Adjacency:
        actor: Any = request.user
        cleaned = form.cleaned_data
        return set_adjacent(
            one=cleaned["one"],
            other=cleaned["other"],
            note=cleaned["note"],
            actor=actor,
            now=timezone.now(),
        )


class OfCommunityOrComplex(ScopedModelAdmin):
    """Told of a community as a whole or of one of its complexes; a wrong one may go."""

    can_delete = True
    list_filter = ("community", "complex")
    list_select_related = ("community", "complex")
    ordering: Any = (*BY_PLACE, "pk")
    must_have = ("community",)


@admin.register(Designation)
class DesignationAdmin(OfCommunityOrComplex):
    list_display = ("title", "year", "level", "given_by", "community", "complex")
    search_fields = ("title", "given_by")
    fields = ("sub_district", "community", "complex", "title", "level", "year", "given_by")


@admin.register(GovernanceModel)
class GovernanceModelAdmin(OfCommunityOrComplex):
    list_display = ("label", "community", "complex")
    search_fields = ("label",)
    fields = ("sub_district", "community", "complex", "label", "components")
