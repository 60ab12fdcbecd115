"""/field/bodies/: owners' committees and 环物委 for those who guide them, on the phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.body_rules import body_name, number_text
from communities.choices import ElectionStage
from communities.forms.bodies import (
    FilingForm,
    FirstTermForm,
    HandOverForm,
    LeaveForm,
    ResultForm,
    SeatForm,
    StepForm,
)
from communities.models import CommitteeSeat, CommitteeTerm, HandOverItem, OwnersBody
from communities.permissions import can_manage_body, reads_bodies
from communities.queries.bodies import term_alarms
from communities.queries.body_list import body_rows, env_rows
from communities.queries.body_page import body_page
from communities.services.bodies import (
    add_seat,
    begin_term,
    end_seat,
    file_term,
    hand_over,
    prepare_handover,
)
from communities.services.elections import (
    record_filing,
    record_result,
    record_step,
    start_election,
)
from core.errors import DomainError
from core.page_parts import Link
from core.web import handle_domain_errors, staff, who
from core.work_pages import form_page

if TYPE_CHECKING:
    from django.forms import Form

# What a form's page does with what was typed; a refusal stands in the form.
Write = Callable[[Any], object]


@staff
@require_GET
def bodies(request: HttpRequest) -> HttpResponse:
    """The bodies of one's places with the state of their term and what to look at."""
    user, today = request.user, timezone.localdate()
    if not reads_bodies(user):
        raise PermissionDenied(_("业委会名单由社区、支部和业委会成员查看"))
    return render(
        request,
        "communities/bodies.html",
        {
            "alarms": term_alarms(user, on=today),
            "bodies": body_rows(user, on=today),
            "env_committees": env_rows(user, on=today),
            "back": {"url": reverse("portal:field"), "label": _("今日")},
        },
    )


@staff
@require_GET
def body(request: HttpRequest, pk: int) -> HttpResponse:
    """One body: who sits, what is due, what can be recorded."""
    found = _seen(request, pk)
    page = body_page(found, on=timezone.localdate(), may_write=can_manage_body(request.user, found))
    back = {"url": reverse("communities:field_bodies"), "label": _("业委会")}
    return render(request, "communities/body.html", {"page": page, "back": back})


@staff
@require_http_methods(["GET", "POST"])
def election(request: HttpRequest, pk: int) -> HttpResponse:
    """筹备组 formed."""
    found = _managed(request, pk)

    def write(form: StepForm) -> object:
        return start_election(
            body_id=found.pk,
            on=form.cleaned_data["on"],
            note=form.cleaned_data["note"],
            actor=who(request),
            now=timezone.now(),
        )

    return _body_form(request, found, _("开始换届：成立筹备组"), StepForm, write)


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """The stage of `?stage=`; 选出 asks for the new term, 备案 for where it was filed."""
    found = _managed(request, pk)
    running = found.elections.exclude(stage=ElectionStage.FILED).first()
    stage = request.GET.get("stage", "")
    if running is None or stage not in ElectionStage.values:
        raise Http404
    common: dict[str, Any] = {
        "election_id": running.pk,
        "actor": who(request),
        "now": timezone.now(),
    }

    def write(form: Any) -> object:
        cleaned = form.cleaned_data
        if stage == ElectionStage.ELECTED:
            facts, seats = form.facts(number=running.number), cleaned["members"]
            return record_result(**common, term=facts, seats=seats, on=cleaned["on"])
        if stage == ElectionStage.FILED:
            return record_filing(**common, on=cleaned["on"], filed_with=cleaned["filed_with"])
        reached = ElectionStage(stage)
        return record_step(**common, stage=reached, on=cleaned["on"], note=cleaned["note"])

    forms_by_stage: dict[str, type[Any]] = {
        ElectionStage.ELECTED: ResultForm,
        ElectionStage.FILED: FilingForm,
    }
    facts = {"number": number_text(running.number), "stage": ElectionStage(stage).label}
    heading = _("%(number)s换届：%(stage)s") % facts
    return _body_form(request, found, heading, forms_by_stage.get(stage, StepForm), write)


@staff
@require_http_methods(["GET", "POST"])
def term(request: HttpRequest, pk: int) -> HttpResponse:
    """A term with its members that is registered after the fact."""
    found = _managed(request, pk)

    def write(form: FirstTermForm) -> object:
        return begin_term(
            body_id=found.pk,
            term=form.facts(number=form.cleaned_data["number"]),
            seats=form.cleaned_data["members"],
            actor=who(request),
            now=timezone.now(),
        )

    return _body_form(request, found, _("登记届次和委员"), FirstTermForm, write)


@staff
@require_http_methods(["GET", "POST"])
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """补选 in the term that is in office."""
    found = _managed(request, pk)
    current = _current_term(found)

    def write(form: SeatForm) -> object:
        return add_seat(
            term_id=current.pk, seat=form.seat(), actor=who(request), now=timezone.now()
        )

    return _body_form(request, found, _("补选委员"), SeatForm, write)


@staff
@require_http_methods(["GET", "POST"])
def seat_end(request: HttpRequest, pk: int, seat_pk: int) -> HttpResponse:
    """离任 of one member."""
    found = _managed(request, pk)
    sitting: CommitteeSeat = get_object_or_404(
        CommitteeSeat.objects.filter(term__body=found).select_related("person"), pk=seat_pk
    )

    def write(form: LeaveForm) -> object:
        return end_seat(
            seat_id=sitting.pk,
            last_day=form.cleaned_data["last_day"],
            actor=who(request),
            now=timezone.now(),
        )

    heading = _("%(name)s离任") % {"name": sitting.person.name}
    return _body_form(request, found, heading, LeaveForm, write)


@staff
@require_http_methods(["GET", "POST"])
def filing(request: HttpRequest, pk: int) -> HttpResponse:
    """备案 of the term that is in office, where no election is open."""
    found = _managed(request, pk)
    current = _current_term(found)

    def write(form: FilingForm) -> object:
        return file_term(
            term_id=current.pk,
            filed_on=form.cleaned_data["on"],
            filed_with=form.cleaned_data["filed_with"],
            actor=who(request),
            now=timezone.now(),
        )

    return _body_form(request, found, _("登记备案"), FilingForm, write)


@staff
@require_POST
@handle_domain_errors
def handover_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes the list of what the term that is over hands over."""
    found = _managed(request, pk)
    begun = found.committeeterms.filter(starts_on__lte=timezone.localdate())
    terms = list(begun.order_by("-starts_on")[:2])
    if not terms:
        raise Http404
    prepare_handover(term_id=terms[-1].pk, actor=who(request), now=timezone.now())
    messages.success(request, _("交接清单列好了"))
    return redirect(found)


@staff
@require_http_methods(["GET", "POST"])
def handover(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """One thing handed over."""
    found = _managed(request, pk)
    item: HandOverItem = get_object_or_404(
        HandOverItem.objects.filter(term__body=found), pk=item_pk
    )

    def write(form: HandOverForm) -> object:
        return hand_over(
            item_id=item.pk,
            done_on=form.cleaned_data["done_on"],
            done_by=form.cleaned_data["done_by"],
            actor=who(request),
            now=timezone.now(),
        )

    heading = _("移交：%(what)s") % {"what": item.title}
    return _body_form(request, found, heading, HandOverForm, write)


def _seen(request: HttpRequest, pk: int) -> OwnersBody:
    """Outside the scope it does not exist; a firm's people are outside."""
    rows = OwnersBody.objects.visible_to(request.user).select_related("complex")
    found: OwnersBody = get_object_or_404(rows, pk=pk)
    return found


def _managed(request: HttpRequest, pk: int) -> OwnersBody:
    found = _seen(request, pk)
    if not can_manage_body(request.user, found):
        raise PermissionDenied(_("只有社区和街道的工作人员能登记，您可以查看"))
    return found


def _current_term(found: OwnersBody) -> CommitteeTerm:
    """The term in office. Raises Http404 for a body without one."""
    begun = found.committeeterms.filter(starts_on__lte=timezone.localdate())
    current: CommitteeTerm | None = begun.order_by("-starts_on").first()
    if current is None:
        raise Http404
    return current


def _body_form(
    request: HttpRequest,
    found: OwnersBody,
    heading: str,
    form_class: type[Form],
    write: Write,
) -> HttpResponse:
    """Shows one form and does what it says; a refusal keeps what was typed."""
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            write(form)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("记下了"))
            return redirect(found)
    name = body_name(found.complex.name if found.complex else "", found.kind)
    back = Link(name, found.get_absolute_url())
    return form_page(request, form, heading=heading, back=back, submit_label=_("记下"))
