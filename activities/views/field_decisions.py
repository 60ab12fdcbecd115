"""Each step of an activity from plan to cancellation; whoever is concerned is told by the services."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from activities.models import Activity
from activities.permissions import (
    can_review_activity,
)
from activities.services import cancelling, planning
from activities.views.scoped import (
    managed_activity,
    seen_activity,
    who,
)
from core.web import handle_domain_errors, staff
from core.work_pages import ask_reason


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
    lines: Sequence[str] = (),
) -> HttpResponse:
    """Asks why; with the reason it acts, and says what came of it."""

    def acted(reason: str) -> str:
        told = act(activity_id=activity.pk, reason=reason, actor=who(request), now=timezone.now())
        return done(told)

    back_url = reverse("activities:field_activity", args=[activity.pk])
    return ask_reason(
        request, acted, question=question, lines=lines, yes_label=yes_label, back_url=back_url
    )
