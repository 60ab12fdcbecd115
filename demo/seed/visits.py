"""Walking from door to door: a plan that is half done, one of the spring, and lists kept on paper.

The doors of 3栋 beyond the registered ones are written by hand, as offices do. All needs are fictional.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import count

from communities.choices import EntryRoad, VisitOutcome
from communities.models import Door, Unit, VisitFollowUp, VisitHousehold, VisitPlan, VisitTour
from communities.queries.visits import registered_households
from communities.services.visit_ledger import import_visits
from communities.services.visits import (
    Knock,
    Need,
    close_need,
    enter_paper_visits,
    plan_visits,
    record_need,
    record_visit,
)
from communities.visit_rules import Household
from core.ledgers import LedgerRow
from demo.seed.world import World

JINYUN = "zhongliang-jinyun"
AUTUMN, SPRING = "入冬前敲门走访：用电用气安全", "春节前看望高龄业主"
FLOORS, ROOMS = range(1, 19), range(1, 5)
# Door by door, again and again: somebody is not at home, somebody would rather not.
PATTERN = (
    VisitOutcome.VISITED, VisitOutcome.VISITED, VisitOutcome.ABSENT, VisitOutcome.VISITED,
    VisitOutcome.VISITED, VisitOutcome.VISITED, VisitOutcome.ABSENT, VisitOutcome.VISITED,
    VisitOutcome.DECLINED, VisitOutcome.VISITED, VisitOutcome.VISITED,
)  # fmt: skip
# room, what is needed, to whom, transfer number, days until it was done (None: still open)
NEEDS = (
    ("202", "单元门闭门器坏了，关门声音大", "物业工程部", "ZB-0311", 2),
    ("401", "楼道三层感应灯不亮", "物业工程部", "ZB-0312", 1),
    ("504", "想给楼梯转角装一段扶手", "社区", "ZB-0315", None),
    ("701", "燃气软管到期，想约换管", "燃气公司驻点", "", None),
)
# Of 建兴路, as its stewards counted on paper: month back, visitor, place, visited, met, need, number
PAPER = (
    (9, "周秋平", "建兴路1号院1栋", 36, 24, "院门口路灯不亮", "JX-014"),
    (7, "周秋平", "建兴路2号院2栋", 28, 21, None, None),
    (5, "吴海燕", "建兴路5号院1栋", 42, 30, "下水道返味", "JX-052"),
    (3, "吴海燕", "建兴路8号院3栋", 30, 19, None, None),
    (1, "周秋平", "建兴路12号院", 24, 18, "想要晾衣杆", "JX-117"),
)


def build_visits(world: World) -> None:
    """Through the services, as people do; twice is once."""
    if not VisitPlan.objects.filter(is_demo=True).exists():
        _spring(world)
        _autumn(world)
    if not VisitTour.objects.filter(is_demo=True, counted_met__isnull=False).exists():
        _paper(world)


def _spring(world: World) -> None:
    """Entered from paper, three buildings, everybody met but one."""
    complex_ = world.complexes[JINYUN]
    first = world.period.first + timedelta(days=24)
    units = Unit.objects.filter(complex=complex_, building__name__in=["1栋", "2栋", "4栋"])
    doors = registered_households(
        complex_, unit_ids=units.values_list("pk", flat=True), lowest=None, highest=None
    )
    plan = _plan(world, SPRING, first, first + timedelta(days=6), doors)
    households = list(plan.households.order_by("pk"))
    outcomes = {one.pk: VisitOutcome.VISITED for one in households}
    outcomes[households[-1].pk] = VisitOutcome.ABSENT
    enter_paper_visits(
        plan_id=plan.pk,
        outcomes=outcomes,
        day=first + timedelta(days=1),
        visitor="何晓青",
        actor=world.accounts["steward"],
        now=world.at(first + timedelta(days=2), time(9, 0)),
    )


def _autumn(world: World) -> None:
    """3栋 from the ground floor up; the upper half is still to be walked."""
    complex_ = world.complexes[JINYUN]
    known = {
        (door.unit.name, door.room): door.pk
        for door in Door.objects.filter(
            complex=complex_, unit__building__name="3栋"
        ).select_related("unit")
    }
    doors = [
        Household("3栋", unit, room, known.get((unit, room)))
        for unit in ("1单元", "2单元")
        for floor in FLOORS
        for room in (f"{floor}{number:02d}" for number in ROOMS)
    ]
    first = world.today - timedelta(days=8)
    plan = _plan(world, AUTUMN, first, world.today + timedelta(days=22), doors)
    turn = count()
    for household in plan.households.order_by("pk"):
        floor = household.floor or 0
        if floor <= len(FLOORS) // 2:
            day = first + timedelta(days=1 + (floor - 1) // 2)
            _knock(world, household, PATTERN[next(turn) % len(PATTERN)], day)
    _again(world, plan)
    for room, text, to, number, done in NEEDS:
        _need(world, plan, room, Need(text=text, handed_to=to, transfer_number=number), done)


def _plan(world: World, purpose: str, first: date, last: date, doors: list[Household]) -> VisitPlan:
    return plan_visits(
        complex_=world.complexes[JINYUN],
        purpose=purpose,
        starts_on=first,
        ends_on=last,
        households=doors,
        actor=world.accounts["manager"],
        now=world.at(first, time(8, 30)),
        is_demo=True,
    )


def _knock(world: World, household: VisitHousehold, outcome: VisitOutcome, day: date) -> None:
    record_visit(
        household_id=household.pk,
        knock=Knock(outcome=outcome, day=day, road=EntryRoad.ONLINE),
        actor=world.accounts["steward"],
        now=world.at(day, time(19, 10)),
    )


def _again(world: World, plan: VisitPlan) -> None:
    """A second round two days ago at the first doors where nobody was."""
    absent = plan.households.filter(outcome=VisitOutcome.ABSENT).order_by("pk")
    for household in absent[:4]:
        _knock(world, household, VisitOutcome.VISITED, world.today - timedelta(days=2))


def _need(world: World, plan: VisitPlan, room: str, need: Need, done: int | None) -> None:
    household = plan.households.get(unit="1单元", room=room)
    day = max(household.visited_on or plan.starts_on, plan.starts_on)
    made = record_need(
        household_id=household.pk,
        need=need,
        actor=world.accounts["steward"],
        now=world.at(day, time(19, 30)),
        is_demo=True,
    )
    if done is not None:
        closed_on = min(made.tour.day + timedelta(days=done), world.today)
        close_need(
            follow_up_id=made.pk,
            done_on=closed_on,
            actor=world.accounts["manager"],
            now=world.at(closed_on, time(20, 0)),
        )


def _paper(world: World) -> None:
    """By ledger 32, as the stewards of 建兴路 hand it in."""
    rows = [
        LedgerRow(
            number,
            {
                "day": world.today - timedelta(days=30 * months + number),
                "visitor": visitor,
                "place": place,
                "households": visited,
                "met": met,
                **({"need": need, "transfer_number": to} if need else {}),
            },
        )
        for number, (months, visitor, place, visited, met, need, to) in enumerate(PAPER, start=4)
    ]
    outcome = import_visits(rows=rows, actor=world.accounts["secretary-jianxinglu"], now=world.now)
    if not outcome.applied:
        raise RuntimeError(f"Ledger 32 of the demo: {outcome.problems[:3]}")
    tours = VisitTour.objects.filter(
        community=world.communities["jianxinglu"], counted_met__isnull=False
    )
    VisitFollowUp.objects.filter(tour__in=tours).update(is_demo=True)
    tours.update(is_demo=True)
