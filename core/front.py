"""The front cache: anonymous readers get public pages without a view, a session or a statement.

A view offers its page with `keep_in_front`; it may then show nothing that differs between two
visitors with the same display mode and language, and no form. A page is kept in the process and, for
the other processes, in Redis. It is given out while nothing has changed since it was begun
(`core.freshness`), at most LIFETIME, because the clock moves state words; when it is out of date one
process makes it anew and the others give out the old one meanwhile. Without Redis each process keeps
its own pages for their lifetime (performance.md, advice 1; reliability I-16).
"""

from __future__ import annotations

import hashlib
import re
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import parse_http_date_safe

from core.device import COMPLEX_COOKIE, MEMORY_COOKIE, read_complex, remember_complex
from core.display import read_display, read_language
from core.freshness import last_change
from core.web import is_in_wechat

# Seconds. Below GRACE a page is given out whatever happened, so that a rush renders it once a second.
GRACE = 1.0
LIFETIME = 30.0
# How long an old page may be given out while another process makes the new one.
STALE = 60.0
# A process that neither finds a page nor may make it waits this long for the one that does.
PATIENCE = 1.0
# 85 KB for a month of 300 activities.
PAGES_IN_PROCESS = 128

AREAS = ("/c/", "/activities/", "/spaces/", "/notices/")
# Anything else in the query makes the page nobody's concern, so that strangers cannot fill the cache.
QUERY = re.compile(
    r"(?:(?:view|d|type|open|scope|past|session|from|building|matter)=[\w-]{0,12}&?)*", re.ASCII
)
# Of one request alone.
UNKEPT_HEADERS = frozenset({"x-request-id", "x-correlation-id", "set-cookie"})

Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished page; `begun_at` is before its first statement, in Unix time.

    `complex_slug`: the complex that the page remembers for a device that has none.
    """

    body: bytes
    headers: dict[str, str]
    etag: str
    begun_at: float
    complex_slug: str


def keep_in_front(response: Answer, *, complex_slug: str = "") -> Answer:
    """Offers the page to the front cache; `complex_slug`: what `remember_complex` was asked to keep."""
    response.front_complex = complex_slug  # type: ignore[attr-defined]
    return response


class FrontCache:
    """Middleware; stands before everything that costs something."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response
        self.pages: dict[str, Kept] = {}
        self.tidying = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = key_of(request)
        if not key:
            return self.get_response(request)
        kept = self.pages.get(key)
        if kept is None or not is_current(kept, time.time()):
            shared = self._shared(key)
            kept = shared or kept
            if kept is None or not is_current(kept, time.time()):
                return self._make(request, key, kept)
        return answer(request, kept)

    def _make(self, request: HttpRequest, key: str, old: Kept | None) -> HttpResponse:
        """One makes the page; the others give out the old one, or wait for the new one."""
        lock = f"{key}:making"
        is_mine = cache.add(lock, 1, timeout=10)
        if not is_mine:
            if old is not None and time.time() - old.begun_at < LIFETIME + STALE:
                return answer(request, old)
            made = self._wait_for(key)
            if made is not None:
                return answer(request, made)
        begun_at = time.time()
        try:
            response = self.get_response(request)
            kept = finished(request, response, begun_at)
            if kept is not None:
                self._remember(key, kept)
                cache.set(key, _packed(kept), timeout=LIFETIME + STALE)
                return answer(request, kept)
            return response
        finally:
            if is_mine:
                cache.delete(lock)

    def _wait_for(self, key: str) -> Kept | None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            time.sleep(0.02)
            made = self._shared(key)
            if made is not None:
                return made
        return None

    def _shared(self, key: str) -> Kept | None:
        """What another process made; kept here too."""
        packed = cache.get(key)
        if packed is None:
            return None
        kept = Kept(zlib.decompress(packed[0]), *packed[1:])
        self._remember(key, kept)
        return kept

    def _remember(self, key: str, kept: Kept) -> None:
        with self.tidying:
            self.pages.pop(key, None)
            self.pages[key] = kept
            if len(self.pages) > PAGES_IN_PROCESS:
                self.pages.pop(next(iter(self.pages)))


def key_of(request: HttpRequest) -> str:
    """The page's name in the cache; empty where the front cache has no say."""
    if request.method != "GET" or not settings.FRONT_CACHE or not request.path.startswith(AREAS):
        return ""
    cookies, query = request.COOKIES, request.META.get("QUERY_STRING", "")
    knows_visitor = settings.SESSION_COOKIE_NAME in cookies or MEMORY_COOKIE in cookies
    if knows_visitor or "HTTP_AUTHORIZATION" in request.META or not QUERY.fullmatch(query):
        return ""
    display = read_display(request)
    parts = (
        "https" if request.is_secure() else "http",
        request.META.get("HTTP_HOST", ""),
        request.path,
        query,
        display.as_cookie() if display.chosen else "",
        read_language(request),
        "part" if _asks_for_part(request) else "",
        "wechat" if is_in_wechat(request) else "",  # shows how to get a file instead of the file
    )
    return f"front:{hashlib.blake2b(chr(0).join(parts).encode(), digest_size=16).hexdigest()}"


def _asks_for_part(request: HttpRequest) -> bool:
    """Htmx swaps in the part that changes, except where the browser goes back in its history."""
    asks, goes_back = "HTTP_HX_REQUEST", "HTTP_HX_HISTORY_RESTORE_REQUEST"
    return request.META.get(asks) == "true" and request.META.get(goes_back) != "true"


def is_current(kept: Kept, now: float) -> bool:
    age = now - kept.begun_at
    return age < GRACE or (age < LIFETIME and last_change() <= kept.begun_at)


def finished(request: HttpRequest, response: HttpResponse, begun_at: float) -> Kept | None:
    """The page as it is kept; None where it was not offered or belongs to one visitor."""
    complex_slug: str | None = getattr(response, "front_complex", None)
    if complex_slug is None or response.status_code != 200 or response.streaming:
        return None
    if request.META.get("CSRF_COOKIE_NEEDS_UPDATE") or set(response.cookies) - {COMPLEX_COOKIE}:
        return None
    patch_vary_headers(response, ("Cookie",))
    response.headers.setdefault("Cache-Control", "private, max-age=0, must-revalidate")
    body = bytes(response.content)
    etag = response.headers.get("ETag") or f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {
        name: value for name, value in response.items() if name.lower() not in UNKEPT_HEADERS
    }
    return Kept(body, headers | {"ETag": etag}, etag, begun_at, complex_slug)


def answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    """The page, or 304 for a browser that has it; a new device remembers the complex."""
    response = HttpResponse(kept.body, headers=kept.headers)
    if "HTTP_IF_NONE_MATCH" in request.META or "HTTP_IF_MODIFIED_SINCE" in request.META:
        # Django's own rule; it keeps of the headers what a 304 may carry.
        modified = parse_http_date_safe(kept.headers.get("Last-Modified", ""))
        response = get_conditional_response(request, kept.etag, modified, response) or response
    if kept.complex_slug and not read_complex(request):
        remember_complex(request, response, kept.complex_slug)
    return response


def _packed(kept: Kept) -> tuple[bytes, dict[str, str], str, float, str]:
    return zlib.compress(kept.body, 1), kept.headers, kept.etag, kept.begun_at, kept.complex_slug
