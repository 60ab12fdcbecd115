"""谁为我服务: who runs the complex, who answers for which building, whom to ring (ux 2)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from communities.contacts import contact_for
from communities.queries.bodies import public_bodies
from communities.queries.grids import public_grids
from communities.queries.places import place_by_slug
from communities.queries.responsible import public_duties
from communities.queries.territory import (
    governance_models,
    public_streets,
    public_titles,
    zone_words,
)
from core.front import keep_in_front
from core.web import public, show_place
from party_building.queries.public_organizations import public_branches
from property_alliance.queries.firms import run_by


@public
@require_safe
def about(request: HttpRequest, slug: str) -> HttpResponse:
    """Public roles only, as they stand today; nobody's own phone."""
    place = place_by_slug(slug)
    if place is None or place.complex is None:
        raise Http404(slug)
    show_place(request, place)
    today = timezone.localdate()
    response = render(
        request,
        "portal/about.html",
        {
            "complex": place.complex,
            "community": place.community,
            "run_by": run_by(place.complex, on=today),
            "contact": contact_for(place.complex, place.community, place.sub_district),
            "branches": public_branches(place.complex, on=today),
            "bodies": public_bodies(place, on=today),
            "buildings": public_duties(place.complex, on=today),
            "grids": public_grids(place.complex, on=today),
            "zones": zone_words(place, on=today),
            "streets": public_streets(place, on=today),
            "titles": public_titles(place, on=today),
            "governance": governance_models(place),
            "back": {"url": reverse("portal:home", args=[slug]), "label": place.name},
        },
    )
    return keep_in_front(response)
