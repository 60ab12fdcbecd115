"""/desk/party/holes/: at which doors somebody is missing, complex by complex, and where to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.text import pinyin_key
from communities.body_rules import full_date
from communities.models import Complex
from communities.permissions import can_enter_admin
from communities.queries.places import Place, complexes_on
from communities.queries.scope import own_place, place_in_scope
from core.page_parts import Count, pages_of, url_if_any
from core.web import staff, who
from party_building.choices import NEEDED_LEVELS, ChainLevel
from party_building.forms.chain import DayForm
from party_building.queries.holes import (
    ComplexHoles,
    Hole,
    by_complex,
    holes_of,
    vacant_organizations,
)

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User
    from party_building.models import PartyOrganization

COMPLEXES_A_PAGE = 30
# Of a hole over many units only the first are named; the others are counted.
MOST_NAMED = 12
# Where an official mends a hole of the level, in the admin.
MENDED_IN = {
    ChainLevel.GROUP: "admin:party_building_partyorganization_changelist",
    ChainLevel.BRANCH: "admin:party_building_partyorganization_changelist",
    ChainLevel.COMMUNITY: "admin:communities_zone_changelist",
    ChainLevel.STEWARD: "admin:communities_doorduty_changelist",
    ChainLevel.GRID_WORKER: "admin:communities_grid_changelist",
}


@staff
@require_GET
def holes(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Of the place that the address names, else that of one's duties; on `?on=`, else today."""
    user, today = who(request), timezone.localdate()
    place = place_in_scope(user, slug) if slug else own_place(user)
    if place is None:
        raise Http404(slug)
    form = DayForm(request.GET or None, initial={"on": today})
    day = form.day(today) if form.is_bound and form.is_valid() else today
    complexes = _seen(user, place, day)
    found = holes_of(complexes, on=day)
    page = Paginator(by_complex(found, complexes), COMPLEXES_A_PAGE).get_page(
        request.GET.get("page")
    )
    may_mend = can_enter_admin(user)
    return render(
        request,
        "desk/holes.html",
        {
            "place": place,
            "form": form,
            "day": full_date(day),
            "is_past": day != today,
            "total": found.total,
            "complete": found.complete,
            "levels": [
                Count(found.by_level[level], str(level.label), "") for level in NEEDED_LEVELS
            ],
            "rows": [_row(row, day if day != today else None, may_mend) for row in page],
            "vacant": [_vacant(body) for body in _vacancies(place, found.holes, day)],
            "pages": pages_of(page, {"on": day.isoformat()} if day != today else {}),
            "chain_url": reverse("party_building:desk_chain"),
            "network_url": reverse("party_building:desk_network", args=[place.community.slug])
            if place.community
            else "",
        },
        status=422 if form.errors else 200,
    )


def _seen(user: User, place: Place, day: date) -> Any:
    """Where the place lay on the day, as far as the user's duties reach today."""
    complexes = complexes_on(place, day)
    if user.is_superuser:
        return complexes
    return complexes.filter(pk__in=Complex.objects.visible_to(user).values("pk"))


def _row(row: ComplexHoles, day: date | None, may_mend: bool) -> dict[str, Any]:  # noqa: FBT001  the only flag
    query = f"&on={day.isoformat()}" if day else ""
    return {
        "name": row.name,
        "url": f"{reverse('party_building:desk_chain')}?place={row.slug}{query}",
        "holes": [_hole(hole, may_mend) for hole in row.holes],
    }


def _hole(hole: Hole, may_mend: bool) -> dict[str, str]:  # noqa: FBT001  the only flag
    names = hole.names
    url = ""
    if hole.missing.organization_id:
        url = url_if_any("party_building:desk_organization", hole.missing.organization_id)
    elif may_mend:
        url = url_if_any(MENDED_IN[hole.missing.level])
    return {
        "words": hole.words,
        "where": _("%(first)s等%(count)d处")
        % {"first": "、".join(names[:MOST_NAMED]), "count": len(names)}
        if len(names) > MOST_NAMED
        else "、".join(names),
        "url": url,
    }


def _vacancies(place: Place, found: list[Hole], day: date) -> list[PartyOrganization]:
    """Organisations without a head that no door above speaks of."""
    told = {hole.missing.organization_id for hole in found}
    rows = (body for body in vacant_organizations(place, on=day) if body.pk not in told)
    return sorted(rows, key=lambda body: pinyin_key(body.name))


def _vacant(body: PartyOrganization) -> dict[str, str]:
    return {
        "name": body.name,
        "kind": body.get_kind_display(),
        "url": url_if_any("party_building:desk_organization", body.pk),
    }
