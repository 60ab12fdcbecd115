"""/field/resolutions/<id>/: how far something resolved has come, and its next step."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.page_parts import Link
from core.web import handle_domain_errors, staff, who
from core.work_pages import ask_reason, form_page
from meetings.choices import AGREED, TO_DO, UNSETTLED, ResolutionState
from meetings.forms.plans import DoneForm, DropForm, ResolveForm
from meetings.models import MeetingPhoto, Resolution
from meetings.permissions import can_manage_resolution
from meetings.queries.lists import resolution_tag
from meetings.queries.meeting_page import (
    later_meetings,
    resolution_facts,
    shots_of,
    steps_of,
)
from meetings.services import agenda, holding, resolutions
from meetings.views.one_form import form_act
from meetings.views.scoped import (
    managed_meeting,
    managed_resolution,
    seen_resolution,
    to_meeting,
    to_resolution,
    told_beside_its_field,
)

DONE_FIELDS = {
    resolutions.EvidenceMissing: "evidence",
    resolutions.DayNotPossible: "done_on",
    holding.TooManyPhotos: "photos",
}


@staff
@require_GET
def resolution(request: HttpRequest, pk: int) -> HttpResponse:
    found = seen_resolution(request, pk)
    user, now = who(request), timezone.now()
    may_write = can_manage_resolution(user, found)
    photos = MeetingPhoto.objects.filter(meeting=found.meeting_id, resolution=found)
    return render(
        request,
        "field/resolution.html",
        {
            "activity": {
                "title": found.matter,
                "tag": resolution_tag(found, today=timezone.localdate(now)),
                "under": _("第%(number)d项") % {"number": found.number},
            },
            "facts": resolution_facts(found, now=now),
            "photos": shots_of(photos, is_open=False),
            "notes": _notes(user, found),
            "links": _links(user, found) if may_write else [],
            "actions": _actions(user, found) if may_write else [],
            "history": steps_of(found),
            "back": to_meeting(found.meeting),
        },
    )


@staff
@require_POST
@handle_domain_errors
def start(request: HttpRequest, pk: int) -> HttpResponse:
    managed_resolution(request, pk)
    resolutions.start_resolution(resolution_id=pk, actor=who(request), now=timezone.now())
    messages.success(request, _("已开始落实"))
    return redirect("meetings:field_resolution", pk=pk)


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """加议定事项: the responsible unit is found by its name, else it stays as it was written."""
    meeting = managed_meeting(request, pk)
    items = list(meeting.agenda.filter(resolution=None).order_by("number"))
    form = ResolveForm(request.POST or None, items=items)

    def add() -> Resolution:
        cleaned = form.cleaned_data
        return resolutions.resolve(
            meeting_id=pk,
            matter=cleaned["matter"],
            owner=agenda.guest_named(cleaned["owner"], sub_district_id=meeting.sub_district_id),
            contact=cleaned["contact"],
            deadline=cleaned["deadline"],
            answers=cleaned.get("answers", ()),
            actor=who(request),
            now=timezone.now(),
        )

    return form_act(
        request,
        form,
        add,
        heading=_("加议定事项"),
        back=to_meeting(meeting),
        submit_label=_("加上"),
        said=_("已加上"),
        fields={resolutions.OwnerMissing: "owner", resolutions.NothingResolved: "matter"},
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """报完成."""
    found = managed_resolution(request, pk)
    given: tuple[Any, ...] = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DoneForm(
        *given,
        user=who(request),
        initial={"done_on": timezone.localdate(), "request_key": secrets.token_hex(16)},
    )
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        reported = told_beside_its_field(
            form,
            lambda: resolutions.report_done(
                resolution_id=pk,
                done_on=cleaned["done_on"],
                evidence=cleaned["evidence"],
                photos=cleaned["photos"],
                actor=who(request),
                now=timezone.now(),
            ),
            DONE_FIELDS,
        )
        if reported is not None:
            form.discard_held()
            messages.success(request, _("已报完成，等另一位复核"))
            return redirect("meetings:field_resolution", pk=pk)
    held = form.keep_photos() if form.is_bound else []
    return render(
        request,
        "field/meeting_record.html",
        {
            "heading": _("报完成"),
            "organization": found.matter,
            "kinds": [],
            "change_url": "",
            "kept_photos": [],
            "form": form,
            "held_photos": held,
            "back": to_resolution(found),
        },
        status=422 if form.errors else 200,
    )


@staff
@require_POST
@handle_domain_errors
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    managed_resolution(request, pk)
    resolutions.verify_resolution(resolution_id=pk, actor=who(request), now=timezone.now())
    messages.success(request, _("已复核"))
    return redirect("meetings:field_resolution", pk=pk)


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = managed_resolution(request, pk)

    def act(reason: str) -> str:
        resolutions.send_back(
            resolution_id=pk, reason=reason, actor=who(request), now=timezone.now()
        )
        return _("已退回，请继续落实")

    return ask_reason(
        request,
        act,
        question=_("没有落实好，退回？"),
        lines=[found.matter],
        yes_label=_("退回"),
        back_url=to_resolution(found).url,
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """撤销 by a later meeting of the same body."""
    found = managed_resolution(request, pk)
    form = DropForm(request.POST or None, later=later_meetings(found.meeting))
    if request.method == "POST" and form.is_valid():
        dropped = told_beside_its_field(
            form,
            lambda: resolutions.drop_resolution(
                resolution_id=pk,
                in_meeting=form.cleaned_data["meeting"],
                reason=form.cleaned_data["reason"],
                actor=who(request),
                now=timezone.now(),
            ),
        )
        if dropped is not None:
            messages.success(request, _("已撤销"))
            return redirect("meetings:field_resolution", pk=pk)
    return form_page(
        request, form, heading=_("撤销事项"), back=to_resolution(found), submit_label=_("撤销")
    )


@staff
@require_POST
@handle_domain_errors
def strike(request: HttpRequest, pk: int) -> HttpResponse:
    """Written down by mistake, before the chair agreed."""
    found = managed_resolution(request, pk)
    resolutions.take_back(resolution_id=pk, actor=who(request), now=timezone.now())
    messages.success(request, _("已去掉"))
    return redirect("meetings:field_meeting", pk=found.meeting_id)


def _url(name: str, found: Resolution) -> str:
    return reverse(f"meetings:field_resolution_{name}", args=[found.pk])


def _links(user: Any, found: Resolution) -> list[Link]:
    if found.meeting.state not in AGREED:
        return []
    links = []
    if found.state in TO_DO:
        links.append(Link(_("报完成"), _url("done", found), "check", main=True))
    if found.state == ResolutionState.DONE and not _is_own(user, found):
        links.append(Link(_("退回"), _url("back", found), "left"))
    if found.state in UNSETTLED:
        links.append(Link(_("撤销"), _url("drop", found), "cross"))
    return links


def _actions(user: Any, found: Resolution) -> list[Link]:
    if found.meeting.state not in AGREED:
        return [Link(_("去掉这一项"), _url("strike", found), danger=True)]
    if found.state == ResolutionState.OPEN:
        return [Link(_("开始落实"), _url("start", found))]
    if found.state == ResolutionState.DONE and not _is_own(user, found):
        return [Link(_("复核通过"), _url("verify", found))]
    return []


def _notes(user: Any, found: Resolution) -> list[str]:
    """Whose turn it is, where that is not the reader's."""
    if found.meeting.state not in AGREED:
        return [_("纪要还没有确认，确认以后再登记落实情况")]
    if found.state == ResolutionState.DONE and _is_own(user, found):
        return [str(resolutions.OwnWork.default_message)]
    return []


def _is_own(user: Any, found: Resolution) -> bool:
    owes = found.person_id is not None and found.person_id == user.person_id
    return owes or (found.done_by_id is not None and found.done_by_id == user.pk)
