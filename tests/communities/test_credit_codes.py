"""GB 32100-2015: the standard's own example, and what is wrong with others, in words."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from communities.credit_codes import (
    ALPHABET,
    check_character,
    credit_code_problem,
    tidy_credit_code,
    validate_credit_code,
)

VALID = [
    "91350100M000100Y43", "91510108MADEM0011G", "91510108MADEM002X8", "91510108MADEM00388",
    "91510108MADEM00463", "91510108MADEM0054X", "91510108MADEM0062Q", "91410181MADEM0011G",
    "52510108DEM0000143", "55510108DEM000014R",
]  # fmt: skip


@pytest.mark.parametrize("code", VALID)
def test_a_right_code_has_no_problem(code: str) -> None:
    assert credit_code_problem(code) == ""
    assert check_character(code[:-1]) == code[-1]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("91350100M000100Y4Z", "“Z”"),
        ("91350100M000100Y44", "校验位不对"),
        ("91350100M000100Y4", "18位，现在是17位"),
        ("91350100O000100Y43", "“O”"),
        ("", "现在是0位"),
    ],
)
def test_a_wrong_code_is_told_by_the_rule_it_breaks(code: str, told: str) -> None:
    assert told in credit_code_problem(code)
    with pytest.raises(ValidationError, match="统一社会信用代码"):
        validate_credit_code(code)


def test_a_code_is_taken_as_people_type_it() -> None:
    assert tidy_credit_code(" ９１３５０１００ｍ０００１００ｙ４３ ") == "91350100M000100Y43"
    assert tidy_credit_code("9135 0100 m000 100y43") == "91350100M000100Y43"


@given(st.text(ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(first: str, place: int, other: str) -> None:
    code = first + check_character(first)
    changed = code[:place] + other + code[place + 1 :]

    assert credit_code_problem(code) == ""
    assert bool(credit_code_problem(changed)) is (changed != code)
