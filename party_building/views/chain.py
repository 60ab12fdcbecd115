"""/desk/party/chain/: who answers for a door, on any day and in any matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from communities.body_rules import full_date
from communities.models import Complex, Door
from communities.queries.places import Place
from core.page_parts import Link
from core.web import staff, who
from party_building.choices import Matter
from party_building.forms.chain import ChainForm
from party_building.permissions import can_read_figures
from party_building.queries.chain_lines import lines_of
from party_building.queries.spots import NoSuchDoor, Spot, find_spot, spot_of

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from accounts.models import User

# More than these are not chosen from a list but typed more closely.
MOST_CHOICES = 20


@staff
@require_GET
def chain(request: HttpRequest) -> HttpResponse:
    """`?door=` of a registered door, or the form's words: complex, door by any spelling, day, matter."""
    user, today = who(request), timezone.localdate()
    spot = _door(user, request.GET.get("door", ""))
    typed = {name: value for name, value in request.GET.dict().items() if value}
    if spot:
        typed = {"place": spot.complex.name, "q": spot.where} | typed
    usual = {"on": today.isoformat(), "matter": Matter.OTHER.value}
    form = ChainForm(usual | typed if request.GET else None, initial=usual)
    choices: list[Link] = []
    if form.is_bound and form.is_valid() and not spot:
        spot, choices = _asked(user, form, typed)
    answer = _answer(user, spot, form, today) if spot and not form.errors else None
    return render(
        request,
        "desk/chain.html",
        {"form": form, "choices": choices, "answer": answer},
        status=422 if form.errors else 200,
    )


def _door(user: User, key: str) -> Spot | None:
    """404 outside of what the user sees."""
    if not key:
        return None
    doors = Door.objects.visible_to(user).select_related(
        "unit__building__complex__community", "unit__building__complex__sub_district"
    )
    return spot_of(get_object_or_404(doors, pk=int(key) if key.isascii() and key.isdigit() else 0))


def _asked(user: User, form: ChainForm, typed: dict[str, str]) -> tuple[Spot | None, list[Link]]:
    """Where it is, or the complexes that may be meant; what is wrong stands at its field."""
    complexes = list(_complexes_like(user, form.cleaned_data["place"])[: MOST_CHOICES + 1])
    exact = [c for c in complexes if form.cleaned_data["place"] in {c.name, c.slug}]
    if len(exact) == 1:
        complexes = exact
    if not complexes:
        form.add_error("place", _("您负责的范围里没有找到这个小区"))
    elif len(complexes) > MOST_CHOICES:
        form.add_error("place", _("小区不止一个，请多写几个字"))
    elif len(complexes) > 1:
        return None, [
            Link(f"{c.name}（{c.community.name}）", f"?{urlencode({**typed, 'place': c.slug})}")
            for c in complexes
        ]
    if form.errors:
        return None, []
    try:
        return find_spot(complexes[0], form.cleaned_data["q"]), []
    except NoSuchDoor as refusal:
        form.add_error("q", refusal.message)
        return None, []


def _complexes_like(user: User, typed: str) -> QuerySet[Complex]:
    seen = Complex.objects.visible_to(user)
    # A link names one by its slug.
    rows = seen.filter(slug=typed) | seen.matching(typed) if typed else seen
    return rows.select_related("community", "sub_district").by_pinyin()


def _answer(user: User, spot: Spot, form: ChainForm, today: date) -> dict[str, Any]:
    day, matter = form.day(today), form.cleaned_data["matter"]
    reads_names = can_read_figures(user, Place.of_complex(spot.complex))
    found = spot.chain(on=day)
    return {
        "label": spot.label,
        "note": spot.note,
        "day": full_date(day),
        "is_past": day != today,
        "community": found.community_name,
        "community_phone": found.community_phone,
        "matter": Matter(matter).label,
        "lines": lines_of(found, matter=matter, reads_names=reads_names),
        "reads_names": reads_names,
        "holes_url": reverse("party_building:desk_holes_of", args=[spot.complex.slug]),
    }
