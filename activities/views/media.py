"""Photos by their unguessable name: published ones for anybody, the rest for whoever sees the place."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from activities.models import Photo
from activities.photos import photo_path
from core.web import public

TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}
# Short, because a photo that is taken down must vanish (architecture 5).
PUBLIC_SECONDS = 300


@public
@require_safe
def media(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """One rendition. The pattern lets only our own names through, so there is no path to climb."""
    is_public = Photo.objects.public().filter(token=token).exists()
    if not is_public:
        get_object_or_404(Photo.objects.visible_to(request.user), token=token)
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
