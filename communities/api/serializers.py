"""Places in words and slugs; inner figures of a complex stay in the ledgers."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from communities.body_rules import body_name
from communities.choices import NoticeStanding
from communities.models import (
    CommitteeSeat,
    CommitteeTerm,
    Complex,
    EnvCommittee,
    EnvMember,
    Grid,
    Notice,
    Shop,
    StreetChief,
    StreetSegment,
    SurveyQuestion,
    SurveyRound,
    VisitPlan,
)
from communities.queries.grids import worker_names
from communities.queries.surveys import Score, returned_of, scored_questions
from communities.queries.territory import public_chief_name
from communities.queries.visits import Progress, progress_of


class PlaceRefSerializer(serializers.Serializer):
    """A place as other rows name it."""

    slug = serializers.CharField()
    name = serializers.CharField()


class PlacedSerializer(serializers.ModelSerializer):
    """Where a row belongs: null community means all of the sub-district, null complex all of it."""

    sub_district = PlaceRefSerializer()
    community = PlaceRefSerializer(allow_null=True)
    complex = PlaceRefSerializer(allow_null=True)


class ComplexSerializer(serializers.ModelSerializer):
    """小区, with its published contact: a service's phone, never a person's."""

    sub_district = PlaceRefSerializer()
    community = PlaceRefSerializer()
    url = serializers.CharField(source="get_absolute_url", help_text="网页地址，本站之内")

    class Meta:
        model = Complex
        fields = (
            "id", "slug", "name", "kind", "address", "sub_district", "community",
            "duty_name", "duty_phone", "duty_hours", "url",
        )  # fmt: skip
        read_only_fields = fields


class NoticeSerializer(PlacedSerializer):
    """公告, as its page tells it; who wrote and who passed it is not public."""

    standing = serializers.SerializerMethodField(help_text=gettext_lazy("今天在不在公示期内"))
    url = serializers.CharField(source="get_absolute_url")

    class Meta:
        model = Notice
        fields = (
            "id", "category", "severity", "title", "body", "publisher", "shown_from", "shown_until",
            "published_at", "standing", "sub_district", "community", "complex", "url",
        )  # fmt: skip
        read_only_fields = fields

    def get_standing(self, notice: Notice) -> NoticeStanding:
        return notice.standing(timezone.localdate(self.context["now"]))


class SeatSerializer(serializers.ModelSerializer):
    """A published office-holder: name and position, neither phone nor Party membership."""

    name = serializers.CharField(source="person.name")
    position_label = serializers.CharField(source="get_position_display")

    class Meta:
        model = CommitteeSeat
        fields = ("name", "position", "position_label", "since")
        read_only_fields = fields


class CommitteeTermSerializer(serializers.ModelSerializer):
    """业委会, 物管会 or 自治小组 in office today, with who sits in it."""

    name = serializers.SerializerMethodField()
    kind = serializers.CharField(source="body.kind")
    complex = PlaceRefSerializer()
    community = PlaceRefSerializer()
    sub_district = PlaceRefSerializer()
    members = SeatSerializer(source="seats", many=True)

    class Meta:
        model = CommitteeTerm
        fields = (
            "id", "name", "kind", "complex", "community", "sub_district", "number", "starts_on",
            "ends_on", "members",
        )  # fmt: skip
        read_only_fields = fields

    def get_name(self, term: CommitteeTerm) -> str:
        return body_name(term.complex.name if term.complex else "", term.body.kind)


class EnvMemberSerializer(serializers.ModelSerializer):
    """A published member of a 环物委."""

    name = serializers.CharField(source="person.name")
    position_label = serializers.CharField(source="get_position_display")

    class Meta:
        model = EnvMember
        fields = ("name", "position", "position_label", "since")
        read_only_fields = fields


class EnvCommitteeSerializer(serializers.ModelSerializer):
    """环物委 of a community, with who is a member today."""

    community = PlaceRefSerializer()
    sub_district = PlaceRefSerializer()
    members = EnvMemberSerializer(many=True)

    class Meta:
        model = EnvCommittee
        fields = ("id", "community", "sub_district", "founded_on", "acting_for", "members")
        read_only_fields = fields


class GridSpanSerializer(serializers.Serializer):
    """What a grid covers: a whole complex, or one of its buildings."""

    complex = PlaceRefSerializer()
    building = serializers.CharField(
        source="building.name", default=None, allow_null=True, help_text="null：整个小区"
    )


class GridSerializer(serializers.ModelSerializer):
    """网格, with what it covers today and who works there; a name by office, no phone."""

    sub_district = PlaceRefSerializer()
    community = PlaceRefSerializer()
    covers = GridSpanSerializer(source="spans_of_day", many=True)
    workers = serializers.SerializerMethodField(help_text="今天的网格员；请假时是代班的人")
    tasks = serializers.ListField(
        source="task_lines", child=serializers.CharField(), help_text="责任清单"
    )

    class Meta:
        model = Grid
        fields = (
            "id", "code", "name", "level", "sub_district", "community", "household_count", "tasks",
            "covers", "workers",
        )  # fmt: skip
        read_only_fields = fields

    def get_workers(self, grid: Grid) -> list[str]:
        return worker_names(grid)


class StreetChiefSerializer(serializers.Serializer):
    """责任街长 by name; of 群众街长, who is a neighbour, the name is masked."""

    kind = serializers.CharField()
    kind_label = serializers.CharField(source="get_kind_display")
    name = serializers.SerializerMethodField()

    def get_name(self, chief: StreetChief) -> str:
        return public_chief_name(chief)


class StreetSerializer(PlacedSerializer):
    """街段, with the chiefs of today."""

    chiefs = StreetChiefSerializer(source="chiefs_of_day", many=True)

    class Meta:
        model = StreetSegment
        fields = ("id", "name", "stretch", "sub_district", "community", "complex", "chiefs")
        read_only_fields = fields


class ShopSerializer(PlacedSerializer):
    """临街商铺 under its sign; no person stands behind it here, nor anywhere in the system."""

    street = serializers.IntegerField(source="segment_id", help_text="街段的编号")
    street_name = serializers.CharField(source="segment.name")
    has_signed = serializers.BooleanField(help_text="今天在门前三包有效期内")

    class Meta:
        model = Shop
        fields = (
            "id", "name", "door_number", "trade", "street", "street_name", "has_signed",
            "sub_district", "community", "complex",
        )  # fmt: skip
        read_only_fields = fields


def listed_rows(serializer: serializers.BaseSerializer[Any]) -> list[Any]:
    """The rows of the page that the serializer writes, or the one row of its detail."""
    parent = serializer.parent
    return [serializer.instance] if parent is None else list(parent.instance or ())


class ProgressSerializer(serializers.Serializer):
    """走访进度, counted from the households."""

    target = serializers.IntegerField(help_text=gettext_lazy("要走访的户数"))
    met = serializers.IntegerField(help_text=gettext_lazy("见到的户数"))
    absent = serializers.IntegerField(help_text=gettext_lazy("没人的户数"))
    declined = serializers.IntegerField(help_text=gettext_lazy("婉拒的户数"))


class VisitPlanSerializer(PlacedSerializer):
    """走访计划 with its progress; no household and nobody's name."""

    progress = serializers.SerializerMethodField()
    url = serializers.CharField(source="get_absolute_url")

    class Meta:
        model = VisitPlan
        fields = (
            "id", "purpose", "starts_on", "ends_on", "progress", "sub_district", "community",
            "complex", "url",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(ProgressSerializer)
    def get_progress(self, plan: VisitPlan) -> dict[str, int]:
        return ProgressSerializer(self._progress().get(plan.pk, Progress())).data

    def _progress(self) -> dict[int, Progress]:
        """Of all plans of the page at once."""
        if "progress" not in self.context:
            self.context["progress"] = progress_of([plan.pk for plan in listed_rows(self)])
        known: dict[int, Progress] = self.context["progress"]
        return known


class ItemScoreSerializer(serializers.Serializer):
    """One question of a published round with the mean of its answers, 1 to 5."""

    name = serializers.CharField()
    text = serializers.CharField()
    mean = serializers.DecimalField(max_digits=3, decimal_places=2, allow_null=True)
    n = serializers.IntegerField(help_text=gettext_lazy("回答这一题的份数"))
    is_small = serializers.BooleanField(help_text=gettext_lazy("不到10份，样本少"))


class SurveyRoundSerializer(PlacedSerializer):
    """公布了结果的问卷轮次: sums only."""

    title = serializers.CharField(source="survey.title")
    returned = serializers.SerializerMethodField(help_text=gettext_lazy("回收份数"))
    items = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()

    class Meta:
        model = SurveyRound
        fields = (
            "id", "title", "name", "opens_on", "closes_on", "handed_out", "returned", "items",
            "summary", "published_at", "sub_district", "community", "complex", "url",
        )  # fmt: skip
        read_only_fields = fields

    def get_returned(self, round_: SurveyRound) -> int:
        return returned_of(round_)

    @extend_schema_field(ItemScoreSerializer(many=True))
    def get_items(self, round_: SurveyRound) -> list[dict[str, object]]:
        scored = [
            {
                "name": question.short_label,
                "text": question.text,
                "mean": score.mean,
                "n": score.answers,
                "is_small": score.is_small,
            }
            for question, score in self._scored()[round_.pk]
        ]
        return list(ItemScoreSerializer(scored, many=True).data)

    def _scored(self) -> dict[int, list[tuple[SurveyQuestion, Score]]]:
        """Of all rounds of the page at once."""
        if "scored" not in self.context:
            self.context["scored"] = scored_questions(listed_rows(self))
        known: dict[int, list[tuple[SurveyQuestion, Score]]] = self.context["scored"]
        return known

    def get_url(self, round_: SurveyRound) -> str:
        return reverse("communities:survey_results", args=[round_.pk])
