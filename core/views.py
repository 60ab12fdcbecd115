"""Health for whoever watches: no names, no secrets, no session."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import health
from core.web import public


@public
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@public
@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """503 only without database or migrations; all else that ails is a degraded 200."""
    found = health.look()
    return JsonResponse(found.as_json(), status=503 if found.broken else 200)
