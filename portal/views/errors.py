"""Error pages in words, with a way on and a phone number (ux 3, shared states)."""

from __future__ import annotations

import errno
import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.transactions import is_database_away

# Long enough for a killed PostgreSQL to be back (1 to 5 s), short enough for a person who waits.
RETRY_AFTER_SECONDS = 10
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that stood open too long or came from elsewhere: say so, nothing was saved."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`exception` carries the sentence of the rule that refused, where there is one."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without context: what failed may be the database or the frame itself.

    The one place that sees every exception, those of middleware too: what passes by itself is a 503
    that says when to come again, only the rest is a 500.
    """
    error = sys.exc_info()[1]
    is_storage = isinstance(error, OSError) and error.errno in _FULL
    if is_storage or is_database_away(error):
        response = render(None, "503.html", {"is_storage": is_storage}, status=503)
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response
    return render(None, "500.html", status=500)
