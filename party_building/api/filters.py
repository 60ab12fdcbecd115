from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters

from communities.api.filters import PlacedFilter
from party_building.choices import PartyKind
from party_building.models import PartyOrganization


class PartyOrganizationFilter(PlacedFilter):
    kind = filters.ChoiceFilter(choices=PartyKind.choices, label=_("党组织类型"))

    class Meta:
        model = PartyOrganization
        fields: tuple[str, ...] = ()
