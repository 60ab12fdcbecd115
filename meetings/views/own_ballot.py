"""/v/<code>/: an owner votes with the code of the slip, without signing in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from communities.choices import EntryRoad
from communities.contacts import contact_for
from communities.queries.places import Place
from core.device import device_mark
from core.errors import DomainError
from core.throttle import forget_tries
from core.web import client_address, public, show_place
from meetings.ballot_codes import read_code
from meetings.choices import VoteState
from meetings.forms.votes import BallotForm, CodeForm
from meetings.models import RollEntry, Turnout, Vote
from meetings.queries.rolls import doors_of_head, entry_by_code
from meetings.queries.vote_counts import items_of
from meetings.queries.votes import under_title
from meetings.services import ballots
from meetings.services.ballots import Receipt, tries_codes_too_often
from meetings.vote_rules import NOT_THE_ASSEMBLY


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ballot_code(request: HttpRequest) -> HttpResponse:
    """For those who have the slip and no camera: the code is typed."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = read_code(form.cleaned_data["code"])
        if code:
            return redirect("meetings:ballot", code=code)
        form.add_error("code", _("编号是12位字母和数字，请对着选票再看一遍"))
    return render(
        request, "meetings/ballot_code.html", {"form": form}, status=422 if form.errors else 200
    )


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ballot(request: HttpRequest, code: str) -> HttpResponse:
    """The paper of one door; a code that opens nothing says nothing of others."""
    # Looked up before it is counted: a right code tapped while the database is away is no wrong one.
    known = read_code(code)
    entry = entry_by_code(known) if known else None
    device = device_mark(request)
    if tries_codes_too_often(device=device, address=client_address(request)):
        return render(request, "429.html", {"wait": _("15分钟")}, status=429)
    if entry is None:
        raise Http404(code)
    forget_tries("ballot-device", device)
    show_place(request, _place(entry.vote))
    turnout = Turnout.objects.filter(entry=entry).first()
    if turnout is not None and request.method != "POST":
        return _told(request, entry, message=ballots.voted_text(entry, turnout))
    if entry.vote.state != VoteState.OPEN or timezone.now() >= entry.vote.closes_at:
        return _told(request, entry, message=str(ballots.Closed.default_message))
    return _paper(request, entry)


def _paper(request: HttpRequest, entry: RollEntry) -> HttpResponse:
    vote = entry.vote
    form = BallotForm(request.POST or None, items=items_of(vote))
    if request.method == "POST" and form.is_robot:
        return _told(request, entry, message=_("已收到"))
    if request.method == "POST" and form.is_valid():
        try:
            (receipt,) = ballots.cast_ballots(
                vote_id=vote.pk,
                sheets=[form.sheet(entry, EntryRoad.ONLINE)],
                actor=None,
                now=timezone.now(),
            )
        except (ballots.AlreadyVoted, ballots.Closed) as refusal:
            return _told(request, entry, message=refusal.message, status=409)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return _told(request, entry, receipt=receipt)
    return render(
        request,
        "meetings/ballot.html",
        {
            "title": vote.title,
            "under": under_title(vote),
            "explanation": vote.explanation,
            "door": "、".join(doors_of_head(entry)) if vote.is_secret else entry.label,
            "names": entry.names,
            "is_secret": vote.is_secret,
            "notice": NOT_THE_ASSEMBLY,
            "form": form,
        },
        status=422 if form.errors else 200,
    )


def _told(
    request: HttpRequest,
    entry: RollEntry,
    *,
    message: str = "",
    receipt: Receipt | None = None,
    status: int = 200,
) -> HttpResponse:
    """投票成功 with the receipt, shown this once; or why there is no paper to fill in."""
    vote = entry.vote
    return render(
        request,
        "meetings/ballot_done.html",
        {
            "title": vote.title,
            "message": message,
            "receipt": receipt.code if receipt else "",
            "is_in": receipt is not None,
            "label": entry.label,
            "notice": NOT_THE_ASSEMBLY,
            "contact": contact_for(vote.complex, vote.community, vote.sub_district),
        },
        status=status,
    )


def _place(vote: Vote) -> Place:
    return Place(vote.sub_district, vote.community, vote.complex)
