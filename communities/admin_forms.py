"""What a form of the admin offers and settles: related rows in scope, and where the row belongs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.http import HttpRequest
from django.utils.translation import gettext as _

from communities.queries.scope import covers_place, scoped_rows

PLACE_FIELDS = ("sub_district", "community", "complex")


class ScopedForm(forms.ModelForm):
    """Settles where a row belongs, inside the user's own places, and shows a service's refusal.

    `request` and `place_from` are set by `ScopedModelAdmin.get_form`.
    """

    request: ClassVar[HttpRequest]
    place_from: ClassVar[str] = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        refusal = self.request.__dict__.get("admin_refusal")
        if refusal:
            self.add_error(None, refusal)
        if self.place_from and cleaned.get(self.place_from):
            parent = cleaned[self.place_from]
            for name in PLACE_FIELDS:
                setattr(self.instance, f"{name}_id", getattr(parent, f"{name}_id"))
        elif any(name in self.fields for name in PLACE_FIELDS):
            self._settle_place(cleaned)
        return cleaned

    def _settle_place(self, cleaned: dict[str, Any]) -> None:
        """Places above the chosen one follow from it; what contradicts it is refused."""
        complex_, community = cleaned.get("complex"), cleaned.get("community")
        if complex_ and community and complex_.community_id != community.pk:
            self.add_error("complex", _("这个小区不在所选的社区"))
            return
        community = complex_.community if complex_ else community
        sub_district = cleaned.get("sub_district")
        if community and sub_district and community.sub_district_id != sub_district.pk:
            self.add_error("community", _("这个社区不在所选的街道"))
            return
        sub_district = community.sub_district if community else sub_district
        sub_district = sub_district or self._only_sub_district()
        if not sub_district:
            return
        for name, place in (("sub_district", sub_district), ("community", community)):
            cleaned[name] = place
            if hasattr(self.instance, f"{name}_id"):
                setattr(self.instance, name, place)
        self._require_own(sub_district, community, complex_)

    def _only_sub_district(self) -> Any:
        field: Any = self.fields.get("sub_district")
        choices = list(field.queryset[:2]) if field else []
        if len(choices) == 1:
            return choices[0]
        self.add_error("sub_district" if field else None, _("请选择街道"))
        return None

    def _require_own(self, sub_district: Any, community: Any, complex_: Any) -> None:
        writers = getattr(self._meta.model._default_manager.none(), "writers", None)
        if writers is None:
            return
        if not covers_place(
            self.request.user,
            writers,
            sub_district_id=sub_district.pk,
            community_id=community.pk if community else None,
            complex_id=complex_.pk if complex_ else None,
        ):
            widest = "complex" if community else "community"
            self.add_error(
                widest if widest in self.fields else None,
                _("这超出了您负责的范围，请选您负责的社区或小区"),
            )


class KeysOnlySelect(AutocompleteSelect):
    """Django's own asks the database for whatever was sent as the choice; words are no key."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        # 18 digits are always a bigint.
        keys = [one for one in map(str, value) if one.isascii() and one.isdigit() and len(one) < 19]
        return super().optgroups(name, keys, attr)


class ScopedFieldsMixin:
    """Foreign keys offer only what the user may see; those of parts (`place_from`) what he may change."""

    place_from: ClassVar[str] = ""

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        rows = scoped_rows(db_field.related_model, request.user)
        if db_field.name == self.place_from:
            rows = db_field.related_model._default_manager.manageable_by(request.user)
        kwargs["queryset"] = rows
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]  # of the ModelAdmin it is mixed into
            kwargs.setdefault("widget", KeysOnlySelect(db_field, self.admin_site))  # type: ignore[attr-defined]  # as above
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]  # as above

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        kwargs["queryset"] = scoped_rows(db_field.related_model, request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]  # as above
