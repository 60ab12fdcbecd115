"""The calendar of a complex, a community or a whole sub-district (ux P2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.clock import month_label
from activities.choices import ActivityKind
from activities.queries.calendar import CalendarPage, list_page, month_page, week_page
from activities.queries.calendar_address import AUTO, Address, read_address
from activities.queries.session_rows import Ask
from communities.choices import PlaceKind
from communities.queries.places import Place, only_sub_district, place_by_slug
from core.device import read_complex, remember_complex
from core.display import read_display
from core.front import keep_in_front
from core.web import public, show_place

# The reserved slug of the whole sub-district that this device's complex lies in.
WHOLE = "all"
_UNREADABLE = gettext_lazy("看不懂这个日期，已回到本月")
PAGES: dict[str, Callable[[Ask], CalendarPage]] = {"week": week_page, "list": list_page}


@public
@require_safe
@vary_on_headers("HX-Request", "Cookie")
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Month, week or list; htmx gets the part that changes, alone."""
    place = find_place(request, slug)
    now = timezone.now()
    address, is_readable = read_address(request.GET, today=timezone.localdate(now))
    is_elder = read_display(request).is_elder
    view = "list" if is_elder else address.view
    ask = Ask(place, address, now)
    page = PAGES.get(view, month_page)(ask)
    is_fragment = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(
        request,
        "activities/_calendar.html" if is_fragment else "activities/calendar.html",
        {
            "place": place,
            **{part.name: getattr(page, part.name) for part in fields(page)},
            "view": view,
            "page_title": _("%(month)s活动日历｜%(place)s")
            % {"month": month_label(address.month.month), "place": place.name},
            "is_fragment": is_fragment,
            "is_elder": is_elder,
            "problem": "" if is_readable else _UNREADABLE,
            **toolbar(ask, view),
        },
    )
    if place.complex and not read_complex(request):
        remember_complex(request, response, place.slug)
    if slug == WHOLE:
        return response  # whose sub-district it is may depend on the device
    return keep_in_front(response, complex_slug=place.slug if place.complex else "")


@public
@require_safe
def calendar_print(request: HttpRequest, slug: str) -> HttpResponse:
    """The month on one sheet for the noticeboard."""
    place = find_place(request, slug)
    now = timezone.now()
    address, is_readable = read_address(request.GET, today=timezone.localdate(now))
    page = month_page(Ask(place, address, now))
    return render(
        request,
        "activities/calendar_print.html",
        {
            "problem": "" if is_readable else _UNREADABLE,
            "h1": _("%(place)s %(month)s活动") % {"place": place.name, "month": page.h1},
            "caption": page.caption,
            "weeks": page.weeks,
            "back": {"url": f"../{address.url()}", "label": _("活动日历")},
        },
    )


def find_place(request: HttpRequest, slug: str) -> Place:
    """The place of the address, which the frame shows too; 404 where the public may see none."""
    place = _named_place(request, slug)
    show_place(request, place)
    return place


def _named_place(request: HttpRequest, slug: str) -> Place:
    if slug != WHOLE:
        place = place_by_slug(slug)
        if place is None:
            raise Http404(slug)
        return place
    only = only_sub_district()
    if only:
        return Place(only)
    remembered = place_by_slug(read_complex(request))
    if remembered is None:
        raise Http404(slug)
    return remembered.whole_sub_district()


def toolbar(ask: Ask, view: str) -> dict[str, object]:
    """Everything that leads to another state of the page."""
    address = ask.address
    is_week = view == "week"
    return {
        "prev_url": address.turned(-1),
        "next_url": address.turned(1),
        "prev_label": _("上一周") if is_week else _("上个月"),
        "next_label": _("下一周") if is_week else _("下个月"),
        "subscribe_url": reverse("activities:calendar_help", args=[ask.place.slug]),
        "print_url": "" if view in PAGES else f"print/{address.url(view=AUTO)}",
        "today_url": address.url(d="", past=False),
        "views": [
            _choice(label, address.url(view=name), is_current=view == name)
            for name, label in (("list", _("列表")), ("week", _("周")), ("month", _("月")))
        ],
        "scopes": _scopes(ask),
        "kinds": [_kind_choice(address, kind) for kind in ActivityKind],
        "open_only": _choice(
            _("只看可报名"),
            address.url(only_open=not address.only_open),
            is_current=address.only_open,
        ),
    }


def _scopes(ask: Ask) -> list[dict[str, object]]:
    """Its own or the whole sub-district's; a sub-district has nothing to choose."""
    if ask.place.kind == PlaceKind.SUB_DISTRICT:
        return []
    own = _("本小区") if ask.place.kind == PlaceKind.COMPLEX else _("本社区")
    return [
        _choice(label, ask.address.url(whole=whole), is_current=ask.address.whole == whole)
        for label, whole in ((own, False), (_("全街道"), True))
    ]


def _kind_choice(address: Address, kind: ActivityKind) -> dict[str, object]:
    """A chip that is on leads to the page without it."""
    is_on = address.kind == kind
    choice = _choice(str(kind.label), address.url(kind="" if is_on else kind), is_current=is_on)
    return {**choice, "kind": kind.lower()}


def _choice(label: str, url: str, *, is_current: bool) -> dict[str, object]:
    return {"label": label, "url": url, "current": is_current}
