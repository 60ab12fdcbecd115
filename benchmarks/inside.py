"""What the benchmark does inside the instance: fills tables, asks a page in process, imports, counts.

Run as `python -m benchmarks.inside STEP [ARGUMENT …]`; prints one line of JSON.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock
from typing import Any

import django

from benchmarks import responsibility, scale

PLACES = 400
MONTH = date(2027, 3, 1)
IN_MONTH = 300
ELSEWHERE = 19_700
IN_FEED = 1_000
ROWS = 10_000
COMPLEX = "bench-xiaoqu"


def prepare() -> dict[str, Any]:
    """20,000 activities, 300 of them in the shown month of one complex; 1,000 in one feed."""
    from django.db import connections
    from django.utils import timezone

    from communities.models import Community, Complex, SubDistrict

    street = SubDistrict.objects.create(
        slug="bench-jiedao", name="测速街道", division_code="990000009"
    )
    community = Community.objects.create(slug="bench-shequ", name="测速社区", sub_district=street)

    def complex_named(slug: str) -> Complex:
        return Complex.objects.create(
            slug=slug, name=f"测速小区{slug}", sub_district=street, community=community
        )

    shown, fed, rushed = (complex_named(slug) for slug in (COMPLEX, "bench-feed", "bench-rush"))
    others = [complex_named(f"bench-{number}") for number in range(20)]
    moments = [
        (shown, _at(MONTH + timedelta(days=number % 31), 8 + number % 12))
        for number in range(IN_MONTH)
    ]
    today = timezone.localdate()
    moments += [
        (fed, _at(today + timedelta(days=number % 300), 8 + number % 12))
        for number in range(IN_FEED)
    ]
    moments += [
        (others[number % 20], _at(MONTH + timedelta(days=number % 365 - 180), 8 + number % 12))
        for number in range(ELSEWHERE - IN_FEED)
    ]
    activities = _publish(moments)
    rush = _publish([(rushed, _at(today + timedelta(days=60), 10))], title="冬至羊肉汤")
    bare = _publish([(rushed, _at(today + timedelta(days=61), 10))], title="冬至羊肉汤")
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_entry (id bigserial PRIMARY KEY, date_id bigint NOT NULL "
            "REFERENCES activities_session, name varchar(40) NOT NULL, phone varchar(20) NOT NULL)"
        )
        cursor.execute("GRANT ALL ON bench_entry TO PUBLIC")
        cursor.execute("GRANT ALL ON SEQUENCE bench_entry_id_seq TO PUBLIC")
        cursor.execute("ANALYZE")
    return {
        "complex": shown.pk,
        "feed": fed.pk,
        "activity": activities[0].pk,
        "rush_activity": rush[0].pk,
        "rush_session": rush[0].sessions.get().pk,
        "bare_session": bare[0].sessions.get().pk,
    }


def _at(day: date, hour: int) -> datetime:
    from django.utils import timezone

    return timezone.make_aware(datetime.combine(day, clock(hour)))


def _publish(moments: list[tuple[Any, datetime]], title: str = "") -> list[Any]:
    from django.utils import timezone

    from activities.choices import ActivityState
    from activities.models import Activity, Session

    now = timezone.now()

    def place(complex_: Any) -> dict[str, int]:
        return {
            "sub_district_id": complex_.sub_district_id,
            "community_id": complex_.community_id,
            "complex_id": complex_.pk,
        }

    activities = Activity.objects.bulk_create(
        [
            Activity(
                title=title or f"邻里活动第{number + 1}场",
                max_party_size=1,
                state=ActivityState.PUBLISHED,
                published_at=now,
                **place(complex_),
            )
            for number, (complex_, _moment) in enumerate(moments)
        ],
        batch_size=2000,
    )
    Session.objects.bulk_create(
        [
            Session(
                activity=activity,
                starts_at=moment,
                ends_at=moment + timedelta(hours=2),
                capacity=PLACES,
                taken=number % 40 if not title else 0,
                place_text="红色港湾",
                **place(complex_),
            )
            for number, (activity, (complex_, moment)) in enumerate(
                zip(activities, moments, strict=True)
            )
        ],
        batch_size=2000,
    )
    return list(activities)


def page(path: str) -> dict[str, Any]:
    """Statements and bytes of a page, asked without the front cache."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.FRONT_CACHE = False
    Client().get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = Client().get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} is not what is measured: {answer.status_code}")
    return {
        "statements": len(captured),
        "bytes": len(answer.content),
        "gzip": len(gzip.compress(answer.content, 6)),
        "found": answer.content.count("邻里活动第".encode()),
    }


def change() -> dict[str, Any]:
    """What any committed service does to the kept pages."""
    from core.freshness import record_change

    record_change()
    return {}


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


def imports() -> dict[str, Any]:
    """Seconds for 10,000 complexes, inserted and updated: our service, and COPY + upsert into the
    same table with the same triggers and constraints. Parsing apart (architecture 7.12)."""
    from django.utils import timezone

    from accounts.models import User
    from communities.models import Community
    from communities.services.ledgers import import_complexes
    from core.ledgers import LedgerRow

    street = Community.objects.get(slug="bench-shequ").sub_district
    admin = User.objects.get(username="admin")
    ours, copied = (
        Community.objects.create(slug=slug, name=name, sub_district=street)
        for slug, name in (("bench-import", "导入社区"), ("bench-copy", "对照社区"))
    )
    took: dict[str, Any] = {}
    for round_, households in (("insert", 500), ("update", 600)):
        rows = [
            LedgerRow(
                number + 2,
                {
                    "community": ours.name,
                    "name": f"{number}号院",
                    "kind": "COURTYARD",
                    "address": f"测速路{number}号",
                    "built_year": 1990 + number % 30,
                    "household_count": households + number % 100,
                    "resident_count": 2 * households,
                    "building_count": 5,
                    "unit_count": 15,
                    "note": "导入",
                },
            )
            for number in range(ROWS)
        ]
        began = time.perf_counter()
        outcome = import_complexes(rows=rows, actor=admin, now=timezone.now())
        took[f"ours_{round_}"] = time.perf_counter() - began
        if len(outcome.problems) or outcome.new + outcome.changed != ROWS:
            raise SystemExit(f"The import is not what is measured: {outcome}")
        began = time.perf_counter()
        _copy_and_upsert(copied, households)
        took[f"copy_{round_}"] = time.perf_counter() - began
    return took


def _copy_and_upsert(community: Any, households: int) -> None:
    from django.db import connection, transaction

    columns = (
        "sub_district_id, community_id, name, slug, pinyin_key, kind, address, "
        "note, is_listed, built_year, household_count, resident_count, building_count, unit_count, "
        "duty_name, duty_phone, duty_hours, is_demo, closed_reason"
    )
    text = io.StringIO()
    for number in range(ROWS):
        text.write(
            f"{community.sub_district_id}\t{community.pk}\t{number}号院\tcopy-{number}\t{number}\t"
            f"COURTYARD\t测速路{number}号\t导入\tt\t{1990 + number % 30}\t"
            f"{households + number % 100}\t{2 * households}\t5\t15\t\t\t\tf\t\n"
        )
    text.seek(0)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE bench_rows ON COMMIT DROP AS "
            f"SELECT {columns} FROM communities_complex WITH NO DATA"
        )
        cursor.copy_expert(f"COPY bench_rows ({columns}) FROM STDIN", text)
        cursor.execute(
            f"INSERT INTO communities_complex ({columns}) SELECT {columns} FROM bench_rows "
            "ON CONFLICT (community_id, name) DO UPDATE SET kind = excluded.kind, "
            "address = excluded.address, note = excluded.note, built_year = excluded.built_year, "
            "household_count = excluded.household_count, resident_count = excluded.resident_count, "
            "building_count = excluded.building_count, unit_count = excluded.unit_count"
        )


STEPS: dict[str, Callable[..., dict[str, Any]]] = {
    "prepare": prepare,
    "page": page,
    "change": change,
    "verify": verify,
    "imports": imports,
    "scale_prepare": scale.prepare,
    "scale_pages": scale.pages,
    "scale_imports": scale.imports,
    "holes": responsibility.holes,
}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    django.setup()
    print(json.dumps(STEPS[sys.argv[1]](*sys.argv[2:])))
