"""The month table, written short: 300 rows in 35 cells are most of the page's weight and time.

No class where the stylesheet can tell by the element, no end tag that HTML lets out, and plain
formatting, because `format_html` takes four times as long and a template forty times. Every text
that somebody typed is escaped in `_brief`; the rest are our own words and numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from activities.queries.calendar import Day
from activities.queries.session_rows import Row

register = template.Library()
# Rooms, kinds and state words come again and again.
_escaped = lru_cache(maxsize=2048)(escape)


@register.simple_tag
def month_weeks(weeks: Iterable[Iterable[Day]]) -> SafeString:
    """The rows of the month's table; rows past the third are hidden in a cell, shown in a list."""
    today = _("今天")
    return SafeString(
        "\n".join("<tr>" + "".join(_cell(day, today) for day in week) for week in weeks)
    )


@register.simple_tag
def brief_rows(rows: Iterable[Row]) -> SafeString:
    """The list items of a day; the stylesheet's part is `.brief`."""
    return SafeString("\n".join(map(_brief, rows)))


def _cell(day: Day, today: str) -> str:
    css = f' class="{day.css}"' if day.css else ""
    label = ""
    if day.label or day.rest:
        is_term = " is-term" if day.is_term else ""
        label = f'<span class="day-l{is_term}">{escape(day.label)}{escape(day.rest)}</span>'
    number = f'<time datetime="{day.iso}"><b class="day-num">{day.number}</b>'
    if not day.rows:
        return f'<td{css}><span class="day-n">{number}</time>{label}</span>'
    current = ' aria-current="date"' if day.is_today else ""
    full = f"{today} {day.full}" if day.is_today else day.full
    note = f'<span class="soft" aria-hidden="true">{escape(day.note)}</span>' if day.note else ""
    url = escape(day.url)
    more = f'<a class="more" href="{url}">{day.more}</a>' if day.more else ""
    return (
        f'<td{css}><a class="day-n" href="{url}"{current}>{number}'
        f'<span class="day-full">{full}</span></time>{label}{note}'
        f'<span class="dots" aria-hidden="true">{day.dots}</span>'
        f'<span class="sr">{day.count_text}</span></a>'
        f'<ul class="rows brief">{brief_rows(day.rows)}</ul>{more}'
    )


def _brief(row: Row) -> str:
    """Read out: time, title, kind and room, state, places left."""
    over = " class=is-over" if row.is_over else ""
    extra = f"<u>{_escaped(row.extra)}</u>" if row.extra else ""
    return (
        f'<li><a data-kind={row.kind}{over} href="{row.url}"><time datetime={row.clock24}>'
        f"<i>{row.half}</i>{row.clock}</time><b>{_escaped(row.title)}</b>"
        f"<span>{_escaped(row.meta)}</span>"
        f"<em class={row.tag.icon}>{_escaped(row.tag.label)}</em>{extra}</a>"
    )
