"""Uploaded pictures made safe: decoded, turned upright, re-encoded without metadata, in three widths.

Nothing of the original file is kept. A picture lives in MEDIA_ROOT under an unguessable name; who
may see it is decided by the view of the app whose picture it is (reliability I-32, 4.8).
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import secrets
import struct
import warnings
import zipfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import DomainError
from core.held_files import HeldFile, held, hold

if TYPE_CHECKING:
    from accounts.models import User

# Widths of the renditions of a stored photo, in pixels.
PHOTO_WIDTHS = (320, 640, 1280)
FORMATS = {"webp": ("WEBP", 80), "jpg": ("JPEG", 82)}
FOLDER = "photos"
# What Pillow raises on files that end too soon or lie about themselves.
BROKEN = (OSError, SyntaxError, ValueError, EOFError)


class PhotoRefused(DomainError):
    """The file is no picture that can be kept; the message says why."""


@dataclass(frozen=True, slots=True)
class PreparedPhoto:
    """A picture ready to be stored: its name to be, its size, its renditions by file name."""

    token: str
    sha256: str
    width: int
    height: int
    files: dict[str, bytes]


def prepare_photo(upload: UploadedFile) -> PreparedPhoto:
    """Decodes and re-encodes one upload. Raises PhotoRefused; touches no disk and no database."""
    name = Path(upload.name or "").name
    if (upload.size or 0) > settings.UPLOAD_MAX_FILE_BYTES:
        megabytes = settings.UPLOAD_MAX_FILE_BYTES // (1024 * 1024)
        raise PhotoRefused(
            _("“%(name)s”超过%(size)dMB，请压缩后再传") % {"name": name, "size": megabytes}
        )
    content = upload.read()
    image = _decode(content, name)
    files = {
        f"{width}.{suffix}": _encode(image, width, suffix)
        for width in PHOTO_WIDTHS
        for suffix in FORMATS
    }
    return PreparedPhoto(
        token=secrets.token_hex(16),
        sha256=hashlib.sha256(content).hexdigest(),
        width=image.width,
        height=image.height,
        files=files,
    )


@dataclass(frozen=True, slots=True)
class HeldPhoto:
    """A photo of a form that was not accepted yet: kept for an hour, under its ticket."""

    ticket: str
    photo: PreparedPhoto
    file: HeldFile

    @property
    def thumbnail(self) -> str:
        """The smallest rendition as an address of its own: no page serves what is only held."""
        content = base64.b64encode(self.photo.files[f"{PHOTO_WIDTHS[0]}.jpg"]).decode("ascii")
        return f"data:image/jpeg;base64,{content}"


def hold_photo(photo: PreparedPhoto, *, request_key: str, user: User) -> HeldPhoto:
    """Keeps a prepared photo for the next try of the same form by the same user.

    The renditions are held, not the upload: that may say where it was taken. Raises OSError.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        facts = {"sha256": photo.sha256, "width": photo.width, "height": photo.height}
        archive.writestr("photo.json", json.dumps(facts))
        for name, content in photo.files.items():
            archive.writestr(name, content)
    purpose = _purpose(request_key)
    ticket = hold(packed.getvalue(), name=photo.sha256, purpose=purpose, user=user)
    return HeldPhoto(ticket, photo, held(ticket, purpose=purpose, user=user))


def held_photo(ticket: str, *, request_key: str, user: User) -> HeldPhoto:
    """The photo of a ticket. Raises HeldFileGone for another form, another user, after an hour."""
    file = held(ticket, purpose=_purpose(request_key), user=user)
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        facts = json.loads(archive.read("photo.json"))
        files = {name: archive.read(name) for name in archive.namelist() if name != "photo.json"}
    # A token of its own: two taps that take up the same photo must not share files.
    photo = PreparedPhoto(token=secrets.token_hex(16), files=files, **facts)
    return HeldPhoto(ticket, photo, file)


def _purpose(request_key: str) -> str:
    return f"photos:{request_key}"


def store_photo(photo: PreparedPhoto) -> None:
    """Writes the renditions below MEDIA_ROOT; before the row, so that no row lacks its files."""
    for name, content in photo.files.items():
        default_storage.save(photo_path(photo.token, name), ContentFile(content))


@contextmanager
def files_stand(photos: Sequence[PreparedPhoto]) -> Generator[None]:
    """The photos' files, written before their rows; gone again when those are refused or the disk is full."""
    try:
        for photo in photos:
            store_photo(photo)
        yield
    except BaseException:
        for photo in photos:
            discard_photo(photo.token)
        raise


def discard_photo(token: str) -> None:
    """Deletes the renditions; harmless when there are none."""
    for width in PHOTO_WIDTHS:
        for suffix in FORMATS:
            default_storage.delete(photo_path(token, f"{width}.{suffix}"))


def photo_path(token: str, name: str) -> str:
    """Where a rendition lies below MEDIA_ROOT."""
    return f"{FOLDER}/{token[:2]}/{token}/{name}"


def _decode(content: bytes, name: str) -> Image.Image:
    no_picture = _("“%(name)s”不是能打开的照片（支持JPG、PNG、WebP）") % {"name": name}
    too_big = PhotoRefused(_("“%(name)s”尺寸太大，请缩小后再传") % {"name": name})
    # Warnings are Pillow's remarks on broken metadata, none of which is kept.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP"])
        except Image.DecompressionBombError as error:
            raise too_big from error
        except (UnidentifiedImageError, *BROKEN) as error:
            raise PhotoRefused(no_picture) from error
        # The header tells the size; nothing was decoded yet.
        if image.width * image.height > settings.UPLOAD_MAX_PIXELS:
            raise too_big
        try:
            # A phone's 48 megapixels decode at a fraction of their size where JPEG allows it.
            image.draft("RGB", (PHOTO_WIDTHS[-1], PHOTO_WIDTHS[-1]))
            image.load()
            return _flat(_upright(image))
        except BROKEN as error:
            raise PhotoRefused(no_picture) from error


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its EXIF says; as it lies where the EXIF is broken."""
    try:
        return ImageOps.exif_transpose(image)
    except (*BROKEN, struct.error, KeyError, TypeError, ZeroDivisionError):
        return image


def _flat(image: Image.Image) -> Image.Image:
    """RGB on white: a picture with transparency has no ground of its own in a JPEG."""
    if image.mode in {"RGBA", "LA", "P"}:
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        image = ground
    image = image.convert("RGB")
    image.thumbnail((PHOTO_WIDTHS[-1], PHOTO_WIDTHS[-1] * 2))
    return image


def _encode(image: Image.Image, width: int, suffix: str) -> bytes:
    kind, quality = FORMATS[suffix]
    copy = image.copy()
    copy.thumbnail((width, width * 2))
    copy.info = {}
    out = io.BytesIO()
    copy.save(out, kind, quality=quality)
    return out.getvalue()
