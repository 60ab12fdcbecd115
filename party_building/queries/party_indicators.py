"""K01, K05 and K06: which complexes have their branch, and whether branch and owners' committee are tied.

Counted from dated rows on the day that is asked for, where the complexes lay that day. Each figure opens
to its complexes; those that are missing from the whole say why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from communities.body_rules import full_date
from communities.choices import BodyKind, SeatPosition
from communities.models import CommitteeSeat, CommitteeTerm
from communities.queries.bodies import seats_on
from communities.queries.body_indicators import NOT_RESIDENTIAL
from communities.queries.places import asked_place, complexes_on
from core import indicators
from core.indicators import Fraction, Part, Question
from party_building.choices import PartyKind, PartyPostKind
from party_building.models import InstructorAssignment, PartyCoverage, PartyPost

if TYPE_CHECKING:
    from datetime import date

    from communities.models import Complex
    from communities.querysets import AnyUser, ComplexQuerySet
    from party_building.querysets import CoverageQuerySet, PartOfOrganizationQuerySet


def branch_rate(question: Question) -> Fraction:
    """K01 小区党组织覆盖率: residential complexes with a branch of their own or a joint one, over all.

    A branch that was dissolved covers its complex through its last day and no longer.
    """
    return _share(_residential(question), Exists(covering(question.day)))


def work_rate(question: Question) -> Fraction:
    """K01b 小区党的工作覆盖率: with a branch, or with an instructor sent to the complex."""
    reached = Exists(covering(question.day)) | Exists(guiding(question.day))
    return _share(_residential(question), reached)


def cross_rate(question: Question) -> Fraction:
    """K05 交叉任职率: complexes with branch and owners' committee where somebody sits in both.

    A post of the branch that covers the complex on the day, and a seat in the committee in office, an
    overdue one too; alternates have no seat yet.
    """
    both = _residential(question).filter(*_with_both(question.day))
    return _share(both, Exists(cross_seats(question.day)))


def dual_head_rate(question: Question) -> Fraction:
    """K06 书记主任一肩挑率: of the same complexes those whose branch secretary is the director."""
    both = _residential(question).filter(*_with_both(question.day))
    return _share(both, Exists(dual_seats(question.day)))


# The rows behind them


def branch_parts(question: Question, user: AnyUser) -> list[Part]:
    """Each complex with its branch; without one the last that it had, and until when. Four statements."""
    return _branch_parts(_residential(question), question.day, guided={})


def work_parts(question: Question, user: AnyUser) -> list[Part]:
    """As `branch_parts`, with the instructors of those that have no branch. Five statements."""
    complexes = _residential(question)
    guided: dict[int, list[str]] = defaultdict(list)
    sent = guiding(question.day, of_row=False).select_related("instructor__person")
    for assignment in sent.filter(complex__in=complexes):
        guided[assignment.complex_id or 0].append(assignment.instructor.person.name)
    return _branch_parts(complexes, question.day, guided=guided)


def _branch_parts(of: ComplexQuerySet, day: date, *, guided: dict[int, list[str]]) -> list[Part]:
    complexes = list(of.by_pinyin())
    latest: dict[int, PartyCoverage] = {}
    ever = of_whole_complexes().filter(
        complex__in=[complex_.pk for complex_ in complexes], since__lte=day
    )
    for coverage in ever.select_related("organization").order_by("since", "pk"):
        latest[coverage.complex_id or 0] = coverage
    return [
        _branch_part(complex_, latest.get(complex_.pk), guided.get(complex_.pk, []), day)
        for complex_ in complexes
    ]


def _branch_part(
    complex_: Complex, coverage: PartyCoverage | None, guides: list[str], day: date
) -> Part:
    if coverage is None:
        if guides:
            return Part(complex_.name, 1, 1, _("没有党支部，有党建指导员"), tuple(guides))
        return Part(complex_.name, 0, 1, _("没有党支部"))
    branch = coverage.organization
    ends = [last for last in (coverage.until, branch.dissolved_on) if last]
    if not ends or min(ends) >= day:
        return Part(complex_.name, 1, 1, branch.name)
    facts = {"name": branch.name, "day": full_date(min(ends))}
    if branch.dissolved_on and branch.dissolved_on < day:
        note = _("%(name)s已撤销，最后一天%(day)s") % facts
    else:
        note = _("%(name)s到%(day)s为止") % facts
    return Part(complex_.name, int(bool(guides)), 1, note, tuple(guides))


def cross_parts(question: Question, user: AnyUser) -> list[Part]:
    """Each complex with who sits in both. Five statements."""
    parts = []
    for complex_, posts, seats in _both(question, user):
        sitting = {seat.person_id for seat in seats}
        both = {post.person_id: post for post in posts if post.person_id in sitting}
        note = "" if both else _("没有人同时在支部和业委会任职")
        parts.append(Part(complex_.name, int(bool(both)), 1, note, _known(both.values())))
    return parts


def dual_head_parts(question: Question, user: AnyUser) -> list[Part]:
    """Each complex with who is secretary and director, or both of them. Five statements."""
    parts = []
    for complex_, posts, seats in _both(question, user):
        secretary = next((one for one in posts if one.post == PartyPostKind.SECRETARY), None)
        director = next((one for one in seats if one.position == SeatPosition.DIRECTOR), None)
        if secretary and director and secretary.person_id == director.person_id:
            parts.append(Part(complex_.name, 1, 1, "", _known([secretary])))
            continue
        note = _("书记%(secretary)s，主任%(director)s") % {
            "secretary": _name_or_none(secretary),
            "director": _name_or_none(director),
        }
        parts.append(Part(complex_.name, 0, 1, note))
    return parts


def _both(
    question: Question, user: AnyUser
) -> list[tuple[Complex, list[PartyPost], list[CommitteeSeat]]]:
    """The complexes of K05 with the posts of their branch and the seats of their committee."""
    day = question.day
    complexes = list(_residential(question).filter(*_with_both(day)).by_pinyin())
    keys = [complex_.pk for complex_ in complexes]
    seats: dict[int, list[CommitteeSeat]] = defaultdict(list)
    known_seats = CommitteeSeat.objects.visible_to(user).filter(pk=OuterRef("pk"))
    counted = _counted_seats(day).filter(complex__in=keys).annotate(is_known=Exists(known_seats))
    for seat in counted.order_by("pk"):
        seats[seat.complex_id or 0].append(seat)
    posts: dict[int, list[PartyPost]] = defaultdict(list)
    known_posts = PartyPost.objects.visible_to(user).filter(pk=OuterRef("pk"))
    held = (
        PartyPost.objects.on(day)
        .filter(
            organization__in=of_whole_complexes()
            .on(day)
            .filter(complex__in=keys)
            .values("organization")
        )
        .annotate(is_known=Exists(known_posts))
        .select_related("person")
        .order_by("pk")
    )
    by_branch: dict[int, list[PartyPost]] = defaultdict(list)
    for post in held:
        by_branch[post.organization_id].append(post)
    covered = of_whole_complexes().on(day).filter(complex__in=keys)
    for complex_id, branch in covered.values_list("complex", "organization"):
        posts[complex_id].extend(by_branch[branch])
    return [(complex_, posts[complex_.pk], seats[complex_.pk]) for complex_ in complexes]


def _known(posts: Iterable[Any]) -> tuple[str, ...]:
    return tuple(post.person.name for post in posts if post.is_known)


def _name_or_none(row: Any) -> str:
    """Of a post or a seat; nothing of it where the reader may not know who holds it."""
    if row is None:
        return _("空缺")
    return str(row.person.name) if row.is_known else _("未公布")


# What stands on the day


def of_whole_complexes() -> CoverageQuerySet:
    """A branch for all of a complex; a firm's own branch and groups are something else."""
    return PartyCoverage.objects.filter(
        complex__isnull=False, host=None, building=None, unit=None
    ).exclude(kind=PartyKind.GROUP)


def covering(day: date) -> CoverageQuerySet:
    """Branches that are there for the complex of the outer row on that day."""
    standing = Q(organization__dissolved_on=None) | Q(organization__dissolved_on__gte=day)
    return of_whole_complexes().on(day).filter(standing, complex=OuterRef("pk"))


def guiding(day: date, *, of_row: bool = True) -> PartOfOrganizationQuerySet[InstructorAssignment]:
    """Instructors sent to a complex as a whole on that day; `of_row`: to that of the outer row."""
    sent = InstructorAssignment.objects.on(day).filter(
        complex__isnull=False, host=None, organization=None
    )
    return sent.filter(complex=OuterRef("pk")) if of_row else sent


def _with_both(day: date) -> tuple[Exists, Exists]:
    in_office = CommitteeTerm.objects.in_office(day).filter(
        body__kind=BodyKind.OWNERS_COMMITTEE, complex=OuterRef("pk")
    )
    return Exists(covering(day)), Exists(in_office)


def _counted_seats(day: date) -> QuerySet[CommitteeSeat]:
    return (
        seats_on(day)
        .filter(term__body__kind=BodyKind.OWNERS_COMMITTEE)
        .exclude(position=SeatPosition.ALTERNATE)
    )


def cross_seats(day: date) -> QuerySet[CommitteeSeat]:
    """Seats of the outer complex whose holder has a post in the branch that covers it."""
    return _seats_of_posts(day, PartyPost.objects.on(day))


def dual_seats(day: date) -> QuerySet[CommitteeSeat]:
    """Directors of the outer complex who are secretary of the branch that covers it."""
    secretaries = PartyPost.objects.on(day).filter(post=PartyPostKind.SECRETARY)
    return _seats_of_posts(day, secretaries).filter(position=SeatPosition.DIRECTOR)


def _seats_of_posts(day: date, posts: QuerySet[PartyPost]) -> QuerySet[CommitteeSeat]:
    branches = (
        of_whole_complexes()
        .on(day)
        .filter(complex=OuterRef(OuterRef("complex")), organization=OuterRef("organization"))
    )
    held = posts.filter(Exists(branches), person=OuterRef("person"))
    return _counted_seats(day).filter(Exists(held), complex=OuterRef("pk"))


def _residential(question: Question) -> ComplexQuerySet:
    """What lay in the place on the day. Raises UnknownPlace."""
    return complexes_on(asked_place(question), question.day).exclude(kind__in=NOT_RESIDENTIAL)


def _share(complexes: ComplexQuerySet, condition: Any) -> Fraction:
    counted = complexes.aggregate(part=Count("pk", filter=condition), whole=Count("pk"))
    return Fraction(counted["part"], counted["whole"])


def register_indicators() -> None:
    """Called once, when the app is ready."""
    for code, name, count, parts in (
        ("K01", "小区党组织覆盖率", branch_rate, branch_parts),
        ("K01b", "小区党的工作覆盖率", work_rate, work_parts),
        ("K05", "交叉任职率", cross_rate, cross_parts),
        ("K06", "书记主任一肩挑率", dual_head_rate, dual_head_parts),
    ):
        indicators.register(code, name, count, rule_version="1", parts=parts)
