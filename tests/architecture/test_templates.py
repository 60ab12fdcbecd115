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

    named = set(re.findall(r'{% icon "([a-z]+)"', path.read_text(encoding="utf-8")))

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


def tokens_of(selector: str) -> dict[str, str]:
    """The custom properties that a block of the stylesheet sets."""
    css = (STATIC / "css/app.css").read_text(encoding="utf-8")
    block = css.split(f"\n{selector} {{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2 between two colours."""

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground", "ratio"),
    [
        ("#ffffff", "red-700", 7.0),
        ("#ffffff", "red-900", 7.0),
        ("ink", "paper", 7.0),
        ("ink-2", "paper", 4.5),
        ("ink-3", "paper", 4.5),
        ("link", "paper", 4.5),
        ("ok", "ok-bg", 4.5),
        ("warn", "warn-bg", 4.5),
        ("info", "info-bg", 4.5),
        ("bad", "bad-bg", 4.5),
        ("mute", "mute-bg", 4.5),
        ("field", "paper", 3.0),
        ("focus", "paper", 3.0),
        ("focus-on-red", "red-700", 3.0),
    ],
)
@pytest.mark.parametrize("mode", [":root", "[data-mode=elder]", "[data-contrast=high]"])
def test_colours_of_each_mode_stand_out_as_far_as_ux_4_and_6_22_ask(
    mode: str, ink: str, ground: str, ratio: float
) -> None:
    colours = tokens_of(":root") | tokens_of(mode)

    assert contrast(colours.get(ink, ink), colours.get(ground, ground)) >= ratio


def test_the_main_button_is_white_on_a_red_that_is_checked() -> None:
    css = (STATIC / "css/app.css").read_text(encoding="utf-8")
    button = re.search(r"\.btn-main \{([^}]*)\}", css)

    assert button
    assert "var(--red-700)" in button[1]
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
