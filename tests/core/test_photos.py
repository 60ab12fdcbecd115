from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from PIL import Image

from core.photos import (
    FORMATS,
    PHOTO_WIDTHS,
    PhotoRefused,
    discard_photo,
    photo_path,
    prepare_photo,
    store_photo,
)
from tests.activities.photos import not_a_picture, picture_bytes, truncated_picture, upload

ORIENTATION, GPS, ARTIST = 0x0112, 0x8825, 0x013B


def with_exif(size: tuple[int, int], *, orientation: int = 1) -> bytes:
    """A phone's photo: upside down by its EXIF, with the place where it was taken."""
    image = Image.new("RGB", size, "red")
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[ARTIST] = "somebody"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (30.0, 40.0, 0.0)
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_photo_is_kept_in_three_widths_as_webp_and_jpeg() -> None:
    photo = prepare_photo(upload(content=picture_bytes(size=(2000, 1000))))

    assert set(photo.files) == {f"{width}.{suffix}" for width in PHOTO_WIDTHS for suffix in FORMATS}
    sizes = {name: opened(content).size for name, content in photo.files.items()}
    assert sizes["320.jpg"] == sizes["320.webp"] == (320, 160)
    assert sizes["1280.jpg"] == (1280, 640)
    assert (photo.width, photo.height) == (1280, 640)
    assert len(photo.token) == 32


def test_place_and_name_in_the_file_are_gone_and_the_photo_stands_upright() -> None:
    photo = prepare_photo(upload(content=with_exif((600, 400), orientation=6)))

    assert (photo.width, photo.height) == (400, 600)
    for content in photo.files.values():
        kept = opened(content)
        assert not kept.getexif()
        assert "exif" not in kept.info


def test_small_photo_is_not_blown_up() -> None:
    photo = prepare_photo(upload(content=picture_bytes(size=(100, 50))))

    assert opened(photo.files["1280.jpg"]).size == (100, 50)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "I;16"])
def test_any_png_becomes_a_photo_on_white(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (40, 30)).save(out, "PNG")

    photo = prepare_photo(upload("a.png", out.getvalue()))

    assert opened(photo.files["320.jpg"]).mode == "RGB"
    if mode in {"RGBA", "LA"}:
        assert opened(photo.files["320.jpg"]).getpixel((5, 5)) == (255, 255, 255)


def test_twelve_megapixels_of_a_phone_are_taken() -> None:
    assert prepare_photo(upload(content=picture_bytes(size=(4032, 3024)))).width == 1280


@pytest.mark.parametrize(
    "refused",
    [
        not_a_picture,
        truncated_picture,
        lambda: upload("empty.jpg", b""),
        lambda: upload("page.jpg", b"<html><script>alert(1)</script></html>"),
        lambda: upload("vector.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        lambda: upload("moving.gif", picture_bytes(kind="GIF")),
        lambda: upload("scan.tiff", picture_bytes(kind="TIFF")),
    ],
)
def test_what_is_no_photo_is_refused_by_name(refused) -> None:
    file = refused()

    with pytest.raises(PhotoRefused, match=f"“{file.name}”不是能打开的照片"):
        prepare_photo(file)


def test_too_many_bytes_or_pixels_are_refused_before_decoding(settings) -> None:
    settings.UPLOAD_MAX_FILE_BYTES = 1000
    with pytest.raises(PhotoRefused, match="超过"):
        prepare_photo(upload(content=b"x" * 1001))

    settings.UPLOAD_MAX_FILE_BYTES = 20 * 1024 * 1024
    settings.UPLOAD_MAX_PIXELS = 100 * 100
    with pytest.raises(PhotoRefused, match="尺寸太大"):
        prepare_photo(upload(content=picture_bytes(size=(101, 100))))


def test_bomb_of_pixels_in_a_small_file_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")

    with pytest.raises(PhotoRefused, match="尺寸太大"):
        prepare_photo(upload("bomb.png", out.getvalue()))


@pytest.mark.parametrize("seed", range(40))
def test_broken_bytes_are_a_photo_or_a_refusal_never_an_error(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  which bytes break, no secret
    content = bytearray(with_exif((64, 48), orientation=6))
    for _flip in range(8):
        content[chance.randrange(2, len(content))] = chance.randrange(256)

    try:
        photo = prepare_photo(upload(content=bytes(content)))
    except PhotoRefused:
        return
    assert len(photo.files) == len(PHOTO_WIDTHS) * len(FORMATS)


def test_stored_and_discarded(media_folder: Path) -> None:
    photo = prepare_photo(upload())

    store_photo(photo)
    assert (media_folder / photo_path(photo.token, "320.webp")).is_file()
    for _again in range(2):
        discard_photo(photo.token)

    assert not [path for path in media_folder.rglob("*") if path.is_file()]
