from __future__ import annotations

import pytest

from communities.door_names import (
    building_key,
    building_name,
    room_name,
    split_door,
    split_entrance,
    unit_key,
    unit_name,
)


@pytest.mark.parametrize(
    "name", ["3栋", "3号楼", "3幢", "3座", "3#", "3", "03", "３栋", "三栋", "第3栋", " 3 栋"]
)
def test_spellings_of_a_building_are_one(name: str) -> None:
    assert building_key(name) == "3"


@pytest.mark.parametrize(
    ("name", "key"), [("A座", "A"), ("a座", "A"), ("商业楼", "商业"), ("10栋", "10"), ("0", "0")]
)
def test_building_keeps_what_tells_it_from_others(name: str, key: str) -> None:
    assert building_key(name) == key


@pytest.mark.parametrize("name", ["2单元", "二单元", "2", "02门"])
def test_spellings_of_a_unit_are_one(name: str) -> None:
    assert unit_key(name) == "2"


def test_bare_numbers_get_the_word_that_stands_on_the_wall() -> None:
    assert (building_name("3"), unit_name("2"), room_name("1501室")) == ("3栋", "2单元", "1501")
    assert (building_name("3号楼"), unit_name("东单元"), room_name("1501")) == (
        "3号楼",
        "东单元",
        "1501",
    )


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("3栋2单元1501", ("3栋", "2单元", "1501")),
        ("３栋２单元１５０１室", ("3栋", "2单元", "1501")),
        ("3号楼2单元1501户", ("3号楼", "2单元", "1501")),
        ("3-2-1501", ("3栋", "2单元", "1501")),
        ("3—2—1501", ("3栋", "2单元", "1501")),
        ("3/2/1501", ("3栋", "2单元", "1501")),
        ("A座1203", ("A座", "", "1203")),
        ("3-1501", ("3栋", "", "1501")),
    ],
)  # fmt: skip
def test_a_door_in_one_cell_is_taken_apart(typed: str, parts: tuple[str, str, str]) -> None:
    assert split_door(typed) == parts


@pytest.mark.parametrize("typed", ["1501", "1501室", "A1", "门卫室", "", "3-2-1-1501"])
def test_the_number_of_a_room_alone_stays_whole(typed: str) -> None:
    assert split_door(typed) is None


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("3栋2单元", ("3栋", "2单元")),
        ("3号楼", ("3号楼", "")),
        ("３", ("3栋", "")),
        ("A座东单元", ("A座", "东单元")),
    ],
)
def test_an_entrance_in_one_cell_is_taken_apart(typed: str, parts: tuple[str, str]) -> None:
    assert split_entrance(typed) == parts


@pytest.mark.parametrize("typed", ["", "3-2", "非常长的一句话不是门牌"])
def test_what_reads_like_no_wall_is_none(typed: str) -> None:
    assert split_entrance(typed) is None
