"""/field/branch/zones/ and the households: whose a building is, in three taps; where nobody may be turned to."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.text import pinyin_key
from communities.choices import READERS
from communities.models import Building, Unit
from core.page_parts import Link, pages_of
from core.web import handle_domain_errors, staff, who
from party_building.choices import MEMBER_WRITERS
from party_building.forms.members import HandOverForm, HouseholdChangeForm, HouseholdForm
from party_building.models import KeyPartyHousehold, PartyMember, PartyOrganization
from party_building.permissions import can_keep_roster, keeps_members, reads_members
from party_building.queries.work_rows import Part, Row
from party_building.queries.zones import (
    branch_of,
    buildings_without_household,
    choice_rows,
    complexes_of,
    household_place,
    household_rows,
    households_of,
    standing_members,
    units_of,
    zone_rows,
)
from party_building.services.key_households import change_household, name_household
from party_building.services.zones import DoorSpan, assign_zone
from party_building.views.scoped import (
    ask_complex,
    chosen_complex,
    managed,
    member_keeper,
    member_reader,
    write_form,
)

ROWS_A_PAGE = 100


@staff
@require_GET
def zone_list(request: HttpRequest) -> HttpResponse:
    """The buildings of one complex, and who looks after each."""
    user, today = who(request), timezone.localdate()
    back = Link(_("今日"), reverse("portal:field"))
    complex_ = chosen_complex(request, READERS)
    if complex_ is None:
        return ask_complex(request, READERS, heading=_("党员责任区"), back=back)
    rows = zone_rows(complex_, user, on=today)
    return render(
        request,
        "party_building/work_list.html",
        {
            "heading": _("党员责任区"),
            "lead": complex_.name,
            "hint": _("点一栋楼，选党员，确认，就换好了；原来的人到前一天为止。"),
            "parts": [Part(title=_("楼栋"), rows=rows, empty=_("这个小区还没有登记楼栋。"))],
            "back": back,
        },
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def zone(request: HttpRequest, pk: int) -> HttpResponse:
    """One building, or `?unit=`: choose a member, then `?member=` confirms from which day."""
    span, branch = _kept_span(request, pk)
    today = timezone.localdate()
    url = reverse("party_building:field_zone", args=[pk])
    here = f"{url}?unit={span.unit.pk}&" if span.unit else f"{url}?"
    back = Link(_("党员责任区"), _zones_url(span))
    chosen = request.GET.get("member", "")
    if not chosen:
        standing = standing_members(span.building, span.unit, on=today)
        rows = choice_rows(branch, url=here, standing=standing, on=today)
        units = [] if span.unit else units_of(span.building)
        return render(
            request,
            "party_building/work_list.html",
            {
                "heading": _("%(span)s交给谁") % {"span": span.name},
                "lead": branch.name,
                "parts": [
                    Part(title=_("支部党员"), rows=rows, empty=_("这个支部还没有登记党员。")),
                    *_unit_part(units, url),
                ],
                "back": back,
            },
        )
    member = _member(request, branch, chosen)
    form = HandOverForm(request.POST or None, initial={"first_day": today})

    def write(form: HandOverForm) -> object:
        return assign_zone(
            organization=branch,
            span=span,
            member=member,
            first_day=form.cleaned_data["first_day"],
            is_joining=form.cleaned_data["is_joining"],
            actor=who(request),
            now=timezone.now(),
        )

    facts = {"span": span.name, "name": member.person.name}
    return write_form(
        request,
        form,
        write,
        heading=_("%(span)s交给%(name)s") % facts,
        back=Link(_("重选"), here),
        submit_label=_("确认"),
        done=_("%(span)s由%(name)s负责") % facts,
        to=lambda _duty: back.url,
    )


def _zones_url(span: DoorSpan) -> str:
    return f"{reverse('party_building:field_zones')}?c={span.complex.slug}"


def _unit_part(units: list[Unit], url: str) -> list[Part]:
    """A unit may be handed over by itself."""
    if len(units) < 2:
        return []
    rows = [Row(title=unit.name, url=f"{url}?unit={unit.pk}") for unit in units]
    return [Part(title=_("只交一个单元"), rows=rows)]


def _kept_span(request: HttpRequest, pk: int) -> tuple[DoorSpan, PartyOrganization]:
    """The building, perhaps one of its units, and the branch whose members may look after it."""
    rows = Building.objects.visible_to(who(request)).select_related("complex")
    building: Building = get_object_or_404(rows, pk=pk)
    unit = None
    if asked := request.GET.get("unit", ""):
        units = Unit.objects.filter(building=building).select_related("building")
        unit = get_object_or_404(units, pk=_key(asked))
    span = DoorSpan(building, unit)
    branch = branch_of(span.complex, on=timezone.localdate())
    if branch is None:
        raise PermissionDenied(_("这个小区还没有党支部，先登记党支部的覆盖范围"))
    if not can_keep_roster(who(request), branch):
        raise PermissionDenied(_("责任区由支部书记和社区书记安排，您只能查看"))
    return span, branch


def _member(request: HttpRequest, branch: PartyOrganization, asked: str) -> PartyMember:
    rows = PartyMember.objects.visible_to(who(request)).filter(organization=branch)
    found: PartyMember = get_object_or_404(rows.select_related("person"), pk=_key(asked))
    return found


def _key(asked: str) -> int:
    """18 digits are always a bigint; words are no key."""
    return int(asked[:18]) if asked.isascii() and asked.isdigit() else 0


# 党员中心户


@staff
@require_GET
def household_list(request: HttpRequest) -> HttpResponse:
    """Those that stand, and which buildings have none."""
    user, today = member_reader(request), timezone.localdate()
    page = Paginator(households_of(user, on=today), ROWS_A_PAGE).get_page(request.GET.get("page"))
    lacking = buildings_without_household(user, on=today)
    shown = sorted((f"{one.place_name}{one.name}" for one in lacking[:ROWS_A_PAGE]), key=pinyin_key)
    may_write = keeps_members(user)
    acts = []
    if may_write:
        url = reverse("party_building:field_household_new")
        acts.append(Link(_("登记中心户"), url, "plus", main=True))
    return render(
        request,
        "party_building/work_list.html",
        {
            "heading": _("党员中心户"),
            "acts": acts,
            "hint": _("楼栋只公示同意公示的户，只写门牌，不写姓名。"),
            "parts": [
                Part(
                    title=_("党员中心户"),
                    note=_("%(count)d户") % {"count": page.paginator.count},
                    rows=household_rows(page.object_list, may_write=may_write),
                    empty=_("还没有登记党员中心户。"),
                ),
                Part(
                    title=_("还没有中心户的楼栋"),
                    note=_("%(count)d栋") % {"count": lacking.count()},
                    rows=[Row(title=name) for name in shown],
                    empty=_("每栋楼都有了。"),
                ),
            ],
            "page": pages_of(page, {}),
            "back": Link(_("今日"), reverse("portal:field")),
        },
    )


@staff
@require_http_methods(["GET", "POST"])
def household_new(request: HttpRequest) -> HttpResponse:
    """登记中心户: first the complex, where one keeps several."""
    member_keeper(request)
    complex_ = chosen_complex(request, MEMBER_WRITERS)
    if complex_ is None:
        heading = _("登记党员中心户")
        return ask_complex(request, MEMBER_WRITERS, heading=heading, back=_to_households())
    today = timezone.localdate()
    form = HouseholdForm(
        request.POST or None, complex_=complex_, today=today, initial={"since": today}
    )

    def write(form: HouseholdForm) -> object:
        return name_household(
            member=form.cleaned_data["member"],
            home=form.home(),
            shown_with_consent=form.cleaned_data["shown_with_consent"],
            since=form.cleaned_data["since"],
            actor=who(request),
            now=timezone.now(),
        )

    heading = _("登记党员中心户：%(place)s") % {"place": complex_.name}
    return write_form(request, form, write, heading=heading, back=_to_households())


def _to_households() -> Link:
    return Link(_("党员中心户"), reverse("party_building:field_households"))


@staff
@require_http_methods(["GET", "POST"])
def household(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether its door is shown on the building, and when it ends."""
    rows = KeyPartyHousehold.objects.visible_to(who(request))
    found = managed(request, rows.select_related("building", "unit", "door"), pk)
    form = HouseholdChangeForm(request.POST or None, initial={"is_shown": found.shown_with_consent})

    def write(form: HouseholdChangeForm) -> object:
        return change_household(
            household_id=found.pk,
            is_shown=form.cleaned_data["is_shown"],
            last_day=form.cleaned_data["last_day"],
            actor=who(request),
            now=timezone.now(),
        )

    heading = _("党员中心户：%(place)s") % {"place": household_place(found)}
    return write_form(request, form, write, heading=heading, back=_to_households())


@staff
@require_GET
def desk_households(request: HttpRequest) -> HttpResponse:
    """还没有党员中心户的楼栋, complex by complex: doors alone, so all who serve there may see them."""
    user, today = who(request), timezone.localdate()
    complexes = complexes_of(user, READERS)
    slug = request.GET.get("c", "")
    complex_ = get_object_or_404(complexes, slug=slug[:80]) if slug else None
    lacking = buildings_without_household(user, on=today, complex_=complex_)
    page = Paginator(lacking, ROWS_A_PAGE).get_page(request.GET.get("page"))
    groups: dict[str, list[str]] = {}
    for building in page.object_list:
        groups.setdefault(building.place_name, []).append(building.name)
    return render(
        request,
        "party_building/desk_households.html",
        {
            "place": complex_.name if complex_ else "",
            "total": page.paginator.count,
            "groups": [
                {
                    "name": name,
                    "buildings": "、".join(sorted(names, key=pinyin_key)),
                    "count": len(names),
                }
                for name, names in groups.items()
            ],
            "page": pages_of(page, {"c": slug} if slug else {}),
            "new_url": reverse("party_building:field_household_new") if keeps_members(user) else "",
            "register_url": reverse("party_building:desk_dual") if reads_members(user) else "",
        },
    )
