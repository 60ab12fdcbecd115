"""Error pages in words, with a way on and a phone number (ux 3, shared states)."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core.web import came_from, is_for_programs, refuse


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that stood open too long or came from elsewhere: say so, nothing was saved."""
    return refuse(request, "403_csrf.html", status=403, context={"reason": reason})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refuse(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`exception` carries the sentence of the rule that refused, where there is one.

    Who is signed in already is led back, not asked to sign in.
    """
    context = {"reason": str(exception), "back_url": _way_back(request)}
    return refuse(request, "403.html", status=403, context=context)


def _way_back(request: HttpRequest) -> str:
    user = getattr(request, "user", None)  # what refuses before the session is read has none
    if user is None or not user.is_authenticated:
        return ""
    start = reverse("portal:start")
    came = came_from(request, default=start)
    return start if urlsplit(came).path == request.path else came


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refuse(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without context: what failed may be the database or the frame itself."""
    if is_for_programs(request):
        return refuse(request, "", status=500)
    return render(None, "500.html", status=500)
