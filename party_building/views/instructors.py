"""/desk/party/instructors/: who guides, sent and recalled by day, and whom each serves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from communities.forms.bodies import LeaveForm
from core.page_parts import Link, pages_of
from core.web import staff, who
from party_building.forms.instructors import AssignForm, SendForm
from party_building.models import InstructorAssignment, PartyInstructor
from party_building.permissions import can_manage_organization, can_manage_row
from party_building.queries.instructors import (
    assignable,
    instructor_record,
    instructor_rows,
    instructors_of,
    served_text,
    with_assignments,
)
from party_building.queries.offers import own_places
from party_building.queries.work_rows import Part
from party_building.services.instructors import assign, end_assignment, recall, send
from party_building.views.scoped import write_form

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS_A_PAGE = 50


@staff
@require_GET
def instructor_list(request: HttpRequest) -> HttpResponse:
    """Those who guide now, or (`?show=past`) those who have gone, each with whom she serves."""
    user, today = who(request), timezone.localdate()
    is_over = request.GET.get("show") == "past"
    rows = instructors_of(user, on=today, is_over=is_over)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    url = _list().url
    acts = []
    if can_manage_organization(user):
        new = reverse("party_building:desk_instructor_new")
        acts.append(Link(_("派出指导员"), new, "plus", main=True))
    context = {
        "heading": _("党建指导员"),
        "acts": acts,
        "chips": [
            Link(_("在任"), url, current=not is_over),
            Link(_("已结束"), f"{url}?show=past", current=is_over),
        ],
        "parts": [
            Part(
                title=_("已结束") if is_over else _("在任"),
                note=_("%(count)d名") % {"count": page.paginator.count},
                rows=instructor_rows(page.object_list, on=today),
                empty=_("没有登记党建指导员。"),
            )
        ],
        "page": pages_of(page, {"show": "past"} if is_over else {}),
        "back": Link(_("党组织"), reverse("party_building:desk_party")),
    }
    return render(request, "desk/party_list.html", context)


@staff
@require_http_methods(["GET", "POST"])
def instructor_new(request: HttpRequest) -> HttpResponse:
    """派出 to a community or the whole street."""
    user = who(request)
    _require_official(request)
    form = SendForm(request.POST or None, places=own_places(user), initial=_today())

    def write(form: SendForm) -> PartyInstructor:
        cleaned = form.cleaned_data
        return send(
            place=form.chosen_place(),
            name=cleaned["name"],
            phone=cleaned["phone"],
            sent_by=cleaned["sent_by"],
            since=cleaned["since"],
            **_by(request),
        )

    heading = _("派出党建指导员")
    return write_form(request, form, write, heading=heading, back=_list(), to=_url_of)


@staff
@require_GET
def instructor(request: HttpRequest, pk: int) -> HttpResponse:
    """One instructor, whom she serves and served."""
    user, found = who(request), _seen(request, pk)
    acts = []
    if found.until is None and can_manage_organization(user):
        acts.append(_act(_("指派联系点"), "desk_instructor_assign", found, main=True))
    if found.until is None and can_manage_row(user, found):
        acts.append(_act(_("结束指导"), "desk_instructor_recall", found))
    record = instructor_record(found, user, on=timezone.localdate(), acts=acts)
    return render(request, "desk/party_record.html", {"record": record, "back": _list()})


@staff
@require_http_methods(["GET", "POST"])
def instructor_assign(request: HttpRequest, pk: int) -> HttpResponse:
    """指派联系点: of the places that the official looks after."""
    found = _seen(request, pk)
    _require_official(request)
    offered = assignable(found, who(request), on=timezone.localdate())
    form = AssignForm(request.POST or None, offered=offered, initial=_today())

    def write(form: AssignForm) -> object:
        return assign(
            instructor_id=found.pk,
            serves=form.serves(),
            since=form.cleaned_data["since"],
            **_by(request),
        )

    heading = _("给%(name)s指派联系点") % {"name": found.person.name}
    return _form(request, found, form, write, heading)


@staff
@require_http_methods(["GET", "POST"])
def instructor_recall(request: HttpRequest, pk: int) -> HttpResponse:
    """结束指导, with all that she guides."""
    found = _seen(request, pk)
    if not can_manage_row(who(request), found):
        raise PermissionDenied(_not_yours())
    form = LeaveForm(request.POST or None)

    def write(form: LeaveForm) -> object:
        last_day = form.cleaned_data["last_day"]
        return recall(instructor_id=found.pk, last_day=last_day, **_by(request))

    heading = _("%(name)s结束指导") % {"name": found.person.name}
    return _form(request, found, form, write, heading)


@staff
@require_http_methods(["GET", "POST"])
def assignment_end(request: HttpRequest, pk: int, assignment_pk: int) -> HttpResponse:
    """She guides there until a last day."""
    found = _seen(request, pk)
    rows = InstructorAssignment.objects.visible_to(who(request)).filter(instructor=found)
    rows = rows.select_related("complex", "host", "organization")
    one: InstructorAssignment = get_object_or_404(rows, pk=assignment_pk)
    if not can_manage_row(who(request), one):
        raise PermissionDenied(_not_yours())
    form = LeaveForm(request.POST or None)

    def write(form: LeaveForm) -> object:
        last_day = form.cleaned_data["last_day"]
        return end_assignment(assignment_id=one.pk, last_day=last_day, **_by(request))

    facts = {"name": found.person.name, "where": served_text(one)}
    heading = _("%(name)s不再联系%(where)s") % facts
    return _form(request, found, form, write, heading)


def _seen(request: HttpRequest, pk: int) -> Any:
    user = who(request)
    rows = with_assignments(PartyInstructor.objects.visible_to(user), user)
    return get_object_or_404(rows, pk=pk)


def _not_yours() -> str:
    return _("党建指导员由社区和街道的工作人员登记，您可以查看")


def _require_official(request: HttpRequest) -> None:
    if not can_manage_organization(who(request)):
        raise PermissionDenied(_not_yours())


def _today() -> dict[str, Any]:
    return {"since": timezone.localdate()}


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"actor": who(request), "now": timezone.now()}


def _list() -> Link:
    return Link(_("党建指导员"), reverse("party_building:desk_instructors"))


def _url_of(found: Any) -> str:
    return reverse("party_building:desk_instructor", args=[found.pk])


def _act(label: str, name: str, found: PartyInstructor, *, main: bool = False) -> Link:
    return Link(label, reverse(f"party_building:{name}", args=[found.pk]), main=main)


def _form(
    request: HttpRequest,
    found: PartyInstructor,
    form: Any,
    write: Callable[[Any], object],
    heading: str,
) -> HttpResponse:
    """A form about one instructor; it leads back to her page."""
    back = Link(found.person.name, _url_of(found))
    return write_form(request, form, write, heading=heading, back=back)
