"""The clock and the head count of owners' committees and 环物委, as plain arithmetic.

No figure of the law stands here: they are a sub-district's settings (`models.CommitteeRules`, with
their sources). What misses a figure is a warning that names its setting, never a refusal (issue 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import date_text
from communities.choices import BodyKind, ElectionStage, SeatPosition


class Figures(Protocol):
    """What a sub-district has set; days are calendar days, shares are per cent."""

    notice_days: int
    publicity_days: int
    filing_days: int
    term_years: int
    renewal_days: int
    reminder_days: list[int]
    handover_days: int
    party_share: int
    wants_odd: bool
    env_least: int
    env_party_share: int

    def name_of(self, field: str) -> str:
        """What the setting is called on its page."""


@dataclass(frozen=True, slots=True)
class Caution:
    """One sentence on what is late or missing, and the setting that says so."""

    text: str
    setting: str = ""


class TermState(StrEnum):
    """What the dates tell of a term; nothing of it is stored."""

    UPCOMING = "UPCOMING"
    RUNNING = "RUNNING"
    DUE = "DUE"
    OVER = "OVER"


@dataclass(frozen=True, slots=True)
class Head:
    """One seat, as it is counted."""

    position: str
    is_party_member: bool


@dataclass(frozen=True, slots=True)
class TermDates:
    """One term, as its clock is read."""

    starts_on: date
    ends_on: date
    elected_on: date | None
    filed_on: date | None
    seats_planned: int | None


# As people call them after the name of their complex.
_SHORT = {
    BodyKind.OWNERS_COMMITTEE: gettext_lazy("业委会"),
    BodyKind.INTERIM: gettext_lazy("物管会"),
    BodyKind.SELF_GOVERNANCE: gettext_lazy("院落自治小组"),
}


def body_name(complex_name: str, kind: str) -> str:
    """`锦绣一号院业委会`."""
    return _("%(place)s%(body)s") % {"place": complex_name, "body": _SHORT[BodyKind(kind)]}


def number_text(number: int) -> str:
    """`第3届`."""
    return _("第%(number)d届") % {"number": number}


def period_text(starts_on: date, ends_on: date) -> str:
    """`2021年11月1日—2026年10月31日`."""
    return f"{full_date(starts_on)}—{full_date(ends_on)}"


def term_state(starts_on: date, ends_on: date, *, today: date, figures: Figures) -> TermState:
    """In term through its last day; due from the day from which the sub-district guides the next."""
    if today < starts_on:
        return TermState.UPCOMING
    if today > ends_on:
        return TermState.OVER
    left = (ends_on - today).days
    return TermState.DUE if left <= figures.renewal_days else TermState.RUNNING


def term_words(starts_on: date, ends_on: date, *, today: date, figures: Figures) -> str:
    """`任期内`, `45天后届满`, `今天届满`, `已超期20天`."""
    match term_state(starts_on, ends_on, today=today, figures=figures):
        case TermState.UPCOMING:
            return _("%(day)s起任") % {"day": full_date(starts_on)}
        case TermState.OVER:
            return _("已超期%(days)d天") % {"days": (today - ends_on).days}
        case TermState.DUE:
            left = (ends_on - today).days
            return _("%(days)d天后届满") % {"days": left} if left else _("今天届满")
        case _:
            return _("任期内")


def full_date(day: date) -> str:
    """`2026年11月20日`: terms span years."""
    return _("%(year)d年%(date)s") % {"year": day.year, "date": date_text(day)}


def reached_reminder(ends_on: date, *, today: date, days: Iterable[int]) -> int | None:
    """The narrowest threshold that has been reached, in days before the end; None before the first.

    Only that one is told: a system begun late does not send four messages at once.
    """
    left = (ends_on - today).days
    return min((before for before in days if left <= before), default=None)


def counted(heads: Iterable[Head]) -> list[Head]:
    """Those who have a vote: alternates have none yet."""
    return [head for head in heads if head.position != SeatPosition.ALTERNATE]


def share_text(part: int, whole: int) -> str:
    """`36/48 = 75.0%`; over nothing `0/0`."""
    return f"{part}/{whole} = {100 * part / whole:.1f}%" if whole else "0/0"


def term_warnings(
    term: TermDates, heads: Sequence[Head], *, kind: str, today: date, figures: Figures
) -> list[Caution]:
    """What somebody ought to look at: the term's clock first, then who sits in it."""
    found = [*_clock_warnings(term, today=today, figures=figures)]
    if kind != BodyKind.SELF_GOVERNANCE:
        found += _filing_warnings(term, today=today, figures=figures)
    return found + _seat_warnings(term, counted(heads), figures=figures)


def _clock_warnings(term: TermDates, *, today: date, figures: Figures) -> list[Caution]:
    found = []
    state = term_state(term.starts_on, term.ends_on, today=today, figures=figures)
    if state in {TermState.DUE, TermState.OVER}:
        words = term_words(term.starts_on, term.ends_on, today=today, figures=figures)
        text = _("%(words)s，请指导换届") % {"words": words}
        found.append(Caution(text, figures.name_of("renewal_days")))
    if term.ends_on >= years_later(term.starts_on, figures.term_years):
        text = _("任期超过%(years)d年") % {"years": figures.term_years}
        found.append(Caution(text, figures.name_of("term_years")))
    return found


def _filing_warnings(term: TermDates, *, today: date, figures: Figures) -> list[Caution]:
    if term.elected_on is None:
        return []
    due = term.elected_on + timedelta(days=figures.filing_days)
    setting = figures.name_of("filing_days")
    if term.filed_on is None:
        if today <= due:
            return []
        return [Caution(_("没有备案，应在%(day)s前备案") % {"day": full_date(due)}, setting)]
    late = (term.filed_on - due).days
    return [Caution(_("备案晚了%(days)d天") % {"days": late}, setting)] if late > 0 else []


def _seat_warnings(term: TermDates, heads: Sequence[Head], *, figures: Figures) -> list[Caution]:
    found = []
    missing = (term.seats_planned or 0) - len(heads)
    if missing > 0:
        found.append(Caution(_("缺%(count)d名委员，请补选") % {"count": missing}))
    if heads and not any(head.position == SeatPosition.DIRECTOR for head in heads):
        found.append(Caution(_("没有主任")))
    found += _parity(len(heads), figures=figures)
    return found + _party_share(
        heads, target=figures.party_share, setting="party_share", figures=figures
    )


def _parity(count: int, *, figures: Figures) -> list[Caution]:
    if not figures.wants_odd or not count or count % 2:
        return []
    text = _("现有%(count)d名委员，是双数") % {"count": count}
    return [Caution(text, figures.name_of("wants_odd"))]


def _party_share(
    heads: Sequence[Head], *, target: int, setting: str, figures: Figures
) -> list[Caution]:
    members = sum(head.is_party_member for head in heads)
    if not heads or 100 * members >= target * len(heads):
        return []
    facts = {"share": share_text(members, len(heads)), "target": target}
    text = _("党员占比%(share)s，低于%(target)d%%") % facts
    return [Caution(text, figures.name_of(setting))]


def env_warnings(
    heads: Sequence[Head], *, also_in_owners_committee: Sequence[str], figures: Figures
) -> list[Caution]:
    """Of a community's 环物委: five or more, odd, mostly Party members, none from an owners' committee."""
    found = []
    if len(heads) < figures.env_least:
        facts = {"count": len(heads), "least": figures.env_least}
        text = _("现有%(count)d名委员，少于%(least)d名") % facts
        found.append(Caution(text, figures.name_of("env_least")))
    found += _parity(len(heads), figures=figures)
    found += _party_share(
        heads, target=figures.env_party_share, setting="env_party_share", figures=figures
    )
    return found + [
        Caution(_("%(name)s同时在本社区的业委会任职") % {"name": name})
        for name in also_in_owners_committee
    ]


def current_days(steps: Iterable[tuple[str, date]]) -> dict[str, date]:
    """The day of each stage of the present run: going back to an earlier one begins anew from there.

    `steps` come as they were written down.
    """
    order = list(ElectionStage)
    days: dict[str, date] = {}
    for stage, on in steps:
        kept = order[: order.index(ElectionStage(stage))]
        days = {**{one: day for one, day in days.items() if one in kept}, stage: on}
    return days


def stage_warnings(days: dict[str, date], *, today: date, figures: Figures) -> list[Caution]:
    """The clock of an election from the day of each stage: publicity and notice before the vote."""
    publicised = days.get(ElectionStage.PUBLICISED)
    voting = days.get(ElectionStage.VOTING)
    elected = days.get(ElectionStage.ELECTED)
    found = []
    if publicised and voting:
        apart = (voting - publicised).days
        if apart < figures.publicity_days:
            facts = {"days": apart, "least": figures.publicity_days}
            text = _("候选人只公示了%(days)d天，少于%(least)d天") % facts
            found.append(Caution(text, figures.name_of("publicity_days")))
        if apart < figures.notice_days:
            facts = {"days": apart, "least": figures.notice_days}
            text = _("业主大会只提前%(days)d天公告，少于%(least)d天") % facts
            found.append(Caution(text, figures.name_of("notice_days")))
    if elected and ElectionStage.FILED not in days:
        due = elected + timedelta(days=figures.filing_days)
        words = _("已过备案期限%(day)s") if today > due else _("请在%(day)s前备案")
        text = words % {"day": full_date(due)}
        found.append(Caution(text, figures.name_of("filing_days")))
    return found


def handover_warnings(
    *, successor_starts_on: date | None, open_count: int, today: date, figures: Figures
) -> list[Caution]:
    """Once the next committee has begun, the old one has so many days to hand everything over."""
    if successor_starts_on is None or not open_count:
        return []
    due = successor_starts_on + timedelta(days=figures.handover_days)
    facts = {"count": open_count, "day": full_date(due)}
    words = (
        _("还有%(count)d项没有移交，已过期限%(day)s")
        if today > due
        else _("还有%(count)d项没有移交，请在%(day)s前移交")
    )
    return [Caution(words % facts, figures.name_of("handover_days"))]


def years_later(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def handover_titles(written: str) -> list[str]:
    """One item a line, each once, in their order."""
    return list(dict.fromkeys(line.strip() for line in written.splitlines() if line.strip()))
