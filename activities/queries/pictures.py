"""Addresses of stored photos, ready for `<picture>`: WebP first, JPEG for the rest, with their size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from core.photos import PHOTO_WIDTHS

if TYPE_CHECKING:
    from activities.models import Photo


@dataclass(frozen=True, slots=True)
class Picture:
    """What components/picture.html needs; width and height keep the page from jumping."""

    webp: str
    jpg: str
    src: str
    width: int
    height: int
    alt: str


def photo_url(token: str, width: int, suffix: str) -> str:
    return reverse("activities:media", args=[token, f"{width}.{suffix}"])


def picture_of(photo: Photo, *, alt: str = "") -> Picture:
    """The renditions a browser may choose from; none is wider than the photo itself."""
    widths = [width for width in PHOTO_WIDTHS if width < photo.width] + [
        next((width for width in PHOTO_WIDTHS if width >= photo.width), PHOTO_WIDTHS[-1])
    ]
    return Picture(
        webp=_srcset(photo, widths, "webp"),
        jpg=_srcset(photo, widths, "jpg"),
        src=photo_url(photo.token, widths[0] if len(widths) == 1 else widths[1], "jpg"),
        width=photo.width,
        height=photo.height,
        alt=alt,
    )


def _srcset(photo: Photo, widths: list[int], suffix: str) -> str:
    return ", ".join(
        f"{photo_url(photo.token, width, suffix)} {min(width, photo.width)}w" for width in widths
    )
