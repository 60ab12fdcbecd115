"""Just enough of PDF to read back what Chromium printed: its pages, their size and their words."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

POINTS_A_MILLIMETRE = 72 / 25.4
_OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"/Length (\d+).*?>>\s*stream\r?\n", re.DOTALL)
_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?=\n|<|$)")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>")


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """`width` and `height` in whole millimetres; `text` without blanks, in the order in which it was drawn."""

    width: int
    height: int
    text: str


def read_pdf(content: bytes) -> list[PrintedPage]:
    """The pages in order, as Skia writes them (no object streams, no encryption)."""
    objects = {int(number): body for number, body in _OBJECT.findall(content)}
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    assert pages, "no page in the file"
    return [_page(body, objects) for body in pages]


def _page(body: bytes, objects: dict[int, bytes]) -> PrintedPage:
    box = re.search(rb"/MediaBox\s*\[([^\]]+)\]", body)
    assert box, "a page without a size"
    _left, _bottom, width, height = (float(number) for number in box[1].split())
    fonts = {
        name: _signs(objects[int(number)], objects)
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", _fonts_of(body, objects))
    }
    return PrintedPage(
        round(width / POINTS_A_MILLIMETRE),
        round(height / POINTS_A_MILLIMETRE),
        _text(_streams_of(body, objects), fonts),
    )


def _fonts_of(body: bytes, objects: dict[int, bytes]) -> bytes:
    """The page's own resources, or the dictionary that they name."""
    found = re.search(rb"/Resources\s+(\d+) 0 R", body)
    return objects[int(found[1])] if found else body


def _streams_of(body: bytes, objects: dict[int, bytes]) -> bytes:
    found = re.search(rb"/Contents\s*\[?([^\]/>]+)", body)
    numbers = re.findall(rb"(\d+) 0 R", found[1]) if found else []
    return b"\n".join(_stream(objects[int(number)]) for number in numbers)


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    assert found, "an object without a stream"
    content = body[found.end() : found.end() + int(found[1])]
    return zlib.decompress(content) if b"/FlateDecode" in body else content


def _signs(font: bytes, objects: dict[int, bytes]) -> dict[int, str]:
    """Glyph number to sign, from the font's own table."""
    found = re.search(rb"/ToUnicode (\d+) 0 R", font)
    if found is None:
        return {}
    table = _stream(objects[int(found[1])])
    signs: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, sign in _CHAR.findall(block):
            signs[int(glyph, 16)] = bytes.fromhex(sign.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, sign in _RANGE.findall(block):
            begin = int(first, 16)
            for glyph in range(begin, int(last, 16) + 1):
                signs[glyph] = chr(int(sign, 16) + glyph - begin)
    return signs


def _text(drawn: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    signs: dict[int, str] = {}
    words = []
    for font, glyphs in _SHOWN.findall(drawn):
        if font:
            signs = fonts.get(font, {})
        else:
            numbers = (int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4))
            words.append("".join(signs.get(number, "") for number in numbers))
    return "".join("".join(words).split())
