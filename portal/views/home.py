"""The entrance and a complex's home (ux P1): chosen once, then opened with no tap."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.text import tidy
from activities.queries.calendar_address import read_address
from activities.queries.session_rows import Ask
from activities.queries.today import today_and_next
from communities.contacts import contact_for
from communities.queries.notices import home_notices
from communities.queries.places import place_by_slug
from core.device import read_complex, remember_complex
from core.front import keep_in_front
from core.web import public, show_place
from portal.queries import choose_from, list_doors, nothing_found

LONGEST_QUERY = 40


@public
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """选小区; a device that remembers one goes there, unless it asks for the list."""
    remembered = read_complex(request)
    if remembered and not {"change", "q"} & set(request.GET) and place_by_slug(remembered):
        return redirect("portal:home", remembered)
    typed = tidy(request.GET.get("q", ""))[:LONGEST_QUERY]
    groups = choose_from(typed)
    return render(
        request,
        "portal/choose.html",
        {
            "query": typed,
            "groups": groups,
            "empty_text": nothing_found(typed) if typed and not groups else "",
        },
    )


@public
@require_safe
def home(request: HttpRequest, slug: str) -> HttpResponse:
    """Today first, then the doors and whom to ring; parts without an app yet are not drawn."""
    place = place_by_slug(slug)
    if place is None:
        raise Http404(slug)
    show_place(request, place)
    now = timezone.now()
    address, _is_readable = read_address({}, today=timezone.localdate(now))
    calendar_url = reverse("activities:calendar", args=[slug])
    today = today_and_next(Ask(place, address, now), calendar_url=calendar_url)
    response = render(
        request,
        "portal/home.html",
        {
            "today": today,
            "calendar_url": calendar_url,
            "report_url": "",
            "doors": list_doors(slug),
            "about_url": reverse("portal:about", args=[slug]) if place.complex else "",
            "contact": contact_for(place.complex, place.community, place.sub_district),
            "notices": home_notices(place, now=now),
            "notices_url": reverse("communities:notices", args=[slug]),
            "meetings_url": reverse("meetings:meetings", args=[slug]),
            "votes_url": reverse("meetings:votes", args=[slug]),
            "week": today.week,
            "mini": today.mini,
        },
    )
    # Opening another complex's home from the list moves the device there; a link does not, once chosen.
    if place.complex and _may_remember(request):
        remember_complex(request, response, slug)
    if "chosen" in request.GET:
        return response
    return keep_in_front(response, complex_slug=slug if place.complex else "")


def _may_remember(request: HttpRequest) -> bool:
    return not read_complex(request) or request.GET.get("chosen") == "1"
