"""Rooms and courts where neighbours meet (活动阵地)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from activities.querysets import (
    SpaceQuerySet,
)
from communities.models import Placed


@tracked()
class Space(Placed):
    """阵地: a room or corner where activities take place."""

    name = models.CharField(_("阵地名称"), max_length=60)
    location = models.CharField(_("位置"), max_length=60, blank=True, default="")
    directions = models.CharField(_("怎么走"), max_length=120, blank=True, default="")
    seat_count = models.PositiveIntegerField(_("容纳人数"), null=True, blank=True)
    former_use = models.CharField(_("原用途"), max_length=40, blank=True, default="")
    is_open = models.BooleanField(_("开放"), default=True)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = SpaceQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("阵地")
        verbose_name_plural = _("阵地")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["sub_district", "community", "complex", "name"],
                nulls_distinct=False,
                name="space_name_once",
                violation_error_message=_("这里已有同名阵地"),
            ),
        ]

    def __str__(self) -> str:
        return self.name
