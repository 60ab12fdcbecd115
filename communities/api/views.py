"""Places, the published office-holders in them, and the notices that hang there."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from communities.api.filters import (
    CommitteeTermFilter,
    ComplexFilter,
    EnvCommitteeFilter,
    NoticeFilter,
    SurveyRoundFilter,
    VisitPlanFilter,
)
from communities.api.serializers import (
    CommitteeTermSerializer,
    ComplexSerializer,
    EnvCommitteeSerializer,
    NoticeSerializer,
    SurveyRoundSerializer,
    VisitPlanSerializer,
)
from communities.models import (
    CommitteeTerm,
    Complex,
    EnvCommittee,
    Notice,
    SurveyRound,
    VisitPlan,
)
from communities.queries.bodies import public_env_committees, public_terms
from communities.queries.notices import public_notices
from communities.queries.places import readable_complexes
from communities.queries.surveys import published_rounds
from communities.queries.visits import listed_plans
from core.api.views import ReadViewSet
from core.web import STAFF


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


class VisitPlanViewSet(ReadViewSet):
    """您负责的地方的走访计划和进度：只有户数，没有门牌和姓名。"""

    access = STAFF
    queryset = VisitPlan.objects.none()
    serializer_class = VisitPlanSerializer
    filterset_class = VisitPlanFilter

    def get_queryset(self) -> QuerySet[VisitPlan]:
        rows: QuerySet[VisitPlan] = listed_plans(self.request.user)
        return rows.select_related("complex", "community", "sub_district")


class SurveyRoundViewSet(ReadViewSet):
    """公布了结果的问卷：各题均分和份数，没有单份答卷。"""

    queryset = SurveyRound.objects.none()
    serializer_class = SurveyRoundSerializer
    filterset_class = SurveyRoundFilter

    def get_queryset(self) -> QuerySet[SurveyRound]:
        return published_rounds()
