"""Promises to people, who was shown whose data, and the pulse of the background processes.

Rows here carry a plain `tenant_id` (the sub-district): core knows nothing of places.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from core.choices import CallOutcome, Channel, MessageState


class OutboxMessage(models.Model):
    """One promise to tell one person one thing (待发消息), written with the fact it tells of.

    Its text is rendered when it is sent, from the rows as they are then, by the renderer that is
    registered for `kind`; a renderer may answer that the message is no longer true.
    """

    key = models.CharField(_("唯一键"), max_length=120, unique=True)
    kind = models.CharField(_("种类"), max_length=60)
    channel = models.CharField(_("渠道"), max_length=20, choices=Channel.choices)
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="outbox_messages", verbose_name=_("收件人")
    )
    subject_id = models.BigIntegerField(_("对象编号"))
    tenant_id = models.BigIntegerField(_("街道编号"))

    due_at = models.DateTimeField(_("应发时间"))
    expires_at = models.DateTimeField(_("失效时间"))
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    state = models.CharField(
        _("状态"), max_length=20, choices=MessageState.choices, default=MessageState.DUE
    )
    lease_until = models.DateTimeField(_("租约到"), null=True, blank=True)
    lease_token = models.UUIDField(_("租约号"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("次数"), default=0)
    sent_at = models.DateTimeField(_("发出时间"), null=True, blank=True)
    last_error = models.CharField(_("最近错误"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("待发消息")
        verbose_name_plural = _("待发消息")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MessageState.SENT, sent_at__isnull=False)
                | (~Q(state=MessageState.SENT) & Q(sent_at__isnull=True)),
                name="outbox_sent_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=MessageState.SENDING)
                | Q(lease_until__isnull=False, lease_token__isnull=False),
                name="outbox_sending_has_lease",
            ),
        ]
        indexes = [
            # The claim of core.services.outbox, every tick.
            models.Index(
                fields=["due_at"],
                condition=Q(state__in=[MessageState.DUE, MessageState.SENDING]),
                name="outbox_open_by_due",
            ),
            # A sign-up's messages, on the page of those who keep it.
            models.Index(fields=["kind", "subject_id"], name="outbox_by_subject"),
        ]

    def __str__(self) -> str:
        return self.key


class InboxMessage(models.Model):
    """A delivered in-app message (站内消息), shown on `/my/`."""

    outbox = models.OneToOneField(
        OutboxMessage,
        on_delete=models.PROTECT,
        related_name="inbox_message",
        verbose_name=_("来源"),
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="inbox_messages", verbose_name=_("收件人")
    )
    title = models.CharField(_("标题"), max_length=80)
    body = models.CharField(_("正文"), max_length=400)
    url = models.CharField(_("链接"), max_length=200, blank=True, default="")
    sent_at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("站内消息")
        verbose_name_plural = _("站内消息")
        indexes = [models.Index(fields=["person", "-sent_at"], name="inbox_by_person")]  # /my/

    def __str__(self) -> str:
        return f"{self.title} #{self.pk}"


@tracked()
class CallTask(models.Model):
    """Somebody to be rung up by the staff (电话名单), since no other channel surely reaches her."""

    outbox = models.OneToOneField(
        OutboxMessage, on_delete=models.PROTECT, related_name="call_task", verbose_name=_("来源")
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="call_tasks", verbose_name=_("通知谁")
    )
    kind = models.CharField(_("种类"), max_length=60)
    subject_id = models.BigIntegerField(_("对象编号"))
    tenant_id = models.BigIntegerField(_("街道编号"))
    text = models.CharField(_("要说的话"), max_length=400)
    created_at = models.DateTimeField(_("时间"))
    call_before = models.DateTimeField(_("最迟"))

    outcome = models.CharField(
        _("结果"), max_length=20, choices=CallOutcome.choices, blank=True, default=""
    )
    called_at = models.DateTimeField(_("打电话时间"), null=True, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="calls_made",
        verbose_name=_("谁打的"),
    )

    class Meta:
        verbose_name = _("电话名单")
        verbose_name_plural = _("电话名单")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", called_at__isnull=True)
                | (~Q(outcome="") & Q(called_at__isnull=False)),
                name="call_outcome_has_time",
            )
        ]
        indexes = [
            # The calls still to make, in the field's inbox.
            models.Index(fields=["kind", "subject_id"], condition=Q(outcome=""), name="call_open")
        ]

    def __str__(self) -> str:
        return f"{self.text[:30]} #{self.pk}"


@tracked()
class Disclosure(models.Model):
    """Who was shown whose masked data, when and what for (查看记录); the person can see it."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="disclosures", verbose_name=_("谁的信息")
    )
    viewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="disclosures",
        verbose_name=_("谁查看"),
    )
    purpose = models.CharField(_("用途"), max_length=120)
    tenant_id = models.BigIntegerField(_("街道编号"))
    disclosed_at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("查看记录")
        verbose_name_plural = _("查看记录")
        constraints = [
            models.CheckConstraint(
                condition=~Q(purpose=""),
                name="disclosure_has_purpose",
                violation_error_message=_("请写明查看用途"),
            )
        ]
        indexes = [models.Index(fields=["person", "-disclosed_at"], name="disclosure_by_person")]

    def __str__(self) -> str:
        return f"{self.purpose} #{self.pk}"


class Heartbeat(models.Model):
    """The last sign of life of a background process (心跳), read by `/readyz`."""

    name = models.CharField(_("进程"), max_length=40, primary_key=True)
    beat_at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("心跳")
        verbose_name_plural = _("心跳")

    def __str__(self) -> str:
        return self.name


class IdempotentAnswer(models.Model):
    """The answer that one API write got (已答复的请求), given again to whoever repeats it.

    Neither the caller's key nor the request itself is kept, only digests of both: a request may hold
    a name and a phone. Rows live for a day (`core.services.idempotency`).
    """

    caller = models.CharField(_("调用方"), max_length=40)
    key_digest = models.CharField(max_length=64)
    # Of method, path and body.
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(_("状态码"))
    body = models.TextField(_("答复"))
    answered_at = models.DateTimeField(_("答复时间"))
    expires_at = models.DateTimeField(_("失效时间"))

    class Meta:
        verbose_name = _("已答复的请求")
        verbose_name_plural = _("已答复的请求")
        constraints = [
            models.UniqueConstraint(
                fields=["caller", "key_digest"], name="idempotent_answer_once_per_key"
            )
        ]
        indexes = [models.Index(fields=["expires_at"], name="idempotent_by_expiry")]  # the sweep

    def __str__(self) -> str:
        return f"{self.caller} {self.status} #{self.pk}"
