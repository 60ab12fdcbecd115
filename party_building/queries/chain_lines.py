"""The chain in ready words, for whoever reads it: names only where they may be known.

In public a name stands where the organisation published the post, or where somebody serves by
profession; a neighbour is named in part; everybody else is a role (domain 6.5).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from communities.body_rules import full_date
from party_building.choices import ChainLevel
from party_building.matters import missing_words
from party_building.queries.responsible_chain import Answering, Chain


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLine:
    """One level. `step`: the how-manieth is asked in this matter, 0 for whom it does not concern.

    `name` is empty where nobody answers or the reader may not know it; `missing` says the first.
    `units`: for which units this holds, empty for all of what was asked.
    """

    level: ChainLevel
    label: str
    title: str
    name: str
    body: str
    organization_id: int | None
    phone: str
    masked_phone: str
    notes: tuple[str, ...]
    missing: str
    is_past_term: bool
    step: int = 0
    units: str = ""

    @property
    def is_unnamed(self) -> bool:
        return not (self.name or self.missing)


def lines_of(chain: Chain, *, matter: str, reads_names: bool) -> list[ChainLine]:
    """In the order of the matter. `reads_names`: one of PARTY_READERS of the place."""
    steps = {
        level: number
        for number, step in enumerate(chain.escalation(matter), start=1)
        for level in step
    }
    return [
        line_of(one, reads_names=reads_names, step=steps.get(one.level, 0))
        for one in chain.in_order(matter)
    ]


def line_of(one: Answering, *, reads_names: bool, step: int = 0, units: str = "") -> ChainLine:
    acting = one.acting
    return ChainLine(
        level=one.level,
        label=str(one.level.label),
        title=one.title,
        name=name_of(one, reads_names=reads_names),
        body=one.body,
        organization_id=one.organization_id,
        phone=one.phone,
        masked_phone=acting.masked_phone if acting and reads_names else "",
        notes=tuple(_notes(one, reads_names=reads_names)),
        missing=missing_words(one.level, one.gap, one.body) if one.gap else "",
        is_past_term=one.is_past_term,
        step=step,
        units=units,
    )


def name_of(one: Answering, *, reads_names: bool) -> str:
    """Of who answers; where the deputy may not be named, of whom she stands in for."""
    if one.acting and (reads_names or one.acting_is_public):
        return one.acting.name
    if one.holder and one.is_public:
        return one.holder.name
    if one.acting and one.level == ChainLevel.BUILDING_HEAD:
        return one.acting.masked_name
    return ""


def _notes(one: Answering, *, reads_names: bool) -> list[str]:
    notes = []
    if one.holder and one.deputy and one.until:
        is_told = reads_names or (one.is_public and one.deputy_is_public)
        leave = _("代%(name)s，至%(day)s（请假）") if is_told else _("请假至%(day)s，期间有人代班")
        notes.append(leave % {"name": one.holder.name, "day": full_date(one.until)})
    elif one.since and reads_names:
        since = _("%(day)s起") % {"day": full_date(one.since)}
        until = _("，至%(day)s") % {"day": full_date(one.until)} if one.until else ""
        notes.append(since + until)
    if one.term_ends_on:
        notes.append(_term_words(one.term_number, one.term_ends_on, is_over=one.is_past_term))
    return notes


def _term_words(number: int | None, ends_on: date, *, is_over: bool) -> str:
    of_number = _("第%(number)d届，") % {"number": number} if number else ""
    words = _("%(day)s届期已满，换届以前仍负责") if is_over else _("任期至%(day)s")
    return of_number + words % {"day": full_date(ends_on)}
