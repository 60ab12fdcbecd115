"""/field/branch/: where a branch secretary begins; officials see the branches of their places."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.page_parts import Link
from core.web import staff, who
from meetings.permissions import keeps_party_life, reads_party_life
from meetings.queries.compliance_page import QUARTER, compliance_screen
from meetings.slots import slot_of
from party_building.queries.branch_links import branch_links
from party_building.queries.ending_terms import term_alarms

# A secretary has one branch, seldom two; whoever looks after many opens the desk.
BRANCHES_SHOWN = 3


@staff
@require_GET
def branch(request: HttpRequest) -> HttpResponse:
    """What the branch kept this quarter and still owes, its work in numbers, terms that end."""
    user, today = who(request), timezone.localdate()
    if not reads_party_life(user):
        raise PermissionDenied(_("这页是党支部用的，您的职责里没有党支部"))
    screen = compliance_screen(user, period=slot_of(today, QUARTER), number=1, today=today)
    rows = screen.rows[:BRANCHES_SHOWN]
    return render(
        request,
        "field/branch.html",
        {
            "heading": rows[0].name if len(screen.rows) == 1 else _("党支部"),
            "period": screen.period.text,
            "rows": rows,
            "more_url": reverse("meetings:desk_life") if len(screen.rows) > len(rows) else "",
            "actions": _actions() if keeps_party_life(user) else [],
            "counts": branch_links(user, on=today),
            "alarms": [
                {
                    "name": alarm.term.organization.name,
                    "words": alarm.words,
                    "url": alarm.term.organization.get_absolute_url(),
                    "is_over": alarm.term.ends_on < today,
                }
                for alarm in term_alarms(user, on=today)
            ],
            "life_url": reverse("meetings:desk_life"),
            "meetings_url": reverse("meetings:field_meetings"),
            "party_url": reverse("party_building:desk_party"),
            "back": Link(_("今日"), reverse("portal:field")),
        },
    )


def _actions() -> list[Link]:
    return [
        Link(_("记一次会"), reverse("meetings:field_record"), "pen", main=True),
        Link(_("安排会议"), reverse("meetings:field_meeting_new"), "calendar"),
    ]
