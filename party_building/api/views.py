"""Organisations that stand today, as anybody may read them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from core.api.views import ReadViewSet
from party_building.api.filters import PartyOrganizationFilter
from party_building.api.serializers import PartyOrganizationSerializer
from party_building.models import PartyOrganization
from party_building.queries.public_organizations import public_organizations


class PartyOrganizationViewSet(ReadViewSet):
    """党组织：今天存续的，公布了的任职和工作电话；没有党员，也没有党员数。"""

    queryset = PartyOrganization.objects.none()
    serializer_class = PartyOrganizationSerializer
    filterset_class = PartyOrganizationFilter

    def get_queryset(self) -> QuerySet[PartyOrganization]:
        return public_organizations(on=timezone.localdate())
