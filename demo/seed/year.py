"""Twelve months as they were lived: planned, published, signed up for, held, logged; and the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from activities.choices import ActivityState
from activities.models import Activity, Space
from activities.questions import Answers
from activities.services.holidays import seed_public_holidays
from activities.services.planning import (
    Slot,
    Where,
    change_capacity,
    edit_activity,
    plan_activity,
    publish_activity,
)
from demo.seed.items import ITEMS, SERIES
from demo.seed.places import LEDGERS, import_demo_ledger
from demo.seed.plan_ledger import PLAN, plan_of_year
from demo.seed.programme import THEMES, Item, Series, days_of
from demo.seed.turnout import fill, hold
from demo.seed.world import World

# Published this long before; later ones are still a plan.
PUBLISH_AHEAD = timedelta(days=30)
PLAN_PUBLISH_AHEAD = timedelta(days=14)
PLANNED_AHEAD = timedelta(days=45)
# An occasion of the programme stays the same when it was moved by some days.
SAME_OCCASION = timedelta(days=20)
MANAGERS = {
    "zhongliang-jinyun": "manager",
    "yuyuan": "manager-yuyuan",
    "tianxi-huafu": "manager-tianxi",
}


def build_year(world: World) -> None:
    """Public holidays, the programme, and the plans that 天玺华府 keeps as ledgers."""
    seed_public_holidays(years=world.period.years, now=world.now)
    for item in ITEMS:
        for day in days_of(world.period, item.day):
            activity = _of_item(world, item, day)
            _live(
                world,
                activity,
                opens_days_before=item.opens_days_before,
                expected=item.expected,
                answers=item.answers,
            )
    for series in SERIES:
        for activity in _of_series(world, series):
            _live(world, activity, expected_next=series.expected_next)
    for year in world.period.years:
        _year_of_tianxi_huafu(world, year)


def _year_of_tianxi_huafu(world: World, year: int) -> None:
    """39 sessions from the ledger: what is past was held and logged, the rest is still a plan.

    A plan is of a calendar year: where the period touches two, both plans are there, whole.
    """
    tianxi_huafu = Activity.objects.filter(
        complex=world.complexes["tianxi-huafu"], sessions__starts_at__year=year
    )
    if not tianxi_huafu.exists():
        import_demo_ledger(
            world,
            "activity-plan",
            PLAN,
            actor="manager-tianxi",
            content=plan_of_year((LEDGERS / PLAN).read_bytes(), year),
        )
        tianxi_huafu.update(is_demo=True)
    planned = tianxi_huafu.order_by("sessions__starts_at")
    for activity in planned:
        if activity.state == ActivityState.PLANNED:
            session = activity.sessions.get()
            world_actor = world.accounts["manager-tianxi"]
            if session.capacity is None:
                change_capacity(
                    session_id=session.pk, capacity=50, actor=world_actor, now=world.now
                )
            edit_activity(
                activity_id=activity.pk, details={"organizer": "鑫苑物业·天玺华府"},
                actor=world_actor, now=world.now,
            )  # fmt: skip
        _live(world, activity, ahead=PLAN_PUBLISH_AHEAD)


def _of_item(world: World, item: Item, day: date) -> Activity:
    where = world.where(item.where)
    starts_at = world.at(day, item.hour)
    known = _known(where, item.title).filter(
        sessions__starts_at__range=(starts_at - SAME_OCCASION, starts_at + SAME_OCCASION)
    )
    details = {
        "title": item.title, "kind": item.kind, "theme": THEMES[day.month - 1],
        "audience": item.audience, "description": item.description, "advice": item.advice,
        "organizer": item.organizer, "sign_up_mode": item.sign_up_mode,
        "household_quota": item.household_quota, "max_party_size": item.max_party_size,
        "first_question": item.questions.first, "second_question": item.questions.second,
    }  # fmt: skip
    return known.first() or _plan(
        world,
        where,
        details,
        place=item.place,
        slot=Slot(
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=item.minutes),
            capacity=item.capacity,
            opens_at=_opening(starts_at, item.opens_days_before),
        ),
    )


def _of_series(world: World, series: Series) -> list[Activity]:
    """One activity a time: each is copied, published and logged on its own, as a manager would."""
    where = world.where(series.where)
    known = _known(where, series.title)
    made = list(known.order_by("pk"))
    moments = known.values_list("sessions__starts_at", flat=True)
    taken = [timezone.localdate(moment) for moment in moments]
    details = {
        "title": series.title, "kind": series.kind, "audience": series.audience,
        "organizer": series.organizer, "sign_up_mode": series.sign_up_mode,
    }  # fmt: skip
    for day in series.days_of(world.period, world.today):
        if any(abs((day - other).days) < 7 * series.every for other in taken):
            continue  # of an earlier run, which may have counted the weeks from another day
        starts_at = world.at(day, series.hour)
        slot = Slot(
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=series.minutes),
            capacity=series.capacity,
        )
        made.append(_plan(world, where, details, place=series.place, slot=slot))
    return made


def _known(where: Where, title: str) -> QuerySet[Activity]:
    return Activity.objects.filter(**where.columns(), title=title)


def _plan(
    world: World, where: Where, details: dict[str, Any], *, place: str, slot: Slot
) -> Activity:
    """In the space of that name, where there is one; else the name is what people read."""
    space = Space.objects.filter(**where.columns(), name=place).first() if place else None
    return plan_activity(
        where=where,
        details={**details, **_contact(where)},
        slots=[replace(slot, space=space, place_text="" if space else place)],
        actor=_host(world, where),
        now=slot.starts_at - PLANNED_AHEAD,
        is_demo=True,
    )


def _live(
    world: World,
    activity: Activity,
    *,
    ahead: timedelta = PUBLISH_AHEAD,
    opens_days_before: int = 14,
    expected: int | None = None,
    expected_next: int | None = None,
    answers: Sequence[Answers] = (),
) -> None:
    """Takes a planned activity as far as its day allows; one that went on already is left alone."""
    if activity.state != ActivityState.PLANNED:
        return
    session = activity.sessions.get()
    if session.starts_at - ahead > world.now:
        return
    host = _host(world, Where.of(activity))
    published_at = min(session.starts_at - timedelta(days=opens_days_before + 1), world.now)
    publish_activity(activity_id=activity.pk, actor=host, now=published_at)
    if world.now < session.starts_at <= world.now + timedelta(weeks=1):
        expected = expected or expected_next
    fill(world, activity, session, wanted=expected, host=host, answers=answers)
    if session.starts_at + timedelta(hours=3) < world.now:
        hold(world, activity, session, host=host)


def _host(world: World, where: Where) -> User:
    """Who runs things there: the manager, else the community's secretary, else the street."""
    if where.complex and where.complex.slug in MANAGERS:
        return world.accounts[MANAGERS[where.complex.slug]]
    if where.community:
        slug = where.community.slug
        return world.accounts["secretary" if slug == "tiaodenghe" else f"secretary-{slug}"]
    return world.accounts["official"]


def _contact(where: Where) -> dict[str, Any]:
    if where.complex and where.complex.duty_phone:
        return {"contact_name": where.complex.duty_name, "contact_phone": where.complex.duty_phone}
    return {"contact_phone": where.community.phone if where.community else where.sub_district.phone}


def _opening(starts_at: datetime, days: int) -> datetime:
    return (starts_at - timedelta(days=days)).replace(hour=9, minute=0)
