"""/field/visits/: planning visits, marking doors one tap each, paper lists, what households need."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.clock import moment_text
from communities.choices import VisitOutcome
from communities.forms.visits import (
    MarkForm,
    NeedDoneForm,
    NeedForm,
    PaperVisitsForm,
    VisitPlanForm,
)
from communities.models import Complex, VisitFollowUp, VisitHousehold, VisitPlan
from communities.permissions import can_manage_visits, can_visit
from communities.queries.visits import (
    MARKS,
    Progress,
    choose_part,
    floor_label,
    floors_of,
    households_of,
    listed_needs,
    listed_plans,
    need_rows,
    needs_of,
    part_links,
    parts_of,
    period_text,
    plan_rows,
    standing_tag,
    visited_complexes,
)
from communities.services import visits
from communities.views.scoped import managed_plan, seen_plan, visitor, visits_reader
from core.errors import DomainError
from core.page_parts import Link, pages_of
from core.web import handle_domain_errors, staff, who
from core.work_pages import confirm_page, form_page

ROWS_A_PAGE = 20
# Beyond so many households an entrance is shown in parts: a page that a phone can still scroll.
DOORS_A_PAGE = 200
PLAN_FIELDS: dict[type[DomainError], str] = {
    visits.PeriodBackwards: "ends_on",
    visits.PeriodTooLong: "ends_on",
}


@staff
@require_GET
def visit_list(request: HttpRequest) -> HttpResponse:
    """Plans, or `?show=needs`: what households need, the open ones first."""
    user = visits_reader(request)
    shows_needs = request.GET.get("show") == "needs"
    rows = listed_needs(user) if shows_needs else listed_plans(user)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    may_write = can_visit(user)
    url = reverse("communities:field_visits")
    return render(
        request,
        "field/visits.html",
        {
            "tabs": [
                Link(_("走访计划"), url, current=not shows_needs),
                Link(_("需求"), f"{url}?show=needs", current=shows_needs),
            ],
            "rows": [] if shows_needs else plan_rows(page.object_list, today=timezone.localdate()),
            "needs": need_rows(page.object_list, may_write=may_write) if shows_needs else [],
            "page": pages_of(page, {"show": "needs"} if shows_needs else {}),
            "new_url": reverse("communities:field_visit_new") if may_write else "",
            "empty_text": _("没有要跟进的需求") if shows_needs else _("还没有安排走访"),
            "back": Link(_("今日"), reverse("portal:field")),
        },
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def new(request: HttpRequest) -> HttpResponse:
    """安排走访: first the complex, where one serves several, then which households."""
    user = visitor(request)
    complex_ = _chosen_complex(request)
    if complex_ is None:
        return render(
            request,
            "field/visit_place.html",
            {
                "complexes": visited_complexes(user),
                "back": _to_list(),
            },
        )
    form = VisitPlanForm(
        request.POST or None, complex_=complex_, initial={"starts_on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            plan = _plan(request, form)
        except DomainError as refusal:
            form.add_error(PLAN_FIELDS.get(type(refusal)), refusal.message)
        else:
            messages.success(request, _("已安排，打开就能逐户记"))
            return redirect("communities:field_visit", pk=plan.pk)
    return form_page(
        request,
        form,
        heading=_("安排走访：%(place)s") % {"place": complex_.name},
        back=_to_list(),
        submit_label=_("安排"),
    )


def _chosen_complex(request: HttpRequest) -> Complex | None:
    """That of `?c=`, or the only one; outside one's own 404."""
    own = visited_complexes(who(request))
    slug = request.GET.get("c", "")
    if slug:
        chosen: Complex = get_object_or_404(own, slug=slug[:80])
        return chosen
    first = list(own[:2])
    return first[0] if len(first) == 1 else None


def _plan(request: HttpRequest, form: VisitPlanForm) -> VisitPlan:
    cleaned = form.cleaned_data
    return visits.plan_visits(
        complex_=form.complex,
        purpose=cleaned["purpose"],
        starts_on=cleaned["starts_on"],
        ends_on=cleaned["ends_on"],
        households=form.households,
        actor=who(request),
        now=timezone.now(),
        request_key=cleaned["key"],
    )


@staff
@require_GET
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan, one entrance at a time, floor by floor."""
    plan = seen_plan(request, pk)
    may_write = can_manage_visits(who(request), plan)
    parts = parts_of(plan)
    part = choose_part(parts, request.GET.get("part", ""))
    page = Paginator(households_of(plan, part) if part else [], DOORS_A_PAGE).get_page(
        request.GET.get("page")
    )
    today = timezone.localdate()
    query = {"part": str(part.number)} if part else {}
    url = plan.get_absolute_url()
    return render(
        request,
        "field/visit.html",
        {
            "title": plan.purpose,
            "tag": standing_tag(plan, today),
            "under": f"{plan.place_name} · {period_text(plan)}",
            "progress": sum((one.progress for one in parts), Progress()),
            "parts": part_links(parts, part, url) if len(parts) > 1 else [],
            "part": part,
            "floors": floors_of(
                page.object_list,
                may_write=may_write,
                may_mark=may_write and plan.starts_on <= today <= plan.ends_on,
            ),
            "page": pages_of(page, query),
            "mark_url": reverse("communities:field_visit_mark", args=[pk]),
            "cleared": VisitOutcome.CLEARED.value,
            "needs": needs_of(plan, may_write=may_write),
            "links": [
                Link(_("打印走访单"), _in_part("field_visit_print", plan, query), "print"),
                *(
                    [Link(_("录入走访单"), _in_part("field_visit_paper", plan, query), "pen")]
                    if may_write
                    else []
                ),
            ],
            "back": _to_list(),
        },
    )


@staff
@require_POST
@handle_domain_errors
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """One tap at one door; back to where it was."""
    plan = managed_plan(request, pk)
    form = MarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("没有看懂是哪一户，请在名单里再点一次"))
        return redirect(plan)
    household = _household(plan, form.cleaned_data["household"])
    knock = visits.Knock(
        outcome=VisitOutcome(form.cleaned_data["outcome"]), seen=form.cleaned_data["seen"]
    )
    visits.record_visit(
        household_id=household.pk, knock=knock, actor=who(request), now=timezone.now()
    )
    return redirect(_to_door(plan, household))


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def need(request: HttpRequest, pk: int, household_pk: int) -> HttpResponse:
    """记需求 of one household."""
    plan = managed_plan(request, pk)
    household = _household(plan, household_pk)
    form = NeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        said = visits.Need(
            text=cleaned["need"],
            handed_to=cleaned["handed_to"],
            transfer_number=cleaned["transfer_number"],
            form_key=cleaned["key"],
        )
        try:
            visits.record_need(
                household_id=household.pk, need=said, actor=who(request), now=timezone.now()
            )
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("已记下需求"))
            return redirect(_to_door(plan, household))
    return form_page(
        request,
        form,
        heading=_("记需求：%(door)s") % {"door": household.label},
        back=Link(plan.purpose, _to_door(plan, household)),
        submit_label=_("记下"),
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def need_done(request: HttpRequest, pk: int) -> HttpResponse:
    """办结 one need."""
    follow_up = _managed_need(request, pk)
    form = NeedDoneForm(
        request.POST or None, initial={"transfer_number": follow_up.transfer_number}
    )
    list_url = f"{reverse('communities:field_visits')}?show=needs"
    if request.method == "POST" and form.is_valid():
        try:
            visits.close_need(
                follow_up_id=pk,
                done_on=form.cleaned_data["done_on"],
                transfer_number=form.cleaned_data["transfer_number"],
                actor=who(request),
                now=timezone.now(),
            )
        except visits.DoneBeforeHeard as refusal:
            form.add_error("done_on", refusal.message)
        else:
            messages.success(request, _("已办结"))
            return redirect(list_url)
    return confirm_page(
        request,
        question=_("办结这条需求？"),
        lines=[follow_up.need],
        form=form,
        yes_label=_("办结"),
        back_url=list_url,
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """录入走访单: one entrance of a list that was kept on paper."""
    plan = managed_plan(request, pk)
    parts = parts_of(plan)
    part = choose_part(parts, request.GET.get("part", ""))
    if part is None:
        raise Http404(str(pk))
    page = Paginator(households_of(plan, part), DOORS_A_PAGE).get_page(request.GET.get("page"))
    form = PaperVisitsForm(
        request.POST or None,
        households=page.object_list,
        initial={"day": timezone.localdate(), "visitor": who(request).display_name},
    )
    if request.method == "POST" and form.is_valid():
        try:
            entered = visits.enter_paper_visits(
                plan_id=pk,
                outcomes=form.outcomes,
                day=form.cleaned_data["day"],
                visitor=form.cleaned_data["visitor"],
                actor=who(request),
                now=timezone.now(),
            )
        except visits.OutsidePeriod as refusal:
            form.add_error("day", refusal.message)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("已录入%(n)d户") % {"n": len(entered)})
            return redirect(f"{plan.get_absolute_url()}?part={part.number}")
    return render(
        request,
        "field/visit_paper.html",
        {
            "heading": _("录入走访单：%(part)s") % {"part": part.label},
            "form": form,
            "parts": part_links(parts, part, request.path) if len(parts) > 1 else [],
            "page": pages_of(page, {"part": str(part.number)}),
            "back": Link(plan.purpose, f"{plan.get_absolute_url()}?part={part.number}"),
        },
        status=422 if form.errors else 200,
    )


@staff
@require_GET
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """打印走访单: A4, by floor, to be filled in standing up and entered later."""
    plan = seen_plan(request, pk)
    part = choose_part(parts_of(plan), request.GET.get("part", ""))
    households = households_of(plan, part) if part else []
    return render(
        request,
        "field/visit_print.html",
        {
            "title": plan.purpose,
            "under": f"{plan.place_name} {part.label if part else ''} · {period_text(plan)}",
            "marks": [mark_.label for mark_ in MARKS],
            "lines": [
                {
                    "number": number,
                    "floor": floor_label(household.floor),
                    "label": household.room,
                    "done": household.get_outcome_display() if household.outcome in MARKS else "",
                }
                for number, household in enumerate(households, start=1)
            ],
            "printed": moment_text(timezone.now()),
            "back": Link(plan.purpose, plan.get_absolute_url()),
        },
    )


def _to_list() -> Link:
    return Link(_("走访"), reverse("communities:field_visits"))


def _household(plan: VisitPlan, pk: int) -> VisitHousehold:
    found: VisitHousehold = get_object_or_404(plan.households, pk=pk)
    return found


def _managed_need(request: HttpRequest, pk: int) -> VisitFollowUp:
    user = visitor(request)
    found: VisitFollowUp = get_object_or_404(VisitFollowUp.objects.visible_to(user), pk=pk)
    if not VisitFollowUp.objects.manageable_by(user).filter(pk=pk).exists():
        raise PermissionDenied(_("您的角色只能查看，不能登记走访和问卷"))
    return found


def _in_part(name: str, plan: VisitPlan, query: dict[str, str]) -> str:
    url = reverse(f"communities:{name}", args=[plan.pk])
    return f"{url}?part={query['part']}" if query else url


def _to_door(plan: VisitPlan, household: VisitHousehold) -> str:
    """The entrance and the door itself, so that the thumb goes on where it was."""
    for part in parts_of(plan):
        if (part.building, part.unit) == (household.building, household.unit):
            return f"{plan.get_absolute_url()}?part={part.number}#door-{household.pk}"
    return plan.get_absolute_url()
