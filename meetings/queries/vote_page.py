"""One vote as its pages show it: what is on the paper, who has taken part, what its roll lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from communities.choices import EntryRoad
from communities.queries.owners import doors_without_owner, owned_doors
from meetings.choices import (
    MATTER_CLASSES,
    Matter,
)
from meetings.models import Vote, VoteItem, VoteOption
from meetings.queries.vote_counts import (
    entitled_of,
    items_of,
    present_of,
)
from meetings.queries.vote_rules import rules_for
from meetings.vote_rules import (
    Figures,
    Line,
    Measure,
    asked_words,
    decide,
    number_text,
    shares_of,
    telling_areas,
)

# So many doors are named where the roll would lack them; the rest is counted.
MOST_NAMED = 30


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
