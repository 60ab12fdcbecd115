"""Activities and their sessions; every change of state goes through its service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.forms import ActionForm
from unfold.widgets import UnfoldAdminTextInputWidget

from activities.forms.activity import askable
from activities.models import (
    Activity,
    ActivityUpdate,
    Session,
)
from activities.services.cancelling import cancel_activity
from activities.services.planning import (
    DETAILS,
    Slot,
    approve_activity,
    change_capacity,
    edit_activity,
    move_session,
    publish_activity,
    return_activity,
    submit_activity,
)
from communities.admin_base import ScopedInline, ScopedModelAdmin
from communities.admin_forms import ScopedForm
from communities.ledger_admin import ScopedImportExportMixin


class ReasonForm(ActionForm):
    """The sentence that cancelling and returning ask for."""

    reason = forms.CharField(
        label=_("原因"),
        required=False,
        max_length=120,
        widget=UnfoldAdminTextInputWidget(attrs={"placeholder": _("取消、退回要写原因")}),
    )


class SessionInline(ScopedInline):
    """When it takes place, to look at: moving a session tells people and has its own page."""

    model = Session
    can_change = False
    show_change_link = True
    fields = ("starts_at", "ends_at", "space", "place_text", "capacity", "taken")
    readonly_fields = fields


class UpdateInline(ScopedInline):
    """What was decided, by whom."""

    model = ActivityUpdate
    can_change = False
    fields = ("at", "from_state", "to_state", "note", "by")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[ActivityUpdate]:
        return ActivityUpdate.objects.filter(
            activity__in=Activity.objects.visible_to(request.user)
        ).select_related("by__person")


class ActivityForm(ScopedForm):
    """Questions as the field words them."""

    def clean_first_question(self) -> str:
        return askable(self.cleaned_data["first_question"])

    def clean_second_question(self) -> str:
        return askable(self.cleaned_data["second_question"])


@admin.register(Activity)
class ActivityAdmin(ScopedImportExportMixin, ScopedModelAdmin):
    """活动: wording here; it is planned at `/field/` and decided by the actions."""

    LEDGER_KIND = "activity-plan"
    form = ActivityForm
    can_add = False
    list_display = ("title", "place_name", "kind", "theme", "state", "published_at")
    list_filter = ("state", "kind", "complex", "community")
    list_select_related = ("sub_district", "community", "complex")
    search_fields = ("title", "theme")
    ordering = ("-pk",)
    inlines = (SessionInline, UpdateInline)
    action_form = ReasonForm
    actions = (
        "submit_activities",
        "approve_activities",
        "return_activities",
        "publish_activities",
        "cancel_activities",
    )
    readonly_fields = ("place_name", "state", "published_at", "cancelled_at", "cancel_reason")
    fieldsets = (
        (None, {"fields": ("title", "place_name", "state")}),
        (
            _("内容"),
            {
                "fields": (
                    "kind",
                    "theme",
                    "form",
                    "loop_stage",
                    "description",
                    "advice",
                    "audience",
                    "organizer",
                    "co_organizer",
                    "responsible",
                    "fee_text",
                    "budget_fen",
                    "contact_name",
                    "contact_phone",
                    "takes_photos",
                )
            },
        ),
        (
            _("报名"),
            {
                "fields": (
                    "sign_up_mode",
                    "max_party_size",
                    "household_quota",
                    "first_question",
                    "second_question",
                )
            },
        ),
        (_("经过"), {"fields": ("published_at", "cancelled_at", "cancel_reason")}),
    )

    @admin.display(description=_("范围"))
    def place_name(self, activity: Activity) -> str:
        return activity.place_name

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return self.readonly_fields

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> Activity:
        details = {name: form.cleaned_data[name] for name in form.changed_data if name in DETAILS}
        actor: Any = request.user
        return edit_activity(activity_id=obj.pk, details=details, actor=actor, now=timezone.now())

    @admin.action(description=_("送社区审核"), permissions=["change"])
    def submit_activities(self, request: HttpRequest, queryset: QuerySet[Activity]) -> None:
        self._decide(request, queryset, submit_activity, done=_("已送审%(count)d个活动"))

    @admin.action(description=_("审核通过"), permissions=["change"])
    def approve_activities(self, request: HttpRequest, queryset: QuerySet[Activity]) -> None:
        self._decide(request, queryset, approve_activity, done=_("已通过%(count)d个活动"))

    @admin.action(description=_("退回修改"), permissions=["change"])
    def return_activities(self, request: HttpRequest, queryset: QuerySet[Activity]) -> None:
        reason = request.POST.get("reason", "")[:120]
        self._decide(
            request, queryset, return_activity, done=_("已退回%(count)d个活动"), reason=reason
        )

    @admin.action(description=_("发布"), permissions=["change"])
    def publish_activities(self, request: HttpRequest, queryset: QuerySet[Activity]) -> None:
        self._decide(request, queryset, publish_activity, done=_("已发布%(count)d个活动"))

    @admin.action(description=_("取消活动并通知报名的人"), permissions=["change"])
    def cancel_activities(self, request: HttpRequest, queryset: QuerySet[Activity]) -> None:
        reason = request.POST.get("reason", "")[:120]
        self._decide(
            request, queryset, cancel_activity, done=_("已取消%(count)d个活动"), reason=reason
        )

    def _decide(
        self,
        request: HttpRequest,
        queryset: QuerySet[Activity],
        service: Callable[..., object],
        *,
        done: Any,
        **more: str,
    ) -> None:
        actor, now = request.user, timezone.now()
        self.carry_out(
            request,
            queryset,
            lambda activity: service(activity_id=activity.pk, actor=actor, now=now, **more),
            done=str(done),
        )


@admin.register(Session)
class SessionAdmin(ScopedModelAdmin):
    """场次: moved and widened by the services that tell people and move the line up."""

    can_add = False
    list_display = ("activity_title", "starts_at", "where", "capacity", "taken")
    list_filter = ("complex", "community")
    list_select_related = ("activity", "space")
    search_fields = ("activity__title",)
    date_hierarchy = "starts_at"
    ordering = ("-starts_at",)
    fields = (
        "activity", "starts_at", "ends_at", "space", "place_text", "capacity", "taken", "opens_at",
        "closes_at",
    )  # fmt: skip
    readonly_fields = ("activity", "taken")

    @admin.display(description=_("活动"))
    def activity_title(self, session: Session) -> str:
        return session.activity.title

    @admin.display(description=_("地点"))
    def where(self, session: Session) -> str:
        return session.where

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return self.readonly_fields

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> Session:
        actor: Any = request.user
        now, changed = timezone.now(), set(form.changed_data)
        if changed - {"capacity"}:
            slot = Slot(
                **{name: form.cleaned_data[name] for name in Slot.__slots__ if name != "capacity"}
            )
            move_session(session_id=obj.pk, slot=slot, actor=actor, now=now)
        if "capacity" in changed:
            capacity = form.cleaned_data["capacity"]
            change_capacity(session_id=obj.pk, capacity=capacity, actor=actor, now=now)
        return Session.objects.get(pk=obj.pk)
