"""What came of it, and its photos."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models import (
    ActivityLog,
    Photo,
)
from activities.services.logs import choose_cover, remove_photo, set_log_published
from communities.admin_base import ScopedModelAdmin


@admin.register(ActivityLog)
class ActivityLogAdmin(ScopedModelAdmin):
    """活动记录: written at `/field/log/`; here it is shown to residents or taken down."""

    can_add = False
    list_display = ("activity_title", "place_name", "headcount", "is_published", "logged_at")
    list_filter = ("is_published", "complex", "community")
    list_select_related = ("session__activity", "sub_district", "community", "complex")
    search_fields = ("session__activity__title", "remark")
    date_hierarchy = "logged_at"
    ordering = ("-logged_at",)
    fields = (
        "activity_title", "place_name", "headcount", "volunteer_count", "party_member_count",
        "remark", "is_published", "logged_at", "logged_by",
    )  # fmt: skip
    readonly_fields = fields
    actions = ("publish_logs", "take_down_logs")

    @admin.display(description=_("活动"))
    def activity_title(self, log: ActivityLog) -> str:
        return log.session.activity.title

    @admin.display(description=_("范围"))
    def place_name(self, log: ActivityLog) -> str:
        return log.place_name

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return self.readonly_fields

    @admin.action(description=_("发到居民端"), permissions=["change"])
    def publish_logs(self, request: HttpRequest, queryset: QuerySet[ActivityLog]) -> None:
        self._show(request, queryset, is_published=True, done=str(_("已发布%(count)d条记录")))

    @admin.action(description=_("从居民端撤下"), permissions=["change"])
    def take_down_logs(self, request: HttpRequest, queryset: QuerySet[ActivityLog]) -> None:
        self._show(request, queryset, is_published=False, done=str(_("已撤下%(count)d条记录")))

    def _show(
        self, request: HttpRequest, rows: QuerySet[ActivityLog], *, is_published: bool, done: str
    ) -> None:
        actor: Any = request.user
        self.carry_out(
            request,
            rows,
            lambda log: set_log_published(
                log_id=log.pk, is_published=is_published, actor=actor, now=timezone.now()
            ),
            done=done,
        )


@admin.register(Photo)
class PhotoAdmin(ScopedModelAdmin):
    can_add = False
    list_display = ("activity_title", "position", "is_cover", "is_published", "uploaded_at")
    list_filter = ("is_published", "is_cover", "complex")
    list_select_related = ("activity",)
    search_fields = ("activity__title",)
    ordering = ("-pk",)
    fields = (
        "activity_title", "width", "height", "position", "is_cover", "is_published", "uploaded_at",
        "uploaded_by",
    )  # fmt: skip
    readonly_fields = fields
    actions = ("make_cover", "take_away")

    @admin.display(description=_("活动"))
    def activity_title(self, photo: Photo) -> str:
        return photo.activity.title

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return self.readonly_fields

    @admin.action(description=_("设为封面"), permissions=["change"])
    def make_cover(self, request: HttpRequest, queryset: QuerySet[Photo]) -> None:
        actor: Any = request.user
        self.carry_out(
            request,
            queryset,
            lambda row: choose_cover(photo_id=row.pk, actor=actor, now=timezone.now()),
            done=str(_("已设%(count)d张封面")),
        )

    @admin.action(description=_("永久删除照片"), permissions=["change"])
    def take_away(self, request: HttpRequest, queryset: QuerySet[Photo]) -> None:
        actor: Any = request.user
        self.carry_out(
            request,
            queryset,
            lambda row: remove_photo(photo_id=row.pk, actor=actor, now=timezone.now()),
            done=str(_("已删除%(count)d张照片")),
        )
