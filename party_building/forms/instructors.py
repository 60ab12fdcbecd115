"""党建指导员 as officials type them: who is sent, whom she serves, until when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.forms.bodies import term_day
from communities.models import Complex, Organization
from communities.queries.places import Place
from core.forms import PlainTextForm
from party_building.forms.organizations import WithPerson, offer, phone_field
from party_building.queries.instructors import Offer
from party_building.services.instructors import Serves


class SendForm(WithPerson):
    """派出: who, by whom, for which place."""

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=40)
    phone = phone_field()
    sent_by = forms.CharField(
        label=gettext_lazy("派出单位"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("如：街道党工委"),
    )
    place = forms.ChoiceField(label=gettext_lazy("在哪里指导"))
    since = term_day(gettext_lazy("从哪天起"))

    def __init__(self, *args: Any, places: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {place.slug: place for place in places}
        offer(self, "place", [(slug, place.name) for slug, place in self._places.items()])
        self.fields["place"].initial = next(iter(self._places), None)

    def chosen_place(self) -> Place:
        return self._places[self.cleaned_data["place"]]


class AssignForm(PlainTextForm):
    """指派联系点: a complex, an organisation or a unit (firm); of a unit perhaps its project in one complex."""

    target = forms.ChoiceField(label=gettext_lazy("联系哪里"))
    within = forms.ChoiceField(
        label=gettext_lazy("只在哪个小区"),
        required=False,
        help_text=gettext_lazy("联系单位时可以选，表示只联系它在这个小区的项目"),
    )
    since = term_day(gettext_lazy("从哪天起"))

    def __init__(self, *args: Any, offered: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered = offered
        self._rows = {_key(row): row for row in offered.targets}
        groups: list[tuple[Any, Any]] = [
            (kind._meta.verbose_name, [(_key(row), row.name) for row in rows])
            for kind, rows in offered.kinds()
        ]
        offer(self, "target", groups)
        offer(self, "within", [(str(row.pk), row.name) for row in offered.complexes])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        target = self._rows.get(cleaned.get("target", ""))
        if target is None:
            return cleaned
        is_host = isinstance(target, Organization)
        if cleaned.get("within") and not is_host:
            self.add_error("within", _("只有联系单位时才选小区"))
        elif is_host and not cleaned.get("within") and target.pk in self._offered.only_within:
            self.add_error("within", _("这个单位不归您登记，请选它在哪个小区的项目"))
        return cleaned

    def serves(self) -> Serves:
        target = self._rows[self.cleaned_data["target"]]
        if isinstance(target, Complex):
            return Serves(complex=target)
        if isinstance(target, Organization):
            inside = {str(row.pk): row for row in self._offered.complexes}
            return Serves(host=target, complex=inside.get(self.cleaned_data["within"]))
        return Serves(organization=target)


def _key(row: Any) -> str:
    return f"{row._meta.model_name}-{row.pk}"
