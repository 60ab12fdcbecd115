"""Pages of the admin on which one act is done, with its reason: moving, merging.

GET asks, POST does it and leads back; a refusal stands in the form with what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from accounts.models import Person
from communities.admin_base import allowed
from communities.forms.acts import MergeComplexForm, MergePersonsForm, MoveComplexForm
from communities.models import Complex
from communities.permissions import can_merge_persons, can_move_complex, can_write_in_admin
from communities.services.merging import merge_complexes
from communities.services.moving import move_complex
from communities.services.persons import merge_persons
from core.errors import DomainError


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """`do` gets what was typed and answers with the sentence that tells what was done."""

    title: str
    # What it does and what can't be undone, before anything is typed.
    warning: str
    button: str
    form: forms.Form
    do: Callable[[dict[str, Any]], str]
    back: str


def act_page(model_admin: Any, request: HttpRequest, act: Act) -> HttpResponse:
    """The page of one act."""
    _dress(act.form)
    if request.method == "POST" and act.form.is_valid():
        try:
            done = act.do(act.form.cleaned_data)
        except DomainError as error:
            act.form.add_error(None, error.message)
        else:
            messages.success(request, done)
            return redirect(act.back)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": act.title,
        "act": act,
        "opts": model_admin.opts,
    }
    return TemplateResponse(request, "admin/act.html", context)


def _dress(form: forms.Form) -> None:
    """The theme's looks on the plain widgets of our forms."""
    for field in form.fields.values():
        if isinstance(field.widget, forms.RadioSelect):
            continue
        dressed = (
            UnfoldAdminSelectWidget()
            if isinstance(field, forms.ModelChoiceField)
            else UnfoldAdminTextInputWidget()
        )
        field.widget.attrs["class"] = dressed.attrs.get("class", "")


class ComplexActs:
    """迁社区 and 并小区, on the page of a complex; for officials of its sub-district."""

    admin_site: Any
    get_object: Any
    change_form_template = "admin/complex_change_form.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path(
                "<int:object_id>/move/",
                view(self.move_view),
                name="communities_complex_move",
            ),
            path(
                "<int:object_id>/merge/",
                view(self.merge_view),
                name="communities_complex_merge",
            ),
            *super().get_urls(),  # type: ignore[misc]  # a mixin of ModelAdmin
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The acts are offered to whoever may do them."""
        complex_ = context.get("original")
        context["may_move"] = complex_ is not None and can_move_complex(request.user, complex_)
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]  # a mixin of ModelAdmin

    def _movable(self, request: HttpRequest, object_id: int) -> Complex:
        complex_: Complex | None = self.get_object(request, str(object_id))
        if complex_ is None:
            raise Http404(_("没有找到这条数据"))
        if not can_move_complex(request.user, complex_):
            raise PermissionDenied(_("小区的迁移和合并由街道办理"))
        return complex_

    def move_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        complex_ = self._movable(request, object_id)
        actor: Any = request.user

        def do(cleaned: dict[str, Any]) -> str:
            move_complex(complex_=complex_, **cleaned, actor=actor, now=timezone.now())
            return _("%(complex)s已迁到%(community)s，所有数据跟着迁了过去") % {
                "complex": complex_.name,
                "community": cleaned["to"].name,
            }

        return act_page(
            self,
            request,
            Act(
                title=_("%(complex)s：迁到别的社区") % {"complex": complex_.name},
                warning=_(
                    "这个小区的居民、活动、任职等全部数据跟着小区走，原社区的人员不再看得到。"
                ),
                button=_("迁移"),
                form=MoveComplexForm(request.POST or None, complex_=complex_),
                do=do,
                back=reverse("admin:communities_complex_change", args=[complex_.pk]),
            ),
        )

    def merge_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        complex_ = self._movable(request, object_id)
        actor: Any = request.user

        def do(cleaned: dict[str, Any]) -> str:
            merge_complexes(keep=complex_, **cleaned, actor=actor, now=timezone.now())
            return _("%(gone)s已并入%(complex)s，原来的网址会转到%(complex)s") % {
                "complex": complex_.name,
                "gone": cleaned["gone"].name,
            }

        return act_page(
            self,
            request,
            Act(
                title=_("把别的小区并入%(complex)s") % {"complex": complex_.name},
                warning=_(
                    "合并不能撤销。两边同名的楼栋、阵地要先改名；并进来的小区的业委会要先终止，"
                    "物业合同要先结束；户数、人口等合并后请重新填写。"
                ),
                button=_("合并"),
                form=MergeComplexForm(request.POST or None, complex_=complex_),
                do=do,
                back=reverse("admin:communities_complex_change", args=[complex_.pk]),
            ),
        )


class PersonActs:
    """合并重复的人: two chosen in the list, or named in the address."""

    admin_site: Any
    get_object: Any
    get_queryset: Any

    def get_urls(self) -> list[URLPattern]:
        merge = path(
            "<int:object_id>/merge/<int:other_id>/",
            self.admin_site.admin_view(self.merge_view),
            name="accounts_person_merge",
        )
        return [merge, *super().get_urls()]  # type: ignore[misc]  # a mixin of ModelAdmin

    @admin.action(description=gettext_lazy("合并所选的两个人"), permissions=["merge"])
    def merge_chosen(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        chosen = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(chosen) != 2:
            messages.error(request, _("请正好选两个人"))
            return None
        return redirect("admin:accounts_person_merge", *chosen)

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return allowed(request, can_write_in_admin)

    def merge_view(self, request: HttpRequest, object_id: int, other_id: int) -> HttpResponse:
        both = [self.get_object(request, str(pk)) for pk in (object_id, other_id)]
        if None in both or object_id == other_id:
            raise Http404(_("没有找到这条数据"))
        if not can_merge_persons(request.user, both[0], both[1]):
            raise PermissionDenied(_("您不能合并这两个人：要在您负责的范围内，账号也要归您管"))
        actor: Any = request.user

        def do(cleaned: dict[str, Any]) -> str:
            keep: Person = cleaned["keep"]
            gone: Person = next(person for person in both if person != keep)
            merge_persons(
                keep=keep, gone=gone, reason=cleaned["reason"], actor=actor, now=timezone.now()
            )
            return _("已合并，保留了%(name)s") % {"name": keep.name}

        rows = Person.objects.filter(pk__in=[object_id, other_id]).order_by("pk")
        return act_page(
            self,
            request,
            Act(
                title=_("合并两个人"),
                warning=_(
                    "请先核对确实是同一个人，合并不能撤销。报名、居住、任职等记录都归到保留的人，"
                    "取票码照常能用；另一个手机号不再保存。"
                ),
                button=_("合并"),
                form=MergePersonsForm(request.POST or None, both=rows),
                do=do,
                back=reverse("admin:accounts_person_changelist"),
            ),
        )
