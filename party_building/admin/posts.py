"""党组织届次, 党内职务 and 请假; a post ends by its last day and is never overwritten."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.admin.people import NewPersonForm, name_field, phone_field
from communities.admin_base import ScopedModelAdmin
from party_building.choices import PartyPostKind
from party_building.models import PartyPost, PartyTerm, PostLeave
from party_building.services.posts import NewPost, Who, appoint, begin_term, resign, take_leave


@admin.register(PartyTerm)
class PartyTermAdmin(ScopedModelAdmin):
    place_from = "organization"
    list_display = ("organization", "number", "starts_on", "ends_on")
    list_filter = ("community",)
    list_select_related = ("organization",)
    search_fields = ("organization__name", "organization__pinyin_key")
    autocomplete_fields = ("organization",)
    date_hierarchy = "ends_on"
    ordering = ("-ends_on", "pk")
    fields = ("organization", "number", "starts_on", "ends_on")

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("organization",) if obj else ()

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> PartyTerm:
        if change:
            obj.save()
            return obj
        actor: Any = request.user
        return begin_term(
            organization_id=obj.organization_id,
            number=obj.number,
            starts_on=obj.starts_on,
            ends_on=obj.ends_on,
            actor=actor,
            now=timezone.now(),
        )


class NewPostForm(NewPersonForm):
    name = name_field()
    phone_of_person = phone_field()

    class Meta:
        model = PartyPost
        fields = ("organization", "post", "since", "is_published", "phone")

    def clean_phone(self) -> str:
        """The published one is no mobile of a person and may be any number."""
        return str(self.cleaned_data["phone"])


@admin.register(PartyPost)
class PartyPostAdmin(ScopedModelAdmin):
    """党内职务: officials know who holds a post; only what is published hangs on the notice board."""

    place_from = "organization"
    list_display = ("organization", "person_name", "post", "is_published", "since", "until")
    list_filter = ("community", "post", "is_published")
    list_select_related = ("organization", "person")
    search_fields = ("organization__name", "person__name", "person__pinyin_key")
    autocomplete_fields = ("organization",)
    ordering = ("-pk",)

    @admin.display(description=_("姓名"))
    def person_name(self, post: PartyPost) -> str:
        return post.person.name

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        if obj is None:
            return (
                "organization", "name", "phone_of_person", "post", "since", "is_published", "phone",
            )  # fmt: skip
        return ("organization", "person_name", "post", "since", "until", "is_published", "phone")

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("organization", "person_name", "post", "since") if obj else ()

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kw: Any) -> Any:
        if obj is None:
            kw["form"] = NewPostForm
        return super().get_form(request, obj, **kw)

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> PartyPost:
        by: dict[str, Any] = {"actor": request.user, "now": timezone.now()}
        cleaned = form.cleaned_data
        if not change:
            new = NewPost(
                post=PartyPostKind(obj.post),
                who=Who(name=cleaned["name"], phone=cleaned["phone_of_person"]),
                since=obj.since,
                is_published=obj.is_published,
                phone=obj.phone,
            )
            return appoint(organization_id=obj.organization_id, new=new, **by)
        last_day = obj.until
        if "until" in form.changed_data and last_day:
            obj.until = None
            obj.save()
            return resign(post_id=obj.pk, last_day=last_day, **by)
        obj.save()
        return obj


class NewLeaveForm(NewPersonForm):
    name = name_field()
    phone = phone_field()

    class Meta:
        model = PostLeave
        fields = ("post", "first_day", "last_day")


@admin.register(PostLeave)
class PostLeaveAdmin(ScopedModelAdmin):
    can_change = False
    place_from = "post"
    list_display = ("organization_name", "person_name", "deputy_name", "first_day", "last_day")
    list_filter = ("community",)
    list_select_related = ("post__organization", "post__person", "deputy")
    autocomplete_fields = ("post",)
    ordering = ("-pk",)

    @admin.display(description=_("党组织"))
    def organization_name(self, leave: PostLeave) -> str:
        return leave.post.organization.name

    @admin.display(description=_("姓名"))
    def person_name(self, leave: PostLeave) -> str:
        return leave.post.person.name

    @admin.display(description=_("谁代替"))
    def deputy_name(self, leave: PostLeave) -> str:
        return leave.deputy.name

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        if obj is None:
            return ("post", "name", "phone", "first_day", "last_day")
        return ("organization_name", "person_name", "deputy_name", "first_day", "last_day")

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ("organization_name", "person_name", "deputy_name") if obj else ()

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kw: Any) -> Any:
        if obj is None:
            kw["form"] = NewLeaveForm
        return super().get_form(request, obj, **kw)

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> PostLeave:
        actor: Any = request.user
        return take_leave(
            post_id=obj.post_id,
            deputy=Who(name=form.cleaned_data["name"], phone=form.cleaned_data["phone"]),
            first_day=obj.first_day,
            last_day=obj.last_day,
            actor=actor,
            now=timezone.now(),
        )
