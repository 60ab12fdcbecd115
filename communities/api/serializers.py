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
    Notice,
)


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
