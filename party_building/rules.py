"""What an organisation's head counts and dates say of it: warnings that name the setting and its source.

Nothing is refused here. The figures are the sub-district's own (`models.PartyRules`), with where they
come from; a committee of eight is one that somebody ought to look at, not one that cannot be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from communities.body_rules import Caution, full_date, years_later
from party_building.choices import BRANCHES, COMMITTEE_POSTS, PartyKind, PartyPostKind

# A secretary with a deputy alone is no committee yet.
WITHOUT_COMMITTEE = (PartyPostKind.SECRETARY, PartyPostKind.DEPUTY)


class Figures(Protocol):
    """What the sub-district set; see `models.PartyRules` for where each figure comes from."""

    least_members: int
    most_members: int
    committee_from: int
    committee_least: int
    committee_usual: int
    committee_most: int
    joint_most: int
    term_years_community: int
    term_years: int
    alarm_days: list[int]

    def name_of(self, field: str) -> str:
        """What the setting is called on its page."""

    def source_of(self, field: str) -> str:
        """Which text the setting comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One 届, as its clock is read."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One organisation on a day, as it is counted. `full_members` None: nobody has said how many."""

    kind: str
    full_members: int | None
    posts: Collection[str]
    covers: int = 0
    # A firm's or another unit's branch: its term is shorter than a community's.
    of_host: bool = False
    term: Term | None = None


def setting(figures: Figures, field: str) -> str:
    """`支委会最多人数，《中国共产党支部工作条例（试行）》第二十条`: what a warning goes by."""
    return f"{figures.name_of(field)}，{figures.source_of(field)}"


def warnings(standing: Standing, *, today: date, figures: Figures) -> list[Caution]:
    """What somebody ought to look at: its head first, then its clock, then its numbers."""
    return [
        *_head_warnings(standing),
        *_term_warnings(standing, today=today, figures=figures),
        *(_branch_warnings(standing, figures) if standing.kind in BRANCHES else ()),
    ]


def _head_warnings(standing: Standing) -> Iterator[Caution]:
    if standing.kind == PartyKind.GROUP:
        if PartyPostKind.GROUP_LEADER not in standing.posts:
            yield Caution(_("没有党小组组长"))
    elif PartyPostKind.SECRETARY not in standing.posts:
        yield Caution(_("没有书记"))


def _term_warnings(standing: Standing, *, today: date, figures: Figures) -> Iterator[Caution]:
    """Over, due since the first alarm, or longer than a term may be. No term on record: no clock."""
    term = standing.term
    if term is None:
        return
    words = term_words(term, today=today, figures=figures)
    if words and today >= term.starts_on:
        text = _("%(words)s，请安排换届") % {"words": words}
        yield Caution(text, figures.name_of("alarm_days"))
    field = "term_years" if standing.of_host else "term_years_community"
    years: int = getattr(figures, field)
    if term.ends_on >= years_later(term.starts_on, years):
        yield Caution(_("任期超过%(years)d年") % {"years": years}, setting(figures, field))


def term_words(term: Term, *, today: date, figures: Figures) -> str:
    """`45天后届满`, `今天届满`, `届期已满20天`, `2027年1月1日起任`; empty while there is nothing to say."""
    if today < term.starts_on:
        return _("%(day)s起任") % {"day": full_date(term.starts_on)}
    left = (term.ends_on - today).days
    if left < 0:
        return _("届期已满%(days)d天") % {"days": -left}
    if left > max(figures.alarm_days, default=0):
        return ""
    return _("%(days)d天后届满") % {"days": left} if left else _("今天届满")


def _branch_warnings(standing: Standing, figures: Figures) -> Iterator[Caution]:
    full = standing.full_members
    if full is not None and full < figures.least_members:
        facts = {"count": full, "least": figures.least_members}
        text = _("正式党员%(count)d名，少于%(least)d名，宜成立联合支部")
        yield Caution(text % facts, setting(figures, "least_members"))
    if full is not None and full > figures.most_members:
        facts = {"count": full, "most": figures.most_members}
        text = _("正式党员%(count)d名，多于%(most)d名，宜分设支部")
        yield Caution(text % facts, setting(figures, "most_members"))
    yield from _committee_warnings(standing, figures)
    if standing.kind == PartyKind.JOINT_BRANCH and standing.covers > figures.joint_most:
        facts = {"count": standing.covers, "most": figures.joint_most}
        text = _("联合支部覆盖%(count)d个单位，多于%(most)d个")
        yield Caution(text % facts, setting(figures, "joint_most"))


def _committee_warnings(standing: Standing, figures: Figures) -> Iterator[Caution]:
    sitting = [post for post in standing.posts if post in COMMITTEE_POSTS]
    if all(post in WITHOUT_COMMITTEE for post in sitting):
        if (standing.full_members or 0) >= figures.committee_from:
            facts = {"count": standing.full_members, "least": figures.committee_from}
            text = _("正式党员%(count)d名，满%(least)d名应设支委会")
            yield Caution(text % facts, setting(figures, "committee_from"))
        return
    count = len(sitting)
    for field, is_wrong, text in (
        (
            "committee_least",
            count < figures.committee_least,
            _("支委会%(count)d人，少于%(limit)d人"),
        ),
        ("committee_most", count > figures.committee_most, _("支委会%(count)d人，多于%(limit)d人")),
        (
            "committee_usual",
            figures.committee_usual < count <= figures.committee_most,
            _("支委会%(count)d人，一般不超过%(limit)d人"),
        ),
    ):
        if is_wrong:
            facts = {"count": count, "limit": getattr(figures, field)}
            yield Caution(text % facts, setting(figures, field))
