"""三会一课 and theme days, slot by slot: what a branch was asked for, and what it held (domain 3.13).

A slot is a month, a quarter, a half or a whole year, counted from January. The Regulation says "一般"
(normally): a slot is 达标, 补开, 待补 or 免, never a breach. How often each is asked is a setting of the
sub-district (`models.MeetingRules`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.choices import MeetingKind
from meetings.slots import Slot, slots_ending, slots_touching


class Asked(StrEnum):
    """What is asked of a branch; the value is the name of its setting."""

    ASSEMBLY = "assembly"
    COMMITTEE = "committee"
    GROUP = "group"
    LECTURE = "lecture"
    THEME_DAY = "theme_day"
    LIFE = "life"
    APPRAISAL = "appraisal"
    SECRETARY_LECTURE = "secretary_lecture"


LABELS: Mapping[Asked, Promise] = {
    Asked.ASSEMBLY: gettext_lazy("支部党员大会"),
    Asked.COMMITTEE: gettext_lazy("支委会"),
    Asked.GROUP: gettext_lazy("党小组会"),
    Asked.LECTURE: gettext_lazy("党课"),
    Asked.THEME_DAY: gettext_lazy("主题党日"),
    Asked.LIFE: gettext_lazy("组织生活会"),
    Asked.APPRAISAL: gettext_lazy("民主评议党员"),
    Asked.SECRETARY_LECTURE: gettext_lazy("书记讲党课"),
}
# Which meetings answer for it.
KIND_OF: Mapping[Asked, MeetingKind] = {
    Asked.ASSEMBLY: MeetingKind.ASSEMBLY,
    Asked.COMMITTEE: MeetingKind.COMMITTEE,
    Asked.GROUP: MeetingKind.GROUP,
    Asked.LECTURE: MeetingKind.LECTURE,
    Asked.THEME_DAY: MeetingKind.THEME_DAY,
    Asked.LIFE: MeetingKind.LIFE_MEETING,
    Asked.APPRAISAL: MeetingKind.APPRAISAL,
    Asked.SECRETARY_LECTURE: MeetingKind.LECTURE,
}


class Standing(StrEnum):
    """What became of a slot."""

    MET = "MET"
    MADE_UP = "MADE_UP"
    PENDING = "PENDING"
    EXEMPT = "EXEMPT"
    # Its last day is still to come.
    OPEN = "OPEN"


SATISFIED = frozenset({Standing.MET, Standing.MADE_UP})
REQUIRED = SATISFIED | {Standing.PENDING}


@dataclass(frozen=True, slots=True)
class Figures:
    """How often each is asked, in months, and what else a sub-district has set.

    `committee_quorum` is a percentage that must be reached; `committee_least` is how many posts make a
    committee; before `counted_since` nothing is asked.
    """

    months: Mapping[Asked, int]
    committee_quorum: int
    committee_least: int
    counted_since: date | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """Something that held from day to day; no last day: until further notice."""

    first: date | None
    last: date | None = None

    def covers(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Group:
    """A Party group of the branch, while it belonged to it."""

    key: int
    name: str
    days: Days


@dataclass(frozen=True, slots=True)
class Secretary:
    """Who was secretary, and when."""

    person: int
    days: Days


@dataclass(frozen=True, slots=True)
class Branch:
    """What is known of a branch for this purpose: its life, its committee, its groups."""

    key: int
    life: Days
    committee: Sequence[Days] = ()
    groups: Sequence[Group] = ()
    secretaries: Sequence[Secretary] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that took place; `makes_up` is the first day of the slot that it makes up for."""

    key: int
    organization: int
    kind: str
    day: date
    makes_up: date | None = None
    due: int | None = None
    present: int | None = None
    lecturer: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One slot of one branch (of one of its groups); `meeting` is the one that answers for it."""

    asked: Asked
    slot: Slot
    standing: Standing
    meeting: int | None = None
    group: Group | None = None
    note: str = ""


def judge(
    branch: Branch,
    held: Sequence[Held],
    *,
    first: date,
    last: date,
    as_of: date,
    figures: Figures,
    with_open: bool = False,
) -> list[Result]:
    """What was asked of a branch in these days, as of a day.

    Slots count whose last day lies in the days and is over by `as_of`; `with_open` also lists those
    that are still running. Only what was held by `as_of` counts, a make-up later than its slot too.
    """
    results: list[Result] = []
    known = [meeting for meeting in held if meeting.day <= as_of]
    for asked, months in figures.months.items():
        slots = (
            slots_touching(first, last, months) if with_open else slots_ending(first, last, months)
        )
        for slot in slots:
            if slot.last > last and slot.last <= as_of:
                continue  # it ends in the next period, which answers for it
            if slot.last > as_of and not with_open:
                continue
            results.extend(_of_slot(branch, asked, slot, known, as_of, figures))
    return results


def _of_slot(
    branch: Branch, asked: Asked, slot: Slot, held: Sequence[Held], as_of: date, figures: Figures
) -> Iterator[Result]:
    reason = _exemption(branch, asked, slot, figures)
    if reason:
        yield Result(asked, slot, Standing.EXEMPT, note=reason)
        return
    if asked != Asked.GROUP:
        yield _answered(branch, asked, slot, branch.key, held, as_of, figures, None)
        return
    for group in branch.groups:
        if group.days.covers(slot.first) and group.days.covers(slot.last):
            yield _answered(branch, asked, slot, group.key, held, as_of, figures, group)


def _exemption(branch: Branch, asked: Asked, slot: Slot, figures: Figures) -> str:
    """Why nothing is asked in the slot; empty where something is."""
    if figures.counted_since and slot.first < figures.counted_since:
        return _("还没有开始统计")
    if not branch.life.covers(slot.first):
        return _("这一期成立") if branch.life.covers(slot.last) else _("当时没有这个支部")
    if not branch.life.covers(slot.last):
        return _("这一期撤销")
    if asked == Asked.COMMITTEE:
        members = sum(post.covers(slot.last) for post in branch.committee)
        if members < figures.committee_least:
            return _("没有设支委会")
    if asked == Asked.GROUP and not any(
        group.days.covers(slot.first) and group.days.covers(slot.last) for group in branch.groups
    ):
        return _("没有设党小组")
    return ""


def _answered(
    branch: Branch,
    asked: Asked,
    slot: Slot,
    organization: int,
    held: Sequence[Held],
    as_of: date,
    figures: Figures,
    group: Group | None,
) -> Result:
    note = ""
    for meeting in sorted(held, key=lambda one: (one.day, one.key)):
        if meeting.organization != organization or meeting.kind != KIND_OF[asked]:
            continue
        in_time = meeting.makes_up is None and slot.first <= meeting.day <= slot.last
        # The street may ask for longer slots than the one that was named when it was made up.
        if not in_time and not _makes_up(meeting, slot):
            continue
        if asked == Asked.COMMITTEE and _lacks_quorum(meeting, figures):
            note = _("到会不足规定比例")
            continue
        if asked == Asked.SECRETARY_LECTURE and not _by_secretary(branch, meeting):
            continue
        standing = Standing.MET if in_time else Standing.MADE_UP
        return Result(asked, slot, standing, meeting.key, group)
    return Result(
        asked, slot, Standing.PENDING if slot.last <= as_of else Standing.OPEN, None, group, note
    )


def _makes_up(meeting: Held, slot: Slot) -> bool:
    return meeting.makes_up is not None and slot.first <= meeting.makes_up <= slot.last


def _lacks_quorum(meeting: Held, figures: Figures) -> bool:
    """Known to have had less than the share that a committee needs (支部工作条例 art. 12)."""
    if meeting.due is None or meeting.present is None:
        return False
    return 100 * meeting.present < figures.committee_quorum * meeting.due


def _by_secretary(branch: Branch, meeting: Held) -> bool:
    return any(
        one.person == meeting.lecturer and one.days.covers(meeting.day)
        for one in branch.secretaries
    )
