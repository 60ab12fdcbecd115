"""How votes are counted and decided, as exact arithmetic on heads and areas.

The figures are a sub-district's settings (`models.VoteRules`, with their sources); here stands only
how they are applied. 业主人数 and 专有部分面积 (Civil Code art. 278): a door counts as one head however
many own it together, whoever owns several doors is one head (Supreme Court,
《关于审理建筑物区分所有权纠纷案件适用法律若干问题的解释》第九条), and every door counts with its area.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.choices import MATTER_CLASSES, Choice, Matter, Outcome

# As a setting is written: `2/3`.
SHARE = re.compile(r"[1-9]\d?/[1-9]\d?", re.ASCII)
# Fewer doors than this with one area, and a secret ballot with that area may be told apart.
ALIKE_ENOUGH = 5

# Printed under every result (domain 0.6).
NOT_THE_ASSEMBLY = gettext_lazy(
    "本系统只作记录和核对，不代替业主大会、党员大会等会议依法作出的决定；以签名表决票和会议决议为准。"
)


class Figures(Protocol):
    """What a sub-district has set (`models.VoteRules`)."""

    @property
    def special(self) -> Sequence[str]:
        """The owners' matters that need the special majority."""

    def share_of(self, field: str) -> Fraction:
        """The setting as a part of the whole."""

    def name_of(self, field: str) -> str:
        """What the setting is called on its page."""


@dataclass(frozen=True, slots=True)
class Measure:
    """So many heads, and the area of their doors in square metres."""

    heads: int = 0
    area: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Word:
    """One ballot on one option. `head`: who counts as one; an empty `choice` is an abstention."""

    head: Hashable
    area: Decimal
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """What all ballots said of one option.

    `split`: heads of several doors whose ballots differ. They take part, but stand on no side; the
    area of each of their doors counts as that door's ballot says.
    """

    agree: Measure = Measure()
    oppose: Measure = Measure()
    abstain: Measure = Measure()
    split: int = 0


@dataclass(frozen=True, slots=True)
class Shares:
    """What a matter asks: how many take part, and how many of them agree.

    The special majority is reached with the figure itself (四分之三以上), every other one beyond it.
    """

    quorum: Fraction
    majority: Fraction
    is_special: bool = False

    @classmethod
    def written(cls, quorum: str, majority: str, *, is_special: bool) -> Shares:
        """As they were frozen with a count."""
        return cls(read_share(quorum), read_share(majority), is_special)


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison of the rule in words, and whether it came out."""

    text: str
    is_met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a count means by the rule of its matter."""

    quorum: list[Line]
    majority: list[Line]
    source: str

    @property
    def is_quorate(self) -> bool:
        return all(line.is_met for line in self.quorum)

    @property
    def is_passed(self) -> bool:
        return self.is_quorate and all(line.is_met for line in self.majority)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who stands for election, as he is ranked."""

    key: Hashable
    agree: Measure
    is_passed: bool


@dataclass(slots=True)
class _Heap:
    """The words of one option as they come in."""

    areas: dict[str, Decimal] = field(default_factory=dict)
    heads: dict[Hashable, set[str]] = field(default_factory=dict)


def read_share(written: str) -> Fraction:
    """`2/3`. Raises ValueError for anything else, and for more than the whole."""
    share = Fraction(written) if SHARE.fullmatch(written) else Fraction(0)
    if not 0 < share <= 1:
        raise ValueError(f"not a part of the whole: {written!r}")
    return share


def took_part(words: Iterable[Word]) -> Measure:
    """Those whose ballots are in; a head once, a door with its area."""
    heads, area = set(), Decimal(0)
    for word in words:
        heads.add(word.head)
        area += word.area
    return Measure(len(heads), area)


def tally(words: Iterable[Word]) -> Tally:
    """Sums the ballots on one option; one word a door."""
    heap = _Heap()
    for word in words:
        choice = word.choice or Choice.ABSTAIN.value
        heap.areas[choice] = heap.areas.get(choice, Decimal(0)) + word.area
        heap.heads.setdefault(word.head, set()).add(choice)
    sides = [next(iter(said)) for said in heap.heads.values() if len(said) == 1]

    def measure(choice: Choice) -> Measure:
        return Measure(sides.count(choice.value), heap.areas.get(choice.value, Decimal(0)))

    return Tally(
        agree=measure(Choice.AGREE),
        oppose=measure(Choice.OPPOSE),
        abstain=measure(Choice.ABSTAIN),
        split=len(heap.heads) - len(sides),
    )


def shares_of(matter: str, figures: Figures) -> Shares:
    """What the sub-district's settings ask of a matter today."""
    rule = MATTER_CLASSES[Matter(matter)]
    is_special = matter in figures.special
    return Shares(
        quorum=figures.share_of(rule.quorum),
        majority=figures.share_of("special_share" if is_special else rule.majority),
        is_special=is_special,
    )


def decide(
    matter: str, *, agree: Measure, present: Measure, entitled: Measure, shares: Shares
) -> Decision:
    """Compares a count with what its matter asks, line by line.

    Over nobody nothing is met: 0/0 passes no matter.
    """
    rule = MATTER_CLASSES[Matter(matter)]
    asked = _Asked(shares.quorum, is_more=rule.must_exceed, by_area=rule.by_area)
    wanted = _Asked(shares.majority, is_more=not shares.is_special, by_area=rule.by_area)
    whole = entitled if rule.of_entitled else present
    return Decision(
        quorum=_lines(_("参与"), present, entitled, asked),
        majority=_lines(
            _("同意（占应到）") if rule.of_entitled else _("同意（占参与）"), agree, whole, wanted
        ),
        source=rule.source,
    )


def asked_words(matter: str, shares: Shares) -> str:
    """`参与不少于2/3，同意超过1/2`."""
    rule = MATTER_CLASSES[Matter(matter)]
    quorum = _Asked(shares.quorum, is_more=rule.must_exceed, by_area=rule.by_area)
    majority = _Asked(shares.majority, is_more=not shares.is_special, by_area=rule.by_area)
    facts = {
        "part": _("参与"),
        "quorum": quorum.words,
        "agree": _("同意（占应到）") if rule.of_entitled else _("同意（占参与）"),
        "majority": majority.words,
    }
    return _("%(part)s%(quorum)s，%(agree)s%(majority)s") % facts


def outcome_of(decision: Decision) -> Outcome:
    """Of a matter that is put to the vote by itself."""
    if not decision.is_quorate:
        return Outcome.NOT_QUORATE
    return Outcome.PASSED if decision.is_passed else Outcome.NOT_PASSED


def elected(
    candidates: Sequence[Candidate], *, seats: int, is_quorate: bool
) -> dict[Hashable, Outcome]:
    """Who takes the seats: of those with the majority the ones with most heads, then with most area.

    The law sets the majority and no order among those who reach it; this order is ours, and is printed
    with the result. Equal in both for the last seat: none of them, another vote decides.
    """
    if not is_quorate:
        return {one.key: Outcome.NOT_QUORATE for one in candidates}
    reached = [one for one in candidates if one.is_passed]
    ranked = sorted(reached, key=_strength, reverse=True)
    found = {one.key: Outcome.NOT_ELECTED for one in candidates}
    found |= {one.key: Outcome.ELECTED for one in ranked[:seats]}
    if len(ranked) > seats and _strength(ranked[seats - 1]) == _strength(ranked[seats]):
        last = _strength(ranked[seats])
        found |= {one.key: Outcome.TIED for one in ranked if _strength(one) == last}
    return found


def _strength(candidate: Candidate) -> tuple[int, Decimal]:
    return candidate.agree.heads, candidate.agree.area


@dataclass(frozen=True, slots=True)
class _Asked:
    """A share to be reached, or exceeded (`is_more`); by heads, or by heads and area."""

    share: Fraction
    is_more: bool
    by_area: bool

    def is_met(self, part: int | Decimal, whole: int | Decimal) -> bool:
        """Exactly, without rounding: a hair below two thirds is below."""
        if not whole:
            return False
        had = Fraction(part) / Fraction(whole)
        return had > self.share if self.is_more else had >= self.share

    def told(self, part: int | Decimal, whole: int | Decimal) -> str:
        """`4/5 = 80.0%，要求不少于2/3：达到`."""
        return _("%(ratio)s，要求%(asked)s：%(result)s") % {
            "ratio": ratio_text(part, whole),
            "asked": self.words,
            "result": _("达到") if self.is_met(part, whole) else _("未达到"),
        }

    @property
    def words(self) -> str:
        """`超过1/2`, `不少于2/3`."""
        share = f"{self.share.numerator}/{self.share.denominator}"
        words = _("超过%(share)s") if self.is_more else _("不少于%(share)s")
        return words % {"share": share}


def _lines(what: str, part: Measure, whole: Measure, asked: _Asked) -> list[Line]:
    heads = {"what": what, "told": asked.told(part.heads, whole.heads)}
    found = [
        Line(_("%(what)s人数 %(told)s") % heads, asked.is_met(part.heads, whole.heads)),
    ]
    if asked.by_area:
        area = {"what": what, "told": asked.told(part.area, whole.area)}
        text = _("%(what)s面积（㎡） %(told)s") % area
        found.append(Line(text, asked.is_met(part.area, whole.area)))
    return found


def ratio_text(part: int | Decimal, whole: int | Decimal) -> str:
    """`36/48 = 75.0%`; over nothing `0/0`. Cut, never rounded up: 66.66 % is not told as 66.7 %."""
    if not whole:
        return f"{number_text(part)}/0"
    tenths = Fraction(part) * 1000 / Fraction(whole)
    return f"{number_text(part)}/{number_text(whole)} = {int(tenths) / 10:.1f}%"


def number_text(number: int | Decimal) -> str:
    """Heads as they are, areas with two places."""
    return f"{number:.2f}" if isinstance(number, Decimal) else str(number)


def telling_areas(areas: Iterable[Decimal]) -> int:
    """How many secret ballots could be told apart by their area: those that fewer than five share."""
    counted: dict[Decimal, int] = {}
    for area in areas:
        counted[area] = counted.get(area, 0) + 1
    return sum(number for number in counted.values() if number < ALIKE_ENOUGH)
