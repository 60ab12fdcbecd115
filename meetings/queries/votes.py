"""What the pages of votes show: the list, one vote with its progress and its result, its roll."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.clock import date_text, moment_text
from accounts.text import half_width, pinyin_key
from communities.choices import EntryRoad
from communities.door_names import building_key, split_door, unit_key
from communities.models import Complex
from communities.queries.owners import doors_without_owner, owned_doors
from communities.queries.reach import AnyPlace, Reach
from core.cells import CellValue
from core.page_parts import Tag
from core.sheets import Sheet
from meetings.ballot_codes import code_digest, read_code
from meetings.choices import (
    MATTER_CLASSES,
    VOTE_KEEPERS,
    Choice,
    Matter,
    Outcome,
    VoteBasis,
    VoteState,
)
from meetings.models import RollEntry, Vote, VoteItem, VoteOption
from meetings.queries.vote_counts import (
    Counted,
    CountedBallot,
    ballots_of,
    counted_options,
    entitled_of,
    frozen_options,
    items_of,
    present_of,
)
from meetings.queries.vote_rules import rules_for
from meetings.vote_rules import (
    NOT_THE_ASSEMBLY,
    Figures,
    Line,
    Measure,
    Word,
    asked_words,
    decide,
    number_text,
    shares_of,
    telling_areas,
    took_part,
)

if TYPE_CHECKING:
    from accounts.models import User

# So many doors are named where the roll would lack them; the rest is counted.
MOST_NAMED = 30

_TAGS: dict[str, tuple[str, str]] = {
    VoteState.DRAFT: ("mute", "pen"),
    VoteState.OPEN: ("info", "play"),
    VoteState.COUNTED: ("ok", "check"),
    VoteState.CANCELLED: ("bad", "cross"),
}
_OUTCOME_TAGS: dict[str, tuple[str, str]] = {
    Outcome.PASSED: ("ok", "check"),
    Outcome.ELECTED: ("ok", "check"),
    Outcome.NOT_PASSED: ("mute", "cross"),
    Outcome.NOT_ELECTED: ("mute", "cross"),
    Outcome.TIED: ("warn", "warn"),
    Outcome.NOT_QUORATE: ("warn", "warn"),
}


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One vote in a list (templates/components/notice_row.html)."""

    url: str
    tag: Tag
    title: str
    meta: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One matter on the paper, with the article that names its rule."""

    number: int
    text: str
    matter: str
    source: str
    candidates: str
    asked: str
    remove_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Who has taken part so far, never what they chose; `lines` are the rule's own comparisons."""

    lines: list[Line]
    voted: int
    entries: int
    text: str
    roads: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holes:
    """What a roll of owners would lack, said before the vote opens."""

    ready: str
    ownerless: list[str]
    more_ownerless: int
    without_area: list[str]
    more_without_area: int
    telling: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionRow:
    """One option's result: the numbers, and the rule's arithmetic in words."""

    name: str
    tag: Tag
    numbers: list[str]
    lines: list[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """One matter's result."""

    number: int
    text: str
    matter: str
    source: str
    quorum: list[Line]
    options: list[OptionRow]
    is_election: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """One ballot on the proof sheet."""

    number: str
    label: str
    names: str
    area: str
    head: str
    road: str
    receipt: str
    choices: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """All that is needed to count again: the ballots, the roll's sums, the frozen result."""

    headings: list[str]
    ballots: list[ProofLine]
    results: list[ItemResult]
    entitled: str
    present: str
    is_same: bool


# The list --------------------------------------------------------------------------------------------


def listed_votes(user: User) -> QuerySet[Vote]:
    """The latest first."""
    rows: QuerySet[Vote] = Vote.objects.visible_to(user).select_related(
        "complex", "community", "sub_district"
    )
    return rows.order_by("-closes_at", "-pk")


def vote_rows(votes: Iterable[Vote], *, now: datetime) -> list[VoteRow]:
    return [
        VoteRow(
            url=vote.get_absolute_url(),
            tag=standing_tag(vote, now),
            title=vote.title,
            meta=" · ".join([vote.place_name, vote.get_basis_display(), closing_text(vote)]),
        )
        for vote in votes
    ]


def standing_tag(vote: Vote, now: datetime) -> Tag:
    """As it stands; that the time is up is told by the clock, and stored nowhere."""
    if vote.state == VoteState.OPEN and now >= vote.closes_at:
        return Tag("warn", "clock", _("已截止，待计票"))
    tone, icon = _TAGS[vote.state]
    return Tag(tone, icon, vote.get_state_display())


def closing_text(vote: Vote) -> str:
    if vote.basis == VoteBasis.HANDS:
        return date_text(timezone.localdate(vote.closes_at))
    return _("%(at)s截止") % {"at": moment_text(vote.closes_at)}


def under_title(vote: Vote) -> str:
    """`东园 · 业主表决（人数和面积） · 记名 · 11月27日 周五 下午6:00截止`."""
    parts = [vote.place_name, vote.get_basis_display()]
    if vote.basis != VoteBasis.HANDS:
        parts.append(_("无记名") if vote.is_secret else _("记名"))
    return " · ".join([*parts, closing_text(vote)])


def kept_places(user: User) -> list[AnyPlace]:
    """Where the user keeps votes: communities that he serves as a whole, and complexes."""
    reach = Reach.of(user, complexes=Complex.objects.served_as(user, VOTE_KEEPERS))
    return [*reach.communities, *reach.complexes]


# One vote --------------------------------------------------------------------------------------------


def item_rows(vote: Vote, *, may_remove: bool) -> list[ItemRow]:
    """What is on the paper, and what each matter must reach; three statements."""
    figures = rules_for(vote.sub_district_id)
    return [
        ItemRow(
            number=item.position,
            text=item.text,
            matter=item.get_matter_display(),
            source=MATTER_CLASSES[Matter(item.matter)].source,
            candidates=_candidates(item, options),
            asked=_asked(item, figures),
            remove_url=reverse("meetings:field_vote_item_remove", args=[vote.pk, item.pk])
            if may_remove
            else "",
        )
        for item, options in items_of(vote)
    ]


def _candidates(item: VoteItem, options: Sequence[VoteOption]) -> str:
    if item.seats is None:
        return ""
    facts = {"names": "、".join(option.name for option in options), "seats": item.seats}
    return _("候选人：%(names)s；应选%(seats)d人") % facts


def _asked(item: VoteItem, figures: Figures) -> str:
    """`参与不少于2/3，同意不少于3/4`."""
    rule = MATTER_CLASSES[Matter(item.matter)]
    words = asked_words(item.matter, shares_of(item.matter, figures))
    kind = _("人数和面积都要达到") if rule.by_area else _("按人数")
    return f"{words}（{kind}）"


def progress_of(vote: Vote) -> Progress:
    """Who has taken part, against what the rule asks; six statements at any size."""
    entitled, present = entitled_of(vote), present_of(vote)
    item = vote.items.order_by("position").first()
    lines: list[Line] = []
    if item:
        shares = shares_of(item.matter, rules_for(vote.sub_district_id))
        lines = decide(
            item.matter, agree=Measure(), present=present, entitled=entitled, shares=shares
        ).quorum
    counts = dict(vote.turnout.values_list("road").annotate(Count("pk")))
    voted, entries = sum(counts.values()), vote.roll.count()
    return Progress(
        lines=lines,
        voted=voted,
        entries=entries,
        text=(
            _("已投 %(voted)d / %(all)d户")
            if vote.is_of_owners
            else _("已投 %(voted)d / %(all)d人")
        )
        % {"voted": voted, "all": entries},
        roads=" · ".join(
            _("%(road)s %(n)d") % {"road": road.label, "n": counts[road.value]}
            for road in EntryRoad
            if counts.get(road.value)
        ),
    )


def holes_of(vote: Vote, *, on: date) -> Holes | None:
    """What an owners' roll as of that day would hold and lack; two statements."""
    if vote.complex is None or not vote.is_of_owners:
        return None
    owned = owned_doors(vote.complex, on=on)
    ownerless = doors_without_owner(vote.complex, on=on)
    without_area = [one.label for one in owned if one.area is None]
    area = sum((one.area or Decimal(0) for one in owned), Decimal(0))
    heads: dict[frozenset[int], Decimal] = {}
    for one in owned:
        heads[one.owners] = heads.get(one.owners, Decimal(0)) + (one.area or Decimal(0))
    facts = {"doors": len(owned), "heads": len(heads), "area": number_text(area)}
    return Holes(
        ready=_("名册：%(doors)d户，%(heads)d人，%(area)s㎡") % facts,
        ownerless=ownerless[:MOST_NAMED],
        more_ownerless=max(len(ownerless) - MOST_NAMED, 0),
        without_area=without_area[:MOST_NAMED],
        more_without_area=max(len(without_area) - MOST_NAMED, 0),
        telling=telling_areas(heads.values()) if vote.is_secret else 0,
    )


def results_of(vote: Vote) -> list[ItemResult]:
    """The frozen result; five statements."""
    return result_rows(items_of(vote), frozen_options(vote))


def result_rows(
    items: Iterable[tuple[VoteItem, Sequence[VoteOption]]], counted: Iterable[Counted]
) -> list[ItemResult]:
    by_option = {one.option.pk: one for one in counted}
    rows = []
    for item, options in items:
        first = by_option[options[0].pk]
        rows.append(
            ItemResult(
                number=item.position,
                text=item.text,
                matter=item.get_matter_display(),
                source=first.decision.source,
                quorum=first.decision.quorum,
                options=[_option_row(by_option[option.pk]) for option in options],
                is_election=item.is_election,
            )
        )
    return rows


def _option_row(one: Counted) -> OptionRow:
    tone, icon = _OUTCOME_TAGS[one.outcome]
    by_area = MATTER_CLASSES[Matter(one.option.item.matter)].by_area
    sides = (
        (Choice.AGREE, one.tally.agree),
        (Choice.OPPOSE, one.tally.oppose),
        (Choice.ABSTAIN, one.tally.abstain),
    )
    numbers = [_side(str(choice.label), measure, by_area=by_area) for choice, measure in sides]
    if one.tally.split:
        numbers.append(_("各户选择不同 %(n)d人（不计入任何一方）") % {"n": one.tally.split})
    return OptionRow(
        name=one.option.name,
        tag=Tag(tone, icon, str(one.outcome.label)),
        numbers=numbers,
        lines=one.decision.majority,
    )


def _side(label: str, measure: Measure, *, by_area: bool) -> str:
    if not by_area:
        return _("%(side)s %(heads)d人") % {"side": label, "heads": measure.heads}
    facts = {"side": label, "heads": measure.heads, "area": number_text(measure.area)}
    return _("%(side)s %(heads)d人 %(area)s㎡") % facts


# The proof sheet --------------------------------------------------------------------------------------


def proof_of(vote: Vote) -> Proof:
    """Counted anew from the ballots as they are, beside what was frozen; statements at any size the same."""
    items, frozen = items_of(vote), frozen_options(vote)
    ballots = ballots_of(vote)
    anew = {one.option.pk: one.tally for one in counted_options(vote, ballots)}
    count = vote.count
    return Proof(
        headings=[
            option.name or _("第%(n)d项") % {"n": item.position}
            for item, options in items
            for option in options
        ],
        ballots=[
            _proof_line(one, [option for _item, options in items for option in options])
            for one in ballots
        ],
        results=result_rows(items, frozen),
        entitled=_measure_text(Measure(count.entitled_heads, count.entitled_area), vote),
        present=_measure_text(Measure(count.present_heads, count.present_area), vote),
        is_same=anew == {one.option.pk: one.tally for one in frozen}
        and took_part(Word(one.head, one.area) for one in ballots)
        == Measure(count.present_heads, count.present_area),
    )


def _measure_text(measure: Measure, vote: Vote) -> str:
    if not vote.is_of_owners:
        return _("%(heads)d人") % {"heads": measure.heads}
    facts = {"heads": measure.heads, "area": number_text(measure.area)}
    return _("%(heads)d人 %(area)s㎡") % facts


def _proof_line(one: CountedBallot, options: Sequence[VoteOption]) -> ProofLine:
    entry = one.entry
    road = str(EntryRoad(one.road).label) if one.road else ""
    return ProofLine(
        number=str(entry.number) if entry else "",
        label=entry.label if entry else "",
        names=entry.names if entry else "",
        area=number_text(one.area) if one.area else "",
        head=str(entry.head_number) if entry else "",
        road=_("%(road)s，更正过") % {"road": road} if one.turn > 1 else road,
        receipt=one.receipt,
        choices=[
            str(Choice(one.marks.get(option.pk) or Choice.ABSTAIN).label) for option in options
        ],
    )


def proof_sheet(vote: Vote, proof: Proof) -> Sheet:
    """The same as a table for spreadsheets: ballots first, below them the roll that was entitled."""
    plain = [_("面积（㎡）"), _("回执码"), *proof.headings]
    headings = (
        plain
        if vote.is_secret
        else [_("序号"), _("户或姓名"), _("业主"), _("计票人"), _("途径"), *plain]
    )
    rows: list[list[CellValue]] = []
    for line in proof.ballots:
        told: list[CellValue] = [line.area, line.receipt, *line.choices]
        own: list[CellValue] = [line.number, line.label, line.names, line.head, line.road]
        rows.append(told if vote.is_secret else [*own, *told])
    rows += [[], [_("名册"), _("户或姓名"), _("计票人"), _("面积（㎡）"), _("是否参与")]]
    roll = vote.roll.order_by("number").annotate(turnout_count=Count("turnouts"))
    rows += [
        [
            row.number,
            row.label,
            row.head_number,
            number_text(row.area) if row.area else "",
            _("参与") if row.turnout_count else _("未参与"),
        ]
        for row in roll
    ]
    lines = (under_title(vote), str(NOT_THE_ASSEMBLY))
    return Sheet(_("计票核对表：%(title)s") % {"title": vote.title}, lines, tuple(headings), rows)


# The roll ---------------------------------------------------------------------------------------------


def waiting_entries(vote: Vote, *, building: str = "") -> QuerySet[RollEntry]:
    """Who has not voted yet, as one walks along."""
    rows = vote.roll.filter(turnouts=None).order_by("number")
    return rows.filter(building=building) if building else rows


def slips_due(vote: Vote, *, building: str, most: int) -> list[RollEntry]:
    """Of a building those whose slip was printed least often, so that no home waits behind another."""
    rows = waiting_entries(vote, building=building).order_by("codes_issued", "number")
    return sorted(rows[:most], key=lambda row: row.number)


def buildings_of(vote: Vote) -> list[tuple[str, int]]:
    """Each building of the roll with how many of its doors have not voted; one statement."""
    counted = (
        vote.roll.exclude(building="")
        .values_list("building")
        .annotate(waiting=Count("pk", filter=Q(turnouts=None)))
    )
    return sorted(counted, key=lambda row: pinyin_key(row[0]))


def find_entries(vote: Vote, typed: Iterable[str]) -> dict[str, RollEntry]:
    """By what was typed, a slip's code or a door in any spelling; what is not found is left out.

    A door without its unit is found where the building has that room only once. Two statements,
    whatever the number.
    """
    wanted = {one: read_code(one) for one in typed}
    digests = {code_digest(code): one for one, code in wanted.items() if code}
    found = {
        digests[row.code_digest or ""]: row
        for row in vote.roll.filter(code_digest__in=list(digests))
    }
    index: dict[tuple[str, ...], list[int]] = {}
    for pk, label in vote.roll.values_list("pk", "label"):
        for key in _keys(label):
            index.setdefault(key, []).append(pk)
    by_pk: dict[int, list[str]] = {}
    for one in wanted:
        matches = next((index[key] for key in _keys(one)[:1] if len(index.get(key, ())) == 1), None)
        if one not in found and matches:
            by_pk.setdefault(matches[0], []).append(one)
    for row in vote.roll.filter(pk__in=list(by_pk)):
        found |= dict.fromkeys(by_pk[row.pk], row)
    return found


def _keys(written: str) -> list[tuple[str, ...]]:
    """How an entry is called: as it is written, and a door by its walls, with and without its unit."""
    plain = ("".join(half_width(written).lower().split()),)
    door = split_door(written)
    if door is None:
        return [plain]
    walls = (building_key(door.building), unit_key(door.unit), door.room)
    return [walls, (walls[0], "", walls[2])] if door.unit else [walls]


def entry_by_code(code: str) -> RollEntry | None:
    """Whose slip it is, with its vote; one statement."""
    rows = RollEntry.objects.select_related(
        "vote__complex__community", "vote__complex__sub_district", "vote__community",
        "vote__sub_district",
    )  # fmt: skip
    return rows.filter(code_digest=code_digest(code)).first()


def doors_of_head(entry: RollEntry) -> list[str]:
    """What a secret ballot of this entry speaks for; one statement."""
    same = RollEntry.objects.filter(vote=entry.vote_id, head_number=entry.head_number)
    return list(same.order_by("number").values_list("label", flat=True))
