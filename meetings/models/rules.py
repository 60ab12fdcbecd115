"""The figures by which a sub-district's meetings are looked at, with their sources."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.models import Placed
from communities.models.bodies import day
from meetings.querysets import MeetingRulesQuerySet

# By the names of their settings.
ASKED = (
    "assembly", "committee", "group", "lecture", "theme_day", "life", "appraisal",
    "secretary_lecture",
)  # fmt: skip
PERIODS = ((1, _("每月")), (3, _("每季度")), (6, _("每半年")), (12, _("每年")))


def every(months: int, name: Any, help_text: Any) -> models.PositiveSmallIntegerField[Any, Any]:
    """A period of whole months, counted from January."""
    return models.PositiveSmallIntegerField(
        name, default=months, choices=PERIODS, help_text=help_text
    )


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
    topics_reminder_days = models.PositiveSmallIntegerField(
        _("议题征集截止前几天提醒"),
        default=2,
        help_text=_("提醒受邀的人和社区、街道：本平台的默认值"),
        validators=[MaxValueValidator(90)],
    )
    committee_quorum = models.PositiveSmallIntegerField(
        _("支委会到会比例（%）"),
        default=50,
        help_text=_("《中国共产党支部工作条例（试行）》第十二条：半数以上委员到会方可进行"),
        validators=[MaxValueValidator(100)],
    )
    minutes_days = models.PositiveSmallIntegerField(
        _("纪要确认天数"),
        default=7,
        help_text=_("会后多少天内由主持人确认：本平台的默认值"),
        validators=[MaxValueValidator(90)],
    )

    # How often each is asked of a branch (domain 3.13); the Regulation says 一般, so that what is missing
    # is 待补 and never a breach.
    assembly_months = every(
        3, _("支部党员大会"), _("《中国共产党支部工作条例（试行）》第十一条：一般每季度召开1次")
    )
    committee_months = every(
        1, _("支委会"), _("《中国共产党支部工作条例（试行）》第十二条：一般每月召开1次")
    )
    group_months = every(
        1, _("党小组会"), _("《中国共产党支部工作条例（试行）》第十三条：一般每月召开1次")
    )
    lecture_months = every(3, _("党课"), _("条例没有规定次数，多地要求每季度1次"))
    theme_day_months = every(
        1, _("主题党日"), _("《中国共产党支部工作条例（试行）》第十六条：每月相对固定1天")
    )
    life_months = every(
        12, _("组织生活会"), _("《中国共产党党员教育管理工作条例》第十七条：每年至少召开1次")
    )
    appraisal_months = every(
        12, _("民主评议党员"), _("《中国共产党党员教育管理工作条例》第十八条：一般每年开展1次")
    )
    secretary_lecture_months = every(
        12,
        _("书记讲党课"),
        _("《中国共产党支部工作条例（试行）》第十六条：党委书记每年至少讲1次；支部书记参照"),
    )
    counted_since = day(
        _("从哪天开始统计三会一课"),
        null=True,
        blank=True,
        help_text=_("启用本平台以前的会议没有登记时填写；这一天以前的各期不列为待补"),
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
            models.CheckConstraint(
                condition=Q(
                    **{
                        f"{name}_months__in": [months for months, _label in PERIODS]
                        for name in ASKED
                    }
                ),
                name="meetingrules_whole_periods",
                violation_error_message=_("请选每月、每季度、每半年或每年"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}（{self.sub_district_id}）"

    def name_of(self, field: str) -> str:
        """What the setting is called on its page."""
        return str(self._meta.get_field(field).verbose_name)  # type: ignore[union-attr]  # a column
