"""Bare pages: hello, a month, the same from Redis, an event, a feed, a sale under one UPDATE."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from benchmarks.bare.models import Date, Entry

SHANGHAI = ZoneInfo("Asia/Shanghai")
PAGE = "<!doctype html><title>Month</title><ul>{}</ul>"
SELL = "UPDATE activities_session SET taken = taken + 1 WHERE id = %s AND taken < capacity RETURNING taken"


def _answer(text: str, **more: Any) -> HttpResponse:
    """With its length, which CommonMiddleware would add: chunks cost the server more."""
    response = HttpResponse(text, **more)
    response["Content-Length"] = str(len(response.content))
    return response


def hello(request: HttpRequest) -> HttpResponse:
    return _answer("Hello, world")


def month(request: HttpRequest, complex_id: int, year: int, number: int) -> HttpResponse:
    return _answer(_month(complex_id, year, number))


def cached(request: HttpRequest, complex_id: int, year: int, number: int) -> HttpResponse:
    key = f"bare:{complex_id}:{year}:{number}"
    page = cache.get(key)
    if page is None:
        page = _month(complex_id, year, number)
        cache.set(key, page, 300)
    return _answer(page)


def _month(complex_id: int, year: int, number: int) -> str:
    start = datetime(year, number, 1, tzinfo=SHANGHAI)
    end = datetime(year + number // 12, number % 12 + 1, 1, tzinfo=SHANGHAI)
    rows = (
        Date.objects.filter(
            complex_id=complex_id,
            starts_at__gte=start,
            starts_at__lt=end,
            activity__state="PUBLISHED",
        )
        .order_by("starts_at")
        .values_list(
            "activity_id", "activity__title", "starts_at", "place_text", "capacity", "taken"
        )
    )
    items = []
    for key, title, starts_at, where, capacity, taken in rows:
        local = starts_at.astimezone(SHANGHAI)
        items.append(
            f'<li><a href="/activities/{key}/">{local:%d %H:%M} {escape(title)}</a> '
            f"{escape(where)} {capacity - taken}"
        )
    return PAGE.format("\n".join(items))


def event(request: HttpRequest, pk: int) -> HttpResponse:
    title, starts_at, where, capacity, taken = Date.objects.values_list(
        "activity__title", "starts_at", "place_text", "capacity", "taken"
    ).get(activity_id=pk)
    return _answer(
        f"<!doctype html><title>{escape(title)}</title><h1>{escape(title)}</h1>"
        f"<p>{starts_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M} {escape(where)} {capacity - taken}"
    )


def feed(request: HttpRequest, complex_id: int) -> HttpResponse:
    """A thousand events, neither folded nor escaped beyond the comma."""
    rows = (
        Date.objects.filter(complex_id=complex_id, activity__state="PUBLISHED")
        .order_by("starts_at")
        .values_list("pk", "activity__title", "starts_at", "ends_at", "place_text", "sequence")[
            :1000
        ]
    )
    parts = ["BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:bare"]
    for key, title, starts_at, ends_at, where, sequence in rows:
        end = (ends_at or starts_at).astimezone(UTC)
        parts.append(
            f"BEGIN:VEVENT\r\nUID:{key}@bare\r\nSEQUENCE:{sequence}\r\n"
            f"DTSTART:{starts_at.astimezone(UTC):%Y%m%dT%H%M%SZ}\r\nDTEND:{end:%Y%m%dT%H%M%SZ}\r\n"
            f"SUMMARY:{title.replace(',', chr(92) + ',')}\r\nLOCATION:{where}\r\nEND:VEVENT"
        )
    parts.append("END:VCALENDAR\r\n")
    return _answer("\r\n".join(parts), content_type="text/calendar")


def sell(request: HttpRequest, date_id: int) -> HttpResponse:
    """The fastest sale that does not oversell; no person, no line, no audit, no message."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SELL, [date_id])
        if cursor.fetchone() is None:
            return _answer("full", status=409)
        Entry.objects.create(
            date_id=date_id, name=request.POST["name"], phone=request.POST["phone"]
        )
    return _answer("sold")


urlpatterns = [
    path("hello/", hello),
    path("month/<int:complex_id>/<int:year>/<int:number>/", month),
    path("cached/<int:complex_id>/<int:year>/<int:number>/", cached),
    path("event/<int:pk>/", event),
    path("feed/<int:complex_id>/", feed),
    path("sell/<int:date_id>/", sell),
]
