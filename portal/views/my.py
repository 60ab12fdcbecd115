"""我的: the tickets of this device; found again by phone and code; forgotten on request (ux P5)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.sign_up import FindForm
from activities.models import SignUp
from activities.queries.tickets import (
    list_looks,
    list_messages,
    list_sign_ups,
    place_in_line,
    place_of,
    row_of,
    ticket_of,
)
from activities.views.proof import NoMatch, TooManyTries, find_proved
from communities.contacts import contact_for
from core.device import forget_device, read_complex, read_memory, remember_sign_up
from core.page_parts import url_if_any
from core.web import public, show_place


@public
@never_cache
@require_safe
def my(request: HttpRequest) -> HttpResponse:
    """The next ticket lies open; the others in two lists."""
    memory, now = read_memory(request), timezone.now()
    sign_ups = list_sign_ups(memory.codes)
    tickets = [(sign_up, ticket_of(sign_up, now=now)) for sign_up in sign_ups]
    coming = [sign_up for sign_up, shown in tickets if shown.is_live and not shown.is_over]
    past = [sign_up for sign_up, shown in tickets if not shown.is_live or shown.is_over]
    following = coming[0] if coming else None
    if following:
        show_place(request, place_of(following))
    slug = read_complex(request)
    return render(
        request,
        "portal/my.html",
        {
            "ticket": ticket_of(following, now=now, line=place_in_line(following))
            if following
            else None,
            "known": bool(sign_ups),
            "tabs": [],
            "upcoming": [row_of(sign_up, now=now) for sign_up in coming[1:]],
            "past": [row_of(sign_up, now=now) for sign_up in reversed(past)],
            "messages_of_tickets": list_messages(sign_ups),
            "looks": list_looks(memory.own_ids),
            "find_url": reverse("portal:my_find"),
            "calendar_url": (url_if_any("activities:calendar", slug) if slug else "")
            or reverse("portal:choose"),
            "subscribe_url": reverse("portal:my_calendar"),
            "forget_url": reverse("portal:my_forget"),
            "contact": _contact(following),
        },
    )


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_find(request: HttpRequest) -> HttpResponse:
    """手机号 and 取票码: the same answer whether the phone is unknown or the code is wrong."""
    form = FindForm(request.POST if request.method == "POST" else None)
    throttled = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _remember_found(request, find_proved(request, form))
        except TooManyTries as refusal:
            throttled = refusal.message
        except NoMatch as refusal:
            form.add_error(None, refusal.message)
    return render(
        request,
        "portal/my_find.html",
        {"form": form, "throttled": throttled},
        status=429 if throttled else 200,
    )


@public
@require_POST
def my_forget(request: HttpRequest) -> HttpResponse:
    """不是我，清除这台手机的记录."""
    response = redirect("portal:my")
    forget_device(response)
    messages.success(request, _("这台手机的记录已清除，报名还在"))
    return response


def _remember_found(request: HttpRequest, found: list[SignUp]) -> HttpResponse:
    """The newest of them; six digits that met two tickets of one phone are no reason to show both."""
    response = redirect("portal:my")
    newest = found[0]
    remember_sign_up(request, response, person_id=newest.person_id, code=newest.code, is_own=True)
    return response


def _contact(sign_up: SignUp | None) -> object:
    if sign_up is None:
        return None
    place = place_of(sign_up)
    return contact_for(place.complex, place.community, place.sub_district)
