"""Words that are stored, with what people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Post(models.TextChoices):
    """What somebody of a firm does in a complex (domain 2.4, FirmStaff.role)."""

    MANAGER = "MANAGER", _("物业经理")
    CUSTOMER_SERVICE = "CUSTOMER_SERVICE", _("客服")
    STEWARD = "STEWARD", _("物业管家")
    ORDER = "ORDER", _("秩序维护")
    CLEANING = "CLEANING", _("保洁")
    REPAIR = "REPAIR", _("维修")
