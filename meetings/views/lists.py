"""/field/meetings/ and /desk/meetings/: what is to come, to be written down, held, and still owed."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.page_parts import Link, pages_of
from core.web import staff, who
from meetings.choices import MeetingKind, MeetingState
from meetings.permissions import keeps_meetings, keeps_party_life
from meetings.queries.lists import (
    ROWS_A_PAGE,
    SHOWS,
    desk_meetings,
    desk_rows,
    listed_meetings,
    listed_resolutions,
    meeting_counts,
    meeting_rows,
    resolution_rows,
)


@staff
@require_GET
def meeting_list(request: HttpRequest) -> HttpResponse:
    """要开的, 待登记, 开过的, 议定事项; `?show=`."""
    user, now = who(request), timezone.now()
    show = request.GET.get("show", "")
    if show not in SHOWS:
        show = "coming"
    is_due = show == "due"
    found = listed_resolutions(user) if is_due else listed_meetings(user, show=show, now=now)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = (
        resolution_rows(page.object_list, today=timezone.localdate(now))
        if is_due
        else meeting_rows(page.object_list, now=now)
    )
    return render(
        request,
        "field/meetings.html",
        {
            "tabs": [
                Link(str(label), f"?show={key}", current=key == show)
                for key, label in SHOWS.items()
            ],
            "rows": rows,
            "page": pages_of(page, {"show": show}),
            "empty_text": _("没有没落实的事项") if is_due else _("这里没有会议"),
            "record_url": reverse("meetings:field_record") if keeps_party_life(user) else "",
            "new_url": reverse("meetings:field_meeting_new") if keeps_meetings(user) else "",
            "back": Link(_("今日"), reverse("portal:field")),
        },
    )


@staff
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """All meetings that the user reads, with filters: `?kind=` `?state=` `?q=`."""
    user, now = who(request), timezone.now()
    asked = {name: request.GET.get(name, "")[:40] for name in ("kind", "state", "q")}
    page = Paginator(desk_meetings(user, asked, now=now), ROWS_A_PAGE).get_page(
        request.GET.get("page")
    )
    kept = {name: value for name, value in asked.items() if value}
    return render(
        request,
        "desk/meetings.html",
        {
            "kinds": _choices(asked["kind"], [
                ("", _("全部类型")), ("PARTY", _("组织生活")), ("TOGETHER", _("协商和其他")),
                *MeetingKind.choices,
            ]),
            "states": _choices(asked["state"], [
                ("", _("全部状态")), ("UNRECORDED", _("待登记")), ("OVERDUE", _("有超期事项")),
                *MeetingState.choices,
            ]),
            "q": asked["q"],
            "rows": desk_rows(page.object_list, now=now),
            "total": page.paginator.count,
            "page": pages_of(page, kept),
            "counts": meeting_counts(user, now=now),
            "reset_url": "?" if kept else "",
            "query": urlencode(kept),
            "back": Link(_("今日"), reverse("portal:field")),
        },
    )  # fmt: skip


def _choices(chosen: str, choices: list[tuple[str, object]]) -> list[dict[str, object]]:
    return [
        {"value": value, "label": str(label), "is_chosen": value == chosen.upper()}
        for value, label in choices
    ]
