"""What a page weighs and how soon it stands on a slow phone, within `weight_budget.json` (ux 6.39)."""

from __future__ import annotations

import gzip
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import Response

from tests.browser.conftest import Shown
from tests.browser.routes import FIELD_PAGES, OUR_PAGES, PUBLIC_PAGES, Page

BUDGET = json.loads((Path(__file__).parent / "weight_budget.json").read_text(encoding="utf-8"))
SLOW = BUDGET["slow_phone"]
KILOBYTE = 1024
KINDS = {"text/html": "html", "text/css": "css", "text/javascript": "js"}
PACKED = ("text/", "image/svg")
# A shared machine may be late for reasons of its own; a page that is slow is slow each time.
TRIES = 3
PROBE_SECONDS = 0.05

# The largest paint and all shifts so far; the browser reports both while the page goes on.
WATCH = """
  window.seen = {lcp: 0, cls: 0};
  new PerformanceObserver(list => list.getEntries().forEach(e => { seen.lcp = e.startTime; }))
    .observe({type: 'largest-contentful-paint', buffered: true});
  new PerformanceObserver(list => list.getEntries().forEach(e => { seen.cls += e.value; }))
    .observe({type: 'layout-shift', buffered: true});
"""
AFTER_THE_NEXT_PAINT = """() => new Promise(
  done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(seen), 0))))"""


def test_every_page_of_residents_and_field_has_a_class() -> None:
    drawn = [page for page in (*PUBLIC_PAGES, *FIELD_PAGES) if page.status == 200]

    assert drawn
    assert {page.budget for page in drawn} == BUDGET["classes"].keys()
    assert {page.title for page in drawn} >= set(SLOW["pages"])


@pytest.mark.parametrize(
    "page",
    [page for page in OUR_PAGES if page.budget and not page.press],
    ids=lambda page: page.title,
)
def test_page_weighs_no_more_than_its_class(page: Page, shown: Shown) -> None:
    answers: list[Response] = []
    tab = shown.fresh()
    # A bound method of a list is no function to Playwright.
    tab.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108
    shown.show(tab)

    weight = weigh(answers)
    allowed = BUDGET["classes"][page.budget]
    over = {
        kind: (round(weight[kind], 1), allowed[kind])
        for kind in allowed
        if weight[kind] > allowed[kind]
    }
    assert over == {}, f"{dict(weight)}"
    assert weight.keys() <= {*allowed}, "a kind that no budget knows"


def weigh(answers: list[Response]) -> Counter[str]:
    """KB by kind as they travel: text packed, pictures as they are."""
    weight: Counter[str] = Counter()
    for answer in answers:
        path = urlsplit(answer.url).path
        if answer.url.startswith(("data:", "blob:")) or path in BUDGET["not_of_the_page"]["paths"]:
            continue
        told, body = str(answer.header_value("content-type")).partition(";")[0], answer.body()
        kind = KINDS.get(told, told.replace("image/", "images ").partition(" ")[0])
        if told.startswith(PACKED):
            body = gzip.compress(body, 6)
        size: Any = len(body) / KILOBYTE
        weight["requests"] += 1
        weight["total"] += size
        if path not in BUDGET["frame_images"]["paths"]:
            weight[kind] += size
    return weight


@pytest.mark.parametrize(
    "page", [page for page in OUR_PAGES if page.title in SLOW["pages"]], ids=lambda page: page.title
)
def test_page_stands_soon_and_still_on_a_slow_phone(page: Page, shown: Shown) -> None:
    met = []
    for _try in range(TRIES):
        tab = shown.fresh()
        slow_down(tab)
        tab.add_init_script(WATCH)
        late = lateness_of_the_machine()
        shown.show(tab)
        seen = tab.evaluate(AFTER_THE_NEXT_PAINT)
        late = max(late, lateness_of_the_machine())
        met.append({**seen, "allowed": SLOW["lcp_ms"] * late})
        if seen["lcp"] <= met[-1]["allowed"] and seen["cls"] <= SLOW["cls"]:
            break

    assert 0 < met[-1]["lcp"] <= met[-1]["allowed"], met
    assert met[-1]["cls"] <= SLOW["cls"], met


def lateness_of_the_machine() -> float:
    """Wall time over own time of some work: 1 where a core is free, 2 where two share it.

    The figure is for a slow phone, not for a phone that is slow because others use its core.
    """
    wall, own = time.perf_counter(), time.thread_time()
    while (worked := time.thread_time() - own) < PROBE_SECONDS:
        pass
    return max(1.0, (time.perf_counter() - wall) / worked)


def slow_down(tab: BrowserPage) -> None:
    session = tab.context.new_cdp_session(tab)
    session.send("Network.enable")
    bytes_per_second = SLOW["bits_per_second"] / 8
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": SLOW["latency_ms"],
            "downloadThroughput": bytes_per_second,
            "uploadThroughput": bytes_per_second,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW["cpu"]})
