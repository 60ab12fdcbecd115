"""The screen at the door: opened and revoked by the staff, shown to whoever has its token (ux 2.4)."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from activities.codes import SCREEN_LENGTH, door_code
from activities.models import Session
from activities.queries.door import find_screen, screen_page, takes_screen
from activities.services.door_screens import open_door_screen, revoke_door_screens
from activities.views.scoped import managed_activity, session_in, who
from core.codes import is_code
from core.qr import qr_data_uri
from core.web import handle_domain_errors, public, staff

# Enlarged by whole modules to any screen; the picture itself stays small.
QR_PIXELS = 480
# htmx leaves off asking.
STOP_POLLING = 286


@public
@never_cache
@require_safe
def door_screen(request: HttpRequest, token: str) -> HttpResponse:
    """The rotating code and how many came; by htmx the part that changes. No personal data."""
    screen = find_screen(token) if is_code(token, length=SCREEN_LENGTH) else None
    if screen is None:
        raise Http404(token)
    is_htmx = bool(request.htmx)  # type: ignore[attr-defined]
    now = timezone.now()
    page = None if screen.revoked_at else screen_page(screen.session, now=now)
    qr = qr_data_uri(_address(request, screen.session), pixels=QR_PIXELS) if page else ""
    response = render(
        request,
        "activities/_door_screen.html" if is_htmx else "activities/door_screen.html",
        {"page": page, "qr_url": "" if page and page.refusal else qr},
    )
    if page is None:
        response.status_code = STOP_POLLING if is_htmx else 410
    response["Vary"] = "HX-Request"
    return response


def screen_links(request: HttpRequest, session: Session) -> dict[str, str] | None:
    """For the check-in page: the address of the open screen, and where it is opened and revoked.

    `session` comes from `session_in`, which read the screen's token with it. No statement.
    """
    if not takes_screen(session):
        return None
    token, query = getattr(session, "screen_token", None), f"?session={session.pk}"
    at = [session.activity_id]
    path = reverse("activities:door_screen", args=[token]) if token else ""
    return {
        "url": request.build_absolute_uri(path) if path else "",
        "open_url": reverse("activities:field_screen_open", args=at) + query,
        "revoke_url": reverse("activities:field_screen_revoke", args=at) + query,
    }


def _address(request: HttpRequest, session: Session) -> str:
    path = reverse("activities:self_check_in", args=[session.activity_id])
    return request.build_absolute_uri(f"{path}?k={door_code(session.pk, timezone.now())}")


@staff
@require_POST
@handle_domain_errors
def open_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """开门口屏幕; a second press finds the one that is open."""
    session = session_in(request, managed_activity(request, pk))
    open_door_screen(session_id=session.pk, actor=who(request), now=timezone.now())
    messages.success(request, _("门口屏幕已开通，把下面的网址在屏幕上打开"))
    return redirect(_check_in_url(session))


@staff
@require_POST
@handle_domain_errors
def revoke_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """停用: the address stops working within a minute, wherever it is open."""
    session = session_in(request, managed_activity(request, pk))
    if revoke_door_screens(session_id=session.pk, actor=who(request), now=timezone.now()):
        messages.success(request, _("门口屏幕已停用，原来的网址打不开了"))
    return redirect(_check_in_url(session))


def _check_in_url(session: Session) -> str:
    path = reverse("activities:field_check_in", args=[session.activity_id])
    return f"{path}?session={session.pk}#screen"
