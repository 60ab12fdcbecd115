from __future__ import annotations

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters

from accounts.clock import day_bounds
from activities.choices import ActivityKind, ActivityState
from activities.models import Activity, Session, Space
from activities.querysets import SessionQuerySet
from communities.api.filters import PlacedFilter
from communities.models import Complex
from core.api.filters import KeyFilter, SlugFilter, StableOrderingFilter

# Beyond these no calendar of ours reaches, nor every database's clock.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


class DayFilter(filters.DateFilter):
    def __init__(self, **kwargs: object) -> None:
        bounds = [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]
        super().__init__(validators=bounds, **kwargs)


class SpaceFilter(PlacedFilter):
    ordering = StableOrderingFilter(fields={"name": "name"}, label=_("排序"))

    class Meta:
        model = Space
        fields: tuple[str, ...] = ()


class ActivityFilter(PlacedFilter):
    kind = filters.ChoiceFilter(choices=ActivityKind.choices, label=_("类型"))
    state = filters.ChoiceFilter(choices=ActivityState.choices, label=_("状态"))
    search = filters.CharFilter(
        field_name="title", lookup_expr="icontains", max_length=40, label=_("名称的一部分")
    )
    ordering = StableOrderingFilter(
        fields={"title": "title", "published_at": "published_at"}, label=_("排序")
    )

    class Meta:
        model = Activity
        fields: tuple[str, ...] = ()


class SessionFilter(PlacedFilter):
    activity = KeyFilter(field_name="activity", label=_("活动编号"))
    space = KeyFilter(field_name="space", label=_("阵地编号"))
    kind = filters.ChoiceFilter(
        field_name="activity__kind", choices=ActivityKind.choices, label=_("类型")
    )
    first_day = DayFilter(method="from_day", label=_("从哪天起（含）"))
    last_day = DayFilter(method="to_day", label=_("到哪天止（含）"))
    calendar_of = SlugFilter(
        method="on_calendar", label=_("小区的网址名：它自己的场次，加上全社区、全街道的")
    )
    ordering = StableOrderingFilter(fields={"starts_at": "starts_at"}, label=_("排序"))

    class Meta:
        model = Session
        fields: tuple[str, ...] = ()

    def from_day(self, rows: SessionQuerySet, name: str, day: date) -> QuerySet[Session]:
        return rows.filter(starts_at__gte=day_bounds(day)[0])

    def to_day(self, rows: SessionQuerySet, name: str, day: date) -> QuerySet[Session]:
        return rows.filter(starts_at__lt=day_bounds(day)[1])

    def on_calendar(self, rows: SessionQuerySet, name: str, slug: str) -> QuerySet[Session]:
        found = Complex.objects.public().filter(slug=slug).first()
        return rows.on_calendar_of(found) if found else rows.none()
