"""Places and how they are divided, the published office-holders in them, the notices that hang there."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from communities.api.filters import (
    CommitteeTermFilter,
    ComplexFilter,
    EnvCommitteeFilter,
    GridFilter,
    NoticeFilter,
    ShopFilter,
    StreetFilter,
    SurveyRoundFilter,
    VisitPlanFilter,
)
from communities.api.serializers import (
    CommitteeTermSerializer,
    ComplexSerializer,
    EnvCommitteeSerializer,
    GridSerializer,
    NoticeSerializer,
    ShopSerializer,
    StreetSerializer,
    SurveyRoundSerializer,
    VisitPlanSerializer,
)
from communities.models import (
    CommitteeTerm,
    Complex,
    EnvCommittee,
    Grid,
    Notice,
    Shop,
    StreetSegment,
    SurveyRound,
    VisitPlan,
)
from communities.queries.bodies import public_env_committees, public_terms
from communities.queries.grids import listed_grids
from communities.queries.notices import public_notices
from communities.queries.places import readable_complexes
from communities.queries.surveys import published_rounds
from communities.queries.territory import listed_shops, listed_streets
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


class GridViewSet(ReadViewSet):
    """网格和微网格：今天的范围、责任清单和网格员姓名，没有电话。"""

    queryset = Grid.objects.none()
    serializer_class = GridSerializer
    filterset_class = GridFilter

    def get_queryset(self) -> QuerySet[Grid]:
        return listed_grids(on=timezone.localdate())


class StreetViewSet(ReadViewSet):
    """街段和今天的街长：责任街长是公职，写姓名；群众街长是邻居，姓名隐去中间。"""

    queryset = StreetSegment.objects.none()
    serializer_class = StreetSerializer
    filterset_class = StreetFilter

    def get_queryset(self) -> QuerySet[StreetSegment]:
        return listed_streets(on=timezone.localdate())


class ShopViewSet(ReadViewSet):
    """临街商铺：店招、门牌、业态、今天是否在门前三包有效期内；没有店主。"""

    queryset = Shop.objects.none()
    serializer_class = ShopSerializer
    filterset_class = ShopFilter

    def get_queryset(self) -> QuerySet[Shop]:
        return listed_shops(on=timezone.localdate())


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
