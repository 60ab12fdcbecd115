"""/setup/: a sub-district is opened, its officials are invited, and what is left to do is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.audit import acting_as
from accounts.invitations import invited_user
from communities.ledger_admin import ledger_lists
from communities.permissions import can_open_sub_district, can_run_sub_district
from communities.queries.setup import progress
from communities.services.first_run import (
    SetupLinkOver,
    TakenAlready,
    open_sub_district,
    require_setup_code,
)
from communities.services.staff import InvitationOver, accept_invitation
from core.errors import DomainError
from core.page_parts import Link
from core.web import handle_domain_errors, origin_of, public, staff, who
from portal.forms.setup import FirstPasswordForm, SetupForm
from portal.setup_steps import Step, further_steps

if TYPE_CHECKING:
    from accounts.models import User


@staff
@require_GET
def setup(request: HttpRequest) -> HttpResponse:
    """开通进度: each step with what stands already, as far as this administrator sees."""
    user = who(request)
    if not can_run_sub_district(user):
        raise PermissionDenied(_("只有街道管理员能看开通进度"))
    steps = [*_steps(request, user), *further_steps(user)]
    return render(request, "portal/setup.html", {"steps": steps})


@staff
@never_cache
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def open_another(request: HttpRequest) -> HttpResponse:
    """Another sub-district, by whoever runs the system."""
    user = who(request)
    if not can_open_sub_district(user):
        raise PermissionDenied(_("只有系统管理员能开通街道"))
    return _open(request, actor=user, code=None)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def open_first(request: HttpRequest, code: str) -> HttpResponse:
    """The first one, by the link that `manage.py first_run` printed; nobody can sign in yet."""
    try:
        require_setup_code(code)
        return _open(request, actor=None, code=code)
    except SetupLinkOver as refusal:
        return _link_over(request, refusal)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """邀请链接: a colleague sets her first password, then signs in with it."""
    user = invited_user(code)
    if user is None:
        return _link_over(request, InvitationOver())
    form = FirstPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            with acting_as(user, reason="invitation"):
                accept_invitation(
                    code=code, password=form.cleaned_data["password"], now=timezone.now()
                )
        except InvitationOver as refusal:
            return _link_over(request, refusal)
        messages.success(request, _("密码设好了，请用它登录"))
        return redirect("account_login")
    context = {"form": form, "invited": user}
    status = 422 if form.errors else 200
    return render(request, "portal/invitation.html", context, status=status)


def _open(request: HttpRequest, *, actor: User | None, code: str | None) -> HttpResponse:
    form = SetupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_sub_district(
                facts=form.facts(),
                officials=form.cleaned_data["officials"],
                actor=actor,
                now=timezone.now(),
                code=code,
            )
        except SetupLinkOver:
            raise
        except TakenAlready as refusal:
            form.add_error(refusal.field, refusal.message)
        except DomainError as refusal:
            form.add_error("officials", refusal.message)
        else:
            return render(
                request,
                "portal/setup_opened.html",
                {
                    "sub_district": opened.sub_district,
                    "communities": opened.communities,
                    "invited": [
                        (
                            one.user,
                            origin_of(request) + reverse("portal:invitation", args=[one.code]),
                        )
                        for one in opened.invited
                    ],
                },
            )
    status = 422 if form.errors else 200
    return render(request, "portal/setup_open.html", {"form": form}, status=status)


def _link_over(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    return render(request, "portal/link_over.html", {"sentence": refusal.message}, status=410)


def _steps(request: HttpRequest, user: User) -> list[Step]:
    told = progress(user)
    steps = [
        Step(
            title=_("登记社区"),
            text=_("已有%(count)d个社区") % {"count": told.communities},
            is_done=told.communities > 0,
            links=(Link(_("社区"), reverse("admin:communities_community_changelist")),),
        )
    ]
    steps.extend(
        Step(
            title=_("导入%(ledger)s") % {"ledger": ledger.title},
            text=_("已有%(count)d行") % {"count": ledger.count},
            is_done=ledger.count > 0,
            links=(Link(_("导入"), ledger.import_url), Link(_("查看"), ledger.list_url)),
        )
        for ledger in ledger_lists(request)
    )
    invited = _("已有%(count)d个账号") % {"count": told.colleagues}
    if told.not_signed_in:
        invited += _("，其中%(count)d个还没设密码") % {"count": told.not_signed_in}
    steps.append(
        Step(
            title=_("邀请同事"),
            text=invited,
            is_done=told.colleagues > 0 and not told.not_signed_in,
            links=(
                Link(_("任命"), reverse("admin:communities_roleassignment_add")),
                Link(_("账号"), reverse("admin:accounts_user_changelist")),
            ),
        )
    )
    if can_open_sub_district(user):
        steps.append(
            Step(
                title=_("再开通一个街道"),
                text=_("已有%(count)d个街道") % {"count": told.sub_districts},
                is_done=told.sub_districts > 0,
                links=(Link(_("开通街道"), reverse("portal:setup_open")),),
            )
        )
    return steps
