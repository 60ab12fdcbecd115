"""The poster as a picture for WeChat groups: 1080 x 1920, drawn with whatever Chinese font is there.

No font is carried along: a CJK font weighs more than the whole project. Where the machine has none
the page says so and offers the poster on paper, which the reader's own browser sets.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageColor, ImageDraw, ImageFont

from activities.queries.poster import Poster

WIDTH, HEIGHT = 1080, 1920
MARGIN = 80
QR_PIXELS = 460
# Parts of file names, the better looking first; bitmap and serif fonts are left alone.
FONT_NAMES = (
    "notosanscjk", "notosanssc", "sourcehansans", "pingfang", "hiragino sans gb", "msyh",
    "wqy-microhei", "wqy-zenhei", "droidsansfallback", "stheiti",
)  # fmt: skip
FONT_ENDINGS = (".ttc", ".otf", ".ttf")
# A machine with more files than this among its fonts is searched in part.
MOST_FILES = 20_000
# Signs that a Chinese font has and that another draws as one and the same empty box.
PROBES = ("红", "邻", "社")

PAPER, INK, SOFT = "#ffffff", "#1f2328", "#4b5259"
RED, GOLD, WHITE, BAD = "#a61b1b", "#f2c14e", "#ffffff", "#8c1d18"
# Lines of a title, and the sizes that are tried until it fits them.
TITLE_LINES = 3
TITLE_SIZES = (112, 96, 80, 64)
FACT_LINES = 2
SHADES = 14

Font = ImageFont.FreeTypeFont


def find_font() -> Path | None:
    """A font with Chinese signs from the folders of the settings; looked for once a process."""
    return _find_font(tuple(settings.FONT_FOLDERS))


@lru_cache(maxsize=4)
def _find_font(folders: tuple[str, ...]) -> Path | None:
    named = [path for path in islice(_files(folders), MOST_FILES) if _rank(path) is not None]
    for path in sorted(named, key=lambda path: (_rank(path) or 0, path.name)):
        if _is_chinese(path):
            return path
    return None


def _files(folders: tuple[str, ...]) -> Iterator[Path]:
    for folder in folders:
        for parent, inner, names in os.walk(folder):
            inner.sort()
            yield from (
                Path(parent, name) for name in sorted(names) if name.lower().endswith(FONT_ENDINGS)
            )


def _rank(path: Path) -> int | None:
    name = path.name.lower()
    return next((rank for rank, part in enumerate(FONT_NAMES) if part in name), None)


def _is_chinese(path: Path) -> bool:
    """The probes are drawn, and each differently."""
    try:
        # Not `truetype`: where a file is no font it takes another of the same name from the system.
        font = ImageFont.FreeTypeFont(path, 32)
    except OSError:
        return False
    return len({bytes(font.getmask(sign)) for sign in PROBES}) == len(PROBES)


def draw_poster(poster: Poster, *, qr: bytes, font: Path) -> bytes:
    """The picture as PNG. Text that is too long is cut with an ellipsis, never drawn past the edge."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    sheet = _Sheet(ImageDraw.Draw(image), font)
    sheet.head(poster)
    sheet.title(poster.title)
    if poster.notice:
        sheet.paragraph(poster.notice, size=56, fill=BAD, lines=2, bold=1)
    sheet.rule()
    for line in poster.lines:
        sheet.fact(line.label, f"{line.text} {line.tail}".strip())
    sheet.foot(poster)
    _paste_qr(image, qr)
    out = io.BytesIO()
    flat = image.quantize(palette=_palette(), dither=Image.Dither.NONE)
    flat.save(out, "PNG", compress_level=9)
    return out.getvalue()


@lru_cache(maxsize=1)
def _palette() -> Image.Image:
    """The few colours and the shades of letters' edges between them: the file is a third as large."""
    paper = ImageColor.getrgb(PAPER)
    inks = [ImageColor.getrgb(colour) for colour in (INK, SOFT, BAD, RED)]
    shades = [
        round(there + (here - there) * step / (SHADES - 1))
        for ink in inks
        for step in range(SHADES)
        for here, there in zip(ink, paper, strict=True)
    ]
    palette = Image.new("P", (1, 1))
    palette.putpalette([*shades, *ImageColor.getrgb(GOLD), 0, 0, 0])
    return palette


def _paste_qr(image: Image.Image, qr: bytes) -> None:
    with Image.open(io.BytesIO(qr)) as code:
        left, top = WIDTH - MARGIN - code.width, HEIGHT - MARGIN - code.height
        image.paste(code.convert("RGB"), (left, top))


class _Sheet:
    """Draws from top to bottom and remembers how far it came."""

    def __init__(self, pen: ImageDraw.ImageDraw, font: Path) -> None:
        self._pen = pen
        self._path = font
        self._top = 0
        # Below this line lies the QR code.
        self._floor = HEIGHT - MARGIN - QR_PIXELS - 60

    def head(self, poster: Poster) -> None:
        self._pen.rectangle((0, 0, WIDTH, 220), fill=RED)
        self._pen.rectangle((0, 220, WIDTH, 230), fill=GOLD)
        self._text(MARGIN, 76, _cut(poster.place, self._font(64), 720), 64, WHITE, bold=1)
        kind = self._font(48)
        self._text(WIDTH - MARGIN - int(kind.getlength(poster.kind)), 88, poster.kind, 48, WHITE)
        self._top = 300

    def title(self, words: str) -> None:
        width = WIDTH - 2 * MARGIN
        for size in TITLE_SIZES:
            if len(_wrap(words, self._font(size), width)) <= TITLE_LINES:
                break
        self.paragraph(words, size=size, fill=INK, lines=TITLE_LINES, bold=1)

    def paragraph(self, words: str, *, size: int, fill: str, lines: int, bold: int = 0) -> None:
        """Whole lines from the margin; the last is cut where there would be more of them."""
        font, width = self._font(size), WIDTH - 2 * MARGIN
        for line in _shortened(_wrap(words, font, width), lines, font, width):
            self._text(MARGIN, self._top, line, size, fill, bold=bold)
            self._top += int(size * 1.35)

    def rule(self) -> None:
        self._top += 30
        self._pen.rectangle((MARGIN, self._top, MARGIN + 120, self._top + 10), fill=RED)
        self._top += 60

    def fact(self, label: str, words: str) -> None:
        """The label in a column of its own; left out when it would run into the QR code."""
        font, left = self._font(48), MARGIN + 150
        width = WIDTH - left - MARGIN
        lines = _shortened(_wrap(words, font, width), FACT_LINES, font, width)
        if self._top + 70 * len(lines) > self._floor:
            return
        self._text(MARGIN, self._top + 6, label, 42, SOFT)
        for line in lines:
            self._text(left, self._top, line, 48, INK)
            self._top += 70
        self._top += 18

    def foot(self, poster: Poster) -> None:
        """Beside the code: what it is for, and whom to ring without one."""
        self._top = HEIGHT - MARGIN - QR_PIXELS + 30
        width = WIDTH - 2 * MARGIN - QR_PIXELS - 40
        self._phrases(poster.hint, 52, INK, width, bold=1)
        if poster.phone:
            self._top += 40
            self._phrases(poster.phone_hint, 40, SOFT, width)
            self._phrases(poster.phone, 44, INK, width)

    def _phrases(self, words: str, size: int, fill: str, width: int, *, bold: int = 0) -> None:
        """Each phrase on a line of its own, so that no word is torn."""
        font = self._font(size)
        lines = [line for part in words.split("，") for line in _wrap(part, font, width)]
        for line in lines[:3]:
            self._text(MARGIN, self._top, line, size, fill, bold=bold)
            self._top += int(size * 1.4)

    def _text(
        self, left: int, top: int, words: str, size: int, fill: str, *, bold: int = 0
    ) -> None:
        font = self._font(size)
        self._pen.text(
            (left, top), words, font=font, fill=fill, stroke_width=bold, stroke_fill=fill
        )

    def _font(self, size: int) -> Font:
        return _load(self._path, size)


@lru_cache(maxsize=32)
def _load(path: Path, size: int) -> Font:
    return ImageFont.FreeTypeFont(path, size)


def _wrap(words: str, font: Font, width: int) -> list[str]:
    """Lines no wider than `width`; Chinese breaks anywhere, digits and letters stay together."""
    lines, line = [], ""
    for piece in _pieces(words):
        if line and font.getlength(line + piece) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(words: str) -> Iterator[str]:
    """Single signs, but runs of ASCII and what hangs on a time (`9:30—11:30`) whole."""
    run = ""
    for sign in words:
        if (sign.isascii() and not sign.isspace()) or sign in "—，。、；：！？）”":
            run += sign
            continue
        if run:
            yield run
        run = sign
    if run:
        yield run


def _shortened(lines: list[str], most: int, font: Font, width: int) -> list[str]:
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _cut(lines[most - 1] + "…", font, width)]


def _cut(words: str, font: Font, width: int) -> str:
    """As much as fits, with an ellipsis where something was left out."""
    if font.getlength(words) <= width:
        return words
    kept = words.rstrip("…")
    while kept and font.getlength(f"{kept}…") > width:
        kept = kept[:-1]
    return f"{kept}…"
