"""The votes of one's places: the list, how each stands, where one keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.clock import date_text, moment_text
from communities.models import Complex
from communities.queries.reach import AnyPlace, Reach
from core.page_parts import Tag
from meetings.choices import (
    VOTE_KEEPERS,
    VoteBasis,
    VoteState,
)
from meetings.models import Vote

if TYPE_CHECKING:
    from accounts.models import User


_TAGS: dict[str, tuple[str, str]] = {
    VoteState.DRAFT: ("mute", "pen"),
    VoteState.OPEN: ("info", "play"),
    VoteState.COUNTED: ("ok", "check"),
    VoteState.CANCELLED: ("bad", "cross"),
}


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One vote in a list (templates/components/notice_row.html)."""

    url: str
    tag: Tag
    title: str
    meta: str


def listed_votes(user: User) -> QuerySet[Vote]:
    """The latest first."""
    rows: QuerySet[Vote] = Vote.objects.visible_to(user).select_related(
        "complex", "community", "sub_district"
    )
    return rows.order_by("-closes_at", "-pk")


def vote_rows(votes: Iterable[Vote], *, now: datetime) -> list[VoteRow]:
    return [
        VoteRow(
            url=vote.get_absolute_url(),
            tag=standing_tag(vote, now),
            title=vote.title,
            meta=" · ".join([vote.place_name, vote.get_basis_display(), closing_text(vote)]),
        )
        for vote in votes
    ]


def standing_tag(vote: Vote, now: datetime) -> Tag:
    """As it stands; that the time is up is told by the clock, and stored nowhere."""
    if vote.state == VoteState.OPEN and now >= vote.closes_at:
        return Tag("warn", "clock", _("已截止，待计票"))
    tone, icon = _TAGS[vote.state]
    return Tag(tone, icon, vote.get_state_display())


def closing_text(vote: Vote) -> str:
    if vote.basis == VoteBasis.HANDS:
        return date_text(timezone.localdate(vote.closes_at))
    return _("%(at)s截止") % {"at": moment_text(vote.closes_at)}


def under_title(vote: Vote) -> str:
    """`东园 · 业主表决（人数和面积） · 记名 · 11月27日 周五 下午6:00截止`."""
    parts = [vote.place_name, vote.get_basis_display()]
    if vote.basis != VoteBasis.HANDS:
        parts.append(_("无记名") if vote.is_secret else _("记名"))
    return " · ".join([*parts, closing_text(vote)])


def kept_places(user: User) -> list[AnyPlace]:
    """Where the user keeps votes: communities that he serves as a whole, and complexes."""
    reach = Reach.of(user, complexes=Complex.objects.served_as(user, VOTE_KEEPERS))
    return [*reach.communities, *reach.complexes]
