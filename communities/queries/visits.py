"""What the pages of /field/visits/ show: plans with their progress, an entrance floor by floor, needs.

Progress is counted from the households, never typed (domain 3.20). Ready words in frozen dataclasses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.clock import date_text
from accounts.text import pinyin_key
from communities.choices import EntryRoad, VisitOutcome
from communities.models import (
    Complex,
    Door,
    Unit,
    VisitEntry,
    VisitFollowUp,
    VisitHousehold,
    VisitPlan,
)
from communities.visit_rules import Household, floor_of
from core.page_parts import Count as Waiting
from core.page_parts import Link, Tag

if TYPE_CHECKING:
    from accounts.models import User
    from communities.querysets import AnyUser, ComplexQuerySet

_O = VisitOutcome
MOST_NEEDS = 50
OUTCOME_TAGS: dict[str, tuple[str, str]] = {
    _O.VISITED: ("ok", "check"),
    _O.ABSENT: ("warn", "clock"),
    _O.DECLINED: ("mute", "minus"),
}
# What one tap says; taking it back is a button of its own.
MARKS = (_O.VISITED, _O.ABSENT, _O.DECLINED)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a plan, or one entrance of it, has come: met households over those to visit."""

    target: int = 0
    met: int = 0
    absent: int = 0
    declined: int = 0

    @property
    def left(self) -> int:
        return self.target - self.met - self.absent - self.declined

    @property
    def text(self) -> str:
        return _("见到 %(met)d / %(target)d户") % {"met": self.met, "target": self.target}

    @property
    def rest(self) -> str:
        """What the others are: `没人 8户 · 婉拒 1户 · 没走 35户`."""
        parts = [
            (self.absent, _("没人 %(n)d户")),
            (self.declined, _("婉拒 %(n)d户")),
            (self.left, _("没走 %(n)d户")),
        ]
        return " · ".join(words % {"n": number} for number, words in parts if number)

    def __add__(self, other: Progress) -> Progress:
        return Progress(
            self.target + other.target,
            self.met + other.met,
            self.absent + other.absent,
            self.declined + other.declined,
        )


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan in the list (templates/components/notice_row.html)."""

    url: str
    tag: Tag
    title: str
    meta: str


@dataclass(frozen=True, slots=True)
class Part:
    """An entrance of a plan's list: `number` is what its address calls it."""

    number: int
    building: str
    unit: str
    progress: Progress

    @property
    def label(self) -> str:
        return f"{self.building}{self.unit}" or _("全部")


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorRow:
    """One household as it is marked standing before its door."""

    id: int
    label: str
    turns: int
    tag: Tag | None
    who: str
    buttons: list[tuple[str, str]]
    is_done: bool
    need_url: str


@dataclass(frozen=True, slots=True)
class Floor:
    label: str
    doors: list[DoorRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedRow:
    """What a household needs: `url` leads to where it is closed, while it is open."""

    text: str
    meta: str
    tag: Tag
    url: str


def visited_complexes(user: User) -> ComplexQuerySet:
    """Where the user plans visits, by pinyin."""
    rows: ComplexQuerySet = Complex.objects.visited_by(user)
    return rows.select_related("community", "sub_district").by_pinyin()


def visit_counts(user: User) -> list[Waiting]:
    """For `/field/`: needs that nobody has closed yet."""
    number = VisitFollowUp.objects.manageable_by(user).filter(done_on=None).count()
    url = f"{reverse('communities:field_visits')}?show=needs"
    return [Waiting(number, _("走访需求没办结"), url)] if number else []


def listed_plans(user: AnyUser) -> Any:
    """The newest first."""
    plans = VisitPlan.objects.visible_to(user).select_related("complex")
    return plans.order_by("-starts_on", "-pk")


def plan_rows(plans: Iterable[VisitPlan], *, today: date) -> list[PlanRow]:
    """Each with its progress; one statement for all."""
    listed = list(plans)
    progress = progress_of([plan.pk for plan in listed])
    return [
        PlanRow(
            url=plan.get_absolute_url(),
            tag=standing_tag(plan, today),
            title=plan.purpose,
            meta=f"{plan.place_name} · {period_text(plan)} · "
            f"{progress.get(plan.pk, Progress()).text}",
        )
        for plan in listed
    ]


def progress_of(plan_ids: Iterable[int]) -> dict[int, Progress]:
    """By plan; a plan without households is missing."""
    households = VisitHousehold.objects.filter(plan__in=list(plan_ids))
    return {row.pop("plan"): Progress(**row) for row in _counted(households, "plan")}


def parts_of(plan: VisitPlan) -> list[Part]:
    """The plan's entrances in the order of their names; one statement."""
    rows = list(_counted(plan.households.all(), "building", "unit"))
    rows.sort(key=lambda row: (pinyin_key(row["building"]), pinyin_key(row["unit"])))
    return [
        Part(number, row.pop("building"), row.pop("unit"), Progress(**row))
        for number, row in enumerate(rows, start=1)
    ]


def choose_part(parts: list[Part], typed: str) -> Part | None:
    """The one that the address names; else the first where somebody is left to visit."""
    if typed.isascii() and typed.isdigit() and len(typed) < 6:
        for part in parts:
            if part.number == int(typed):
                return part
    return next((part for part in parts if part.progress.left), parts[0] if parts else None)


def households_of(plan: VisitPlan, part: Part) -> list[VisitHousehold]:
    """From the ground floor up."""
    rows = plan.households.filter(building=part.building, unit=part.unit)
    return sorted(rows, key=lambda row: (row.floor or 0, pinyin_key(row.room)))


def floors_of(
    households: Iterable[VisitHousehold], *, may_write: bool, may_mark: bool
) -> list[Floor]:
    """The households by floor, each with the words of its last entry; one statement.

    `may_mark`: whether a door can be marked today, too.
    """
    listed = list(households)
    last = _last_entries(listed)
    floors: dict[str, list[DoorRow]] = {}
    for household in listed:
        label = floor_label(household.floor)
        floors.setdefault(label, []).append(
            _door_row(household, last.get(household.pk), may_write=may_write, may_mark=may_mark)
        )
    return [Floor(label, doors) for label, doors in floors.items()]


def floor_label(floor: int | None) -> str:
    return _("%(n)d层") % {"n": floor} if floor else _("其他")


def needs_of(plan: VisitPlan, *, may_write: bool) -> list[NeedRow]:
    """The open ones first, then the newest."""
    rows = VisitFollowUp.objects.filter(household__plan=plan)
    return need_rows(_needs_in_order(rows)[:MOST_NEEDS], may_write=may_write)


def listed_needs(user: User) -> Any:
    """Of all plans that the user sees, the open ones first."""
    return _needs_in_order(VisitFollowUp.objects.visible_to(user))


def need_rows(follow_ups: Iterable[VisitFollowUp], *, may_write: bool) -> list[NeedRow]:
    return [_need_row(follow_up, may_write=may_write) for follow_up in follow_ups]


def period_text(plan: VisitPlan) -> str:
    return f"{date_text(plan.starts_on)}—{date_text(plan.ends_on)}"


def standing_tag(plan: VisitPlan, today: date) -> Tag:
    if today < plan.starts_on:
        return Tag("mute", "clock", _("没开始"))
    if today > plan.ends_on:
        return Tag("mute", "check", _("已结束"))
    return Tag("info", "play", _("进行中"))


def part_links(parts: Iterable[Part], chosen: Part | None, url: str) -> list[Link]:
    """`3栋2单元 12/34`."""
    return [
        Link(
            f"{part.label} {part.progress.met}/{part.progress.target}",
            f"{url}?part={part.number}",
            current=part == chosen,
        )
        for part in parts
    ]


# Whom a plan may name --------------------------------------------------------------------------------


def unit_choices(complex_: Complex) -> list[tuple[str, str]]:
    """`3栋2单元（34户）` of a complex that has registered its doors; one statement."""
    units = Unit.objects.filter(complex=complex_).annotate(door_count=Count("doors"))
    rows = units.values_list("pk", "building__name", "name", "door_count")
    named = sorted(
        ((f"{building}{unit}", pk, count) for pk, building, unit, count in rows if count),
        key=lambda row: pinyin_key(row[0]),
    )
    return [
        (str(pk), _("%(unit)s（%(n)d户）") % {"unit": label, "n": count})
        for label, pk, count in named
    ]


def registered_households(
    complex_: Complex, *, unit_ids: Iterable[int], lowest: int | None, highest: int | None
) -> list[Household]:
    """The doors behind these entrances, between two floors where those are asked for."""
    doors = Door.objects.filter(complex=complex_, unit__in=list(unit_ids))
    rows = doors.values_list("unit__building__name", "unit__name", "room", "pk")
    households = [Household(*row) for row in rows]
    if lowest is None and highest is None:
        return households
    return [
        one
        for one in households
        if (floor := floor_of(one.room)) is not None
        and (lowest or floor) <= floor <= (highest or floor)
    ]


def _counted(households: Any, *by: str) -> Any:
    return households.values(*by).annotate(
        target=Count("pk"),
        met=Count("pk", filter=Q(outcome=_O.VISITED)),
        absent=Count("pk", filter=Q(outcome=_O.ABSENT)),
        declined=Count("pk", filter=Q(outcome=_O.DECLINED)),
    )


def _last_entries(households: list[VisitHousehold]) -> dict[int, VisitEntry]:
    """By household the entry that its row repeats: the last turn of its last day."""
    entries = VisitEntry.objects.filter(
        household__in=[one.pk for one in households if one.turns],
        tour__day=F("household__visited_on"),
    ).select_related("tour")
    return {entry.household_id: entry for entry in entries.order_by("turn")}


def _door_row(
    household: VisitHousehold, entry: VisitEntry | None, *, may_write: bool, may_mark: bool
) -> DoorRow:
    outcome = household.outcome
    is_open = outcome in {"", _O.CLEARED, _O.ABSENT}
    return DoorRow(
        id=household.pk,
        label=f"{household.unit}{household.room}" if household.unit else household.room,
        turns=household.turns,
        tag=outcome_tag(outcome),
        who=_who(entry) if entry and outcome != _O.CLEARED else "",
        buttons=[(mark.value, str(mark.label)) for mark in MARKS] if is_open and may_mark else [],
        is_done=may_mark and outcome in MARKS,
        need_url=reverse("communities:field_visit_need", args=[household.plan_id, household.pk])
        if may_write
        else "",
    )


def outcome_tag(outcome: str) -> Tag | None:
    """None while nobody has knocked, or where the mark was taken back."""
    if outcome not in OUTCOME_TAGS:
        return None
    tone, icon = OUTCOME_TAGS[outcome]
    return Tag(tone, icon, str(VisitOutcome(outcome).label))


def _who(entry: VisitEntry) -> str:
    words = f"{entry.tour.visitor} {date_text(entry.tour.day)}"
    return f"{words} · {_('纸质')}" if entry.road == EntryRoad.PAPER else words


def _needs_in_order(follow_ups: Any) -> Any:
    related = follow_ups.select_related("household", "tour", "complex")
    return related.order_by(F("done_on").desc(nulls_first=True), "-created_at", "-pk")


def _need_row(follow_up: VisitFollowUp, *, may_write: bool) -> NeedRow:
    where = follow_up.household.label if follow_up.household else follow_up.tour.building
    parts = [f"{follow_up.place_name}{where}", date_text(follow_up.tour.day)]
    if follow_up.handed_to:
        parts.append(_("转给%(who)s") % {"who": follow_up.handed_to})
    if follow_up.transfer_number:
        parts.append(_("转办%(number)s") % {"number": follow_up.transfer_number})
    is_open = follow_up.done_on is None
    if follow_up.done_on:
        parts.append(_("%(day)s办结") % {"day": date_text(follow_up.done_on)})
    return NeedRow(
        text=follow_up.need,
        meta=" · ".join(parts),
        tag=Tag("warn", "clock", _("没办结")) if is_open else Tag("ok", "check", _("已办结")),
        url=reverse("communities:field_visit_need_done", args=[follow_up.pk])
        if is_open and may_write
        else "",
    )
