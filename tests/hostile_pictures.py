"""Files that phones and strangers send where a photo is asked for: built here, so that nobody wonders
what is in them. `GOOD` are taken (and must lose what they carry besides the picture), `BAD` refused."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image

from tests.activities.photos import picture_bytes
from tests.hostile_workbooks import bomb

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert('hl-echo')</script>"
JPEG = picture_bytes()
PNG = picture_bytes(kind="PNG")
WEBP = picture_bytes(kind="WEBP")
# Where a phone writes down where it was.
GPS_TAG = 0x8825


def _with_gps() -> bytes:
    exif = Image.Exif()
    exif[GPS_TAG] = {1: "N", 2: (30.0, 40.0, 0.0), 3: "E", 4: (104.0, 4.0, 0.0)}
    exif[0x010E] = "hl-secret-note"
    return _saved(exif=exif)


def _turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return _saved(exif=exif)


def _saved(
    kind: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (64, 48), **how: object
) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **how)
    return out.getvalue()


def _chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def _png_that_says(width: int, height: int, *, rows: bytes = b"") -> bytes:
    """A header that promises more than the file holds."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", zlib.compress(rows)),
            _chunk(b"IEND", b""),
        ]
    )


def _png_bomb() -> bytes:
    """12,000 x 12,000 white points in some kilobytes."""
    return _png_that_says(12_000, 12_000, rows=b"\x00" * (3 * 12_000 + 1) * 40)


def _jpeg_that_says(width: int, height: int) -> bytes:
    at = JPEG.index(b"\xff\xc0") + 5
    return JPEG[:at] + struct.pack(">HH", height, width) + JPEG[at + 4 :]


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.jpg", JPEG)
    return out.getvalue()


GOOD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a plain picture": ("a.jpg", lambda: JPEG),
    "the place where it was taken": ("gps.jpg", _with_gps),
    "turned by its EXIF": ("turned.jpg", _turned),
    "PNG with transparency": ("a.png", lambda: _saved("PNG", "RGBA")),
    "PNG with a palette": ("a.png", lambda: _saved("PNG", "P")),
    "grey": ("grey.jpg", lambda: _saved("JPEG", "L")),
    "CMYK": ("cmyk.jpg", lambda: _saved("JPEG", "CMYK")),
    "16 bits": ("deep.png", lambda: _saved("PNG", "I;16")),
    "one point": ("dot.png", lambda: _saved("PNG", size=(1, 1))),
    "very long": ("long.png", lambda: _saved("PNG", size=(4000, 2))),
    "WebP": ("a.webp", lambda: WEBP),
    "progressive": ("p.jpg", lambda: _saved("JPEG", progressive=True)),
    "JPEG that is called PNG": ("a.png", lambda: JPEG),
    "JPEG that is called a program": ("a.exe", lambda: JPEG),
    "a name that climbs": ("../../../etc/passwd.jpg", lambda: JPEG),
    "a name that is markup": ("<script>alert('hl-echo')</script>.jpg", lambda: JPEG),
    "a name with a NUL": ("a\x00.jpg", lambda: JPEG),
    "a name of 300 signs": ("长" * 300 + ".jpg", lambda: JPEG),
    "no extension": ("photo", lambda: JPEG),
    "a page behind the picture": ("p.jpg", lambda: JPEG + HTML),
    "an archive behind the picture": ("p.jpg", lambda: JPEG + _zip()),
    "a comment that is markup": ("c.jpg", lambda: _saved("JPEG", comment=HTML)),
    "two pictures, one after the other": ("two.png", lambda: PNG + PNG),
}
BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "one byte": ("a.jpg", lambda: b"\xff"),
    "only a signature of JPEG": ("a.jpg", lambda: b"\xff\xd8\xff"),
    "only a signature of PNG": ("a.png", lambda: b"\x89PNG\r\n\x1a\n"),
    "cut in the header": ("a.jpg", lambda: JPEG[:40]),
    "cut in the middle": ("a.jpg", lambda: picture_bytes(size=(1600, 1200))[:3000]),
    "PNG cut in the middle": ("a.png", lambda: PNG[: len(PNG) // 2]),
    "WebP cut in the middle": ("a.webp", lambda: WEBP[: len(WEBP) // 2]),
    "SVG": ("a.svg", lambda: SVG),
    "SVG that is called JPEG": ("a.jpg", lambda: SVG),
    "a page": ("a.html", lambda: HTML),
    "a page that is called JPEG": ("a.jpg", lambda: HTML),
    "text": ("a.jpg", lambda: b"this is no picture"),
    "zeros": ("a.jpg", lambda: bytes(10_000)),
    "PDF": ("a.pdf", lambda: b"%PDF-1.7\n1 0 obj<<>>endobj"),
    "archive": ("a.jpg", _zip),
    "workbook's bomb": ("a.jpg", lambda: bomb(unpacked=20 * 1024 * 1024)),
    "GIF": ("a.gif", lambda: _saved("GIF", "P")),
    "GIF that is called JPEG": ("a.jpg", lambda: _saved("GIF", "P")),
    "BMP": ("a.bmp", lambda: _saved("BMP")),
    "TIFF": ("a.tif", lambda: _saved("TIFF")),
    "ICO": ("a.ico", lambda: _saved("ICO")),
    "PostScript": ("a.eps", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"),
    "HEIC": ("a.heic", lambda: b"\x00\x00\x00\x18ftypheic" + bytes(200)),
    "video": ("a.mp4", lambda: b"\x00\x00\x00\x18ftypmp42" + bytes(200)),
    "program": ("a.jpg", lambda: b"MZ" + bytes(200)),
    "144 million points": ("bomb.png", _png_bomb),
    "four thousand million points": ("huge.png", lambda: _png_that_says(65_000, 65_000)),
    "more points than a number holds": ("huge.png", lambda: _png_that_says(2**31 - 1, 2**31 - 1)),
    "JPEG that says 65,000 x 65,000": ("huge.jpg", lambda: _jpeg_that_says(65_000, 65_000)),
    "no width": ("flat.png", lambda: _png_that_says(0, 10)),
    "no rows": ("bare.png", lambda: _png_that_says(100, 100)),
}
