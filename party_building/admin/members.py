"""党员, 双报到 and what they do at the doors: for those alone who read members; written by the services."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.admin.people import NewPersonForm, name_field, phone_field
from communities.admin_base import ReadOnlyAdmin, ScopedModelAdmin, allowed
from communities.ledger_admin import ScopedImportExportMixin
from party_building.choices import MemberKind, MembershipHome
from party_building.models import (
    DevelopmentStep,
    DualRegistration,
    KeyPartyHousehold,
    MemberDevelopment,
    PartyMember,
    ResponsibilityZone,
    ServiceClaim,
    ServicePost,
    ZoneDuty,
)
from party_building.permissions import keeps_members, reads_members
from party_building.services.dual_registrations import Working, leave_community, report_in
from party_building.services.members import Standing, leave_branch, register_member


class OfMembersMixin:
    """Put first: an official who may not read members is not even shown that there is a list."""

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if not allowed(request, reads_members):
            return False
        return bool(super().has_view_permission(request, obj))  # type: ignore[misc]  # the admin class behind

    def has_add_permission(self, request: HttpRequest) -> bool:
        return allowed(request, keeps_members) and bool(super().has_add_permission(request))  # type: ignore[misc]  # as above

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Whoever may change sees as well, says Django."""
        if not allowed(request, keeps_members):
            return False
        return bool(super().has_change_permission(request, obj))  # type: ignore[misc]  # as above

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        """Of somebody who took consent back no history is told: it would name her."""
        row = self.get_object(request, object_id)  # type: ignore[attr-defined]  # as above
        if getattr(row, "withdrawn_on", None):
            raise PermissionDenied(_("本人已撤回同意，不再显示变更记录"))
        answer: HttpResponseBase = super().history_view(request, object_id, extra_context)  # type: ignore[misc]  # as above
        return answer


class NewMemberForm(NewPersonForm):
    name = name_field()
    phone = phone_field()

    class Meta:
        model = PartyMember
        fields = ("organization", "kind", "home", "group", "building", "consented_on", "since")


@admin.register(PartyMember)
class PartyMemberAdmin(OfMembersMixin, ScopedImportExportMixin, ScopedModelAdmin):
    """A row that stands is only ended here; groups and 转正 are changed by date on the work page."""

    LEDGER_KIND = "party-members"
    place_from = "organization"
    list_display = ("person_name", "organization", "group", "kind", "since", "until")
    list_filter = ("kind", "home")
    list_select_related = ("person", "organization", "group")
    search_fields = ("person__name", "person__pinyin_key")
    autocomplete_fields = ("building",)
    ordering = ("-pk",)

    @admin.display(description=_("姓名"))
    def person_name(self, member: PartyMember) -> str:
        return member.person.name

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        told = ("kind", "home", "group", "building", "consented_on", "since")
        if obj is None:
            return ("organization", "name", "phone", *told)
        return ("organization", "person_name", *told, "until", "withdrawn_on")

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        if obj is None:
            return ()
        return tuple(name for name in self.get_fields(request, obj) if name != "until")

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kw: Any) -> Any:
        if obj is None:
            kw["form"] = NewMemberForm
        form = super().get_form(request, obj, **kw)
        if obj is not None and "until" in form.base_fields:
            form.base_fields["until"].required = True
        return form

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> PartyMember:
        actor: Any = request.user
        cleaned, now = form.cleaned_data, timezone.now()
        if change:
            return leave_branch(member_id=obj.pk, last_day=cleaned["until"], actor=actor, now=now)
        return register_member(
            organization=cleaned["organization"],
            name=cleaned["name"],
            phone=cleaned["phone"],
            standing=Standing(
                kind=MemberKind(cleaned["kind"]),
                home=MembershipHome(cleaned["home"]),
                group=cleaned["group"],
                building=cleaned["building"],
            ),
            consented_on=cleaned["consented_on"],
            since=cleaned["since"],
            actor=actor,
            now=now,
        )


class NewRegistrationForm(NewPersonForm):
    name = name_field()
    phone = phone_field()

    class Meta:
        model = DualRegistration
        fields = (
            "complex", "employer", "employer_branch", "skills", "reported_on", "consented_on",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["complex"].required = True


@admin.register(DualRegistration)
class DualRegistrationAdmin(OfMembersMixin, ScopedImportExportMixin, ScopedModelAdmin):
    """What is told of one who stands may be corrected; a last day ends it with its posts."""

    LEDGER_KIND = "dual-registrations"
    list_display = ("person_name", "complex", "employer", "reported_on", "left_on")
    list_filter = ("community",)
    list_select_related = ("person", "complex")
    search_fields = ("person__name", "person__pinyin_key", "employer")
    autocomplete_fields = ("complex",)
    ordering = ("-pk",)

    @admin.display(description=_("姓名"))
    def person_name(self, registration: DualRegistration) -> str:
        return registration.person.name

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        told = ("employer", "employer_branch", "skills")
        if obj is None:
            return ("complex", "name", "phone", *told, "reported_on", "consented_on")
        return (
            "complex", "person_name", *told, "review", "reported_on", "consented_on", "left_on",
            "left_reason", "withdrawn_on",
        )  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        if obj is None:
            return ()
        fixed = ("complex", "person_name", "reported_on", "consented_on", "withdrawn_on")
        is_over = getattr(obj, "left_on", None) is not None
        return self.get_fields(request, obj) if is_over else fixed

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kw: Any) -> Any:
        if obj is None:
            kw["form"] = NewRegistrationForm
        return super().get_form(request, obj, **kw)

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> DualRegistration:
        actor: Any = request.user
        cleaned, now = form.cleaned_data, timezone.now()
        if not change:
            return report_in(
                complex_=cleaned["complex"],
                name=cleaned["name"],
                phone=cleaned["phone"],
                working=Working(
                    employer=cleaned["employer"],
                    employer_branch=cleaned["employer_branch"],
                    skills=cleaned["skills"],
                ),
                consented_on=cleaned["consented_on"],
                reported_on=cleaned["reported_on"],
                actor=actor,
                now=now,
            )
        obj.save(update_fields=["employer", "employer_branch", "skills", "review"])
        if "left_on" in form.changed_data and cleaned["left_on"]:
            return leave_community(
                registration_id=obj.pk,
                last_day=cleaned["left_on"],
                reason=cleaned["left_reason"],
                actor=actor,
                now=now,
            )
        return DualRegistration.objects.get(pk=obj.pk)


@admin.register(ResponsibilityZone)
class ResponsibilityZoneAdmin(ReadOnlyAdmin):
    list_display = ("complex", "building", "unit", "organization", "since", "until")
    list_filter = ("community",)
    list_select_related = ("complex", "building", "unit__building", "organization")
    search_fields = ("building__name", "complex__name", "complex__pinyin_key")
    ordering = ("-pk",)
    fields = ("complex", "building", "unit", "organization", "name", "since", "until")


@admin.register(ZoneDuty)
class ZoneDutyAdmin(OfMembersMixin, ReadOnlyAdmin):
    list_display = ("member_name", "complex", "since", "until")
    list_filter = ("community",)
    list_select_related = ("member__person", "complex")
    search_fields = ("member__person__name", "member__person__pinyin_key")
    ordering = ("-pk",)
    fields = ("zone", "member_name", "since", "until")
    readonly_fields = fields

    @admin.display(description=_("党员"))
    def member_name(self, duty: ZoneDuty) -> str:
        return duty.member.person.name


@admin.register(ServicePost)
class ServicePostAdmin(ReadOnlyAdmin):
    list_display = ("name", "complex", "spot", "places", "since", "until")
    list_filter = ("community",)
    list_select_related = ("complex",)
    search_fields = ("name", "complex__name", "complex__pinyin_key")
    ordering = ("-pk",)
    fields = (
        "name", "complex", "organization", "building", "unit", "spot", "places", "since", "until",
    )  # fmt: skip


@admin.register(ServiceClaim)
class ServiceClaimAdmin(OfMembersMixin, ReadOnlyAdmin):
    list_display = ("claimant", "service_post", "complex", "since", "until")
    list_filter = ("community",)
    list_select_related = (
        "service_post", "complex", "member__person", "registration__person",
    )  # fmt: skip
    search_fields = ("service_post__name",)
    ordering = ("-pk",)
    fields = ("service_post", "claimant", "since", "until")
    readonly_fields = fields

    @admin.display(description=_("谁认领"))
    def claimant(self, claim: ServiceClaim) -> str:
        one: Any = claim.member or claim.registration
        return str(one.person.name)


@admin.register(KeyPartyHousehold)
class KeyPartyHouseholdAdmin(OfMembersMixin, ReadOnlyAdmin):
    list_display = ("complex", "building", "member_name", "shown_with_consent", "since", "until")
    list_filter = ("community", "shown_with_consent")
    list_select_related = ("complex", "building", "member__person")
    search_fields = ("building__name", "complex__name", "complex__pinyin_key")
    ordering = ("-pk",)
    fields = (
        "complex", "building", "unit", "door", "member_name", "shown_with_consent", "since", "until",
    )  # fmt: skip
    readonly_fields = fields

    @admin.display(description=_("党员"))
    def member_name(self, household: KeyPartyHousehold) -> str:
        return household.member.person.name


@admin.register(MemberDevelopment)
class MemberDevelopmentAdmin(OfMembersMixin, ScopedImportExportMixin, ReadOnlyAdmin):
    """Steps are taken on the work page; the ledger brings and takes them here."""

    LEDGER_KIND = "development"
    list_display = ("label", "organization", "stage", "started_on", "stopped_on")
    list_filter = ("stage",)
    list_select_related = ("organization",)
    search_fields = ("label",)
    ordering = ("-pk",)
    fields = (
        "organization", "label", "workplace", "stage", "started_on", "stopped_on", "stop_reason",
    )  # fmt: skip

    def has_ledger_import_permission(self, request: HttpRequest) -> bool:
        return allowed(request, keeps_members)


@admin.register(DevelopmentStep)
class DevelopmentStepAdmin(OfMembersMixin, ReadOnlyAdmin):
    list_display = ("record_label", "number", "on", "undone_on")
    list_filter = ("number",)
    list_select_related = ("record",)
    search_fields = ("record__label",)
    ordering = ("-pk",)
    fields = ("record_label", "number", "on", "note", "undone_on")
    readonly_fields = fields

    @admin.display(description=_("简称"))
    def record_label(self, step: DevelopmentStep) -> str:
        return step.record.label
