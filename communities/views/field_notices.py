"""/field/notices/: the lists, writing, and every step of a notice from draft to withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.text import tidy
from communities.choices import (
    NOTICE_EDITABLE,
    NoticeCategory,
    NoticeSeverity,
    NoticeState,
    Role,
)
from communities.forms.notices import NoticeForm
from communities.models import Notice, Objection
from communities.permissions import (
    can_manage_notice,
    can_review_notice,
    can_withdraw_notice,
    can_write_notices,
    is_own_text,
)
from communities.queries.notices import paragraphs_of
from communities.queries.notices_at_work import (
    ROWS_A_PAGE,
    SHOWS,
    history_of_notice,
    listed_notices,
    listed_objections,
    objection_rows,
    state_tag,
    work_facts,
    work_rows,
)
from communities.services import notices
from core.errors import DomainError
from core.forms import ReasonForm
from core.page_parts import Link, pages_of
from core.web import handle_domain_errors, staff, who

_S = NoticeState
LONGEST_NUMBER = 18
PERIOD_FIELDS: dict[type[DomainError], str] = {
    notices.PeriodBackwards: "shown_until",
    notices.PeriodTooLong: "shown_until",
    notices.PeriodTooFar: "shown_from",
    notices.PeriodOver: "shown_until",
    notices.NothingSaid: "body",
}


# Fetching: outside the scope 404, inside without the right 403 in words ------------------------------


def writer(request: HttpRequest) -> Any:
    """Somebody who writes notices somewhere; readers are told so."""
    user = who(request)
    if not can_write_notices(user):
        raise PermissionDenied(_("您的角色只能查看，不能写公告"))
    return user


def seen_notice(request: HttpRequest, pk: int) -> Notice:
    rows = Notice.objects.visible_to(who(request)).select_related(
        "complex", "community", "sub_district", "created_by__person", "approved_by__person"
    )
    found: Notice = get_object_or_404(rows, pk=pk)
    return found


def managed_notice(request: HttpRequest, pk: int) -> Notice:
    notice = seen_notice(request, pk)
    if not can_manage_notice(who(request), notice):
        raise PermissionDenied(_("这条公告不归您管理，您只能查看"))
    return notice


def _reviewed(request: HttpRequest, pk: int) -> Notice:
    notice = seen_notice(request, pk)
    if not can_review_notice(who(request), notice):
        raise PermissionDenied(_("只有社区和街道的工作人员能审核公告"))
    return notice


# Reading --------------------------------------------------------------------------------------------


@staff
@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    """待审, 我写的, 公布的, 异议."""
    user = who(request)
    can_write = can_write_notices(user)
    show = request.GET.get("show", "")
    if show not in SHOWS:
        show = "decide" if can_review_notice(user) else "mine" if can_write else "shown"
    is_objections = show == "objections"
    found = listed_objections(user) if is_objections else listed_notices(user, show=show)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "field/notices.html",
        {
            "tabs": [
                Link(str(label), f"?show={key}", current=key == show)
                for key, label in SHOWS.items()
            ],
            "rows": [] if is_objections else work_rows(page.object_list),
            "objections": objection_rows(page.object_list) if is_objections else [],
            "page": pages_of(page, {"show": show}),
            "empty_text": _("这里没有公告") if not is_objections else _("没有异议"),
            "new_url": reverse("communities:field_notice_new") if can_write else "",
            "back": {"url": reverse("portal:field"), "label": _("今日")},
        },
    )


@staff
@require_GET
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice for those who work on it: text, next steps, objections, history."""
    found = seen_notice(request, pk)
    user = who(request)
    objections = Objection.objects.visible_to(user).filter(notice=found)
    with_people = objections.select_related("person").order_by("answered_at", "-raised_at", "-pk")
    return render(
        request,
        "field/notice.html",
        {
            "activity": {
                "title": found.title,
                "tag": state_tag(found, timezone.now()),
                "under": f"{NoticeCategory(found.category).label} · "
                f"{NoticeSeverity(found.severity).label}",
            },
            "facts": work_facts(found),
            "paragraphs": paragraphs_of(found),
            "links": _links(user, found),
            "actions": _actions(user, found),
            "notes": _notes(user, found),
            "objections": objection_rows(with_people),
            "history": history_of_notice(found),
            "back": {"url": reverse("communities:field_notices"), "label": _("公告")},
        },
    )


def _links(user: Any, notice: Notice) -> list[Link]:
    """What asks for a further word, and the page that residents read."""
    links = []
    if notice.state in NOTICE_EDITABLE and can_manage_notice(user, notice):
        links.append(_link(notice, "edit", _("改公告"), "pen"))
    if notice.state == _S.SUBMITTED and _may_decide(user, notice):
        links.append(_link(notice, "return", _("退回"), "left"))
    if notice.state == _S.PUBLISHED:
        if can_manage_notice(user, notice):
            address = f"{reverse('communities:field_notice_new')}?from={notice.pk}"
            links.append(Link(_("更正"), address, "pen"))
            if notice.is_on_show(timezone.localdate()):
                links.append(_link(notice, "objection", _("代记异议"), "talk"))
        if can_withdraw_notice(user, notice):
            links.append(_link(notice, "withdraw", _("撤下"), "cross"))
        links.append(Link(_("看居民页"), notice.get_absolute_url(), "home"))
    return links


def _link(notice: Notice, name: str, label: str, icon: str) -> Link:
    return Link(label, reverse(f"communities:field_notice_{name}", args=[notice.pk]), icon)


def _actions(user: Any, notice: Notice) -> list[Link]:
    """Steps that need no further word."""
    actions = []
    if _waits(notice) and _may_decide(user, notice):
        label = _("补审通过") if notice.awaits_confirmation else _("通过并公布")
        actions.append(_link(notice, "pass", label, "check"))
    if notice.state in NOTICE_EDITABLE and can_manage_notice(user, notice):
        if _may_hang_at_once(user, notice):
            actions.append(_link(notice, "publish", _("立即公布"), "bell"))
        actions.append(_link(notice, "submit", _("送审"), "check"))
    return actions


def _waits(notice: Notice) -> bool:
    return notice.state == _S.SUBMITTED or notice.awaits_confirmation


def _may_decide(user: Any, notice: Notice) -> bool:
    return can_review_notice(user, notice) and not is_own_text(user, notice)


def _may_hang_at_once(user: Any, notice: Notice) -> bool:
    return notice.is_urgent and notice.state == _S.DRAFT and can_review_notice(user, notice)


def _notes(user: Any, notice: Notice) -> list[str]:
    """Whose turn it is, where that is not the reader's."""
    notes = []
    if _waits(notice) and can_review_notice(user, notice) and is_own_text(user, notice):
        notes.append(str(notices.OwnText.default_message))
    if notice.replaces_id and notice.state != _S.PUBLISHED:
        notes.append(_("这是一条更正：公布时，原来那条自动撤下"))
    return notes


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
    return _form_page(
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
    elif _may_hang_at_once(user, made):
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
    initial["publisher"] = {
        Role.PROPERTY_MANAGER: _("物业服务中心"),
        Role.STEWARD: _("物业服务中心"),
        Role.BRANCH_SECRETARY: _("小区党支部"),
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
    return _form_page(
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
    _reviewed(request, pk)
    notices.approve_notice(notice_id=pk, actor=who(request), now=timezone.now())
    messages.success(request, _("已通过"))
    return redirect("communities:field_notice", pk=pk)


@staff
@require_POST
@handle_domain_errors
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """An official's emergency, at once."""
    _reviewed(request, pk)
    notices.publish_urgent_notice(notice_id=pk, actor=who(request), now=timezone.now())
    messages.success(request, _("已公布，居民现在就能看到；请另一位工作人员补审"))
    return redirect("communities:field_notice", pk=pk)


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    notice = _reviewed(request, pk)
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
    """A page that asks why; with the reason it acts."""
    form = ReasonForm(request.POST or None)
    back_url = reverse("communities:field_notice", args=[notice.pk])
    if request.method == "POST" and form.is_valid():
        reason = tidy(form.cleaned_data["reason"])
        act(notice_id=notice.pk, reason=reason, actor=who(request), now=timezone.now())
        messages.success(request, done)
        return redirect(back_url)
    return render(
        request,
        "field/confirm.html",
        {
            "question": question,
            "lines": [line] if line else [],
            "form": form,
            "yes_label": yes_label,
            "back_url": back_url,
            "back_label": _("不了，返回"),
        },
        status=422 if form.errors else 200,
    )


def _back_to(notice: Notice | None) -> dict[str, str]:
    if notice is None:
        return {"url": reverse("communities:field_notices"), "label": _("公告")}
    return {"url": reverse("communities:field_notice", args=[notice.pk]), "label": notice.title}


def _form_page(
    request: HttpRequest,
    form: NoticeForm,
    *,
    heading: str,
    back: dict[str, str],
    submit_label: str,
    second: dict[str, str] | None = None,
) -> HttpResponse:
    return render(
        request,
        "field/activity_form.html",
        {
            "heading": heading,
            "form": form,
            "conflict": "",
            "back": back,
            "submit_label": submit_label,
            "second": second,
        },
        status=422 if form.errors else 200,
    )
