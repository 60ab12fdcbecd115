"""The rotating code of the door: for whom, for how long, and that nothing else opens it."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import override_settings

from activities.codes import (
    DOOR_LENGTH,
    SCREEN_LENGTH,
    door_code,
    form_code,
    is_door_code,
    is_form_code,
    new_screen_token,
)
from core.codes import ALPHABET

MINUTE = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
SECOND = timedelta(seconds=1)


def test_a_door_code_is_good_for_three_minutes_from_the_beginning_of_its_own() -> None:
    code = door_code(7, MINUTE)

    assert [
        is_door_code(7, code, MINUTE + timedelta(seconds=seconds)) for seconds in (0, 59, 60, 179)
    ] == [True] * 4
    assert not is_door_code(7, code, MINUTE + timedelta(minutes=3))
    assert not is_door_code(7, code, MINUTE - SECOND), "nobody scans tomorrow's code today"


def test_the_code_changes_each_minute_and_stays_within_it() -> None:
    codes = [door_code(7, MINUTE + timedelta(seconds=30 * half)) for half in range(8)]

    assert codes[::2] == codes[1::2]
    assert len(set(codes)) == 4


def test_whoever_scans_in_the_last_second_of_a_minute_has_two_more() -> None:
    code = door_code(7, MINUTE + 59 * SECOND)

    assert is_door_code(7, code, MINUTE + 179 * SECOND)


@pytest.mark.parametrize("other", [6, 8, 77])
def test_a_code_opens_no_other_session(other: int) -> None:
    assert not is_door_code(other, door_code(7, MINUTE), MINUTE)


@pytest.mark.parametrize(
    "forged",
    ["", "A", "AAAAAAAAAAAA", "A" * 5000, "王" * DOOR_LENGTH, "ABCDEFGHJKM\n", "' OR 1=1 --"],
)
def test_what_was_invented_opens_nothing(forged: str) -> None:
    assert not is_door_code(7, forged, MINUTE)
    assert not is_form_code(7, forged, MINUTE)


def test_one_changed_sign_is_noticed_and_small_letters_are_not() -> None:
    code = door_code(7, MINUTE)
    last = "B" if code.endswith("A") else "A"

    assert not is_door_code(7, code[:-1] + last, MINUTE)
    assert is_door_code(7, code.lower(), MINUTE)


def test_another_installation_has_other_codes() -> None:
    code = door_code(7, MINUTE)

    with override_settings(SECRET_KEY="another"):
        assert not is_door_code(7, code, MINUTE)
        assert door_code(7, MINUTE) != code


def test_a_forms_code_lasts_a_quarter_of_an_hour_and_is_no_door_code() -> None:
    carried = form_code(7, MINUTE)

    assert is_form_code(7, carried, MINUTE + timedelta(minutes=15) - SECOND)
    assert not is_form_code(7, carried, MINUTE + timedelta(minutes=15))
    assert not is_door_code(7, carried, MINUTE), "it can't be handed on as an address"
    assert not is_form_code(7, door_code(7, MINUTE), MINUTE)
    assert not is_form_code(8, carried, MINUTE)


def test_a_screens_token_is_long_and_without_look_alikes() -> None:
    tokens = {new_screen_token() for _ in range(200)}

    assert len(tokens) == 200
    assert {len(token) for token in tokens} == {SCREEN_LENGTH}
    assert set("".join(tokens)) <= set(ALPHABET)
