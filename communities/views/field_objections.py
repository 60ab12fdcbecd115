"""/field/: objections taken down for somebody, answered, and the one phone that is rung for it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from communities.choices import ObjectionSource
from communities.forms.notices import EnteredObjectionForm, ReplyForm
from communities.models import Notice, Objection
from communities.queries.notices_at_work import objection_rows
from communities.services.objections import (
    AlreadyAnswered,
    Complaint,
    NoContact,
    answer_objection,
    raise_objection,
)
from communities.views.scoped import managed_notice
from core.errors import DomainError
from core.page_parts import Link
from core.services.disclosure import reveal_phone
from core.web import handle_domain_errors, staff, who
from core.work_pages import form_page


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """代记: what somebody said at the counter or on the telephone."""
    notice = managed_notice(request, pk)
    form = EnteredObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        complaint = Complaint(
            body=answers["body"],
            name=answers["name"],
            phone=answers["phone"],
            source=ObjectionSource(answers["source"]),
            form_key=answers["key"],
        )
        try:
            raise_objection(
                notice_id=pk, complaint=complaint, actor=who(request), now=timezone.now()
            )
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("异议已记下"))
            return redirect("communities:field_notice", pk=pk)
    back = _back_to(notice)
    return form_page(request, form, heading=_("代记异议"), back=back, submit_label=_("记下"))


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """One objection and its answer, which is written once."""
    found = _managed(request, pk)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer_objection(
            objection_id=pk,
            reply=form.cleaned_data["reply"],
            actor=who(request),
            now=timezone.now(),
        )
        messages.success(request, _("已答复"))
        return redirect("communities:field_objection", pk=pk)
    return _page(request, found, form)


@never_cache
@staff
@require_POST
@handle_domain_errors
def phone(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows the number, once: who looked and what for is written down first."""
    found = _managed(request, pk)
    if found.person is None:
        raise NoContact
    if found.answered_at is not None:
        raise AlreadyAnswered  # nobody needs the number any more
    with override(settings.LANGUAGE_CODE):  # it stays, and the resident reads it
        purpose = _("答复对公告“%(title)s”的异议") % {"title": found.notice.title}
    number = reveal_phone(
        person=found.person,
        viewer=who(request),
        purpose=purpose,
        tenant_id=found.sub_district_id,
        now=timezone.now(),
    )
    return _page(request, found, ReplyForm(), number=number)


def _managed(request: HttpRequest, pk: int) -> Objection:
    user = who(request)
    rows = Objection.objects.visible_to(user).select_related("notice", "person")
    found: Objection = get_object_or_404(rows, pk=pk)
    if not Objection.objects.manageable_by(user).filter(pk=pk).exists():
        raise PermissionDenied(_("您的角色只能查看，不能答复异议"))
    return found


def _page(
    request: HttpRequest, found: Objection, form: ReplyForm, *, number: str = ""
) -> HttpResponse:
    is_open = found.answered_at is None
    return render(
        request,
        "field/objection.html",
        {
            "objection": objection_rows([found])[0],
            "form": form if is_open else None,
            "number": number,
            "phone_url": reverse("communities:field_objection_phone", args=[found.pk])
            if is_open
            else "",
            "back": _back_to(found.notice),
        },
        status=422 if form.errors else 200,
    )


def _back_to(notice: Notice) -> Link:
    return Link(notice.title, reverse("communities:field_notice", args=[notice.pk]))
