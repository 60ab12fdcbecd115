"""A string foreign key is invisible to import-linter, so the models themselves are asked."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from tests.architecture.line import LINE


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in LINE]


def test_foreign_keys_point_down_the_line_of_apps() -> None:
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in our_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and isinstance(field.related_model, type)
        if field.related_model._meta.app_label in LINE
        if LINE.index(field.related_model._meta.app_label) < LINE.index(model._meta.app_label)
    ]

    assert upward == []


def test_no_foreign_key_is_generic() -> None:
    generic = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.private_fields
    ]

    assert generic == []
