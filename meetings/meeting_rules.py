"""Head counts, notice, quorum and deadlines of meetings, as plain arithmetic.

No figure of a law stands here: they are a sub-district's settings (`models.MeetingRules`,
`communities.models.CommitteeRules`), with their sources. What misses a figure is a warning that names
its setting, never a refusal (issue 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from django.utils.translation import gettext as _

from accounts.clock import date_text
from communities.body_rules import Caution, full_date
from meetings.choices import TO_DO, MeetingKind, ResolutionState


class Figures(Protocol):
    """What a sub-district has set; days are calendar days, shares are per cent."""

    notice_days: int
    topics_days: int
    topics_reminder_days: int
    committee_quorum: int
    minutes_days: int

    def name_of(self, field: str) -> str:
        """What the setting is called on its page."""


class OwnersFigures(Protocol):
    """What it has set for owners' assemblies."""

    notice_days: int

    def name_of(self, field: str) -> str:
        """What the setting is called on its page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """应到, 实到, 请假, 缺席; None where nobody counted."""

    due: int | None = None
    present: int | None = None
    on_leave: int | None = None
    absent: int | None = None

    @property
    def fit(self) -> bool:
        """None more than are due, and together they are all of them (a CHECK says so too)."""
        if self.due is None:
            return True
        parts = [self.present, self.on_leave, self.absent]
        if any(part is not None and part > self.due for part in parts):
            return False
        known = [part for part in parts if part is not None]
        return sum(known) == self.due if len(known) == len(parts) else sum(known) <= self.due

    def completed(self) -> Counts:
        """With the one number that follows from the others, and both where everybody came."""
        if self.due is None or self.present is None or not self.fit:
            return self
        left = self.due - self.present
        on_leave, absent = self.on_leave, self.absent
        if not left:
            on_leave = absent = 0
        elif on_leave is not None and absent is None:
            absent = left - on_leave
        elif absent is not None and on_leave is None:
            on_leave = left - absent
        return Counts(due=self.due, present=self.present, on_leave=on_leave, absent=absent)


def counts_text(counts: Counts) -> str:
    """`应到20，实到18，请假1，缺席1`; empty where nobody counted."""
    told = [
        (_("应到%(count)d"), counts.due),
        (_("实到%(count)d"), counts.present),
        (_("请假%(count)d"), counts.on_leave),
        (_("缺席%(count)d"), counts.absent),
    ]
    return _("，").join(words % {"count": count} for words, count in told if count is not None)


def notice_cautions(
    *,
    kind: str,
    held_on: date,
    noticed_on: date,
    informed_on: date | None,
    figures: Figures,
    owners: OwnersFigures,
) -> list[Caution]:
    """A notice that came late; of an owners' assembly also whether its residents' committee was told.

    物业管理条例 art. 14: the owners are told fifteen days before, and the residents' committee at the
    same time.
    """
    is_owners = kind == MeetingKind.OWNERS_ASSEMBLY
    least = owners.notice_days if is_owners else figures.notice_days
    setting = (owners if is_owners else figures).name_of("notice_days")
    found = []
    ahead = (held_on - noticed_on).days
    if ahead < least:
        text = _("提前%(days)d天通知，少于%(least)d天") % {"days": max(ahead, 0), "least": least}
        found.append(Caution(text, setting))
    if is_owners and informed_on is None:
        found.append(Caution(_("还没有登记告知居委会的日期"), setting))
    elif is_owners and informed_on is not None and (held_on - informed_on).days < least:
        days = max((held_on - informed_on).days, 0)
        text = _("提前%(days)d天告知居委会，少于%(least)d天") % {"days": days, "least": least}
        found.append(Caution(text, setting))
    return found


def quorum_cautions(*, kind: str, counts: Counts, figures: Figures) -> list[Caution]:
    """A 支委会 to which less than half of its members came (支部工作条例 art. 12: 半数以上)."""
    if kind != MeetingKind.COMMITTEE or counts.due is None or counts.present is None:
        return []
    if 100 * counts.present >= figures.committee_quorum * counts.due:
        return []
    facts = {"present": counts.present, "due": counts.due, "share": figures.committee_quorum}
    text = _("实到%(present)d/应到%(due)d，不到%(share)d%%") % facts
    return [Caution(text, figures.name_of("committee_quorum"))]


def minutes_cautions(
    *, held_on: date, today: date, is_agreed: bool, figures: Figures
) -> list[Caution]:
    """Minutes that the chair has not agreed to in time."""
    due = held_on + timedelta(days=figures.minutes_days)
    if is_agreed or today <= due:
        return []
    text = _("纪要应在%(day)s前由主持人确认") % {"day": full_date(due)}
    return [Caution(text, figures.name_of("minutes_days"))]


def topics_close_on(held_on: date, *, today: date, figures: Figures) -> date:
    """The last day for topics where nobody names another: so many days before, today at the earliest."""
    return max(held_on - timedelta(days=figures.topics_days), today)


def last_topic_day(until: date | None, *, held_on: date, figures: Figures) -> date:
    """The last day, inclusive, on which a topic is handed in: that of the call, else the usual one.

    From the plan on: nobody has to call first (domain 3.12).
    """
    return until or held_on - timedelta(days=figures.topics_days)


def late_topic_caution(last_day: date, *, today: date, figures: Figures) -> Caution | None:
    """A topic handed in after that day; whoever keeps the records may still put it on the agenda."""
    if today <= last_day:
        return None
    text = _("议题征集到%(day)s截止，这个议题是截止以后提出的") % {"day": full_date(last_day)}
    return Caution(text, figures.name_of("topics_days"))


def topic_is_due_for_reminder(until: date, *, today: date, figures: Figures) -> bool:
    """So many days before a call ends, and on its last day itself."""
    return timedelta(0) <= until - today <= timedelta(days=figures.topics_reminder_days)


def deadline_text(deadline: date | None, *, state: str, today: date) -> str:
    """`12月1日前`, `已超期3天`, `今天到期`; empty where there is none."""
    if deadline is None:
        return ""
    if state not in TO_DO:
        return _("时限%(day)s") % {"day": date_text(deadline)}
    left = (deadline - today).days
    if left < 0:
        return _("已超期%(days)d天") % {"days": -left}
    return _("今天到期") if not left else _("%(day)s前") % {"day": date_text(deadline)}


def was_on_time(*, state: str, deadline: date | None, done_on: date | None) -> bool:
    """Verified, and reported done by its last day: the numerator of K31."""
    return (
        state == ResolutionState.VERIFIED
        and deadline is not None
        and done_on is not None
        and done_on <= deadline
    )
