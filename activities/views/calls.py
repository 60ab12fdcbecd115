"""/field/calls/: the people to be rung up, because no other channel surely reaches them."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from activities.queries.calls import (
    CALLS,
    call_list,
    calls_in_reach,
    open_calls,
    outcomes,
    words_to_say,
)
from activities.views.scoped import who, worker
from core.choices import CallOutcome
from core.models import CallTask
from core.services.calls import CallOvertaken, record_call
from core.services.disclosure import reveal_phone
from core.web import handle_domain_errors, staff


@staff
@require_GET
def calls(request: HttpRequest) -> HttpResponse:
    worker(request)
    return _page(request)


@never_cache
@staff
@require_POST
@handle_domain_errors
def phone(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows one number, once: who looked and what for is written down first."""
    task = _task(request, pk)
    words = words_to_say(task, now=timezone.now())
    if not words:
        raise CallOvertaken  # no number is shown for what nobody needs to hear any more
    with override(settings.LANGUAGE_CODE):  # it stays, and the resident reads it
        purpose = _("电话通知：%(text)s") % {"text": words[:80]}
    number = reveal_phone(
        person=task.person,
        viewer=who(request),
        purpose=purpose,
        tenant_id=task.tenant_id,
        now=timezone.now(),
    )
    return _page(request, shown_id=task.pk, number=number)


@staff
@require_POST
@handle_domain_errors
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """已通知到, 没人接, 号码不对."""
    task = _task(request, pk)
    chosen = request.POST.get("outcome", "")
    if chosen not in CallOutcome.values:
        messages.error(request, _("请选打电话的结果"))
        return redirect("activities:field_calls")
    record_call(task_id=task.pk, outcome=chosen, actor=who(request), now=timezone.now())
    facts = {"name": task.person.name, "outcome": CallOutcome(chosen).label}
    messages.success(request, _("%(name)s：%(outcome)s") % facts)
    return redirect("activities:field_calls")


def _task(request: HttpRequest, pk: int) -> CallTask:
    """A call in one's reach; one that is done or overtaken is refused in words, not as unknown."""
    tasks = calls_in_reach(worker(request))
    return get_object_or_404(tasks.select_related("person", "outbox"), pk=pk)


def _page(request: HttpRequest, *, shown_id: int = 0, number: str = "") -> HttpResponse:
    now = timezone.now()
    calls = open_calls(who(request), now=now)
    return render(
        request,
        "field/calls.html",
        {
            "calls": call_list(calls, now=now),
            "more": max(len(calls) - CALLS, 0),
            "outcomes": outcomes(),
            "shown_id": shown_id,
            "number": number,
            "back": {"url": reverse("portal:field"), "label": _("今日")},
        },
    )
