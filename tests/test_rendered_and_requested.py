"""The negative controls of the plugin that watches templates and URL names."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse
from django.template import loader
from django.test import Client

from tests.rendered_and_requested import (
    NOTES,
    Notes,
    is_whole,
    missing,
    our_templates,
    our_url_names,
)


def test_a_template_that_nobody_rendered_is_named_and_an_excuse_that_is_not_needed_too() -> None:
    assert missing(["a.html", "b.html", "c.html"], {"a.html"}, {"b.html": "drawn by mail"}) == [
        "never met: c.html"
    ]
    assert missing(["a.html"], {"a.html"}, {"a.html": "once"}) == ["excused and met: a.html"]


def test_a_refusal_is_no_visit() -> None:
    notes = Notes()
    notes.answered("portal:home", 404)
    notes.answered("portal:my", 302)

    assert notes.url_names == {"portal:my"}


def test_what_workers_saw_is_added_up() -> None:
    notes = Notes({"a.html"}, {"one"})

    notes.merge(Notes({"b.html"}, {"one", "two"}, {"two"}).as_lists())

    assert notes == Notes({"a.html", "b.html"}, {"one", "two"}, {"two"})


def test_a_form_that_would_be_refused_is_noticed() -> None:
    notes = Notes()
    guarded = '<form method="post"><input name="csrfmiddlewaretoken" value="x"></form>'
    notes.showed("fine", HttpResponse(guarded + "<form><input name=q></form>"))
    notes.showed("text", HttpResponse('<form method="post"></form>', content_type="text/plain"))

    notes.showed(
        "bare", HttpResponse(guarded + '<form class="a" METHOD="post" action="/x/">\n</form>')
    )

    assert notes.unguarded == {"bare"}


def test_rendering_is_noticed_with_the_parts_it_includes() -> None:
    seen = NOTES.templates.copy()
    NOTES.templates.clear()

    loader.get_template("components/empty.html").render(
        {"title": "没有活动。", "note": "", "url": ""}
    )

    assert "components/empty.html" in NOTES.templates
    NOTES.templates.update(seen)


@pytest.mark.django_db
def test_a_page_that_was_asked_for_is_noticed_by_name() -> None:
    seen = NOTES.url_names.copy()
    NOTES.url_names.clear()

    Client().get("/help/")

    assert NOTES.url_names == {"portal:help"}
    NOTES.url_names.update(seen)


@pytest.mark.parametrize(
    ("args", "options", "whole"),
    [
        (["tests"], {}, True),
        (["tests/core"], {}, False),
        (["tests"], {"keyword": "home"}, False),
        (["tests"], {"lf": True}, False),
    ],
)
def test_only_a_whole_run_is_judged(args: list[str], options: dict[str, Any], whole: bool) -> None:
    config: Any = SimpleNamespace(
        args=args, option=SimpleNamespace(**options), getini=lambda _name: ["tests"]
    )

    assert is_whole(config) is whole


def test_there_is_something_to_watch() -> None:
    assert {"base.html", "portal/home.html", "components/row.html"} - set(our_templates()) == {
        "components/row.html"
    }
    assert {"portal:home", "admin:index"} <= set(our_url_names())
