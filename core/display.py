"""How a page is shown on this device: standard or elder, size, contrast; and its language.

Two cookies, no account.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "rp_display"
COOKIE_AGE = 400 * 24 * 60 * 60
MODES = ("standard", "elder")
SIZES = ("m", "l", "xl")
CONTRASTS = ("normal", "high")


@dataclass(frozen=True, slots=True)
class Display:
    """The choices of `/display/`, as the base template's attributes. `chosen`: a cookie exists."""

    mode: str = "standard"
    size: str = "m"
    contrast: str = "normal"
    read_aloud: bool = False
    chosen: bool = False

    @property
    def is_elder(self) -> bool:
        return self.mode == "elder"

    def as_cookie(self) -> str:
        return ".".join([self.mode, self.size, self.contrast, "1" if self.read_aloud else "0"])


def read_display(request: HttpRequest) -> Display:
    """The device's choices; anything unreadable in the cookie is the standard display."""
    parts = request.COOKIES.get(COOKIE, "").split(".")
    if (
        len(parts) != 4
        or parts[0] not in MODES
        or parts[1] not in SIZES
        or parts[2] not in CONTRASTS
    ):
        return Display()
    return Display(parts[0], parts[1], parts[2], parts[3] == "1", chosen=True)


def remember_display(request: HttpRequest, response: HttpResponse, display: Display) -> None:
    """Writes the cookie; it holds no personal data."""
    response.set_cookie(
        COOKIE,
        display.as_cookie(),
        max_age=COOKIE_AGE,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def remember_mode(request: HttpRequest, response: HttpResponse, *, elder: bool) -> None:
    """Switches between standard and elder; contrast and read-aloud stay as they were."""
    now = read_display(request)
    mode, size = ("elder", "l" if now.size == "m" else now.size) if elder else ("standard", "m")
    remember_display(request, response, Display(mode, size, now.contrast, now.read_aloud))


def read_language(request: HttpRequest) -> str:
    """The language that this device chose; Chinese where it chose none, or one that there is not."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def remember_language(request: HttpRequest, response: HttpResponse, language: str) -> None:
    """Writes the cookie; it holds no personal data."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=COOKIE_AGE,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def without_mode(request: HttpRequest) -> str:
    """The same address without `elder=`, kept on this host."""
    query = request.GET.copy()
    query.pop("elder", None)
    path = "/" + request.path.lstrip("/")
    return f"{path}?{query.urlencode()}" if query else path
