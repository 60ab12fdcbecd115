"""/desk/party/: the tree of organisations as of a day, one organisation, and what is recorded of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from communities.forms.bodies import LeaveForm
from core.errors import DomainError
from core.page_parts import Link
from core.web import staff, who
from core.work_pages import form_page
from party_building.choices import HEADS, PartyKind, PartyPostKind
from party_building.forms.organizations import (
    AppointForm,
    AttachForm,
    CountForm,
    CoverForm,
    DayForm,
    DeputyForm,
    DissolveForm,
    FoundForm,
    FoundRootForm,
    RenameForm,
    SuccessorForm,
    TermForm,
)
from party_building.models import PartyCoverage, PartyOrganization, PartyPost
from party_building.permissions import can_manage_organization
from party_building.queries.offers import (
    AT_THE_ROOT,
    BELOW,
    coverable,
    own_places,
    parents_for_new,
    places_below,
    possible_parents,
)
from party_building.queries.organization_page import organization_page
from party_building.queries.tree import Ask, Node, Tree, closed_node, organization_tree, parent_key
from party_building.services.counts import record_count
from party_building.services.organizations import (
    NewOrganization,
    Target,
    attach,
    cover,
    dissolve,
    found,
    rename,
    uncover,
)
from party_building.services.posts import appoint, begin_term, resign, succeed, take_leave
from party_building.views.scoped import write_form

if TYPE_CHECKING:
    from django.forms import Form

# What a form's page does with what was typed; a refusal stands in the form.
Write = Callable[[Any], object]


@staff
@require_GET
def tree(request: HttpRequest) -> HttpResponse:
    """`?open=` and `?close=` name an organisation; htmx gets its row alone, others the whole branch."""
    form, ask = _asked(request)
    is_fragment = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]  # its middleware's
    closing = request.GET.get("close", "")
    if closing and is_fragment:
        return _fragment(request, closed_node(ask, key=closing))
    key = request.GET.get("open", "")
    if closing:
        key = parent_key(ask, closing) or ""
    shown = organization_tree(ask, key=key, number=request.GET.get("page"))
    if key and shown is None:
        raise Http404(key)
    shown = shown or Tree([], None)
    if is_fragment and shown.opened:
        return _fragment(request, shown.opened)
    context = {
        "roots": shown.roots,
        "form": form,
        "on": ask.on,
        "opened": key,
        "may_found": can_manage_organization(request.user),
    }
    response = render(request, "desk/party.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _fragment(request: HttpRequest, node: Node | None) -> HttpResponse:
    if node is None:
        raise Http404
    response = render(request, "desk/_party_node.html", {"node": node})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _asked(request: HttpRequest) -> tuple[DayForm, Ask]:
    """As of which day; one that is none is told in the form, and today is shown."""
    form = DayForm(request.GET if "on" in request.GET else None)
    named: date | None = form.cleaned_data.get("on") if form.is_valid() else None
    return form, Ask(who(request), named or timezone.localdate(), is_named=named is not None)


@staff
@require_GET
def organization(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation as of a day: posts, coverage, parts, what to look at, what was."""
    one = _seen(request, pk)
    form, ask = _asked(request)
    page = organization_page(
        one,
        on=ask.on,
        day=ask.day,
        user=ask.user,
        may_write=can_manage_organization(request.user, one),
    )
    back = {"url": reverse("party_building:desk_party"), "label": _("党组织")}
    context = {"page": page, "form": form, "on": ask.on, "back": back}
    return render(request, "desk/party_organization.html", context)


# The tree's acts


@staff
@require_http_methods(["GET", "POST"])
def found_root(request: HttpRequest) -> HttpResponse:
    """新建党组织 of a street or a community, for the officials of it."""
    user = who(request)
    if not can_manage_organization(user):
        raise PermissionDenied(_not_yours())
    form = FoundRootForm(
        request.POST or None,
        kinds=AT_THE_ROOT,
        places=own_places(user),
        parents=parents_for_new(user, on=timezone.localdate()),
    )

    def write(form: FoundRootForm) -> PartyOrganization:
        cleaned = form.cleaned_data
        new = NewOrganization(
            kind=PartyKind(cleaned["kind"]),
            name=cleaned["name"],
            place=form.chosen_place(),
            founded_on=cleaned["founded_on"],
            parent=form.chosen_parent(),
            contact_phone=cleaned["contact_phone"],
        )
        return found(new=new, **_by(request))

    back = Link(_("党组织"), reverse("party_building:desk_party"))
    return write_form(
        request,
        form,
        write,
        heading=_("新建党组织"),
        back=back,
        to=lambda one: str(one.get_absolute_url()),
    )


@staff
@require_http_methods(["GET", "POST"])
def found_part(request: HttpRequest, pk: int) -> HttpResponse:
    """A part below this organisation; a branch of a complex is there for it from its first day."""
    one = _managed(request, pk)
    kinds = BELOW.get(one.kind)
    if kinds is None:
        raise Http404

    def make(data: Any) -> FoundForm:
        return FoundForm(data, kinds=kinds, places=places_below(one, user=who(request)))

    def write(form: FoundForm) -> object:
        cleaned, place = form.cleaned_data, form.chosen_place()
        kind = PartyKind(cleaned["kind"])
        new = NewOrganization(
            kind=kind,
            name=cleaned["name"],
            place=place,
            founded_on=cleaned["founded_on"],
            parent=one,
            contact_phone=cleaned["contact_phone"],
            covers=Target(complex=place.complex)
            if place.complex and kind != PartyKind.GROUP
            else None,
        )
        return found(new=new, **_by(request))

    return _act_page(request, one, _("设下级党组织"), make, write)


@staff
@require_http_methods(["GET", "POST"])
def rename_organization(request: HttpRequest, pk: int) -> HttpResponse:
    one = _managed(request, pk)
    known = {"name": one.name, "contact_phone": one.contact_phone, "note": one.note}

    def write(form: RenameForm) -> object:
        return rename(organization_id=one.pk, **form.cleaned_data, **_by(request))

    return _act_page(
        request, one, _("改名称和电话"), lambda data: RenameForm(data, initial=known), write
    )


@staff
@require_http_methods(["GET", "POST"])
def attach_organization(request: HttpRequest, pk: int) -> HttpResponse:
    """改上级."""
    one = _managed(request, pk)
    user = who(request)

    def make(data: Any) -> AttachForm:
        parents = possible_parents(one, on=timezone.localdate(), user=user)
        return AttachForm(data, parents=parents)

    def write(form: AttachForm) -> object:
        return attach(
            organization_id=one.pk,
            parent_id=int(form.cleaned_data["parent"]),
            since=form.cleaned_data["since"],
            **_by(request),
        )

    return _act_page(request, one, _("改上级"), make, write)


@staff
@require_http_methods(["GET", "POST"])
def dissolve_organization(request: HttpRequest, pk: int) -> HttpResponse:
    """撤销, with where its parts go."""
    one = _managed(request, pk)

    def make(data: Any) -> DissolveForm:
        others = possible_parents(one, on=timezone.localdate(), user=who(request))
        return DissolveForm(data, others=others)

    def write(form: DissolveForm) -> object:
        return dissolve(
            organization_id=one.pk,
            last_day=form.cleaned_data["last_day"],
            parts_to=form.cleaned_data["parts_to"],
            **_by(request),
        )

    return _act_page(request, one, _("撤销"), make, write, submit_label=_("撤销"))


@staff
@require_http_methods(["GET", "POST"])
def cover_place(request: HttpRequest, pk: int) -> HttpResponse:
    one = _managed(request, pk)

    def make(data: Any) -> CoverForm:
        return CoverForm(data, targets=coverable(one, user=who(request)))

    def write(form: CoverForm) -> object:
        return cover(
            organization_id=one.pk,
            target=form.wanted(),
            since=form.cleaned_data["since"],
            **_by(request),
        )

    return _act_page(request, one, _("登记覆盖范围"), make, write)


@staff
@require_http_methods(["GET", "POST"])
def uncover_place(request: HttpRequest, pk: int, coverage_pk: int) -> HttpResponse:
    one = _managed(request, pk)
    coverage: PartyCoverage = get_object_or_404(
        PartyCoverage.objects.filter(organization=one), pk=coverage_pk
    )

    def write(form: LeaveForm) -> object:
        last_day = form.cleaned_data["last_day"]
        return uncover(coverage_id=coverage.pk, last_day=last_day, **_by(request))

    return _act_page(request, one, _("结束覆盖"), LeaveForm, write)


@staff
@require_http_methods(["GET", "POST"])
def count_members(request: HttpRequest, pk: int) -> HttpResponse:
    """党员数, where the roster lies elsewhere."""
    one = _managed(request, pk)

    def write(form: CountForm) -> object:
        return record_count(organization_id=one.pk, **form.cleaned_data, **_by(request))

    return _act_page(request, one, _("登记党员数"), CountForm, write)


# Terms and posts


@staff
@require_http_methods(["GET", "POST"])
def term(request: HttpRequest, pk: int) -> HttpResponse:
    one = _managed(request, pk)

    def write(form: TermForm) -> object:
        return begin_term(organization_id=one.pk, **form.cleaned_data, **_by(request))

    return _act_page(request, one, _("登记换届"), TermForm, write)


@staff
@require_http_methods(["GET", "POST"])
def appoint_post(request: HttpRequest, pk: int) -> HttpResponse:
    """任命: of a group its leader, of the others one of the committee's posts."""
    one = _managed(request, pk)
    is_group = one.kind == PartyKind.GROUP

    def write(form: Any) -> object:
        post = PartyPostKind.GROUP_LEADER if is_group else form.cleaned_data["post"]
        new = form.new_post(PartyPostKind(post))
        return appoint(organization_id=one.pk, new=new, **_by(request))

    heading = _("任命党小组组长") if is_group else _("任命")
    return _act_page(request, one, heading, SuccessorForm if is_group else AppointForm, write)


@staff
@require_http_methods(["GET", "POST"])
def succeed_post(request: HttpRequest, pk: int) -> HttpResponse:
    """接任 of `?post=`: who is there ends on the day before."""
    one = _managed(request, pk)
    post = request.GET.get("post", "")
    if post not in HEADS:
        raise Http404

    def write(form: SuccessorForm) -> object:
        new = form.new_post(PartyPostKind(post))
        return succeed(organization_id=one.pk, new=new, **_by(request))

    heading = _("接任%(post)s") % {"post": PartyPostKind(post).label}
    return _act_page(request, one, heading, SuccessorForm, write)


@staff
@require_http_methods(["GET", "POST"])
def resign_post(request: HttpRequest, pk: int, post_pk: int) -> HttpResponse:
    """卸任."""
    one = _managed(request, pk)
    post = _post_of(one, post_pk)

    def write(form: LeaveForm) -> object:
        last_day = form.cleaned_data["last_day"]
        return resign(post_id=post.pk, last_day=last_day, **_by(request))

    facts = {"name": post.person.name, "post": post.get_post_display()}
    return _act_page(request, one, _("%(name)s卸任%(post)s") % facts, LeaveForm, write)


@staff
@require_http_methods(["GET", "POST"])
def leave_post(request: HttpRequest, pk: int, post_pk: int) -> HttpResponse:
    """请假: a deputy for some days."""
    one = _managed(request, pk)
    post = _post_of(one, post_pk)

    def write(form: DeputyForm) -> object:
        return take_leave(
            post_id=post.pk,
            deputy=form.who(),
            first_day=form.cleaned_data["first_day"],
            last_day=form.cleaned_data["last_day"],
            **_by(request),
        )

    heading = _("%(name)s请假，谁代理") % {"name": post.person.name}
    return _act_page(request, one, heading, DeputyForm, write)


def _seen(request: HttpRequest, pk: int) -> PartyOrganization:
    """Outside the scope it does not exist."""
    rows = PartyOrganization.objects.visible_to(request.user)
    one: PartyOrganization = get_object_or_404(
        rows.select_related("complex__community", "community", "sub_district"), pk=pk
    )
    return one


def _managed(request: HttpRequest, pk: int) -> PartyOrganization:
    one = _seen(request, pk)
    if not can_manage_organization(request.user, one):
        raise PermissionDenied(_not_yours())
    return one


def _not_yours() -> str:
    return _("只有社区和街道的工作人员能登记党组织，您可以查看")


def _post_of(one: PartyOrganization, post_pk: int) -> PartyPost:
    rows = PartyPost.objects.filter(organization=one).select_related("person")
    post: PartyPost = get_object_or_404(rows, pk=post_pk)
    return post


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"actor": who(request), "now": timezone.now()}


def _act_page(
    request: HttpRequest,
    one: PartyOrganization,
    heading: str,
    make: Callable[[Any], Form],
    write: Write,
    *,
    submit_label: str = "",
) -> HttpResponse:
    """Shows one form and does what it says; a refusal keeps what was typed."""
    form = make(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            write(form)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("记下了"))
            return redirect("party_building:desk_organization", one.pk)
    back = Link(one.name, reverse("party_building:desk_organization", args=[one.pk]))
    return form_page(
        request,
        form,
        heading=f"{one.name} · {heading}",
        back=back,
        submit_label=submit_label or _("记下"),
    )
