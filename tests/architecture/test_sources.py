"""What the code cites of laws and regulations stands in `docs/sources.md`, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from tests.architecture.line import LINE

ROOT = Path(settings.BASE_DIR)
PAGE = ROOT / "docs" / "sources.md"
CITED = re.compile(r"《([^》{\n]+)》(?:第([一二三四五六七八九十百千零]+)条)?")
# An article further on in the same breath: `《…》第一条、第二条` would hide the second one.
TWO_AT_ONCE = re.compile(r"条[、和]第[一二三四五六七八九十百千零]+条")
# As comments and docstrings say it.
IN_ENGLISH = re.compile(r"(Civil Code|支部工作条例|物业管理条例) art\. (\d+)")
SHORT = {"Civil Code": "民法典", "支部工作条例": "中国共产党支部工作条例（试行）"}
WITHOUT_NUMBER = re.compile(r"Civil Code (?!art\. \d)")
DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
UNITS = {"十": 10, "百": 100, "千": 1000}


def number_of(written: str) -> int:
    """`一千二百五十九` as 1259."""
    total = digit = 0
    for sign in written:
        if sign in DIGITS:
            digit = DIGITS[sign]
        else:
            total += (digit or 1) * UNITS[sign]
            digit = 0
    return total + digit


def sources() -> Iterator[Path]:
    for app in LINE:
        yield from (one for one in (ROOT / app).rglob("*.py") if "migrations" not in one.parts)
    yield from (ROOT / "templates").rglob("*.html")


def cited() -> set[tuple[str, int | None, str]]:
    """Text, article (None: the text alone) and file of everything that is cited."""
    found: set[tuple[str, int | None, str]] = set()
    for path in sources():
        where, text = path.relative_to(ROOT).as_posix(), path.read_text()
        for name, written in CITED.findall(text):
            found.add((name, number_of(written) if written else None, where))
        for name, written in IN_ENGLISH.findall(text):
            found.add((SHORT.get(name, name), int(written), where))
    return found


def table(heading: str) -> list[list[str]]:
    """The rows of the table under a heading, as cells."""
    part = PAGE.read_text().partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| 《")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def name_in(cell: str) -> str:
    match = CITED.match(cell)
    assert match, cell
    return match[1]


def test_numbers_are_read_as_laws_write_them() -> None:
    assert [number_of(one) for one in ("九", "十", "十四", "二十", "三十一", "二百七十八")] == [
        9, 10, 14, 20, 31, 278,
    ]  # fmt: skip
    assert number_of("一千二百五十九") == 1259
    assert number_of("一百零五") == 105


def test_each_cited_article_stands_in_the_table_with_the_files_that_cite_it() -> None:
    told = {
        (name_in(text), number_of(article.strip("第条")), path)
        for text, article, _what, where in table("Articles")
        for path in re.findall(r"`([^`]+)`", where)
    }

    assert told == {one for one in cited() if one[1] is not None}


def test_each_text_that_is_cited_without_an_article_says_why() -> None:
    told = {name_in(text) for text, _why in table("Cited without an article")}

    assert told == {name for name, article, _where in cited() if article is None}


def test_each_cited_text_says_since_when_it_is_in_force_and_how_it_was_checked() -> None:
    rows = {name_in(text): (since, how) for text, since, how in table("Texts")}

    assert rows.keys() == {name for name, _article, _where in cited()}
    assert all(
        (since == "not checked" or since.startswith("since ")) and how
        for since, how in rows.values()
    )


def test_a_citation_is_written_so_that_this_finds_it() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sources()
        for rule in (TWO_AT_ONCE, WITHOUT_NUMBER)
        for match in rule.finditer(path.read_text())
    ]

    assert not hidden
