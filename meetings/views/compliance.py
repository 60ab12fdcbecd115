"""/desk/party/life/: 三会一课 and theme days, branch by branch."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.page_parts import pages_of
from core.web import staff, who
from meetings.permissions import reads_party_life
from meetings.queries.compliance_page import compliance_screen, period_of


@staff
@require_GET
def party_life(request: HttpRequest) -> HttpResponse:
    """`?period=2026Q3` or `2026`; without it the quarter that runs."""
    user, today = who(request), timezone.localdate()
    if not reads_party_life(user):
        raise PermissionDenied(_("三会一课只有社区、街道和支部书记能看"))
    asked = request.GET.get("period", "")
    period = period_of(asked, today=today)
    screen = compliance_screen(user, period=period, number=request.GET.get("page"), today=today)
    kept = {"period": asked} if asked else {}
    return render(
        request, "desk/party_life.html", {"screen": screen, "pages": pages_of(screen.page, kept)}
    )
