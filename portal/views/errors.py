"""Error pages in words, with a way on and a phone number (ux 3, shared states)."""

from __future__ import annotations

import errno
import sys
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from communities.queries.places import slug_that_followed
from core.transactions import is_database_away
from core.web import came_from, is_for_programs, refuse

# Long enough for a killed PostgreSQL to be back (1 to 5 s), short enough for a person who waits.
RETRY_AFTER_SECONDS = 10
# How the addresses of a place's public pages begin (`config/urls.py`).
OF_A_PLACE = "c/<slug:slug>/"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


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
    """What is not there; an address of a complex that was merged leads to the one that followed."""
    followed = _address_that_followed(request)
    if followed:
        return HttpResponsePermanentRedirect(followed)
    return refuse(request, "404.html", status=404)


def _address_that_followed(request: HttpRequest) -> str:
    """The same page of the complex into which the named one was merged; empty for all others.

    Here and not in the views: each page of a place, today's and later ones, answers so.
    """
    match = request.resolver_match
    if match is None or not match.route.startswith(OF_A_PLACE) or "slug" not in match.kwargs:
        return ""
    slug = slug_that_followed(match.kwargs["slug"])
    if not slug:
        return ""
    address = reverse(match.view_name, kwargs={**match.kwargs, "slug": slug})
    query = request.META.get("QUERY_STRING", "")
    return f"{address}?{query}" if query else address


def server_error(request: HttpRequest) -> HttpResponse:
    """Without context: what failed may be the database or the frame itself.

    The one place that sees every exception, those of middleware too: what passes by itself is a 503
    that says when to come again, only the rest is a 500.
    """
    error = sys.exc_info()[1]
    is_storage = isinstance(error, OSError) and error.errno in _FULL
    if not is_storage and not is_database_away(error):
        if is_for_programs(request):
            return refuse(request, "", status=500)
        return render(None, "500.html", status=500)
    if is_for_programs(request):
        response = refuse(request, "", status=503)
    else:
        response = render(None, "503.html", {"is_storage": is_storage}, status=503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
