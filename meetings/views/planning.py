"""A meeting that is ahead: planned, moved, announced, called off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.page_parts import Link
from core.web import handle_domain_errors, staff, who
from core.work_pages import ask_reason, confirm_page, form_page
from meetings.choices import PARTY_LIFE, MeetingKind
from meetings.forms.plans import NoticeForm, PlanForm, WhenForm, with_owners_body
from meetings.permissions import keeps_party_life
from meetings.queries.lists import kind_choices
from meetings.services import meetings
from meetings.views.one_form import form_act
from meetings.views.scoped import keeper, managed_meeting, to_meeting, told_beside_its_field

WHEN_FIELDS = {meetings.EndsBeforeItBegins: "ends", meetings.HeldTwice: "starts"}


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def new(request: HttpRequest) -> HttpResponse:
    """安排会议: `?kind=` first, then whose, when and where."""
    user = keeper(request)
    kind = request.GET.get("kind", "").upper()
    if kind not in MeetingKind.values or (kind in PARTY_LIFE and not keeps_party_life(user)):
        return _which_kind(request)
    form = PlanForm(
        request.POST or None, user=user, kind=kind, initial={"day": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        made = told_beside_its_field(
            form,
            lambda: meetings.plan_meeting(
                kind=MeetingKind(kind),
                body=with_owners_body(form.body, kind),
                details=form.details(),
                actor=user,
                now=timezone.now(),
                request_key=form.cleaned_data["key"],
            ),
            WHEN_FIELDS,
        )
        if made is not None:
            messages.success(request, _("已安排"))
            return redirect("meetings:field_meeting", pk=made.pk)
    return form_page(
        request,
        form,
        heading=_("安排%(kind)s") % {"kind": MeetingKind(kind).label},
        back=Link(_("换一类"), reverse("meetings:field_meeting_new")),
        submit_label=_("安排"),
    )


def _which_kind(request: HttpRequest) -> HttpResponse:
    address = reverse("meetings:field_meeting_new")
    kinds = kind_choices(party=False)
    if keeps_party_life(who(request)):
        kinds += kind_choices(party=True)
    return render(
        request,
        "field/meeting_whose.html",
        {
            "heading": _("安排会议"),
            "kinds": [],
            "choices": [Link(label, f"{address}?kind={value}") for value, label in kinds],
            "back": Link(_("会议"), reverse("meetings:field_meetings")),
        },
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = managed_meeting(request, pk)
    form = WhenForm(request.POST or None, initial=WhenForm.initial_of(meeting))
    return form_act(
        request,
        form,
        lambda: meetings.change_meeting(
            meeting_id=pk, details=form.details(meeting), actor=who(request), now=timezone.now()
        ),
        heading=_("改安排"),
        back=to_meeting(meeting),
        submit_label=_("保存"),
        said=_("已保存"),
        fields=WHEN_FIELDS,
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """发通知; of an owners' assembly also when its residents' committee was told."""
    meeting = managed_meeting(request, pk)
    is_owners = meeting.kind == MeetingKind.OWNERS_ASSEMBLY
    form = NoticeForm(
        request.POST if request.method == "POST" else None,
        initial={"informed_on": meeting.committee_informed_on},
    )
    if not is_owners:
        del form.fields["informed_on"]
    if request.method == "POST" and form.is_valid():
        meetings.give_notice(
            meeting_id=pk,
            committee_informed_on=form.cleaned_data.get("informed_on"),
            actor=who(request),
            now=timezone.now(),
        )
        messages.success(request, _("已登记通知"))
        return redirect("meetings:field_meeting", pk=pk)
    listed = list(meeting.attendances.order_by("pk").values_list("name", flat=True))
    lines = [meeting.title]
    if listed:
        lines.append(_("名单：%(names)s") % {"names": "、".join(listed)})
    lines.append(_("系统不发短信：请把时间地点告诉名单上的人，再按下面的按钮登记。"))
    return confirm_page(
        request,
        question=_("登记已发会议通知？"),
        lines=lines,
        form=form if is_owners else None,
        yes_label=_("已通知"),
        back_url=to_meeting(meeting).url,
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = managed_meeting(request, pk)

    def act(reason: str) -> str:
        meetings.cancel_meeting(
            meeting_id=pk, reason=reason, actor=who(request), now=timezone.now()
        )
        return _("会议已取消")

    return ask_reason(
        request,
        act,
        question=_("取消这次会议？"),
        lines=[meeting.title],
        yes_label=_("取消会议"),
        back_url=to_meeting(meeting).url,
    )
