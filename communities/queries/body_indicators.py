"""K03 and K04: how many complexes have their committee, and who sits in them (domain 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from communities.body_rules import share_text
from communities.choices import BodyKind, ComplexKind, SeatPosition
from communities.models import CommitteeSeat, CommitteeTerm
from communities.queries.bodies import seats_on
from communities.queries.places import asked_place, complexes_on
from core import indicators
from core.indicators import Fraction, Part, Question

if TYPE_CHECKING:
    from communities.querysets import AnyUser, ComplexQuerySet

# 业委会组建率 is asked of residential complexes only: an office tower has no owners' committee to found.
NOT_RESIDENTIAL = (ComplexKind.OFFICE_TOWER,)


def committee_rate(question: Question) -> Fraction:
    """K03 业委会组建率: residential complexes with an owners' committee in term, over all of them.

    A committee whose term is over counts no more; interim committees stand apart (`interim_rate`). A
    complex counts where it lay on the day, one merged since then too.
    """
    return _rate_of(BodyKind.OWNERS_COMMITTEE, question)


def interim_rate(question: Question) -> Fraction:
    """K03b: those that have no owners' committee in term but an interim one."""
    return _rate_of(BodyKind.INTERIM, question, unless=BodyKind.OWNERS_COMMITTEE)


def party_share(question: Question) -> Fraction:
    """K04 业委会成员党员占比: the sum of members over the sum of seats, not the mean of the rates.

    Everybody who sits on the day, in an overdue committee too; alternates have no seat yet.
    """
    counted = _counted_seats(question).aggregate(
        members=Count("pk", filter=Q(is_party_member=True)), seats=Count("pk")
    )
    return Fraction(counted["members"], counted["seats"])


def party_share_parts(question: Question, user: AnyUser) -> list[Part]:
    """Each committee's complex, with the names of its Party members where the reader sees the seats.

    Four statements.
    """
    known = CommitteeSeat.objects.visible_to(user).filter(pk=OuterRef("pk"))
    seats = (
        _counted_seats(question)
        .annotate(is_known=Exists(known))
        .order_by("complex__pinyin_key", "complex_id", "pk")
    )
    by_complex: dict[str, list[Any]] = {}
    for seat in seats:
        by_complex.setdefault(seat.complex.name if seat.complex else "", []).append(seat)
    return [_party_share_part(name, found) for name, found in by_complex.items()]


def _party_share_part(complex_name: str, seats: list[Any]) -> Part:
    members = [seat for seat in seats if seat.is_party_member]
    names = tuple(seat.person.name for seat in members if seat.is_known)
    note = share_text(len(members), len(seats))
    return Part(complex_name, len(members), len(seats), note, names)


def _counted_seats(question: Question) -> QuerySet[CommitteeSeat]:
    return (
        seats_on(question.day)
        .filter(complex__in=_complexes_of(question), term__body__kind=BodyKind.OWNERS_COMMITTEE)
        .exclude(position=SeatPosition.ALTERNATE)
    )


def _rate_of(kind: BodyKind, question: Question, *, unless: BodyKind | None = None) -> Fraction:
    required = _complexes_of(question).exclude(kind__in=NOT_RESIDENTIAL)
    having = required.filter(pk__in=_complexes_with(kind, question))
    if unless:
        having = having.exclude(pk__in=_complexes_with(unless, question))
    return Fraction(having.count(), required.count())


def _complexes_with(kind: BodyKind, question: Question) -> QuerySet[CommitteeTerm, Any]:
    return CommitteeTerm.objects.running(question.day).filter(body__kind=kind).values("complex")


def _complexes_of(question: Question) -> ComplexQuerySet:
    """What lay in the place on the day. Raises UnknownPlace."""
    return complexes_on(asked_place(question), question.day)


def register_indicators() -> None:
    """Called once, when the app is ready."""
    indicators.register("K03", "业委会组建率", committee_rate, rule_version="1")
    indicators.register("K03b", "物管会组建率", interim_rate, rule_version="1")
    indicators.register(
        "K04", "业委会成员党员占比", party_share, rule_version="1", parts=party_share_parts
    )
