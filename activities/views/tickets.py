"""One ticket by its code: shown, called off, drawn as a QR code. GET changes nothing (ux finding 8)."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from activities.codes import TICKET_LENGTH
from activities.models import SignUp
from activities.permissions import can_manage_session
from activities.queries.tickets import find_sign_up, place_in_line, place_of, ticket_of
from activities.services.sign_ups import cancel_sign_up
from activities.views.tickets_staff import staff_ticket
from core.codes import is_code
from core.errors import DomainError
from core.qr import qr_png
from core.web import public, show_place

# Large enough for a long press in WeChat and the 300 px of elder mode.
QR_PIXELS = 300


@public
@never_cache
@require_safe
def ticket(request: HttpRequest, code: str) -> HttpResponse:
    """For whoever serves the session's place the verdict at the door, for everybody else the ticket."""
    sign_up = sign_up_or_404(code)
    show_place(request, place_of(sign_up))
    user = request.user
    if user.is_authenticated and can_manage_session(user, sign_up.session):
        return staff_ticket(request, sign_up)
    shown = ticket_of(sign_up, now=timezone.now(), line=place_in_line(sign_up))
    return render(
        request,
        "activities/ticket.html",
        {
            "ticket": shown,
            "cancel_url": shown.cancel_url,
            "swap_url": shown.swap_url,
            "activity_url": shown.activity_url,
        },
    )


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ticket_cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Asks first; the POST gives the places back and moves the line up."""
    sign_up = sign_up_or_404(code)
    if request.method == "POST":
        try:
            cancel_sign_up(sign_up_id=sign_up.pk, actor=None, now=timezone.now())
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("已取消报名"))
        return redirect(sign_up)
    show_place(request, place_of(sign_up))
    shown = ticket_of(sign_up, now=timezone.now())
    if not shown.cancel_url:
        return redirect(sign_up)
    return render(
        request,
        "activities/confirm.html",
        {
            "question": _("取消“%(title)s”的报名？") % {"title": shown.title},
            "lines": [
                f"{shown.when} {shown.when_tail}",
                _("%(who)s。取消后名额会给排队的邻居，想去要重新报名。") % {"who": shown.who},
            ],
            "form": None,
            "yes_label": _("取消报名"),
            "back_url": shown.url,
            "back_label": _("不取消"),
        },
    )


@public
@require_safe
def ticket_qr(request: HttpRequest, code: str) -> HttpResponse:
    """The address of the ticket as black on white; the same picture for ever."""
    sign_up = sign_up_or_404(code)
    address = request.build_absolute_uri(reverse("activities:ticket", args=[sign_up.code]))
    response = HttpResponse(qr_png(address, pixels=QR_PIXELS), content_type="image/png")
    response["Cache-Control"] = "private, max-age=86400"
    return response


def sign_up_or_404(code: str) -> SignUp:
    if not is_code(code, length=TICKET_LENGTH):
        raise Http404(code)
    sign_up = find_sign_up(code)
    if sign_up is None:
        raise Http404(code)
    return sign_up
