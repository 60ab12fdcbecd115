"""The English catalogue: every text of the source is in it, translated, with the same placeholders."""

from __future__ import annotations

import ast
import gettext
import io
import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from config.env import BASE_DIR
from tests.architecture.line import LINE

PATH = BASE_DIR / "locale/en/LC_MESSAGES/django.po"
CODE = (*LINE, "config", "demo")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|\{\w+\}|<[^>]+>")
# 'gettext(u"..")' and its like, as Django turns a template into something that xgettext can read.
IN_TEMPLATE = re.compile(r"""\bn?gettext\(u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""")


def catalogue() -> Catalog:
    with PATH.open("rb") as file:
        return read_po(file)


def messages() -> list[Message]:
    return [message for message in catalogue() if message.id]


def first(message_id: str | tuple[str, ...] | list[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def forms(words: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def texts_of_code() -> Iterator[str]:
    for folder in CODE:
        for path in (BASE_DIR / folder).rglob("*.py"):
            with path.open("rb") as file:
                for _line, found, _comments, _context in extract("python", file, KEYWORDS):
                    yield first(found)


def texts_of_templates() -> Iterator[str]:
    for path in (BASE_DIR / "templates").rglob("*.*"):
        for literal in IN_TEMPLATE.findall(templatize(path.read_text(), origin=str(path))):
            yield ast.literal_eval(literal)


def test_every_text_of_the_source_is_in_the_catalogue_and_no_other() -> None:
    needed = {*texts_of_code(), *texts_of_templates()}
    there = {first(message.id) for message in messages()}

    assert len(needed) > 1000
    assert needed - there == set(), "Run `make messages` and write their English."
    assert there - needed == set(), "Run `make messages`: nobody says these any more."


def test_every_text_has_its_english() -> None:
    wrong = [
        first(message.id)
        for message in messages()
        if message.fuzzy or not all(words.strip() for words in forms(message.string))
    ]

    assert wrong == []


def test_english_has_the_placeholders_of_the_chinese() -> None:
    wrong = [
        words
        for message in messages()
        for words in forms(message.string)
        if sorted(set(PLACEHOLDER.findall(words)))
        != sorted(set(PLACEHOLDER.findall(first(message.id))))
    ]

    assert wrong == []


def test_what_is_counted_has_two_forms() -> None:
    assert catalogue().num_plurals == 2
    counted = [message for message in messages() if message.pluralizable]
    assert len(counted) > 10
    assert all(len(message.string) == 2 for message in counted)


def test_the_catalogue_compiles() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue())
    compiled.seek(0)

    english = gettext.GNUTranslations(compiled)

    assert english.gettext("我要报名") == "Sign up"
    one, many = (english.ngettext("%(n)d人", "%(n)d人", count) for count in (1, 2))
    assert (one, many) == ("%(n)d person", "%(n)d people")


@pytest.mark.parametrize("field", ["POT-Creation-Date", "Report-Msgid-Bugs-To", "X-Generator"])
def test_its_head_says_nothing_that_changes_by_itself(field: str) -> None:
    assert field not in PATH.read_text()
