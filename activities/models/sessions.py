"""When and where it happens: a session holds the places, the counter and the lock."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from activities.models.activities import Activity
from activities.models.spaces import Space
from activities.querysets import (
    SessionQuerySet,
)
from activities.status import where_text
from communities.models import Placed


@tracked(exclude=["taken"])
class Session(Placed):
    """场次: when and where an activity happens, and how many places it has.

    Every change of a place in it takes this row's lock; `taken` counts the people of its confirmed
    sign-ups and is held by CHECKs (reliability 4.2, I-1, I-2).
    """

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="sessions", verbose_name=_("活动")
    )
    space = models.ForeignKey(
        Space,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("阵地"),
    )
    place_text = models.CharField(
        _("地点"), max_length=60, blank=True, default="", help_text=_("不在登记的阵地时填写")
    )
    starts_at = models.DateTimeField(_("开始时间"))
    ends_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    capacity = models.PositiveIntegerField(
        _("名额"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("不填表示不限"),
    )
    taken = models.PositiveIntegerField(_("已报人数"), default=0, editable=False)
    opens_at = models.DateTimeField(_("报名开始"), null=True, blank=True)
    closes_at = models.DateTimeField(
        _("报名截止"), null=True, blank=True, help_text=_("不填表示到活动开始")
    )

    # Goes up whenever time or place moves: reminders and calendar entries of old data are void.
    sequence = models.PositiveIntegerField(_("变更序号"), default=0, editable=False)
    cancelled_at = models.DateTimeField(_("取消时间"), null=True, blank=True, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("场次")
        verbose_name_plural = _("场次")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_start",
                violation_error_message=_("结束时间要晚于开始时间"),
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(taken__lte=F("capacity")),
                name="session_never_oversold",
                violation_error_message=_("名额不能少于已报人数"),
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__gte=1), name="session_capacity_positive"
            ),
        ]
        indexes = [
            # The calendar of a complex, a community, a sub-district, by month.
            models.Index(fields=["complex", "starts_at"], name="session_by_complex"),
            models.Index(fields=["community", "starts_at"], name="session_by_community"),
            models.Index(fields=["sub_district", "starts_at"], name="session_by_sub_district"),
            # Reminders and sweeps look at what is near.
            models.Index(fields=["starts_at"], name="session_by_start"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}@{self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def where(self) -> str:
        """The space's name and location, or what was typed; empty when the place is still open."""
        space = self.space
        return where_text(
            space.name if space else "", space.location if space else "", self.place_text
        )
