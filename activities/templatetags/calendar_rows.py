"""The rows of the month table, written short: 300 of them are most of the page's weight and time."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString

from activities.queries.calendar import Row

register = template.Library()


@register.simple_tag
def brief_rows(rows: Iterable[Row]) -> SafeString:
    """The list items of a day; the stylesheet's part is `.brief`."""
    # Every text that somebody typed is escaped in `_brief`; the rest are our own words and numbers.
    return SafeString("\n".join(map(_brief, rows)))


def _brief(row: Row) -> str:
    """Read out: time, title, kind and room, state, places left.

    No class where the stylesheet can tell by the element, no end tag that HTML lets out, and plain
    formatting, because `format_html` takes four times as long.
    """
    over = " class=is-over" if row.is_over else ""
    extra = f"<u>{escape(row.extra)}</u>" if row.extra else ""
    return (
        f'<li><a data-kind={row.kind}{over} href="{escape(row.url)}"><time datetime={row.clock24}>'
        f"<i>{row.half}</i>{row.clock}</time><b>{escape(row.title)}</b>"
        f"<span>{escape(row.meta)}</span>"
        f"<em class={row.tag.icon}>{escape(row.tag.label)}</em>{extra}</a>"
    )
