"""A year as it was lived: planned, published, signed up for, held, logged; and what is ahead."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import Person, User
from activities.choices import ActivityState, CheckInMethod, SignUpMode, SignUpSource
from activities.models import Activity, Session, Space
from activities.photos import PreparedPhoto
from activities.services.check_ins import check_in
from activities.services.holidays import seed_public_holidays
from activities.services.logs import LogEntry, log_session
from activities.services.planning import (
    Slot,
    Where,
    change_capacity,
    edit_activity,
    plan_activity,
    publish_activity,
)
from activities.services.sign_ups import Application, sign_up
from core.errors import DomainError
from demo.seed.pictures import paint
from demo.seed.places import LEDGERS, import_demo_ledger
from demo.seed.plan_ledger import PLAN, plan_of_year
from demo.seed.programme import ITEMS, WEEKLY, Item, Weekly, day_in
from demo.seed.world import World

REMARKS = ("居民反响很好。", "下次增加名额。", "老人来得多，座位要再加。", "孩子们很喜欢。", "")
# Published this long before; later ones are still a plan.
PUBLISH_AHEAD = timedelta(days=30)
PLAN_PUBLISH_AHEAD = timedelta(days=14)
# Sessions whose story shows pictures.
PAINTED = {"邻里包饺子", "中秋邻里节", "重阳义剪义诊", "重阳义剪", "国庆红歌会", "119消防演练"}


def build_year(world: World, people: dict[str, list[Person]]) -> None:
    """Public holidays, the two complexes' programmes, and the plan that 天玺华府 keeps as a ledger."""
    seed_public_holidays(years=[world.year], now=world.now)
    for item in ITEMS:
        _live(
            world,
            _item(world, item),
            people,
            opens_days_before=item.opens_days_before,
            expected=item.expected,
        )
    for series in WEEKLY:
        for activity in _series(world, series):
            _live(world, activity, people)
    _year_of_tianxi_huafu(world, people)


def _year_of_tianxi_huafu(world: World, people: dict[str, list[Person]]) -> None:
    """39 sessions from the ledger: what is past was held and logged, the rest is still a plan."""
    tianxi_huafu = Activity.objects.filter(
        complex=world.complexes["tianxi-huafu"], sessions__starts_at__year=world.year
    )
    if not tianxi_huafu.exists():
        import_demo_ledger(
            world,
            "activity-plan",
            PLAN,
            actor="manager-tianxi",
            content=plan_of_year((LEDGERS / PLAN).read_bytes(), world.year),
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
        _live(world, activity, people, ahead=PLAN_PUBLISH_AHEAD)


def _item(world: World, item: Item) -> Activity:
    where = _where(world, item.where)
    known = Activity.objects.filter(
        **where.columns(), title=item.title, sessions__starts_at__year=world.year
    ).first()
    if known:
        return known
    starts_at = world.at(day_in(world.year, item.day), item.hour)
    space = Space.objects.filter(complex=where.complex, name=item.place).first()
    details = {
        "title": item.title, "kind": item.kind, "theme": item.theme, "audience": item.audience,
        "description": item.description, "advice": item.advice, "organizer": item.organizer,
        "sign_up_mode": item.sign_up_mode, "household_quota": item.household_quota,
        "max_party_size": item.max_party_size, **_contact(where),
    }  # fmt: skip
    return plan_activity(
        where=where,
        details=details,
        slots=[
            Slot(
                starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=item.minutes),
                space=space,
                place_text="" if space else item.place,
                capacity=item.capacity,
                opens_at=_opening(starts_at, item.opens_days_before),
            )
        ],
        actor=_host(world, where),
        now=world.days_before(starts_at, 45),
        is_demo=True,
    )


def _series(world: World, series: Weekly) -> list[Activity]:
    """One activity a week: each is copied, published and logged on its own, as a manager would."""
    where = _where(world, series.where)
    known = Activity.objects.filter(
        **where.columns(), title=series.title, sessions__starts_at__year=world.year
    ).order_by("pk")
    if known:
        return list(known)
    space = Space.objects.filter(complex=where.complex, name=series.place).first()
    first = date(world.year, 1, 1)
    first += timedelta(days=(series.weekday - first.weekday()) % 7)
    if series.every > 1:  # so that one of them falls on today's week
        weeks = (world.today - first).days // 7
        first += timedelta(weeks=weeks % series.every)
    made = []
    while first.year == world.year:
        starts_at = world.at(first, series.hour)
        details = {
            "title": series.title, "kind": series.kind, "audience": "本小区居民",
            "organizer": series.organizer, "sign_up_mode": series.sign_up_mode, **_contact(where),
        }  # fmt: skip
        slot = Slot(
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=series.minutes),
            space=space,
            place_text="" if space else series.place,
            capacity=series.capacity,
        )
        made.append(
            plan_activity(
                where=where,
                details=details,
                slots=[slot],
                actor=_host(world, where),
                now=world.days_before(starts_at, 45),
                is_demo=True,
            )
        )
        first += timedelta(weeks=series.every)
    return made


def _live(
    world: World,
    activity: Activity,
    people: dict[str, list[Person]],
    *,
    ahead: timedelta = PUBLISH_AHEAD,
    opens_days_before: int = 14,
    expected: int | None = None,
) -> None:
    """Takes a planned activity as far as its day allows; one that went on already is left alone."""
    if activity.state != ActivityState.PLANNED:
        return
    session = activity.sessions.get()
    if session.starts_at - ahead > world.now:
        return
    host = _host(world, Where(
        sub_district=activity.sub_district, community=activity.community, complex=activity.complex
    ))  # fmt: skip
    published_at = min(session.starts_at - timedelta(days=opens_days_before + 1), world.now)
    publish_activity(activity_id=activity.pk, actor=host, now=published_at)
    neighbours = people.get(activity.complex.slug if activity.complex else "", [])
    wanted = expected or _wanted(world, activity, session)
    _sign_up(world, session, neighbours, wanted=wanted, host=host)
    if session.starts_at + timedelta(hours=3) < world.now:
        _hold(world, activity, session, host)


def _wanted(world: World, activity: Activity, session: Session) -> int:
    """How many sign-ups: more for what is near and dear, few for long-past weekly runs."""
    if activity.sign_up_mode == SignUpMode.WALK_IN or activity.complex is None:
        return 0
    if session.starts_at > world.now - timedelta(days=45):
        most = min(session.capacity or 30, 34)
        return world.chance.randint(max(most // 3, 1), most)
    return world.chance.randint(2, 6)


def _sign_up(
    world: World, session: Session, neighbours: list[Person], *, wanted: int, host: User
) -> None:
    opens_at = session.opens_at or session.starts_at - timedelta(days=10)
    latest = min(session.starts_at - timedelta(hours=2), world.now)
    if opens_at >= latest:
        return
    minutes = max(int((latest - opens_at).total_seconds() // 60), 1)
    for person in world.chance.sample(neighbours, min(wanted, len(neighbours))):
        source = world.chance.choices(
            (SignUpSource.ONLINE, SignUpSource.HELPER, SignUpSource.PHONE, SignUpSource.PAPER),
            (80, 10, 6, 4),
        )[0]
        application = Application(
            person=person,
            party_size=min(
                world.chance.choice((1, 1, 1, 2, 2, 3)), session.activity.max_party_size
            ),
            door_text=f"{world.chance.randint(1, 14)}-{world.chance.randint(1, 2)}-"
            f"{world.chance.randint(1, 18)}0{world.chance.randint(1, 4)}",
            source=source,
            request_key=f"demo-{session.pk}-{person.pk}",
            is_demo=True,
        )
        moment = opens_at + timedelta(minutes=world.chance.randrange(minutes))
        actor = None if source == SignUpSource.ONLINE else host
        try:
            sign_up(session_id=session.pk, application=application, actor=actor, now=moment)
        except DomainError:
            continue  # full for this party, or this door has had its share: as in life


def _hold(world: World, activity: Activity, session: Session, host: User) -> None:
    """Check-ins and the log; about one in eight does not come."""
    came = 0
    for going in session.sign_ups.confirmed().order_by("pk"):
        if world.chance.random() < 0.87:
            moment = session.starts_at + timedelta(minutes=world.chance.randint(-20, 15))
            method = world.chance.choice(CheckInMethod.values)
            arrival = check_in(
                sign_up_id=going.pk, method=method,
                actor=None if method == CheckInMethod.SELF else host, now=moment,
            )  # fmt: skip
            came += arrival.arrived_count
    photos: list[PreparedPhoto] = []
    if activity.title in PAINTED:
        photos = [paint(seed) for seed in (activity.pk, activity.pk + 1000)]
    log_session(
        session_id=session.pk,
        entry=LogEntry(
            headcount=came + world.chance.randint(4, 25),
            remark=world.chance.choice(REMARKS),
            volunteer_count=world.chance.randint(2, 6),
            photos=photos,
            is_published=bool(photos),
            request_key=f"demo-log-{session.pk}",
        ),
        actor=host,
        now=(session.ends_at or session.starts_at) + timedelta(minutes=40),
    )


def _where(world: World, slug: str) -> Where:
    if slug in world.complexes:
        return Where.of_complex(world.complexes[slug])
    if slug in world.communities:
        community = world.communities[slug]
        return Where(sub_district=community.sub_district, community=community)
    return Where(sub_district=world.sub_districts[slug])


def _host(world: World, where: Where) -> User:
    """Who runs things there: the manager, else the community's secretary, else the street."""
    if where.complex:
        managers = {
            "zhongliang-jinyun": "manager", "yuyuan": "manager-yuyuan",
            "tianxi-huafu": "manager-tianxi",
        }  # fmt: skip
        if where.complex.slug in managers:
            return world.accounts[managers[where.complex.slug]]
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
