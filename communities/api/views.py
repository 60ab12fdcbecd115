"""`/api/v1/complexes/`: what the entrance lists, and what one serves."""

from __future__ import annotations

from django.db.models import QuerySet

from communities.api.filters import ComplexFilter
from communities.api.serializers import ComplexSerializer
from communities.models import Complex
from communities.queries.places import readable_complexes
from core.api.views import ReadViewSet


class ComplexViewSet(ReadViewSet):
    """小区：公开的，加上您负责的。"""

    queryset = Complex.objects.none()
    serializer_class = ComplexSerializer
    filterset_class = ComplexFilter
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Complex]:
        return readable_complexes(self.request.user)
