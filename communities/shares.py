"""Shares of a door as exact fractions: read as people write them, told as they are read."""

from __future__ import annotations

import re
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.text import half_width
from core.errors import DomainError

# Nobody owns a smaller part than a millionth; it keeps the sums exact and short.
MOST_PARTS = 1_000_000
_WHOLE = {"全部", "全额", "单独所有"}
_PERCENT = 100
_READABLE = re.compile(r"\d{1,7}/\d{1,7}|\d{1,3}(?:\.\d{1,6})?%?")


class ShareUnreadable(DomainError):
    """Not a part of the whole."""


def read_share(typed: str) -> Fraction:
    """`1/2`, `50%`, `33.3%`, `0.5`, `全部`. Raises ShareUnreadable.

    A percentage is taken as it is written: 33.3% is 333/1000, not a third.
    """
    text = half_width(typed).replace(" ", "")
    if text in _WHOLE:
        return Fraction(1)
    if not _READABLE.fullmatch(text) or set(text.rpartition("/")[2]) == {"0"}:
        raise ShareUnreadable(_("份额写成 1/2、50% 或“全部”这样"))
    share = Fraction(text.removesuffix("%"))
    if text.endswith("%"):
        share /= _PERCENT
    if not 0 < share <= 1 or share.denominator > MOST_PARTS:
        raise ShareUnreadable(_("份额应大于0，不超过全部"))
    return share


def share_text(share: Fraction) -> str:
    """`1/2`; more than the whole too, where a refusal tells a sum: `6/5`."""
    return pgettext("份额", "全部") if share == 1 else f"{share.numerator}/{share.denominator}"


def percent_text(share: Fraction) -> str:
    """`120%`; rounded to a hundredth of a percent where it doesn't come out even."""
    return f"{round(float(share) * _PERCENT, 2):g}%"
