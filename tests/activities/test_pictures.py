from __future__ import annotations

import pytest

from activities.models import Photo
from activities.queries.pictures import picture_of

TOKEN = "ab" * 16


@pytest.mark.parametrize(
    ("width", "widths"), [(200, [200]), (320, [320]), (600, [320, 600]), (1280, [320, 640, 1280])]
)
def test_no_rendition_is_offered_wider_than_the_photo(width: int, widths: list[int]) -> None:
    picture = picture_of(Photo(token=TOKEN, width=width, height=100), alt="合影")

    offered = [int(part.split(" ")[1].rstrip("w")) for part in picture.webp.split(", ")]
    assert offered == widths
    assert picture.src.endswith(".jpg")
    assert picture.src in picture.jpg
    assert (picture.width, picture.height, picture.alt) == (width, 100, "合影")
