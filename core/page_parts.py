"""Small ready values that templates of several apps draw (`templates/components/`)."""

from __future__ import annotations

from dataclasses import dataclass


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
