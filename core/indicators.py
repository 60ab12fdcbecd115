"""Indicators (指标): counted from dated rows when asked, never typed in (architecture 4).

An app registers its own in `AppConfig.ready()`; `manage.py indicator` and pages ask here. Core knows
no places: a place is its slug, which the app's function looks up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core.errors import DomainError


@dataclass(frozen=True, slots=True)
class Question:
    """One place, a period with both its days, and the day as of which it is asked.

    What is counted at the end of a period is read on `day`: its last, or `as_of` where that is
    earlier.
    """

    place: str
    first: date
    last: date
    as_of: date

    @property
    def day(self) -> date:
        return min(self.last, self.as_of)


@dataclass(frozen=True, slots=True)
class Fraction:
    """What an indicator counts; a rate never stands without both."""

    numerator: int
    denominator: int

    @property
    def value(self) -> float | None:
        """The share of one, to four places; None over nothing (domain 4)."""
        return round(self.numerator / self.denominator, 4) if self.denominator else None


@dataclass(frozen=True, slots=True)
class Part:
    """One row behind a figure: what it adds to numerator and denominator, and why.

    `names`: people in it, filled in only for a reader who may know them.
    """

    label: str
    numerator: int
    denominator: int
    note: str = ""
    names: tuple[str, ...] = ()
    url: str = ""

    @property
    def is_exception(self) -> bool:
        """Something is missing from the whole here."""
        return self.numerator < self.denominator


# The rows behind a figure, as one reader may see them; their sums are the figure.
Parts = Callable[[Question, Any], list[Part]]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A code of domain 4, its name, how it is counted, and which edition of that rule."""

    code: str
    name: str
    count: Callable[[Question], Fraction]
    rule_version: str
    parts: Parts | None = None


class UnknownIndicator(DomainError):
    """A code that no app has registered."""


class UnknownPlace(DomainError):
    """A slug that names no place, or one of which the indicator is not told."""


class PeriodBackwards(DomainError):
    """The last day lies before the first."""


_indicators: dict[str, Indicator] = {}


def register(
    code: str,
    name: str,
    count: Callable[[Question], Fraction],
    *,
    rule_version: str,
    parts: Parts | None = None,
) -> None:
    """Called in `AppConfig.ready()`; a later call replaces an earlier one.

    With `parts` pages open the figure to the rows behind it.
    """
    _indicators[code] = Indicator(code, name, count, rule_version, parts)


def codes() -> list[str]:
    return sorted(_indicators)


def opening(of: Iterable[str]) -> list[Indicator]:
    """Those of these codes that are registered and open to their rows, in the order asked."""
    return [_indicators[code] for code in of if code in _indicators and _indicators[code].parts]


def get_indicator(code: str) -> Indicator:
    """Raises UnknownIndicator, which names those there are."""
    if code not in _indicators:
        facts = {"code": code, "known": "、".join(codes())}
        raise UnknownIndicator(_("没有“%(code)s”这个指标，现有：%(known)s。") % facts)
    return _indicators[code]


def answer(code: str, question: Question) -> dict[str, object]:
    """What `manage.py indicator --json` prints. Raises UnknownIndicator, UnknownPlace, PeriodBackwards."""
    indicator = get_indicator(code)
    if question.last < question.first:
        raise PeriodBackwards(_("结束日期早于开始日期，请检查"))
    counted = indicator.count(question)
    return {
        "code": indicator.code,
        "numerator": counted.numerator,
        "denominator": counted.denominator,
        "value": counted.value,
        "rule_version": indicator.rule_version,
    }
