"""/field/: where field staff begin their day, and the way in for everybody who signs in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from activities.permissions import works_somewhere
from activities.queries.calls import open_calls
from activities.queries.field import today_page
from communities.choices import OFFICIALS
from communities.models import Complex
from communities.permissions import (
    can_run_sub_district,
    can_write_notices,
    reads_bodies,
    reads_visits,
)
from communities.queries.bodies import term_alarms
from communities.queries.notices_at_work import notice_counts
from communities.queries.scope import hold_roles
from communities.queries.visits import visit_counts
from core.page_parts import Count, Link
from core.web import signed_in, staff, who
from meetings.permissions import reads_party_life

if TYPE_CHECKING:
    from accounts.models import User


@signed_in
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """After sign-in: officials to the desk, those who work in the field to /field/.

    Whoever runs a sub-district that has no complex yet finds what is left to do.
    """
    user = who(request)
    if can_run_sub_district(user) and not Complex.objects.visible_to(user).exists():
        return redirect("portal:setup")
    if user.is_superuser or user.role_assignments.active().of_roles(OFFICIALS).exists():
        return redirect("admin:index")
    if user.role_assignments.active().working().exists():
        return redirect("portal:field")
    return redirect("/")


@staff
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Today's activities, what is not written down yet, the calls to make, terms that end."""
    user, now = who(request), timezone.now()
    hold_roles(user)
    works = works_somewhere(user)
    guides = reads_bodies(user)
    page = today_page(user, now=now)
    calls = len(open_calls(user, now=now)) if works else 0
    visits = reads_visits(user)
    counts = [*page.review, *notice_counts(user), *(visit_counts(user) if visits else [])]
    if calls:
        counts.insert(0, Count(calls, _("要打的电话"), reverse("activities:field_calls")))
    return render(
        request,
        "field/today.html",
        {
            "heading": page.heading,
            "note": "",
            "counts": counts,
            "actions": _actions(user, page.check_in_url) if works else [],
            "today": page.today,
            "later": page.later,
            "to_log": page.to_log,
            "new_url": reverse("activities:field_new") if works else "",
            "activities_url": reverse("activities:field_activities"),
            "notices_url": reverse("communities:field_notices"),
            "empty_note": page.empty_note,
            "term_alarms": term_alarms(user, on=timezone.localdate(now)) if guides else [],
            "bodies_url": reverse("communities:field_bodies") if guides else "",
            "door_to_door": _door_to_door() if visits else [],
            "votes_url": reverse("meetings:field_votes") if guides else "",
            "map_url": reverse("portal:desk_map") if guides else "",
            "branch_url": reverse("portal:field_branch") if reads_party_life(user) else "",
        },
    )


def _actions(user: User, check_in_url: str) -> list[Link]:
    """What can be done today; no button leads nowhere."""
    actions = [Link(_("随手记"), reverse("activities:field_log"), "camera", main=True)]
    if check_in_url:
        actions.append(Link(_("签到"), check_in_url, "check"))
    if can_write_notices(user):
        actions.append(Link(_("发公告"), reverse("communities:field_notice_new"), "bell"))
    return actions


def _door_to_door() -> list[Link]:
    """Going from door to door, what people say of life in the place, and their meetings."""
    return [
        Link(_("走访"), reverse("communities:field_visits"), "door"),
        Link(_("问卷"), reverse("communities:field_surveys"), "smile"),
        Link(_("会议"), reverse("meetings:field_meetings"), "talk"),
    ]
