"""K03 and K04: how many complexes have their committee, and who sits in them (domain 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from communities.choices import BodyKind, ComplexKind, SeatPosition
from communities.models import CommitteeTerm
from communities.queries.bodies import seats_on
from communities.queries.places import asked_place, complexes_on
from core import indicators
from core.indicators import Fraction, Question

if TYPE_CHECKING:
    from communities.querysets import ComplexQuerySet

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
    counted = (
        seats_on(question.day)
        .filter(complex__in=_complexes_of(question), term__body__kind=BodyKind.OWNERS_COMMITTEE)
        .exclude(position=SeatPosition.ALTERNATE)
        .aggregate(members=Count("pk", filter=Q(is_party_member=True)), seats=Count("pk"))
    )
    return Fraction(counted["members"], counted["seats"])


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
    indicators.register("K04", "业委会成员党员占比", party_share, rule_version="1")
