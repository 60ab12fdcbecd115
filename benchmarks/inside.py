"""What the benchmark does inside the instance: prepares rows, asks the month page, counts the result.

Run as `python -m benchmarks.inside STEP`; prints one line of JSON.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import django

ATTEMPTS = 2_000
PLACES = 400
EVENTS = 300


def prepare() -> dict[str, Any]:
    """A session of 400 places, and a complex with 300 activities in one month."""
    from django.utils import timezone

    from activities.services.planning import Slot, Where, plan_activity, publish_activity
    from communities.models import Community, Complex, SubDistrict

    now = timezone.now()
    street, _ = SubDistrict.objects.get_or_create(
        slug="bench-jiedao", defaults={"name": "测速街道", "division_code": "990000009"}
    )
    community, _ = Community.objects.get_or_create(
        slug="bench-shequ", defaults={"name": "测速社区", "sub_district": street}
    )
    complex_, _ = Complex.objects.get_or_create(
        slug="bench-xiaoqu",
        defaults={"name": "测速小区", "sub_district": street, "community": community},
    )
    where = Where.of_complex(complex_)
    rush = plan_activity(
        where=where,
        details={"title": "冬至羊肉汤", "max_party_size": 1},
        slots=[Slot(starts_at=now + timedelta(days=60), capacity=PLACES)],
        actor=None,
        now=now,
    )
    publish_activity(activity_id=rush.pk, actor=None, now=now)
    first = (timezone.localdate().replace(day=1) + timedelta(days=95)).replace(day=1)
    for number in range(EVENTS):
        moment = datetime.combine(first + timedelta(days=number % 28), time(8 + number % 12))
        activity = plan_activity(
            where=where,
            details={"title": f"邻里活动第{number + 1}场"},
            slots=[Slot(starts_at=timezone.make_aware(moment), capacity=40, place_text="红色港湾")],
            actor=None,
            now=now,
        )
        publish_activity(activity_id=activity.pk, actor=None, now=now)
    return {"activity": rush.pk, "session": rush.sessions.get().pk, "month": f"{first:%Y-%m}"}


def month(d: str) -> dict[str, Any]:
    """Statements and bytes of the month page with 300 activities, asked without a cache."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.ALLOWED_HOSTS = ["testserver"]
    with CaptureQueriesContext(connection) as captured:
        page = Client().get("/c/bench-xiaoqu/calendar/", {"view": "month", "d": d})
    if page.status_code != 200 or page.content.count("邻里活动第".encode()) < 80:
        raise SystemExit(f"The month page is not what is measured: {page.status_code}")
    return {
        "statements": len(captured),
        "bytes": len(page.content),
        "gzip": len(gzip.compress(page.content, 6)),
    }


def verify(session_id: str) -> dict[str, Any]:
    """What the rush left behind: exactly the places, and a line without a gap."""
    from activities.models import Session

    session = Session.objects.get(pk=int(session_id))
    everybody = list(session.sign_ups.order_by("pk").values_list("state", flat=True))
    return {
        "confirmed": everybody.count("CONFIRMED"),
        "waiting": everybody.count("WAITING"),
        "taken": session.taken,
        "in_order": everybody == sorted(everybody),
        "persons": session.sign_ups.values("person").distinct().count(),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    django.setup()
    steps: dict[str, Callable[..., dict[str, Any]]] = {
        "prepare": prepare,
        "month": month,
        "verify": verify,
    }
    print(json.dumps(steps[sys.argv[1]](*sys.argv[2:])))
