"""/desk/party/network/<community>/print/: the five levels of a community on one A4 page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.clock import moment_text
from communities.body_rules import full_date
from communities.models import Community
from communities.queries.places import Place
from core.page_parts import Link
from core.web import staff, who
from party_building.forms.chain import DayForm
from party_building.permissions import can_read_figures
from party_building.queries.network import network_of


@staff
@require_GET
def network(request: HttpRequest, slug: str) -> HttpResponse:
    """Of a community that one serves, or serves in; as of `?on=`, else today."""
    communities = Community.objects.visible_to(who(request)).select_related("sub_district")
    community = get_object_or_404(communities, slug=slug)
    now = timezone.now()
    form = DayForm(request.GET or None)
    if form.is_bound and not form.is_valid():
        raise Http404
    day = form.day(timezone.localdate(now)) if form.is_bound else timezone.localdate(now)
    return render(
        request,
        "desk/network.html",
        {
            "community": community,
            "network": network_of(community, on=day),
            "day": full_date(day),
            "reads_counts": can_read_figures(
                who(request), Place(community.sub_district, community)
            ),
            "printed": moment_text(now),
            "back": Link(_("责任空缺"), reverse("party_building:desk_holes_of", args=[slug])),
        },
    )
