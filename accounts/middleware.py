"""Who acts, for the audit trail: set once a request, before any view writes."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from accounts.audit import acting_as


class AuditActorMiddleware:
    """Puts the signed-in user, the route and the request id into the audit context.

    The path itself is left out: it may hold a ticket's code.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return self.get_response(request)
        user = request.user if request.user.is_authenticated else None
        request_id = structlog.contextvars.get_contextvars().get("request_id")
        with acting_as(
            user, reason=f"{request.method} {request.path.split('/')[1]}", request_id=request_id
        ):
            return self.get_response(request)
