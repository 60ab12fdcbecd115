"""The figures by which a sub-district's votes are decided, with their sources."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.models import Placed
from meetings.choices import OWNERS_MATTERS, SPECIAL_MATTERS, Matter
from meetings.querysets import VoteRulesQuerySet
from meetings.vote_rules import read_share


def is_share(written: str) -> None:
    """Raises ValidationError unless it is written as `2/3`."""
    try:
        read_share(written)
    except ValueError as error:
        raise ValidationError(_("写成 2/3 这样，不超过全部")) from error


def part(written: str, name: Any, help_text: Any) -> models.CharField[Any, Any]:
    """A setting that is a part of the whole, as `2/3`."""
    return models.CharField(
        name, max_length=5, default=written, help_text=help_text, validators=[is_share]
    )


def usual_special_matters() -> list[str]:
    return [matter.value for matter in SPECIAL_MATTERS]


@tracked()
class VoteRules(Placed):
    """表决规则: what a vote must reach; where none are saved the defaults below count."""

    participation = part(
        "2/3",
        _("业主参与表决不少于"),
        _("《民法典》第二百七十八条第二款：专有部分面积和人数占比都在三分之二以上"),
    )
    ordinary_share = part(
        "1/2",
        _("一般事项同意超过"),
        _("《民法典》第二百七十八条第二款：参与表决专有部分面积和人数都过半数"),
    )
    special_share = part(
        "3/4",
        _("特别事项同意不少于"),
        _("《民法典》第二百七十八条第二款：参与表决专有部分面积和人数都在四分之三以上"),
    )
    special_matters = ArrayField(
        models.CharField(
            max_length=20,
            choices=[(one.value, one.label) for one in Matter if one in OWNERS_MATTERS],
        ),
        verbose_name=_("特别事项"),
        default=usual_special_matters,
        blank=True,
        help_text=_("《民法典》第二百七十八条第一款第六至八项"),
    )
    assembly_present = part(
        "1/2",
        _("党员大会到会不少于"),
        _("《中国共产党支部工作条例（试行）》第十一条：半数以上有表决权的党员到会"),
    )
    election_present = part(
        "4/5",
        _("党内选举到会不少于"),
        _("《中国共产党基层组织选举工作条例》：到会人数不少于应到会人数的五分之四"),
    )
    committee_present = part(
        "1/2",
        _("委员会到会比例"),
        _(
            "《中国共产党支部工作条例（试行）》第十二条：支委会不少于半数；"
            "《业主大会和业主委员会指导规则》：业委会超过半数"
        ),
    )
    residents_present = part(
        "1/2", _("居民会议、议事会到会超过"), _("《城市居民委员会组织法》：过半数出席")
    )
    heads_share = part(
        "1/2",
        _("按人表决同意超过"),
        _("党员大会、业委会按应到人数计算，其他按参与人数计算"),
    )

    objects = VoteRulesQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("表决规则")
        verbose_name_plural = _("表决规则")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["sub_district"],
                name="voterules_once",
                violation_error_message=_("这个街道已有表决规则，请直接修改"),
            ),
            models.CheckConstraint(
                condition=Q(community=None), name="voterules_of_whole_sub_district"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}（{self.sub_district_id}）"

    @property
    def special(self) -> Sequence[str]:
        return [matter for matter in self.special_matters if matter in set(Matter)]

    def share_of(self, field: str) -> Fraction:
        return read_share(getattr(self, field))

    def name_of(self, field: str) -> str:
        """What the setting is called on its page."""
        return str(self._meta.get_field(field).verbose_name)  # type: ignore[union-attr]  # a column
