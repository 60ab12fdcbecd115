"""Worker, Redis and PostgreSQL are killed in the middle of a batch of reminders, one after another:
none is lost, none is told twice (reliability I-9, I-10, I-14).
"""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Generator
from functools import partial

import pytest

from tests.demo.checkouts import Demo, folder_for_everybody, unused_port, wait_for

pytestmark = pytest.mark.launcher

PEOPLE = 900
PREPARE = f"""
from datetime import timedelta
from django.db import transaction
from django.utils import timezone
from accounts.models import Person
from activities.codes import new_ticket_code
from activities.models import Activity, Session, SignUp
from activities.services.messages import REMINDER_DAY, build_message
from communities.models import SubDistrict
from core.services.outbox import promise
now = timezone.now()
street = SubDistrict.objects.create(name="试验街道", slug="shiyan", division_code="990000001")
activity = Activity.objects.create(
    sub_district=street, title="试验", state="PUBLISHED", published_at=now)
session = Session.objects.create(
    sub_district=street, activity=activity, starts_at=now + timedelta(hours=20), taken={PEOPLE})
people = Person.objects.bulk_create(Person(name=f"邻居{{n}}") for n in range({PEOPLE}))
sign_ups = SignUp.objects.bulk_create(
    SignUp(sub_district=street, session=session, person=person, state="CONFIRMED", created_at=now,
           code=new_ticket_code(), entry_code=f"{{n:06d}}")
    for n, person in enumerate(people))
with transaction.atomic():
    promise([
        build_message(kind=REMINDER_DAY, sign_up=sign_up, session=session, channel="IN_APP",
                      due_at=now, expires_at=session.starts_at)
        for sign_up in sign_ups])
print("ready")
"""
COUNT = """
import json
from collections import Counter
from core.models import InboxMessage, OutboxMessage
told = Counter(InboxMessage.objects.values_list("person_id", flat=True))
states = Counter(OutboxMessage.objects.values_list("state", flat=True))
print(json.dumps({"told": len(told), "twice": sum(n > 1 for n in told.values()), "states": states}))
"""


@pytest.fixture
def demo() -> Generator[Demo, None, None]:
    with folder_for_everybody() as folder:
        running = Demo(folder / "honglin", port=unused_port(), OUTBOX_LEASE_SECONDS="3")
        running.start()
        yield running
        running.end()


def count(demo: Demo) -> dict[str, object]:
    """What stands in the tables; asked again while the database is coming back."""
    deadline = time.monotonic() + 30
    while True:
        try:
            return dict(json.loads(demo.manage("shell", "--no-imports", "-c", COUNT)))
        except AssertionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def test_killing_all_three_in_a_batch_loses_none_and_repeats_none(demo: Demo) -> None:
    assert demo.manage("shell", "--no-imports", "-c", PREPARE).endswith("ready")
    killed_midway = 0
    for name in ("worker", "redis", "postgres"):
        told = count(demo)["told"]
        assert isinstance(told, int)
        killed_midway += told < PEOPLE
        pid = demo.pid(name)
        os.kill(pid, signal.SIGKILL)
        wait_for(partial(demo.restarted, name, pid), 20)
        assert demo.restarted(name, pid)

    # A tick of beat brings in what the killed ones held; the lease here is three seconds.
    wait_for(lambda: count(demo)["told"] == PEOPLE, 150)

    assert count(demo) == {"told": PEOPLE, "twice": 0, "states": {"SENT": PEOPLE}}
    assert killed_midway, "the batch was over before the first kill: make it longer"
