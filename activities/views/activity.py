"""The page of one activity, its story afterwards, its calendar entry (ux P3)."""

from __future__ import annotations

from dataclasses import fields

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from activities.icalendar_text import stamped
from activities.posters import find_font
from activities.queries.activity_page import (
    ActivityPage,
    Occasion,
    find_occasion,
    get_activity_page,
    list_story_photos,
    story_words,
)
from activities.queries.feeds import feed_of_occasion
from activities.status import OVER
from core.device import read_memory
from core.front import keep_in_front
from core.web import is_in_wechat, origin_of, public, show_place

LONGEST_NUMBER = 18
ICS_TYPE = "text/calendar; charset=utf-8"


@public
@require_safe
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    page = get_activity_page(
        pk, session_number(request), codes=read_memory(request).codes, now=timezone.now()
    )
    if page is None:
        raise Http404(pk)
    place = page.occasion.place
    show_place(request, place)
    response = render(
        request,
        "activities/activity.html",
        {
            **{part.name: getattr(page, part.name) for part in fields(page)},
            "share_image_url": _absolute(request, page.activity.photo_url or _picture_url(page)),
            "back": {"url": calendar_url(place.slug), "label": _("活动日历")},
            "poster_url": "" if page.occasion.status in OVER else _poster_url(page, "poster"),
        },
    )
    return keep_in_front(response)


@public
@require_safe
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """What it was like: 404 until the log is published."""
    occasion = occasion_or_404(request, pk)
    words = story_words(occasion)
    if not words:
        raise Http404(pk)
    response = render(
        request,
        "activities/story.html",
        {
            "occasion": occasion,
            "headcount": words[0],
            "remark": words[1] if len(words) > 1 else "",
            "photos": list_story_photos(occasion.session),
            "calendar_url": calendar_url(occasion.place.slug),
        },
    )
    return keep_in_front(response)


@public
@require_safe
def activity_ics(request: HttpRequest, pk: int) -> HttpResponse:
    """One session as a file; inside WeChat a page that says how to get it."""
    occasion = occasion_or_404(request, pk)
    if is_in_wechat(request):
        return render(request, "activities/open_in_browser.html", {"occasion": occasion})
    with override(settings.LANGUAGE_CODE):  # as in every other feed
        text = feed_of_occasion(occasion, origin=origin_of(request)).text()
    response = HttpResponse(stamped(text, timezone.now()), content_type=ICS_TYPE)
    response["Content-Disposition"] = f'attachment; filename="activity-{pk}.ics"'
    return response


def occasion_or_404(request: HttpRequest, pk: int) -> Occasion:
    """The session that the address names; the frame then shows its place."""
    occasion = find_occasion(pk, session_number(request), now=timezone.now())
    if occasion is None:
        raise Http404(pk)
    show_place(request, occasion.place)
    return occasion


def session_number(request: HttpRequest) -> int | None:
    """`session=` of the form, else of the address; None when nothing is said."""
    typed = request.POST.get("session") or request.GET.get("session", "")
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER):
        raise Http404(typed[:LONGEST_NUMBER])
    return int(typed)


def calendar_url(slug: str) -> str:
    return reverse("activities:calendar", args=[slug])


def _poster_url(page: ActivityPage, name: str) -> str:
    """Of this date where the activity has several still to come, else simply of the activity."""
    occasion = page.occasion
    path = reverse(f"activities:{name}", args=[occasion.activity.pk])
    return f"{path}?session={occasion.session.pk}" if page.sessions else path


def _picture_url(page: ActivityPage) -> str:
    """The share card of an activity without a photo; empty where no picture can be drawn."""
    return _poster_url(page, "poster_png") if find_font() else ""


def _absolute(request: HttpRequest, url: str) -> str:
    return request.build_absolute_uri(url) if url else ""
