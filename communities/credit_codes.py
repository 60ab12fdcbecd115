"""统一社会信用代码 (GB 32100-2015): 18 characters that any registered body carries.

Registrar, category, six digits of the division, nine of the subject, one to check them all.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.text import half_width

LENGTH = 18
# Digits and capitals without I O S V Z; a character's value is its place here.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_MODULUS = 31
_WEIGHTS = [pow(3, place, _MODULUS) for place in range(LENGTH - 1)]


def tidy_credit_code(typed: str) -> str:
    """As it is printed: half width, capitals, nothing between the characters."""
    return "".join(half_width(typed).split()).upper()


def check_character(first_seventeen: str) -> str:
    """The last character that belongs to the first seventeen (GB 32100-2015, annex A)."""
    total = sum(
        ALPHABET.index(character) * weight
        for character, weight in zip(first_seventeen, _WEIGHTS, strict=True)
    )
    return ALPHABET[-total % _MODULUS]


def credit_code_problem(code: str) -> str:
    """What is wrong with a tidied code, in a sentence that names the rule; empty when it is right."""
    if len(code) != LENGTH:
        return _("统一社会信用代码是18位，现在是%(count)d位") % {"count": len(code)}
    if wrong := sorted(set(code) - set(ALPHABET)):
        return _("统一社会信用代码里不会有“%(wrong)s”（没有I、O、S、V、Z这五个字母）") % {
            "wrong": "".join(wrong)
        }
    if code[-1] != check_character(code[:-1]):
        return _("统一社会信用代码的校验位不对（GB 32100），请对照营业执照核对")
    return ""


def validate_credit_code(code: str) -> None:
    """For models and forms. Raises ValidationError."""
    if problem := credit_code_problem(code):
        raise ValidationError(problem, code="credit_code")
