"""What the two plain pages of a branch's work draw: a list in parts, and one record with its acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communities.body_rules import Caution
    from core.page_parts import Link, Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: what it is, what is told of it, where it leads, what can be done with it."""

    title: str
    meta: str = ""
    url: str = ""
    tag: Tag | None = None
    act: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A card of lines under a heading."""

    title: str
    note: str = ""
    rows: Sequence[Row] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row on a page of its own."""

    title: str
    under: str = ""
    tag: Tag | None = None
    due: Sequence[str] = ()
    cautions: Sequence[Caution] = ()
    facts: Sequence[str] = ()
    parts: Sequence[Part] = ()
    acts: Sequence[Link] = ()


def joined(*words: str) -> str:
    """`预备党员 · 第一党小组 · 3栋`, without what is empty."""
    return " · ".join(word for word in words if word)
