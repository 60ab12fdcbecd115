"""Planning on the phone: a new activity, the same again, other words, time, place, number of places."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from activities.choices import FREE, SignUpMode
from activities.forms.activity import CapacityForm, EditForm, MoveForm, PlanForm
from activities.models import Activity
from activities.services import planning
from activities.views.scoped import (
    managed_activity,
    session_in,
    who,
    worker,
)
from communities.models import Complex
from core.errors import DomainError
from core.page_parts import Link
from core.web import handle_domain_errors, staff
from core.work_pages import form_page

COPY_DAYS = 7


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
        Link(source.title, reverse("activities:field_activity", args=[source.pk]))
        if source
        else Link(_("活动"), reverse("activities:field_activities"))
    )
    return form_page(
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


def _activity_form(
    request: HttpRequest, activity: Activity, form: Any, *, heading: str, submit_label: str
) -> HttpResponse:
    back = Link(activity.title, reverse("activities:field_activity", args=[activity.pk]))
    return form_page(request, form, heading=heading, back=back, submit_label=submit_label)
