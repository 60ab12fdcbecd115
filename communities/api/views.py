"""`/api/v1/complexes/`: what the entrance lists, and what one serves; `/api/v1/notices/`: what hangs."""

from __future__ import annotations

from django.db.models import QuerySet

from communities.api.filters import ComplexFilter, NoticeFilter
from communities.api.serializers import ComplexSerializer, NoticeSerializer
from communities.models import Complex, Notice
from communities.queries.notices import public_notices
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


class NoticeViewSet(ReadViewSet):
    """公告：公布了的，公示期内和公示期已过的；草稿和撤下的不在这里。"""

    queryset = Notice.objects.none()
    serializer_class = NoticeSerializer
    filterset_class = NoticeFilter

    def get_queryset(self) -> QuerySet[Notice]:
        return public_notices()
