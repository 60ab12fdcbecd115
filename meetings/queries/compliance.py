"""Which branch kept 三会一课 and which still owes what: from the meetings themselves, for any period and day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject, TruncDate

from communities.queries.places import Place, placed_on
from meetings.choices import PARTY_LIFE, TOOK_PLACE
from meetings.compliance_rules import (
    REQUIRED,
    SATISFIED,
    Asked,
    Branch,
    Days,
    Figures,
    Group,
    Held,
    Result,
    Secretary,
    judge,
)
from meetings.models import Meeting, MeetingRules
from meetings.models.rules import ASKED
from party_building.choices import BRANCHES, COMMITTEE_POSTS, PartyKind, PartyPostKind
from party_building.models import PartyOrganization, PartyPost, PartyRules, Subordination


@dataclass(frozen=True, slots=True)
class BranchRecord:
    """A branch and what was asked of it, slot by slot."""

    organization: PartyOrganization
    results: Sequence[Result]

    def of(self, asked: Asked) -> list[Result]:
        return [result for result in self.results if result.asked == asked]


def branches_in(place: Place, *, first: date, day: date) -> QuerySet[PartyOrganization]:
    """Branches of the place that stood on any day from `first` to `day`, by pinyin."""
    return PartyOrganization.objects.filter(
        placed_on(place, day),
        Q(founded_on=None) | Q(founded_on__lte=day),
        Q(dissolved_on=None) | Q(dissolved_on__gte=first),
        kind__in=BRANCHES,
    ).order_by("pinyin_key", "pk")


def records(
    branches: QuerySet[PartyOrganization],
    *,
    first: date,
    last: date,
    as_of: date,
    with_open: bool = False,
) -> list[BranchRecord]:
    """What each of the branches was asked for in these days and held; one statement."""
    found = []
    for row in _with_facts(branches, since=date(first.year, 1, 1), as_of=as_of):
        results = judge(
            _branch(row),
            [_held(one) for one in row.facts_held],
            first=first,
            last=last,
            as_of=as_of,
            figures=_figures(row),
            with_open=with_open,
        )
        found.append(BranchRecord(row, results))
    return found


def totals(found: Iterable[BranchRecord]) -> tuple[int, int]:
    """Slots satisfied, and slots required: exempt ones and those that still run are neither."""
    standings = [result.standing for record in found for result in record.results]
    return (
        sum(standing in SATISFIED for standing in standings),
        sum(standing in REQUIRED for standing in standings),
    )


def _with_facts(branches: QuerySet[PartyOrganization], *, since: date, as_of: date) -> Any:
    """Each branch with its committee, its groups, its meetings and its street's figures as arrays.

    `since`: a first of January, with which the longest slot begins.
    """
    posts = PartyPost.objects.filter(organization=OuterRef("pk"), post__in=COMMITTEE_POSTS)
    groups = Subordination.objects.filter(
        parent=OuterRef("pk"), organization__kind=PartyKind.GROUP
    ).order_by("organization__pinyin_key", "organization")
    below = Subordination.objects.filter(parent=OuterRef(OuterRef("pk")))
    meetings = Meeting.objects.filter(
        Q(party_organization=OuterRef("pk"))
        | Q(party_organization__in=below.values("organization")),
        kind__in=PARTY_LIFE,
        state__in=TOOK_PLACE,
        held_from__date__gte=since,
        held_from__date__lte=as_of,
    )
    settings = MeetingRules.objects.filter(sub_district=OuterRef("sub_district"))
    party = PartyRules.objects.filter(sub_district=OuterRef("sub_district"))
    return branches.annotate(
        facts_posts=ArraySubquery(
            posts.values(
                data=JSONObject(person="person", post="post", since="since", until="until")
            )
        ),
        facts_groups=ArraySubquery(
            groups.values(
                data=JSONObject(
                    key="organization",
                    name=F("organization__name"),
                    since="since",
                    until="until",
                )
            )
        ),
        facts_held=ArraySubquery(
            meetings.values(
                data=JSONObject(
                    key="pk",
                    organization="party_organization",
                    kind="kind",
                    day=TruncDate("held_from"),
                    makes_up="makes_up",
                    due="due_count",
                    present="present_count",
                    lecturer="lecturer",
                )
            )
        ),
        facts_figures=Subquery(
            settings.values(
                data=JSONObject(
                    committee_quorum="committee_quorum",
                    counted_since="counted_since",
                    **{name: f"{name}_months" for name in ASKED},
                )
            )
        ),
        facts_committee_least=Subquery(party.values("committee_least")),
    )


def _figures(row: Any) -> Figures:
    """As saved, or the defaults."""
    saved = row.facts_figures
    default = MeetingRules()
    least = row.facts_committee_least or PartyRules().committee_least
    if saved is None:
        months = {asked: getattr(default, f"{asked.value}_months") for asked in Asked}
        return Figures(months, default.committee_quorum, least)
    return Figures(
        {asked: saved[asked.value] for asked in Asked},
        saved["committee_quorum"],
        least,
        _day(saved["counted_since"]),
    )


def _branch(row: Any) -> Branch:
    return Branch(
        key=row.pk,
        life=Days(row.founded_on, row.dissolved_on),
        committee=[_days(post) for post in row.facts_posts],
        groups=[Group(one["key"], one["name"], _days(one)) for one in row.facts_groups],
        secretaries=[
            Secretary(post["person"], _days(post))
            for post in row.facts_posts
            if post["post"] == PartyPostKind.SECRETARY
        ],
    )


def _held(one: dict[str, Any]) -> Held:
    return Held(
        key=one["key"],
        organization=one["organization"],
        kind=one["kind"],
        day=date.fromisoformat(one["day"]),
        makes_up=_day(one["makes_up"]),
        due=one["due"],
        present=one["present"],
        lecturer=one["lecturer"],
    )


def _days(one: dict[str, Any]) -> Days:
    return Days(_day(one["since"]), _day(one["until"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
