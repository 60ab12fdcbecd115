"""Places in words and slugs; inner figures of a complex stay in the ledgers."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy
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
)
from communities.queries.grids import worker_names
from communities.queries.territory import public_chief_name


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
