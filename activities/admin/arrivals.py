"""Who signed up and who came: masked, and undone only by the service."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models import (
    CheckIn,
    SignUp,
)
from activities.services.check_ins import undo_check_in
from communities.admin_base import ReadOnlyAdmin, ScopedModelAdmin


class MaskedPerson:
    """Lists show 王*芳 138****5678; who must ring somebody opens the person with a purpose."""

    @admin.display(description=_("报名人"))
    def masked_person(self, sign_up: SignUp) -> str:
        return f"{sign_up.person.masked_name} {sign_up.person.masked_phone}".strip()


@admin.register(SignUp)
class SignUpAdmin(MaskedPerson, ReadOnlyAdmin):
    """报名: to look at, without codes; signing up and cancelling happen on the pages."""

    list_display = (
        "activity_title", "masked_person", "party_size", "state", "source", "created_at",
    )  # fmt: skip
    list_filter = ("state", "source", "complex")
    list_select_related = ("session__activity", "person")
    search_fields = ("session__activity__title", "person__name", "person__phone_tail")
    date_hierarchy = "created_at"
    ordering = ("-pk",)
    fields = (
        "activity_title", "masked_person", "party_size", "state", "source", "created_at",
        "promoted_at", "cancelled_at", "answers_text",
    )  # fmt: skip
    readonly_fields = fields

    @admin.display(description=_("活动"))
    def activity_title(self, sign_up: SignUp) -> str:
        return sign_up.session.activity.title

    @admin.display(description=_("回答"))
    def answers_text(self, sign_up: SignUp) -> str:
        """`几位吃素？一位；…`."""
        answered = sign_up.session.activity.questions.answered(sign_up.answers)
        return "；".join(f"{question} {answer}" for question, answer in answered)


@admin.register(CheckIn)
class CheckInAdmin(ScopedModelAdmin):
    can_add = False
    list_display = ("activity_title", "masked_person", "arrived_count", "method", "at", "undone_at")
    list_filter = ("method", "complex")
    list_select_related = ("session__activity", "sign_up__person")
    date_hierarchy = "at"
    ordering = ("-pk",)
    fields = (
        "activity_title", "masked_person", "arrived_count", "method", "at", "by", "undone_at",
        "undone_by",
    )  # fmt: skip
    readonly_fields = fields
    actions = ("undo_check_ins",)

    @admin.display(description=_("活动"))
    def activity_title(self, check_in: CheckIn) -> str:
        return check_in.session.activity.title

    @admin.display(description=_("报名人"))
    def masked_person(self, check_in: CheckIn) -> str:
        return check_in.sign_up.person.masked_name

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return self.readonly_fields

    @admin.action(description=_("撤销签到"), permissions=["change"])
    def undo_check_ins(self, request: HttpRequest, queryset: QuerySet[CheckIn]) -> None:
        actor: Any = request.user
        self.carry_out(
            request,
            queryset,
            lambda row: undo_check_in(check_in_id=row.pk, actor=actor, now=timezone.now()),
            done=str(_("已撤销%(count)d条签到")),
        )
