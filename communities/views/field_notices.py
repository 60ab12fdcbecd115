"""/field/notices/: writing a notice, and every step of it from draft to withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.choices import (
    NoticeCategory,
    NoticeSeverity,
    NoticeState,
    Role,
)
from communities.forms.notices import NoticeForm
from communities.models import Notice
from communities.permissions import (
    can_withdraw_notice,
)
from communities.services import notices
from communities.views.scoped import (
    managed_notice,
    may_hang_at_once,
    reviewed_notice,
    seen_notice,
    writer,
)
from core.errors import DomainError
from core.page_parts import Link
from core.web import handle_domain_errors, staff, who
from core.work_pages import ask_reason, form_page

_S = NoticeState
LONGEST_NUMBER = 18
PERIOD_FIELDS: dict[type[DomainError], str] = {
    notices.PeriodBackwards: "shown_until",
    notices.PeriodTooLong: "shown_until",
    notices.PeriodTooFar: "shown_from",
    notices.PeriodOver: "shown_until",
    notices.NothingSaid: "body",
}


# Writing --------------------------------------------------------------------------------------------


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def new(request: HttpRequest) -> HttpResponse:
    """写公告; `?from=` 更正: the same text to be corrected, reviewed again, then put in its place."""
    user = writer(request)
    source = _source(request)
    form = NoticeForm(
        request.POST or None,
        user=user,
        keeps_place=source is not None,
        initial=_blank(user) | (NoticeForm.initial_of(source) if source else {}),
    )
    if request.method == "POST" and form.is_valid():
        made = _told_beside_its_field(form, lambda: _write(request, form, source))
        if made is not None:
            return redirect("communities:field_notice", pk=made.pk)
    return form_page(
        request,
        form,
        heading=_("更正公告") if source else _("发公告"),
        back=_back_to(source),
        submit_label=_("提交"),
        second={"name": "keep", "value": "1", "label": _("先存草稿")},
    )


def _source(request: HttpRequest) -> Notice | None:
    typed = request.GET.get("from", "")
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER):
        raise Http404(typed[:LONGEST_NUMBER])
    return managed_notice(request, int(typed))


@transaction.atomic
def _write(request: HttpRequest, form: NoticeForm, source: Notice | None) -> Notice:
    """Kept, put up at once where it is an official's emergency, else sent for review; said so.

    In one transaction: what is refused leaves no draft behind, so that the form may be sent again.
    """
    user, now = who(request), timezone.now()
    made = notices.write_notice(
        place=None if source else form.chosen_place,
        details=form.details,
        replaces=source,
        actor=user,
        now=now,
        request_key=form.cleaned_data["key"],
    )
    if "keep" in request.POST or made.state != _S.DRAFT:
        messages.success(
            request, _("已存下，居民还看不到") if made.state == _S.DRAFT else _("已提交")
        )
    elif may_hang_at_once(user, made):
        notices.publish_urgent_notice(notice_id=made.pk, actor=user, now=now)
        messages.success(request, _("已公布，居民现在就能看到；请另一位工作人员补审"))
    else:
        notices.submit_notice(notice_id=made.pk, actor=user, now=now)
        messages.success(request, _("已送审，另一位工作人员通过后公布"))
    return made


def _blank(user: Any) -> dict[str, Any]:
    """Where somebody serves one place only, place and publisher are filled in already."""
    today = timezone.localdate()
    initial: dict[str, Any] = {
        "severity": NoticeSeverity.ORDINARY,
        "category": NoticeCategory.RESIDENTS,
        "shown_from": today,
    }
    duties = list(
        user.role_assignments.active().select_related("complex", "community", "sub_district")[:2]
    )
    if len(duties) != 1:
        return initial
    duty = duties[0]
    narrowest = duty.complex or duty.community or duty.sub_district
    initial["place"] = f"{type(narrowest).__name__.lower()}-{narrowest.pk}"
    # Shown to everybody and stored, which stays Chinese.
    initial["publisher"] = {
        Role.PROPERTY_MANAGER: "物业服务中心",
        Role.STEWARD: "物业服务中心",
        Role.BRANCH_SECRETARY: "小区党支部",
    }.get(duty.role, duty.place_name)
    if duty.role in {Role.PROPERTY_MANAGER, Role.STEWARD}:
        initial["category"] = NoticeCategory.PROPERTY
    if duty.role == Role.BRANCH_SECRETARY:
        initial["category"] = NoticeCategory.PARTY
    return initial


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    notice = managed_notice(request, pk)
    form = NoticeForm(
        request.POST or None,
        user=who(request),
        keeps_place=True,
        initial=NoticeForm.initial_of(notice),
    )
    if request.method == "POST" and form.is_valid():
        saved = _told_beside_its_field(
            form,
            lambda: notices.edit_notice(
                notice_id=pk, details=form.details, actor=who(request), now=timezone.now()
            ),
        )
        if saved is not None:
            messages.success(request, _("已保存"))
            return redirect("communities:field_notice", pk=pk)
    return form_page(
        request, form, heading=_("改公告"), back=_back_to(notice), submit_label=_("保存")
    )


def _told_beside_its_field(form: NoticeForm, act: Callable[[], Notice]) -> Notice | None:
    """What the service returned; None where it refused, which then stands in the form."""
    try:
        return act()
    except DomainError as refusal:
        form.add_error(PERIOD_FIELDS.get(type(refusal)), refusal.message)
        return None


# Steps ----------------------------------------------------------------------------------------------


@staff
@require_POST
@handle_domain_errors
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    managed_notice(request, pk)
    notices.submit_notice(notice_id=pk, actor=who(request), now=timezone.now())
    messages.success(request, _("已送审，另一位工作人员通过后公布"))
    return redirect("communities:field_notice", pk=pk)


@staff
@require_POST
@handle_domain_errors
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """通过, or 补审 of an emergency that hangs."""
    reviewed_notice(request, pk)
    notices.approve_notice(notice_id=pk, actor=who(request), now=timezone.now())
    messages.success(request, _("已通过"))
    return redirect("communities:field_notice", pk=pk)


@staff
@require_POST
@handle_domain_errors
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """An official's emergency, at once."""
    reviewed_notice(request, pk)
    notices.publish_urgent_notice(notice_id=pk, actor=who(request), now=timezone.now())
    messages.success(request, _("已公布，居民现在就能看到；请另一位工作人员补审"))
    return redirect("communities:field_notice", pk=pk)


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    notice = reviewed_notice(request, pk)
    question = _("退回“%(title)s”？") % {"title": notice.title}
    return _with_reason(
        request, notice, question, _("退回"), notices.return_notice, done=_("已退回")
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    notice = seen_notice(request, pk)
    if not can_withdraw_notice(who(request), notice):
        raise PermissionDenied(_("只有起草人和社区、街道的工作人员能撤下公告"))
    question = _("撤下“%(title)s”？") % {"title": notice.title}
    line = _("居民会看到它已撤下和撤下的时间，看不到内容；内容和经过都留着。")
    return _with_reason(
        request, notice, question, _("撤下"), notices.withdraw_notice, done=_("已撤下"), line=line
    )


def _with_reason(
    request: HttpRequest,
    notice: Notice,
    question: str,
    yes_label: str,
    act: Callable[..., Notice],
    *,
    done: str,
    line: str = "",
) -> HttpResponse:
    """Asks why; with the reason it acts."""

    def acted(reason: str) -> str:
        act(notice_id=notice.pk, reason=reason, actor=who(request), now=timezone.now())
        return done

    back_url = reverse("communities:field_notice", args=[notice.pk])
    lines = [line] if line else []
    return ask_reason(
        request, acted, question=question, lines=lines, yes_label=yes_label, back_url=back_url
    )


def _back_to(notice: Notice | None) -> Link:
    if notice is None:
        return Link(_("公告"), reverse("communities:field_notices"))
    return Link(notice.title, reverse("communities:field_notice", args=[notice.pk]))
