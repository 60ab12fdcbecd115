"""Ballots for those who keep a vote: slips, paper by the keyboard, helping, corrections, who is left."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.clock import moment_text
from communities.choices import EntryRoad
from core.errors import DomainError
from core.page_parts import Link, pages_of
from core.qr import qr_data_uri
from core.web import handle_domain_errors, staff, who
from core.work_pages import form_page
from meetings.ballot_codes import grouped
from meetings.choices import Choice, VoteState
from meetings.forms.votes import CorrectionForm, HelperForm, SheetsForm, SlipsForm
from meetings.models import RollEntry, Vote
from meetings.queries.rolls import buildings_of, find_entries, slips_due, waiting_entries
from meetings.queries.vote_counts import items_of
from meetings.queries.vote_page import item_rows
from meetings.queries.votes import under_title
from meetings.services import ballots
from meetings.services.votes import NotOpen, issue_codes
from meetings.views.vote_scope import kept_vote, to_vote
from meetings.vote_rules import NOT_THE_ASSEMBLY, number_text

SLIP_QR_PIXELS = 160
DOORS_A_PAGE = 100
# One building at a time; more slips than this make a page that no browser prints in one go.
MOST_SLIPS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One door's ballot as it is printed."""

    label: str
    names: str
    area: str
    code: str
    qr_url: str


def open_vote_of(request: HttpRequest, pk: int) -> Vote:
    """Raises NotOpen, whose sentence leads back to the vote."""
    found = kept_vote(request, pk)
    if found.state != VoteState.OPEN:
        raise NotOpen
    return found


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """录入纸质选票: ten a page, by keyboard."""
    found = open_vote_of(request, pk)
    items = items_of(found)
    form = SheetsForm(request.POST or None, items=items)
    if request.method == "POST" and form.is_valid():
        sheets = form.sheets(find_entries(found, form.typed.values()))
        if not form.errors:
            try:
                taken = ballots.cast_ballots(
                    vote_id=pk, sheets=sheets, actor=who(request), now=timezone.now()
                )
            except DomainError as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, _("已录入%(n)d张，可以接着录") % {"n": len(taken)})
                return redirect("meetings:field_vote_enter", pk=pk)
    return render(
        request,
        "meetings/vote_enter.html",
        {
            "title": found.title,
            "form": form,
            "headings": [
                option.name or _("第%(n)d项") % {"n": item.position}
                for item, options in items
                for option in options
            ],
            "back": to_vote(found),
        },
        status=422 if form.errors else 200,
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def helper(request: HttpRequest, pk: int) -> HttpResponse:
    """代填: at the counter or on the telephone, one ballot after the other."""
    found = open_vote_of(request, pk)
    form = HelperForm(request.POST or None, items=items_of(found))
    if request.method == "POST" and form.is_valid():
        entry = _typed_entry(found, form)
        if entry is not None:
            try:
                ballots.cast_ballots(
                    vote_id=pk,
                    sheets=[form.sheet(entry, EntryRoad.HELPER)],
                    actor=who(request),
                    now=timezone.now(),
                )
            except DomainError as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, _("%(label)s的票已记下") % {"label": entry.label})
                return redirect("meetings:field_vote_helper", pk=pk)
    return _ballot_page(
        request,
        found,
        form,
        heading=_("代填：%(title)s") % {"title": found.title},
        lead=_("念题给对方听，照他说的点，没选的按弃权计；共有的户只投一张票。"),
        submit_label=_("记下这一张"),
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """更正: the co-owners agreed otherwise, or the paper was keyed in wrongly."""
    found = open_vote_of(request, pk)
    form = CorrectionForm(request.POST or None, items=items_of(found))
    if request.method == "POST" and form.is_valid():
        entry = _typed_entry(found, form)
        if entry is not None:
            try:
                ballots.correct_ballot(
                    entry_id=entry.pk,
                    choices=form.choices,
                    reason=form.cleaned_data["reason"],
                    road=EntryRoad.PAPER,
                    actor=who(request),
                    now=timezone.now(),
                )
            except DomainError as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, _("%(label)s的票已更正") % {"label": entry.label})
                return redirect(found)
    return _ballot_page(
        request,
        found,
        form,
        heading=_("更正选票"),
        lead=_("先投的票一直算数，直到共有人商定改票；原来的票和原因都留作记录。"),
        submit_label=_("更正"),
    )


def _typed_entry(found: Vote, form: HelperForm) -> RollEntry | None:
    """The door that was typed; the form says where it is on no roll."""
    typed = form.cleaned_data["door"]
    entry = find_entries(found, [typed]).get(typed)
    if entry is None:
        form.add_error("door", ballots.NotOnRoll().message)
    return entry


def _ballot_page(
    request: HttpRequest,
    found: Vote,
    form: HelperForm,
    *,
    heading: str,
    lead: str,
    submit_label: str,
) -> HttpResponse:
    return render(
        request,
        "meetings/vote_helper.html",
        {
            "heading": heading,
            "lead": lead,
            "form": form,
            "submit_label": submit_label,
            "back": to_vote(found),
        },
        status=422 if form.errors else 200,
    )


@staff
@require_GET
def waiting(request: HttpRequest, pk: int) -> HttpResponse:
    """还没投的: where helpers still go, building by building, without a word on who chose what."""
    found = kept_vote(request, pk)
    buildings = buildings_of(found)
    building = request.GET.get("building", "")
    rows = waiting_entries(found, building=building)
    page = Paginator(rows, DOORS_A_PAGE).get_page(request.GET.get("page"))
    address = reverse("meetings:field_vote_waiting", args=[pk])
    return render(
        request,
        "meetings/vote_waiting.html",
        {
            "title": found.title,
            "under": (_("还有%(n)d户没有投票") if found.is_of_owners else _("还有%(n)d人没有投票"))
            % {"n": page.paginator.count},
            "buildings": [
                Link(f"{name} {number}", f"{address}?building={name}", current=name == building)
                for name, number in buildings
            ],
            "rows": page.object_list,
            "page": pages_of(page, {"building": building} if building else {}),
            "printed": moment_text(timezone.now()),
            "back": to_vote(found),
        },
    )


@staff
@never_cache
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def slips(request: HttpRequest, pk: int) -> HttpResponse:
    """打印选票: GET asks for the building, POST makes new codes and shows them this once."""
    found = open_vote_of(request, pk)
    form = SlipsForm(request.POST or None, buildings=buildings_of(found))
    if request.method != "POST" or not form.is_valid():
        return form_page(
            request,
            form,
            heading=_("打印选票（以前印的没投的作废）"),
            back=to_vote(found),
            submit_label=_("生成选票"),
        )
    rows = slips_due(found, building=form.cleaned_data["building"], most=MOST_SLIPS)
    codes = issue_codes(vote_id=pk, entry_ids=[row.pk for row in rows], actor=who(request))
    return render(
        request,
        "meetings/vote_slips.html",
        {
            "title": found.title,
            "under": under_title(found),
            "explanation": found.explanation,
            "is_secret": found.is_secret,
            "items": item_rows(found, may_remove=False),
            "options": [
                (item.position, item.text if item.seats is None else option.name)
                for item, options in items_of(found)
                for option in options
            ],
            "choices": [choice.label for choice in Choice],
            "slips": [_slip(request, row, codes[row.pk]) for row in rows if row.pk in codes],
            "notice": NOT_THE_ASSEMBLY,
            "back": to_vote(found),
        },
    )


def _slip(request: HttpRequest, row: RollEntry, code: str) -> Slip:
    address = request.build_absolute_uri(reverse("meetings:ballot", args=[code]))
    return Slip(
        label=row.label,
        names=row.names,
        area=number_text(row.area) if row.area else "",
        code=grouped(code),
        qr_url=qr_data_uri(address, pixels=SLIP_QR_PIXELS),
    )
