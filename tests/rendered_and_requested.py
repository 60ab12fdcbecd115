"""Which templates a run has rendered and which URL names it has met (style 11, issue 3).

A pytest plugin. Every process notes what it sees, also behind the live server; xdist's workers send
their notes to the controller. Only when the whole suite ran and passed is anything judged: then each
template of ours must have been rendered and each URL name must have been answered with 2xx or 3xx,
or be excused below with its reason. And every form that posts must have carried its token on each page
that any test has seen: Django's test client asks for none. `tests/test_rendered_and_requested.py` is
the negative control.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

POSTING_FORM = re.compile(rb'<form\b[^>]*\bmethod="?post\b.*?</form>', re.DOTALL | re.IGNORECASE)
TOKEN = b"csrfmiddlewaretoken"

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"

NOT_RENDERED: dict[str, str] = {}
NOT_REQUESTED: dict[str, str] = {}
# What narrows a run: such a run cannot say what the whole suite leaves out.
NARROWING = ("keyword", "markexpr", "deselect", "lf", "failedfirst", "ignore", "collectonly")


@dataclass(slots=True)
class Notes:
    """Names only; sets, so that merging the workers' notes is a union."""

    templates: set[str] = field(default_factory=set)
    url_names: set[str] = field(default_factory=set)
    unguarded: set[str] = field(default_factory=set)

    def rendered(self, name: str | None) -> None:
        if name:
            # Names that templates pass on are SafeString, which xdist cannot carry; a sum is plain.
            self.templates.add(name + "")

    def answered(self, view_name: str, status: int) -> None:
        if 200 <= status < 400:
            self.url_names.add(view_name)

    def showed(self, view_name: str, response: Any) -> None:
        """Names the page if a form on it would be refused as soon as somebody presses its button."""
        if response.streaming or "html" not in response.get("Content-Type", ""):
            return
        if any(TOKEN not in form for form in POSTING_FORM.findall(response.content)):
            self.unguarded.add(view_name)

    def as_lists(self) -> dict[str, list[str]]:
        """What xdist can carry."""
        return {
            "templates": sorted(self.templates),
            "url_names": sorted(self.url_names),
            "unguarded": sorted(self.unguarded),
        }

    def merge(self, lists: dict[str, list[str]]) -> None:
        self.templates.update(lists["templates"])
        self.url_names.update(lists["url_names"])
        self.unguarded.update(lists["unguarded"])


NOTES = Notes()


def missing(known: Iterable[str], seen: set[str], excused: dict[str, str]) -> list[str]:
    """What nobody saw, and excuses that are no longer needed: either is a line to mend."""
    unseen = set(known) - seen
    return [
        *(f"never met: {name}" for name in sorted(unseen - excused.keys())),
        *(f"excused and met: {name}" for name in sorted(excused.keys() - unseen)),
    ]


def our_templates() -> list[str]:
    return [path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")]


def our_url_names() -> list[str]:
    """Named patterns only: the admin's redirect for old addresses has no name."""
    from tests.architecture.addresses import ALL_ROUTES

    return [route.name for route in ALL_ROUTES if "/" not in route.name and "(" not in route.name]


def is_whole(config: pytest.Config) -> bool:
    options = config.option
    narrowed = any(getattr(options, name, None) for name in NARROWING)
    named = [str(argument) for argument in config.args] != config.getini("testpaths")
    return not narrowed and not named


def watch(notes: Notes) -> None:
    """Django's test runner tells what is rendered; every road to a response passes get_response."""
    from django.core.handlers.base import BaseHandler
    from django.test.signals import template_rendered

    def note_template(sender: Any, template: Any, **_more: Any) -> None:
        notes.rendered(template.name)

    template_rendered.connect(note_template, weak=False)
    answer = BaseHandler.get_response

    def get_response(self: BaseHandler, request: Any) -> Any:
        response = answer(self, request)
        if request.resolver_match is not None:
            notes.answered(request.resolver_match.view_name, response.status_code)
            notes.showed(request.resolver_match.view_name, response)
        return response

    BaseHandler.get_response = get_response  # type: ignore[method-assign]


def pytest_sessionstart(session: pytest.Session) -> None:
    watch(NOTES)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """In the controller, for each worker that ends; one that crashed has no notes."""
    lists = getattr(node, "workeroutput", {}).get("rendered_and_requested")
    if lists:
        NOTES.merge(lists)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["rendered_and_requested"] = NOTES.as_lists()
    elif exitstatus == pytest.ExitCode.OK and is_whole(config):
        wrong = [
            *missing(our_templates(), NOTES.templates, NOT_RENDERED),
            *missing(our_url_names(), NOTES.url_names, NOT_REQUESTED),
            *(f"a form without its token: {name}" for name in sorted(NOTES.unguarded)),
        ]
        if wrong:
            config.stash[WRONG] = wrong
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


WRONG = pytest.StashKey[list[str]]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    wrong = terminalreporter.config.stash.get(WRONG, [])
    if wrong:
        terminalreporter.section("what the whole suite has left out or seen unguarded", red=True)
        for line in wrong:
            terminalreporter.line(line)
