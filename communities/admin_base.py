"""The admin inside one's own places: what every admin class of this project inherits.

Later apps only declare columns. All rows come through `visible_to` and `manageable_by`; related
choices, filters, search, history and delete confirmations name nothing outside the viewer's scope
(reliability I-20). Writes go through services: a subclass overrides `write`, its refusals stand in
the form with what was typed. The audit triggers keep the history, so Django's own log is not used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import NestedObjects, unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError, QuerySet, RestrictedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin, TabularInline

from communities.admin_forms import PLACE_FIELDS, ScopedFieldsMixin, ScopedForm
from communities.admin_lists import ScopedRelatedFilter
from communities.models import Complex, Placed
from communities.permissions import (
    can_enter_admin,
    can_read_tenant_tables,
    can_write_in_admin,
)
from communities.queries.history import history_of
from communities.queries.scope import (
    hold_roles,
    scoped_rows,
    sole_place,
    whole_tenants,
)
from core.errors import DomainError
from core.freshness import record_change


def allowed(request: HttpRequest, predicate: Callable[[Any], bool]) -> bool:
    """A predicate about the signed-in user, asked once a request."""
    answers: dict[str, bool] = request.__dict__.setdefault("admin_answers", {})
    hold_roles(request.user)
    if predicate.__name__ not in answers:
        answers[predicate.__name__] = predicate(request.user)
    return answers[predicate.__name__]


class ScopedModelAdmin(ScopedFieldsMixin, ModelAdmin):
    """Declare columns; scope, rights, history and refusals are here.

    `can_add`, `can_change`, `can_delete`: what officials do here at all (an auditor only reads).
    `must_have`: fields that the model may leave empty and the form may not.
    `place_from`: the parent whose place a part takes over. `LEDGER_KIND`: the slug of its ledger.
    """

    form = ScopedForm
    can_add: ClassVar[bool] = True
    can_change: ClassVar[bool] = True
    can_delete: ClassVar[bool] = False
    must_have: ClassVar[tuple[str, ...]] = ()
    LEDGER_KIND: ClassVar[str] = ""

    view_on_site = False
    list_per_page = 50
    show_full_result_count = False
    actions_on_bottom = False
    object_history_template = "admin/scoped_history.html"

    # Rows and rights

    def rows_visible_to(self, user: Any) -> QuerySet[Any]:
        return scoped_rows(self.model, user)

    def rows_manageable_by(self, user: Any) -> QuerySet[Any]:
        return self.model._default_manager.manageable_by(user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        ordering = self.get_ordering(request)
        rows = self.rows_visible_to(request.user)
        return rows.order_by(*ordering) if ordering else rows

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if not allowed(request, can_enter_admin):
            return False
        return obj is None or self.rows_visible_to(request.user).filter(pk=obj.pk).exists()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.can_add and allowed(request, can_write_in_admin)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.can_change and self._manages(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.can_delete and self._manages(request, obj)

    def _manages(self, request: HttpRequest, obj: models.Model | None) -> bool:
        if not allowed(request, can_write_in_admin):
            return False
        return obj is None or self.rows_manageable_by(request.user).filter(pk=obj.pk).exists()

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Only by what the list offers: nobody guesses at hidden columns letter by letter."""
        entries = self.get_list_filter(request)
        offered = {entry[0] if isinstance(entry, (tuple, list)) else entry for entry in entries} | {
            self.date_hierarchy
        }
        # A filter class of our own names its parameter itself.
        offered |= {getattr(entry, "parameter_name", None) for entry in entries}
        return any(
            isinstance(name, str) and (lookup == name or lookup.startswith(f"{name}__"))
            for name in offered
        )

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """An empty `_to_field` names no field; Django looks for one of that name, and finds none (500)."""
        return super().get_object(request, object_id, from_field or None)

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """A row outside the scope is a row that does not exist (Django would redirect)."""
        raise Http404(_("没有找到这条数据"))

    def _require_in_scope(self, request: HttpRequest, object_id: str | None) -> None:
        """404 comes before 403: Django would ask for the right first."""
        if object_id is not None and self.get_object(request, unquote(object_id)) is None:
            raise Http404(_("没有找到这条数据"))

    # Choices, filters, forms

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return [self._scoped_filter(entry) for entry in super().get_list_filter(request)]

    def _scoped_filter(self, entry: Any) -> Any:
        if not isinstance(entry, str) or "__" in entry:
            return entry
        field = self.model._meta.get_field(entry)
        return (entry, ScopedRelatedFilter) if isinstance(field, models.ForeignKey) else entry

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kw: Any) -> Any:
        form = super().get_form(request, obj, **kw)
        if "sub_district" in form.base_fields:
            form.base_fields["sub_district"].required = False
        for name in form.base_fields.keys() & set(self.must_have):
            form.base_fields[name].required = True
        # The factory makes a class for each request: it may carry the request.
        form.request, form.place_from = request, self.place_from
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        given = super().get_changeform_initial_data(request)
        return {**sole_place(request.user), **given}

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """A row that stands keeps its place; what hangs on it lies there too."""
        fixed = super().get_readonly_fields(request, obj)
        if obj is None or not isinstance(obj, Placed):
            return fixed
        shown = forms.models.fields_for_model(self.model, fields=PLACE_FIELDS)
        return (*fixed, *(name for name in shown if name not in fixed))

    # Writing

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> Any:
        """Saves one row; subclasses call their service and return what it returned."""
        obj.save()
        return obj

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001  Django's signature
        written = self.write(request, obj, form, change=change)
        if written is not obj:
            obj.__dict__.update(written.__dict__)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001  Django's signature
        """Parts of a complex take its place."""
        parent = form.instance
        for part in formset.save(commit=False):
            if isinstance(part, Placed) and isinstance(parent, Complex):
                part.sub_district_id = parent.sub_district_id
                part.community_id = parent.community_id
            part.save()
        formset.save_m2m()

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponseBase:
        """A refusal comes back as the form with what was typed; everything written is undone."""
        self._require_in_scope(request, object_id)
        try:
            with transaction.atomic():
                self._renew_pages(request)
                return super().changeform_view(request, object_id, form_url, extra_context)
        except DomainError as error:
            request.__dict__["admin_refusal"] = error.message
        except IntegrityError:
            request.__dict__["admin_refusal"] = _("没有保存：与已有的数据冲突，请核对后再试")
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _renew_pages(self, request: HttpRequest) -> None:
        """What has no service of its own is on public pages all the same (core.freshness)."""
        if request.method == "POST":
            transaction.on_commit(record_change, robust=True)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The triggers keep the history."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The triggers keep the history."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        """The triggers keep the history."""

    def carry_out(
        self,
        request: HttpRequest,
        queryset: QuerySet[Any],
        service: Callable[[Any], object],
        *,
        done: str,
    ) -> None:
        """An action over the chosen rows that the user may change: one service call each, told in words."""
        mine = self.rows_manageable_by(request.user).filter(pk__in=queryset.values("pk"))
        count = 0
        for row in mine:
            try:
                with transaction.atomic():
                    service(row)
                count += 1
            except DomainError as error:
                messages.error(request, f"{row}：{error.message}")
        if count:
            messages.success(request, done % {"count": count})
        if queryset.count() > len(mine):
            messages.warning(request, _("有的数据不归您修改，没有动"))

    # Deleting

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        self._require_in_scope(request, object_id)
        try:
            with transaction.atomic():
                self._renew_pages(request)
                return super().delete_view(request, object_id, extra_context)
        except (ProtectedError, RestrictedError, IntegrityError):
            messages.error(request, _("还有数据用着它，不能删除"))
            return HttpResponseRedirect(request.get_full_path())

    def get_deleted_objects(
        self, objs: Iterable[models.Model], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """What goes along, as counts by kind: rows of other people's places are not named."""
        rows = list(objs)
        collector = NestedObjects(using="default")
        collector.collect(rows)
        # The stubs call the keys names; they are the models.
        rows_by_model: dict[Any, Any] = dict(collector.model_objs)
        counts = {
            str(found_rows_of._meta.verbose_name_plural): len(found)
            for found_rows_of, found in rows_by_model.items()
        }
        mine = self.rows_manageable_by(request.user).filter(pk__in=[row.pk for row in rows]).count()
        denied = set() if mine == len(rows) else {str(self.opts.verbose_name)}
        protected: dict[str, int] = {}
        blocking: Iterable[Any] = collector.protected
        for row in blocking:
            kind = str(row._meta.verbose_name)
            protected[kind] = protected.get(kind, 0) + 1
        return (
            [_("%(kind)s：%(count)d条") % {"kind": k, "count": n} for k, n in counts.items()],
            counts,
            denied,
            [_("%(count)d条%(kind)s") % {"kind": k, "count": n} for k, n in protected.items()],
        )

    # History

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        """What the triggers recorded of this row, by name only where the viewer may know the name."""
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404(_("没有找到这条数据"))
        if not self.has_view_permission(request, row):
            raise PermissionDenied(_("您不能查看这条数据"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("变更记录：%(row)s") % {"row": row},
            "entries": history_of(row, viewer=request.user),
            "module_name": str(self.opts.verbose_name_plural),
            "object": row,
            "opts": self.opts,
            "preserved_filters": self.get_preserved_filters(request),
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.object_history_template, context)


class ReadOnlyAdmin(ScopedModelAdmin):
    """Rows that are only looked at: services, triggers and tasks write them."""

    can_add = False
    can_change = False


class ScopedInline(ScopedFieldsMixin, TabularInline):
    """Parts on their parent's page: seen and changed by whoever sees and changes the parent."""

    extra = 0
    show_change_link = False
    can_change: ClassVar[bool] = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return scoped_rows(self.model, request.user)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return allowed(request, can_enter_admin)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if not (self.can_change and allowed(request, can_write_in_admin)):
            return False
        manager = type(obj)._default_manager if obj else None
        if obj is None or obj.pk is None or manager is None:
            return True
        return manager.manageable_by(request.user).filter(pk=obj.pk).exists()  # type: ignore[attr-defined]

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class TenantAdmin(ReadOnlyAdmin):
    """Tables with a plain `tenant_id`: read by those who serve the sub-district as a whole."""

    def rows_visible_to(self, user: Any) -> QuerySet[Any]:
        return self.model._default_manager.filter(tenant_id__in=whole_tenants(user).values("pk"))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return super().has_module_permission(request) and allowed(request, can_read_tenant_tables)
