"""The figures of the law by which a sub-district's committees are looked after; they differ by province."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.models.placed import Placed
from communities.querysets import CommitteeRulesQuerySet

# What is handed over when a term ends; a sub-district edits its own list.
HANDOVER_LIST = "公章\n财务账册和凭证\n专项维修资金和公共收益资料\n物业服务合同\n业主大会和业委会会议记录\n业主名册和档案资料"


def days(number: int, name: Any, help_text: Any) -> models.PositiveSmallIntegerField[int, int]:
    """A setting in calendar days, at most two years."""
    return models.PositiveSmallIntegerField(
        name, default=number, help_text=help_text, validators=[MaxValueValidator(730)]
    )


def share(number: int, name: Any, help_text: Any) -> models.PositiveSmallIntegerField[int, int]:
    """A setting in per cent."""
    return models.PositiveSmallIntegerField(
        name, default=number, help_text=help_text, validators=[MaxValueValidator(100)]
    )


def usual_reminders() -> list[int]:
    return [180, 90, 30, 0]


@tracked()
class CommitteeRules(Placed):
    """换届规则: the figures by which a sub-district's clocks and head counts warn, with their sources.

    They differ by province and change; where none are saved the defaults below count.
    """

    notice_days = days(
        15, _("业主大会提前公告天数"), _("《物业管理条例》第十四条：会议召开15日前通知")
    )
    publicity_days = days(7, _("候选人公示天数"), _("《郑州市物业管理条例》第十九条：不少于7日"))
    filing_days = days(30, _("备案期限天数"), _("《物业管理条例》第十六条：选举产生之日起30日内"))
    publish_days = days(3, _("决定公布天数"), _("《河南省物业管理条例》第二十八条：3日内公告"))
    handover_days = days(
        10, _("移交期限天数"), _("《河南省物业管理条例》第三十三条：自换届之日起10日内")
    )
    renewal_days = days(
        90, _("开始换届天数"), _("《郑州市物业管理条例》第二十五条：届满前90日内指导换届")
    )
    reminder_days = ArrayField(
        models.PositiveSmallIntegerField(validators=[MaxValueValidator(730)]),
        verbose_name=_("提前提醒天数"),
        default=usual_reminders,
        size=8,
        help_text=_("用逗号分开；深圳规定提前6个月提醒，郑州届满前90日内指导，0是届满当天"),
    )
    term_years = models.PositiveSmallIntegerField(
        _("任期最长年数"),
        default=5,
        help_text=_(
            "《河南省物业管理条例》第二十八条、《郑州市物业管理条例》第十九条：每届不超过5年，可以连选连任；"
            "四川的年限请核对后再改"
        ),
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    wants_odd = models.BooleanField(
        _("委员应为单数"),
        default=True,
        help_text=_(
            "《郑州市物业管理条例》第二十七条：物业管理委员会为单数；业委会的人数由议事规则确定，"
            "不要求单数的请关闭"
        ),
    )
    party_share = share(50, _("业委会党员比例目标（%）"), _("深圳：新一届一般不低于50%"))
    env_least = models.PositiveSmallIntegerField(
        _("环物委最少人数"),
        default=5,
        help_text=_("山东2021年通知：不少于5人，单数"),
        validators=[MaxValueValidator(99)],
    )
    env_party_share = share(60, _("环物委党员比例目标（%）"), _("山东2021年通知：不低于60%"))
    handover_items = models.TextField(
        _("交接清单"), max_length=1000, default=HANDOVER_LIST, help_text=_("一行一项")
    )

    objects = CommitteeRulesQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("换届规则")
        verbose_name_plural = _("换届规则")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["sub_district"],
                name="committeerules_once",
                violation_error_message=_("这个街道已有换届规则，请直接修改"),
            ),
            models.CheckConstraint(
                condition=Q(community=None), name="committeerules_of_whole_sub_district"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}（{self.sub_district_id}）"

    def name_of(self, field: str) -> str:
        """What the setting is called on its page."""
        return str(self._meta.get_field(field).verbose_name)  # type: ignore[union-attr]  # a column
