"""What the harness has done inside an instance: rows by the real services, and the bell rung.

Runs as `python -m tests.faults.inside` with the environment of the instance, for as long as that
does; reads one JSON call a line and answers with one JSON line.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

SLUG = "guzhang-xiaoqu"


def prepare() -> dict[str, Any]:
    """A complex and the signed-in session of somebody who may do everything there."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from accounts.models import User
    from communities.models import Community, Complex, SubDistrict

    street = SubDistrict.objects.create(
        name="故障街道", slug="guzhang-jiedao", division_code="990000002"
    )
    community = Community.objects.create(name="故障社区", slug="guzhang-shequ", sub_district=street)
    Complex.objects.create(name="故障小区", slug=SLUG, sub_district=street, community=community)
    user = User.objects.create_superuser("faults", password=None)
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return {"cookie": store.session_key}


def open_session(
    capacity: int | None = None, hours: float = 24 * 30, **details: Any
) -> dict[str, Any]:
    """A published activity of one session that begins in so many hours."""
    from django.core.cache import cache
    from django.utils import timezone

    from activities.services.planning import Slot, Where, plan_activity, publish_activity
    from communities.models import Complex

    now = timezone.now()
    activity = plan_activity(
        where=Where.of_complex(Complex.objects.get(slug=SLUG)),
        details={"title": "冬至羊肉汤", **details},
        slots=[Slot(starts_at=now + timedelta(hours=hours), capacity=capacity)],
        actor=None,
        now=now,
    )
    publish_activity(activity_id=activity.pk, actor=None, now=now)
    # Tries are counted by address, and every client of the harness has the same.
    cache.clear()
    return {"activity": activity.pk, "session": activity.sessions.get().pk}


def open_held_session() -> dict[str, Any]:
    """One that began an hour ago, so that its log may be written."""
    from django.utils import timezone

    from activities.models import Session

    made = open_session(hours=1)
    began = timezone.now() - timedelta(hours=1)
    Session.objects.filter(pk=made["session"]).update(starts_at=began)
    return made


def open_batch(people: int, *, materialised: bool = True) -> dict[str, Any]:
    """So many confirmed people whose reminder of the day before is due now.

    `materialised`: the rows are written and the bell is rung; otherwise both are left to beat.
    """
    from django.db import transaction
    from django.utils import timezone

    from accounts.models import Person
    from activities.codes import new_ticket_code
    from activities.models import Session, SignUp
    from activities.services.reminders import materialise_reminders
    from core.services.outbox import kick

    now = timezone.now()
    with transaction.atomic():
        made = open_session(hours=20)
        session = Session.objects.get(pk=made["session"])
        persons = Person.objects.bulk_create(Person(name=f"邻居{n}") for n in range(people))
        SignUp.objects.bulk_create(
            SignUp(
                sub_district_id=session.sub_district_id,
                community_id=session.community_id,
                complex_id=session.complex_id,
                session=session,
                person=person,
                state="CONFIRMED",
                created_at=now - timedelta(days=2),
                code=new_ticket_code(),
                entry_code=f"{n:06d}",
            )
            for n, person in enumerate(persons)
        )
        Session.objects.filter(pk=session.pk).update(taken=people)
    if materialised:
        _due_by_day(now, materialise_reminders)
        kick()
    return made


def open_vote(doors: int) -> dict[str, Any]:
    """An owners' vote of a complex of its own, open, and the codes of its slips by entry."""
    from django.core.cache import cache
    from django.utils import timezone

    from communities.models import Community, Complex
    from communities.queries.places import Place
    from meetings.choices import Matter, VoteBasis
    from meetings.services import votes
    from tests.factories.votes import many_owned_doors

    now = timezone.now()
    community = Community.objects.select_related("sub_district").get(slug="guzhang-shequ")
    number = Complex.objects.count()
    complex_ = Complex.objects.create(
        name=f"表决小区{number}",
        slug=f"biaojue-{number}",
        sub_district=community.sub_district,
        community=community,
    )
    many_owned_doors(complex_, doors)
    vote = votes.draft_vote(
        place=Place(community.sub_district, community, complex_),
        title="使用维修资金",
        basis=VoteBasis.OWNERS,
        is_secret=False,
        closes_at=now + timedelta(days=1),
        actor=None,
        now=now,
    )
    votes.add_item(vote_id=vote.pk, matter=Matter.USE_FUND, text="修电梯", actor=None)
    votes.open_vote(vote_id=vote.pk, roll_on=timezone.localdate(now), actor=None, now=now)
    entries = list(vote.roll.values_list("pk", flat=True))
    codes = votes.issue_codes(vote_id=vote.pk, entry_ids=entries, actor=None)
    # Tries of codes are counted by address, and every client of the harness has the same.
    cache.clear()
    return {"vote": vote.pk, "codes": codes}


def count_vote(vote: int) -> int:
    """Counts it; how many heads took part."""
    from django.utils import timezone

    from meetings.services import votes

    return votes.count_vote(vote_id=vote, actor=None, now=timezone.now()).present_heads


def _due_by_day(now: Any, materialise: Callable[..., int]) -> None:
    """At night a reminder waits for the morning; the harness does not."""
    from django.db.models.functions import Now

    from core.models import OutboxMessage

    materialise(now=now)
    OutboxMessage.objects.filter(state="DUE", due_at__gt=Now()).update(due_at=Now())


def due_now() -> int:
    """Makes what waits for the morning due, and says how much."""
    from django.db.models.functions import Now

    from core.models import OutboxMessage

    return OutboxMessage.objects.filter(state="DUE", due_at__gt=Now()).update(due_at=Now())


def kick() -> bool:
    """Rings the bell as a service does after its commit."""
    from core.jobs import send

    return send("core.tasks.deliver_due_messages")


def send_all(times: int) -> int:
    """Every task of the schedule, so many times at once, as a broker that repeats itself."""
    from config.schedule import BEAT_SCHEDULE
    from core.jobs import send

    names = [entry["task"] for entry in BEAT_SCHEDULE.values()]
    return sum(send(name) for name in names for _time in range(times))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    django.setup()
    from django.db import close_old_connections

    calls: dict[str, Callable[..., Any]] = {
        call.__name__: call
        for call in (
            prepare,
            open_session,
            open_held_session,
            open_batch,
            open_vote,
            count_vote,
            due_now,
            kick,
            send_all,
        )
    }
    for line in sys.stdin:
        wanted = json.loads(line)
        close_old_connections()
        try:
            answer = {"result": calls[wanted["call"]](**wanted["arguments"])}
        except Exception as error:  # noqa: BLE001  told to the harness, which judges it
            answer = {"error": repr(error)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
