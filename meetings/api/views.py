"""Meetings of a place, for programs: what is published, and what the caller reads at work."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters

from communities.api.filters import PlacedFilter
from core.api.filters import StableOrderingFilter
from core.api.views import ReadViewSet
from meetings.api.serializers import MeetingSerializer
from meetings.choices import PARTY_LIFE, MeetingKind
from meetings.models import Meeting
from meetings.queries.lists import meetings_for_programs


class MeetingFilter(PlacedFilter):
    kind = filters.ChoiceFilter(
        choices=[one for one in MeetingKind.choices if one[0] not in PARTY_LIFE], label=_("类型")
    )
    ordering = StableOrderingFilter(fields={"held_from": "held_from"}, label=_("排序"))

    class Meta:
        model = Meeting
        fields: tuple[str, ...] = ()


class MeetingViewSet(ReadViewSet):
    """会议：向居民公开的，加上您负责的地方的；组织生活不在这里。"""

    queryset = Meeting.objects.none()
    serializer_class = MeetingSerializer
    filterset_class = MeetingFilter

    def get_queryset(self) -> QuerySet[Meeting]:
        return meetings_for_programs(self.request.user)
