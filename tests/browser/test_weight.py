"""Every page has a class of weight, and the heaviest stand soon on a slow phone (ux 6.39)."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page as BrowserPage

from tests.browser.conftest import Shown
from tests.browser.routes import ACCOUNT_PAGES, OUR_PAGES, Page
from tests.browser.weight import BUDGET, answers_of, overweight

SLOW = BUDGET["slow_phone"]
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


def test_every_page_has_a_class_and_every_class_a_page() -> None:
    drawn = [page for page in OUR_PAGES if page.status == 200 and page not in ACCOUNT_PAGES]

    assert drawn
    assert {page.budget for page in drawn} == BUDGET["classes"].keys()
    assert {page.title for page in drawn} >= set(SLOW["pages"])


@pytest.mark.parametrize(
    "page", [page for page in OUR_PAGES if page.name == "portal:help"], ids=lambda page: page.title
)
def test_a_page_over_its_class_is_told(
    page: Page, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BUDGET["classes"], page.budget, {"html": 1, "css": 1, "requests": 99})
    tab = shown.fresh()
    answers = answers_of(tab)
    shown.show(tab)

    kinds = [told.split()[0] for told in overweight(page, answers)]

    assert kinds == ["css", "html", "js", "total"]


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
