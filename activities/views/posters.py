"""海报: on A4 for the wall, and as a picture for WeChat groups and the share card (ux 2.4, P3)."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import override
from django.views.decorators.http import require_safe

from activities.posters import QR_PIXELS, draw_poster, find_font
from activities.queries.activity_page import Occasion
from activities.queries.poster import Poster, poster_of
from activities.views.activity import occasion_or_404
from core.qr import qr_data_uri, qr_png
from core.web import public

# 60 mm on paper at 300 dpi.
PAPER_QR_PIXELS = 700
# The picture is asked for again after five minutes, and then mostly answered by 304.
PUBLIC_SECONDS = 300
# Drawing takes a good part of a second: a group of five hundred opens it within a minute.
KEPT_SECONDS = 60 * 60


@public
@require_safe
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """One A4: when, where, whom to ring, and a code that leads to the activity."""
    occasion = occasion_or_404(request, pk)
    picture_url = reverse("activities:poster_png", args=[pk]) + _session_query(request)
    return render(
        request,
        "activities/poster.html",
        {
            "poster": poster_of(occasion),
            "qr_url": qr_data_uri(_address(request, occasion), pixels=PAPER_QR_PIXELS),
            "picture_url": picture_url if find_font() else "",
            "occasion": occasion,
        },
    )


@public
@require_safe
def poster_png(request: HttpRequest, pk: int) -> HttpResponseBase:
    """1080 x 1920; where the machine has no Chinese font a page that says so (404)."""
    occasion = occasion_or_404(request, pk)
    font = find_font()
    if font is None:
        poster_url = reverse("activities:poster", args=[pk]) + _session_query(request)
        context = {"occasion": occasion, "poster_url": poster_url}
        return render(request, "activities/poster_no_font.html", context, status=404)
    with override(settings.LANGUAGE_CODE):  # it goes to walls and groups, not to who asks for it
        words, address = poster_of(occasion), _address(request, occasion)
    digest = hashlib.sha256(f"{words}{address}{font}".encode()).hexdigest()[:32]
    etag = quote_etag(digest)
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        picture = _picture(digest, words, address=address, font=font)
        response = HttpResponse(picture, content_type="image/png")
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
    response["Content-Disposition"] = f'inline; filename="poster-{pk}.png"'
    return response


def _picture(digest: str, words: Poster, *, address: str, font: Path) -> bytes:
    """From the cache, which may be away: then it is drawn again."""
    key = f"poster:{digest}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        kept = draw_poster(words, qr=qr_png(address, pixels=QR_PIXELS), font=font)
        cache.set(key, kept, timeout=KEPT_SECONDS)
    return kept


def _address(request: HttpRequest, occasion: Occasion) -> str:
    """The activity's page; of one date only where the poster is about one date."""
    query = _session_query(request)
    path = occasion.activity.get_absolute_url()
    return request.build_absolute_uri(f"{path}{query}{'&' if query else '?'}from=poster")


def _session_query(request: HttpRequest) -> str:
    """As the address said it; `occasion_or_404` has seen that it is a number."""
    wanted = request.GET.get("session", "")
    return f"?session={wanted}" if wanted else ""
