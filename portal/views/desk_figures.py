"""/desk/party/figures/: what is counted of a place on a day, each figure open to the rows behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from communities.body_rules import share_text
from communities.models import Community, Complex
from communities.queries.places import Place, place_by_slug
from communities.queries.scope import own_place
from core import indicators
from core.indicators import Indicator, Part, Question
from core.page_parts import Link
from core.web import staff, who
from party_building.forms.organizations import DayForm
from party_building.permissions import can_read_figures
from party_building.queries.standing import reads_counts

if TYPE_CHECKING:
    from accounts.models import User

# In the order in which they are read; what no app has registered is not shown.
CODES = (
    "K01", "K01b", "K02", "K02b", "K04", "K05", "K06", "K07", "K31", "K43", "K44",
)  # fmt: skip
# Typed in the address: what no place can be called is not looked for.
_SLUG = re.compile(r"[-a-z0-9]{1,60}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its numbers; `share` is `27/36 = 75.0%`, over nothing `0/0`."""

    code: str
    name: str
    share: str
    missing: int
    url: str
    is_open: bool = False


@staff
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """`?place=` a slug, `?on=` a day, `?code=` the figure that is opened to its rows."""
    user = who(request)
    if not reads_counts(user):
        raise PermissionDenied(_("党建指标由社区、支部和业委会成员查看"))
    place = _place(user, request.GET.get("place", ""))
    form = DayForm(request.GET if "on" in request.GET else None)
    named: date | None = form.cleaned_data.get("on") if form.is_valid() else None
    on = named or timezone.localdate()
    # What is counted of a period is counted of the year so far.
    question = Question(place=place.slug, first=date(on.year, 1, 1), last=on, as_of=on)
    query = {"place": place.slug} | ({"on": on.isoformat()} if named else {})
    known = indicators.opening(CODES)
    opened = next((one for one in known if one.code == request.GET.get("code")), None)
    return render(
        request,
        "desk/figures.html",
        {
            "place": place,
            "on": on,
            "form": form,
            "code": opened.code if opened else "",
            "figures": [_figure(one, question, query, is_open=one is opened) for one in known],
            "opened": opened,
            "parts": _parts(opened, question, user),
            "places": _places_around(place, user, query),
            "back": {"url": reverse("party_building:desk_party"), "label": _("党组织")},
        },
    )


def _figure(
    indicator: Indicator, question: Question, query: dict[str, str], *, is_open: bool
) -> Figure:
    counted = indicator.count(question)
    address = query if is_open else query | {"code": indicator.code}
    return Figure(
        code=indicator.code,
        name=indicator.name,
        share=share_text(counted.numerator, counted.denominator),
        missing=counted.denominator - counted.numerator,
        url=f"?{urlencode(address)}",
        is_open=is_open,
    )


def _parts(opened: Indicator | None, question: Question, user: User) -> list[Part]:
    """What is missing first."""
    if opened is None or opened.parts is None:
        return []
    return sorted(opened.parts(question, user), key=lambda part: not part.is_exception)


def _place(user: User, slug: str) -> Place:
    """Where the user's duties span all of it; without a slug that of his duties. Raises Http404."""
    if slug and _SLUG.fullmatch(slug) is None:
        raise Http404(slug)
    place = place_by_slug(slug, is_listed=False) if slug else own_place(user)
    if place is None or not can_read_figures(user, place):
        raise Http404(slug)
    return place


def _places_around(place: Place, user: User, query: dict[str, str]) -> list[Link]:
    """One up, where that is the user's to read, and one down."""
    above = []
    if place.complex:
        above = [Place(place.sub_district, place.community)]
    elif place.community:
        above = [Place(place.sub_district)]
    found = [(one.slug, one.name) for one in above if can_read_figures(user, one)]
    if place.complex is None and place.community:
        rows = Complex.objects.visible_to(user).standing().filter(community=place.community)
        found += rows.by_pinyin().values_list("slug", "name")
    elif place.complex is None:
        communities = Community.objects.visible_to(user).filter(sub_district=place.sub_district)
        found += communities.by_pinyin().values_list("slug", "name")
    return [Link(name, f"?{urlencode(query | {'place': slug})}") for slug, name in found]
