"""The minutes of a meeting: written, agreed to, published and taken down; its end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.choices import EntryRoad
from core.web import handle_domain_errors, staff, who
from core.work_pages import ask_reason, confirm_page
from meetings.choices import Scope
from meetings.forms.plans import MinutesForm, ScopeForm
from meetings.models import Minutes
from meetings.services import minutes
from meetings.views.one_form import form_act
from meetings.views.scoped import managed_meeting, publishable_meeting, to_meeting


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def write(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = managed_meeting(request, pk)
    text = Minutes.objects.filter(meeting=meeting).values_list("text", flat=True).first()
    form = MinutesForm(request.POST or None, initial={"text": text or ""})
    return form_act(
        request,
        form,
        lambda: minutes.draft_minutes(
            meeting_id=pk, text=form.cleaned_data["text"], actor=who(request), now=timezone.now()
        ),
        heading=_("写纪要"),
        back=to_meeting(meeting),
        submit_label=_("保存"),
        said=_("纪要已存下，等主持人确认"),
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair's own account agrees; for anybody else it is the signature on paper that is entered."""
    meeting = managed_meeting(request, pk)
    user = who(request)
    is_chair = meeting.chair_id is not None and meeting.chair_id == user.person_id
    if request.method == "POST":
        minutes.confirm_minutes(
            meeting_id=pk,
            road=EntryRoad.ONLINE if is_chair else EntryRoad.PAPER,
            actor=user,
            now=timezone.now(),
        )
        messages.success(request, _("纪要已确认，可以开始落实"))
        return redirect("meetings:field_meeting", pk=pk)
    lines = [meeting.title, _("确认以后，纪要和议定事项不能再改。")]
    if not is_chair:
        chair = meeting.chair_name or _("主持人")
        lines.append(_("请先打印，由%(chair)s在纸上签字，再登记。") % {"chair": chair})
    return confirm_page(
        request,
        question=_("确认这份纪要？") if is_chair else _("登记主持人已在纸面签字？"),
        lines=lines,
        yes_label=_("确认") if is_chair else _("纸面已签"),
        back_url=to_meeting(meeting).url,
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = publishable_meeting(request, pk)
    form = ScopeForm(request.POST or None, initial={"scope": meeting.scope or Scope.PUBLIC})
    return form_act(
        request,
        form,
        lambda: minutes.publish_minutes(
            meeting_id=pk,
            scope=Scope(form.cleaned_data["scope"]),
            actor=who(request),
            now=timezone.now(),
        ),
        heading=_("公开纪要"),
        back=to_meeting(meeting),
        submit_label=_("公开"),
        said=_("已公开"),
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = publishable_meeting(request, pk)

    def act(reason: str) -> str:
        minutes.withdraw_minutes(
            meeting_id=pk, reason=reason, actor=who(request), now=timezone.now()
        )
        return _("已撤下")

    return ask_reason(
        request,
        act,
        question=_("撤下这份纪要？"),
        lines=[meeting.title],
        yes_label=_("撤下"),
        back_url=to_meeting(meeting).url,
    )


@staff
@require_POST
@handle_domain_errors
def close(request: HttpRequest, pk: int) -> HttpResponse:
    managed_meeting(request, pk)
    minutes.close_meeting(meeting_id=pk, actor=who(request), now=timezone.now())
    messages.success(request, _("会议已办结"))
    return redirect("meetings:field_meeting", pk=pk)
