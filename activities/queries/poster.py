"""What a poster says of one session, on paper and as a picture for WeChat groups."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from activities.choices import SessionStatus
from activities.queries.activity_page import Occasion, list_facts
from activities.status import main_button

# Whoever reads one of these from a wall must not come.
OFF = frozenset({SessionStatus.CANCELLED, SessionStatus.POSTPONED, SessionStatus.ENDED})


# Signs of a title that still fit onto one A4 in the largest size with everything else.
LONG_TITLE = 24


@dataclass(frozen=True, slots=True)
class Line:
    """`时间` `11月21日 周六 上午9:30—11:30`; `icon` only on the page."""

    icon: str
    label: str
    text: str
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Poster:
    """`notice`: why not to come, or empty; `phone`: whom to ring, or empty, and `phone_hint` what for."""

    place: str
    kind: str
    title: str
    lines: list[Line]
    notice: str
    hint: str
    phone_hint: str
    phone: str

    @property
    def is_long(self) -> bool:
        """Set smaller, so that the paper stays one page."""
        return len(self.title) > LONG_TITLE


def poster_of(occasion: Occasion) -> Poster:
    """No statement: the occasion carries everything."""
    contact, joins = occasion.contact, occasion.takes_sign_ups
    button = main_button(occasion.facts)
    return Poster(
        place=occasion.place.name,
        kind=occasion.activity.get_kind_display(),
        title=occasion.title,
        lines=[Line(fact.icon, fact.label, fact.text, fact.tail) for fact in list_facts(occasion)],
        notice=button.label if occasion.status in OFF else "",
        hint=_("微信扫一扫，看详情、报名") if joins else _("微信扫一扫，看详情"),
        phone_hint=_("不方便扫码，打电话也能报名") if joins else _("不方便扫码，可以打电话问"),
        phone=f"{contact.label} {contact.phone}" if contact else "",
    )
