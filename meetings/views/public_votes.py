"""Results of owners' votes that were published to residents; nobody signs in for them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from communities.queries.places import Place, place_by_slug
from core.front import keep_in_front
from core.page_parts import Link, pages_of
from core.sheets import CSV_TYPE, write_csv
from core.web import public, show_place
from meetings.ballot_codes import read_receipt
from meetings.models import Vote
from meetings.queries.public_votes import (
    ROWS_A_PAGE,
    public_facts,
    public_vote_rows,
    public_votes,
    receipts_of,
    receipts_sheet,
)
from meetings.queries.vote_results import public_results
from meetings.vote_rules import NOT_THE_ASSEMBLY

RECEIPTS_A_PAGE = 100


@public
@require_safe
def votes(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest first."""
    place = _shown_place(request, slug)
    page = Paginator(public_votes(place), ROWS_A_PAGE).get_page(request.GET.get("page"))
    response = render(
        request,
        "meetings/public_votes.html",
        {
            "place_name": place.name,
            "rows": public_vote_rows(page.object_list),
            "page": pages_of(page, {}),
            "back": Link(_("首页"), reverse("portal:home", args=[slug])),
        },
    )
    return keep_in_front(response)


@public
@require_safe
def vote(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One of them; what was not published does not exist, whoever asks. `?code=` finds one's ballot."""
    place = _shown_place(request, slug)
    found: Vote = get_object_or_404(public_votes(place), pk=pk)
    receipts = receipts_of(found)
    lines = receipts.lines if receipts else []
    typed = request.GET.get("code", "")
    code = read_receipt(typed)
    if typed:
        lines = [line for line in lines if line.receipt == code]
    page = Paginator(lines, RECEIPTS_A_PAGE).get_page(request.GET.get("page"))
    response = render(
        request,
        "meetings/public_vote.html",
        {
            "title": found.title,
            "facts": public_facts(found),
            "explanation": found.explanation,
            "results": public_results(found),
            "receipts": receipts,
            "lines": page.object_list,
            "page": pages_of(page, {}),
            "typed": typed[:20],
            "is_asked": bool(typed),
            "csv_url": reverse("meetings:vote_receipts", args=[slug, pk]),
            "notice": NOT_THE_ASSEMBLY,
            "back": Link(_("业主表决结果"), reverse("meetings:votes", args=[slug])),
        },
    )
    # What somebody looks for is hers alone; the pages of the list are everybody's.
    return response if typed else keep_in_front(response)


@public
@require_safe
def receipts(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """All receipts of an open vote as a table to add up."""
    found: Vote = get_object_or_404(public_votes(_shown_place(request, slug)), pk=pk)
    told = receipts_of(found)
    if told is None:
        raise Http404
    response = HttpResponse(write_csv(receipts_sheet(found, told)), content_type=CSV_TYPE)
    response["Content-Disposition"] = f'attachment; filename="vote-{pk}-receipts.csv"'
    return response


def _shown_place(request: HttpRequest, slug: str) -> Place:
    place = place_by_slug(slug)
    if place is None:
        raise Http404(slug)
    show_place(request, place)
    return place
