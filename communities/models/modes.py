"""How a complex was managed, from day to day; the one place that says so."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.choices import ManagementMode
from communities.constraints import Days, OfOne
from communities.models.bodies import day
from communities.models.placed import Placed
from communities.querysets import DatedTerritoryQuerySet


@tracked()
class ManagementPeriod(Placed):
    """管理模式 of a complex from a day on. Before its first period nothing is known, and nothing guessed."""

    mode = models.CharField(_("管理模式"), max_length=20, choices=ManagementMode.choices)
    since = day(_("起"))
    until = day(_("止"), null=True, blank=True, help_text=_("最后一天，当天仍是这个模式"))
    note = models.CharField(_("备注"), max_length=200, blank=True, default="")

    objects = DatedTerritoryQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("管理模式")
        verbose_name_plural = _("管理模式")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(complex__isnull=False),
                name="managementperiod_of_complex",
                violation_error_message=_("请选小区"),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="managementperiod_forward",
                violation_error_message=_("止期不能早于起期"),
            ),
            ExclusionConstraint(
                name="managementperiod_one_at_a_time",
                expressions=[
                    (OfOne("complex"), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个小区这段时间已登记了管理模式"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_mode_display()}（{self.complex_id}，{self.since}）"
