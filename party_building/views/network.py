"""/desk/party/network/<community>/print/: the five levels of a community on one A4 page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
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
    form, day = DayForm(request.GET), timezone.localdate(now)
    is_readable = form.is_valid()
    if is_readable:
        day = form.day(day)
    return render(
        request,
        "desk/network.html",
        {
            "community": community,
            "network": network_of(community, on=day),
            "day": full_date(day),
            "problem": "" if is_readable else _("看不懂这个日期，下面是今天的"),
            "reads_counts": can_read_figures(
                who(request), Place(community.sub_district, community)
            ),
            "printed": moment_text(now),
            "back": Link(_("责任空缺"), reverse("party_building:desk_holes_of", args=[slug])),
        },
    )
