"""How the pages of votes fetch them: outside the scope 404, inside without the right 403 in words."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from core.page_parts import Link
from core.web import who
from meetings.models import Meeting, Vote
from meetings.permissions import can_call_vote, can_keep_vote, reads_votes
from meetings.views.scoped import seen_meeting

# A key as an address writes it; longer ones are none of ours.
NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


def votes_reader(request: HttpRequest) -> Any:
    user = who(request)
    if not reads_votes(user):
        raise PermissionDenied(_("表决由社区、支部、业委会和环物委查看"))
    return user


def vote_keeper(request: HttpRequest) -> Any:
    """Somebody who keeps votes somewhere."""
    user = votes_reader(request)
    if not can_keep_vote(user):
        raise PermissionDenied(_("您的角色只能查看表决"))
    return user


def seen_vote(request: HttpRequest, pk: int) -> Vote:
    rows = Vote.objects.visible_to(who(request)).select_related(
        "complex__community", "complex__sub_district", "community", "sub_district", "count"
    )
    found: Vote = get_object_or_404(rows, pk=pk)
    return found


def kept_vote(request: HttpRequest, pk: int) -> Vote:
    vote = seen_vote(request, pk)
    if not can_keep_vote(who(request), vote):
        raise PermissionDenied(_("您的角色只能查看表决"))
    return vote


def meeting_asked(request: HttpRequest) -> Meeting | None:
    """`?meeting=12`: in which one the vote is called. Outside the scope 404, without the right 403."""
    typed = request.GET.get("meeting", "")
    if not typed:
        return None
    if not NUMBER.fullmatch(typed):
        raise Http404(typed)
    meeting = seen_meeting(request, int(typed))
    if not can_call_vote(who(request), meeting):
        raise PermissionDenied(_("您的角色不能在这次会议上发起表决，或者会议已取消"))
    return meeting


def seen_meeting_of(request: HttpRequest, vote: Vote) -> Meeting | None:
    """The vote's meeting, for whoever may read that as well."""
    if vote.meeting_id is None:
        return None
    return Meeting.objects.visible_to(who(request)).filter(pk=vote.meeting_id).first()


def to_list() -> Link:
    return Link(_("表决"), reverse("meetings:field_votes"))


def to_vote(vote: Vote) -> Link:
    return Link(vote.title, vote.get_absolute_url())
