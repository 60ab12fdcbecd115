"""/field/votes/: preparing a vote, opening it, its progress, its count, its proof."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.clock import moment_text
from core.errors import DomainError
from core.page_parts import Link, pages_of
from core.sheets import CSV_TYPE, write_csv
from core.web import handle_domain_errors, staff, who
from core.work_pages import ask_reason, confirm_page, form_page
from meetings.choices import VoteBasis, VoteState
from meetings.forms.votes import HandsForm, ItemForm, MembersForm, OpenForm, VoteForm
from meetings.models import Vote, VoteItem
from meetings.permissions import can_keep_vote, can_manage_meeting
from meetings.queries.public_votes import public_url
from meetings.queries.vote_page import holes_of, item_rows, progress_of
from meetings.queries.vote_proof import proof_of, proof_sheet
from meetings.queries.vote_results import follow_ups_of, results_of
from meetings.queries.votes import listed_votes, standing_tag, under_title, vote_rows
from meetings.services import votes
from meetings.views.scoped import to_meeting
from meetings.views.vote_scope import (
    kept_vote,
    meeting_asked,
    seen_meeting_of,
    seen_vote,
    to_list,
    to_vote,
    vote_keeper,
    votes_reader,
)
from meetings.vote_rules import NOT_THE_ASSEMBLY

ROWS_A_PAGE = 20
VOTE_FIELDS: dict[type[DomainError], str] = {
    votes.ClosesTooEarly: "closes_on",
    votes.ComplexMissing: "place",
}
ITEM_FIELDS: dict[type[DomainError], str] = {
    votes.CandidatesMissing: "candidates",
    votes.CandidateTwice: "candidates",
    votes.MatterOfOthers: "matter",
}


@staff
@require_GET
def vote_list(request: HttpRequest) -> HttpResponse:
    """The votes of one's places, the latest first."""
    user = votes_reader(request)
    page = Paginator(listed_votes(user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    keeps = can_keep_vote(user)
    return render(
        request,
        "meetings/votes.html",
        {
            "rows": vote_rows(page.object_list, now=timezone.now()),
            "page": pages_of(page, {}),
            "new_url": reverse("meetings:field_vote_new") if keeps else "",
            "hands_url": reverse("meetings:field_vote_hands") if keeps else "",
            "back": Link(_("今日"), reverse("portal:field")),
        },
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def new(request: HttpRequest) -> HttpResponse:
    """准备表决."""
    user, meeting = vote_keeper(request), meeting_asked(request)
    form = VoteForm(request.POST or None, user=user, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            made = votes.draft_vote(
                place=form.chosen_place,
                title=cleaned["title"],
                explanation=cleaned["explanation"],
                basis=VoteBasis(cleaned["basis"]),
                is_secret=cleaned["is_secret"],
                closes_at=form.closes_at,
                actor=who(request),
                now=timezone.now(),
                request_key=cleaned["key"],
                meeting=meeting,
            )
        except DomainError as refusal:
            field = VOTE_FIELDS.get(type(refusal))
            form.add_error(field if field in form.fields else None, refusal.message)
        else:
            messages.success(request, _("已存下，请加上表决事项"))
            return redirect(made)
    return form_page(
        request,
        form,
        heading=_("准备表决"),
        back=to_meeting(meeting) if meeting else to_list(),
        submit_label=_("下一步：加事项"),
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def hands(request: HttpRequest) -> HttpResponse:
    """记录举手表决."""
    user, meeting = vote_keeper(request), meeting_asked(request)
    form = HandsForm(request.POST or None, user=user, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            made = votes.record_hands(
                place=form.chosen_place,
                title=cleaned["title"],
                matter=cleaned["matter"],
                text=cleaned["text"],
                hands=form.hands,
                actor=who(request),
                now=timezone.now(),
                request_key=cleaned["key"],
                meeting=meeting,
            )
        except (votes.MoreThanPresent, votes.MeetsElsewhere) as refusal:
            is_sum = isinstance(refusal, votes.MoreThanPresent)
            form.add_error("present" if is_sum else None, refusal.message)
        else:
            messages.success(request, _("已记下"))
            return redirect(made)
    return form_page(
        request,
        form,
        heading=_("记录举手表决"),
        back=to_meeting(meeting) if meeting else to_list(),
        submit_label=_("记下"),
    )


@staff
@require_GET
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """One vote: what is on the paper, who has taken part, what came of it."""
    found, now = seen_vote(request, pk), timezone.now()
    user = who(request)
    keeps = can_keep_vote(user, found)
    meeting = seen_meeting_of(request, found)
    is_draft = found.state == VoteState.DRAFT
    is_counted = found.state == VoteState.COUNTED
    return render(
        request,
        "meetings/vote.html",
        {
            "title": found.title,
            "tag": standing_tag(found, now),
            "under": under_title(found),
            "explanation": found.explanation,
            "notice": NOT_THE_ASSEMBLY,
            "cancelled": found.cancel_reason,
            "items": item_rows(found, may_remove=keeps and is_draft),
            "holes": holes_of(found, on=timezone.localdate(now)) if is_draft else None,
            "members": found.roll.count()
            if is_draft and found.basis == VoteBasis.MEMBERS
            else None,
            "progress": progress_of(found) if found.opened_at else None,
            "results": results_of(found) if is_counted else [],
            "counted": _("%(at)s计票") % {"at": moment_text(found.count.counted_at)}
            if is_counted
            else "",
            "follow_ups": follow_ups_of(
                found, may_resolve=bool(meeting and can_manage_meeting(user, meeting))
            )
            if is_counted and meeting
            else [],
            "published": _published_text(found) if is_counted else "",
            "links": _links(found, keeps=keeps),
            "meeting": to_meeting(meeting) if meeting else None,
            "back": to_list(),
        },
    )


def _links(found: Vote, *, keeps: bool) -> list[Link]:
    """What can be done with the vote as it stands; no button leads to a refusal of right."""

    def to(name: str) -> str:
        return reverse(f"meetings:{name}", args=[found.pk])

    members = found.basis == VoteBasis.MEMBERS
    proof_of_count = Link(_("核对表"), to("field_vote_proof"), "list")
    cancelling = Link(_("取消表决"), to("field_vote_cancel"), "cross")
    by_state: dict[str, list[Link | None]] = {
        VoteState.DRAFT: [
            Link(_("开始投票"), to("field_vote_open"), "play", main=True),
            Link(_("加一项"), to("field_vote_item"), "plus"),
            Link(_("写名册"), to("field_vote_members"), "people") if members else None,
            cancelling,
        ],
        VoteState.OPEN: [
            Link(_("录入纸质选票"), to("field_vote_enter"), "pen", main=True),
            Link(_("代填一张"), to("field_vote_helper"), "talk"),
            Link(_("还没投的"), to("field_vote_waiting"), "list"),
            None if members else Link(_("打印选票"), to("field_vote_slips"), "print"),
            None if found.is_secret else Link(_("更正"), to("field_vote_correct"), "pen"),
            Link(_("计票"), to("field_vote_count"), "check"),
            cancelling,
        ],
    }
    if found.state == VoteState.COUNTED:
        shown: list[Link | None] = [None if found.basis == VoteBasis.HANDS else proof_of_count]
        if keeps and found.is_of_owners and found.count.published_at is None:
            shown.append(Link(_("公开结果"), to("field_vote_publish"), "share"))
        if found.is_of_owners and found.count.published_at is not None:
            shown.append(Link(_("看居民页"), public_url(found), "home"))
            if keeps:
                shown.append(Link(_("撤下"), to("field_vote_withdraw"), "cross"))
        return [link for link in shown if link]
    return [link for link in by_state.get(found.state, []) if link] if keeps else []


def _published_text(found: Vote) -> str:
    """Where the result stands with residents; empty where it is none of theirs, or not told yet."""
    if found.count.published_at is not None:
        return _("%(at)s向居民公开") % {"at": moment_text(found.count.published_at)}
    if found.count.withdraw_reason:
        return _("已撤下：%(reason)s") % {"reason": found.count.withdraw_reason}
    return ""


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """加一项."""
    found = kept_vote(request, pk)
    form = ItemForm(request.POST or None, vote=found)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            votes.add_item(
                vote_id=pk,
                matter=cleaned["matter"],
                text=cleaned["text"],
                candidates=form.listed_candidates,
                seats=cleaned["seats"],
                actor=who(request),
            )
        except DomainError as refusal:
            form.add_error(ITEM_FIELDS.get(type(refusal)), refusal.message)
        else:
            messages.success(request, _("已加上"))
            return redirect(found)
    return form_page(
        request, form, heading=_("加一项"), back=to_vote(found), submit_label=_("加上")
    )


@staff
@require_POST
@handle_domain_errors
def item_remove(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """去掉一项."""
    found = kept_vote(request, pk)
    row: VoteItem = get_object_or_404(found.items, pk=item_pk)
    votes.remove_item(item_id=row.pk, actor=who(request))
    messages.success(request, _("已去掉"))
    return redirect(found)


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """写名册 of a vote by heads."""
    found = kept_vote(request, pk)
    if found.basis != VoteBasis.MEMBERS:
        raise Http404
    names = found.roll.order_by("number").values_list("label", flat=True)
    form = MembersForm(request.POST or None, initial={"names": "\n".join(names)})
    if request.method == "POST" and form.is_valid():
        try:
            number = votes.write_members(vote_id=pk, names=form.members, actor=who(request))
        except DomainError as refusal:
            form.add_error("names", refusal.message)
        else:
            messages.success(request, _("名册共%(n)d人") % {"n": number})
            return redirect(found)
    return form_page(
        request, form, heading=_("写名册"), back=to_vote(found), submit_label=_("存下")
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """开始投票: asks first, with the doors that the roll would lack."""
    found, now = kept_vote(request, pk), timezone.now()
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        votes.open_vote(
            vote_id=pk, roll_on=form.cleaned_data["roll_on"], actor=who(request), now=now
        )
        messages.success(request, _("已开始，名册已冻结"))
        return redirect(found)
    holes = holes_of(found, on=timezone.localdate(now))
    lines = [_("开始以后，事项和名册都不能再改。")]
    if holes:
        lines.append(_("按今天登记，%(ready)s。") % {"ready": holes.ready})
    if holes and holes.ownerless:
        number = len(holes.ownerless) + holes.more_ownerless
        lines.append(_("没有登记业主、不能投票的有%(n)d户。") % {"n": number})
    if holes and holes.without_area:
        number = len(holes.without_area) + holes.more_without_area
        lines.append(_("没有登记面积、面积按0计的有%(n)d户。") % {"n": number})
    return confirm_page(
        request,
        question=_("开始“%(title)s”的投票？") % {"title": found.title},
        lines=lines,
        form=form,
        yes_label=_("开始投票"),
        back_url=found.get_absolute_url(),
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def count(request: HttpRequest, pk: int) -> HttpResponse:
    """计票: asks first; afterwards nothing of it changes."""
    found = kept_vote(request, pk)
    if request.method == "POST":
        votes.count_vote(vote_id=pk, actor=who(request), now=timezone.now())
        messages.success(request, _("已计票，结果不会再变"))
        return redirect(found)
    progress = progress_of(found)
    return confirm_page(
        request,
        question=_("现在计票？"),
        lines=[
            progress.text,
            *(line.text for line in progress.lines),
            _("计票以后不能再录入和更正。"),
        ],
        yes_label=_("计票"),
        back_url=found.get_absolute_url(),
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """取消表决, with the reason."""
    found = kept_vote(request, pk)

    def act(reason: str) -> str:
        votes.cancel_vote(vote_id=pk, reason=reason, actor=who(request))
        return _("已取消")

    return ask_reason(
        request,
        act,
        question=_("取消“%(title)s”？") % {"title": found.title},
        lines=[_("已投的票留作记录，不再计票。")],
        yes_label=_("取消表决"),
        back_url=found.get_absolute_url(),
    )


@staff
@require_GET
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """核对表: A4, with all that is needed to count again by hand."""
    found = _counted(request, pk)
    return render(
        request,
        "meetings/vote_proof.html",
        {
            "title": found.title,
            "under": under_title(found),
            "notice": NOT_THE_ASSEMBLY,
            "is_secret": found.is_secret,
            "proof": proof_of(found),
            "counted": moment_text(found.count.counted_at),
            "printed": moment_text(timezone.now()),
            "csv_url": reverse("meetings:field_vote_proof_csv", args=[pk]),
            "back": to_vote(found),
        },
    )


@staff
@require_GET
def proof_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for a spreadsheet, with the roll."""
    found = _counted(request, pk)
    response = HttpResponse(write_csv(proof_sheet(found, proof_of(found))), content_type=CSV_TYPE)
    response["Content-Disposition"] = f'attachment; filename="vote-{pk}.csv"'
    return response


def _counted(request: HttpRequest, pk: int) -> Vote:
    """Hands have no ballots to count again, and before the count nobody reads choices."""
    found = seen_vote(request, pk)
    if found.state != VoteState.COUNTED or found.basis == VoteBasis.HANDS:
        raise Http404
    return found
