"""Days off and days worked instead, by the State Council's notice."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked


@tracked()
class PublicHoliday(models.Model):
    """节假日: a day off, or a weekend day worked instead (调休), from the State Council's notice."""

    day = models.DateField(_("日期"), primary_key=True)
    name = models.CharField(_("名称"), max_length=20)
    is_working = models.BooleanField(_("上班"), default=False)

    class Meta:
        verbose_name = _("节假日")
        verbose_name_plural = _("节假日")

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
