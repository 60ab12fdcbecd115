"""The figures by which a sub-district's meetings are looked at, with their sources."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.models import Placed
from meetings.querysets import MeetingRulesQuerySet


@tracked()
class MeetingRules(Placed):
    """会议规则 of a sub-district; where none are saved the defaults below count.

    How long before an owners' assembly is announced is `CommitteeRules.notice_days`: one figure, one
    place. What misses a figure is a warning that names its setting, never a refusal.
    """

    notice_days = models.PositiveSmallIntegerField(
        _("一般会议提前通知天数"),
        default=3,
        help_text=_("本平台的默认值，没有统一规定；业主大会的天数在“换届规则”里"),
        validators=[MaxValueValidator(90)],
    )
    topics_days = models.PositiveSmallIntegerField(
        _("议题征集截止提前天数"),
        default=5,
        help_text=_("会前15天开始征集，会前5天截止：本平台的默认值"),
        validators=[MaxValueValidator(90)],
    )
    committee_quorum = models.PositiveSmallIntegerField(
        _("支委会到会比例（%）"),
        default=50,
        help_text=_("《中国共产党支部工作条例（试行）》第十二条：到会委员超过半数方可召开"),
        validators=[MaxValueValidator(100)],
    )
    minutes_days = models.PositiveSmallIntegerField(
        _("纪要确认天数"),
        default=7,
        help_text=_("会后多少天内由主持人确认：本平台的默认值"),
        validators=[MaxValueValidator(90)],
    )

    objects = MeetingRulesQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("会议规则")
        verbose_name_plural = _("会议规则")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["sub_district"],
                name="meetingrules_once",
                violation_error_message=_("这个街道已有会议规则，请直接修改"),
            ),
            models.CheckConstraint(
                condition=Q(community=None), name="meetingrules_of_whole_sub_district"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}（{self.sub_district_id}）"

    def name_of(self, field: str) -> str:
        """What the setting is called on its page."""
        return str(self._meta.get_field(field).verbose_name)  # type: ignore[union-attr]  # a column
