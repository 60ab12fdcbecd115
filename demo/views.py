"""/setup/demo/: the demo data goes for good, asked once more before it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.audit import acting_as
from core.forms import PlainTextForm
from core.page_parts import Link
from core.web import handle_domain_errors, staff, who
from core.work_pages import confirm_page
from demo.removal import NotYoursToRemove, demo_row_count, may_remove, remove_demo_data
from portal.setup_steps import Step

if TYPE_CHECKING:
    from accounts.models import User

WORD = "移除"


class RemovalForm(PlainTextForm):
    """Nobody removes by a slip of the thumb."""

    word = forms.CharField(
        label=gettext_lazy("请输入“移除”两个字"),
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_word(self) -> str:
        if self.cleaned_data["word"].strip() != WORD:
            raise ValidationError(_("请输入“移除”两个字"))
        return WORD


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def remove(request: HttpRequest) -> HttpResponse:
    """By whoever runs the system, or runs a real sub-district on it."""
    user = who(request)
    if not may_remove(user):
        raise PermissionDenied(NotYoursToRemove.default_message)
    form = RemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with acting_as(user, reason="remove_demo"):
            removed = remove_demo_data(actor=user, now=timezone.now())
        messages.success(request, _("已移除%(count)d行演示数据") % {"count": removed.rows})
        return redirect("portal:setup")
    return confirm_page(
        request,
        question=_("移除全部演示数据？"),
        lines=[
            _("演示的街道、小区、人员、活动和账号都会删掉，不能恢复；真实数据一行不动。"),
            _("您如果用的是演示账号，移除后会退出登录。"),
        ],
        form=form,
        yes_label=_("移除演示数据"),
        back_url=reverse("portal:setup"),
    )


def removal_step(user: User) -> Step | None:
    """On the page of what is left to do."""
    if not may_remove(user):
        return None
    rows = demo_row_count()
    link = Link(WORD, reverse("demo:remove"))
    return Step(
        title=_("移除演示数据"),
        text=_("还有%(count)d行演示数据") % {"count": rows} if rows else _("没有演示数据"),
        is_done=not rows,
        links=(link,) if rows else (),
    )
