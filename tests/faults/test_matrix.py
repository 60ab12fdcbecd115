"""Every fault of the matrix, put into a running instance: no invariant is broken, no acknowledged
write lost, and within thirty seconds all works again without anybody's help (reliability 3.3).
"""

from __future__ import annotations

import os
import time
from contextlib import closing
from typing import Any

import psycopg2
import pytest

from tests.faults.invariants import NOT_DELIVERED, check_invariants
from tests.faults.matrix import GUEST, MATRIX, Row, chosen_rows
from tests.faults.situations import SITUATIONS, Situation, wait_for_the_middle
from tests.faults.stand import Site, Stand, wait_for

pytestmark = pytest.mark.launcher

RECOVERY_SECONDS = 30
# Beat's tick, the lease of what a killed deliverer held, another tick for what was left then.
UNAIDED_SECONDS = 75
BELL_SECONDS = 2.0
MOST_CROWDED = 4.0


@pytest.mark.parametrize("row", chosen_rows(), ids=str)
def test_no_invariant_is_broken(row: Row, stand: Stand, series: int, record_property: Any) -> None:
    site = stand.guest if row.site == GUEST else stand.whole
    situation = SITUATIONS[row.situation](site, series)
    began = time.monotonic()

    broken = _put_in(row, situation)

    record_property(
        "fault",
        (row.fault_class, row.fault, row.situation, round(time.monotonic() - began, 1), broken),
    )
    assert not broken


def _put_in(row: Row, situation: Situation) -> list[str]:
    site = situation.site
    situation.begin()
    if not wait_for_the_middle(situation):
        return ["the situation never came to its middle"]
    row.action(situation)
    broken = []
    if not wait_for(lambda: site.is_up(situation.page), patience(RECOVERY_SECONDS)):
        broken.append(f"I-17: not up again within {RECOVERY_SECONDS} s")
    situation.finish()
    wait_until_drained(site, is_unaided=row.is_unaided)
    with closing(site.connect()) as connection, connection.cursor() as cursor:
        return [*broken, *situation.complaints(cursor), *check_invariants(cursor, site.known)]


def wait_until_drained(site: Site, *, is_unaided: bool) -> None:
    """Until nothing is due any more, or too long; the invariants then say what is left."""
    rung_at = 0.0

    def drained() -> bool:
        nonlocal rung_at
        site.inside.call("due_now")
        if not is_unaided and time.monotonic() - rung_at > BELL_SECONDS:
            rung_at = time.monotonic()
            site.inside.call("send_all", times=1)
        return _nothing_due(site)

    wait_for(drained, patience(UNAIDED_SECONDS if is_unaided else RECOVERY_SECONDS))


def patience(seconds: float) -> float:
    """So long on a machine of our own; where others keep the processors busy, in proportion longer."""
    crowd = os.getloadavg()[0] / (os.cpu_count() or 1)
    return seconds * min(max(crowd, 1.0), MOST_CROWDED)


def _nothing_due(site: Site) -> bool:
    try:
        with closing(site.connect()) as connection, connection.cursor() as cursor:
            cursor.execute(f"SELECT NOT EXISTS ({NOT_DELIVERED})")
            return bool(cursor.fetchone()[0])
    except psycopg2.OperationalError:
        return False


def test_the_matrix_has_all_kills_and_all_network_faults() -> None:
    assert sum(row.fault_class == "kill" and "SIGTERM" not in row.fault for row in MATRIX) == 35
    assert sum(row.fault_class == "network" for row in MATRIX) == 16
    assert len({str(row) for row in MATRIX}) == len(MATRIX)


def test_a_third_runs_always_and_postmaster_and_workers_are_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    always = {str(row) for row in MATRIX if row.is_always_run}
    monkeypatch.setenv("FAULTS", "all")
    whole = {str(row) for row in chosen_rows()}
    monkeypatch.delenv("FAULTS")
    third = {str(row) for row in chosen_rows()}
    again = {str(row) for row in chosen_rows()}

    assert len(whole) == len(MATRIX)
    assert len(third) == len(MATRIX) // 3
    assert always <= third
    assert again == third
    assert len(always) == 8
