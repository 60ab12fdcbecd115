"""The figures by which branches are looked after, with their sources; none stands in code."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.models import Placed
from party_building.querysets import PartyRulesQuerySet

# Of the Regulation on branches: when one is founded, whom a joint one covers, its committee, its term.
FOUNDING = _("《中国共产党支部工作条例（试行）》第四条")
JOINT = _("《中国共产党支部工作条例（试行）》第五条")
COMMITTEE = _("《中国共产党支部工作条例（试行）》第二十条")
TERM = _("《中国共产党支部工作条例（试行）》第二十一条")
APPROVAL = _("《中国共产党发展党员工作细则》第二十五条")


def number(default: int, name: Any, help_text: Any, most: int = 730) -> Any:
    """A whole number that a sub-district may change."""
    return models.PositiveSmallIntegerField(
        name,
        default=default,
        help_text=help_text,
        validators=[MinValueValidator(1), MaxValueValidator(most)],
    )


def usual_alarms() -> list[int]:
    return [180, 90, 30, 7, 0]


@tracked()
class PartyRules(Placed):
    """党建规则 of a sub-district; where none are saved the defaults below count. They warn only."""

    least_members = number(3, _("支部正式党员最少人数"), FOUNDING)
    most_members = number(50, _("支部党员一般不超过"), FOUNDING)
    committee_from = number(7, _("设支委会的正式党员人数"), COMMITTEE)
    committee_least = number(3, _("支委会最少人数"), COMMITTEE)
    committee_usual = number(5, _("支委会一般不超过"), COMMITTEE)
    committee_most = number(7, _("支委会最多人数"), COMMITTEE)
    joint_most = number(5, _("联合支部单位数一般不超过"), JOINT)
    term_years_community = number(5, _("村和社区党组织任期（年）"), TERM, 20)
    term_years = number(3, _("其他支部任期（年）"), TERM, 20)
    alarm_days = ArrayField(
        models.PositiveSmallIntegerField(validators=[MaxValueValidator(730)]),
        verbose_name=_("届满前提醒天数"),
        default=usual_alarms,
        size=8,
        help_text=_("用逗号分开；届满前6个月开始提醒，0是届满当天"),
    )

    development_on = models.BooleanField(
        _("启用党员发展台账"),
        default=False,
        help_text=_("默认不启用；启用前请确认可以在本系统登记"),
    )
    talk_days = number(31, _("收到申请后谈话天数"), _("《中国共产党发展党员工作细则》第七条"))
    review_months = number(
        6, _("积极分子考察间隔（月）"), _("《中国共产党发展党员工作细则》第十一条"), 60
    )
    cultivate_months = number(
        12, _("积极分子培养最短时间（月）"), _("《中国共产党发展党员工作细则》第十三条"), 60
    )
    training_days = number(3, _("集中培训天数"), _("《中国共产党发展党员工作细则》第十七条"))
    assembly_days = number(
        31, _("预审后支部大会讨论天数"), _("《中国共产党发展党员工作细则》第十九条")
    )
    approval_months = number(3, _("上级审批月数"), APPROVAL, 60)
    approval_months_special = number(6, _("特殊情况审批月数"), APPROVAL, 60)
    probation_months = number(
        12, _("预备期（月）"), _("《中国共产党发展党员工作细则》第三十一条"), 60
    )

    objects = PartyRulesQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("党建规则")
        verbose_name_plural = _("党建规则")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["sub_district"],
                name="partyrules_once",
                violation_error_message=_("这个街道已有党建规则，请直接修改"),
            ),
            models.CheckConstraint(
                condition=Q(community=None), name="partyrules_of_whole_sub_district"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}（{self.sub_district_id}）"

    def name_of(self, field: str) -> str:
        """What the setting is called on its page."""
        return str(self._meta.get_field(field).verbose_name)  # type: ignore[union-attr]  # a column

    def source_of(self, field: str) -> str:
        """Which text the setting comes from."""
        return str(self._meta.get_field(field).help_text)  # type: ignore[union-attr]  # a column
