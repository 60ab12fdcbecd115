"""What came of it, written once; every ledger and figure reads it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from activities.models.activities import Activity
from activities.models.sessions import Session
from activities.querysets import (
    LogQuerySet,
    PhotoQuerySet,
)
from communities.models import Placed

PHOTOS_PER_LOG = 9


@tracked()
class ActivityLog(Placed):
    """活动记录: what is written down once after a session; every ledger and figure reads it."""

    session = models.OneToOneField(
        Session, on_delete=models.PROTECT, related_name="log", verbose_name=_("场次")
    )
    headcount = models.PositiveIntegerField(_("实到人数"))
    volunteer_count = models.PositiveIntegerField(_("志愿者数"), null=True, blank=True)
    party_member_count = models.PositiveIntegerField(_("党员数"), null=True, blank=True)
    remark = models.CharField(_("一句话记录"), max_length=400, blank=True, default="")
    is_published = models.BooleanField(_("发到居民端"), default=False)

    request_key = models.CharField(max_length=40, blank=True, default="", editable=False)
    logged_at = models.DateTimeField(_("录入时间"))
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="activity_logs",
        verbose_name=_("录入人"),
    )

    objects = LogQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("活动记录")
        verbose_name_plural = _("活动记录")
        constraints = [*Placed.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.session_id} {self.headcount}"


@tracked()
class Photo(Placed):
    """照片 of a log or a cover: re-encoded, without EXIF, under an unguessable name."""

    log = models.ForeignKey(
        ActivityLog,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name=_("活动记录"),
    )
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="photos", verbose_name=_("活动")
    )
    # Folder of the renditions below MEDIA_ROOT: <token>/<width>.webp and <token>/<width>.jpg.
    token = models.CharField(max_length=32, unique=True, editable=False)
    width = models.PositiveIntegerField(_("宽"))
    height = models.PositiveIntegerField(_("高"))
    sha256 = models.CharField(max_length=64, editable=False)
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    is_cover = models.BooleanField(_("封面"), default=False)
    is_published = models.BooleanField(_("公开"), default=False)
    uploaded_at = models.DateTimeField(_("上传时间"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="photos_uploaded",
        verbose_name=_("上传人"),
    )

    objects = PhotoQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("照片")
        verbose_name_plural = _("照片")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["activity"], condition=Q(is_cover=True), name="photo_one_cover"
            ),
            models.UniqueConstraint(
                fields=["log", "sha256"],
                name="photo_once_per_log",
                violation_error_message=_("这张照片已经传过"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.position}"
