"""/field/branch/posts/: service posts with their places, who serves there, claimed and given up."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.page_parts import Link, pages_of
from core.web import staff, who
from party_building.choices import BRANCH_WRITERS
from party_building.forms.members import ClaimOfPostForm, LastDayForm, PlacesForm, PostForm
from party_building.models import ServiceClaim, ServicePost
from party_building.permissions import can_keep_roster, can_manage_post, keeps_branch_work
from party_building.queries.service_posts import post_record, post_rows, posts_of
from party_building.queries.work_rows import Part
from party_building.queries.zones import branch_of
from party_building.services import service_posts as services
from party_building.services.service_posts import Claimant
from party_building.views.scoped import ask_complex, chosen_complex, managed, seen, write_form

ROWS_A_PAGE = 50


@staff
@require_GET
def post_list(request: HttpRequest) -> HttpResponse:
    """Posts of one's places with how many serve there; no names."""
    user, today = who(request), timezone.localdate()
    page = Paginator(posts_of(user, on=today), ROWS_A_PAGE).get_page(request.GET.get("page"))
    acts = []
    if keeps_branch_work(user):
        url = reverse("party_building:field_post_new")
        acts.append(Link(_("设岗"), url, "plus", main=True))
    return render(
        request,
        "party_building/work_list.html",
        {
            "heading": _("党员服务岗"),
            "acts": acts,
            "parts": [
                Part(
                    title=_("岗位"),
                    note=_("%(count)d个") % {"count": page.paginator.count},
                    rows=post_rows(page.object_list),
                    empty=_("还没有设岗。"),
                )
            ],
            "page": pages_of(page, {}),
            "back": Link(_("今日"), reverse("portal:field")),
        },
    )


@staff
@require_http_methods(["GET", "POST"])
def post_new(request: HttpRequest) -> HttpResponse:
    """设岗: first the complex, where one serves several."""
    if not keeps_branch_work(who(request)):
        raise PermissionDenied(_("服务岗由支部书记和社区设置，您只能查看"))
    complex_, today = chosen_complex(request, BRANCH_WRITERS), timezone.localdate()
    if complex_ is None:
        heading = _("设岗")
        return ask_complex(request, BRANCH_WRITERS, heading=heading, back=_to_list())
    branch = branch_of(complex_, on=today)
    if branch is None:
        raise PermissionDenied(_("这个小区还没有党支部，先登记党支部的覆盖范围"))
    form = PostForm(request.POST or None, complex_=complex_, initial={"since": today})

    def write(form: PostForm) -> object:
        return services.set_up_post(
            organization=branch,
            post=form.post(),
            since=form.cleaned_data["since"],
            actor=who(request),
            now=timezone.now(),
        )

    heading = _("设岗：%(place)s") % {"place": complex_.name}
    return write_form(request, form, write, heading=heading, back=_to_list(), to=_url_of)


def _to_list() -> Link:
    return Link(_("党员服务岗"), reverse("party_building:field_posts"))


def _url_of(post: Any) -> str:
    return reverse("party_building:field_post", args=[post.pk])


@staff
@require_GET
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """One post; names of who serves there for those who read members."""
    user, found = who(request), seen(request, _rows(request), pk)
    record = post_record(
        found,
        user,
        on=timezone.localdate(),
        may_write=can_manage_post(user, found),
        may_claim=can_keep_roster(user, found.organization),
    )
    context = {"record": record, "back": _to_list()}
    return render(request, "party_building/work_record.html", context)


@staff
@require_http_methods(["GET", "POST"])
def post_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """认领: a member of the branch, or somebody who has reported in."""
    found, today = seen(request, _rows(request), pk), timezone.localdate()
    if not can_keep_roster(who(request), found.organization):
        raise PermissionDenied(_("认领由支部书记和社区书记登记，您只能查看"))
    form = ClaimOfPostForm(
        request.POST or None, post=found, user=who(request), today=today, initial={"since": today}
    )

    def write(form: ClaimOfPostForm) -> object:
        return services.claim_post(
            post_id=found.pk,
            claimant=Claimant(**form.claimant()),
            since=form.cleaned_data["since"],
            actor=who(request),
            now=timezone.now(),
        )

    return _form(request, found, form, write, _("认领%(post)s"))


@staff
@require_http_methods(["GET", "POST"])
def post_places(request: HttpRequest, pk: int) -> HttpResponse:
    """改名额."""
    found = _managed(request, pk)

    def write(form: PlacesForm) -> object:
        return services.change_places(
            post_id=found.pk,
            places=form.cleaned_data["places"],
            today=timezone.localdate(),
            actor=who(request),
            now=timezone.now(),
        )

    form = PlacesForm(request.POST or None, initial={"places": found.places})
    return _form(request, found, form, write, _("%(post)s的名额"))


@staff
@require_http_methods(["GET", "POST"])
def post_close(request: HttpRequest, pk: int) -> HttpResponse:
    """撤岗 after a last day, with all who serve there."""
    found = _managed(request, pk)

    def write(form: LastDayForm) -> object:
        return services.close_post(
            post_id=found.pk,
            last_day=form.cleaned_data["last_day"],
            actor=who(request),
            now=timezone.now(),
        )

    form = LastDayForm(request.POST or None, initial={"last_day": timezone.localdate()})
    return _form(request, found, form, write, _("撤销%(post)s"))


@staff
@require_http_methods(["GET", "POST"])
def claim_end(request: HttpRequest, pk: int) -> HttpResponse:
    """One who serves at a post gives the place back."""
    rows = ServiceClaim.objects.visible_to(who(request)).select_related(
        "service_post", "member__person", "registration__person"
    )
    claim = managed(request, rows, pk)

    def write(form: LastDayForm) -> object:
        return services.end_claim(
            claim_id=claim.pk,
            last_day=form.cleaned_data["last_day"],
            actor=who(request),
            now=timezone.now(),
        )

    form = LastDayForm(request.POST or None, initial={"last_day": timezone.localdate()})
    name = (claim.member or claim.registration).person.name
    heading = _("%(name)s不再负责%(post)s") % {"name": name, "post": claim.service_post.name}
    back = Link(claim.service_post.name, _url_of(claim.service_post))
    return write_form(request, form, write, heading=heading, back=back)


def _rows(request: HttpRequest) -> Any:
    rows = ServicePost.objects.visible_to(who(request))
    return rows.select_related("organization", "complex", "building", "unit__building")


def _managed(request: HttpRequest, pk: int) -> ServicePost:
    found: ServicePost = get_object_or_404(_rows(request), pk=pk)
    if not can_manage_post(who(request), found):
        raise PermissionDenied(_("服务岗由支部书记和社区设置，您只能查看"))
    return found


def _form(
    request: HttpRequest, found: ServicePost, form: Any, write: Any, heading: str
) -> HttpResponse:
    back = Link(found.name, _url_of(found))
    return write_form(request, form, write, heading=heading % {"post": found.name}, back=back)
