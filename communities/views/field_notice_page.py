"""/field/notices/: the lists, and one notice with what can be done next."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from communities.choices import (
    NOTICE_EDITABLE,
    NoticeCategory,
    NoticeSeverity,
    NoticeState,
)
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
from communities.views.scoped import may_hang_at_once, seen_notice
from core.page_parts import Link, pages_of
from core.web import staff, who

_S = NoticeState


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
        if may_hang_at_once(user, notice):
            actions.append(_link(notice, "publish", _("立即公布"), "bell"))
        actions.append(_link(notice, "submit", _("送审"), "check"))
    return actions


def _waits(notice: Notice) -> bool:
    return notice.state == _S.SUBMITTED or notice.awaits_confirmation


def _may_decide(user: Any, notice: Notice) -> bool:
    return can_review_notice(user, notice) and not is_own_text(user, notice)


def _notes(user: Any, notice: Notice) -> list[str]:
    """Whose turn it is, where that is not the reader's."""
    notes = []
    if _waits(notice) and can_review_notice(user, notice) and is_own_text(user, notice):
        notes.append(str(notices.OwnText.default_message))
    if notice.replaces_id and notice.state != _S.PUBLISHED:
        notes.append(_("这是一条更正：公布时，原来那条自动撤下"))
    return notes
