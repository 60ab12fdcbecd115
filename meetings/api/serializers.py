"""会议 and 表决 as programs read them: no names of people, no minutes' text, no ballots."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from communities.api.serializers import PlacedSerializer
from meetings.choices import MATTER_CLASSES, Outcome
from meetings.models import AgendaItem, Meeting, Resolution, Vote, VoteItem, VoteOption
from meetings.queries.public_votes import public_url


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


def _area(**more: Any) -> serializers.DecimalField:
    return serializers.DecimalField(max_digits=12, decimal_places=2, **more)


class VoteOptionSerializer(serializers.ModelSerializer):
    """The matter itself, or one candidate: heads and square metres of each side, and what became of it.

    Of a secret vote the area of those who agreed alone, as on its page.
    """

    outcome = serializers.ChoiceField(source="count.outcome", choices=Outcome.choices)
    agree_heads = serializers.IntegerField(source="count.agree_heads")
    agree_area = _area(source="count.agree_area")
    oppose_heads = serializers.IntegerField(source="count.oppose_heads")
    oppose_area = serializers.SerializerMethodField()
    abstain_heads = serializers.IntegerField(source="count.abstain_heads")
    abstain_area = serializers.SerializerMethodField()
    split_heads = serializers.IntegerField(
        source="count.split_heads", help_text=gettext_lazy("几户选择不同、不计入任何一方的人数")
    )

    class Meta:
        model = VoteOption
        fields = (
            "name", "outcome", "agree_heads", "agree_area", "oppose_heads", "oppose_area",
            "abstain_heads", "abstain_area", "split_heads",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(_area(allow_null=True))
    def get_oppose_area(self, option: VoteOption) -> str | None:
        return None if option.vote.is_secret else str(option.count.oppose_area)

    @extend_schema_field(_area(allow_null=True))
    def get_abstain_area(self, option: VoteOption) -> str | None:
        return None if option.vote.is_secret else str(option.count.abstain_area)


class VoteItemSerializer(serializers.ModelSerializer):
    """表决事项 with the article that names its rule, and the shares that were frozen with the count."""

    article = serializers.SerializerMethodField(help_text=gettext_lazy("依据的条款"))
    quorum_share = serializers.SerializerMethodField(help_text=gettext_lazy("参与要求，如 2/3"))
    majority_share = serializers.SerializerMethodField(help_text=gettext_lazy("同意要求，如 3/4"))
    options = VoteOptionSerializer(many=True)

    class Meta:
        model = VoteItem
        fields = (
            "position", "matter", "text", "seats", "article", "quorum_share", "majority_share", "options",
        )  # fmt: skip
        read_only_fields = fields

    def get_article(self, item: VoteItem) -> str:
        return MATTER_CLASSES[item.matter].source

    def get_quorum_share(self, item: VoteItem) -> str:
        return next(option.count.quorum_share for option in item.options.all())

    def get_majority_share(self, item: VoteItem) -> str:
        return next(option.count.majority_share for option in item.options.all())


class VoteSerializer(PlacedSerializer):
    """业主表决 that was counted and published: who was entitled, who took part, what it came to."""

    counted_at = serializers.DateTimeField(source="count.counted_at")
    published_at = serializers.DateTimeField(source="count.published_at")
    entitled_heads = serializers.IntegerField(source="count.entitled_heads")
    entitled_area = _area(source="count.entitled_area")
    present_heads = serializers.IntegerField(source="count.present_heads")
    present_area = _area(source="count.present_area")
    items = VoteItemSerializer(many=True)
    url = serializers.SerializerMethodField(help_text=gettext_lazy("网页地址，本站之内"))

    class Meta:
        model = Vote
        fields = (
            "id", "title", "explanation", "is_secret", "roll_on", "opened_at", "closes_at", "counted_at",
            "published_at", "entitled_heads", "entitled_area", "present_heads", "present_area", "items",
            "sub_district", "community", "complex", "url",
        )  # fmt: skip
        read_only_fields = fields

    def get_url(self, vote: Vote) -> str:
        return public_url(vote)
