"""/field/branch/members/: branches with their numbers, rosters for those who read them, one member."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.page_parts import Link, pages_of
from core.web import staff, who
from party_building.forms.members import (
    LastDayForm,
    MemberChangeForm,
    NewMemberForm,
    WithdrawForm,
)
from party_building.models import PartyMember, PartyOrganization
from party_building.permissions import can_keep_roster, can_manage_row, can_read_roster
from party_building.queries.member_counts import member_counts
from party_building.queries.roster import (
    branch_rows,
    branches_of,
    counts_text,
    member_record,
    members_on,
    roster_parts,
)
from party_building.queries.work_rows import Part
from party_building.services import members as services
from party_building.views.scoped import kept_branch, managed, seen, write_form

ROWS_A_PAGE = 100


@staff
@require_GET
def member_list(request: HttpRequest) -> HttpResponse:
    """Branches with how many members they have; `?branch=` one of them, named for those who may read it."""
    user, today = who(request), timezone.localdate()
    branches = branches_of(user, on=today)
    asked = request.GET.get("branch", "")
    if asked:
        # 18 digits are always a bigint.
        key = int(asked[:18]) if asked.isascii() and asked.isdigit() else 0
        return _roster(request, get_object_or_404(branches, pk=key), is_one_of_many=True)
    found = list(branches[:2])
    if len(found) == 1:
        return _roster(request, found[0], is_one_of_many=False)
    page = Paginator(branches, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = branch_rows(page.object_list, on=today)
    return render(
        request,
        "party_building/work_list.html",
        {
            "heading": _("党员"),
            "parts": [Part(title=_("党支部"), rows=rows, empty=_("这里还没有登记党支部。"))],
            "page": pages_of(page, {}),
            "back": Link(_("今日"), reverse("portal:field")),
        },
    )


def _roster(
    request: HttpRequest, branch: PartyOrganization, *, is_one_of_many: bool
) -> HttpResponse:
    user, today = who(request), timezone.localdate()
    counts = member_counts([branch.pk], on=today).get(branch.pk)
    context: dict[str, Any] = {
        "heading": branch.name,
        "lead": counts_text(counts),
        "back": _to_list() if is_one_of_many else Link(_("今日"), reverse("portal:field")),
    }
    if can_read_roster(user, branch):
        rows = members_on(branch, on=today)
        page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
        nobody = Part(title=_("党员"), empty=_("还没有在这里登记党员。"))
        context["parts"] = roster_parts(page.object_list, on=today) or [nobody]
        context["page"] = pages_of(page, {"branch": str(branch.pk)})
        context["hint"] = _("名册只给支部书记、社区书记、街道管理员和审计员看，其他人只看到人数。")
    else:
        context["hint"] = _("姓名只给支部书记、社区书记、街道管理员和审计员看，这里只有人数。")
    if can_keep_roster(user, branch):
        url = reverse("party_building:field_member_new", args=[branch.pk])
        context["acts"] = [Link(_("登记党员"), url, "plus", main=True)]
    return render(request, "party_building/work_list.html", context)


def _to_list() -> Link:
    return Link(_("党员"), reverse("party_building:field_members"))


@staff
@require_http_methods(["GET", "POST"])
def member_new(request: HttpRequest, pk: int) -> HttpResponse:
    """登记党员 of one branch, with consent."""
    branch, today = kept_branch(request, pk), timezone.localdate()
    form = NewMemberForm(
        request.POST or None,
        branch=branch,
        today=today,
        initial={"since": today, "consented_on": today},
    )

    def write(form: NewMemberForm) -> object:
        cleaned = form.cleaned_data
        return services.register_member(
            organization=branch,
            name=cleaned["name"],
            phone=cleaned["phone"],
            standing=form.standing(),
            consented_on=cleaned["consented_on"],
            since=cleaned["since"],
            actor=who(request),
            now=timezone.now(),
        )

    heading = _("登记党员：%(branch)s") % {"branch": branch.name}
    return write_form(request, form, write, heading=heading, back=_to_branch(branch))


def _to_branch(branch: PartyOrganization) -> Link:
    url = reverse("party_building:field_members")
    return Link(branch.name, f"{url}?branch={branch.pk}")


@staff
@require_GET
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """One member with what she does at the doors."""
    found = seen(request, _rows(request), pk)
    may_write = can_manage_row(who(request), found)
    record = member_record(found, on=timezone.localdate(), may_write=may_write)
    return render(
        request,
        "party_building/work_record.html",
        {"record": record, "back": _to_branch(found.organization)},
    )


@staff
@require_http_methods(["GET", "POST"])
def member_change(request: HttpRequest, pk: int) -> HttpResponse:
    """变动: another group, 转正, another building, from a day on."""
    found, today = managed(request, _rows(request), pk), timezone.localdate()
    form = MemberChangeForm(
        request.POST or None,
        branch=found.organization,
        today=today,
        initial={
            "kind": found.kind,
            "home": found.home,
            "group": found.group_id,
            "building": found.building_id,
            "first_day": today,
        },
    )

    def write(form: MemberChangeForm) -> object:
        return services.change_member(
            member_id=found.pk,
            standing=form.standing(),
            first_day=form.cleaned_data["first_day"],
            actor=who(request),
            now=timezone.now(),
        )

    return _form(request, found, form, write, _("%(name)s的变动"))


@staff
@require_http_methods(["GET", "POST"])
def member_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """转出 after a last day."""
    found = managed(request, _rows(request), pk)

    def write(form: LastDayForm) -> object:
        return services.leave_branch(
            member_id=found.pk,
            last_day=form.cleaned_data["last_day"],
            actor=who(request),
            now=timezone.now(),
        )

    form = LastDayForm(request.POST or None, initial={"last_day": timezone.localdate()})
    return _form(request, found, form, write, _("%(name)s转出"))


@staff
@require_http_methods(["GET", "POST"])
def member_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """撤回同意: off the roster, and the name out of it."""
    found = managed(request, _rows(request), pk)

    def write(form: WithdrawForm) -> object:
        return services.withdraw_consent(
            member_id=found.pk,
            on=form.cleaned_data["on"],
            actor=who(request),
            now=timezone.now(),
        )

    form = WithdrawForm(request.POST or None, initial={"on": timezone.localdate()})
    return _form(request, found, form, write, _("%(name)s撤回同意，名册不再保留姓名"))


def _rows(request: HttpRequest) -> Any:
    rows = PartyMember.objects.visible_to(who(request))
    return rows.select_related("person", "organization", "group", "building")


def _form(
    request: HttpRequest, found: PartyMember, form: Any, write: Any, heading: str
) -> HttpResponse:
    """A form about one member; afterwards her row may be another one, so the way leads to the branch."""
    name = found.person.name
    back = Link(name, reverse("party_building:field_member", args=[found.pk]))
    return write_form(
        request,
        form,
        write,
        heading=heading % {"name": name},
        back=back,
        to=lambda row: reverse("party_building:field_member", args=[row.pk]),
    )
