"""What a device remembers without an account, in cookies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COMPLEX_COOKIE = "rp_c"
COMPLEX_AGE = 400 * 24 * 60 * 60
# The remembered resident (ux 1): signed, so that nobody can name a person or a ticket he was not given.
MEMORY_COOKIE = "rp_me"
MEMORY_AGE = 180 * 24 * 60 * 60
MEMORY_SALT = "core.device.memory"
# A browser keeps 4 KB a cookie; a family and its tickets of half a year are below 1 KB.
MOST_PEOPLE = 8
MOST_CODES = 24
_SLUG = re.compile(r"[a-z0-9-]{1,60}", re.ASCII)


def remember_complex(request: HttpRequest, response: HttpResponse, slug: str) -> None:
    """The complex that this device opens by itself; no personal data."""
    response.set_cookie(
        COMPLEX_COOKIE,
        slug,
        max_age=COMPLEX_AGE,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def device_mark(request: HttpRequest) -> str:
    """What tells one device from another without knowing whose it is: the cookie of its forms."""
    return request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")


def read_complex(request: HttpRequest) -> str:
    """The slug of the remembered complex; empty when there is none or it cannot be one."""
    slug = request.COOKIES.get(COMPLEX_COOKIE, "")
    return slug if _SLUG.fullmatch(slug) else ""


@dataclass(frozen=True, slots=True)
class Known:
    """A person this device signed up. `is_own`: made here, or proved by phone and entry code.

    Whoever types a neighbour's name and phone does not become the neighbour: what others wrote about
    that person stays closed until it is proved.
    """

    person_id: int
    is_own: bool


@dataclass(frozen=True, slots=True)
class Memory:
    """Whom this device signed up, and the codes of their tickets; newest first."""

    people: tuple[Known, ...] = ()
    codes: tuple[str, ...] = ()

    @property
    def person_ids(self) -> tuple[int, ...]:
        return tuple(known.person_id for known in self.people)

    @property
    def own_ids(self) -> tuple[int, ...]:
        return tuple(known.person_id for known in self.people if known.is_own)

    def owns(self, person_id: int) -> bool:
        return person_id in self.own_ids

    def with_ticket(self, *, person_id: int, code: str, is_own: bool) -> Memory:
        """The person and the ticket first; what is over the bound falls off at the end."""
        known = Known(person_id, is_own or self.owns(person_id))
        others = tuple(other for other in self.people if other.person_id != person_id)
        codes = tuple(other for other in self.codes if other != code)
        return Memory((known, *others)[:MOST_PEOPLE], (code, *codes)[:MOST_CODES])


def read_memory(request: HttpRequest) -> Memory:
    """What the cookie holds; nothing when it is missing, old, forged or of another shape."""
    try:
        kept = signing.loads(
            request.COOKIES.get(MEMORY_COOKIE, ""), salt=MEMORY_SALT, max_age=MEMORY_AGE
        )
        people = tuple(Known(int(key), bool(own)) for key, own in kept["p"])
        return Memory(people[:MOST_PEOPLE], tuple(str(code) for code in kept["t"])[:MOST_CODES])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return Memory()


def remember_sign_up(
    request: HttpRequest, response: HttpResponse, *, person_id: int, code: str, is_own: bool
) -> None:
    """Keeps the ticket and its person on this device for 180 days from now."""
    memory = read_memory(request).with_ticket(person_id=person_id, code=code, is_own=is_own)
    kept = {
        "p": [[known.person_id, int(known.is_own)] for known in memory.people],
        "t": list(memory.codes),
    }
    response.set_cookie(
        MEMORY_COOKIE,
        signing.dumps(kept, salt=MEMORY_SALT, compress=True),
        max_age=MEMORY_AGE,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def forget_device(response: HttpResponse) -> None:
    """不是我，清除这台手机的记录."""
    response.delete_cookie(MEMORY_COOKIE, samesite="Lax")
