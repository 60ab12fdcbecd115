"""Error pages in words, with a way on and a phone number (ux 3, shared states)."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core.web import came_from


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that stood open too long or came from elsewhere: say so, nothing was saved."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`exception` carries the sentence of the rule that refused, where there is one.

    Who is signed in already is led back, not asked to sign in.
    """
    context = {"reason": str(exception), "back_url": _way_back(request)}
    return render(request, "403.html", context, status=403)


def _way_back(request: HttpRequest) -> str:
    user = getattr(request, "user", None)  # what refuses before the session is read has none
    if user is None or not user.is_authenticated:
        return ""
    start = reverse("portal:start")
    came = came_from(request, default=start)
    return start if urlsplit(came).path == request.path else came


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without context: what failed may be the database or the frame itself."""
    return render(None, "500.html", status=500)
