"""Photos by their unguessable name: published ones for anybody, the rest for whoever sees the place."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from activities.models import Photo
from core.photo_pages import photo_response
from core.web import public


@public
@require_safe
def media(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """One rendition. The pattern lets only our own names through, so there is no path to climb."""
    is_public = Photo.objects.public().filter(token=token).exists()
    if not is_public:
        get_object_or_404(Photo.objects.visible_to(request.user), token=token)
    return photo_response(request, token, name, is_public=is_public)
