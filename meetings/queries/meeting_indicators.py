"""K07, K31, K43 and K44: counted from meetings, for a period and as of any day (domain 4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.body_rules import full_date
from communities.choices import Role, SeatPosition
from communities.models import RoleAssignment
from communities.queries.bodies import seats_on
from communities.queries.people import visible_persons
from communities.queries.places import Place, asked_place, placed_on
from core import indicators
from core.indicators import Fraction, Part, Question
from meetings.choices import CAME, TOOK_PLACE, AgendaKind, MeetingKind
from meetings.compliance_rules import LABELS, Asked, Result, Standing
from meetings.models import AgendaItem, Attendance, Meeting, Resolution
from meetings.queries.compliance import BranchRecord, branches_in, records, totals
from party_building.choices import BRANCHES, PartyPostKind
from party_building.models import PartyPost

if TYPE_CHECKING:
    from communities.querysets import AnyUser


def party_life_rate(question: Question) -> Fraction:
    """K07 三会一课达标率: slots satisfied over slots required; exempt ones and running ones are neither.

    Slots count whose last day lies in the period and is over on the day (`compliance_rules.judge`).
    """
    return Fraction(*totals(_records(question)))


def resolution_rate(question: Question) -> Fraction:
    """K31 决议落实率: resolutions verified and reported done by their deadline, over those due.

    Due is what a confirmed meeting resolved with a deadline in the period that the day has reached, and
    no later meeting dropped by then.
    """
    counted = _due(question).aggregate(
        kept=Count("pk", filter=_kept(question.day)), due=Count("pk")
    )
    return Fraction(counted["kept"], counted["due"])


def question_rate(question: Question) -> Fraction:
    """K43 协商议题转化率: questions of talks and deliberations that led to a resolution, over all raised."""
    counted = _questions(question).aggregate(
        resolved=Count("pk", filter=Q(resolution__isnull=False)), raised=Count("pk")
    )
    return Fraction(counted["resolved"], counted["raised"])


def training_rate(question: Question) -> Fraction:
    """K44 培训覆盖: listed leaders who came to a training in the period, over all listed on its day.

    Listed are the secretaries of branches, the directors of owners' committees and the property
    managers on duty; who holds two of these is one leader.
    """
    trained = Exists(_trainings(question).filter(person=OuterRef("pk")))
    counted = _leaders(question).aggregate(trained=Count("pk", filter=trained), listed=Count("pk"))
    return Fraction(counted["trained"], counted["listed"])


# The rows behind them


def party_life_parts(question: Question, user: AnyUser) -> list[Part]:
    """Each branch with what it still owes."""
    return [_branch_part(record) for record in _records(question)]


def resolution_parts(question: Question, user: AnyUser) -> list[Part]:
    """Each resolution that was due, with who owed it and how far it came."""
    rows = _due(question).annotate(is_kept=_kept(question.day)).order_by("deadline", "pk")
    parts = []
    for row in rows.select_related("meeting"):
        facts = {"owner": row.owner_name, "day": full_date(row.deadline)}
        note = _("%(owner)s，时限%(day)s") % facts
        parts.append(Part(row.matter, int(bool(row.is_kept)), 1, note))
    return parts


def question_parts(question: Question, user: AnyUser) -> list[Part]:
    """Each question, with the meeting in which it was raised; never who raised it (domain 8.2)."""
    rows = _questions(question).select_related("meeting").order_by("meeting__held_from", "number")
    return [
        Part(row.topic, int(row.resolution_id is not None), 1, row.meeting.title) for row in rows
    ]


def training_parts(question: Question, user: AnyUser) -> list[Part]:
    """Each leader, named for whoever may know him."""
    trained = Exists(_trainings(question).filter(person=OuterRef("pk")))
    known = Exists(visible_persons(user).filter(pk=OuterRef("pk")))
    rows = _leaders(question).annotate(is_trained=trained, is_known=known)
    return [
        Part(row.name if row.is_known else row.masked_name, int(row.is_trained), 1)
        for row in rows.order_by("pinyin_key", "pk")
    ]


# What is counted


def _records(question: Question) -> list[BranchRecord]:
    place = asked_place(question)
    branches = branches_in(place, first=question.first, day=question.day)
    return records(branches, first=question.first, last=question.last, as_of=question.as_of)


def _branch_part(record: BranchRecord) -> Part:
    satisfied, required = totals([record])
    return Part(record.organization.name, satisfied, required, pending_text(record.results))


def pending_text(results: Iterable[Result]) -> str:
    """`待补：党课（2026年第3季度）、支委会（2026年8月、2026年9月）`; empty where nothing is owed."""
    owed: dict[Asked, list[str]] = {}
    for result in results:
        if result.standing == Standing.PENDING:
            slots = owed.setdefault(result.asked, [])
            if result.slot.text not in slots:
                slots.append(result.slot.text)
    if not owed:
        return ""
    words = [
        _("%(what)s（%(slots)s）") % {"what": LABELS[asked], "slots": _("、").join(slots)}
        for asked, slots in owed.items()
    ]
    return _("待补：%(words)s") % {"words": _("、").join(words)}


def _due(question: Question) -> QuerySet[Resolution]:
    day = question.day
    return Resolution.objects.filter(
        placed_on(asked_place(question), day),
        Q(dropped_at=None) | Q(dropped_at__date__gt=day),
        deadline__gte=question.first,
        deadline__lte=day,
        meeting__confirmed_at__date__lte=day,
    )


def _kept(day: date) -> Any:
    return Q(done_on__lte=F("deadline"), verified_at__date__lte=day)


def _questions(question: Question) -> QuerySet[AgendaItem]:
    place = asked_place(question)
    return AgendaItem.objects.filter(
        _of_meeting(place, question),
        kind=AgendaKind.QUESTION,
        meeting__kind__in=(MeetingKind.TALK, MeetingKind.DELIBERATION),
    )


def _trainings(question: Question) -> QuerySet[Attendance]:
    """Who came to one, wherever it was held: a street trains the leaders of all its communities."""
    return Attendance.objects.filter(
        meeting__kind=MeetingKind.TRAINING,
        meeting__state__in=TOOK_PLACE,
        meeting__held_from__date__gte=question.first,
        meeting__held_from__date__lte=question.day,
        status__in=CAME,
    )


def _of_meeting(place: Place, question: Question) -> Q:
    """Of meetings that took place in these days and lie in the place."""
    held = Meeting.objects.filter(
        placed_on(place, question.day),
        state__in=TOOK_PLACE,
        held_from__date__gte=question.first,
        held_from__date__lte=question.day,
    )
    return Q(meeting__in=held)


def _leaders(question: Question) -> QuerySet[Person]:
    place, day = asked_place(question), question.day
    here = placed_on(place, day)
    secretaries = PartyPost.objects.on(day).filter(
        here, post=PartyPostKind.SECRETARY, organization__kind__in=BRANCHES
    )
    directors = seats_on(day).filter(here, position=SeatPosition.DIRECTOR)
    managers = RoleAssignment.objects.active(day).of_roles({Role.PROPERTY_MANAGER}).filter(here)
    return Person.objects.filter(
        Q(pk__in=secretaries.values("person"))
        | Q(pk__in=directors.values("person"))
        | Q(pk__in=managers.values("user__person"))
    )


# By code: its name, how it is counted, and the rows behind it.
CODES = {
    "K07": ("三会一课达标率", party_life_rate, party_life_parts),
    "K31": ("决议落实率", resolution_rate, resolution_parts),
    "K43": ("协商议题转化率", question_rate, question_parts),
    "K44": ("培训覆盖", training_rate, training_parts),
}


def register_indicators() -> None:
    """Called once, when the app is ready."""
    for code, (name, count, parts) in CODES.items():
        indicators.register(code, name, count, rule_version="1", parts=parts)
