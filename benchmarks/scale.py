"""A sub-district as large as they get, made by SQL, and what its pages take.

100 communities, 2,000 complexes, 20,000 buildings, 40,000 units, 500,000 doors. Run inside an
instance by `benchmarks.inside`; the counts can be made smaller by whoever calls.
"""

from __future__ import annotations

import io
import statistics
import time
from decimal import Decimal
from typing import Any

COMMUNITIES = 100
COMPLEXES = 2_000
BUILDINGS = 20_000
UNITS = 40_000
DOORS = 500_000
STREET = "scale-jiedao"
ROUNDS = 7
IMPORTED_DOORS = 20_000

# Numbered from 1 within the sub-district; each level is dealt out evenly over the one above it.
LEVELS = (
    """
    INSERT INTO communities_community (sub_district_id, name, slug, pinyin_key, phone, is_listed,
        reviews_activities, is_demo)
    SELECT %(street)s, '规模' || n || '社区', 'scale-community-' || n,
        'gui mo ' || lpad(n::text, 6, '0'), '', true, false, false
    FROM generate_series(1, %(communities)s) n
    """,
    """
    INSERT INTO communities_complex (sub_district_id, community_id, name, slug, pinyin_key, kind,
        address, note, is_listed, built_year, building_count, unit_count,
        household_count, resident_count, figures_on, duty_name, duty_phone, duty_hours, is_demo,
        closed_reason)
    SELECT %(street)s, c.id, '规模' || n || '小区', 'scale-complex-' || n,
        'gui mo ' || lpad(n::text, 6, '0'), 'ESTATE', '规模路' || n || '号', '', true,
        CASE WHEN n %% 10 > 0 THEN 1990 + n %% 30 END, 10, 20, 250, 600, date '2026-06-30',
        '', '', '', false, ''
    FROM generate_series(1, %(complexes)s) n
    JOIN communities_community c
        ON c.slug = 'scale-community-' || ((n - 1) %% %(communities)s + 1)
    """,
    """
    INSERT INTO communities_building (sub_district_id, community_id, complex_id, name)
    SELECT %(street)s, x.community_id, x.id, ((n - 1) / %(complexes)s + 1) || '栋'
    FROM generate_series(1, %(buildings)s) n
    JOIN communities_complex x ON x.slug = 'scale-complex-' || ((n - 1) %% %(complexes)s + 1)
    """,
    """
    INSERT INTO communities_unit (sub_district_id, community_id, complex_id, building_id, name,
        household_count, figures_on)
    SELECT %(street)s, b.community_id, b.complex_id, b.id, n || '单元', 12, date '2026-06-30'
    FROM communities_building b
    CROSS JOIN generate_series(1, %(units)s / %(buildings)s) n
    WHERE b.sub_district_id = %(street)s
    """,
    """
    INSERT INTO communities_door (sub_district_id, community_id, complex_id, unit_id, room, floor,
        area)
    SELECT %(street)s, u.community_id, u.complex_id, u.id, (n + 100)::text, 1, 89.5
    FROM communities_unit u
    CROSS JOIN generate_series(1, (%(doors)s + %(units)s - 1) / %(units)s) n
    WHERE u.sub_district_id = %(street)s
    ORDER BY n, u.id
    LIMIT %(doors)s
    """,
    # The places' own triggers write these, where they are not switched off.
    """
    INSERT INTO communities_placeslug (slug, kind, place_id)
    SELECT slug, 'COMMUNITY', id FROM communities_community WHERE sub_district_id = %(street)s
    UNION ALL SELECT slug, 'COMPLEX', id FROM communities_complex WHERE sub_district_id = %(street)s
    ON CONFLICT DO NOTHING
    """,
)


def build(cursor: Any, street_id: int, **smaller: int) -> None:
    """Fills a sub-district through the cursor: six statements, whatever the numbers."""
    numbers = {
        "communities": COMMUNITIES,
        "complexes": COMPLEXES,
        "buildings": BUILDINGS,
        "units": UNITS,
        "doors": DOORS,
        "street": street_id,
    }
    for statement in LEVELS:
        cursor.execute(statement, numbers | smaller)


def prepare() -> dict[str, Any]:
    """The sub-district with an official, a secretary and a manager of its own, and who took how long."""
    from datetime import date

    from django.db import connections

    from accounts.models import Person, User
    from communities.choices import Role
    from communities.models import Complex, RoleAssignment, SubDistrict

    street, _new = SubDistrict.objects.get_or_create(slug=STREET, defaults={"name": "规模街道"})
    began = time.perf_counter()
    with connections["owner"].cursor() as owner:
        # Nothing is measured here: seven foreign keys and the audit of half a million rows take
        # minutes. Only the owner of the embedded server may leave them out.
        owner.execute("SET session_replication_role = replica")
        build(owner, street.pk)
        owner.execute("ANALYZE")
    took = time.perf_counter() - began
    complex_ = Complex.objects.get(slug="scale-complex-1")
    places = {
        "official": (Role.SUB_DISTRICT_ADMIN, street.pk, None, None),
        "secretary": (Role.COMMUNITY_SECRETARY, street.pk, complex_.community_id, None),
        "manager": (Role.PROPERTY_MANAGER, street.pk, complex_.community_id, complex_.pk),
    }
    for name, (role, sub_district, community, complex_pk) in places.items():
        person = Person.objects.create(name=f"规模{name}")
        user = User.objects.create(username=f"scale-{name}", person=person, is_staff=True)
        RoleAssignment.objects.create(
            user=user,
            role=role,
            sub_district_id=sub_district,
            community_id=community,
            complex_id=complex_pk,
            valid_from=date(2026, 1, 1),
        )
    return {"seconds": took, **_counts(street.pk)}


def _counts(street_id: int) -> dict[str, int]:
    from communities.models import Building, Community, Complex, Door, Unit

    models: tuple[Any, ...] = (Community, Complex, Building, Unit, Door)
    return {
        model.__name__.lower(): model.objects.filter(sub_district=street_id).count()
        for model in models
    }


def pages() -> dict[str, Any]:
    """Of each page: milliseconds (median and best), statements, bytes; asked in process."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from accounts.models import User
    from communities.models import Complex

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.FRONT_CACHE = False
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    settings.AXES_ENABLED = False
    complex_ = Complex.objects.get(slug="scale-complex-1")
    answers: dict[str, Any] = {}
    for what, (username, address) in _addresses(complex_).items():
        client = Client()
        if username:
            client.force_login(User.objects.get(username=username))
        answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address} is not what is measured: {answer.status_code}")
        taken = []
        for _round in range(ROUNDS):
            began = time.perf_counter()
            client.get(address)
            taken.append((time.perf_counter() - began) * 1000)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        slowest = max(
            captured.captured_queries, key=lambda query: float(query["time"]), default=None
        )
        answers[what] = {
            "ms": statistics.median(taken),
            "best": min(taken),
            "statements": len(captured),
            "bytes": len(answer.content),
            "slowest": f"{slowest['time']} {slowest['sql'][:300]}" if slowest else "",
        }
    return answers


def _addresses(complex_: Any) -> dict[str, tuple[str, str]]:
    building = complex_.communities_buildings.first()
    unit = building.units.first()
    at_home = f"/c/{complex_.slug}/"
    found = {
        "complex home": ("", at_home),
        "complex, who serves it": ("", f"{at_home}about/"),
        "entrance, search": ("", "/?q=规模1&change=1"),
        "tree, sub-district": ("scale-official", "/desk/map/"),
        "tree, community": ("scale-official", f"/desk/map/?open=community-{complex_.community_id}"),
        "tree, complex": ("scale-official", f"/desk/map/?open=complex-{complex_.pk}"),
        "tree, building": ("scale-official", f"/desk/map/?open=building-{building.pk}"),
        "tree, unit": ("scale-official", f"/desk/map/?open=unit-{unit.pk}"),
        "tree, manager": ("scale-manager", "/desk/map/"),
        "gaps, sub-district": ("scale-official", f"/desk/map/gaps/{STREET}/"),
        "API, complexes": ("", "/api/v1/complexes/"),
        "API, notices": ("", "/api/v1/notices/"),
    }
    for role in ("official", "secretary"):
        for model in ("complex", "building", "unit", "door", "resident"):
            found[f"admin, {model} list, {role}"] = (
                f"scale-{role}",
                f"/admin/communities/{model}/",
            )
    found["admin, doors of a unit"] = (
        "scale-official", f"/admin/communities/door/?unit__id__exact={unit.pk}",
    )  # fmt: skip
    found["admin, doors of a complex"] = (
        "scale-official", f"/admin/communities/door/?complex__id__exact={complex_.pk}",
    )  # fmt: skip
    found["admin, door search"] = ("scale-official", "/admin/communities/door/?q=规模77小区")
    found["admin, complex page"] = (
        "scale-official", f"/admin/communities/complex/{complex_.pk}/change/",
    )  # fmt: skip
    found["admin, door form"] = ("scale-official", "/admin/communities/door/add/")
    found["admin, building choices"] = (
        "scale-official",
        "/admin/autocomplete/?app_label=communities&model_name=unit&field_name=building&term=3栋",
    )
    return found


def imports() -> dict[str, Any]:
    """Seconds for 20,000 doors, inserted, changed and unchanged: our service, and COPY + upsert into
    the same table with the same triggers. Parsing apart (architecture 7.12)."""
    from django.utils import timezone

    from accounts.models import User
    from communities.models import Complex
    from communities.services.door_ledger import import_doors
    from core.ledgers import LedgerRow

    ours, copied = (
        Complex.objects.get(slug=slug) for slug in ("scale-complex-2", "scale-complex-3")
    )
    official = User.objects.get(username="scale-official")
    units = {"ours": _units_for_doors(ours), "copied": _units_for_doors(copied)}
    took: dict[str, Any] = {}
    for round_, area in (("insert", 80), ("update", 90), ("same", 90)):
        rows = [
            LedgerRow(
                number + 4,
                {
                    "complex": ours.name,
                    "building": building,
                    "unit": "1单元",
                    "room": str(room),
                    "floor": room // 100,
                    "area": Decimal(area),
                },
            )
            for number, (building, _unit, room) in enumerate(units["ours"])
        ]
        began = time.perf_counter()
        outcome = import_doors(rows=rows, actor=official, now=timezone.now())
        took[f"ours_{round_}"] = time.perf_counter() - began
        expected = {"insert": outcome.new, "update": outcome.changed, "same": outcome.unchanged}
        if outcome.problems or expected[round_] != IMPORTED_DOORS:
            raise SystemExit(f"The import is not what is measured: {round_}")
        began = time.perf_counter()
        _copy_and_upsert(copied, units["copied"], area)
        took[f"copy_{round_}"] = time.perf_counter() - began
    return took


def _units_for_doors(complex_: Any) -> list[tuple[str, int, int]]:
    """Building, unit and room of the doors to import: 100 buildings of one unit with 200 doors."""
    from communities.models import Building, Unit

    buildings = Building.objects.bulk_create(
        Building(
            sub_district_id=complex_.sub_district_id,
            community_id=complex_.community_id,
            complex=complex_,
            name=f"导入{number}栋",
        )
        for number in range(IMPORTED_DOORS // 200)
    )
    units = Unit.objects.bulk_create(
        Unit(**building.place_columns, building=building, name="1单元") for building in buildings
    )
    return [
        (building.name, unit.pk, 101 + door)
        for building, unit in zip(buildings, units, strict=True)
        for door in range(200)
    ]


def _copy_and_upsert(complex_: Any, doors: list[tuple[str, int, int]], area: int) -> None:
    from django.db import connection, transaction

    columns = "sub_district_id, community_id, complex_id, unit_id, room, floor, area"
    place = f"{complex_.sub_district_id}\t{complex_.community_id}\t{complex_.pk}"
    text = io.StringIO(
        "".join(f"{place}\t{unit}\t{room}\t{room // 100}\t{area}\n" for _name, unit, room in doors)
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE bench_doors ON COMMIT DROP AS "
            f"SELECT {columns} FROM communities_door WITH NO DATA"
        )
        cursor.copy_expert(f"COPY bench_doors ({columns}) FROM STDIN", text)
        cursor.execute(
            f"INSERT INTO communities_door ({columns}) SELECT {columns} FROM bench_doors "
            "ON CONFLICT (unit_id, room) DO UPDATE SET floor = excluded.floor, area = excluded.area"
        )
