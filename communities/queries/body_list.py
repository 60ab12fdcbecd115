"""The list of bodies on the work pages: state of the term, who heads it, what to look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, Prefetch
from django.utils.translation import gettext as _

from communities.body_rules import (
    Caution,
    Head,
    TermDates,
    TermState,
    body_name,
    env_warnings,
    term_state,
    term_warnings,
    term_words,
)
from communities.choices import SeatPosition
from communities.models import (
    CommitteeRules,
    CommitteeSeat,
    CommitteeTerm,
    EnvCommittee,
    EnvMember,
    OwnersBody,
)
from communities.queries.bodies import (
    Member,
    env_name,
    env_ranked,
    rules_by_tenant,
    seats_on,
    since_text,
    term_text,
)
from core.page_parts import Tag

if TYPE_CHECKING:
    from communities.querysets import AnyUser


@dataclass(slots=True)
class BodyRow:
    """One body in the list of the work pages."""

    name: str
    url: str
    term: str
    tag: Tag
    head: str
    election: str = ""
    cautions: list[Caution] = field(default_factory=list)


@dataclass(slots=True)
class EnvRow:
    """One 环物委 in that list, with its members: it has no page of its own."""

    name: str
    note: str
    members: list[Member]
    cautions: list[Caution]


def body_rows(user: AnyUser, *, on: date) -> list[BodyRow]:
    """The bodies that the user may read, by the name of their complex; five statements at most."""
    bodies = list(
        OwnersBody.objects.visible_to(user)
        .standing(on)
        .select_related("complex")
        .order_by("complex__pinyin_key", "kind", "pk")
        .prefetch_related("elections")
    )
    terms = {
        term.body_id: term for term in CommitteeTerm.objects.in_office(on).filter(body__in=bodies)
    }
    seats: dict[int, list[CommitteeSeat]] = defaultdict(list)
    for seat in seats_on(on).filter(term__in=list(terms.values())):
        seats[seat.term_id].append(seat)
    rules = rules_by_tenant(body.sub_district_id for body in bodies)
    return [
        _row(body, term, seats[term.pk] if term else [], rules[body.sub_district_id], on)
        for body in bodies
        for term in [terms.get(body.pk)]
    ]


def _row(
    body: OwnersBody,
    term: CommitteeTerm | None,
    seats: Sequence[CommitteeSeat],
    rules: CommitteeRules,
    on: date,
) -> BodyRow:
    open_election = next((one for one in body.elections.all() if not one.is_closed), None)
    directors = [seat.person.name for seat in seats if seat.position == SeatPosition.DIRECTOR]
    return BodyRow(
        name=body_name(body.complex.name if body.complex else "", body.kind),
        url=body.get_absolute_url(),
        term=term_text(term) if term else _("还没有登记届次"),
        tag=tag_of(term, rules=rules, on=on),
        head=_("主任 %(name)s") % {"name": directors[0]} if directors else "",
        election=_("换届中：%(stage)s") % {"stage": open_election.get_stage_display()}
        if open_election
        else "",
        cautions=cautions_of(body, term, seats, rules=rules, on=on),
    )


def tag_of(term: CommitteeTerm | None, *, rules: CommitteeRules, on: date) -> Tag:
    """The state of a term in a word."""
    if term is None:
        return Tag("mute", "dot", _("没有届次"))
    tones = {
        TermState.UPCOMING: ("mute", "clock"),
        TermState.RUNNING: ("ok", "check"),
        TermState.DUE: ("warn", "clock"),
        TermState.OVER: ("bad", "warn"),
    }
    state = term_state(term.starts_on, term.ends_on, today=on, figures=rules)
    tone, icon = tones[state]
    return Tag(tone, icon, term_words(term.starts_on, term.ends_on, today=on, figures=rules))


def cautions_of(
    body: OwnersBody,
    term: CommitteeTerm | None,
    seats: Iterable[CommitteeSeat],
    *,
    rules: CommitteeRules,
    on: date,
) -> list[Caution]:
    """What somebody ought to look at in the term that is in office."""
    if term is None:
        return [Caution(_("还没有登记届次和委员"))]
    dates = TermDates(
        term.starts_on, term.ends_on, term.elected_on, term.filed_on, term.seats_planned
    )
    heads = [Head(seat.position, seat.is_party_member) for seat in seats]
    return term_warnings(dates, heads, kind=body.kind, today=on, figures=rules)


def env_rows(user: AnyUser, *, on: date) -> list[EnvRow]:
    """The 环物委 that the user may read, with who sits in two chairs; four statements at most."""
    committees = list(
        EnvCommittee.objects.visible_to(user)
        .select_related("community")
        .order_by("community__pinyin_key", "pk")
        .prefetch_related(Prefetch("members", EnvMember.objects.on(on).select_related("person")))
    )
    if not committees:
        return []
    rules = rules_by_tenant(one.sub_district_id for one in committees)
    sitting = _names_by_community([one.community_id for one in committees], on=on)
    return [_env_row(one, rules[one.sub_district_id], sitting) for one in committees]


def _names_by_community(communities: Sequence[int | None], *, on: date) -> set[tuple[int, str]]:
    """Who sits in an owners' committee there; a person may be on record twice, so names are compared."""
    seats = seats_on(on).filter(community__in=communities)
    return {
        (community, name)
        for community, name in seats.values_list(F("community_id"), F("person__name"))
        if community is not None
    }


def _env_row(
    committee: EnvCommittee, rules: CommitteeRules, sitting: set[tuple[int, str]]
) -> EnvRow:
    members = env_ranked(committee.members.all())
    both = [one.person.name for one in members if (one.community_id, one.person.name) in sitting]
    notes = [since_text(committee.founded_on), committee.acting_for]
    return EnvRow(
        name=env_name(committee),
        note=" · ".join(note for note in notes if note),
        members=[
            Member(
                str(one.get_position_display()),
                one.person.name,
                one.pk,
                _env_note(one),
            )
            for one in members
        ],
        cautions=env_warnings(
            [Head(one.position, one.is_party_member) for one in members],
            also_in_owners_committee=both,
            figures=rules,
        ),
    )


def _env_note(member: EnvMember) -> str:
    words = [str(member.get_source_display()) if member.source else ""]
    words.append(_("党员") if member.is_party_member else "")
    return " · ".join(word for word in words if word)
