"""How the pages of votes fetch them: outside the scope 404, inside without the right 403 in words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from core.page_parts import Link
from core.web import who
from meetings.models import Vote
from meetings.permissions import can_keep_vote, reads_votes


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


def to_list() -> Link:
    return Link(_("表决"), reverse("meetings:field_votes"))


def to_vote(vote: Vote) -> Link:
    return Link(vote.title, vote.get_absolute_url())
