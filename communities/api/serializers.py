"""Places in words and slugs; inner figures of a complex stay in the ledgers."""

from __future__ import annotations

from rest_framework import serializers

from communities.models import Complex


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
