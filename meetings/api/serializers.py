"""会议 as programs read them: no names of people, no minutes' text."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from communities.api.serializers import PlacedSerializer
from meetings.models import AgendaItem, Meeting, Resolution


class AgendaItemSerializer(serializers.ModelSerializer):
    """议题或问题 and its answer; who raised it is nobody's business."""

    class Meta:
        model = AgendaItem
        fields = ("number", "kind", "topic", "answer")
        read_only_fields = fields


class ResolutionSerializer(serializers.ModelSerializer):
    """议定事项; a responsible unit is named, a person is not."""

    owner = serializers.SerializerMethodField(help_text=gettext_lazy("责任单位，个人不写"))
    is_overdue = serializers.SerializerMethodField(
        help_text=gettext_lazy("今天已过时限、没有报完成")
    )

    class Meta:
        model = Resolution
        fields = ("number", "matter", "owner", "deadline", "state", "done_on", "is_overdue")
        read_only_fields = fields

    def get_owner(self, resolution: Resolution) -> str:
        is_unit = resolution.organization_id or resolution.party_organization_id
        return resolution.owner_name if is_unit else ""

    def get_is_overdue(self, resolution: Resolution) -> bool:
        return resolution.is_overdue(timezone.localdate(self.context["now"]))


class MeetingSerializer(PlacedSerializer):
    """会议, with its topics and how far what it resolved has come."""

    agenda = AgendaItemSerializer(many=True)
    resolutions = ResolutionSerializer(many=True)

    class Meta:
        model = Meeting
        fields = (
            "id", "kind", "title", "held_from", "held_until", "spot", "present_count", "state", "scope",
            "agenda", "resolutions", "sub_district", "community", "complex",
        )  # fmt: skip
        read_only_fields = fields
