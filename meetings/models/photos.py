"""照片 of a meeting, or of what was done about one of its resolutions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.constraints import CompositeForeignKey
from meetings.models.meetings import Meeting, account
from meetings.models.resolutions import Resolution
from meetings.querysets import PartOfMeetingQuerySet

PHOTOS_PER_MEETING = 9


@tracked()
class MeetingPhoto(models.Model):
    """会议照片: re-encoded, without EXIF, under an unguessable name; seen with its meeting.

    With a resolution it is evidence of what was done.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="photos", verbose_name=_("会议")
    )
    resolution = models.ForeignKey(
        Resolution,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name=_("议定事项"),
    )
    # Folder of the renditions below MEDIA_ROOT: <token>/<width>.webp and <token>/<width>.jpg.
    token = models.CharField(max_length=32, unique=True, editable=False)
    width = models.PositiveIntegerField(_("宽"))
    height = models.PositiveIntegerField(_("高"))
    sha256 = models.CharField(max_length=64, editable=False)
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    uploaded_at = models.DateTimeField(_("上传时间"))
    uploaded_by = account(_("上传人"), "meeting_photos_uploaded")

    objects = PartOfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("会议照片")
        verbose_name_plural = _("会议照片")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "resolution", "sha256"],
                nulls_distinct=False,
                name="meetingphoto_once",
                violation_error_message=_("这张照片已经传过"),
            ),
            CompositeForeignKey(
                fields=("resolution", "meeting"),
                to="meetings.Resolution",
                to_fields=("id", "meeting"),
                name="meetingphoto_of_same_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.position}"
