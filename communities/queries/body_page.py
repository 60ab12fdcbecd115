"""One body on its work page: terms, seats, the election's steps, what is left to hand over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from communities.body_rules import (
    Caution,
    body_name,
    current_days,
    full_date,
    handover_warnings,
    number_text,
    period_text,
    stage_warnings,
)
from communities.choices import NEXT_STAGES, ElectionStage
from communities.models import (
    CommitteeRules,
    CommitteeSeat,
    CommitteeTerm,
    Election,
    ElectionStep,
    HandOverItem,
    OwnersBody,
)
from communities.queries.bodies import Member, rules_of, who_sits
from communities.queries.body_list import cautions_of, tag_of
from core.page_parts import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the election's history."""

    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Act:
    """A button."""

    label: str
    url: str
    is_main: bool = False
    is_post: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """One who sits, with the way to end it ("" = not his right)."""

    member: Member
    since: str
    end_url: str


@dataclass(frozen=True, slots=True)
class PastTerm:
    title: str
    note: str
    members: list[Member]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to hand over."""

    title: str
    done: str
    url: str


@dataclass(frozen=True, slots=True)
class BodyPage:
    """All that the page shows, in words."""

    name: str
    term: str
    tag: Tag
    facts: list[str]
    cautions: list[Caution]
    seats: list[Seat]
    past: list[PastTerm]
    steps: list[Step]
    acts: list[Act]
    handover_title: str
    handover: list[Item]


def body_page(body: OwnersBody, *, on: date, may_write: bool) -> BodyPage:
    """The page of one body as of a day; six statements whatever it holds.

    `body` comes with its complex.
    """
    rules = rules_of(body.sub_district_id)
    handed: QuerySet[HandOverItem] = HandOverItem.objects.order_by("order", "pk")
    terms = list(
        body.committeeterms.order_by("-starts_on").prefetch_related(
            Prefetch("seats", CommitteeSeat.objects.select_related("person").order_by("pk")),
            Prefetch("handover_items", handed),
        )
    )
    steps: QuerySet[ElectionStep] = ElectionStep.objects.order_by("pk")
    election = body.elections.order_by("-pk").prefetch_related(Prefetch("steps", steps)).first()
    current = next((term for term in terms if term.starts_on <= on), None)
    seats = who_sits(body, on=on)
    leaving, successor_starts_on = _leaving(terms, on=on)
    items = list(leaving.handover_items.all()) if leaving else []
    cautions = cautions_of(body, current, seats, rules=rules, on=on)
    cautions += _election_cautions(election, rules=rules, on=on)
    cautions += handover_warnings(
        successor_starts_on=successor_starts_on,
        open_count=sum(item.done_on is None for item in items),
        today=on,
        figures=rules,
    )
    return BodyPage(
        name=body_name(body.complex.name if body.complex else "", body.kind),
        term=f"{number_text(current.number)} · {period_text(current.starts_on, current.ends_on)}"
        if current
        else _("还没有登记届次"),
        tag=tag_of(current, rules=rules, on=on),
        facts=_facts(body, current),
        cautions=cautions,
        seats=[_seat(seat, may_write=may_write) for seat in seats],
        past=[_past(term) for term in terms if term is not current],
        steps=[_step(step) for step in election.steps.all()] if election else [],
        acts=_acts(body, current, election, leaving, items, on=on) if may_write else [],
        handover_title=_("第%(number)d届移交") % {"number": leaving.number} if leaving else "",
        handover=[_item(item, may_write=may_write) for item in items],
    )


def _leaving(
    terms: Sequence[CommitteeTerm], *, on: date
) -> tuple[CommitteeTerm | None, date | None]:
    """Which term hands over: the one before the present, else a present one that is over."""
    begun = [term for term in terms if term.starts_on <= on]
    if len(begun) > 1:
        return begun[1], begun[0].starts_on
    if begun and begun[0].ends_on < on:
        return begun[0], None
    return None, None


def _facts(body: OwnersBody, term: CommitteeTerm | None) -> list[str]:
    facts = []
    if body.founded_on:
        facts.append(_("%(day)s成立") % {"day": full_date(body.founded_on)})
    if body.ended_on:
        facts.append(_("%(day)s终止") % {"day": full_date(body.ended_on)})
    if term and term.seats_planned:
        facts.append(_("应有%(count)d席") % {"count": term.seats_planned})
    if term and term.elected_on:
        facts.append(_("%(day)s选举") % {"day": full_date(term.elected_on)})
    if term and term.filed_on:
        words = _("%(day)s备案") % {"day": full_date(term.filed_on)}
        facts.append(f"{words}（{term.filed_with}）" if term.filed_with else words)
    return facts


def _election_cautions(
    election: Election | None, *, rules: CommitteeRules, on: date
) -> list[Caution]:
    if election is None or election.is_closed:
        return []
    days = current_days((step.stage, step.on) for step in election.steps.all())
    return stage_warnings(days, today=on, figures=rules)


def member_of(seat: CommitteeSeat) -> Member:
    """With building and Party membership: for those who work with the body."""
    words = [seat.building_text, _("党员") if seat.is_party_member else ""]
    note = " · ".join(word for word in words if word)
    return Member(str(seat.get_position_display()), seat.person.name, seat.pk, note)


def _seat(seat: CommitteeSeat, *, may_write: bool) -> Seat:
    late = seat.since != seat.term.starts_on
    return Seat(
        member=member_of(seat),
        since=_("%(day)s补选") % {"day": full_date(seat.since)} if late else "",
        end_url=reverse("communities:field_seat_end", args=[seat.term.body_id, seat.pk])
        if may_write
        else "",
    )


def _past(term: CommitteeTerm) -> PastTerm:
    return PastTerm(
        title=number_text(term.number),
        note=period_text(term.starts_on, term.ends_on),
        members=[member_of(seat) for seat in term.seats.all()],
    )


def _step(step: ElectionStep) -> Step:
    label = str(step.get_stage_display())
    return Step(when=full_date(step.on), text=f"{label}：{step.note}" if step.note else label)


def _item(item: HandOverItem, *, may_write: bool) -> Item:
    done = ""
    if item.done_on:
        done = _("%(day)s已移交") % {"day": full_date(item.done_on)}
        done = f"{done}（{item.done_by}）" if item.done_by else done
    return Item(
        title=item.title,
        done=done,
        url=reverse("communities:field_handover", args=[item.term.body_id, item.pk])
        if may_write and not done
        else "",
    )


def _acts(
    body: OwnersBody,
    term: CommitteeTerm | None,
    election: Election | None,
    leaving: CommitteeTerm | None,
    items: Sequence[HandOverItem],
    *,
    on: date,
) -> list[Act]:
    """What can be done next; the election's next step first."""
    acts = []
    if election is None or election.is_closed:
        label = _("开始换届") if term else _("开始选举")
        acts.append(Act(label, reverse("communities:field_election", args=[body.pk]), is_main=True))
    else:
        acts += [
            Act(
                _("记“%(stage)s”") % {"stage": stage.label},
                f"{reverse('communities:field_step', args=[body.pk])}?stage={stage}",
                is_main=place == 0,
            )
            for place, stage in enumerate(NEXT_STAGES[election.stage])
        ]
    if term is None:
        acts.append(Act(_("登记届次"), reverse("communities:field_term", args=[body.pk])))
    else:
        acts.append(Act(_("补选委员"), reverse("communities:field_seat", args=[body.pk])))
        waits_for_filing = election and election.stage == ElectionStage.ELECTED
        if term.filed_on is None and not waits_for_filing:
            acts.append(Act(_("登记备案"), reverse("communities:field_filing", args=[body.pk])))
    if leaving and not items:
        acts.append(
            Act(
                _("列交接清单"),
                reverse("communities:field_handover_list", args=[body.pk]),
                is_post=True,
            )
        )
    return acts
