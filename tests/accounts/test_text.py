from __future__ import annotations

import pytest

from accounts import text


def test_full_width_becomes_half_width_and_chinese_stays() -> None:
    assert text.half_width(f"{_full_width('A')}栋{_full_width('12')}（东）") == "A栋12(东)"


def test_a_line_is_tidied_of_blanks_of_every_width() -> None:
    assert text.tidy(" 王　 小芳\t\n") == "王 小芳"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("跳蹬河", "tiao deng he|tdh|tiaodenghe"),
        ("东区1栋", "dong qu 0001 dong|dq1d|dongqu1dong"),
        ("", "||"),
        ("重庆路", "chong qing lu|cql|chongqinglu"),
    ],
)
def test_a_place_is_found_by_pinyin_and_initials(name: str, key: str) -> None:
    assert text.pinyin_key(name) == key


def test_numbers_in_names_sort_as_numbers() -> None:
    names = ["建兴路10号院", "建兴路2号院", "建兴路1号院"]

    assert sorted(names, key=text.pinyin_key) == ["建兴路1号院", "建兴路2号院", "建兴路10号院"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("建兴路1号院", "jian-xing-lu-1-hao-yuan"),
        ("建兴路10号院", "jian-xing-lu-10-hao-yuan"),
        ("锦绣\uff21座（东）", "jin-xiu-a-zuo-dong"),
        ("《》", ""),
    ],
)
def test_an_address_spells_a_name_with_its_numbers_as_they_are_written(
    name: str, slug: str
) -> None:
    assert text.pinyin_slug(name) == slug


def test_a_key_is_never_longer_than_its_column() -> None:
    assert len(text.pinyin_key("庄" * 60)) == text.LONGEST_KEY


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("单小芳", "shan xiao fang|sxf|shanxiaofang"),
        ("曾大", "zeng da|zd|zengda"),
        ("尉迟恭", "yu chi gong|ycg|yuchigong"),
        ("任一", "ren yi|ry|renyi"),
        ("王单", "wang dan|wd|wangdan"),
    ],
)
def test_surnames_are_read_as_surnames(name: str, key: str) -> None:
    assert text.person_pinyin_key(name) == key


@pytest.mark.parametrize(
    ("name", "shown"),
    [("王小芳", "王*芳"), ("王芳", "王*"), ("欧阳小芳", "欧**芳"), ("王", "王"), ("", "")],
)
def test_a_name_in_a_public_list_is_masked(name: str, shown: str) -> None:
    assert text.mask_name(name) == shown


def _full_width(typed: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in typed)


def _as_written(check_digit: str) -> str:
    """No division has this code: nobody's number."""
    return f"99999919000101001{check_digit}"


def _right_number() -> str:
    (number,) = (n for n in map(_as_written, "0123456789X") if text.has_id_number(n))
    return number


def test_of_eleven_check_digits_one_makes_a_citizens_number() -> None:
    found = [text.has_id_number(_as_written(digit)) for digit in "0123456789X"]

    assert sorted(found) == [False] * 10 + [True]


def test_a_citizens_number_is_recognised_however_it_is_written() -> None:
    number = _right_number()

    assert text.has_id_number(f"身份证{number}，请查")
    assert text.has_id_number(number.lower())
    assert text.has_id_number(_full_width(number))
    assert not text.has_id_number(f"订单91{number}7")
    assert not text.has_id_number("13812345678")


@pytest.mark.parametrize(
    "typed",
    [
        "王\u202e小芳\u202c",
        "\u2066王小芳\u2069",
        "王\u200b小\ufeff芳",
        "\u061c王小\x07芳\xad",
        " 王小芳\u200d ",
    ],
)
def test_what_only_steers_the_display_is_not_stored(typed: str) -> None:
    assert text.tidy(typed) == "王小芳"


def test_forms_of_a_character_blanks_and_lines_are_seen_and_stay() -> None:
    assert text.tidy("葛\U000e0100\u3000阿\u00a0姨") == "葛\U000e0100 阿 姨"
    assert text.visible("一\n二\t三") == "一\n二\t三"
