"""Planning a meeting and every act before and after it: one page or one press each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.choices import EntryRoad
from core.page_parts import Link
from core.web import handle_domain_errors, staff, who
from core.work_pages import ask_reason, confirm_page, form_page
from meetings.choices import (
    COMING,
    PARTY_LIFE,
    AgendaKind,
    AttendanceRole,
    MeetingKind,
    Scope,
)
from meetings.forms.plans import (
    GuestsForm,
    ItemForm,
    MinutesForm,
    NoticeForm,
    PlanForm,
    ResolveForm,
    ScopeForm,
    SpokenForm,
    TopicsForm,
    WhenForm,
    with_owners_body,
)
from meetings.meeting_rules import topics_close_on
from meetings.models import AgendaItem, Meeting, Minutes
from meetings.permissions import keeps_party_life
from meetings.queries.bodies import leaders_of, rules_of
from meetings.queries.lists import kind_choices
from meetings.services import agenda, meetings, minutes, resolutions
from meetings.views.scoped import (
    keeper,
    managed_meeting,
    publishable_meeting,
    to_meeting,
    told_beside_its_field,
)

WHEN_FIELDS = {meetings.EndsBeforeItBegins: "ends", meetings.HeldTwice: "starts"}


# Before ---------------------------------------------------------------------------------------------


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
    if request.method == "POST" and form.is_valid():
        made = told_beside_its_field(
            form,
            lambda: meetings.change_meeting(
                meeting_id=pk,
                details=form.details(meeting),
                actor=who(request),
                now=timezone.now(),
            ),
            WHEN_FIELDS,
        )
        if made is not None:
            messages.success(request, _("已保存"))
            return redirect("meetings:field_meeting", pk=pk)
    return form_page(
        request, form, heading=_("改安排"), back=to_meeting(meeting), submit_label=_("保存")
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def topics(request: HttpRequest, pk: int) -> HttpResponse:
    """征集议题 until a day before the meeting."""
    meeting = managed_meeting(request, pk)
    usual = topics_close_on(
        timezone.localdate(meeting.held_from),
        today=timezone.localdate(),
        figures=rules_of(meeting.sub_district_id),
    )
    form = TopicsForm(request.POST or None, initial={"until": meeting.topics_until or usual})
    if request.method == "POST" and form.is_valid():
        made = told_beside_its_field(
            form,
            lambda: meetings.call_for_topics(
                meeting_id=pk,
                until=form.cleaned_data["until"],
                actor=who(request),
                now=timezone.now(),
            ),
            {meetings.TopicsTooLate: "until"},
        )
        if made is not None:
            messages.success(request, _("已开始征集议题"))
            return redirect("meetings:field_meeting", pk=pk)
    return form_page(
        request, form, heading=_("征集议题"), back=to_meeting(meeting), submit_label=_("开始征集")
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


# Agenda and people ----------------------------------------------------------------------------------


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def add_item(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = managed_meeting(request, pk)
    form = ItemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        made = told_beside_its_field(
            form,
            lambda: agenda.raise_item(
                meeting_id=pk,
                kind=AgendaKind(cleaned["kind"]),
                topic=cleaned["topic"],
                raised_by=cleaned["raised_by"],
                actor=who(request),
                now=timezone.now(),
            ),
        )
        if made is not None:
            messages.success(request, _("已加上"))
            return redirect("meetings:field_meeting", pk=pk)
    return form_page(
        request, form, heading=_("加议题或问题"), back=to_meeting(meeting), submit_label=_("加上")
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said to one topic; the second button takes it off."""
    found: AgendaItem = get_object_or_404(AgendaItem.objects.visible_to(who(request)), pk=pk)
    meeting = managed_meeting(request, found.meeting_id)
    form = SpokenForm(request.POST or None, initial=SpokenForm.initial_of(found))
    if request.method == "POST" and "drop" in request.POST:
        agenda.drop_item(item_id=pk, actor=who(request), now=timezone.now())
        messages.success(request, _("已去掉"))
        return redirect("meetings:field_meeting", pk=meeting.pk)
    if request.method == "POST" and form.is_valid():
        noted = told_beside_its_field(
            form,
            lambda: agenda.note_item(
                item_id=pk, actor=who(request), now=timezone.now(), **form.cleaned_data
            ),
        )
        if noted is not None:
            messages.success(request, _("已保存"))
            return redirect("meetings:field_meeting", pk=meeting.pk)
    return form_page(
        request,
        form,
        heading=found.topic,
        back=to_meeting(meeting),
        submit_label=_("保存"),
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
    if request.method == "POST" and form.is_valid():
        done = told_beside_its_field(
            form, lambda: _note_people(request, meeting, form, is_over=is_over)
        )
        if done:
            messages.success(request, _("名单已保存"))
            return redirect("meetings:field_meeting", pk=pk)
    return form_page(
        request,
        form,
        heading=_("到会名单") if is_over else _("邀请"),
        back=to_meeting(meeting),
        submit_label=_("保存"),
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


# Minutes --------------------------------------------------------------------------------------------


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def write(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = managed_meeting(request, pk)
    text = Minutes.objects.filter(meeting=meeting).values_list("text", flat=True).first()
    form = MinutesForm(request.POST or None, initial={"text": text or ""})
    if request.method == "POST" and form.is_valid():
        written = told_beside_its_field(
            form,
            lambda: minutes.draft_minutes(
                meeting_id=pk,
                text=form.cleaned_data["text"],
                actor=who(request),
                now=timezone.now(),
            ),
        )
        if written is not None:
            messages.success(request, _("纪要已存下，等主持人确认"))
            return redirect("meetings:field_meeting", pk=pk)
    return form_page(
        request, form, heading=_("写纪要"), back=to_meeting(meeting), submit_label=_("保存")
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
    if request.method == "POST" and form.is_valid():
        shown = told_beside_its_field(
            form,
            lambda: minutes.publish_minutes(
                meeting_id=pk,
                scope=Scope(form.cleaned_data["scope"]),
                actor=who(request),
                now=timezone.now(),
            ),
        )
        if shown is not None:
            messages.success(request, _("已公开"))
            return redirect("meetings:field_meeting", pk=pk)
    return form_page(
        request, form, heading=_("公开纪要"), back=to_meeting(meeting), submit_label=_("公开")
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


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """加议定事项: the responsible unit is found by its name, else it stays as it was written."""
    meeting = managed_meeting(request, pk)
    items = list(meeting.agenda.filter(resolution=None).order_by("number"))
    form = ResolveForm(request.POST or None, items=items)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        made = told_beside_its_field(
            form,
            lambda: resolutions.resolve(
                meeting_id=pk,
                matter=cleaned["matter"],
                owner=agenda.guest_named(cleaned["owner"], sub_district_id=meeting.sub_district_id),
                contact=cleaned["contact"],
                deadline=cleaned["deadline"],
                answers=cleaned.get("answers", ()),
                actor=who(request),
                now=timezone.now(),
            ),
            {resolutions.OwnerMissing: "owner", resolutions.NothingResolved: "matter"},
        )
        if made is not None:
            messages.success(request, _("已加上"))
            return redirect("meetings:field_meeting", pk=pk)
    return form_page(
        request, form, heading=_("加议定事项"), back=to_meeting(meeting), submit_label=_("加上")
    )
