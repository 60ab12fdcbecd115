"""/field/meetings/<id>/topics/: 议题征集, what was handed in for a meeting, and what became of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.choices import EntryRoad
from core.errors import DomainError
from core.page_parts import Link
from core.web import handle_domain_errors, staff, who
from core.work_pages import ask_reason
from meetings.forms.topics import EnterTopicForm, TopicForm, TopicsForm
from meetings.meeting_rules import topics_close_on
from meetings.models import Meeting, MeetingTopic
from meetings.permissions import can_decide_topic, can_manage_meeting, can_propose_topic
from meetings.queries.bodies import rules_of
from meetings.queries.topics import call_of, topic_rows
from meetings.services import topics as calls
from meetings.services.agenda import NothingRaised
from meetings.views.one_form import form_act
from meetings.views.scoped import RELATED, managed_meeting, to_meeting, told_beside_its_field

TITLE_FIELDS: dict[type[DomainError], str] = {NothingRaised: "title"}


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def topics(request: HttpRequest, pk: int) -> HttpResponse:
    """What was handed in, and one field for another; the keeper's second button adopts it at once."""
    rows = Meeting.objects.collecting_from(who(request)).select_related(*RELATED)
    meeting: Meeting = get_object_or_404(rows, pk=pk)
    user, now = who(request), timezone.now()
    may_keep = can_manage_meeting(user, meeting)
    may_propose = may_keep or can_propose_topic(user, meeting)
    call = call_of(meeting, now=now)
    form = TopicForm(request.POST or None)
    if request.method == "POST":
        if not may_propose:
            raise PermissionDenied(_("受邀参会的人和登记会议的人才能提议题"))
        adopts = may_keep and "adopt" in request.POST
        if form.is_valid() and _hand_in(request, form, pk, may_keep=may_keep, adopts=adopts):
            said = _("已列入议程") if adopts else _("议题已收到")
            messages.success(request, said)
            return redirect("meetings:field_meeting_topics", pk=pk)
    is_asked = call.is_open and (may_keep or (may_propose and not call.is_late))
    here = reverse("meetings:field_meeting_topics", args=[pk])
    seen = Meeting.objects.visible_to(user).filter(pk=pk).exists()
    return render(
        request,
        "field/topics.html",
        {
            "heading": _("议题征集"),
            "meeting_title": meeting.title,
            "call": call,
            "rows": topic_rows(meeting, user, may_decide=may_keep, call=call),
            "form": form if is_asked or form.errors else None,
            "may_adopt": may_keep,
            "links": _links(here) if may_keep and call.is_open else [],
            "back": (
                to_meeting(meeting) if seen else Link(_("会议"), reverse("meetings:field_meetings"))
            ),
        },
        status=422 if form.errors else 200,
    )


def _hand_in(
    request: HttpRequest, form: TopicForm, pk: int, *, may_keep: bool, adopts: bool
) -> bool:
    """Whether it was taken; a refusal then stands in the form."""
    common: dict[str, Any] = {"actor": who(request), "now": timezone.now()}

    def act() -> MeetingTopic:
        topic = calls.propose_topic(
            meeting_id=pk, may_be_late=may_keep, **form.cleaned_data, **common
        )
        if adopts:
            calls.adopt_topic(topic_id=topic.pk, **common)
        return topic

    return told_beside_its_field(form, act, TITLE_FIELDS) is not None


def _links(here: str) -> list[Link]:
    return [
        Link(_("替别人登记"), f"{here}enter/", "pen"),
        Link(_("改截止日期"), f"{here}until/", "calendar"),
    ]


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def until(request: HttpRequest, pk: int) -> HttpResponse:
    """征集议题 until a day before the meeting."""
    meeting = managed_meeting(request, pk)
    usual = topics_close_on(
        timezone.localdate(meeting.held_from),
        today=timezone.localdate(),
        figures=rules_of(meeting.sub_district_id),
    )
    form = TopicsForm(request.POST or None, initial={"until": meeting.topics_until or usual})
    return form_act(
        request,
        form,
        lambda: calls.call_for_topics(
            meeting_id=pk, until=form.cleaned_data["until"], actor=who(request), now=timezone.now()
        ),
        heading=_("征集议题"),
        back=_to_topics(meeting),
        submit_label=_("开始征集"),
        said=_("已开始征集议题"),
        fields={calls.TopicsTooLate: "until"},
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody told by telephone or handed over on paper."""
    meeting = managed_meeting(request, pk)
    listed = list(meeting.attendances.order_by("-role", "pk"))
    form = EnterTopicForm(
        request.POST or None, listed=listed, sub_district_id=meeting.sub_district_id
    )
    return form_act(
        request,
        form,
        lambda: calls.enter_topic(
            meeting_id=pk,
            title=form.cleaned_data["title"],
            note=form.cleaned_data["note"],
            proposer=form.proposer(),
            road=EntryRoad(form.cleaned_data["road"]),
            actor=who(request),
            now=timezone.now(),
        ),
        heading=_("替别人登记议题"),
        back=_to_topics(meeting),
        submit_label=_("登记"),
        said=_("议题已收到"),
        fields=TITLE_FIELDS,
    )


@staff
@require_POST
@handle_domain_errors
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    topic = decided_topic(request, pk)
    item = calls.adopt_topic(topic_id=pk, actor=who(request), now=timezone.now())
    messages.success(request, _("已列入议程，第%(number)d项") % {"number": item.number})
    return redirect("meetings:field_meeting_topics", pk=topic.meeting_id)


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    topic = decided_topic(request, pk)

    def act(reason: str) -> str:
        calls.decline_topic(topic_id=pk, reason=reason, actor=who(request), now=timezone.now())
        return _("已登记，提出人有账号的会收到原因")

    return ask_reason(
        request,
        act,
        question=_("这次不列入议程？"),
        lines=[topic.title, _("原因会告诉提出的人，比如：留待下次、已在办理。")],
        yes_label=_("不列入"),
        back_url=_to_topics(topic.meeting).url,
    )


@staff
@require_POST
@handle_domain_errors
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    user = who(request)
    topic = seen_topic(request, pk)
    is_own = topic.person_id is not None and topic.person_id == user.person_id
    if not is_own and not can_decide_topic(user, topic):
        raise PermissionDenied(_("只有提出的人和登记会议的人能撤回议题"))
    calls.withdraw_topic(topic_id=pk, actor=user, now=timezone.now())
    messages.success(request, _("议题已撤回"))
    return redirect("meetings:field_meeting_topics", pk=topic.meeting_id)


def seen_topic(request: HttpRequest, pk: int) -> MeetingTopic:
    rows = MeetingTopic.objects.visible_to(who(request)).select_related("meeting")
    found: MeetingTopic = get_object_or_404(rows, pk=pk)
    return found


def decided_topic(request: HttpRequest, pk: int) -> MeetingTopic:
    topic = seen_topic(request, pk)
    if not can_decide_topic(who(request), topic):
        raise PermissionDenied(_("您的角色只能查看，不能登记会议"))
    return topic


def _to_topics(meeting: Meeting) -> Link:
    return Link(_("议题征集"), reverse("meetings:field_meeting_topics", args=[meeting.pk]))
