"""我的手机日历: an address under which a phone's calendar reads one's own sign-ups; given and taken back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from activities.queries.calendar_tokens import list_subscriptions
from activities.queries.tickets import remembered_persons
from activities.services.calendar_tokens import issue_calendar_token, revoke_calendar_tokens
from activities.views.feeds import addresses_of
from core.device import read_memory
from core.throttle import is_over_limit
from core.web import is_in_wechat, public

# Far above what a family changes its mind; each leaves a row in the history.
MOST_ADDRESSES = 10
WINDOW = 60 * 60
LONGEST_NUMBER = 18


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar(request: HttpRequest) -> HttpResponse:
    """The persons of this device; the POST gives one of them a new address, which ends the old."""
    if request.method != "POST":
        return _page(request)
    person_id = _own_person(request)
    if is_over_limit("calendar", str(person_id), limit=MOST_ADDRESSES, seconds=WINDOW):
        messages.error(request, _("换得太多了，请过一小时再来"))
        return _page(request, status=429)
    token = issue_calendar_token(person_id=person_id, actor=None, now=timezone.now())
    addresses = addresses_of(request, reverse("activities:person_feed", args=[token]))
    # The answer itself, not a redirect: the address is kept nowhere from which it could be read again.
    return _page(request, fresh={"person_id": person_id, **addresses})


@public
@require_POST
def my_calendar_end(request: HttpRequest) -> HttpResponse:
    """停用: whoever subscribed to it reads nothing any more."""
    revoke_calendar_tokens(person_ids=[_own_person(request)], actor=None, now=timezone.now())
    messages.success(request, _("已停用，原来的网址看不到了"))
    return redirect("portal:my_calendar")


def _page(
    request: HttpRequest, *, fresh: dict[str, object] | None = None, status: int = 200
) -> HttpResponse:
    persons = remembered_persons(read_memory(request).own_ids)
    return render(
        request,
        "portal/my_calendar.html",
        {
            "subscriptions": list_subscriptions(persons),
            "fresh": fresh,
            "in_wechat": is_in_wechat(request),
            "end_url": reverse("portal:my_calendar_end"),
            "find_url": reverse("portal:my_find"),
        },
        status=status,
    )


def _own_person(request: HttpRequest) -> int:
    """Whom the form names: 404 for somebody this device doesn't know, 403 for one it only wrote down."""
    typed = request.POST.get("person", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER):
        raise Http404
    person_id, memory = int(typed), read_memory(request)
    if person_id not in memory.person_ids:
        raise Http404
    if not memory.owns(person_id):
        raise PermissionDenied(_("请先用手机号和取票码找回这个人的票"))
    return person_id
