"""Who signed up, who came, and what was written down afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import cycle

from accounts.models import Person, User
from activities.choices import CheckInMethod, SignUpMode, SignUpSource
from activities.models import Activity, Session, SignUp
from activities.questions import NO_ANSWERS, Answers
from activities.services.logs import LogEntry, log_session
from activities.services.name_lists import (
    ArrivalLine,
    SignUpLine,
    enter_arrivals,
    enter_sign_ups,
)
from activities.services.planning import Where
from activities.services.sign_ups import Application
from core.photos import PreparedPhoto
from demo.seed.pictures import paint
from demo.seed.world import World

REMARKS = ("居民反响很好。", "下次增加名额。", "老人来得多，座位要再加。", "孩子们很喜欢。", "")
# Sessions whose story shows pictures.
PAINTED = {
    "邻里包饺子", "中秋邻里节", "重阳义剪义诊", "重阳义剪", "国庆红歌会", "119消防演练", "中秋赏月会",
    "重阳敬老义剪",
}  # fmt: skip
# By the roads that sign-ups come: online, a helper, the telephone, paper.
ROADS = (SignUpSource.ONLINE, SignUpSource.HELPER, SignUpSource.PHONE, SignUpSource.PAPER)
SHARES = (80, 10, 6, 4)
MOST = 30
# How the staff found them on the list; who checks in by himself has no list.
BY_STAFF = [method for method in CheckInMethod.values if method != CheckInMethod.SELF]


def fill(
    world: World,
    activity: Activity,
    session: Session,
    *,
    wanted: int | None,
    host: User,
    answers: Sequence[Answers] = (),
) -> None:
    """Sign-ups from the opening until now or the start; the last ones wait when it is full.

    The `answers` to the activity's questions are given in turn: chance is not asked for them.
    """
    if activity.sign_up_mode == SignUpMode.WALK_IN:
        return
    opens_at = session.opens_at or session.starts_at - timedelta(days=10)
    latest = min(session.starts_at - timedelta(hours=2), world.now)
    if opens_at >= latest:
        return
    neighbours = world.neighbours(Where.of(activity))
    wanted = min(_wanted(world, session) if wanted is None else wanted, len(neighbours))
    people = world.chance.sample(neighbours, wanted)
    if world.now < session.starts_at <= world.now + timedelta(weeks=1):
        # The two residents with an account have tickets for what comes next.
        here = [person for person in world.residents_with_account() if person in neighbours]
        people = [*here, *(person for person in people if person not in here)][:wanted]
    lines = [
        _line(world, session, person, (opens_at, latest), host, said)
        for person, said in zip(people, cycle(answers or [NO_ANSWERS]), strict=False)
    ]
    enter_sign_ups(session_id=session.pk, lines=sorted(lines, key=lambda line: line.at))


def _line(
    world: World,
    session: Session,
    person: Person,
    between: tuple[datetime, datetime],
    host: User,
    answers: Answers,
) -> SignUpLine:
    """By one of the roads, at some minute; what does not come online somebody writes down."""
    first, last = between
    minutes = max(int((last - first).total_seconds() // 60), 1)
    most = session.activity.max_party_size
    source = world.chance.choices(ROADS, SHARES)[0]
    application = Application(
        person=person,
        party_size=min(world.chance.choice((1, 1, 1, 2, 2, 3)), most),
        door_text=f"{world.chance.randint(1, 14)}-{world.chance.randint(1, 2)}-"
        f"{world.chance.randint(1, 18)}0{world.chance.randint(1, 4)}",
        answers=answers,
        source=source,
        request_key=f"demo-{session.pk}-{person.pk}",
        is_demo=True,
    )
    return SignUpLine(
        application=application,
        at=first + timedelta(minutes=world.chance.randrange(minutes)),
        entered_by=None if source == SignUpSource.ONLINE else host,
    )


def hold(world: World, activity: Activity, session: Session, *, host: User) -> None:
    """Check-ins and the log; about one in eight does not come."""
    came: list[SignUp] = [
        going
        for going in session.sign_ups.confirmed().order_by("pk")
        if world.chance.random() < 0.87
    ]
    arrivals = [
        ArrivalLine(
            sign_up_id=going.pk,
            at=session.starts_at + timedelta(minutes=world.chance.randint(-20, 15)),
            method=world.chance.choice(BY_STAFF),
        )
        for going in came
    ]
    if arrivals:
        enter_arrivals(session_id=session.pk, lines=arrivals, actor=host)
    photos: list[PreparedPhoto] = []
    if activity.title in PAINTED:
        photos = [paint(seed) for seed in (activity.pk, activity.pk + 1000)]
    log_session(
        session_id=session.pk,
        entry=LogEntry(
            headcount=sum(going.party_size for going in came) + world.chance.randint(4, 25),
            remark=world.chance.choice(REMARKS),
            volunteer_count=world.chance.randint(2, 6),
            photos=photos,
            is_published=bool(photos),
            request_key=f"demo-log-{session.pk}",
        ),
        actor=host,
        now=(session.ends_at or session.starts_at) + timedelta(minutes=40),
    )


def _wanted(world: World, session: Session) -> int:
    """Between a third of a room and a room full."""
    most = min(session.capacity or 30, MOST)
    return world.chance.randint(most // 3, most * 3 // 4)
