"""业主组织, 届次, 席位, 换届, 交接 and 环物委; terms begin and end through their services."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.admin.people import NewPersonForm, name_field, phone_field
from communities.admin_base import ReadOnlyAdmin, ScopedModelAdmin
from communities.choices import BodyKind, EnvPosition, SeatPosition
from communities.ledger_admin import ScopedImportExportMixin
from communities.models import (
    CommitteeRules,
    CommitteeSeat,
    CommitteeTerm,
    Election,
    ElectionStep,
    EnvCommittee,
    EnvMember,
    HandOverItem,
    OwnersBody,
)
from communities.services.bodies import (
    NewSeat,
    TermFacts,
    add_seat,
    begin_term,
    end_body,
    end_seat,
    found_body,
)
from communities.services.env_committees import (
    NewEnvMember,
    add_env_member,
    end_env_member,
    found_env_committee,
)


@admin.register(CommitteeRules)
class CommitteeRulesAdmin(ScopedModelAdmin):
    """The figures by which clocks warn; a sub-district without a row goes by the defaults."""

    list_display = ("sub_district", "term_years", "filing_days", "party_share")
    list_select_related = ("sub_district",)
    ordering = ("sub_district",)
    fields = (
        "sub_district", "term_years", "reminder_days", "renewal_days", "publicity_days",
        "notice_days", "filing_days", "publish_days", "handover_days", "handover_items",
        "wants_odd", "party_share", "env_least", "env_party_share",
    )  # fmt: skip


@admin.register(OwnersBody)
class OwnersBodyAdmin(ScopedModelAdmin):
    list_display = ("complex", "kind", "founded_on", "ended_on")
    list_filter = ("community", "kind")
    list_select_related = ("complex",)
    search_fields = ("complex__name", "complex__pinyin_key")
    autocomplete_fields = ("complex",)
    ordering = ("complex__pinyin_key", "pk")

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("complex", "kind", "founded_on") + (("ended_on",) if obj else ())

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("complex", "kind") if obj else ()

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kw: Any) -> Any:
        form = super().get_form(request, obj, **kw)
        if "complex" in form.base_fields:
            form.base_fields["complex"].required = True
        return form

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> OwnersBody:
        actor: Any = request.user
        if not change:
            return found_body(
                complex_=obj.complex,
                kind=BodyKind(obj.kind),
                founded_on=obj.founded_on,
                actor=actor,
                now=timezone.now(),
            )
        obj.save()
        if "ended_on" in form.changed_data and obj.ended_on:
            end_body(body_id=obj.pk, last_day=obj.ended_on, actor=actor, now=timezone.now())
        return obj


@admin.register(CommitteeTerm)
class CommitteeTermAdmin(ScopedModelAdmin):
    """届次: registered here without members, who are seats of their own or come by the ledger."""

    place_from = "body"
    list_display = ("complex", "number", "starts_on", "ends_on", "filed_on")
    list_filter = ("community",)
    list_select_related = ("complex",)
    search_fields = ("complex__name", "complex__pinyin_key")
    autocomplete_fields = ("body",)
    date_hierarchy = "ends_on"
    ordering = ("-ends_on", "pk")
    fields = (
        "body", "number", "starts_on", "ends_on", "seats_planned", "elected_on", "filed_on",
        "filed_with", "note",
    )  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("body",) if obj else ()

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> CommitteeTerm:
        actor: Any = request.user
        if change:
            obj.save()
            return obj
        names = (
            "number", "starts_on", "ends_on", "seats_planned", "elected_on", "filed_on",
            "filed_with",
        )  # fmt: skip
        return begin_term(
            body_id=obj.body_id,
            term=TermFacts(**{name: getattr(obj, name) for name in names}),
            seats=[],
            actor=actor,
            now=timezone.now(),
        )


class NewSeatForm(NewPersonForm):
    name = name_field()
    phone = phone_field()

    class Meta:
        model = CommitteeSeat
        fields = ("term", "position", "is_party_member", "building_text", "since")


@admin.register(CommitteeSeat)
class CommitteeSeatAdmin(ScopedImportExportMixin, ScopedModelAdmin):
    """席位: office-holders are published, so their names are not masked here."""

    LEDGER_KIND = "owners-committees"
    place_from = "term"
    list_display = ("complex", "person_name", "position", "is_party_member", "since", "until")
    list_filter = ("community", "position", "is_party_member")
    list_select_related = ("person", "complex")
    search_fields = ("person__name", "person__pinyin_key", "complex__name")
    autocomplete_fields = ("term",)
    ordering = ("-pk",)

    @admin.display(description=_("姓名"))
    def person_name(self, seat: CommitteeSeat) -> str:
        return seat.person.name

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        if obj is None:
            return (
                "term", "name", "phone", "position", "is_party_member", "building_text", "since",
            )  # fmt: skip
        return (
            "term", "person_name", "position", "is_party_member", "building_text", "note",
            "since", "until",
        )  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("term", "person_name", "since") if obj else ()

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kw: Any) -> Any:
        if obj is None:
            kw["form"] = NewSeatForm
        return super().get_form(request, obj, **kw)

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> CommitteeSeat:
        cleaned, now = form.cleaned_data, timezone.now()
        actor: Any = request.user
        if not change:
            seat = NewSeat(
                name=cleaned["name"],
                phone=cleaned["phone"],
                position=SeatPosition(cleaned["position"]),
                is_party_member=cleaned["is_party_member"],
                building_text=cleaned["building_text"],
                since=cleaned["since"],
            )
            return add_seat(term_id=obj.term_id, seat=seat, actor=actor, now=now)
        last_day = obj.until
        if "until" in form.changed_data and last_day:
            obj.until = None
            obj.save()
            return end_seat(seat_id=obj.pk, last_day=last_day, actor=actor, now=now)
        obj.save()
        return obj


@admin.register(Election)
class ElectionAdmin(ReadOnlyAdmin):
    """Steps are recorded on the work pages, one after another."""

    list_display = ("complex", "number", "stage")
    list_filter = ("community", "stage")
    list_select_related = ("complex",)
    ordering = ("-pk",)
    fields = ("complex", "number", "stage")
    readonly_fields = fields


@admin.register(ElectionStep)
class ElectionStepAdmin(ReadOnlyAdmin):
    list_display = ("complex", "stage", "on", "note")
    list_filter = ("community", "stage")
    list_select_related = ("complex",)
    ordering = ("-pk",)
    fields = ("complex", "stage", "on", "note", "by", "at")
    readonly_fields = fields


@admin.register(HandOverItem)
class HandOverItemAdmin(ScopedModelAdmin):
    """An item may be added to a list, corrected, or taken off it."""

    place_from = "term"
    can_delete = True
    list_display = ("complex", "title", "done_on", "done_by")
    list_filter = ("community",)
    list_select_related = ("complex",)
    autocomplete_fields = ("term",)
    ordering = ("-pk",)
    fields = ("term", "title", "order", "done_on", "done_by")

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("term",) if obj else ()


@admin.register(EnvCommittee)
class EnvCommitteeAdmin(ScopedModelAdmin):
    list_display = ("community", "founded_on", "acting_for")
    list_select_related = ("community",)
    search_fields = ("community__name", "community__pinyin_key")
    ordering = ("community__pinyin_key",)
    fields = ("community", "founded_on", "acting_for")

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("community",) if obj else ()

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kw: Any) -> Any:
        form = super().get_form(request, obj, **kw)
        if "community" in form.base_fields:
            form.base_fields["community"].required = True
        return form

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> EnvCommittee:
        actor: Any = request.user
        if change:
            obj.save()
            return obj
        return found_env_committee(
            community=obj.community,
            founded_on=obj.founded_on,
            acting_for=obj.acting_for,
            actor=actor,
            now=timezone.now(),
        )


class NewEnvMemberForm(NewPersonForm):
    name = name_field()
    phone = phone_field()

    class Meta:
        model = EnvMember
        fields = (
            "committee", "position", "source", "is_party_member", "since", "term_ends_on",
        )  # fmt: skip


@admin.register(EnvMember)
class EnvMemberAdmin(ScopedImportExportMixin, ScopedModelAdmin):
    """环物委委员: their names are published too."""

    LEDGER_KIND = "env-committees"
    place_from = "committee"
    list_display = ("community", "person_name", "position", "source", "since", "until")
    list_filter = ("community", "position", "source")
    list_select_related = ("person", "community")
    search_fields = ("person__name", "person__pinyin_key")
    autocomplete_fields = ("committee",)
    ordering = ("-pk",)

    @admin.display(description=_("姓名"))
    def person_name(self, member: EnvMember) -> str:
        return member.person.name

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        if obj is None:
            return (
                "committee", "name", "phone", "position", "source", "is_party_member", "since",
                "term_ends_on",
            )  # fmt: skip
        return (
            "committee", "person_name", "position", "source", "is_party_member", "since",
            "term_ends_on", "until",
        )  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("committee", "person_name", "since") if obj else ()

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kw: Any) -> Any:
        if obj is None:
            kw["form"] = NewEnvMemberForm
        return super().get_form(request, obj, **kw)

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> EnvMember:
        cleaned, now = form.cleaned_data, timezone.now()
        actor: Any = request.user
        if not change:
            member = NewEnvMember(
                name=cleaned["name"],
                phone=cleaned["phone"],
                position=EnvPosition(cleaned["position"]),
                source=cleaned["source"],
                is_party_member=cleaned["is_party_member"],
                since=cleaned["since"],
                term_ends_on=cleaned["term_ends_on"],
            )
            return add_env_member(
                committee_id=obj.committee_id, member=member, actor=actor, now=now
            )
        last_day = obj.until
        if "until" in form.changed_data and last_day:
            obj.until = None
            obj.save()
            return end_env_member(member_id=obj.pk, last_day=last_day, actor=actor, now=now)
        obj.save()
        return obj
