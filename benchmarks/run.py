"""Starts HongLin and bare Django on one database and prints what it measured as one table.

Needs nothing running; takes about six minutes, with `--quick` (one round of a second each, nothing
across an expiry) about two. Each page is asked beside its bare counterpart, the
two in turn, under the same gunicorn with the same workers; ratios are the medians of the rounds. CPU
per request is the steadier figure: requests a second swing with whatever else the machine does.
"""

from __future__ import annotations

import http.client
import re
import signal
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks import inside, load, scale
from benchmarks.instance import Bare, Instance
from benchmarks.load import Taken

PORT, BARE_PORT = 8700, 8701
IS_QUICK = "--quick" in sys.argv
ROUNDS, SECONDS = (1, 1.0) if IS_QUICK else (3, 3.0)
CONNECTIONS = 8
# Past one lifetime of a kept page (core.front.LIFETIME).
ACROSS = 36.0
IN_RUSH = 64
ATTEMPTS = 2_000
# A fresh rush: a tenth more attempts than places, as in the peers' figures.
SALES = 440
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
KEY = re.compile(rb'name="key" value="([0-9a-f]{32})"')
# A device that is known is never served from the front cache.
KNOWN = "Cookie: rp_me=known"


@dataclass
class Table:
    """Rows of what, measured, to reach; printed as they come, so that a stop loses nothing."""

    def head(self) -> None:
        print(f"\n| {'what':<58} | {'measured':<44} | {'to reach':<20} |")
        print(f"|{'-' * 60}|{'-' * 46}|{'-' * 22}|", flush=True)

    def row(self, what: str, measured: str, goal: str = "") -> None:
        print(f"| {what:<58} | {measured:<44} | {goal:<20} |", flush=True)


@dataclass(frozen=True)
class Pair:
    """Our page and the bare one; `goal` is the least share of bare's requests a second."""

    what: str
    ours: bytes
    bare: bytes
    goal: str


def main() -> None:
    # A stopped run takes its servers with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    table = Table()
    table.head()
    instance = Instance(PORT)
    bare: Bare | None = None
    try:
        table.row("first page, empty data folder", f"{instance.start():.1f} s", "60 s")
        instance.stop()
        table.row("first page, later start", f"{instance.start():.1f} s", "15 s")
        made = instance.inside("prepare")
        bare = Bare(BARE_PORT, instance.servers)
        _pages(table, instance, bare, made)
        _weights(table, instance, made)
        if not IS_QUICK:
            _across_expiry(table, instance, made)
        _rush(table, instance, bare, made)
        table.row(
            "web worker after all that", f"{load.resident_megabytes(instance.web):.0f} MB", "200 MB"
        )
        _imports(table, instance)
        # Last: half a million doors would make whatever is asked after them another question.
        _scale(table, instance)
    finally:
        if bare:
            bare.stop()
        instance.stop()
        instance.clear()


def _month_path() -> str:
    return f"/c/{inside.COMPLEX}/calendar/?view=month&d={inside.MONTH:%Y-%m}"


def _pairs(made: dict[str, int]) -> list[Pair]:
    month, bare_month = load.get(_month_path()), f"{made['complex']}/{inside.MONTH:%Y/%-m}/"
    unkept = load.get(_month_path(), KNOWN)
    activity = f"/activities/{made['activity']}/"
    etag = _etag(_month_path())
    hello, event = load.get("/hello/"), load.get(f"/event/{made['activity']}/")
    values, whole = load.get(f"/month/{bare_month}"), load.get(f"/cached/{bare_month}")
    feed = load.get(f"/feed/{made['feed']}/")
    return [
        Pair("month of 300, made anew / bare values + f-strings", unkept, values, "0.45"),
        Pair("month of 300, kept / bare page from Redis", month, whole, "0.6"),
        Pair("month, 304 / bare hello", load.get(_month_path(), f"If-None-Match: {etag}"), hello, "0.5"),
        Pair("activity page, made anew / bare event page", load.get(activity, KNOWN), event, ""),
        Pair("activity page / bare event page", load.get(activity), event, "0.35"),
        Pair("complex home / bare event page", load.get(f"/c/{inside.COMPLEX}/"), event, ""),
        Pair("feed of 1,000, made anew / bare feed", load.get("/c/bench-feed/calendar.ics", KNOWN), feed, "0.6"),
        Pair("feed of 1,000, kept / bare feed", load.get("/c/bench-feed/calendar.ics"), feed, ""),
        Pair("API, 20 sessions / bare event page", load.get("/api/v1/sessions/?page_size=20"), event, ""),
    ]  # fmt: skip


def _etag(path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.headers["ETag"] or ""


def _pages(table: Table, instance: Instance, bare: Bare, made: dict[str, int]) -> None:
    for pair in _pairs(made):
        ours, ceilings = [], []
        for _ in range(ROUNDS):
            ceilings.append(_ask(bare, pair.bare))
            ours.append(_ask(instance, pair.ours))
        wrong = {status for taken in (*ours, *ceilings) for status in taken.statuses} - {200, 304}
        if wrong:
            table.row(pair.what, f"answered {wrong}", pair.goal)
            continue
        share = statistics.median(a.rate / b.rate for a, b in zip(ours, ceilings, strict=True))
        cpu = statistics.median(b.cpu_ms / a.cpu_ms for a, b in zip(ours, ceilings, strict=True))
        best, ceiling = max(ours, key=lambda one: one.rate), max(ceilings, key=lambda one: one.rate)
        table.row(
            pair.what,
            f"{share:.2f} (CPU {cpu:.2f}); {best.rate:,.0f} / {ceiling.rate:,.0f} a second; "
            f"CPU {best.cpu_ms:.2f} / {ceiling.cpu_ms:.2f} ms; p50 {best.median:.1f}, p99 {best.percentile(0.99):.1f} ms",
            pair.goal,
        )


def _ask(server: Instance | Bare, request: bytes) -> Taken:
    requests = load.again_and_again(request)
    load.run(server.port, requests, connections=CONNECTIONS, seconds=0.5, server=server.web)
    return load.run(
        server.port, requests, connections=CONNECTIONS, seconds=SECONDS, server=server.web
    )


def _weights(table: Table, instance: Instance, made: dict[str, int]) -> None:
    month = instance.inside("page", _month_path())
    if month["found"] < 80:
        raise SystemExit("The month page is not what is measured.")
    table.row("month of 300 activities, statements", str(month["statements"]), "4")
    table.row("month of 300 activities, raw", f"{month['bytes'] / 1024:.1f} KB", "90 KB")
    table.row("month of 300 activities, gzip", f"{month['gzip'] / 1024:.1f} KB", "15 KB")
    for what, path in (
        ("activity page", f"/activities/{made['activity']}/"),
        ("complex home", f"/c/{inside.COMPLEX}/"),
    ):
        page = instance.inside("page", path)
        table.row(
            f"{what}, statements and weight",
            f"{page['statements']}; {page['bytes'] / 1024:.1f} KB, gzip {page['gzip'] / 1024:.1f} KB",
        )


def _across_expiry(table: Table, instance: Instance, made: dict[str, int]) -> None:
    """Kept pages over more than a lifetime, with a change in the middle."""
    waiting = threading.Timer(ACROSS / 3, instance.inside, ["change"])
    waiting.start()
    taken = load.run(
        instance.port,
        load.again_and_again(load.get(_month_path())),
        connections=CONNECTIONS,
        seconds=ACROSS,
        server=instance.web,
    )
    waiting.join()
    table.row(
        f"month, kept, {ACROSS:.0f} s across an expiry and a change: p99 / p50",
        f"{taken.percentile(0.99) / taken.median:.1f}; p50 {taken.median:.1f}, "
        f"p99 {taken.percentile(0.99):.1f}, longest {taken.percentile(1):.0f} ms",
        "3",
    )


def _rush(table: Table, instance: Instance, bare: Bare, made: dict[str, int]) -> None:
    """2,000 people, each on a device and with a phone of his own, have the form open when the hour
    strikes; then all send it. Bare Django sells the same 400 places under one UPDATE."""
    sales = load.run(
        bare.port,
        iter(
            load.post(f"/sell/{made['bare_session']}/", urlencode({"name": "邻居", "phone": str(number)}))
            for number in range(SALES)
        ),
        connections=IN_RUSH, seconds=120, server=bare.web,
    )  # fmt: skip
    path = f"/activities/{made['rush_activity']}/signup/?session={made['rush_session']}"
    began = time.monotonic()
    forms = list(_opened(path))
    opening = time.monotonic() - began
    first = _send(instance, forms[:SALES])
    rest = _send(instance, forms[SALES:])
    left = instance.inside("verify", str(made["rush_session"]))
    statuses = ", ".join(
        f"{code}: {n}" for code, n in sorted((first.statuses + rest.statuses).items())
    )
    share = first.rate / sales.rate
    table.row(
        f"rush of {SALES} for 400 over {IN_RUSH} connections / bare sale",
        f"{share:.2f} (CPU {sales.cpu_ms / first.cpu_ms:.2f}); {first.rate:,.0f} / {sales.rate:,.0f} a second; "
        f"CPU {first.cpu_ms:.1f} / {sales.cpu_ms:.1f} ms",
        "0.5",
    )
    table.row(
        "the same, p99 / bare p99",
        f"{first.percentile(0.99) / sales.percentile(0.99):.1f}; p50 {first.median:.0f} / {sales.median:.0f}, "
        f"p99 {first.percentile(0.99):.0f} / {sales.percentile(0.99):.0f} ms",
        "3",
    )
    table.row(f"{ATTEMPTS:,} forms opened, one after the other", f"{opening:.1f} s")
    table.row(
        f"{ATTEMPTS:,} sign-ups for 400 places", f"{first.seconds + rest.seconds:.1f} s", "30 s"
    )
    table.row("answers", statuses, "no 5xx")
    table.row("confirmed / waiting", f"{left['confirmed']} / {left['waiting']}", "400 / 1,600")
    table.row("in order of arrival", "yes" if left["in_order"] else "NO", "yes")


def _opened(path: str) -> Iterator[bytes]:
    """A posted form for each of the people, with the token and cookie of his own device."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    session = path.rpartition("=")[2]
    for number in range(ATTEMPTS):
        connection.request("GET", path)
        answer = connection.getresponse()
        page = answer.read()
        token, key = TOKEN.search(page), KEY.search(page)
        if answer.status != 200 or token is None or key is None:
            raise SystemExit(f"The form did not open: {answer.status}")
        form = {
            "csrfmiddlewaretoken": token[1].decode(),
            "key": key[1].decode(),
            "session": session,
            "people": 1,
            "name": f"邻居{number}",
            "phone": f"1390000{number:04d}",
            "queue": 1,
        }
        cookie = (answer.headers["Set-Cookie"] or "").split(";")[0]
        yield load.post(path, urlencode(form), f"Cookie: {cookie}")
    connection.close()


def _send(instance: Instance, forms: list[bytes]) -> Taken:
    return load.run(
        instance.port, iter(forms), connections=IN_RUSH, seconds=300, server=instance.web
    )


def _imports(table: Table, instance: Instance) -> None:
    took = instance.inside("imports")
    for what in ("insert", "update"):
        ours, copied = took[f"ours_{what}"], took[f"copy_{what}"]
        table.row(
            f"import of {inside.ROWS:,} complexes, {what}s / COPY + upsert",
            f"{ours / copied:.1f}; {ours:.2f} / {copied:.2f} s",
            "4",
        )


def _scale(table: Table, instance: Instance) -> None:
    made = instance.inside("scale_prepare")
    table.row(
        "sub-district by SQL: communities, complexes, buildings, doors",
        f"{made['community']:,}, {made['complex']:,}, {made['building']:,}, {made['door']:,}",
    )
    for what, page in instance.inside("scale_pages").items():
        table.row(
            f"{what}: median, best; statements",
            f"{page['ms']:.0f}, {page['best']:.0f} ms; {page['statements']}; {page['bytes'] / 1024:.0f} KB",
            "200 ms",
        )
    holes = instance.inside("holes")
    table.row(
        f"who is missing in {holes['units']:,} units: median, best; statements",
        f"{holes['ms']:.0f}, {holes['best']:.0f} ms; {holes['statements']}",
        "2 s",
    )
    took = instance.inside("scale_imports")
    for round_, what in (("insert", "inserts"), ("update", "updates"), ("same", "nothing changed")):
        ours, copied = took[f"ours_{round_}"], took[f"copy_{round_}"]
        table.row(
            f"import of {scale.IMPORTED_DOORS:,} doors, {what} / COPY + upsert",
            f"{ours / copied:.1f}; {ours:.2f} / {copied:.2f} s",
            "4",
        )


if __name__ == "__main__":
    main()
