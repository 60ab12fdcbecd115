"""Which tables point at a model: read from the models themselves, so that none is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from pghistory.models import Event


def keys_to(target: type[models.Model]) -> Iterator[models.ForeignKey[Any, Any]]:
    """Every foreign key to this model in all apps; the audit's histories only copy them."""
    for model in apps.get_models(include_auto_created=True):
        if issubclass(model, Event):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model is target:
                yield field
