"""Phone rules (domain 6.3): one canonical form, encrypted at rest, found by HMAC, shown masked."""

from __future__ import annotations

import hashlib
import hmac
import re
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _

from accounts.text import half_width

_SEPARATORS = re.compile(r"[\s\-－—()（）.·]+")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{2,3}\d{7,8}")
_SHORT = re.compile(r"1\d{2}|1\d{4}|400\d{7}|95\d{3,6}")


class PhoneInvalid(ValueError):
    """What was typed is no phone; the message says why, in Chinese."""


def normalise_phone(typed: str) -> str:
    """A mobile number in E.164 (`+8613812345678`); raises PhoneInvalid with the reason."""
    digits = _SEPARATORS.sub("", half_width(typed))
    digits = re.sub(r"^(\+86|0086|86(?=1\d{10}$))", "", digits)
    if not digits.isascii() or not digits.isdigit():
        raise PhoneInvalid(_("手机号只能是数字"))
    if len(digits) != 11:
        raise PhoneInvalid(_("手机号应为11位数字，现在是%(count)d位") % {"count": len(digits)})
    if not _MOBILE.fullmatch(digits):
        raise PhoneInvalid(_("手机号应以13到19开头，请再看一遍"))
    return f"+86{digits}"


def normalise_contact(typed: str) -> str:
    """A published contact: mobile, landline, short or service number, as people dial it.

    Raises PhoneInvalid. Landlines keep one dash after a known area code (028-88880000).
    """
    digits = _SEPARATORS.sub("", half_width(typed))
    if _MOBILE.fullmatch(digits) or _SHORT.fullmatch(digits):
        return digits
    if _LANDLINE.fullmatch(digits):
        area = 3 if digits[1] in "12" else 4
        return f"{digits[:area]}-{digits[area:]}"
    raise PhoneInvalid(_("看不懂这个电话号码，请写成 13812345678 或 028-88880000"))


def mask_phone(phone: str) -> str:
    """`138****5678`, from any stored form."""
    digits = phone.removeprefix("+86")
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) >= 7 else "****"


def phone_digest(phone: str) -> str:
    """The key by which an equal phone is found: HMAC-SHA-256 as 64 hex digits."""
    return hmac.new(settings.PHONE_HMAC_KEY.encode(), phone.encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypt_phone(phone: str) -> str:
    """Fernet text under the first of FIELD_KEYS."""
    return _cipher(tuple(settings.FIELD_KEYS)).encrypt(phone.encode()).decode()


def decrypt_phone(cipher: str) -> str:
    """The phone again; raises cryptography's InvalidToken when no key fits."""
    return _cipher(tuple(settings.FIELD_KEYS)).decrypt(cipher.encode()).decode()
