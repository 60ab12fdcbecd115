"""Small ready values that templates of several apps draw (`templates/components/`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Tag:
    """A state in a word, with icon and tint (tag.html)."""

    tone: str
    icon: str
    label: str


@dataclass(frozen=True, slots=True)
class Link:
    """Something to do or to open."""

    label: str
    url: str
    icon: str = ""
    main: bool = False
    current: bool = False
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How many wait, and where."""

    number: int
    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of facts.html; `tail` is the end of the text that must not break."""

    icon: str
    label: str
    text: str
    tail: str = ""
    note: str = ""


def pages_of(page: Any, query: Mapping[str, str]) -> dict[str, str] | None:
    """Back and on through the pages of a list (pagination.html); None where there is only one."""
    if page.paginator.num_pages < 2:
        return None

    def address(number: int) -> str:
        return f"?{urlencode({**query, 'page': number})}"

    return {
        "previous_url": address(page.previous_page_number()) if page.has_previous() else "",
        "next_url": address(page.next_page_number()) if page.has_next() else "",
        "text": _("第 %(number)d 页，共 %(total)d 页")
        % {"number": page.number, "total": page.paginator.num_pages},
    }


def url_if_any(name: str, *args: object) -> str:
    """Where the route leads; empty when no app has registered it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
