"""Where a complex lay on which days: its place columns say only where it belongs now.

Boundaries of communities are redrawn; figures of a past day count a complex where it lay then.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.constraints import Days, OfOne
from communities.models.places import Community, Complex
from communities.querysets import PlacementQuerySet


@tracked()
class ComplexPlacement(models.Model):
    """归属: in which community a complex lay, from day to day; written by a trigger of the complex.

    Not `Placed`: its community is the one of then. Without a first day: as long as anybody knows.
    """

    complex = models.ForeignKey(
        Complex, on_delete=models.CASCADE, related_name="placements", verbose_name=_("小区")
    )
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="placements", verbose_name=_("社区")
    )
    valid_from = models.DateField(_("起"), null=True, blank=True)
    valid_until = models.DateField(
        _("止"), null=True, blank=True, help_text=_("最后一天，当天仍归这个社区")
    )
    reason = models.CharField(_("原因"), max_length=200, blank=True, default="")
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="complexes_moved",
        verbose_name=_("谁登记"),
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("小区归属")
        verbose_name_plural = _("小区归属")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None)
                | Q(valid_until=None)
                | Q(valid_until__gte=F("valid_from")),
                name="complexplacement_forward",
                violation_error_message=_("止期不能早于起期"),
            ),
            ExclusionConstraint(
                name="complexplacements_apart",
                expressions=[
                    (OfOne("complex"), RangeOperators.OVERLAPS),
                    (Days("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个小区在这段时间已有归属"),
            ),
        ]
        # Which complexes lay in a community: figures of a past day.
        indexes = [models.Index(fields=["community", "valid_until"], name="placement_by_community")]

    def __str__(self) -> str:
        return f"{self.complex_id}@{self.community_id} #{self.pk}"
