"""Places, the published office-holders in them, and the notices that hang there."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from communities.api.filters import (
    CommitteeTermFilter,
    ComplexFilter,
    EnvCommitteeFilter,
    NoticeFilter,
)
from communities.api.serializers import (
    CommitteeTermSerializer,
    ComplexSerializer,
    EnvCommitteeSerializer,
    NoticeSerializer,
)
from communities.models import CommitteeTerm, Complex, EnvCommittee, Notice
from communities.queries.bodies import public_env_committees, public_terms
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


class CommitteeTermViewSet(ReadViewSet):
    """在任的业委会、物管会、自治小组：公开的姓名、职务和任期。"""

    queryset = CommitteeTerm.objects.none()
    serializer_class = CommitteeTermSerializer
    filterset_class = CommitteeTermFilter

    def get_queryset(self) -> QuerySet[CommitteeTerm]:
        return public_terms(on=timezone.localdate())


class EnvCommitteeViewSet(ReadViewSet):
    """社区环物委：公开的姓名和职务。"""

    queryset = EnvCommittee.objects.none()
    serializer_class = EnvCommitteeSerializer
    filterset_class = EnvCommitteeFilter

    def get_queryset(self) -> QuerySet[EnvCommittee]:
        return public_env_committees(on=timezone.localdate())
