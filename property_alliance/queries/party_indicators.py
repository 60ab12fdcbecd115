"""K02: which projects of property firms have the firm's own branch, or somebody sent to guide them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from communities.body_rules import full_date
from communities.queries.places import asked_place, complexes_on
from core import indicators
from core.indicators import Fraction, Part, Question
from party_building.choices import PartyKind
from party_building.models import InstructorAssignment, PartyCoverage
from property_alliance.models import ServiceContract

if TYPE_CHECKING:
    from datetime import date

    from communities.querysets import AnyUser


def firm_branch_rate(question: Question) -> Fraction:
    """K02 物业企业党组织覆盖率: firm projects (a contract with a complex) whose firm has a branch there.

    A branch of the whole firm counts for each of its projects, a joint branch of several firms too, one
    of a single project only there.
    """
    return _share(question, Exists(branches_of_firm(question.day)))


def firm_work_rate(question: Question) -> Fraction:
    """K02b 物业企业党的工作覆盖率: with a branch, or with an instructor sent to the firm."""
    reached = Exists(branches_of_firm(question.day)) | Exists(_guides(question.day))
    return _share(question, reached)


def firm_branch_parts(question: Question, user: AnyUser) -> list[Part]:
    """Each project with the firm's branch; without one the last that it had, and until when."""
    return _parts(question, with_guides=False)


def firm_work_parts(question: Question, user: AnyUser) -> list[Part]:
    """As `firm_branch_parts`, with the instructors of those that have no branch."""
    return _parts(question, with_guides=True)


def _parts(question: Question, *, with_guides: bool) -> list[Part]:
    day = question.day
    contracts = list(
        _projects(question)
        .select_related("complex", "firm__organization")
        .order_by("firm__organization__pinyin_key", "complex__pinyin_key", "pk")
    )
    hosts = {contract.firm.organization_id for contract in contracts}
    ever = _of_hosts().filter(host__in=hosts, since__lte=day).select_related("organization")
    coverages = list(ever.order_by("since", "pk"))
    sent: list[InstructorAssignment] = []
    if with_guides:
        guides = InstructorAssignment.objects.on(day).filter(host__in=hosts)
        sent = list(guides.select_related("instructor__person"))
    return [_part(contract, coverages, sent, day) for contract in contracts]


def _part(
    contract: ServiceContract,
    coverages: list[PartyCoverage],
    sent: list[InstructorAssignment],
    day: date,
) -> Part:
    label = f"{contract.firm.name}（{contract.complex.name if contract.complex else ''}）"
    latest = None
    for coverage in coverages:
        if _reaches(coverage, contract):
            latest = coverage
            if _runs(coverage, day):
                return Part(label, 1, 1, coverage.organization.name)
    guides = [one.instructor.person.name for one in sent if _reaches(one, contract)]
    note = _("没有党组织，有党建指导员") if guides else _("没有党组织")
    if latest is not None:
        last = min(day for day in (latest.until, latest.organization.dissolved_on) if day)
        facts = {"name": latest.organization.name, "day": full_date(last)}
        note = _("%(name)s到%(day)s为止") % facts
    return Part(label, int(bool(guides)), 1, note, tuple(dict.fromkeys(guides)))


def _reaches(row: Any, contract: ServiceContract) -> bool:
    """Whether a coverage or an assignment of a firm is there for this project of it."""
    of_firm = row.host_id == contract.firm.organization_id
    return of_firm and row.complex_id in {None, contract.complex_id}


def _runs(coverage: PartyCoverage, day: date) -> bool:
    ends = (coverage.until, coverage.organization.dissolved_on)
    return all(last is None or last >= day for last in ends)


def _projects(question: Question) -> QuerySet[ServiceContract]:
    """Contracts that run on the day in what lay in the place. Raises UnknownPlace."""
    complexes = complexes_on(asked_place(question), question.day)
    rows: QuerySet[ServiceContract] = ServiceContract.objects.on(question.day)
    return rows.filter(complex__in=complexes)


def _share(question: Question, condition: Any) -> Fraction:
    counted = _projects(question).aggregate(part=Count("pk", filter=condition), whole=Count("pk"))
    return Fraction(counted["part"], counted["whole"])


def _of_hosts() -> QuerySet[PartyCoverage]:
    rows: QuerySet[PartyCoverage] = PartyCoverage.objects.filter(host__isnull=False)
    return rows.exclude(kind=PartyKind.GROUP)


def _here() -> Q:
    """Of the firm of the outer contract: everywhere, or in the contract's complex."""
    return Q(host=OuterRef("firm__organization")) & (
        Q(complex=None) | Q(complex=OuterRef("complex"))
    )


def branches_of_firm(day: date) -> QuerySet[PartyCoverage]:
    """Branches of the outer contract's firm that are there for its project on that day."""
    standing = Q(organization__dissolved_on=None) | Q(organization__dissolved_on__gte=day)
    runs = Q(until=None) | Q(until__gte=day)
    return _of_hosts().filter(_here(), standing, runs, since__lte=day)


def _guides(day: date) -> QuerySet[InstructorAssignment]:
    rows: QuerySet[InstructorAssignment] = InstructorAssignment.objects.on(day)
    return rows.filter(_here())


def register_indicators() -> None:
    """Called once, when the app is ready."""
    for code, name, count, parts in (
        ("K02", "物业企业党组织覆盖率", firm_branch_rate, firm_branch_parts),
        ("K02b", "物业企业党的工作覆盖率", firm_work_rate, firm_work_parts),
    ):
        indicators.register(code, name, count, rule_version="1", parts=parts)
