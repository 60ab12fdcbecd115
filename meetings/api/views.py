"""Meetings and results of votes, for programs: what is published, and meetings that one reads at work."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters

from communities.api.filters import PlacedFilter
from core.api.filters import StableOrderingFilter
from core.api.views import ReadViewSet
from meetings.api.serializers import MeetingSerializer, VoteSerializer
from meetings.choices import MATTER_CLASSES, PARTY_LIFE, Matter, MeetingKind
from meetings.models import Meeting, Vote
from meetings.queries.lists import meetings_for_programs
from meetings.queries.public_votes import votes_for_programs


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


class VoteFilter(PlacedFilter):
    matter = filters.ChoiceFilter(
        method="about",
        choices=[one for one in Matter.choices if MATTER_CLASSES[one[0]].by_area],
        label=_("事项类别"),
    )
    ordering = StableOrderingFilter(
        fields={"count__counted_at": "counted_at", "closes_at": "closes_at"}, label=_("排序")
    )

    class Meta:
        model = Vote
        fields: tuple[str, ...] = ()

    def about(self, rows: QuerySet[Vote], name: str, matter: str) -> QuerySet[Vote]:
        return rows.filter(pk__in=Vote.objects.filter(items__matter=matter).values("pk"))


class VoteViewSet(ReadViewSet):
    """业主表决的结果：计票后向居民公开的；没有户、姓名和选票。"""

    queryset = Vote.objects.none()
    serializer_class = VoteSerializer
    filterset_class = VoteFilter

    def get_queryset(self) -> QuerySet[Vote]:
        return votes_for_programs()
