"""Flat drawings that stand for photos in the demo: courtyards under a sun, no faces."""

from __future__ import annotations

import io
import random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from core.photos import PreparedPhoto, prepare_photo

SIZE = (1280, 720)
SKIES = ("#F6E3C5", "#DCEAF2", "#FBE9D7", "#E7EFD9")
WALLS = ("#D9B08C", "#C98B6B", "#B7C4B1", "#E3C9A8", "#A9B8C6")
ROOFS = ("#8C2F24", "#A61B1B", "#6B4B3E")


def paint(seed: int) -> PreparedPhoto:
    """The same picture for the same seed, through the same gate as an uploaded photo."""
    chance = random.Random(seed)  # noqa: S311  a drawing, no secret
    picture = Image.new("RGB", SIZE, chance.choice(SKIES))
    draw = ImageDraw.Draw(picture)
    x, y = chance.randint(150, 1100), chance.randint(80, 200)
    draw.ellipse((x - 70, y - 70, x + 70, y + 70), fill="#F2C14E")
    left = -40
    while left < SIZE[0]:
        left += _house(draw, chance, left)
    draw.rectangle((0, 560, SIZE[0], SIZE[1]), fill="#C9B79C")
    for _ in range(9):
        _lantern(draw, chance.randint(40, 1240), chance.randint(420, 640))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return prepare_photo(SimpleUploadedFile(f"{seed}.jpg", out.getvalue(), "image/jpeg"))


def _house(draw: ImageDraw.ImageDraw, chance: random.Random, left: int) -> int:
    width, top = chance.randint(120, 220), chance.randint(180, 380)
    draw.rectangle((left, top, left + width, 570), fill=chance.choice(WALLS))
    draw.polygon(
        [(left - 12, top), (left + width / 2, top - 56), (left + width + 12, top)],
        fill=chance.choice(ROOFS),
    )
    for row in range(top + 24, 530, 58):
        for column in range(left + 20, left + width - 34, 50):
            lit = chance.random() < 0.4
            draw.rectangle(
                (column, row, column + 24, row + 32), fill="#FFE9A8" if lit else "#5E6B75"
            )
    return width + chance.randint(6, 40)


def _lantern(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.line((x, y - 60, x, y - 26), fill="#5A3A2E", width=3)
    draw.ellipse((x - 28, y - 26, x + 28, y + 24), fill="#A61B1B")
    draw.line((x, y + 24, x, y + 46), fill="#F2C14E", width=4)
