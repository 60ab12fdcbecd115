"""自助签到: whoever scans the door's screen checks in by himself; GET shows, POST acts (ux P10).

The rotating code says that somebody stands at the door, not who: a ticket of this device, or phone
and 取票码 together, says that. The tail of a phone, which neighbours know, is not enough.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from activities.choices import CheckInMethod
from activities.codes import form_code, is_door_code, is_form_code
from activities.forms.sign_up import FindForm
from activities.models import SignUp
from activities.queries.activity_page import Occasion, default_occasion, list_occasions
from activities.queries.door import arrivals_of, door_ticket, tickets_at_door
from activities.queries.field import moment_or_hour
from activities.services.check_ins import check_in
from activities.status import self_check_in_refusal
from activities.views.activity import occasion_or_404
from activities.views.proof import NoMatch, TooManyTries, find_proved
from core.device import read_memory, remember_sign_up
from core.errors import DomainError
from core.web import public, show_place

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Door:
    """The session whose code was scanned, and the code that its form carries on."""

    occasion: Occasion
    form_code: str


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def self_check_in(request: HttpRequest, pk: int) -> HttpResponse:
    """The phone's own tickets with one button; a phone that knows none asks for phone and code."""
    occasions = list_occasions(pk, now=timezone.now())
    default = default_occasion(occasions)
    if default is None:
        raise Http404(pk)
    door = _door(request, occasions)
    show_place(request, door.occasion.place if door else default.place)
    if door is None:
        return _scan_again(request, default)
    if self_check_in_refusal(door.occasion.facts):
        return _page(request, door, status=409 if request.method == "POST" else 200)
    if request.method != "POST":
        return _page(request, door)
    if "phone" in request.POST:
        return _arrive_by_phone(request, door)
    return _arrive_by_device(request, door)


@public
@never_cache
@require_safe
def self_checked_in(request: HttpRequest, pk: int) -> HttpResponse:
    """签到成功 with the time, large, to be shown at the door; only to the device of the ticket."""
    occasion, now = occasion_or_404(request, pk), timezone.now()
    own = tickets_at_door(occasion.session, read_memory(request).codes)
    arrivals = arrivals_of(own, is_again="again" in request.GET, now=now)
    if arrivals is None:
        return redirect(occasion.url)
    context = {"arrivals": arrivals, "occasion": occasion}
    return render(request, "activities/self_checked_in.html", context)


def _door(request: HttpRequest, occasions: list[Occasion]) -> Door | None:
    """By the door's code in the address, or by that of a form which a scanned code opened."""
    now = timezone.now()
    scanned, carried = request.GET.get("k", ""), request.POST.get("form", "")
    for occasion in occasions:
        if is_form_code(occasion.session.pk, carried, now):
            return Door(occasion, carried)
    for occasion in occasions:
        if is_door_code(occasion.session.pk, scanned, now):
            return Door(occasion, form_code(occasion.session.pk, now))
    return None


def _scan_again(request: HttpRequest, occasion: Occasion) -> HttpResponse:
    """Without a code the way to it; with one that is old or invented the reason."""
    is_stale = request.method == "POST" or "k" in request.GET
    title = _("二维码已更新，请重新扫门口的屏幕") if is_stale else _("请扫门口屏幕上的二维码签到")
    context = {"title": title, "is_stale": is_stale, "occasion": occasion}
    return render(
        request, "activities/self_scan_again.html", context, status=410 if is_stale else 200
    )


def _page(
    request: HttpRequest,
    door: Door,
    *,
    form: FindForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    now, occasion = timezone.now(), door.occasion
    own = tickets_at_door(occasion.session, read_memory(request).codes)
    tickets = [door_ticket(sign_up, now=now) for sign_up in own]
    asks = form is not None or OTHER in request.GET or not tickets
    scanned = request.GET.get("k", "")
    return render(
        request,
        "activities/self_check_in.html",
        {
            "occasion": occasion,
            "refusal": self_check_in_refusal(occasion.facts),
            "tickets": [] if asks else tickets,
            "ready": [one for one in tickets if not one.done and not one.refusal],
            "form": (form or FindForm()) if asks else None,
            "is_other": bool(tickets),
            "form_code": door.form_code,
            "problem": problem,
            "other_url": f"?k={scanned}&{OTHER}=1" if scanned else "",
        },
        status=status,
    )


def _arrive_by_device(request: HttpRequest, door: Door) -> HttpResponse:
    """Those tickets of this device that were ticked."""
    own = tickets_at_door(door.occasion.session, read_memory(request).codes)
    chosen = set(request.POST.getlist("ticket"))
    coming = [sign_up for sign_up in own if sign_up.code in chosen]
    if not coming:
        return _page(request, door, problem=_("请勾选到了的人"), status=422)
    try:
        return _arrive(door, coming)
    except DomainError as refusal:
        return _page(request, door, problem=refusal.message, status=409)


def _arrive_by_phone(request: HttpRequest, door: Door) -> HttpResponse:
    """Phone and code together; the device knows the ticket from then on."""
    form = FindForm(request.POST)
    if not form.is_valid():
        return _page(request, door, form=form, status=422)
    try:
        coming = _proved(request, door, form)
        response = _arrive(door, [coming])
    except TooManyTries as refusal:
        return _page(request, door, form=form, problem=refusal.message, status=429)
    except DomainError as refusal:
        form.add_error(None, refusal.message)
        return _page(request, door, form=form, status=422)
    remember_sign_up(request, response, person_id=coming.person_id, code=coming.code, is_own=True)
    return response


def _proved(request: HttpRequest, door: Door, form: FindForm) -> SignUp:
    """The sign-up for the session at the door. Raises NoMatch, which names the right one if any."""
    found = find_proved(request, form)
    here = [one for one in found if one.session_id == door.occasion.session.pk]
    if here:
        # A live one first: who cancelled and signed up again has two.
        return min(here, key=lambda one: not one.is_live)
    session = found[0].session
    when = moment_or_hour(session.starts_at, timezone.now())
    raise NoMatch(
        _("不是这场活动，这个取票码是：%(title)s %(when)s")
        % {"title": session.activity.title, "when": when}
    )


def _arrive(door: Door, coming: list[SignUp]) -> HttpResponse:
    """Checks in, and says whether all of them were here before. Raises what `check_in` raises."""
    now = timezone.now()
    made = [
        check_in(sign_up_id=one.pk, method=CheckInMethod.SELF, actor=None, now=now)
        for one in coming
    ]
    address = reverse("activities:self_checked_in", args=[door.occasion.activity.pk])
    again = "&again=1" if all(arrival.at != now for arrival in made) else ""
    return redirect(f"{address}?session={door.occasion.session.pk}{again}")
