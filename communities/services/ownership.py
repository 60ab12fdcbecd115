"""Writers of who owns which door: shares begin and end, none is overwritten."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.models import Door, Ownership
from communities.services.duties import TermBackwards
from communities.shares import percent_text, share_text
from core.errors import DomainError
from core.transactions import locking, register_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User


class SharesBeyondWhole(DomainError):
    """The shares of the door would sum to more than the whole on one of the days."""


class OwnerTwice(DomainError):
    default_message = gettext_lazy("这个人在这段时间已登记为这一户的业主，请先结束原来的份额")


@locking
def record_ownership(
    *,
    door: Door,
    person: Person,
    share: Fraction,
    since: date,
    until: date | None = None,
    is_demo: bool = False,
    actor: User,
    now: datetime,
) -> Ownership:
    """From this day the person owns this part of the door. Raises TermBackwards, OwnerTwice,
    SharesBeyondWhole.

    Two who write shares of one door wait for each other at its row; a trigger says the same of every
    other road (`Ownership`).
    """
    if until and until < since:
        raise TermBackwards
    lock_door(door.pk)
    others = list(door.ownerships.overlapping(since, until))
    if any(one.person_id == person.pk for one in others):
        raise OwnerTwice
    most, on = _fullest_day(others, since)
    if most + share > 1:
        raise SharesBeyondWhole(
            _("%(day)s这一户的份额加起来是%(sum)s（%(percent)s），超过了全部；已登记%(others)s")
            % {
                "day": on,
                "sum": share_text(most + share),
                "percent": percent_text(most + share),
                "others": share_text(most),
            }
        )
    return Ownership.objects.create(
        door=door,
        person=person,
        share_numerator=share.numerator,
        share_denominator=share.denominator,
        since=since,
        until=until,
        is_demo=is_demo,
        **door.place_columns,
    )


def register_sentences() -> None:
    """Called once, when the app is ready: as the trigger says it to whoever looked too early."""
    register_sentence(
        "ownership_within_whole", gettext_lazy("这一户的份额加起来超过了全部，请刷新后再看")
    )


def lock_door(door_id: int) -> None:
    """FOR NO KEY UPDATE, as the trigger takes it."""
    Door.objects.select_for_update(no_key=True).get(pk=door_id)


def _fullest_day(others: Iterable[Ownership], since: date) -> tuple[Fraction, date]:
    """The largest sum of these shares on a day from `since` on; it only grows when one begins."""
    rows = list(others)
    days = sorted({since, *(row.since for row in rows if row.since > since)})

    def sum_on(day: date) -> Fraction:
        holding = (r.share for r in rows if r.since <= day and (r.until is None or r.until >= day))
        return sum(holding, Fraction(0))

    fullest = max(days, key=sum_on)
    return sum_on(fullest), fullest


@locking
def end_ownership(*, ownership: Ownership, last_day: date, actor: User, now: datetime) -> Ownership:
    """Sold or inherited: the last day as an owner. Raises TermBackwards.

    What was ended is not prolonged: whoever owns again does so by a new row.
    """
    ownership = Ownership.objects.select_for_update(no_key=True).get(pk=ownership.pk)
    if last_day < ownership.since or (ownership.until and last_day > ownership.until):
        raise TermBackwards
    ownership.until = last_day
    ownership.save(update_fields=["until"])
    return ownership
