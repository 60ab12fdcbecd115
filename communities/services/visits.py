"""From a plan of households to what became of each knock, and to what a household needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from communities.choices import EntryRoad, VisitOutcome
from communities.models import (
    Complex,
    Door,
    VisitEntry,
    VisitFollowUp,
    VisitHousehold,
    VisitPlan,
    VisitTour,
)
from communities.models.visits import LONGEST_BUILDING, LONGEST_VISITOR
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from communities.visit_rules import Household

Made = TypeVar("Made", bound=Model)

# Longer than a year is no plan but a habit; more than that nobody visits on foot.
LONGEST_PERIOD = timedelta(days=366)
MOST_HOUSEHOLDS = 5000
# Stored, which stays Chinese whoever reads the page.
NAMELESS = "工作人员"


class NoHouseholds(DomainError):
    default_message = _("请至少选一户要走访的")


class TooManyHouseholds(DomainError):
    default_message = _("一次走访最多5000户，请分几次安排")


class PeriodBackwards(DomainError):
    default_message = _("结束日期不能早于开始日期")


class PeriodTooLong(DomainError):
    default_message = _("一次走访最长一年")


class ForeignDoor(DomainError):
    default_message = _("有的户不在这个小区")


class OutsidePeriod(DomainError):
    """The day lies before or after the plan, or ahead."""

    default_message = _("这一天不在这次走访的起止日期里，或者还没到")


class AlreadyEntered(DomainError):
    """A colleague marked the door after the page was drawn; the sentence says who and what."""


class OtherPlan(DomainError):
    default_message = _("有的户不在这次走访里，请刷新名单")


class NothingEntered(DomainError):
    default_message = _("请至少填一户的结果")


class CountedAlready(DomainError):
    default_message = _(
        "这个人这一天在这栋楼的户数已经用台账登记过，不能再逐户记；请换一天或先改台账"
    )


class NeedMissing(DomainError):
    default_message = _("请写需求或问题")


class AlreadyDone(DomainError):
    default_message = _("这条需求刚才已经办结了")


class DoneBeforeHeard(DomainError):
    default_message = _("办结日期不能早于走访那天，也不能晚于今天")


@dataclass(frozen=True, slots=True, kw_only=True)
class Knock:
    """One mark at one door. `seen`: how many turns the page showed; None where no page was shown.

    `visitor`: who knocked; empty for the account that enters it. `day`: None for today.
    """

    outcome: VisitOutcome
    seen: int | None = None
    day: date | None = None
    visitor: str = ""
    road: EntryRoad = EntryRoad.ONLINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a household needs: things and matters, nothing about the person (domain 3.20)."""

    text: str
    handed_to: str = ""
    transfer_number: str = ""
    form_key: str = ""


@locking
def plan_visits(
    *,
    complex_: Complex,
    purpose: str,
    starts_on: date,
    ends_on: date,
    households: Sequence[Household],
    actor: User | None,
    now: datetime,
    request_key: str = "",
    is_demo: bool = False,
) -> VisitPlan:
    """A plan with its households, each once; the same form sent twice is one plan.

    Raises NoHouseholds, TooManyHouseholds, PeriodBackwards, PeriodTooLong, ForeignDoor.
    """
    del now
    if again := _sent_before(VisitPlan, actor, request_key):
        return again
    if ends_on < starts_on:
        raise PeriodBackwards
    if ends_on - starts_on > LONGEST_PERIOD:
        raise PeriodTooLong
    once = {(one.building, one.unit, one.room): one for one in households}
    if not once:
        raise NoHouseholds
    if len(once) > MOST_HOUSEHOLDS:
        raise TooManyHouseholds
    _require_own_doors(complex_, [one.door_id for one in once.values() if one.door_id])
    plan = VisitPlan.objects.create(
        sub_district_id=complex_.sub_district_id,
        community_id=complex_.community_id,
        complex=complex_,
        purpose=purpose,
        starts_on=starts_on,
        ends_on=ends_on,
        created_by=actor,
        request_key=request_key,
        is_demo=is_demo,
    )
    VisitHousehold.objects.bulk_create(
        [
            VisitHousehold(
                plan=plan,
                door_id=one.door_id,
                building=one.building,
                unit=one.unit,
                room=one.room,
            )
            for one in once.values()
        ]
    )
    return plan


@locking
def record_visit(*, household_id: int, knock: Knock, actor: User, now: datetime) -> VisitEntry:
    """Marks one door; the last mark counts, those before it stay (undo is a mark of its own).

    A double tap, and a colleague's mark that says the same of the same day, is the one that stands.
    Raises AlreadyEntered where a colleague has said something else since the page was drawn;
    OutsidePeriod, CountedAlready.
    """
    return _enter(lock_household(household_id), knock, actor=actor, now=now)


@locking
def enter_paper_visits(
    *,
    plan_id: int,
    outcomes: Mapping[int, VisitOutcome],
    day: date,
    visitor: str,
    actor: User,
    now: datetime,
) -> list[VisitEntry]:
    """A list kept on paper, whole or not at all: by household what its line says.

    A door that was marked on a later day keeps that mark: the paper tells of the time before. The same
    sheet entered twice changes nothing. Raises NothingEntered, OtherPlan, OutsidePeriod,
    CountedAlready.
    """
    if not outcomes:
        raise NothingEntered
    locked = VisitHousehold.objects.select_for_update(no_key=True, of=("self",))
    households = list(
        locked.select_related("plan").filter(plan=plan_id, pk__in=outcomes).order_by("pk")
    )
    if len(households) != len(outcomes):
        raise OtherPlan
    return [
        _enter(
            household,
            Knock(outcome=outcomes[household.pk], day=day, visitor=visitor, road=EntryRoad.PAPER),
            actor=actor,
            now=now,
        )
        for household in households
    ]


@locking
def record_need(
    *, household_id: int, need: Need, actor: User, now: datetime, is_demo: bool = False
) -> VisitFollowUp:
    """What was heard at a door; where nobody marked the door as met yet, that is marked too.

    Raises NeedMissing, OutsidePeriod, CountedAlready. The same form sent twice is one need.
    """
    if again := _sent_before(VisitFollowUp, actor, need.form_key):
        return again
    if not need.text.strip():
        raise NeedMissing
    household = lock_household(household_id)
    if household.outcome == VisitOutcome.VISITED:
        entry = _last_entry(household)
    else:
        knock = Knock(outcome=VisitOutcome.VISITED, seen=household.turns)
        entry = _enter(household, knock, actor=actor, now=now)
    return VisitFollowUp.objects.create(
        **household.plan.place_columns,
        tour=entry.tour,
        household=household,
        need=need.text,
        handed_to=need.handed_to,
        transfer_number=need.transfer_number,
        created_at=now,
        created_by=actor,
        request_key=need.form_key,
        is_demo=is_demo,
    )


@locking
def close_need(
    *,
    follow_up_id: int,
    done_on: date,
    actor: User,
    now: datetime,
    transfer_number: str = "",
) -> VisitFollowUp:
    """办结. Raises AlreadyDone, DoneBeforeHeard."""
    locked = VisitFollowUp.objects.select_for_update(no_key=True, of=("self",))
    follow_up = locked.select_related("tour").get(pk=follow_up_id)
    if follow_up.done_on is not None:
        raise AlreadyDone
    if not follow_up.tour.day <= done_on <= timezone.localdate(now):
        raise DoneBeforeHeard
    follow_up.done_on, follow_up.done_by = done_on, actor
    if transfer_number:
        follow_up.transfer_number = transfer_number
    follow_up.save(update_fields=["done_on", "done_by", "transfer_number"])
    return follow_up


def lock_household(household_id: int) -> VisitHousehold:
    """Two who mark one door at once: the second reads what the first wrote."""
    locked = VisitHousehold.objects.select_for_update(no_key=True, of=("self",))
    return locked.select_related("plan").get(pk=household_id)


def _enter(household: VisitHousehold, knock: Knock, *, actor: User, now: datetime) -> VisitEntry:
    """Under the household's lock: appends the entry and repeats it on the row where it is the last."""
    plan, today = household.plan, timezone.localdate(now)
    day = knock.day or today
    if not plan.starts_on <= day <= min(plan.ends_on, today):
        raise OutsidePeriod
    if household.turns:
        last = _last_entry(household)
        if _says_the_same(household, last, knock, day, actor):
            return last
        if knock.seen is not None and knock.seen < household.turns and last.entered_by != actor:
            raise AlreadyEntered(_told(last))
    entry = VisitEntry.objects.create(
        household=household,
        turn=household.turns + 1,
        tour=_tour(household, knock.visitor or _name_of(actor), day, actor),
        outcome=knock.outcome,
        road=knock.road,
        entered_at=now,
        entered_by=actor,
    )
    household.turns = entry.turn
    if household.visited_on is None or day >= household.visited_on:
        household.outcome, household.visited_on = knock.outcome, day
    household.save(update_fields=["turns", "outcome", "visited_on"])
    return entry


def _says_the_same(
    household: VisitHousehold, last: VisitEntry, knock: Knock, day: date, actor: User
) -> bool:
    """A double tap or the same sheet again; on paper also what an earlier turn said of that day."""
    if knock.road == EntryRoad.PAPER:
        return household.entries.filter(
            tour__day=day, tour__visitor=knock.visitor or _name_of(actor), outcome=knock.outcome
        ).exists()
    return last.outcome == knock.outcome and last.tour.day == day


def _last_entry(household: VisitHousehold) -> VisitEntry:
    """The entry that counts: the latest day, and of that the latest turn."""
    entries = household.entries.select_related("tour", "entered_by__person")
    return entries.order_by("-tour__day", "-turn")[:1].get()


def _told(last: VisitEntry) -> str:
    words = {
        "who": last.entered_by.display_name if last.entered_by else NAMELESS,
        "what": VisitOutcome(last.outcome).label,
    }
    return str(_("%(who)s刚才把这一户记成了“%(what)s”，请看一下，不对再改")) % words


def _tour(household: VisitHousehold, visitor: str, day: date, actor: User) -> VisitTour:
    """The row of ledger 32 to which the entry belongs; made by the first door of that day."""
    tour, is_new = VisitTour.objects.get_or_create(
        complex_id=household.plan.complex_id,
        day=day,
        visitor=visitor[:LONGEST_VISITOR],
        building=household.building[:LONGEST_BUILDING],
        defaults={
            "sub_district_id": household.plan.sub_district_id,
            "community_id": household.plan.community_id,
            "created_by": actor,
            "is_demo": household.plan.is_demo,
        },
    )
    if not is_new and tour.counted_households is not None:
        raise CountedAlready
    return tour


def _name_of(actor: User) -> str:
    return actor.display_name or NAMELESS


def _require_own_doors(complex_: Complex, door_ids: Sequence[int]) -> None:
    if Door.objects.filter(complex=complex_, pk__in=door_ids).count() != len(set(door_ids)):
        raise ForeignDoor


def _sent_before(model: type[Made], actor: User | None, key: str) -> Made | None:
    """What the same form made already; two taps of one finger come one after the other."""
    if not key or actor is None:
        return None
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    return model._default_manager.filter(created_by=actor, request_key=key).first()
