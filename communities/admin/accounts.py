"""账号 and 任职."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminPasswordToggleWidget,
    UnfoldAdminTextInputWidget,
)

from accounts.invitations import invitation_code
from accounts.models import User
from communities.admin.people import NewPersonForm, name_field, phone_field
from communities.admin_base import ScopedModelAdmin, allowed
from communities.admin_forms import ScopedForm
from communities.choices import GRANTABLE, Role
from communities.models import RoleAssignment
from communities.permissions import can_appoint
from communities.queries.people import manageable_users
from communities.services.duties import Duty, end_role, grant_role
from communities.services.staff import close_account, invite, open_account, reopen_account
from core.web import origin_of


def grantable_roles(user: Any) -> list[tuple[str, str]]:
    """The roles that the user may give anywhere; where, the service decides."""
    held = (
        set(Role)
        if user.is_superuser
        else set(user.role_assignments.active().values_list("role", flat=True))
    )
    roles = set(Role) if user.is_superuser else set().union(*(GRANTABLE.get(r, ()) for r in held))
    return [(role.value, str(role.label)) for role in Role if role in roles]


def password_field(*, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=_("初始密码"),
        required=required,
        strip=False,
        widget=UnfoldAdminPasswordToggleWidget(attrs={"autocomplete": "new-password"}),
        help_text=_("至少12位，当面交给本人；不填就生成邀请链接，本人自己设"),
    )


class DutyForm(NewPersonForm):
    """A new duty: for an account that exists, or for one opened with it."""

    username = forms.CharField(
        label=_("新账号名"),
        max_length=150,
        required=False,
        validators=[UnicodeUsernameValidator()],
        widget=UnfoldAdminTextInputWidget(attrs={"autocomplete": "off"}),
    )
    name = name_field(required=False)
    phone = phone_field()
    password = password_field()

    class Meta:
        model = RoleAssignment
        fields = (
            "user", "role", "sub_district", "community", "complex", "valid_from", "valid_until",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles: Any = self.fields["role"]
        roles.choices = [("", _("请选择")), *grantable_roles(self.request.user)]
        self.fields["valid_from"].initial = timezone.localdate
        self.fields["user"].required = False

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        opens = bool(cleaned.get("username") or self.data.get("username"))
        if bool(cleaned.get("user")) == opens:
            self.add_error("user", _("请选一个已有账号，或者在下面新开一个账号，两者选一"))
        if opens and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("新开账号要填这一项"))
        return cleaned


@admin.register(RoleAssignment)
class RoleAssignmentAdmin(ScopedModelAdmin):
    """任职: given and ended, never rewritten."""

    list_display = ("user_name", "role", "place_name", "valid_from", "valid_until")
    list_filter = ("role", "community", "complex")
    list_select_related = ("user__person", "sub_district", "community", "complex")
    search_fields = ("user__username", "user__person__name", "user__person__pinyin_key")
    ordering = ("-pk",)
    autocomplete_fields = ("user",)

    @admin.display(description=_("人员"))
    def user_name(self, duty: RoleAssignment) -> str:
        return duty.user.display_name

    @admin.display(description=_("范围"))
    def place_name(self, duty: RoleAssignment) -> str:
        return duty.place_name

    def has_add_permission(self, request: HttpRequest) -> bool:
        return allowed(request, can_appoint)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return allowed(request, can_appoint) and super().has_change_permission(request, obj)

    add_fieldsets = (
        (
            _("任命谁"),
            {"fields": ("user",), "description": _("选已有账号；没有账号就在下一栏新开")},
        ),
        (_("新开账号"), {"fields": ("username", "name", "phone", "password")}),
        (_("任什么职"), {"fields": ("role", "sub_district", "community", "complex")}),
        (None, {"fields": ("valid_from", "valid_until")}),
    )

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return (
            "user", "role", "sub_district", "community", "complex", "valid_from", "granted_by",
            "valid_until",
        )  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return self.get_fields(request, obj)[:-1] if obj else ()

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kw: Any) -> Any:
        if obj is None:
            kw["form"] = DutyForm
        form = super().get_form(request, obj, **kw)
        if obj is not None and "valid_until" in form.base_fields:
            form.base_fields["valid_until"].required = True
        return form

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> RoleAssignment:
        cleaned, now = form.cleaned_data, timezone.now()
        actor: Any = request.user
        if change:
            return end_role(duty=obj, last_day=cleaned["valid_until"], actor=actor, now=now)
        duty = Duty(
            role=cleaned["role"],
            sub_district=cleaned["sub_district"],
            community=cleaned["community"],
            complex=cleaned["complex"],
            valid_from=cleaned["valid_from"],
            valid_until=cleaned["valid_until"],
        )
        if cleaned["user"]:
            return grant_role(user=cleaned["user"], duty=duty, actor=actor, now=now)
        user = open_account(
            username=cleaned["username"],
            password=cleaned["password"] or None,
            name=cleaned["name"],
            phone=cleaned["phone"],
            duty=duty,
            actor=actor,
            now=now,
        )
        if not cleaned["password"]:
            request.__dict__["invited"] = [(user, invitation_code(user))]
        return RoleAssignment.objects.get(user=user)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """A new account without a password: its link, on a page of its own, once."""
        invited = request.__dict__.get("invited")
        if invited:
            return invitations_page(self, request, invited)
        return super().response_add(request, obj, post_url_continue)


def invitations_page(
    model_admin: ScopedModelAdmin, request: HttpRequest, invited: list[tuple[User, str]]
) -> HttpResponse:
    """The links, in no message and no session: they are shown once."""
    # The address belongs to the pages above; by name, as the admin's templates do.
    origin = origin_of(request)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("邀请链接"),
        "invited": [
            (user, origin + reverse("portal:invitation", args=[code])) for user, code in invited
        ],
        "opts": model_admin.opts,
    }
    response = TemplateResponse(request, "admin/invitations_issued.html", context)
    response["Cache-Control"] = "no-store"
    return response


class AccountForm(ScopedForm):
    """Of an account that stands only a new first password is set."""

    password = password_field()

    class Meta:
        model = User
        fields = ()

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password, self.instance)
        return password


@admin.register(User)
class UserAdmin(ScopedModelAdmin):
    """账号: opened with a first duty (任职), closed here; duties say what it may do."""

    can_add = False
    form = AccountForm
    list_display = ("username", "display_name", "is_active", "last_login")
    list_filter = ("is_active",)
    list_select_related = ("person",)
    search_fields = ("username", "person__name", "person__pinyin_key")
    ordering = ("username",)
    fields = ("username", "person", "is_active", "date_joined", "last_login", "password")
    readonly_fields = fields[:-1]
    actions = ("invite_colleagues", "close_accounts")

    @admin.display(description=_("姓名"))
    def display_name(self, user: User) -> str:
        return user.display_name

    def rows_manageable_by(self, user: Any) -> QuerySet[User]:
        return manageable_users(user)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return allowed(request, can_appoint) and super().has_change_permission(request, obj)

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> User:
        password = form.cleaned_data.get("password")
        if not password:
            return User.objects.get(pk=obj.pk)
        actor: Any = request.user
        account = User.objects.get(pk=obj.pk)
        return reopen_account(user=account, password=password, actor=actor, now=timezone.now())

    @admin.action(description=_("给所选账号发邀请链接（重设密码）"), permissions=["change"])
    def invite_colleagues(
        self, request: HttpRequest, queryset: QuerySet[User]
    ) -> HttpResponse | None:
        """Whoever forgot the password, or never set one; the password that was ends here."""
        actor: Any = request.user
        invited: list[tuple[User, str]] = []
        self.carry_out(
            request,
            queryset,
            lambda user: invited.append((user, invite(user=user, actor=actor, now=timezone.now()))),
            done=str(_("已生成%(count)d个邀请链接")),
        )
        return invitations_page(self, request, invited) if invited else None

    @admin.action(description=_("停用所选账号"), permissions=["change"])
    def close_accounts(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        actor: Any = request.user
        self.carry_out(
            request,
            queryset,
            lambda user: close_account(user=user, actor=actor, now=timezone.now()),
            done=str(_("已停用%(count)d个账号，他们的登录立即失效")),
        )
