"""Unmasking: whoever is shown a phone says what for, and the person can see it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, User
from accounts.phones import decrypt_phone
from accounts.text import has_id_number, tidy
from core.errors import DomainError
from core.models import Disclosure

LONGEST_PURPOSE = 120


class PurposeMissing(DomainError):
    default_message = _("请先写明查看用途，例如“通知活动改期”")


class PurposeTooLong(DomainError):
    default_message = _("查看用途请写在120字以内")


class PurposeHoldsIdNumber(DomainError):
    default_message = _("用途里不要写身份证号")


class NoPhone(DomainError):
    default_message = _("这个人没有登记手机号")


def reveal_phone(
    *, person: Person, viewer: User, purpose: str, tenant_id: int, now: datetime
) -> str:
    """The phone as it is dialled, and a Disclosure that says who looked, when and what for."""
    purpose = tidy(purpose)
    if not purpose:
        raise PurposeMissing
    if len(purpose) > LONGEST_PURPOSE:
        raise PurposeTooLong
    if has_id_number(purpose):
        raise PurposeHoldsIdNumber
    if not person.has_phone:
        raise NoPhone
    with transaction.atomic():
        Disclosure.objects.create(
            person=person, viewer=viewer, purpose=purpose, tenant_id=tenant_id, disclosed_at=now
        )
        return decrypt_phone(person.phone_cipher).removeprefix("+86")
