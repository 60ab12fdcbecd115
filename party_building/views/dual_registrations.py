"""/field/branch/dual/ and /desk/party/dual/: who reports in, serves, is reviewed and leaves."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from communities.body_rules import full_date
from core.page_parts import Link, pages_of
from core.web import staff, who
from party_building.choices import MEMBER_WRITERS
from party_building.forms.members import (
    ClaimByRegistrationForm,
    LeaveCommunityForm,
    ReportForm,
    ReviewForm,
    WithdrawForm,
)
from party_building.models import DualRegistration
from party_building.permissions import can_manage_row, keeps_members
from party_building.queries.dual_registrations import (
    posts_text,
    registration_record,
    registration_rows,
    registrations_of,
    with_claims,
)
from party_building.queries.service_posts import posts_of
from party_building.queries.work_rows import Part
from party_building.services import dual_registrations as services
from party_building.services.service_posts import Claimant, claim_post
from party_building.views.scoped import (
    ask_complex,
    chosen_complex,
    managed,
    member_keeper,
    member_reader,
    seen,
    write_form,
)

ROWS_A_PAGE = 50


@staff
@require_GET
def dual_list(request: HttpRequest) -> HttpResponse:
    """Who serves today; `?show=left`: who has left."""
    user, today = member_reader(request), timezone.localdate()
    is_over = request.GET.get("show") == "left"
    rows = registrations_of(user, on=today, is_over=is_over)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    url = reverse("party_building:field_dual_list")
    acts = [Link(_("打印报到表"), reverse("party_building:field_dual_print"), "print")]
    if keeps_members(user):
        new_url = reverse("party_building:field_dual_new")
        acts.insert(0, Link(_("登记报到"), new_url, "plus", main=True))
    empty = _("没有已离开的。") if is_over else _("还没有党员来报到。")
    return render(
        request,
        "party_building/work_list.html",
        {
            "heading": _("双报到党员"),
            "acts": acts,
            "chips": [
                Link(_("在册"), url, current=not is_over),
                Link(_("已离开"), f"{url}?show=left", current=is_over),
            ],
            "parts": [
                Part(
                    title=_("已离开") if is_over else _("在册"),
                    note=_("%(count)d名") % {"count": page.paginator.count},
                    rows=registration_rows(page.object_list, on=today),
                    empty=empty,
                )
            ],
            "page": pages_of(page, {"show": "left"} if is_over else {}),
            "back": Link(_("今日"), reverse("portal:field")),
        },
    )


@staff
@require_http_methods(["GET", "POST"])
def dual_new(request: HttpRequest) -> HttpResponse:
    """登记报到 at the counter or from the paper form."""
    member_keeper(request)
    complex_ = chosen_complex(request, MEMBER_WRITERS)
    if complex_ is None:
        heading = _("登记双报到")
        return ask_complex(request, MEMBER_WRITERS, heading=heading, back=_to_list())
    today = timezone.localdate()
    form = ReportForm(request.POST or None, initial={"reported_on": today, "consented_on": today})

    def write(form: ReportForm) -> object:
        cleaned = form.cleaned_data
        return services.report_in(
            complex_=complex_,
            name=cleaned["name"],
            phone=cleaned["phone"],
            working=form.working(),
            consented_on=cleaned["consented_on"],
            reported_on=cleaned["reported_on"],
            actor=who(request),
            now=timezone.now(),
        )

    heading = _("登记双报到：%(place)s") % {"place": complex_.name}
    return write_form(request, form, write, heading=heading, back=_to_list(), to=_url_of)


def _to_list() -> Link:
    return Link(_("双报到党员"), reverse("party_building:field_dual_list"))


def _url_of(registration: Any) -> str:
    return reverse("party_building:field_dual", args=[registration.pk])


@staff
@require_GET
def dual_print(request: HttpRequest) -> HttpResponse:
    """The empty form on paper, for whoever would rather write than be asked."""
    member_reader(request)
    context = {"printed": full_date(timezone.localdate()), "back": _to_list()}
    return render(request, "party_building/dual_print.html", context)


@staff
@require_GET
def dual(request: HttpRequest, pk: int) -> HttpResponse:
    """One registration with its posts."""
    found = seen(request, _rows(request), pk)
    may_write = can_manage_row(who(request), found)
    record = registration_record(found, on=timezone.localdate(), may_write=may_write)
    context = {"record": record, "back": _to_list()}
    return render(request, "party_building/work_record.html", context)


@staff
@require_http_methods(["GET", "POST"])
def dual_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """认领 a post of the community."""
    found, today = managed(request, _rows(request), pk), timezone.localdate()
    posts = posts_of(who(request), on=today).filter(community=found.community_id)
    form = ClaimByRegistrationForm(request.POST or None, posts=posts, initial={"since": today})

    def write(form: ClaimByRegistrationForm) -> object:
        return claim_post(
            post_id=form.cleaned_data["post"].pk,
            claimant=Claimant(registration=found),
            since=form.cleaned_data["since"],
            actor=who(request),
            now=timezone.now(),
        )

    return _form(request, found, form, write, _("%(name)s认领岗位"))


@staff
@require_http_methods(["GET", "POST"])
def dual_review(request: HttpRequest, pk: int) -> HttpResponse:
    """社区评价."""
    found = managed(request, _rows(request), pk)

    def write(form: ReviewForm) -> object:
        return services.review_registration(
            registration_id=found.pk,
            review=form.cleaned_data["review"],
            actor=who(request),
            now=timezone.now(),
        )

    form = ReviewForm(request.POST or None, initial={"review": found.review})
    return _form(request, found, form, write, _("评价%(name)s"))


@staff
@require_http_methods(["GET", "POST"])
def dual_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """离开 after a last day, with the posts."""
    found = managed(request, _rows(request), pk)

    def write(form: LeaveCommunityForm) -> object:
        return services.leave_community(
            registration_id=found.pk,
            last_day=form.cleaned_data["last_day"],
            reason=form.cleaned_data["reason"],
            actor=who(request),
            now=timezone.now(),
        )

    form = LeaveCommunityForm(request.POST or None, initial={"last_day": timezone.localdate()})
    return _form(request, found, form, write, _("%(name)s离开"))


@staff
@require_http_methods(["GET", "POST"])
def dual_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """撤回同意: over, and nothing of it tells who it was."""
    found = managed(request, _rows(request), pk)

    def write(form: WithdrawForm) -> object:
        return services.withdraw_registration(
            registration_id=found.pk,
            on=form.cleaned_data["on"],
            actor=who(request),
            now=timezone.now(),
        )

    form = WithdrawForm(request.POST or None, initial={"on": timezone.localdate()})
    return _form(request, found, form, write, _("%(name)s撤回同意，不再保留姓名和单位"))


def _rows(request: HttpRequest) -> Any:
    return with_claims(DualRegistration.objects.visible_to(who(request)))


def _form(
    request: HttpRequest, found: DualRegistration, form: Any, write: Any, heading: str
) -> HttpResponse:
    back = Link(found.person.name, _url_of(found))
    return write_form(
        request, form, write, heading=heading % {"name": found.person.name}, back=back
    )


# The desk


@staff
@require_GET
def desk_dual(request: HttpRequest) -> HttpResponse:
    """双报到登记表: the register of one's communities as a table, with posts and reviews."""
    user, today = member_reader(request), timezone.localdate()
    is_over = request.GET.get("show") == "left"
    rows = registrations_of(user, on=today, is_over=is_over)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    url = reverse("party_building:desk_dual")
    return render(
        request,
        "party_building/desk_dual.html",
        {
            "total": page.paginator.count,
            "tabs": [
                Link(_("在册"), url, current=not is_over),
                Link(_("已离开"), f"{url}?show=left", current=is_over),
            ],
            "rows": [
                {
                    "name": one.person.name,
                    "url": _url_of(one),
                    "place": one.place_name,
                    "employer": one.employer,
                    "reported_on": one.reported_on.isoformat(),
                    "posts": posts_text(one, on=today),
                    "review": one.review,
                }
                for one in page.object_list
            ],
            "page": pages_of(page, {"show": "left"} if is_over else {}),
            "may_add": keeps_members(user),
        },
    )
