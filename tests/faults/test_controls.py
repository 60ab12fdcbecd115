"""The controls: with one wall taken down the same fault must be noticed, or the harness is no judge."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import closing, contextmanager

import pytest

from tests.faults import actions, proxy
from tests.faults.acknowledged import Acknowledged
from tests.faults.invariants import INVARIANTS, check_invariants
from tests.faults.invariants_places import OF_EACH_PLACED_TABLE
from tests.faults.situations import (
    ImportRowByRow,
    ReminderBatch,
    SignUpRush,
    wait_for_the_middle,
)
from tests.faults.stand import Site, Stand, wait_for
from tests.faults.test_controls_of_records import SPOILING as RECORDS_SPOILED
from tests.faults.test_matrix import wait_until_drained
from tests.faults.visitors import Rush
from tests.faults.voters import BallotRush

pytestmark = pytest.mark.launcher

ROUNDS = 5
# They kill or need the guest, half a minute each; the rows of a third have the cheap ones with them.
only_with_all = pytest.mark.skipif(
    os.environ.get("FAULTS") != "all", reason="a part of `make faults` alone: half a minute each"
)


@contextmanager
def acknowledging_too_early(site: Site) -> Generator[None, None, None]:
    """COMMIT answers before the log is on the disk, and the log is written late."""
    _as_owner(site, "ALTER SYSTEM SET wal_writer_delay = '10s'")
    _as_owner(site, f"ALTER DATABASE {site.database} SET synchronous_commit = off")
    _start_anew(site)
    try:
        yield
    finally:
        _as_owner(site, f"ALTER DATABASE {site.database} RESET synchronous_commit")
        _as_owner(site, "ALTER SYSTEM RESET wal_writer_delay")
        _start_anew(site)


def _as_owner(site: Site, statement: str) -> None:
    with closing(site.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(statement)


def _start_anew(site: Site) -> None:
    """A connection keeps the settings with which it began."""
    site.ask("SELECT pg_reload_conf()")
    site.ask(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
        " WHERE datname = %s AND pid <> pg_backend_pid()",
        (site.database,),
    )


def _lost_after_postmaster_was_killed(site: Site, series: int) -> list[str]:
    """What was acknowledged until the kill and is not there afterwards; the activity itself is."""
    made = site.inside.call("open_session", capacity=24)
    situation = SignUpRush(site, series)
    situation.activity, situation.session = made["activity"], made["session"]
    with acknowledging_too_early(site):
        assert wait_for(lambda: site.is_up(situation.page), 60)
        situation.rush = Rush(
            site, situation.activity, situation.session, 48, series, cancels=False
        )
        situation.rush.start()
        assert wait_for_the_middle(situation)
        told = situation.rush.acknowledged.codes()
        actions.kill_program("postgres")(situation)
        assert wait_for(lambda: site.is_up(situation.page), 60)
        known = site.ask(
            "SELECT coalesce(string_agg(code, ','), '') FROM activities_signup WHERE session_id = %s",
            (situation.session,),
        ).split(",")
        situation.finish()
    return sorted(set(told) - set(known))


@only_with_all
def test_a_database_that_acknowledges_too_early_loses_sign_ups(stand: Stand, series: int) -> None:
    """Of the kills: the same rush and the same kill as in the matrix, with durability off."""
    lost: list[str] = []
    for number in range(ROUNDS):
        lost = _lost_after_postmaster_was_killed(stand.whole, series * 10 + 500 + number)
        if lost:
            break
    # What came back without those rows is whole, but not what people were told.
    _forget_what_is_broken(stand.whole)

    assert lost, f"{ROUNDS} kills with synchronous_commit off and nothing lost: it proves nothing"


def test_the_ledger_notices_a_lost_sign_up(stand: Stand, series: int) -> None:
    """Of the acknowledgements: a row that somebody deletes behind the application's back."""
    situation = SignUpRush(stand.whole, series)
    situation.begin()
    situation.finish()
    _as_owner(
        stand.whole,
        "DELETE FROM activities_signup WHERE id = (SELECT min(id) FROM activities_signup"
        f" WHERE session_id = {situation.session} AND state <> 'CANCELLED')",
    )

    with closing(stand.whole.connect()) as connection, connection.cursor() as cursor:
        found = situation.complaints(cursor)
    _forget_what_is_broken(stand.whole)

    assert any(line.startswith("I-14: ") and "is lost" in line for line in found), found


@only_with_all
def test_a_form_without_its_key_signs_up_twice_when_answers_are_lost(
    stand: Stand, series: int
) -> None:
    """Of the network: what the form's idempotency key is for."""
    site = stand.guest
    found: list[str] = []
    for number in range(ROUNDS):
        made = site.inside.call("open_session", capacity=200)
        rush = Rush(
            site,
            made["activity"],
            made["session"],
            people=40,
            series=series * 10 + 700 + number,
            keeps_form_key=False,
            cancels=False,
        )
        with site.proxies["postgres"].in_weather(proxy.Weather(reset_every=23)):
            rush.start()
            assert wait_for(lambda: rush.acknowledged.count > 25, 90)  # noqa: B023
        rush.wait()
        with closing(site.connect()) as connection, connection.cursor() as cursor:
            found = [line for line in rush.acknowledged.complaints(cursor) if "twice" in line]
        if found:
            break
    _forget_what_is_broken(site)

    assert found, f"{ROUNDS} rushes with lost answers and nobody came twice: it proves nothing"


def test_what_only_redis_knows_is_lost_at_flushall(stand: Stand, series: int) -> None:
    """Of Redis: why it is a bell and not the truth."""
    situation = ReminderBatch(stand.whole, series)
    with actions._redis(situation) as client:
        client.lpush("a-promise-in-redis", "邻居")
        actions.flush_redis(situation)

        assert client.llen("a-promise-in-redis") == 0


def test_an_import_row_by_row_is_seen_by_halves(stand: Stand, series: int) -> None:
    """Of the import: rows that are committed one after the other, by the same services."""
    situation = ImportRowByRow(stand.whole, series)
    situation.begin()
    situation.finish()

    with closing(stand.whole.connect()) as connection, connection.cursor() as cursor:
        found = situation.complaints(cursor)

    assert any("by halves" in line for line in found), found


# What breaks the invariant of its name in an otherwise whole database. Where a key of the table stands
# before it, the key goes first: that is the wall of which the invariant is the judge.
SPOILING = {
    "I-1 oversold": "ALTER TABLE activities_session DROP CONSTRAINT session_never_oversold;"
    " UPDATE activities_session SET capacity = 1 WHERE id = {session}",
    "I-2 counter": "UPDATE activities_session SET taken = taken + 1 WHERE id = {session}",
    "I-2 stranded": "UPDATE activities_signup SET state = 'WAITING' WHERE id = {sign_up}",
    "I-3 twice": "DROP INDEX sign_up_live_once_per_person;"
    " UPDATE activities_signup SET person_id = (SELECT person_id FROM activities_signup"
    " WHERE id = {sign_up}) WHERE session_id = {session}",
    "I-4 told once": "UPDATE activities_signup SET promoted_at = now() WHERE id = {sign_up}",
    "I-4 in order": "UPDATE activities_signup SET state = 'WAITING' WHERE id = {sign_up};"
    " UPDATE activities_signup SET promoted_at = now()"
    " WHERE session_id = {session} AND id <> {sign_up}",
    "I-6 check-in": "DROP INDEX check_in_once;"
    " INSERT INTO activities_checkin (sub_district_id, community_id, complex_id, session_id,"
    " sign_up_id, method, arrived_count, at)"
    " SELECT sub_district_id, community_id, complex_id, session_id, id, 'NAME_LIST', 1, now()"
    " FROM activities_signup, generate_series(1, 2) WHERE id = {sign_up}",
    "I-9 reminder": "DELETE FROM core_inboxmessage WHERE outbox_id = {message};"
    " DELETE FROM core_outboxmessage WHERE id = {message}",
    "I-9 drained": "UPDATE core_outboxmessage SET state = 'DEAD', sent_at = NULL WHERE id = {message}",
    "I-10 I-12 once": "ALTER TABLE core_inboxmessage DROP CONSTRAINT core_inboxmessage_outbox_id_key;"
    " INSERT INTO core_inboxmessage (outbox_id, person_id, title, body, url, sent_at)"
    " SELECT outbox_id, person_id, title, body, url, sent_at FROM core_inboxmessage"
    " WHERE outbox_id = {message}",
    "I-15 told by half": "DELETE FROM core_inboxmessage WHERE outbox_id = {message}",
    "I-15 half written": "INSERT INTO accounts_person (name, pinyin_key, phone_cipher, phone_digest,"
    " phone_tail, created_at, is_demo) VALUES ('邻居甲', '', '', '', '', now(), false)",
    "I-25 audited": "DELETE FROM activities_signupevent WHERE pgh_obj_id = {sign_up}",
}


def test_every_invariant_has_its_control() -> None:
    there = INVARIANTS.keys() | OF_EACH_PLACED_TABLE.keys()

    assert SPOILING.keys() | RECORDS_SPOILED.keys() == there
    assert SPOILING.keys().isdisjoint(RECORDS_SPOILED)


@pytest.mark.parametrize("name", SPOILING)
def test_an_invariant_notices_what_breaks_it(stand: Stand, series: int, name: str) -> None:
    site = stand.whole
    made = site.inside.call("open_batch", people=3)
    wait_until_drained(site, is_unaided=False)
    where = {
        "session": made["session"],
        "sign_up": site.ask(
            "SELECT min(id) FROM activities_signup WHERE session_id = %s", (made["session"],)
        ),
    }
    where["message"] = site.ask(
        "SELECT id FROM core_outboxmessage WHERE subject_id = %s", (where["sign_up"],)
    )
    with closing(site.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(INVARIANTS[name])
        before = len(cursor.fetchall())
        cursor.execute(SPOILING[name].format(**where))
        cursor.execute(INVARIANTS[name])
        after = len(cursor.fetchall())
        cursor.execute("ROLLBACK")

    assert after > before


def _forget_what_is_broken(site: Site) -> None:
    """What a control spoiled is not held against the rows of the matrix."""
    wait_until_drained(site, is_unaided=False)
    with closing(site.connect()) as connection, connection.cursor() as cursor:
        check_invariants(cursor, site.known)


def test_acknowledgements_of_two_tickets_for_one_form_are_told() -> None:
    acknowledged = Acknowledged(session=0)
    acknowledged.signed_up("邻居", "AAAAAAAAAAAA")
    acknowledged.signed_up("邻居", "BBBBBBBBBBBB")
    acknowledged.answered_500("/activities/1/signup/?session=2")

    class NoRows:
        def execute(self, _statement: str, _values: list[int]) -> None: ...

        def fetchall(self) -> list[tuple[str, str, str]]:
            return []

    found = acknowledged.complaints(NoRows())

    assert any("two tickets" in line for line in found)
    assert "500: /activities/1/signup/" in found


def test_ballots_that_are_lost_or_accepted_twice_are_told() -> None:
    class OneTurnout:
        def execute(self, _statement: str, _values: list[int]) -> None: ...

        def fetchall(self) -> list[tuple[int, str]]:
            return [(1, "AAAAAAAA")]

    rush = BallotRush(Site.__new__(Site), vote=0, codes={1: "", 2: "", 3: ""})
    rush.accepted = {1: ["BBBBBBBB", "AAAAAAAA"], 2: [""]}

    found = rush.complaints(OneTurnout())

    assert found == [
        "B-2: entry 1 was told twice that its ballot is in",
        "I-14: receipt BBBBBBBB of entry 1 leads to nothing",
        "I-14: the acknowledged ballot of entry 2 is lost",
        "I-14: entry 2 has not voted",
        "I-14: entry 3 has not voted",
    ]
