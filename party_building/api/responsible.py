"""Who answers for a door, for programs: roles, published names and phones, and how a matter climbs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from communities.api.serializers import PlaceRefSerializer
from communities.models import Complex
from communities.queries.places import readable_complexes
from core.api.views import ApiView, InputSerializer, row_or_404
from party_building.choices import ChainLevel, Matter
from party_building.queries.chain_lines import lines_of
from party_building.queries.spots import NoSuchDoor, find_spot


class QuestionSerializer(InputSerializer):
    """Which door, on which day, in which matter."""

    door = serializers.CharField(
        max_length=40,
        required=False,
        default="",
        help_text=gettext_lazy("门牌、单元或楼栋，怎么写都行：3-2-1501；不填按整个小区"),
    )
    matter = serializers.ChoiceField(
        choices=Matter.choices,
        required=False,
        default=Matter.OTHER,
        help_text=gettext_lazy("什么事"),
    )
    on = serializers.DateField(
        required=False, help_text=gettext_lazy("哪一天，默认今天；别的日子只答复负责这个小区的人")
    )


class LineSerializer(serializers.Serializer):
    """One level; no name where the post is not published."""

    level = serializers.ChoiceField(choices=ChainLevel.choices)
    level_label = serializers.CharField(source="label")
    step = serializers.IntegerField(help_text=gettext_lazy("这件事第几个找；0：不找"))
    title = serializers.CharField()
    name = serializers.CharField()
    body = serializers.CharField(help_text=gettext_lazy("党组织、片区或网格"))
    phone = serializers.CharField(help_text=gettext_lazy("公布的电话"))
    missing = serializers.CharField(help_text=gettext_lazy("为什么没有人；有人为空"))
    is_past_term = serializers.BooleanField()
    notes = serializers.ListField(child=serializers.CharField())


class ChainSerializer(serializers.Serializer):
    """Everybody who answers there, those who are asked first before the others."""

    complex = PlaceRefSerializer()
    community = serializers.CharField(help_text=gettext_lazy("当天所属的社区"))
    where = serializers.CharField(help_text=gettext_lazy("按哪里回答；空：整个小区"))
    on = serializers.DateField()
    matter = serializers.ChoiceField(choices=Matter.choices)
    escalation = serializers.ListField(
        child=serializers.ListField(child=serializers.ChoiceField(choices=ChainLevel.choices)),
        help_text=gettext_lazy("一步一步找谁；同一步的同时找"),
    )
    levels = LineSerializer(many=True)


class ResponsibleView(ApiView):
    """谁负责这个小区的一户：公布的姓名和电话。公开的小区，加上您负责的。"""

    http_method_names = ["get", "head"]

    @extend_schema(parameters=[QuestionSerializer], responses=ChainSerializer)
    def get(self, request: Request, slug: str) -> Response:
        complex_ = row_or_404(readable_complexes(request.user), slug=slug)
        asked, today = _asked(request), timezone.localdate()
        day = asked.get("on", today)
        if day != today and not _serves(request, complex_):
            raise PermissionDenied(_("别的日子谁负责，由负责这个小区的人查询"))
        return Response(_answer(complex_, asked, day))


def _serves(request: Request, complex_: Complex) -> bool:
    user = request.user
    seen = Complex.objects.visible_to(user).filter(pk=complex_.pk)
    return user.is_authenticated and seen.exists()


def _asked(request: Request) -> dict[str, Any]:
    """Each parameter known and given once. Raises ValidationError."""
    repeated = [name for name, values in request.query_params.lists() if len(values) > 1]
    if repeated:
        raise ValidationError({name: [_("这个参数只能给一次")] for name in repeated})
    serializer = QuestionSerializer(data=request.query_params.dict())
    serializer.is_valid(raise_exception=True)
    cleaned: dict[str, Any] = serializer.validated_data
    return cleaned


def _answer(complex_: Complex, asked: dict[str, Any], day: date) -> Any:
    try:
        spot = find_spot(complex_, asked["door"])
    except NoSuchDoor as refusal:
        raise ValidationError({"door": [refusal.message]}) from refusal
    matter = asked["matter"]
    chain = spot.chain(on=day)
    return ChainSerializer(
        {
            "complex": complex_,
            "community": chain.community_name,
            "where": spot.where,
            "on": chain.on,
            "matter": matter,
            "escalation": chain.escalation(matter),
            "levels": lines_of(chain, matter=matter, reads_names=False),
        }
    ).data
