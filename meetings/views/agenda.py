"""What a meeting is about and who is in it: topics and questions, whom to invite, who came."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.web import handle_domain_errors, staff, who
from meetings.choices import COMING, AgendaKind, AttendanceRole, MeetingKind
from meetings.forms.plans import GuestsForm, ItemForm, SpokenForm
from meetings.models import AgendaItem, Meeting
from meetings.queries.bodies import leaders_of
from meetings.services import agenda
from meetings.views.one_form import form_act
from meetings.views.scoped import managed_meeting, to_meeting


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def add_item(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = managed_meeting(request, pk)
    form = ItemForm(request.POST or None)
    return form_act(
        request,
        form,
        lambda: agenda.raise_item(
            meeting_id=pk,
            kind=AgendaKind(form.cleaned_data["kind"]),
            topic=form.cleaned_data["topic"],
            raised_by=form.cleaned_data["raised_by"],
            actor=who(request),
            now=timezone.now(),
        ),
        heading=_("加议题或问题"),
        back=to_meeting(meeting),
        submit_label=_("加上"),
        said=_("已加上"),
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said to one topic; the second button takes it off."""
    found: AgendaItem = get_object_or_404(AgendaItem.objects.visible_to(who(request)), pk=pk)
    meeting = managed_meeting(request, found.meeting_id)
    if request.method == "POST" and "drop" in request.POST:
        agenda.drop_item(item_id=pk, actor=who(request), now=timezone.now())
        messages.success(request, _("已去掉"))
        return redirect("meetings:field_meeting", pk=meeting.pk)
    form = SpokenForm(request.POST or None, initial=SpokenForm.initial_of(found))
    return form_act(
        request,
        form,
        lambda: agenda.note_item(
            item_id=pk, actor=who(request), now=timezone.now(), **form.cleaned_data
        ),
        heading=found.topic,
        back=to_meeting(meeting),
        submit_label=_("保存"),
        said=_("已保存"),
        second={"name": "drop", "value": "1", "label": _("去掉这一项")},
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom to invite; once it was held, who came."""
    meeting = managed_meeting(request, pk)
    is_over = meeting.state not in COMING
    listed = list(meeting.attendances.order_by("-role", "pk"))
    trains = meeting.kind == MeetingKind.TRAINING
    leaders = leaders_of(meeting, on=timezone.localdate(meeting.held_from)) if trains else []
    form = GuestsForm(request.POST or None, listed=listed, is_over=is_over, leaders=leaders)
    return form_act(
        request,
        form,
        lambda: _note_people(request, meeting, form, is_over=is_over),
        heading=_("到会名单") if is_over else _("邀请"),
        back=to_meeting(meeting),
        submit_label=_("保存"),
        said=_("名单已保存"),
    )


def _note_people(
    request: HttpRequest, meeting: Meeting, form: GuestsForm, *, is_over: bool
) -> bool:
    common: dict[str, Any] = {
        "meeting_id": meeting.pk,
        "actor": who(request),
        "now": timezone.now(),
    }
    guests = [
        agenda.guest_named(name, sub_district_id=meeting.sub_district_id)
        for name in form.cleaned_data["names"]
    ] + [agenda.Guest(person=person) for person in form.chosen()]
    if is_over:
        agenda.mark_attendance(statuses=form.statuses(), came=guests, **common)
    else:
        role = AttendanceRole(form.cleaned_data["role"])
        agenda.invite(guests=guests, role=role, **common)
    return True
