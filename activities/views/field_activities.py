"""/field/activities/: the list, and the page of one activity with all that can be done to it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.text import tidy
from activities.choices import ALLOWED_TRANSITIONS, ActivityState, SignUpMode
from activities.models import Activity, Session
from activities.permissions import (
    can_manage_activity,
    can_review_activity,
    is_own_plan,
    works_somewhere,
)
from activities.queries.field import (
    ROWS_A_PAGE,
    SHOWS,
    activity_page,
    list_rows,
    listed_sessions,
    over_at,
)
from activities.services import planning
from activities.status import crowd_warning
from activities.views.scoped import (
    seen_activity,
    session_or_none,
    who,
)
from core.page_parts import Link, pages_of
from core.web import staff

_A = ActivityState


@staff
@require_GET
def activity_list(request: HttpRequest) -> HttpResponse:
    user, now = who(request), timezone.now()
    show = request.GET.get("show", "ahead")
    show = show if show in SHOWS else "ahead"
    query = tidy(request.GET.get("q", ""))[:60]
    found = listed_sessions(user, show=show, typed=query, now=now)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = list_rows(page.object_list, now)
    return render(
        request,
        "field/activities.html",
        {
            "tabs": [
                Link(str(label), f"?show={key}", current=key == show)
                for key, label in SHOWS.items()
            ],
            "query": query,
            "rows": rows,
            "page": pages_of(page, {"show": show, **({"q": query} if query else {})}),
            "empty_text": _("没有活动"),
            "new_url": reverse("activities:field_new") if works_somewhere(user) else "",
        },
    )


@staff
@require_GET
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """One activity for those who run it: facts, next steps, history."""
    found = seen_activity(request, pk)
    session = session_or_none(request, found)
    page = activity_page(found, session, now=timezone.now())
    user = who(request)
    manages = can_manage_activity(user, found)
    can_review = can_review_activity(user, found)
    is_own = found.state == _A.SUBMITTED and is_own_plan(user, found)
    return render(
        request,
        "field/activity.html",
        {
            "activity": page.activity,
            "facts": page.facts,
            "history": page.history,
            "seats": None,
            "back": {"url": reverse("activities:field_activities"), "label": _("活动")},
            "links": _links(found, session, can_review=can_review) if manages else [],
            "actions": _actions(found, can_review=can_review and not is_own) if manages else [],
            "notes": _notes(found, session, is_own=can_review and is_own) if manages else [],
        },
    )


def _links(activity: Activity, session: Session | None, *, can_review: bool) -> list[Link]:
    """What comes next, the most likely first."""
    links = _links_of_session(activity, session) if session else []
    if activity.state not in {_A.CANCELLED, _A.ARCHIVED}:
        links.append(_link(activity, "field_edit", _("改活动"), "pen"))
    links.append(_link(activity, "field_copy", _("再办一场"), "plus"))
    if can_review and activity.state == _A.SUBMITTED:
        links.append(_link(activity, "field_return", _("退回"), "left"))
    if _A.CANCELLED in ALLOWED_TRANSITIONS[activity.state]:
        links.append(_link(activity, "field_cancel", _("取消活动"), "cross"))
    if activity.state == _A.PUBLISHED:
        links.append(_link(activity, "field_postpone", _("延期"), "clock"))
    return links


def _notes(activity: Activity, session: Session | None, *, is_own: bool) -> list[str]:
    """Who must pass it, where that is not the reader; what a crowd asks for."""
    notes = [str(planning.OwnPlan.default_message)] if is_own else []
    if session:
        notes.append(crowd_warning(max(session.capacity or 0, session.taken)))
    return [note for note in notes if note]


def _links_of_session(activity: Activity, session: Session) -> list[Link]:
    """The door and the names, the log once it has begun, time and places while they may change."""
    now, query = timezone.now(), f"?session={session.pk}"
    is_closed = activity.state in {_A.CANCELLED, _A.ARCHIVED}
    has_door = activity.state == _A.PUBLISHED and activity.sign_up_mode == SignUpMode.REQUIRED
    links = []
    if has_door:
        links += [
            _link(activity, "field_check_in", _("签到"), "check", query, main=True),
            _link(activity, "field_people", _("报名名单"), "people", query),
        ]
    if session.starts_at <= now and session.cancelled_at is None and not is_closed:
        log_url = f"{reverse('activities:field_log')}{query}"
        links.append(Link(_("随手记"), log_url, "camera", main=not has_door))
    if not is_closed and (session.starts_at > now or activity.state == _A.POSTPONED):
        links.append(_link(activity, "field_move", _("改时间地点"), "clock", query))
    if not is_closed and over_at(session) > now:
        links.append(_link(activity, "field_capacity", _("改名额"), "people", query))
    return links


def _link(
    activity: Activity, name: str, label: str, icon: str, query: str = "", *, main: bool = False
) -> Link:
    return Link(label, reverse(f"activities:{name}", args=[activity.pk]) + query, icon, main=main)


def _actions(activity: Activity, *, can_review: bool) -> list[Link]:
    """Transitions that need no further word."""
    steps = {
        "field_publish": (_("发布活动"), _A.PUBLISHED),
        "field_submit": (_("送社区审核"), _A.SUBMITTED),
    }
    if can_review:
        steps["field_approve"] = (_("通过"), _A.APPROVED)
    must_ask = planning.must_be_reviewed(activity)
    offered = []
    for name, (label, state) in steps.items():
        allowed = state in ALLOWED_TRANSITIONS[activity.state]
        if name == "field_publish" and must_ask and activity.state == _A.PLANNED:
            allowed = False
        if name == "field_publish" and activity.state == _A.POSTPONED:
            allowed = False  # a new time puts it back on the calendar
        if name == "field_submit" and not must_ask:
            allowed = False
        if allowed:
            offered.append(Link(label, reverse(f"activities:{name}", args=[activity.pk])))
    return offered
