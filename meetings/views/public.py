"""What was published to residents: meetings of a place, topics with their answers, how far things are."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from communities.queries.places import Place, place_by_slug
from core.front import keep_in_front
from core.page_parts import Fact, Link, Tag, pages_of
from core.web import public, show_place
from meetings.choices import MeetingKind
from meetings.models import Meeting
from meetings.queries.lists import ROWS_A_PAGE, public_meetings, public_rows, when_text
from meetings.queries.meeting_page import public_items, public_resolutions


@public
@require_safe
def meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest first."""
    place = place_by_slug(slug)
    if place is None:
        raise Http404(slug)
    show_place(request, place)
    page = Paginator(public_meetings(place), ROWS_A_PAGE).get_page(request.GET.get("page"))
    response = render(
        request,
        "meetings/meetings.html",
        {
            "place_name": place.name,
            "rows": public_rows(page.object_list),
            "page": pages_of(page, {}),
            "back": Link(_("首页"), reverse("portal:home", args=[slug])),
        },
    )
    return keep_in_front(response)


@public
@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them; what was not published does not exist, whoever asks."""
    rows = Meeting.objects.public().select_related("complex", "community", "sub_district")
    found: Meeting = get_object_or_404(rows, pk=pk)
    place = Place(found.sub_district, found.community, found.complex)
    show_place(request, place)
    now = timezone.now()
    response = render(
        request,
        "meetings/meeting.html",
        {
            "title": found.title,
            "tag": Tag("info", "talk", str(MeetingKind(found.kind).label)),
            "facts": [
                fact
                for fact in (
                    Fact(icon="calendar", label=_("时间"), text=when_text(found)),
                    Fact(icon="pin", label=_("地点"), text=found.spot),
                    Fact(icon="home", label=_("范围"), text=found.place_name),
                )
                if fact.text
            ],
            "items": public_items(found),
            "resolutions": public_resolutions(found, now=now),
            "back": Link(_("会议公开"), reverse("meetings:meetings", args=[place.slug])),
        },
    )
    return keep_in_front(response)
