from __future__ import annotations

import base64
import io

import pytest
import segno
from PIL import Image

from core.qr import QUIET_ZONE, qr_data_uri, qr_png

ADDRESS = "https://example.test/activities/12/checkin/?k=ABCDEFGHJKMN"


def modules_of(png: bytes) -> list[list[bool]]:
    """Dark or light of each module, read from the middle of its square."""
    image = Image.open(io.BytesIO(png)).convert("L")
    code = segno.make(ADDRESS, error="m", boost_error=False, micro=False)
    count = int(code.symbol_size(border=QUIET_ZONE)[0])
    size = image.width // count
    assert (image.width, image.height) == (size * count, size * count)
    shades, middles = image.tobytes(), [at * size + size // 2 for at in range(count)]
    return [[shades[y * image.width + x] < 128 for x in middles] for y in middles]


@pytest.mark.parametrize("pixels", [1, 240, 300, 700])
def test_every_module_is_where_the_standard_puts_it(pixels: int) -> None:
    expected = segno.make(ADDRESS, error="m", boost_error=False, micro=False)

    found = modules_of(qr_png(ADDRESS, pixels=pixels))

    inner = [row[QUIET_ZONE:-QUIET_ZONE] for row in found[QUIET_ZONE:-QUIET_ZONE]]
    assert inner == [[bool(module) for module in row] for row in expected.matrix]
    assert expected.error == "M"


def test_four_light_modules_stand_around_it() -> None:
    found = modules_of(qr_png(ADDRESS, pixels=300))

    edges = [*found[:QUIET_ZONE], *found[-QUIET_ZONE:]]
    edges += [[*row[:QUIET_ZONE], *row[-QUIET_ZONE:]] for row in found]
    assert not any(module for row in edges for module in row)


@pytest.mark.parametrize("pixels", [240, 301, 480])
def test_it_is_never_smaller_than_asked_for(pixels: int) -> None:
    assert Image.open(io.BytesIO(qr_png(ADDRESS, pixels=pixels))).width >= pixels


def test_inside_a_page_it_is_the_same_picture() -> None:
    kind, data = qr_data_uri(ADDRESS, pixels=300).split(",")

    assert kind == "data:image/png;base64"
    assert base64.b64decode(data) == qr_png(ADDRESS, pixels=300)
