"""States and channels of the promises that the system makes to people."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How a message reaches a person (渠道)."""

    IN_APP = "IN_APP", _("站内")
    CALL_LIST = "CALL_LIST", _("电话名单")


class MessageState(models.TextChoices):
    """The life of one promise (reliability 4.1)."""

    DUE = "DUE", _("待发")
    SENDING = "SENDING", _("发送中")
    SENT = "SENT", _("已发")
    UNCERTAIN = "UNCERTAIN", _("待查")
    CANCELLED = "CANCELLED", _("已作废")
    EXPIRED = "EXPIRED", _("已过时")
    DEAD = "DEAD", _("发送失败")


class CallOutcome(models.TextChoices):
    """What a telephone call on the list came to."""

    REACHED = "REACHED", _("已通知到")
    NO_ANSWER = "NO_ANSWER", _("没人接")
    WRONG_NUMBER = "WRONG_NUMBER", _("号码不对")


# Nobody got through yet, or nobody tried.
OPEN_OUTCOMES = ("", CallOutcome.NO_ANSWER)
