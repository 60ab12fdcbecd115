"""Organisations with the posts that they published; no member, no number of members."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from communities.api.serializers import PlacedSerializer
from party_building.models import PartyOrganization, PartyPost
from party_building.queries.public_organizations import published_posts


class PublishedPostSerializer(serializers.ModelSerializer):
    """A published office-holder: name, post and work phone."""

    name = serializers.CharField(source="person.name")
    post_label = serializers.CharField(source="get_post_display")

    class Meta:
        model = PartyPost
        fields = ("name", "post", "post_label", "phone", "since")
        read_only_fields = fields


class ParentSerializer(serializers.Serializer):
    """上级党组织, where it is public too."""

    id = serializers.IntegerField()
    name = serializers.CharField()


class PartyOrganizationSerializer(PlacedSerializer):
    """党组织 as its notice board tells of it."""

    parent_organization = serializers.SerializerMethodField()
    posts = serializers.SerializerMethodField()

    class Meta:
        model = PartyOrganization
        fields = (
            "id", "kind", "name", "sub_district", "community", "complex", "founded_on",
            "contact_phone", "parent_organization", "posts",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(ParentSerializer(allow_null=True))
    def get_parent_organization(self, organization: Any) -> dict[str, Any] | None:
        link = next(iter(organization.links_of_day), None)
        return {"id": link.parent_id, "name": link.parent.name} if link else None

    @extend_schema_field(PublishedPostSerializer(many=True))
    def get_posts(self, organization: PartyOrganization) -> Any:
        return PublishedPostSerializer(published_posts(organization), many=True).data
