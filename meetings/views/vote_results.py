"""After the count: showing residents the result, taking it down, and what the meeting makes of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.web import handle_domain_errors, staff, who
from core.work_pages import ask_reason, confirm_page
from meetings.choices import VoteState
from meetings.forms.plans import VotedForm
from meetings.models import Vote
from meetings.queries.lists import whose
from meetings.queries.vote_results import result_text
from meetings.services import agenda, resolutions, vote_results
from meetings.views.scoped import managed_meeting, told_beside_its_field
from meetings.views.vote_scope import kept_vote, seen_vote


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """公开结果: asks first, and says what residents will see and what not."""
    found = _counted(kept_vote(request, pk))
    if request.method == "POST":
        vote_results.publish_result(vote_id=pk, actor=who(request), now=timezone.now())
        messages.success(request, _("结果已向居民公开"))
        return redirect(found)
    return confirm_page(
        request,
        question=_("向居民公开“%(title)s”的结果？") % {"title": found.title},
        lines=[
            _("公开的是：表决事项、依据、参与的人数和面积、结果。"),
            _("无记名表决只公开合计，不公开选票。")
            if found.is_secret
            else _("选票按回执码列出选择，不写户、姓名和面积；业主凭回执码找到自己的票。"),
            _("自己计票的结果要由另一位公开。"),
        ],
        yes_label=_("公开结果"),
        back_url=found.get_absolute_url(),
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """撤下, with the reason."""
    found = _counted(kept_vote(request, pk))

    def act(reason: str) -> str:
        vote_results.withdraw_result(vote_id=pk, reason=reason, actor=who(request))
        return _("已撤下")

    return ask_reason(
        request,
        act,
        question=_("撤下“%(title)s”的结果？") % {"title": found.title},
        lines=[_("居民不再看到；计票结果不变。")],
        yes_label=_("撤下"),
        back_url=found.get_absolute_url(),
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def resolve(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """记为议定事项: the words and figures are the vote's, the body that met is who does it unless said."""
    found = _counted(seen_vote(request, pk))
    item = get_object_or_404(found.items.select_related("vote__count"), pk=item_pk)
    if found.meeting_id is None:
        raise Http404
    meeting = managed_meeting(request, found.meeting_id)
    form = VotedForm(request.POST or None, initial={"owner": whose(meeting)})
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        made = told_beside_its_field(
            form,
            lambda: resolutions.resolve_by_vote(
                item_id=item.pk,
                owner=agenda.guest_named(cleaned["owner"], sub_district_id=meeting.sub_district_id),
                contact=cleaned["contact"],
                deadline=cleaned["deadline"],
                actor=who(request),
                now=timezone.now(),
            ),
            {resolutions.OwnerMissing: "owner"},
        )
        if made is not None:
            messages.success(request, _("已记为议定事项"))
            return redirect("meetings:field_resolution", pk=made.pk)
    return confirm_page(
        request,
        question=_("把“%(text)s”记为议定事项？") % {"text": item.text},
        lines=[result_text(item), _("记在会议“%(title)s”。") % {"title": meeting.title}],
        form=form,
        yes_label=_("记为议定事项"),
        back_url=found.get_absolute_url(),
    )


def _counted(found: Vote) -> Vote:
    """Before the count there is nothing to show or to follow up."""
    if found.state != VoteState.COUNTED:
        raise Http404
    return found
