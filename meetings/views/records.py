"""/field/meetings/record/ 记会议: what was held, in as few taps as it takes; and what was planned before."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.page_parts import Link
from core.web import handle_domain_errors, staff, who
from meetings.choices import MeetingKind
from meetings.forms.records import PartyLifeForm, TogetherForm
from meetings.models import Meeting
from meetings.queries.bodies import expected_at, led_by, recorded_organizations
from meetings.queries.lists import kind_choices
from meetings.services import holding
from meetings.services.meetings import Body
from meetings.views.scoped import (
    managed_meeting,
    party_keeper,
    to_meeting,
    told_beside_its_field,
)

if TYPE_CHECKING:
    from party_building.models import PartyOrganization

LONGEST_NUMBER = 18
MOST_CHOICES = 200
FIELDS = {
    holding.NotHeldYet: "starts",
    holding.CountsDoNotFit: "due",
    holding.TooManyPhotos: "photos",
}


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def record(request: HttpRequest) -> HttpResponse:
    """Party life that was held: `?kind=`, `?organization=`; without one, that which the user leads."""
    user = party_keeper(request)
    kind = request.GET.get("kind", "").upper()
    kinds = dict(kind_choices(party=True))
    if kind not in kinds:
        kind = MeetingKind.ASSEMBLY
    rows = recorded_organizations(user, kind=kind, on=timezone.localdate())
    organization = _chosen(request, rows) or led_by(user, rows, on=timezone.localdate())
    if organization is None:
        few = list(rows[: MOST_CHOICES + 1])
        if len(few) != 1:
            return _choose(request, kind, few[:MOST_CHOICES])
        organization = few[0]
    form = _party_form(request, kind, organization)
    if request.method == "POST" and form.is_valid():
        made = told_beside_its_field(
            form,
            lambda: holding.record_meeting(
                kind=MeetingKind(kind),
                body=Body(party_organization=organization),
                held=form.written(),
                actor=user,
                now=timezone.now(),
            ),
            FIELDS,
        )
        if made is not None:
            return _recorded(request, form, made)
    return _page(
        request,
        form,
        kind=kind,
        kinds=_kind_links(kind, organization),
        organization=organization.name,
        change_url=f"{reverse('meetings:field_record')}?kind={kind}&organization=0",
        back=Link(_("会议"), reverse("meetings:field_meetings")),
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """A planned meeting was held; or what was written down of it is corrected."""
    meeting = managed_meeting(request, pk)
    form = _planned_form(request, meeting)
    if request.method == "POST" and form.is_valid():
        made = told_beside_its_field(
            form,
            lambda: holding.hold_meeting(
                meeting_id=pk, held=form.written(), actor=who(request), now=timezone.now()
            ),
            FIELDS,
        )
        if made is not None:
            return _recorded(request, form, made)
    return _page(
        request,
        form,
        kind=meeting.kind,
        organization=meeting.title,
        back=to_meeting(meeting),
    )


def _recorded(request: HttpRequest, form: Any, meeting: Meeting) -> HttpResponse:
    form.discard_held()
    messages.success(request, _("已记录"))
    return redirect("meetings:field_meeting", pk=meeting.pk)


def _chosen(request: HttpRequest, rows: Any) -> PartyOrganization | None:
    """That of `?organization=`; 0 asks for the choice, one outside one's own is not found."""
    typed = request.GET.get("organization", "")
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER):
        raise Http404(typed[:LONGEST_NUMBER])
    if typed == "0":
        return None
    found: PartyOrganization | None = rows.filter(pk=int(typed)).first()
    return found


def _choose(
    request: HttpRequest, kind: str, organizations: list[PartyOrganization]
) -> HttpResponse:
    address = reverse("meetings:field_record")
    return render(
        request,
        "field/meeting_whose.html",
        {
            "kinds": _kind_links(kind, None),
            "choices": [
                Link(one.name, f"{address}?kind={kind}&organization={one.pk}")
                for one in organizations
            ],
            "back": Link(_("会议"), reverse("meetings:field_meetings")),
        },
    )


def _kind_links(chosen: str, organization: PartyOrganization | None) -> list[Link]:
    """Chips; a group's meeting is another organisation's, so that one is asked for anew."""
    address = reverse("meetings:field_record")
    keeps = organization is not None and chosen != MeetingKind.GROUP
    links = []
    for value, label in kind_choices(party=True):
        of = f"&organization={organization.pk}" if keeps and organization and (
            value != MeetingKind.GROUP
        ) else ""  # fmt: skip
        links.append(Link(label, f"{address}?kind={value}{of}", current=value == chosen))
    return links


def _party_form(request: HttpRequest, kind: str, organization: PartyOrganization) -> PartyLifeForm:
    now = timezone.localtime()
    expected = expected_at(organization, kind=kind, on=now.date())
    head = expected.head
    common: dict[str, Any] = {
        "user": who(request),
        "kind": kind,
        "expected": expected,
        "today": now.date(),
    }
    if request.method == "POST":
        return PartyLifeForm(request.POST, request.FILES, **common)
    return PartyLifeForm(
        **common,
        initial={
            "due": expected.due,
            "day": now.date(),
            "starts": now.time().replace(minute=0, second=0, microsecond=0),
            "spot": expected.spot,
            "chair": str(head.person_id) if head else "",
            "lecturer": head.person.name if head else "",
            "request_key": secrets.token_hex(16),
        },
    )


def _planned_form(request: HttpRequest, meeting: Meeting) -> PartyLifeForm | TogetherForm:
    begins = timezone.localtime(meeting.held_from)
    initial: dict[str, Any] = {
        "day": begins.date(),
        "starts": begins.time(),
        "spot": meeting.spot,
        "present": meeting.present_count,
        "topic": meeting.topic,
        "lecturer": meeting.lecturer_name,
        "request_key": secrets.token_hex(16),
    }
    given: tuple[Any, ...] = (request.POST, request.FILES) if request.method == "POST" else ()
    if meeting.party_organization is None or not meeting.is_party_life:
        initial |= {
            "chair_name": meeting.chair_name,
            "recorder_name": meeting.recorder_name,
            "audience": meeting.audience,
        }
        return TogetherForm(*given, user=who(request), meeting=meeting, initial=initial)
    expected = expected_at(meeting.party_organization, kind=meeting.kind, on=begins.date())
    chair = meeting.chair_id or (expected.head.person_id if expected.head else None)
    initial |= {
        "due": meeting.due_count or expected.due,
        "on_leave": meeting.leave_count,
        "chair": str(chair or ""),
        "recorder": str(meeting.recorder_id or ""),
        "is_micro": meeting.is_micro,
        "makes_up": meeting.makes_up.isoformat() if meeting.makes_up else "",
    }
    return PartyLifeForm(
        *given,
        user=who(request),
        kind=meeting.kind,
        expected=expected,
        today=begins.date(),
        initial=initial,
    )


def _page(request: HttpRequest, form: Any, *, kind: str, **context: Any) -> HttpResponse:
    held = form.keep_photos() if form.is_bound else []
    return render(
        request,
        "field/meeting_record.html",
        {
            "heading": MeetingKind(kind).label,
            "kinds": [],
            "change_url": "",
            "kept_photos": [],
            "form": form,
            "held_photos": held,
            **context,
        },
        status=422 if form.errors else 200,
    )
