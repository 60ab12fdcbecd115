"""The icons of our pages, in every template without `{% load %}`.

A tag and not an included template: a page has fifteen of them, and an include with its own context
takes five times as long (docs/performance.md).
"""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, css: str = "i") -> SafeString:
    """The symbol of this id in static/img/icons.svg. Decoration only: a word stands beside it."""
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        css,
        static("img/icons.svg"),
        name,
    )
