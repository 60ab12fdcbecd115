"""Whatever must be true after a fault is true of the demo's year, which the services wrote."""

from __future__ import annotations

from datetime import date

from django.db import connection

from tests.demo.seeded.conftest import of_days
from tests.faults.invariants import all_statements

pytestmark = of_days(date(2026, 11, 20))
# What is due is only told on a stand that runs; sign-ups of the past lie in no session that is to come.
OF_A_RUNNING_STAND = ("I-",)


def test_the_demo_breaks_no_statement_of_places_party_meetings_and_votes() -> None:
    with connection.cursor() as cursor:
        broken = {}
        for name, statement in all_statements(cursor).items():
            cursor.execute(statement)
            if not name.startswith(OF_A_RUNNING_STAND):
                broken[name] = cursor.fetchmany(3)

    assert not {name: rows for name, rows in broken.items() if rows}
    assert len(broken) > 20, "nothing was asked"
