"""The code on a ballot's slip: who has it votes for its door, on the page or at the counter.

Only a keyed digest is stored, so that neither the tables nor a copy of them open a ballot. The key is
the installation's: whoever changes it prints the slips of open votes anew.
"""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from accounts.text import half_width
from core.codes import is_code

CODE_LENGTH = 12
RECEIPT_LENGTH = 8
_SALT = "meetings.ballot_codes"


def code_digest(code: str) -> str:
    """What is stored of it, and looked for."""
    return salted_hmac(_SALT, code, algorithm="sha256").hexdigest()


def grouped(code: str) -> str:
    """`ABCD-EFGH-JKMN`: as it is printed."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def read_code(typed: str) -> str:
    """As it was made, from what was typed or scanned; empty where it can be none of ours."""
    return _read(typed, length=CODE_LENGTH)


def read_receipt(typed: str) -> str:
    """The receipt of a ballot that is in, in the same way."""
    return _read(typed, length=RECEIPT_LENGTH)


def _read(typed: str, *, length: int) -> str:
    code = "".join(half_width(typed).upper().replace("-", "").split())
    return code if is_code(code, length=length) else ""
