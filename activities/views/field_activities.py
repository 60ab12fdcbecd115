"""/field/activities/: the list, planning, and every step from plan to cancellation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.text import tidy
from activities.choices import ALLOWED_TRANSITIONS, FREE, ActivityState, SignUpMode
from activities.forms.activity import CapacityForm, EditForm, MoveForm, PlanForm
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
from activities.services import cancelling, planning
from activities.status import crowd_warning
from activities.views.scoped import (
    managed_activity,
    seen_activity,
    session_in,
    session_or_none,
    who,
    worker,
)
from communities.models import Complex
from core.errors import DomainError
from core.forms import ReasonForm
from core.page_parts import Link, pages_of
from core.web import handle_domain_errors, staff

_A = ActivityState
COPY_DAYS = 7


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


# Planning -----------------------------------------------------------------------------------------


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def new(request: HttpRequest) -> HttpResponse:
    """安排活动, and `?from=` 再办一场: the same form, filled in."""
    user, now = worker(request), timezone.now()
    form = PlanForm(request.POST or None, user=user, now=now, initial=_blank(request))
    return _plan(request, form, heading=_("安排活动"))


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """再办一场: the same a week after the last one, to be looked at and published."""
    source = managed_activity(request, pk)
    form = PlanForm(
        request.POST or None, user=who(request), now=timezone.now(), initial=_next_week(source)
    )
    return _plan(request, form, heading=_("再办一场"), source=source)


def _plan(
    request: HttpRequest, form: PlanForm, *, heading: str, source: Activity | None = None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        details = _carried_over(source) | form.details
        try:
            made = planning.plan_activity(
                where=form.where,
                details=details,
                slots=[form.slot(capacity=form.cleaned_data["capacity"])],
                actor=who(request),
                now=timezone.now(),
            )
        except planning.SpaceElsewhere as error:
            form.add_error("space", error.message)
        except planning.SecondQuestionAlone as error:
            form.add_error("first_question", error.message)
        else:
            return _planned(request, made)
    back = (
        {"url": reverse("activities:field_activity", args=[source.pk]), "label": source.title}
        if source
        else {"url": reverse("activities:field_activities"), "label": _("活动")}
    )
    return _form_page(
        request,
        form,
        heading=heading,
        back=back,
        submit_label=_("发布活动"),
        second={"name": "keep", "value": "1", "label": _("先存计划")},
    )


def _planned(request: HttpRequest, made: Activity) -> HttpResponse:
    """Published at once where nobody reviews and nobody asked to keep it as a plan; else said so."""
    if "keep" in request.POST:
        messages.success(request, _("已存为计划，居民还看不到"))
    else:
        try:
            planning.publish_activity(activity_id=made.pk, actor=who(request), now=timezone.now())
            messages.success(request, _("已发布，居民现在就能看到"))
        except planning.ReviewNeeded:
            planning.submit_activity(activity_id=made.pk, actor=who(request), now=timezone.now())
            messages.success(request, _("已送社区审核，通过后就能发布"))
    return redirect("activities:field_activity", pk=made.pk)


def _blank(request: HttpRequest) -> dict[str, Any]:
    served = list(Complex.objects.served_by(who(request)).by_pinyin()[:2])
    initial: dict[str, Any] = {
        "sign_up_mode": SignUpMode.REQUIRED,
        "max_party_size": 5,
        "fee_text": FREE,
    }
    if len(served) == 1:
        initial |= {
            "complex": served[0].pk,
            "contact_name": served[0].duty_name,
            "contact_phone": served[0].duty_phone,
        }
    return initial


def _next_week(source: Activity) -> dict[str, Any]:
    """The source as the form shows it, moved by weeks until it lies ahead."""
    initial: dict[str, Any] = {"complex": source.complex_id, **EditForm.initial_of(source)}
    last = source.sessions.order_by("-starts_at").first()
    if last is None:
        return initial
    shift = timedelta(days=COPY_DAYS)
    while last.starts_at + shift <= timezone.now():
        shift += timedelta(days=COPY_DAYS)
    initial |= MoveForm.initial_of(last)
    initial["day"] += shift
    initial["capacity"] = last.capacity
    for name in ("opens_at", "closes_at"):
        initial[name] = initial[name] + shift if initial[name] else None
    return initial


def _carried_over(source: Activity | None) -> dict[str, Any]:
    """What the form does not ask: theme, form, stage, who is responsible."""
    if source is None:
        return {}
    return {name: getattr(source, name) for name in planning.DETAILS}


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    activity = managed_activity(request, pk)
    form = EditForm(request.POST or None, initial=EditForm.initial_of(activity))
    if request.method == "POST" and form.is_valid():
        try:
            planning.edit_activity(
                activity_id=pk, details=form.details, actor=who(request), now=timezone.now()
            )
        except planning.SecondQuestionAlone as error:
            form.add_error("first_question", error.message)
        else:
            messages.success(request, _("已保存"))
            return redirect("activities:field_activity", pk=pk)
    return _activity_form(request, activity, form, heading=_("改活动"), submit_label=_("保存"))


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Another time or place; everybody who signed up is told once."""
    activity = managed_activity(request, pk)
    session = session_in(request, activity)
    form = MoveForm(
        request.POST or None,
        user=who(request),
        now=timezone.now(),
        initial=MoveForm.initial_of(session),
    )
    if request.method == "POST" and form.is_valid():
        try:
            told = planning.move_session(
                session_id=session.pk, slot=form.slot(), actor=who(request), now=timezone.now()
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("已改，会通知 %(told)d 位报名者") % {"told": told})
            return redirect("activities:field_activity", pk=pk)
    return _activity_form(request, activity, form, heading=_("改时间地点"), submit_label=_("保存"))


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def capacity(request: HttpRequest, pk: int) -> HttpResponse:
    """More places move the line up at once; fewer than are taken is refused beside the field."""
    activity = managed_activity(request, pk)
    session = session_in(request, activity)
    form = CapacityForm(request.POST or None, initial={"capacity": session.capacity})
    if request.method == "POST" and form.is_valid():
        try:
            planning.change_capacity(
                session_id=session.pk,
                capacity=form.cleaned_data["capacity"],
                actor=who(request),
                now=timezone.now(),
            )
        except planning.CapacityBelowTaken as error:
            form.add_error("capacity", error.message)
        else:
            messages.success(request, _("名额已改"))
            return redirect("activities:field_activity", pk=pk)
    return _activity_form(request, activity, form, heading=_("改名额"), submit_label=_("保存"))


# Transitions --------------------------------------------------------------------------------------


@staff
@require_POST
@handle_domain_errors
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    managed_activity(request, pk)
    planning.publish_activity(activity_id=pk, actor=who(request), now=timezone.now())
    messages.success(request, _("已发布，居民现在就能看到"))
    return redirect("activities:field_activity", pk=pk)


@staff
@require_POST
@handle_domain_errors
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    managed_activity(request, pk)
    planning.submit_activity(activity_id=pk, actor=who(request), now=timezone.now())
    messages.success(request, _("已送社区审核，通过后就能发布"))
    return redirect("activities:field_activity", pk=pk)


@staff
@require_POST
@handle_domain_errors
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    _reviewed(request, pk)
    planning.approve_activity(activity_id=pk, actor=who(request), now=timezone.now())
    messages.success(request, _("已通过"))
    return redirect("activities:field_activity", pk=pk)


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    activity = _reviewed(request, pk)
    return _with_reason(
        request,
        activity,
        question=_("退回“%(title)s”？") % {"title": activity.title},
        yes_label=_("退回"),
        act=planning.return_activity,
        done=lambda _result: _("已退回"),
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    activity = managed_activity(request, pk)
    people = sum(session.taken for session in activity.sessions.all())
    return _with_reason(
        request,
        activity,
        question=_("取消“%(title)s”？") % {"title": activity.title},
        lines=[_("已有 %(people)d 人报名，会逐个通知。原因居民会看到。") % {"people": people}],
        yes_label=_("取消活动"),
        act=cancelling.cancel_activity,
        done=lambda told: (
            ngettext(
                "活动已取消，会通知 %(told)d 位报名者", "活动已取消，会通知 %(told)d 位报名者", told
            )
            % {"told": told}
        ),
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def postpone(request: HttpRequest, pk: int) -> HttpResponse:
    activity = managed_activity(request, pk)
    return _with_reason(
        request,
        activity,
        question=_("“%(title)s”延期？") % {"title": activity.title},
        lines=[_("报名都保留，会逐个通知。新时间定了，用“改时间地点”。")],
        yes_label=_("延期"),
        act=planning.postpone_activity,
        done=lambda _result: _("已延期，会通知每位报名者"),
    )


def _reviewed(request: HttpRequest, pk: int) -> Activity:
    activity = seen_activity(request, pk)
    if not can_review_activity(who(request), activity):
        raise PermissionDenied(_("只有社区和街道的工作人员能审核活动"))
    return activity


def _with_reason(
    request: HttpRequest,
    activity: Activity,
    *,
    question: str,
    yes_label: str,
    act: Callable[..., Any],
    done: Callable[[Any], str],
    lines: list[str] | None = None,
) -> HttpResponse:
    """A page that asks why; with the reason it acts, and says what came of it."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = act(
            activity_id=activity.pk,
            reason=tidy(form.cleaned_data["reason"]),
            actor=who(request),
            now=timezone.now(),
        )
        messages.success(request, done(result))
        return redirect("activities:field_activity", pk=activity.pk)
    return render(
        request,
        "field/confirm.html",
        {
            "question": question,
            "lines": lines or [],
            "form": form,
            "yes_label": yes_label,
            "back_url": reverse("activities:field_activity", args=[activity.pk]),
            "back_label": _("不了，返回"),
        },
        status=422 if form.errors else 200,
    )


def _activity_form(
    request: HttpRequest, activity: Activity, form: Any, *, heading: str, submit_label: str
) -> HttpResponse:
    back = {
        "url": reverse("activities:field_activity", args=[activity.pk]),
        "label": activity.title,
    }
    return _form_page(request, form, heading=heading, back=back, submit_label=submit_label)


def _form_page(
    request: HttpRequest,
    form: Any,
    *,
    heading: str,
    back: dict[str, str],
    submit_label: str,
    second: dict[str, str] | None = None,
) -> HttpResponse:
    return render(
        request,
        "field/activity_form.html",
        {
            "heading": heading,
            "form": form,
            "conflict": "",
            "back": back,
            "submit_label": submit_label,
            "second": second,
        },
        status=422 if form.errors else 200,
    )
