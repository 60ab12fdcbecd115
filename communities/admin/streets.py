"""街段, 街长, 临街商铺 and 门前三包; no shop's owner is asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from communities.admin.dated import BY_PLACE, EndedByItsLastDay
from communities.admin_base import ScopedModelAdmin
from communities.choices import ChiefKind, ShopTrade
from communities.models import Shop, StreetChief, StreetSegment, ThreeDutiesCommitment
from communities.services.streets import (
    appoint_chief,
    close_shop,
    end_chief,
    register_shop,
    sign_three_duties,
)


@admin.register(StreetSegment)
class StreetSegmentAdmin(ScopedModelAdmin):
    list_display = ("name", "stretch", "community", "complex")
    list_filter = ("community", "complex")
    list_select_related = ("community", "complex")
    search_fields = ("name",)
    ordering = (*BY_PLACE, "name", "stretch", "pk")
    fields = ("sub_district", "community", "complex", "name", "stretch")
    must_have = ("community",)


@admin.register(StreetChief)
class StreetChiefAdmin(EndedByItsLastDay):
    place_from = "segment"
    list_display = ("segment", "kind", "person_name", "since", "until")
    list_filter = ("kind", "community")
    list_select_related = ("segment", "person")
    search_fields = ("segment__name", "person__name", "person__pinyin_key")
    autocomplete_fields = ("segment", "person")
    ordering = (*BY_PLACE, "segment__name", "kind", "-since", "pk")
    fields = ("segment", "kind", "person", "since", "until")

    @admin.display(description=_("姓名"))
    def person_name(self, chief: StreetChief) -> str:
        return chief.person.name

    def end(self, obj: Any, *, actor: User, now: datetime) -> StreetChief:
        standing = StreetChief.objects.get(pk=obj.pk)
        return end_chief(chief=standing, last_day=obj.until, actor=actor, now=now)

    def begin(self, cleaned: dict[str, Any], *, actor: User, now: datetime) -> StreetChief:
        return appoint_chief(
            segment=cleaned["segment"],
            kind=ChiefKind(cleaned["kind"]),
            person=cleaned["person"],
            since=cleaned["since"],
            until=cleaned["until"],
            actor=actor,
            now=now,
        )


@admin.register(Shop)
class ShopAdmin(ScopedModelAdmin):
    place_from = "segment"
    list_display = ("name", "door_number", "trade", "segment", "organization", "closed_on")
    list_filter = ("trade", "community", "segment")
    list_select_related = ("segment", "organization")
    search_fields = ("name", "door_number", "segment__name")
    autocomplete_fields = ("segment", "organization")
    ordering = (*BY_PLACE, "segment__name", "door_number", "pk")

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        fields = ("segment", "name", "door_number", "trade", "organization")
        return (*fields, "closed_on") if obj else fields

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("segment",) if obj else ()

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> Shop:
        actor: Any = request.user
        cleaned, now = form.cleaned_data, timezone.now()
        if not change:
            return register_shop(
                segment=cleaned["segment"],
                name=cleaned["name"],
                door_number=cleaned["door_number"],
                trade=ShopTrade(cleaned["trade"]),
                organization=cleaned["organization"],
                actor=actor,
                now=now,
            )
        obj.save(update_fields=["name", "door_number", "trade", "organization", "closed_on"])
        if "closed_on" in form.changed_data and obj.closed_on:
            return close_shop(shop=obj, closed_on=obj.closed_on, actor=actor, now=now)
        shop: Shop = obj
        return shop


@admin.register(ThreeDutiesCommitment)
class ThreeDutiesCommitmentAdmin(EndedByItsLastDay):
    place_from = "shop"
    list_display = ("shop", "signed_on", "until", "sanitation", "greening", "order")
    list_filter = ("community", "complex")
    list_select_related = ("shop",)
    search_fields = ("shop__name", "shop__segment__name")
    autocomplete_fields = ("shop",)
    date_hierarchy = "signed_on"
    ordering = (*BY_PLACE, "-signed_on", "pk")
    fields = ("shop", "signed_on", "until", "sanitation", "greening", "order")

    def begin(self, cleaned: dict[str, Any], *, actor: User, now: datetime) -> Any:
        return sign_three_duties(
            **{name: cleaned[name] for name in self.fields}, actor=actor, now=now
        )
