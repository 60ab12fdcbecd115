"""Pictures as phones send them, made in memory; and files that only pretend to be one."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

COLOURS = ("red", "green", "blue", "orange", "purple", "gray", "olive", "teal", "navy", "pink")


def picture_bytes(
    colour: str = "red", size: tuple[int, int] = (800, 600), kind: str = "JPEG"
) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def upload(name: str = "a.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture_bytes() if content is None else content, "image/jpeg")


def uploads(count: int) -> list[SimpleUploadedFile]:
    return [upload(f"{n}.jpg", picture_bytes(COLOURS[n])) for n in range(count)]


def not_a_picture() -> SimpleUploadedFile:
    return upload("note.jpg", b"this is no picture")


def truncated_picture() -> SimpleUploadedFile:
    return upload("half.jpg", picture_bytes(size=(1600, 1200))[:3000])
