"""One meeting for those who work on it, as a page and on paper; its pictures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts.clock import moment_text
from communities.queries.scope import hold_roles
from core.page_parts import Link
from core.photo_pages import photo_response
from core.web import handle_domain_errors, public, staff, who
from meetings.choices import (
    AGREED,
    COMING,
    UNSETTLED,
    MeetingKind,
    MeetingState,
    Scope,
)
from meetings.models import Meeting, MeetingPhoto
from meetings.permissions import (
    can_call_vote,
    can_manage_meeting,
    can_publish_meeting,
    reads_votes,
)
from meetings.queries.lists import counts_of, meeting_tag, when_text, whose
from meetings.queries.meeting_page import get_meeting_page, votes_of
from meetings.queries.topics import topics_card
from meetings.services import holding
from meetings.views.scoped import managed_meeting, seen_meeting, to_meeting

_S = MeetingState


@staff
@require_GET
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """State, what can be done next, and all that was written down."""
    found = seen_meeting(request, pk)
    user, now = who(request), timezone.now()
    hold_roles(user)
    may_write = can_manage_meeting(user, found)
    return render(
        request,
        "field/meeting.html",
        {
            "activity": {
                "title": found.title,
                "tag": meeting_tag(found, now=now),
                "under": f"{MeetingKind(found.kind).label} · {whose(found)}",
            },
            "page": get_meeting_page(found, may_write=may_write, now=now),
            "votes": votes_of(found, user=user, now=now) if reads_votes(user) else [],
            "topics": topics_card(found, user, now=now),
            "links": _links(user, found, may_write=may_write),
            "actions": _actions(found, may_write=may_write),
            "add_item_url": _url("agenda", found) if may_write and not found.is_agreed else "",
            "resolve_url": (
                _url("resolve", found) if may_write and found.state in {_S.HELD, _S.MINUTED} else ""
            ),
            "vote_links": _vote_links(found) if can_call_vote(user, found) else [],
            "back": Link(_("会议"), reverse("meetings:field_meetings")),
        },
    )


@staff
@require_GET
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A4: 三会一课记录 of party life, else 会议纪要; room for seal and signatures."""
    found = seen_meeting(request, pk)
    now = timezone.now()
    page = get_meeting_page(found, may_write=False, now=now)
    return render(
        request,
        "field/meeting_print.html",
        {
            "heading": _("三会一课记录") if found.is_party_life else _("会议纪要"),
            "meeting": {
                "title": found.title,
                "kind": MeetingKind(found.kind).label,
                "whose": whose(found),
                "when": when_text(found),
                "spot": found.spot,
                "chair": found.chair_name,
                "recorder": found.recorder_name,
                "lecturer": found.lecturer_name,
                "topic": found.topic,
            },
            "counts": counts_of(found),
            "is_party_life": found.is_party_life,
            "page": page,
            "printed": moment_text(now),
            "back": to_meeting(found),
        },
    )


@public
@require_safe
def photo(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """A picture for whoever reads its meeting at work; residents are shown none (who came is not theirs)."""
    rows = MeetingPhoto.objects.visible_to(request.user)
    if not request.user.is_authenticated:
        rows = rows.none()
    get_object_or_404(rows, token=token)
    return photo_response(request, token, name, is_public=False)


@staff
@require_POST
@handle_domain_errors
def remove_photo(request: HttpRequest, pk: int) -> HttpResponse:
    rows = MeetingPhoto.objects.visible_to(who(request))
    found: MeetingPhoto = get_object_or_404(rows, pk=pk)
    held = managed_meeting(request, found.meeting_id)
    holding.remove_photo(photo_id=found.pk, actor=who(request), now=timezone.now())
    messages.success(request, _("照片已删除"))
    return redirect("meetings:field_meeting", pk=held.pk)


def _url(name: str, found: Meeting) -> str:
    return reverse(f"meetings:field_meeting_{name}", args=[found.pk])


def _links(user: Any, found: Meeting, *, may_write: bool) -> list[Link]:
    """What asks for a further word; the likely next step is the main one."""
    links: list[Link] = []
    if may_write:
        links += _ahead(found) if found.state in COMING else _written(found)
    # Whoever publishes nowhere, which is known, does not publish this either.
    if found.state in AGREED and can_publish_meeting(user) and can_publish_meeting(user, found):
        links.append(Link(_("公开纪要"), _url("publish", found), "share"))
        if found.scope:
            links.append(Link(_("撤下"), _url("withdraw", found), "cross"))
    if found.scope == Scope.PUBLIC:
        links.append(Link(_("看居民页"), reverse("meetings:meeting", args=[found.pk]), "home"))
    links.append(Link(_("打印"), _url("print", found), "print"))
    return links


def _ahead(found: Meeting) -> list[Link]:
    is_over = found.held_from <= timezone.now()
    links = [Link(_("登记召开"), _url("hold", found), "pen", main=is_over)]
    if not is_over and found.state == _S.PLANNED:
        links.insert(0, Link(_("发通知"), _url("notice", found), "bell", main=True))
    links += [
        Link(_("改安排"), _url("edit", found), "pen"),
        Link(_("征集议题"), _url("topics", found), "talk"),
    ]
    if not found.is_party_life:
        links.append(Link(_("邀请"), _url("people", found), "people"))
    return [*links, Link(_("取消会议"), _url("cancel", found), "cross")]


def _written(found: Meeting) -> list[Link]:
    links: list[Link] = []
    if found.state == _S.MINUTED:
        links.append(Link(_("主持人确认"), _url("confirm", found), "check", main=True))
    if found.state in {_S.HELD, _S.MINUTED}:
        is_first = found.state == _S.HELD
        links.append(Link(_("写纪要"), _url("minutes", found), "pen", main=is_first))
        links.append(Link(_("改登记"), _url("hold", found), "pen"))
        if not found.is_party_life:
            links.append(Link(_("到会名单"), _url("people", found), "people"))
    return links


def _vote_links(found: Meeting) -> list[Link]:
    """By ballots, or by hands that were counted in the room; the meeting goes along in the address."""
    query = f"?meeting={found.pk}"
    return [
        Link(_("发起表决"), reverse("meetings:field_vote_new") + query, "plus"),
        Link(_("记举手表决"), reverse("meetings:field_vote_hands") + query, "pen"),
    ]


def _actions(found: Meeting, *, may_write: bool) -> list[Link]:
    """A step that needs no further word."""
    closable = {_S.CONFIRMED, _S.PUBLISHED, _S.FOLLOW_UP}
    if not may_write or found.state not in closable:
        return []
    if found.resolutions.filter(state__in=UNSETTLED).exists():
        return []
    return [Link(_("办结"), _url("close", found), "check")]
