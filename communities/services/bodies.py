"""Writers of owners' committees: founded, in term, by-elected, filed, handed over.

Everything that is written about one body takes the row lock of that body, so that two officials who
begin a term at once begin one. What is late or missing is told as a warning where it is read
(`body_rules`); refused is only what cannot be true: overlapping terms, two directors, a term backwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.services import register_person
from accounts.text import tidy
from communities.body_rules import full_date, handover_titles
from communities.choices import BodyKind, SeatPosition
from communities.models import (
    CommitteeSeat,
    CommitteeTerm,
    Complex,
    HandOverItem,
    OwnersBody,
)
from communities.queries.bodies import rules_of
from communities.services.duties import TermBackwards
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import Person, User
    from communities.models import Election


class BodyStands(DomainError):
    default_message = gettext_lazy("这个小区已有一个这样的组织，先终止原来的")


class TermRecorded(DomainError):
    """The same number was begun before, perhaps by a colleague a moment ago."""


class TermsOverlap(DomainError):
    """One body has one term at a time."""


class NumberOutOfOrder(DomainError):
    """Terms are counted in the order of their days."""


class TwoDirectors(DomainError):
    default_message = gettext_lazy("同一时间只能有一位主任")


class SeatTwice(DomainError):
    """The person sits in this term already."""


class SeatBeforeTerm(DomainError):
    default_message = gettext_lazy("任职日期不能早于任期起")


class LeftBeforeSeated(DomainError):
    default_message = gettext_lazy("离任日期不能早于任职日期")


class SeatLeft(DomainError):
    default_message = gettext_lazy("这位委员已经离任")


class FiledBeforeElected(DomainError):
    default_message = gettext_lazy("备案日期不能早于选举日期")


class DayInFuture(DomainError):
    default_message = gettext_lazy("这一天还没有到，请填已经发生的日期")


class StillInOffice(DomainError):
    default_message = gettext_lazy("任期还没有届满，也没有下一届，不用交接")


class EndedBeforeBegun(DomainError):
    default_message = gettext_lazy("终止日期不能早于最近一届的任期起")


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFacts:
    """One term as it is begun."""

    number: int
    starts_on: date
    ends_on: date
    seats_planned: int | None = None
    elected_on: date | None = None
    filed_on: date | None = None
    filed_with: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSeat:
    """Who takes a seat; without `since` from the first day of the term."""

    name: str
    phone: str = ""
    position: SeatPosition = SeatPosition.MEMBER
    is_party_member: bool = False
    building_text: str = ""
    since: date | None = None


@locking
def found_body(
    *,
    complex_: Complex,
    kind: BodyKind,
    founded_on: date | None = None,
    actor: User | None,
    now: datetime,
    is_demo: bool = False,
) -> OwnersBody:
    """An owners' committee, an interim committee or a self-governance group. Raises BodyStands."""
    Complex.objects.select_for_update(no_key=True).get(pk=complex_.pk)
    if OwnersBody.objects.filter(complex=complex_, kind=kind, ended_on=None).exists():
        raise BodyStands
    return OwnersBody.objects.create(
        sub_district_id=complex_.sub_district_id,
        community_id=complex_.community_id,
        complex=complex_,
        kind=kind,
        founded_on=founded_on,
        is_demo=is_demo,
    )


@locking
def end_body(*, body_id: int, last_day: date, actor: User | None, now: datetime) -> OwnersBody:
    """It stands no more after its last day, as an interim committee when owners have elected theirs.

    Its rows stay. Raises EndedBeforeBegun.
    """
    body = lock_body(body_id)
    begun = [body.founded_on, *body.committeeterms.values_list("starts_on", flat=True)]
    if any(day and last_day < day for day in begun):
        raise EndedBeforeBegun
    body.ended_on = last_day
    body.save(update_fields=["ended_on"])
    return body


@locking
def begin_term(
    *,
    body_id: int,
    term: TermFacts,
    seats: Sequence[NewSeat],
    election: Election | None = None,
    actor: User | None,
    now: datetime,
) -> CommitteeTerm:
    """A term with all its seats, together or not at all; the former term gets its hand-over list.

    Raises TermBackwards, TermRecorded, TermsOverlap, NumberOutOfOrder, FiledBeforeElected, SeatTwice,
    TwoDirectors, SeatBeforeTerm.
    """
    body = lock_body(body_id)
    _require_possible(body, term)
    begun = CommitteeTerm.objects.create(
        **body.place_columns,
        body=body,
        election=election,
        number=term.number,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        seats_planned=term.seats_planned,
        elected_on=term.elected_on,
        filed_on=term.filed_on,
        filed_with=tidy(term.filed_with),
    )
    for seat in seats:
        _seat(body, begun, seat)
    former = body.committeeterms.filter(starts_on__lt=term.starts_on).order_by("-starts_on").first()
    if former:
        _list_handover(former)
    return begun


def lock_body(body_id: int) -> OwnersBody:
    """The one door to a body's writes: nobody else changes it until the transaction ends."""
    return OwnersBody.objects.select_for_update(no_key=True).get(pk=body_id)


def _require_possible(body: OwnersBody, term: TermFacts) -> None:
    if term.ends_on < term.starts_on:
        raise TermBackwards
    if term.elected_on and term.filed_on and term.filed_on < term.elected_on:
        raise FiledBeforeElected
    terms = list(body.committeeterms.order_by("starts_on"))
    for known in terms:
        facts = {
            "number": known.number,
            "first": full_date(known.starts_on),
            "last": full_date(known.ends_on),
        }
        if known.number == term.number:
            raise TermRecorded(_("第%(number)d届已经登记：%(first)s到%(last)s") % facts)
        if known.starts_on <= term.ends_on and term.starts_on <= known.ends_on:
            raise TermsOverlap(
                _("任期与第%(number)d届（%(first)s到%(last)s）重叠，同一组织的各届任期不能重叠")
                % facts
            )
        if (known.starts_on < term.starts_on) != (known.number < term.number):
            raise NumberOutOfOrder(_("届次要按时间排：第%(number)d届是%(first)s到%(last)s") % facts)


@locking
def add_seat(*, term_id: int, seat: NewSeat, actor: User | None, now: datetime) -> CommitteeSeat:
    """By-election (补选): a seat of its own from its day. Raises SeatTwice, TwoDirectors, SeatBeforeTerm."""
    term = CommitteeTerm.objects.get(pk=term_id)
    return _seat(lock_body(term.body_id), term, seat)


def _seat(body: OwnersBody, term: CommitteeTerm, seat: NewSeat) -> CommitteeSeat:
    since = seat.since or term.starts_on
    if since < term.starts_on:
        raise SeatBeforeTerm
    name = tidy(seat.name)
    later = term.seats.overlapping(since, None)
    if seat.position == SeatPosition.DIRECTOR and later.filter(position=seat.position).exists():
        raise TwoDirectors
    person = _person(body, name, seat.phone)
    if later.filter(person=person).exists():
        raise SeatTwice(_("%(name)s在这一届已有席位") % {"name": name})
    return CommitteeSeat.objects.create(
        **body.place_columns,
        term=term,
        person=person,
        position=seat.position,
        is_party_member=seat.is_party_member,
        building_text=tidy(seat.building_text),
        since=since,
    )


def _person(body: OwnersBody, name: str, phone: str) -> Person:
    """By phone and name; without a phone whoever of that name sat in this body before is meant."""
    if not phone:
        known = CommitteeSeat.objects.filter(term__body=body, person__name=name).order_by("-since")
        seat = known.select_related("person").first()
        if seat:
            return seat.person
    return register_person(name=name, phone=phone, is_demo=body.is_demo)


@locking
def end_seat(*, seat_id: int, last_day: date, actor: User | None, now: datetime) -> CommitteeSeat:
    """Somebody leaves (离任); the row stays. Raises SeatLeft, LeftBeforeSeated."""
    seat = CommitteeSeat.objects.select_related("term").get(pk=seat_id)
    lock_body(seat.term.body_id)
    seat.refresh_from_db(fields=["until"])
    if seat.until is not None:
        raise SeatLeft
    if last_day < seat.since:
        raise LeftBeforeSeated
    seat.until = last_day
    seat.save(update_fields=["until"])
    return seat


@locking
def file_term(
    *, term_id: int, filed_on: date, filed_with: str, actor: User | None, now: datetime
) -> CommitteeTerm:
    """备案 with district and sub-district; late is a warning only. Raises FiledBeforeElected, DayInFuture."""
    term = CommitteeTerm.objects.get(pk=term_id)
    lock_body(term.body_id)
    require_past(filed_on, now=now)
    if term.elected_on and filed_on < term.elected_on:
        raise FiledBeforeElected
    term.filed_on, term.filed_with = filed_on, tidy(filed_with)
    term.save(update_fields=["filed_on", "filed_with"])
    return term


def require_past(day: date, *, now: datetime) -> None:
    """What is written down as done has been done. Raises DayInFuture."""
    if day > timezone.localdate(now):
        raise DayInFuture


@locking
def prepare_handover(*, term_id: int, actor: User | None, now: datetime) -> list[HandOverItem]:
    """The list of what is to be handed over, for a term that is over or has a successor.

    From the sub-district's settings; twice adds nothing. Raises StillInOffice.
    """
    term = CommitteeTerm.objects.get(pk=term_id)
    body = lock_body(term.body_id)
    has_successor = body.committeeterms.filter(starts_on__gt=term.starts_on).exists()
    if not has_successor and term.ends_on >= timezone.localdate(now):
        raise StillInOffice
    return _list_handover(term)


def _list_handover(term: CommitteeTerm) -> list[HandOverItem]:
    titles: Iterable[str] = handover_titles(rules_of(term.sub_district_id).handover_items)
    if not term.handover_items.exists():
        HandOverItem.objects.bulk_create(
            HandOverItem(**term.place_columns, term=term, title=title[:60], order=order)
            for order, title in enumerate(titles, start=1)
        )
    return list(term.handover_items.order_by("order", "pk"))


@locking
def hand_over(
    *, item_id: int, done_on: date, done_by: str, actor: User | None, now: datetime
) -> HandOverItem:
    """Ticks one item with its day and who gave and took it; again corrects both. Raises DayInFuture."""
    require_past(done_on, now=now)
    item = HandOverItem.objects.select_for_update(no_key=True).get(pk=item_id)
    item.done_on, item.done_by = done_on, tidy(done_by)
    item.save(update_fields=["done_on", "done_by"])
    return item
