"""What a program may do with a token, beside what its account may do."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApiScope(models.TextChoices):
    """权限 of an API token; it never widens what the account's duties allow."""

    READ = "read", _("读取")
    SIGN_UP = "sign-up", _("报名和取消")
    CHECK_IN = "check-in", _("签到")
    LOG = "log", _("随手记")
