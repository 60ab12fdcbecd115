"""What the nightly look at a community's doors found, so that the next night knows what is new."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.models import Placed
from communities.models.bodies import day
from party_building.querysets import CheckQuerySet


def _keys(label: Any) -> ArrayField[list[str], list[str]]:
    """Holes by their keys (`queries/holes.py`)."""
    return ArrayField(models.CharField(max_length=60), verbose_name=label, default=list, blank=True)


# The keys are worked out again whenever somebody asks; their trail would be as long as the place.
@tracked(exclude=["holes", "new_holes"])
class ChainCheck(Placed):
    """责任空缺夜查 of one community on one day: how many units resolve, and which holes there are.

    The row is also what says that the day's look is done. Of the day before only the numbers are kept.
    """

    on = day(_("日期"))
    span_count = models.PositiveIntegerField(_("单元数"))
    complete_count = models.PositiveIntegerField(_("三级都有人的单元数"))
    holes = _keys(_("空缺"))
    new_holes = _keys(_("新增空缺"))

    objects = CheckQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("责任空缺夜查")
        verbose_name_plural = _("责任空缺夜查")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(community__isnull=False, complex=None),
                name="chaincheck_of_community",
            ),
            models.CheckConstraint(
                condition=Q(complete_count__lte=F("span_count")),
                name="chaincheck_complete_within_all",
            ),
            models.UniqueConstraint(
                fields=["community", "on"],
                name="chaincheck_once_a_day",
                violation_error_message=_("这一天已经查过"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community_id} {self.on}"
