"""公告公示: what hangs on a place's noticeboard, the words about each decision, objections to it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from communities.choices import (
    NOTICE_EDITABLE,
    NOTICE_HUNG,
    NoticeCategory,
    NoticeSeverity,
    NoticeStanding,
    NoticeState,
    ObjectionSource,
)
from communities.models.placed import Placed
from communities.querysets import NoticeQuerySet, ObjectionQuerySet

LONGEST_TITLE = 60
LONGEST_BODY = 5000
LONGEST_OBJECTION = 1000


@tracked()
class Notice(Placed):
    """公告: one text for one place and all below it, hung out from a day to a day (公示期)."""

    category = models.CharField(_("类别"), max_length=20, choices=NoticeCategory.choices)
    severity = models.CharField(
        _("程度"),
        max_length=20,
        choices=NoticeSeverity.choices,
        default=NoticeSeverity.ORDINARY,
    )
    title = models.CharField(_("标题"), max_length=LONGEST_TITLE)
    body = models.TextField(_("正文"), max_length=LONGEST_BODY, blank=True, default="")
    publisher = models.CharField(
        _("发布单位"), max_length=40, help_text=_("公开显示，如：物业服务中心")
    )
    shown_from = models.DateField(_("公示起"))
    shown_until = models.DateField(_("公示止"), help_text=_("含这一天"))

    state = models.CharField(
        _("状态"), max_length=20, choices=NoticeState.choices, default=NoticeState.DRAFT
    )
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("撤下时间"), null=True, blank=True)
    withdraw_reason = models.CharField(_("撤下原因"), max_length=120, blank=True, default="")
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("更正的公告"),
    )

    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="notices_created",
        verbose_name=_("起草人"),
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="notices_submitted",
        verbose_name=_("送审人"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="notices_approved",
        verbose_name=_("审核人"),
    )
    approved_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    # Of the form as it was handed out: the same form sent twice is one notice.
    request_key = models.CharField(max_length=40, blank=True, default="", editable=False)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("公告")
        verbose_name_plural = _("公告")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(shown_until__gte=F("shown_from")),
                name="notice_period_forwards",
                violation_error_message=_("公示止期不能早于起期"),
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(publisher=""),
                name="notice_has_title_and_publisher",
            ),
            models.CheckConstraint(
                condition=Q(state__in=NOTICE_EDITABLE)
                | ~Q(body="")
                | Q(severity=NoticeSeverity.URGENT),
                name="notice_says_something",
            ),
            models.CheckConstraint(
                condition=Q(state__in=NOTICE_HUNG, published_at__isnull=False)
                | ~Q(state__in=NOTICE_HUNG) & Q(published_at=None),
                name="notice_published_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state=NoticeState.WITHDRAWN, withdrawn_at__isnull=False)
                & ~Q(withdraw_reason="")
                | ~Q(state=NoticeState.WITHDRAWN) & Q(withdrawn_at=None, withdraw_reason=""),
                name="notice_withdrawn_has_reason",
                violation_error_message=_("撤下公告要写明原因"),
            ),
            # Nothing hangs unread by a second official, but an emergency (services/notices.py).
            models.CheckConstraint(
                condition=~Q(state__in=NOTICE_HUNG)
                | Q(approved_at__isnull=False)
                | Q(severity=NoticeSeverity.URGENT),
                name="notice_reviewed_before_it_hangs",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(approved_at__isnull=False),
                name="notice_approver_has_time",
            ),
            # Whoever wrote is not who passes (domain 8.8).
            models.CheckConstraint(
                condition=Q(approved_by=None)
                | (Q(created_by=None) | ~Q(approved_by=F("created_by")))
                & (Q(submitted_by=None) | ~Q(approved_by=F("submitted_by"))),
                name="notice_author_is_not_approver",
                violation_error_message=_("自己写的公告要由另一位审核"),
            ),
            models.UniqueConstraint(
                fields=["created_by", "request_key"],
                condition=~Q(request_key=""),
                name="notice_once_per_form",
            ),
        ]
        indexes = [
            # The board and the home page of a place.
            models.Index(fields=["complex", "shown_until"], name="notice_board_of_complex"),
            models.Index(
                fields=["community", "shown_until"],
                condition=Q(complex=None),
                name="notice_board_of_community",
            ),
            models.Index(
                fields=["sub_district", "shown_until"],
                condition=Q(community=None),
                name="notice_board_of_street",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.pk}）"

    def get_absolute_url(self) -> str:
        return reverse("communities:notice", args=[self.pk])

    @property
    def is_urgent(self) -> bool:
        return self.severity == NoticeSeverity.URGENT

    @property
    def awaits_confirmation(self) -> bool:
        """An emergency that hangs and that nobody else has read yet (补审)."""
        return self.state == NoticeState.PUBLISHED and self.approved_at is None

    def standing(self, today: date) -> NoticeStanding:
        """Of a published one: where the day lies in its period, both ends included."""
        if today < self.shown_from:
            return NoticeStanding.COMING
        return NoticeStanding.ON_SHOW if today <= self.shown_until else NoticeStanding.OVER

    def is_on_show(self, today: date) -> bool:
        return self.state == NoticeState.PUBLISHED and (
            self.standing(today) == NoticeStanding.ON_SHOW
        )


@tracked()
class NoticeUpdate(models.Model):
    """公告经过: each decision about a notice and each change of its text, appended by the service."""

    notice = models.ForeignKey(
        Notice, on_delete=models.CASCADE, related_name="updates", verbose_name=_("公告")
    )
    from_state = models.CharField(
        _("原状态"), max_length=20, choices=NoticeState.choices, blank=True
    )
    to_state = models.CharField(_("新状态"), max_length=20, choices=NoticeState.choices)
    note = models.CharField(_("说明"), max_length=200, blank=True, default="")
    at = models.DateTimeField(_("时间"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="notice_updates",
        verbose_name=_("谁"),
    )

    class Meta:
        verbose_name = _("公告经过")
        verbose_name_plural = _("公告经过")

    def __str__(self) -> str:
        return f"{self.notice_id} {self.from_state}→{self.to_state}"


@tracked()
class Objection(Placed):
    """异议: what somebody says against a notice while it hangs, and what was answered.

    `person` only where a name or a phone was left; nobody's name is public.
    """

    notice = models.ForeignKey(
        Notice, on_delete=models.PROTECT, related_name="objections", verbose_name=_("公告")
    )
    body = models.TextField(_("异议内容"), max_length=LONGEST_OBJECTION)
    source = models.CharField(_("途径"), max_length=20, choices=ObjectionSource.choices)
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="objections",
        verbose_name=_("提出人"),
    )
    raised_at = models.DateTimeField(_("提出时间"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="objections_entered",
        verbose_name=_("代记人"),
    )

    reply = models.TextField(_("答复"), max_length=LONGEST_OBJECTION, blank=True, default="")
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="objections_answered",
        verbose_name=_("答复人"),
    )
    request_key = models.CharField(max_length=40, blank=True, default="", editable=False)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = ObjectionQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("异议")
        verbose_name_plural = _("异议")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(condition=~Q(body=""), name="objection_says_something"),
            models.CheckConstraint(
                condition=Q(answered_at=None, reply="")
                | Q(answered_at__isnull=False) & ~Q(reply=""),
                name="objection_answered_has_reply",
            ),
            models.UniqueConstraint(
                fields=["notice", "request_key"],
                condition=~Q(request_key=""),
                name="objection_once_per_form",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}·{self.pk}"
