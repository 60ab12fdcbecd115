"""The noticeboard of a place, one notice, and objecting to it; nobody signs in for any of them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from communities.choices import NoticeCategory
from communities.contacts import contact_for
from communities.forms.notices import ObjectionForm
from communities.queries.notices import (
    MOST_ON_BOARD,
    NoticePage,
    board_rows,
    category_links,
    get_notice_page,
    notice_rows,
)
from communities.queries.places import place_by_slug
from communities.queries.surveys import open_rounds
from communities.services.objections import (
    Complaint,
    NotOnShow,
    objects_too_often,
    raise_objection,
)
from core.device import device_mark
from core.errors import DomainError
from core.front import keep_in_front
from core.page_parts import pages_of
from core.web import client_address, public, show_place

ROWS_A_PAGE = 20


@public
@require_safe
def notices(request: HttpRequest, slug: str) -> HttpResponse:
    """What hangs today, emergencies first; `?past=1` what hung before, `?type=party` of one kind."""
    place = place_by_slug(slug)
    if place is None:
        raise Http404(slug)
    show_place(request, place)
    url = reverse("communities:notices", args=[slug])
    typed, is_past = request.GET.get("type", ""), request.GET.get("past") == "1"
    category = typed.upper() if typed.upper() in NoticeCategory.values else ""
    found = board_rows(place, category=category, is_past=is_past, now=timezone.now())
    page = Paginator(found, ROWS_A_PAGE if is_past else MOST_ON_BOARD).get_page(
        request.GET.get("page")
    )
    response = render(
        request,
        "communities/notices.html",
        {
            "place_name": place.name,
            "heading": _("以前的公告") if is_past else _("公告公示"),
            "filters": [] if is_past else category_links(url, chosen=category),
            "unknown": _("没有这一类公告，下面是全部") if typed and not category else "",
            "rows": notice_rows(page.object_list),
            "page": pages_of(page, {"past": "1"}) if is_past else None,
            "surveys": [] if is_past else open_rounds(place, today=timezone.localdate()),
            "past_url": "" if is_past else f"{url}?past=1",
            "back": _back(url, slug, is_past=is_past),
            "empty_text": _("没有公示过的公告") if is_past else _("现在没有公告"),
        },
    )
    return keep_in_front(response)


def _back(url: str, slug: str, *, is_past: bool) -> dict[str, str]:
    if is_past:
        return {"url": url, "label": _("公告公示")}
    return {"url": reverse("portal:home", args=[slug]), "label": _("首页")}


@public
@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """The text with its period; of a withdrawn one only that it was withdrawn, and when."""
    page = _page_or_404(request, pk)
    place = page.place
    response = render(
        request,
        "communities/notice.html",
        {
            "notice": page,
            "contact": contact_for(place.complex, place.community, place.sub_district),
            "back": {
                "url": reverse("communities:notices", args=[place.slug]),
                "label": _("公告公示"),
            },
        },
    )
    return keep_in_front(response)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notice_object(request: HttpRequest, pk: int) -> HttpResponse:
    """提异议: what, and only if one likes who; a notice that hangs no more leads back to its page."""
    page = _page_or_404(request, pk)
    if not page.object_url:
        return _refused(request, page, pk)
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_robot:
        return redirect("communities:notice", pk)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        if objects_too_often(
            device=device_mark(request), phone=answers["phone"], address=client_address(request)
        ):
            return render(request, "429.html", {"wait": _("10分钟")}, status=429)
        complaint = Complaint(
            body=answers["body"],
            name=answers["name"],
            phone=answers["phone"],
            form_key=answers["key"],
        )
        try:
            raise_objection(notice_id=pk, complaint=complaint, actor=None, now=timezone.now())
        except NotOnShow:
            return _refused(request, page, pk)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("communities:notice_objected", pk)
    return render(
        request,
        "communities/notice_object.html",
        {"notice": page, "form": form, "back": _to_notice(page, pk)},
        status=422 if form.errors else 200,
    )


@public
@require_safe
def notice_objected(request: HttpRequest, pk: int) -> HttpResponse:
    """已收到."""
    page = _page_or_404(request, pk)
    place = page.place
    return render(
        request,
        "communities/notice_objected.html",
        {
            "notice": page,
            "contact": contact_for(place.complex, place.community, place.sub_district),
            "back": _to_notice(page, pk),
        },
    )


def _page_or_404(request: HttpRequest, pk: int) -> NoticePage:
    page = get_notice_page(pk, now=timezone.now())
    if page is None:
        raise Http404(pk)
    show_place(request, page.place)
    return page


def _refused(request: HttpRequest, page: NoticePage, pk: int) -> HttpResponse:
    """In words, without a form: what was typed can no longer be taken."""
    return render(
        request,
        "communities/notice_objected.html",
        {
            "notice": page,
            "refusal": NotOnShow.default_message,
            "contact": contact_for(
                page.place.complex, page.place.community, page.place.sub_district
            ),
            "back": _to_notice(page, pk),
        },
        status=409 if request.method == "POST" else 200,
    )


def _to_notice(page: NoticePage, pk: int) -> dict[str, str]:
    return {"url": reverse("communities:notice", args=[pk]), "label": page.title}
