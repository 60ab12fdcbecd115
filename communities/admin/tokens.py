"""API 令牌: issued here, shown once, revoked here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminIntegerFieldWidget

from accounts.choices import ApiScope
from accounts.models import ApiToken
from communities.admin_base import ScopedModelAdmin, allowed
from communities.admin_forms import ScopedForm
from communities.permissions import can_appoint
from communities.queries.people import manageable_tokens, visible_tokens
from communities.services.tokens import LONGEST_LIFE, USUAL_LIFE, issue_token, revoke_token


class NewTokenForm(ScopedForm):
    """For which account, what for, what it may do, how long."""

    scopes = forms.MultipleChoiceField(
        label=_("权限"),
        choices=ApiScope.choices,
        initial=[ApiScope.READ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选一项权限")},
    )
    days = forms.IntegerField(
        label=_("有效天数"),
        min_value=1,
        max_value=LONGEST_LIFE,
        initial=USUAL_LIFE,
        widget=UnfoldAdminIntegerFieldWidget(),
    )

    class Meta:
        model = ApiToken
        fields = ("user", "name")


@admin.register(ApiToken)
class ApiTokenAdmin(ScopedModelAdmin):
    """A token is never rewritten: a wrong one is revoked and another issued."""

    can_change = False
    list_display = ("name", "user", "scope_names", "created_at", "expires_at", "revoked_at")
    list_select_related = ("user__person",)
    search_fields = ("name", "user__username", "user__person__name", "user__person__pinyin_key")
    ordering = ("-pk",)
    autocomplete_fields = ("user",)
    actions = ("revoke_tokens",)

    @admin.display(description=_("权限"))
    def scope_names(self, token: ApiToken) -> str:
        return "、".join(str(ApiScope(scope).label) for scope in token.scopes)

    def rows_visible_to(self, user: Any) -> QuerySet[ApiToken]:
        return visible_tokens(user)

    def rows_manageable_by(self, user: Any) -> QuerySet[ApiToken]:
        return manageable_tokens(user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return allowed(request, can_appoint)

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """Asked by the action, which looks at each row again."""
        return allowed(request, can_appoint)

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        if obj is None:
            return ("user", "name", "scopes", "days")
        return ("user", "name", "scope_names", "created_at", "expires_at", "revoked_at")

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return self.get_fields(request, obj) if obj else ()

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kw: Any) -> Any:
        if obj is None:
            kw["form"] = NewTokenForm
        return super().get_form(request, obj, **kw)

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> ApiToken:
        cleaned = form.cleaned_data
        actor: Any = request.user
        issued = issue_token(
            user=cleaned["user"],
            name=cleaned["name"],
            scopes=cleaned["scopes"],
            days=cleaned["days"],
            actor=actor,
            now=timezone.now(),
        )
        request.__dict__["issued_secret"] = issued.secret
        return issued.token

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """The secret on a page of its own, in no message and no session: it is shown once."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("令牌已发放"),
            "token": obj,
            "scopes": self.scope_names(obj),
            "secret": request.__dict__["issued_secret"],
            "opts": self.opts,
        }
        response = TemplateResponse(request, "admin/api_token_issued.html", context)
        response["Cache-Control"] = "no-store"
        return response

    @admin.action(description=_("吊销所选令牌"), permissions=["revoke"])
    def revoke_tokens(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        actor: Any = request.user
        self.carry_out(
            request,
            queryset,
            lambda token: revoke_token(token_id=token.pk, actor=actor, now=timezone.now()),
            done=str(_("已吊销%(count)d个令牌，下一次请求就不能用了")),
        )
