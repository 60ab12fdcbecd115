"""Calendars to subscribe to: of a place, of a space, of one person; and the page that says how.

ICS is a courtesy: whoever must be told of a change is told by us (ux finding 9). The files are Chinese
whoever asks: a calendar is read by programs, has no cookie, and its bytes may not differ with one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import blake2b

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from activities.codes import CALENDAR_LENGTH
from activities.icalendar_text import stamped
from activities.queries.calendar_tokens import person_of_token
from activities.queries.feeds import (
    Feed,
    feed_of_person,
    feed_of_place,
    feed_of_space,
    find_space,
)
from activities.views.activity import ICS_TYPE, calendar_url
from activities.views.calendar import WHOLE, find_place
from communities.contacts import Contact, contact_for
from communities.queries.places import Place
from core.codes import is_code
from core.front import keep_in_front
from core.web import is_in_wechat, origin_of, public, show_place

# A change is seen within five minutes by whoever asks that often.
FRESH_SECONDS = 300
# How long it is remembered since when a calendar has been what it is.
REMEMBERED_SECONDS = 30 * 24 * 60 * 60
ONE_SECOND = timedelta(seconds=1)


@public
@require_safe
@vary_on_headers("User-Agent", "Cookie")
def place_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The calendar of a complex, a community or a whole sub-district."""
    place = find_place(request, slug)
    if is_in_wechat(request):
        return _how_to(request, place, feed_path(place))
    with override(settings.LANGUAGE_CODE):
        feed = feed_of_place(place, origin=origin_of(request), now=timezone.now())
    response = _answer(request, feed, key=request.path, file_name=place.slug)
    return response if slug == WHOLE else keep_in_front(response)


@public
@require_safe
@vary_on_headers("User-Agent", "Cookie")
def space_feed(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What takes place in one room; 404 for a room that is not open to the public."""
    space = find_space(pk)
    if space is None:
        raise Http404(pk)
    if is_in_wechat(request):
        place = Place(space.sub_district, space.community, space.complex)
        show_place(request, place)
        return _how_to(request, place, request.path)
    with override(settings.LANGUAGE_CODE):
        feed = feed_of_space(space, origin=origin_of(request), now=timezone.now())
    return keep_in_front(_answer(request, feed, key=request.path, file_name=f"space-{pk}"))


@public
@require_safe
@vary_on_headers("User-Agent", "Cookie")
def person_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """One person's own sign-ups; an address that was taken back looks like one that never was."""
    if not is_code(token, length=CALENDAR_LENGTH):
        raise Http404
    person_id = person_of_token(token)
    if person_id is None:
        raise Http404
    if is_in_wechat(request):
        back = {"url": reverse("portal:my_calendar"), "label": _("我的手机日历")}
        return _help_page(request, request.path, back=back)
    with override(settings.LANGUAGE_CODE):
        feed = feed_of_person(person_id, origin=origin_of(request), now=timezone.now())
    return _answer(request, feed, key=f"person-{person_id}", file_name="my")


@public
@require_safe
@vary_on_headers("User-Agent", "Cookie")
def calendar_help(request: HttpRequest, slug: str) -> HttpResponse:
    """订阅到手机日历: how, for each kind of device, in words for somebody of seventy."""
    place = find_place(request, slug)
    return _how_to(request, place, feed_path(place))


def feed_path(place: Place) -> str:
    """Always by the place's own slug: a calendar has no cookie that says whose `all` is meant."""
    return reverse("activities:place_feed", args=[place.slug])


def addresses_of(request: HttpRequest, path: str) -> dict[str, str]:
    """The address as browsers write it, and as telephones take it for one to subscribe to."""
    return {
        "ics_url": f"{origin_of(request)}{path}",
        "webcal_url": f"webcal://{request.get_host()}{path}",
    }


def _how_to(request: HttpRequest, place: Place, path: str) -> HttpResponse:
    return _help_page(
        request,
        path,
        back={"url": calendar_url(place.slug), "label": _("活动日历")},
        contact=contact_for(place.complex, place.community, place.sub_district),
        print_url=reverse("activities:calendar_print", args=[place.slug]),
    )


def _help_page(
    request: HttpRequest,
    path: str,
    *,
    back: dict[str, str],
    contact: Contact | None = None,
    print_url: str = "",
) -> HttpResponse:
    return render(
        request,
        "activities/calendar_help.html",
        {
            "in_wechat": is_in_wechat(request),
            "back": back,
            "contact": contact,
            "print_url": print_url,
            **addresses_of(request, path),
        },
    )


def _answer(request: HttpRequest, feed: Feed, *, key: str, file_name: str) -> HttpResponseBase:
    """The file, or 304 where the subscriber has it. `key` names the calendar, without any secret.

    What has not changed keeps its moment (DTSTAMP, Last-Modified), so that the bytes are the same too.
    """
    text = feed.text()
    digest = blake2b(text, digest_size=10).hexdigest()
    key = f"feed:{request.get_host()}:{key}"
    since = _since(key, digest, now=timezone.now())
    seconds = int(since.timestamp())
    etag = f'"{digest}-{seconds:x}"'
    response: HttpResponseBase | None = get_conditional_response(
        request, etag=etag, last_modified=seconds
    )
    if response is None:
        response = HttpResponse(stamped(text, since), content_type=ICS_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{file_name}.ics"'
    response["ETag"] = etag
    response["Last-Modified"] = http_date(seconds)
    response["Cache-Control"] = f"private, max-age={FRESH_SECONDS}"
    return response


def _since(key: str, digest: str, *, now: datetime) -> datetime:
    """When this state of a calendar was first read; whole seconds, and later than the state before.

    Without Redis every reading is the first: then nobody is told that nothing has changed, which
    costs a transfer and misleads no one.
    """
    before, since = cache.get(key) or ("", None)
    if since is not None and before == digest:
        return since
    moment = now.replace(microsecond=0)
    if since is not None:
        moment = max(moment, since + ONE_SECOND)
    cache.set(key, (digest, moment), REMEMBERED_SECONDS)
    return moment
