"""Who speaks for the owners of a complex, in which term, in which seat, and how they were elected.

Everything is dated, so that any day can be asked for. The law's figures are settings of the
sub-district (`committee_rules`); the constraints here hold only what can never be true at once.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from communities.choices import BodyKind, ElectionStage, SeatPosition
from communities.constraints import CompositeForeignKey, Days, OfOne
from communities.models.placed import Placed
from communities.querysets import (
    BodyPartQuerySet,
    CommitteeSeatQuerySet,
    CommitteeTermQuerySet,
    OwnersBodyQuerySet,
)

PLAUSIBLE_DAYS = [
    MinValueValidator(date(1900, 1, 1), _("日期不合理，请看一看年份")),
    MaxValueValidator(date(2100, 12, 31), _("日期不合理，请看一看年份")),
]


def day(name: Any, **options: Any) -> models.DateField[Any, Any]:
    """A day that people may mean: whoever mistypes the year is told so."""
    return models.DateField(name, validators=PLAUSIBLE_DAYS, **options)


@tracked()
class OwnersBody(Placed):
    """业委会, 物管会 or 院落自治小组 of a complex; who sits in it changes from term to term."""

    kind = models.CharField(
        _("类型"), max_length=20, choices=BodyKind.choices, default=BodyKind.OWNERS_COMMITTEE
    )
    founded_on = day(_("成立日期"), null=True, blank=True)
    ended_on = day(_("终止日期"), null=True, blank=True, help_text=_("最后一天，当天仍有效"))
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = OwnersBodyQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("业主组织")
        verbose_name_plural = _("业主组织")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(complex__isnull=False),
                name="ownersbody_in_complex",
                violation_error_message=_("请选择小区"),
            ),
            models.UniqueConstraint(
                fields=["complex", "kind"],
                condition=Q(ended_on=None),
                name="ownersbody_kind_once",
                violation_error_message=_("这个小区已有一个这样的组织，先终止原来的"),
            ),
            models.CheckConstraint(
                condition=Q(founded_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("founded_on")),
                name="ownersbody_forward",
                violation_error_message=_("终止日期不能早于成立日期"),
            ),
            # Target of the composite keys of its parts.
            models.UniqueConstraint(fields=["id", "complex"], name="ownersbody_place"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.complex_id}）"

    def get_absolute_url(self) -> str:
        return reverse("communities:field_body", args=[self.pk])


class PartOfBody(Placed):
    """A row that hangs on a body and lies in its complex."""

    body = models.ForeignKey(
        OwnersBody, on_delete=models.CASCADE, related_name="%(class)ss", verbose_name=_("业主组织")
    )

    class Meta(Placed.Meta):
        abstract = True
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("body", "complex"),
                to="communities.OwnersBody",
                to_fields=("id", "complex"),
                name="%(class)s_in_body_of_complex",
            ),
            models.CheckConstraint(condition=Q(complex__isnull=False), name="%(class)s_in_complex"),
        ]


@tracked()
class Election(PartOfBody):
    """换届选举: how one term comes about, stage by stage; 备案 closes it."""

    number = models.PositiveSmallIntegerField(
        _("届次"), validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    stage = models.CharField(
        _("阶段"),
        max_length=20,
        choices=ElectionStage.choices,
        default=ElectionStage.PREPARING,
    )

    objects = BodyPartQuerySet.as_manager()

    class Meta(PartOfBody.Meta):
        abstract = False
        verbose_name = _("换届选举")
        verbose_name_plural = _("换届选举")
        constraints = [
            *PartOfBody.Meta.constraints,
            models.UniqueConstraint(
                fields=["body"],
                condition=~Q(stage=ElectionStage.FILED),
                name="election_open_once",
                violation_error_message=_("已有一次换届在进行"),
            ),
            models.UniqueConstraint(fields=["id", "complex"], name="election_place"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_stage_display()} #{self.pk}"

    @property
    def is_closed(self) -> bool:
        return self.stage == ElectionStage.FILED


@tracked()
class ElectionStep(Placed):
    """一步: on which day a stage was reached, who wrote it down; never changed afterwards."""

    election = models.ForeignKey(
        Election, on_delete=models.CASCADE, related_name="steps", verbose_name=_("换届选举")
    )
    stage = models.CharField(_("阶段"), max_length=20, choices=ElectionStage.choices)
    on = day(_("日期"))
    note = models.CharField(_("说明"), max_length=200, blank=True, default="")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="election_steps",
        verbose_name=_("谁记的"),
    )
    at = models.DateTimeField(_("登记时间"))

    objects = BodyPartQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("换届步骤")
        verbose_name_plural = _("换届步骤")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("election", "complex"),
                to="communities.Election",
                to_fields=("id", "complex"),
                name="electionstep_in_election_of_complex",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.on} #{self.pk}"


@tracked()
class CommitteeTerm(PartOfBody):
    """一届: from its first to its last day; terms of one body never overlap."""

    election = models.OneToOneField(
        Election,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="term",
        verbose_name=_("换届选举"),
    )
    number = models.PositiveSmallIntegerField(
        _("届次"), validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    seats_planned = models.PositiveSmallIntegerField(
        _("应有委员数"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(99)],
    )

    starts_on = day(_("任期起"))
    ends_on = day(_("任期止"), help_text=_("最后一天，当天仍在任"))
    elected_on = day(_("选举日期"), null=True, blank=True)
    filed_on = day(_("备案日期"), null=True, blank=True)
    filed_with = models.CharField(_("备案机关"), max_length=60, blank=True, default="")
    note = models.CharField(_("备注"), max_length=200, blank=True, default="")

    objects = CommitteeTermQuerySet.as_manager()

    class Meta(PartOfBody.Meta):
        abstract = False
        verbose_name = _("届次")
        verbose_name_plural = _("届次")
        constraints = [
            *PartOfBody.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="committeeterm_forward",
                violation_error_message=_("任期止不能早于任期起"),
            ),
            models.CheckConstraint(
                condition=Q(elected_on=None) | Q(filed_on=None) | Q(filed_on__gte=F("elected_on")),
                name="committeeterm_filed_after_elected",
                violation_error_message=_("备案日期不能早于选举日期"),
            ),
            models.UniqueConstraint(
                fields=["body", "number"],
                name="committeeterm_number_once",
                violation_error_message=_("这一届已经登记"),
            ),
            ExclusionConstraint(
                name="committeeterms_apart",
                expressions=[
                    (OfOne("body"), RangeOperators.OVERLAPS),
                    (Days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("任期与另一届重叠，同一组织的各届任期不能重叠"),
            ),
            models.UniqueConstraint(fields=["id", "complex"], name="committeeterm_place"),
        ]
        # Whose term ends soon or is over: the reminders and the officials' list.
        indexes = [models.Index(fields=["sub_district", "ends_on"], name="term_by_end")]

    def __str__(self) -> str:
        return f"{self.number}（{self.body_id}）"


@tracked()
class CommitteeSeat(Placed):
    """席位: a person in a term from a day; a by-election is a seat of its own, from its own day."""

    term = models.ForeignKey(
        CommitteeTerm, on_delete=models.CASCADE, related_name="seats", verbose_name=_("届次")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="committee_seats", verbose_name=_("姓名")
    )
    position = models.CharField(
        _("职务"), max_length=20, choices=SeatPosition.choices, default=SeatPosition.MEMBER
    )
    # As filed; the Party's own roster is not asked (domain 6.5).
    is_party_member = models.BooleanField(_("是否党员"), default=False)
    building_text = models.CharField(_("楼栋"), max_length=20, blank=True, default="")
    note = models.CharField(_("备注"), max_length=200, blank=True, default="")

    since = day(_("任职起"))
    until = day(
        _("任职止"), null=True, blank=True, help_text=_("最后一天，当天仍在任；没有离任不填")
    )

    objects = CommitteeSeatQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("席位")
        verbose_name_plural = _("席位")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("term", "complex"),
                to="communities.CommitteeTerm",
                to_fields=("id", "complex"),
                name="committeeseat_in_term_of_complex",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="committeeseat_forward",
                violation_error_message=_("任职止不能早于任职起"),
            ),
            ExclusionConstraint(
                name="committeeseat_one_director",
                expressions=[
                    (OfOne("term"), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(position=SeatPosition.DIRECTOR),
                violation_error_message=_("同一时间只能有一位主任"),
            ),
            ExclusionConstraint(
                name="committeeseat_person_once",
                expressions=[
                    (OfOne("term"), RangeOperators.OVERLAPS),
                    (OfOne("person"), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个人在这一届已有席位"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_position_display()} #{self.pk}"


@tracked()
class HandOverItem(Placed):
    """交接事项: what a committee whose term has ended gives to the next one, and when it did."""

    term = models.ForeignKey(
        CommitteeTerm,
        on_delete=models.CASCADE,
        related_name="handover_items",
        verbose_name=_("届次"),
    )
    title = models.CharField(_("交接什么"), max_length=60)
    order = models.PositiveSmallIntegerField(_("次序"), default=0)
    done_on = day(_("移交日期"), null=True, blank=True)
    done_by = models.CharField(_("谁移交、谁接收"), max_length=60, blank=True, default="")

    objects = BodyPartQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("交接事项")
        verbose_name_plural = _("交接事项")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("term", "complex"),
                to="communities.CommitteeTerm",
                to_fields=("id", "complex"),
                name="handoveritem_in_term_of_complex",
            ),
            models.UniqueConstraint(
                fields=["term", "title"],
                name="handoveritem_once",
                violation_error_message=_("交接清单里已有这一项"),
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=False) | Q(done_by=""),
                name="handoveritem_done_has_day",
                violation_error_message=_("请填移交日期"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.term_id}）"
