"""/c/<slug>/responsible/: who answers for my building, read by anybody without signing in."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from communities.contacts import contact_for
from communities.queries.places import place_by_slug
from core.front import keep_in_front
from core.page_parts import Link
from core.web import public, show_place
from party_building.choices import Matter
from party_building.matters import known_matter
from party_building.queries.public_chain import buildings_of, public_lines


@public
@require_safe
def responsible(request: HttpRequest, slug: str) -> HttpResponse:
    """`?building=`: the key of one of its buildings; `?matter=`: who is asked first. Today's people."""
    place = place_by_slug(slug)
    if place is None or place.complex is None:
        raise Http404(slug)
    show_place(request, place)
    buildings = buildings_of(place.complex)
    asked = request.GET.get("building", "")
    chosen = next((row for row in buildings if str(row[0]) == asked), None)
    if asked and chosen is None:
        raise Http404(asked)
    matter = known_matter(request.GET.get("matter", ""))
    of_building = {"building": str(chosen[0])} if chosen else {}
    of_matter = {"matter": matter.value} if matter != Matter.OTHER else {}
    response = render(
        request,
        "party_building/responsible.html",
        {
            "complex": place.complex,
            "heading": chosen[1] if chosen else _("整个小区"),
            "buildings": [
                Link(name, f"?{urlencode({'building': pk} | of_matter)}", current=row == chosen)
                for row in buildings
                for pk, name in [row]
            ],
            "matters": [
                Link(
                    str(one.label),
                    f"?{urlencode(of_building | {'matter': one.value})}",
                    current=one == matter,
                )
                for one in Matter
            ],
            "lines": public_lines(
                place.complex,
                chosen[0] if chosen else None,
                matter=matter,
                on=timezone.localdate(),
            ),
            "contact": contact_for(place.complex, place.community, place.sub_district),
            "back": Link(_("谁为我服务"), reverse("portal:about", args=[slug])),
        },
    )
    return keep_in_front(response)
