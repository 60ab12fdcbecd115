from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters

from communities.choices import (
    BodyKind,
    ComplexKind,
    GridLevel,
    NoticeCategory,
    NoticeSeverity,
    ShopTrade,
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
from communities.queries.grids import grids_over
from communities.querysets import ComplexQuerySet, NoticeQuerySet
from core.api.filters import SlugFilter, StableOrderingFilter


class PlacedFilter(filters.FilterSet):
    """By where a row belongs."""

    sub_district = SlugFilter(field_name="sub_district__slug", label=_("街道的网址名"))
    community = SlugFilter(field_name="community__slug", label=_("社区的网址名"))
    complex = SlugFilter(field_name="complex__slug", label=_("小区的网址名"))


class ComplexFilter(filters.FilterSet):
    sub_district = SlugFilter(field_name="sub_district__slug", label=_("街道的网址名"))
    community = SlugFilter(field_name="community__slug", label=_("社区的网址名"))
    kind = filters.ChoiceFilter(choices=ComplexKind.choices, label=_("小区类型"))
    search = filters.CharFilter(
        method="matching", max_length=40, label=_("名称、地址、拼音或首字母的一部分")
    )
    ordering = StableOrderingFilter(fields={"pinyin_key": "name"}, label=_("排序"))

    class Meta:
        model = Complex
        fields: tuple[str, ...] = ()

    def matching(self, rows: ComplexQuerySet, name: str, typed: str) -> QuerySet[Complex]:
        return rows.matching(typed)


class NoticeFilter(PlacedFilter):
    category = filters.ChoiceFilter(choices=NoticeCategory.choices, label=_("类别"))
    severity = filters.ChoiceFilter(choices=NoticeSeverity.choices, label=_("程度"))
    on_show = filters.BooleanFilter(method="showing", label=_("只要今天在公示期内的"))
    search = filters.CharFilter(
        field_name="title", lookup_expr="icontains", max_length=40, label=_("标题的一部分")
    )
    ordering = StableOrderingFilter(
        fields={"published_at": "published_at", "shown_until": "shown_until"}, label=_("排序")
    )

    class Meta:
        model = Notice
        fields: tuple[str, ...] = ()

    def showing(self, rows: NoticeQuerySet, name: str, wanted: bool) -> QuerySet[Notice]:  # noqa: FBT001  django-filter's signature
        today = timezone.localdate()
        return rows.on_show(today) if wanted else rows.over(today)


class CommitteeTermFilter(filters.FilterSet):
    sub_district = SlugFilter(field_name="sub_district__slug", label=_("街道的网址名"))
    community = SlugFilter(field_name="community__slug", label=_("社区的网址名"))
    complex = SlugFilter(field_name="complex__slug", label=_("小区的网址名"))
    kind = filters.ChoiceFilter(
        field_name="body__kind", choices=BodyKind.choices, label=_("组织类型")
    )

    class Meta:
        model = CommitteeTerm
        fields: tuple[str, ...] = ()


class EnvCommitteeFilter(filters.FilterSet):
    sub_district = SlugFilter(field_name="sub_district__slug", label=_("街道的网址名"))
    community = SlugFilter(field_name="community__slug", label=_("社区的网址名"))

    class Meta:
        model = EnvCommittee
        fields: tuple[str, ...] = ()


class GridFilter(filters.FilterSet):
    sub_district = SlugFilter(field_name="sub_district__slug", label=_("街道的网址名"))
    community = SlugFilter(field_name="community__slug", label=_("社区的网址名"))
    complex = SlugFilter(method="covering", label=_("小区的网址名：今天包含它的网格"))
    level = filters.ChoiceFilter(choices=GridLevel.choices, label=_("层级"))

    class Meta:
        model = Grid
        fields: tuple[str, ...] = ()

    def covering(self, rows: QuerySet[Grid], name: str, slug: str) -> QuerySet[Grid]:
        return grids_over(rows, slug=slug, on=timezone.localdate())


class StreetFilter(PlacedFilter):
    class Meta:
        model = StreetSegment
        fields: tuple[str, ...] = ()


class ShopFilter(PlacedFilter):
    street = filters.NumberFilter(field_name="segment", label=_("街段的编号"))
    trade = filters.ChoiceFilter(choices=ShopTrade.choices, label=_("业态"))
    has_signed = filters.BooleanFilter(label=_("今天在门前三包有效期内"))

    class Meta:
        model = Shop
        fields: tuple[str, ...] = ()


class VisitPlanFilter(PlacedFilter):
    ordering = StableOrderingFilter(fields={"starts_on": "starts_on"}, label=_("排序"))

    class Meta:
        model = VisitPlan
        fields: tuple[str, ...] = ()


class SurveyRoundFilter(PlacedFilter):
    ordering = StableOrderingFilter(
        fields={"published_at": "published_at", "closes_on": "closes_on"}, label=_("排序")
    )

    class Meta:
        model = SurveyRound
        fields: tuple[str, ...] = ()
