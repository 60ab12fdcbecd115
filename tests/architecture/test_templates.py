"""What holds for every page without opening a browser: frame, script policy, weight, icons."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.template import loader

from config.env import BASE_DIR

TEMPLATES = BASE_DIR / "templates"
STATIC = BASE_DIR / "static"
KILOBYTE = 1024

# Fragments (_name.html), components and the bases themselves are no pages; /admin/ has its own frame.
PAGES = sorted(
    path.relative_to(TEMPLATES).as_posix()
    for path in TEMPLATES.rglob("*.html")
    if not path.name.startswith(("_", "base"))
    and path.relative_to(TEMPLATES).parts[0] not in {"components", "admin", "unfold"}
)
OURS = sorted(
    path for path in TEMPLATES.rglob("*.html") if path.relative_to(TEMPLATES).parts[0] != "admin"
)


def packed(path: str) -> int:
    return len(gzip.compress((STATIC / path).read_bytes(), 9))


@pytest.mark.parametrize("name", PAGES)
def test_page_extends_a_base_that_carries_the_display_mode(name: str) -> None:
    source = (TEMPLATES / name).read_text(encoding="utf-8")

    found = re.search(r'{% extends "([^"]+)" %}', source)

    assert found
    assert found[1].startswith("base") or 'extends "base' in (TEMPLATES / found[1]).read_text()


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_template_compiles(path: Path) -> None:
    assert loader.get_template(path.relative_to(TEMPLATES).as_posix())


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_template_has_no_inline_script_or_style(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    assert not re.search(
        r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*\ssrc=)", source
    )


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_every_icon_named_in_a_template_is_in_the_sprite(path: Path) -> None:
    known = set(re.findall(r'<symbol id="([a-z]+)"', (STATIC / "img/icons.svg").read_text()))

    named = set(re.findall(r'icon.html" with name="([a-z]+)"', path.read_text(encoding="utf-8")))

    assert named <= known


def test_error_page_of_the_server_needs_no_context() -> None:
    assert "我们已收到记录" in loader.get_template("500.html").render()


@pytest.mark.parametrize(
    ("path", "limit"),
    [("css/app.css", 16 * KILOBYTE), ("js/app.js", 6 * KILOBYTE), ("img/icons.svg", 6 * KILOBYTE)],
)
def test_asset_stays_within_its_budget(path: str, limit: int) -> None:
    assert packed(path) <= limit


def test_scripts_of_a_work_page_stay_within_their_budget() -> None:
    htmx = find("django_htmx/htmx-2.min.js")
    assert htmx, "the file that htmx_script names"

    ours = packed("js/app.js") + packed("js/field.js")

    assert ours + len(gzip.compress(Path(htmx).read_bytes(), 9)) <= 30 * KILOBYTE


@pytest.mark.parametrize("path", sorted((STATIC / "js").glob("*.js")), ids=lambda path: path.name)
def test_script_makes_no_markup_and_no_code_out_of_text(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    assert not re.search(
        r"innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function", source
    )
