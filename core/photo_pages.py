"""How a stored photo is given out, once its view has decided who may see it."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from core.photos import photo_path

TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}
# Short, because a photo that is taken down must vanish (architecture 5).
PUBLIC_SECONDS = 300


def photo_response(
    request: HttpRequest, token: str, name: str, *, is_public: bool
) -> HttpResponseBase:
    """One rendition, or 304. Raises Http404 where the file is gone."""
    etag = f'"{token}-{name}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = _file(token, name)
    response["ETag"] = etag
    response["Cache-Control"] = (
        f"public, max-age={PUBLIC_SECONDS}" if is_public else "private, no-cache"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _file(token: str, name: str) -> HttpResponse:
    """Read whole: a rendition has a few hundred kilobytes at most."""
    try:
        with default_storage.open(photo_path(token, name)) as stored:
            return HttpResponse(stored.read(), content_type=TYPES[name.rpartition(".")[2]])
    except FileNotFoundError as error:
        raise Http404 from error
