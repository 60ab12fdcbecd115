"""At the door: who arrived, and the screen that neighbours scan."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from activities.choices import (
    CheckInMethod,
)
from activities.models.sessions import Session
from activities.models.sign_ups import SignUp
from activities.querysets import (
    DoorScreenQuerySet,
    WorkQuerySet,
)
from communities.models import Placed


@tracked()
class CheckIn(Placed):
    """签到: a sign-up's arrival at the door; undone, it stays as a row with who undid it."""

    sign_up = models.ForeignKey(
        SignUp, on_delete=models.PROTECT, related_name="check_ins", verbose_name=_("报名")
    )
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="check_ins", verbose_name=_("场次")
    )
    method = models.CharField(_("方式"), max_length=20, choices=CheckInMethod.choices)
    arrived_count = models.PositiveSmallIntegerField(_("到场人数"), default=1)
    at = models.DateTimeField(_("签到时间"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="check_ins_made",
        verbose_name=_("经手人"),
    )
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="check_ins_undone",
        verbose_name=_("谁撤销"),
    )

    objects = WorkQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("签到")
        verbose_name_plural = _("签到")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["sign_up"], condition=Q(undone_at=None), name="check_in_once"
            ),
        ]
        indexes = [
            # The count of those who came, of one session.
            models.Index(fields=["session"], condition=Q(undone_at=None), name="check_in_standing")
        ]

    def __str__(self) -> str:
        return f"{self.sign_up_id} {self.at:%H:%M}"


@tracked(exclude=["token"])
class DoorScreen(Placed):
    """门口屏幕: the page with the rotating code at one session's door, opened by its token alone.

    Revoked, it stays as a row with who revoked it; a session has one that works. History keeps no
    token: whoever reads it could stand at the door from anywhere.
    """

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="door_screens", verbose_name=_("场次")
    )
    token = models.CharField(max_length=12, unique=True, editable=False)
    opened_at = models.DateTimeField(_("开通时间"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="door_screens_opened",
        verbose_name=_("谁开通"),
    )
    revoked_at = models.DateTimeField(_("停用时间"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="door_screens_revoked",
        verbose_name=_("谁停用"),
    )

    objects = DoorScreenQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("门口屏幕")
        verbose_name_plural = _("门口屏幕")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(revoked_at=None),
                name="door_screen_one_standing",
                violation_error_message=_("这一场已经有门口屏幕"),
            ),
            models.CheckConstraint(
                condition=Q(revoked_by=None) | Q(revoked_at__isnull=False),
                name="door_screen_revoker_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.opened_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("activities:door_screen", args=[self.token])
