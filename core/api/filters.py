"""Filters that refuse what they don't know: a mistyped one would otherwise show everything."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

LARGEST_KEY = 2**63 - 1
PAGE_PARAMETERS = frozenset({"page", "page_size"})


@extend_schema_field({"type": "integer", "minimum": 1, "maximum": LARGEST_KEY})
class KeyFilter(filters.Filter):
    """By the number of a related row."""

    field_class = forms.IntegerField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=1, max_value=LARGEST_KEY, **kwargs)


class SlugFilter(filters.CharFilter):
    """By a place's slug, which is how places are called everywhere."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_length=60, **kwargs)


class StableOrderingFilter(filters.OrderingFilter):
    """Whitelisted columns, and the key behind them, so that pages neither repeat nor skip a row."""

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        ordering = [self.get_ordering_value(name) for name in value or ()]
        return qs.order_by(*ordering, "pk") if ordering else qs


class StrictFilterBackend(DjangoFilterBackend):
    """Each parameter known and given once; on one row's own address there are none."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        is_list = getattr(view, "action", "") == "list"
        known = set()
        if is_list:
            known = {*view.filterset_class.base_filters, *PAGE_PARAMETERS}
        given = request.query_params
        wrong = {name: [_("没有这个参数")] for name in given if name not in known}
        wrong |= {name: [_("这个参数只能给一次")] for name in known if len(given.getlist(name)) > 1}
        if wrong:
            raise ValidationError(wrong)
        return super().filter_queryset(request, queryset, view) if is_list else queryset
