"""What a page weighs, within its class of `weight_budget.json` (ux 6.39)."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import Response

from tests.browser.routes import Page

BUDGET = json.loads((Path(__file__).parent / "weight_budget.json").read_text(encoding="utf-8"))
KILOBYTE = 1024
KINDS = {"text/html": "html", "text/css": "css", "text/javascript": "js"}
PACKED = ("text/", "image/svg")


def answers_of(tab: BrowserPage) -> list[Response]:
    """All that arrives from now on; asked of a device that has nothing in store yet."""
    answers: list[Response] = []
    # A bound method of a list is no function to Playwright.
    tab.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108
    return answers


def overweight(page: Page, answers: list[Response]) -> list[str]:
    """What is over the class of the page; a page after a press has none."""
    if not page.budget or page.press:
        return []
    weight, allowed = weigh(answers), BUDGET["classes"][page.budget]
    return [
        f"{kind} {weight[kind]:.1f} of {allowed.get(kind, 'no budget')}"
        for kind in sorted({*weight, *allowed})
        if kind not in allowed or weight[kind] > allowed[kind]
    ]


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
