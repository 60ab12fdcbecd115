"""/field/branch/development/: who is on the way to membership; a clear sentence while it is switched off."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.page_parts import Link, pages_of
from core.web import staff, who
from party_building.forms.members import BackForm, RecordForm, StepForm, StopForm
from party_building.models import MemberDevelopment
from party_building.permissions import can_manage_row
from party_building.queries.development import (
    record_page,
    record_rows,
    records_of,
    switched_on_for,
    taken,
    writing_branches,
)
from party_building.queries.work_rows import Part
from party_building.services import development as services
from party_building.services.development import Applicant
from party_building.views.scoped import kept_branch, managed, member_reader, seen, write_form

ROWS_A_PAGE = 50


@staff
@require_GET
def record_list(request: HttpRequest) -> HttpResponse:
    """Whoever has something due first; nothing but a sentence while it is off."""
    user, today = member_reader(request), timezone.localdate()
    back = Link(_("今日"), reverse("portal:field"))
    context: dict[str, Any] = {"heading": _("党员发展"), "back": back}
    if not switched_on_for(user):
        context["hint"] = str(services.DevelopmentOff.default_message)
        return render(request, "party_building/work_list.html", context)
    # Everything is read to sort by what is due: a branch has a handful.
    rows = record_rows(records_of(user), today=today)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context |= {
        "hint": _("只记简称和每一步的日期；是否满18岁由支部核对，系统不收集出生日期。"),
        "acts": [
            Link(
                _("登记申请：%(branch)s") % {"branch": branch.name},
                reverse("party_building:field_development_new", args=[branch.pk]),
                "plus",
                main=True,
            )
            for branch in writing_branches(user, on=today)
        ],
        "parts": [
            Part(
                title=_("在培养的人"),
                note=_("%(count)d名") % {"count": page.paginator.count},
                rows=list(page.object_list),
                empty=_("还没有登记。"),
            )
        ],
        "page": pages_of(page, {}),
    }
    return render(request, "party_building/work_list.html", context)


@staff
@require_http_methods(["GET", "POST"])
def record_new(request: HttpRequest, pk: int) -> HttpResponse:
    """An application handed in to one branch."""
    member_reader(request)
    branch = kept_branch(request, pk)
    _require_on(branch.sub_district_id)
    form = RecordForm(request.POST or None, initial={"applied_on": timezone.localdate()})

    def write(form: RecordForm) -> object:
        cleaned = form.cleaned_data
        return services.open_record(
            organization=branch,
            applicant=Applicant(label=cleaned["label"], workplace=cleaned["workplace"]),
            applied_on=cleaned["applied_on"],
            actor=who(request),
            now=timezone.now(),
        )

    heading = _("登记入党申请：%(branch)s") % {"branch": branch.name}
    return write_form(request, form, write, heading=heading, back=_to_list(), to=_url_of)


def _require_on(sub_district_id: int) -> None:
    try:
        services.require_switched_on(sub_district_id)
    except services.DevelopmentOff as refusal:
        raise PermissionDenied(refusal.message) from refusal


def _to_list() -> Link:
    return Link(_("党员发展"), reverse("party_building:field_development"))


def _url_of(record: Any) -> str:
    return reverse("party_building:field_development_record", args=[record.pk])


@staff
@require_GET
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """One record, phase by phase, with what is due and what looks wrong."""
    found = seen(request, records_of(who(request)), pk)
    may_write = can_manage_row(who(request), found)
    page = record_page(found, today=timezone.localdate(), may_write=may_write)
    context = {"record": page, "back": _to_list()}
    return render(request, "party_building/work_record.html", context)


@staff
@require_http_methods(["GET", "POST"])
def record_step(request: HttpRequest, pk: int) -> HttpResponse:
    """登记一步 of those that are still to be taken."""
    found = managed(request, records_of(who(request)), pk)
    form = StepForm(request.POST or None, done=taken(found), initial={"on": timezone.localdate()})

    def write(form: StepForm) -> object:
        cleaned = form.cleaned_data
        return services.record_step(
            record_id=found.pk,
            number=cleaned["number"],
            on=cleaned["on"],
            note=cleaned["note"],
            actor=who(request),
            now=timezone.now(),
        )

    return _form(request, found, form, write, _("%(label)s：登记一步"))


@staff
@require_http_methods(["GET", "POST"])
def record_back(request: HttpRequest, pk: int) -> HttpResponse:
    """退回 to an earlier stage."""
    found = managed(request, records_of(who(request)), pk)
    form = BackForm(request.POST or None, stage=found.stage, initial={"on": timezone.localdate()})

    def write(form: BackForm) -> object:
        return services.put_back(
            record_id=found.pk,
            stage=form.chosen(),
            on=form.cleaned_data["on"],
            actor=who(request),
            now=timezone.now(),
        )

    return _form(request, found, form, write, _("%(label)s：退回前一阶段"))


@staff
@require_http_methods(["GET", "POST"])
def record_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """中止, with its reason."""
    found = managed(request, records_of(who(request)), pk)

    def write(form: StopForm) -> object:
        return services.stop_record(
            record_id=found.pk,
            on=form.cleaned_data["on"],
            reason=form.cleaned_data["reason"],
            actor=who(request),
            now=timezone.now(),
        )

    form = StopForm(request.POST or None, initial={"on": timezone.localdate()})
    return _form(request, found, form, write, _("%(label)s：中止"))


def _form(
    request: HttpRequest, found: MemberDevelopment, form: Any, write: Any, heading: str
) -> HttpResponse:
    back = Link(found.label, _url_of(found))
    return write_form(request, form, write, heading=heading % {"label": found.label}, back=back)
