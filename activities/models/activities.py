"""What was decided: an activity, its state, and the words about each change."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from activities.choices import (
    FREE,
    ActivityKind,
    ActivityState,
    SignUpMode,
)
from activities.querysets import (
    ActivityQuerySet,
)
from activities.questions import LONGEST_QUESTION, Questions
from communities.models import Placed

MAX_PARTY_SIZE = 10
SECOND_ALONE = _("先写第一问，再写第二问")


@tracked()
class Activity(Placed):
    """活动: what is planned, decided, held and logged; its sessions say when."""

    title = models.CharField(_("活动名称"), max_length=60)
    kind = models.CharField(
        _("类型"), max_length=20, choices=ActivityKind.choices, default=ActivityKind.CULTURE
    )
    theme = models.CharField(_("月主题"), max_length=30, blank=True, default="")
    form = models.CharField(_("形式"), max_length=30, blank=True, default="")
    loop_stage = models.CharField(_("闭环环节"), max_length=20, blank=True, default="")
    description = models.TextField(_("活动介绍"), max_length=2000, blank=True, default="")
    advice = models.TextField(
        _("注意事项"), max_length=1000, blank=True, default="", help_text=_("一行一条")
    )
    audience = models.CharField(_("对象"), max_length=60, blank=True, default="")
    organizer = models.CharField(_("主办"), max_length=60, blank=True, default="")
    co_organizer = models.CharField(_("协办"), max_length=60, blank=True, default="")
    responsible = models.CharField(
        _("责任人"), max_length=40, blank=True, default="", help_text=_("部门或岗位")
    )
    fee_text = models.CharField(_("费用"), max_length=40, default=FREE)
    budget_fen = models.PositiveBigIntegerField(_("预算（分）"), null=True, blank=True)
    contact_name = models.CharField(_("联系人"), max_length=40, blank=True, default="")
    contact_phone = models.CharField(_("联系电话"), max_length=20, blank=True, default="")

    sign_up_mode = models.CharField(
        _("报名方式"), max_length=20, choices=SignUpMode.choices, default=SignUpMode.REQUIRED
    )
    max_party_size = models.PositiveSmallIntegerField(
        _("一次最多几人"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_PARTY_SIZE)],
    )
    household_quota = models.PositiveSmallIntegerField(
        _("每户名额"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("填了就要求写楼栋房号，每户合计不超过这个数"),
    )
    takes_photos = models.BooleanField(_("活动将拍照用于宣传"), default=True)
    first_question = models.CharField(
        _("问报名的人（第一问）"),
        max_length=LONGEST_QUESTION,
        blank=True,
        default="",
        help_text=_("如：几位吃素？"),
    )
    second_question = models.CharField(
        _("问报名的人（第二问）"), max_length=LONGEST_QUESTION, blank=True, default=""
    )

    state = models.CharField(
        _("状态"), max_length=20, choices=ActivityState.choices, default=ActivityState.PLANNED
    )
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("取消时间"), null=True, blank=True)
    cancel_reason = models.CharField(_("取消原因"), max_length=120, blank=True, default="")
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities_created",
        verbose_name=_("登记人"),
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("活动")
        verbose_name_plural = _("活动")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state=ActivityState.CANCELLED, cancelled_at__isnull=False)
                & ~Q(cancel_reason="")
                | ~Q(state=ActivityState.CANCELLED) & Q(cancelled_at=None, cancel_reason=""),
                name="activity_cancelled_has_reason",
                violation_error_message=_("取消活动要写明原因"),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ActivityState.PUBLISHED, ActivityState.POSTPONED])
                | Q(published_at__isnull=False),
                name="activity_published_has_time",
            ),
            models.CheckConstraint(
                condition=Q(max_party_size__range=(1, MAX_PARTY_SIZE)),
                name="activity_party_size_within",
                violation_error_message=_("一次报名应在1到10人之间"),
            ),
            models.CheckConstraint(
                condition=Q(second_question="") | ~Q(first_question=""),
                name="activity_second_question_after_first",
                violation_error_message=SECOND_ALONE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.pk}）"

    def get_absolute_url(self) -> str:
        return reverse("activities:activity", args=[self.pk])

    @property
    def asks_door(self) -> bool:
        """A quota per household is bound to a door, not to a phone."""
        return self.household_quota is not None

    @property
    def questions(self) -> Questions:
        """What whoever signs up is asked."""
        return Questions(self.first_question, self.second_question)


@tracked()
class ActivityUpdate(models.Model):
    """活动经过: each change of an activity's state, appended by the service that made it."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="updates", verbose_name=_("活动")
    )
    from_state = models.CharField(
        _("原状态"), max_length=20, choices=ActivityState.choices, blank=True
    )
    to_state = models.CharField(_("新状态"), max_length=20, choices=ActivityState.choices)
    note = models.CharField(_("说明"), max_length=200, blank=True, default="")
    at = models.DateTimeField(_("时间"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="activity_updates",
        verbose_name=_("谁"),
    )

    class Meta:
        verbose_name = _("活动经过")
        verbose_name_plural = _("活动经过")

    def __str__(self) -> str:
        return f"{self.activity_id} {self.from_state}→{self.to_state}"
