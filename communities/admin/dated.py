"""Rows with a first and a last day in the admin: begun by a service, and of a standing one only ended."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from communities.admin_base import ScopedModelAdmin
from communities.admin_forms import ScopedForm
from communities.models.bodies import PLAUSIBLE_DAYS

BY_PLACE = ("community__pinyin_key", "complex__pinyin_key")


class DatedForm(ScopedForm):
    """A new dated row: who stands in its way the service says by name, or it ends the one before.

    The constraint behind it knows no name and would speak first, so it is left to the database.
    """

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # Django's, unknown to the stubs
        return excluded if self.instance.pk else excluded | {"until"}

    def clean_until(self) -> date | None:
        """As the model would have asked."""
        until: date | None = self.cleaned_data["until"]
        for validator in PLAUSIBLE_DAYS if until else ():
            validator(until)
        return until


class EndedByItsLastDay(ScopedModelAdmin):
    """A dated row: of one that stands only `until` is set, and it has to be."""

    form = DatedForm

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        fields = self.get_fields(request, obj)
        return [name for name in fields if name != "until"] if obj else ()

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kw: Any) -> Any:
        form = super().get_form(request, obj, **kw)
        # Whoever only reads has a form without fields.
        if obj and "until" in form.base_fields:
            form.base_fields["until"].required = True
        return form

    def begin(self, cleaned: dict[str, Any], *, actor: User, now: datetime) -> Any:
        """Calls the service that makes a new row of what was typed."""
        raise NotImplementedError

    def end(self, obj: Any, *, actor: User, now: datetime) -> Any:
        """Keeps the last day that was typed; where a service ends such rows, the subclass calls it."""
        obj.save(update_fields=["until"])
        return obj

    def write(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> Any:
        actor: Any = request.user
        now = timezone.now()
        if change:
            return self.end(obj, actor=actor, now=now)
        return self.begin(form.cleaned_data, actor=actor, now=now)
