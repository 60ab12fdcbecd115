"""走访: a plan names the households of one complex; each knock is an entry; needs are followed up.

Notes are about needs and things. Nothing here holds an opinion about a person, a health reading or
an ID number (domain 3.20, 8.1, 8.4).
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.choices import EntryRoad, VisitOutcome
from communities.models.doors import Door
from communities.models.placed import Placed
from communities.querysets import VisitQuerySet
from communities.visit_rules import Household, floor_of

LONGEST_NEED = 200
LONGEST_NUMBER = 40
LONGEST_VISITOR = 20
LONGEST_BUILDING = 20


@tracked()
class VisitPlan(Placed):
    """走访计划: why which households of a complex are visited, between two days."""

    purpose = models.CharField(_("走访内容"), max_length=60)
    starts_on = models.DateField(_("开始"))
    ends_on = models.DateField(_("结束"), help_text=_("含这一天"))

    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="visit_plans_created",
        verbose_name=_("登记人"),
    )
    request_key = models.CharField(max_length=40, blank=True, default="", editable=False)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("走访计划")
        verbose_name_plural = _("走访计划")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(condition=Q(complex__isnull=False), name="visitplan_in_complex"),
            models.CheckConstraint(condition=~Q(purpose=""), name="visitplan_has_purpose"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="visitplan_period_forwards",
                violation_error_message=_("结束日期不能早于开始日期"),
            ),
            models.UniqueConstraint(
                fields=["created_by", "request_key"],
                condition=~Q(request_key=""),
                name="visitplan_once_per_form",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}（{self.pk}）"

    def get_absolute_url(self) -> str:
        return reverse("communities:field_visit", args=[self.pk])


@tracked()
class VisitHousehold(models.Model):
    """走访户: one household to visit in a plan, with what became of it last.

    `outcome`, `visited_on` and `turns` repeat the entry that counts: the latest by day, then by turn.
    `services/visits.py` alone writes them, under this row's lock.
    """

    plan = models.ForeignKey(
        VisitPlan, on_delete=models.CASCADE, related_name="households", verbose_name=_("走访计划")
    )
    door = models.ForeignKey(
        Door,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="visit_households",
        verbose_name=_("户"),
    )
    building = models.CharField(_("楼栋"), max_length=20, blank=True, default="")
    unit = models.CharField(_("单元"), max_length=20, blank=True, default="")
    room = models.CharField(_("房号"), max_length=20)

    outcome = models.CharField(
        _("结果"), max_length=20, choices=VisitOutcome.choices, blank=True, default=""
    )
    visited_on = models.DateField(_("最近一次"), null=True, blank=True)
    turns = models.PositiveSmallIntegerField(_("记了几次"), default=0)

    class Meta:
        verbose_name = _("走访户")
        verbose_name_plural = _("走访户")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "building", "unit", "room"],
                name="visithousehold_once_in_plan",
                violation_error_message=_("这一户已经在这次走访里"),
            ),
            models.CheckConstraint(condition=~Q(room=""), name="visithousehold_has_room"),
            models.CheckConstraint(
                condition=Q(turns=0, outcome="", visited_on=None)
                | Q(turns__gt=0, visited_on__isnull=False) & ~Q(outcome=""),
                name="visithousehold_repeats_an_entry",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}（{self.plan_id}）"

    @property
    def label(self) -> str:
        return Household(self.building, self.unit, self.room).label

    @property
    def floor(self) -> int | None:
        return floor_of(self.room)


@tracked()
class VisitTour(Placed):
    """走访登记: what one visitor did in one building on one day, a row of ledger 32.

    Where doors are marked one by one its numbers are counted from the entries. `counted_households`
    and `counted_met` stand only in rows that a sheet brought, which knows no doors.
    """

    day = models.DateField(_("日期"))
    visitor = models.CharField(_("走访人"), max_length=LONGEST_VISITOR)
    building = models.CharField(
        _("楼栋"),
        max_length=LONGEST_BUILDING,
        blank=True,
        default="",
        help_text=_("不填表示全小区"),
    )
    counted_households = models.PositiveIntegerField(_("走访户数"), null=True, blank=True)
    counted_met = models.PositiveIntegerField(_("见面户数"), null=True, blank=True)

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="visit_tours_created",
        verbose_name=_("登记人"),
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("走访登记")
        verbose_name_plural = _("走访登记")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(condition=Q(complex__isnull=False), name="visittour_in_complex"),
            models.CheckConstraint(condition=~Q(visitor=""), name="visittour_has_visitor"),
            models.UniqueConstraint(
                fields=["complex", "day", "visitor", "building"],
                name="visittour_once",
                violation_error_message=_("这个人这一天在这栋楼的走访已经登记过"),
            ),
            models.CheckConstraint(
                condition=Q(counted_households=None, counted_met=None)
                | Q(counted_households__isnull=False, counted_met__isnull=False)
                & Q(counted_met__lte=F("counted_households")),
                name="visittour_met_within_visited",
                violation_error_message=_("见面户数不能多于走访户数"),
            ),
        ]
        indexes = [
            # The ledger of a complex.
            models.Index(fields=["complex", "day"], name="visittour_days_of_complex"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.visitor} {self.building}（{self.pk}）"


@tracked()
class VisitEntry(models.Model):
    """走访经过: one knock at one door; appended, never changed. The last one counts."""

    household = models.ForeignKey(
        VisitHousehold, on_delete=models.CASCADE, related_name="entries", verbose_name=_("走访户")
    )
    turn = models.PositiveSmallIntegerField(_("第几次"))
    tour = models.ForeignKey(
        VisitTour, on_delete=models.PROTECT, related_name="entries", verbose_name=_("走访登记")
    )
    outcome = models.CharField(_("结果"), max_length=20, choices=VisitOutcome.choices)
    road = models.CharField(
        _("途径"), max_length=20, choices=EntryRoad.choices, default=EntryRoad.ONLINE
    )
    entered_at = models.DateTimeField(_("记录时间"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="visit_entries",
        verbose_name=_("记录人"),
    )

    class Meta:
        verbose_name = _("走访经过")
        verbose_name_plural = _("走访经过")
        constraints: ClassVar = [
            # Two who mark one door at once never both become its last word.
            models.UniqueConstraint(fields=["household", "turn"], name="visitentry_once_a_turn"),
            models.CheckConstraint(condition=Q(turn__gt=0), name="visitentry_turn_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.household_id}·{self.turn} {self.outcome}"


@tracked()
class VisitFollowUp(Placed):
    """走访需求: what a household needs, to whom it was handed, when it was done.

    `transfer_number` (转办编号) is typed as it is, until requests (诉求) have their own table.
    """

    tour = models.ForeignKey(
        VisitTour, on_delete=models.PROTECT, related_name="follow_ups", verbose_name=_("走访登记")
    )
    household = models.ForeignKey(
        VisitHousehold,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name=_("走访户"),
    )
    need = models.CharField(_("需求或问题"), max_length=LONGEST_NEED)
    handed_to = models.CharField(_("转给谁"), max_length=40, blank=True, default="")
    transfer_number = models.CharField(
        _("转办编号"), max_length=LONGEST_NUMBER, blank=True, default=""
    )

    created_at = models.DateTimeField(_("登记时间"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="visit_follow_ups_created",
        verbose_name=_("登记人"),
    )
    done_on = models.DateField(_("办结日期"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="visit_follow_ups_done",
        verbose_name=_("办结人"),
    )
    request_key = models.CharField(max_length=40, blank=True, default="", editable=False)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("走访需求")
        verbose_name_plural = _("走访需求")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(complex__isnull=False), name="visitfollowup_in_complex"
            ),
            models.CheckConstraint(condition=~Q(need=""), name="visitfollowup_says_something"),
            models.CheckConstraint(
                condition=Q(done_by=None) | Q(done_on__isnull=False),
                name="visitfollowup_done_has_day",
            ),
            models.UniqueConstraint(
                fields=["created_by", "request_key"],
                condition=~Q(request_key=""),
                name="visitfollowup_once_per_form",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need}（{self.pk}）"
