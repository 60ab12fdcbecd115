from __future__ import annotations

import pytest
from cryptography.fernet import Fernet, InvalidToken
from pytest_django import Settings

from accounts import phones
from accounts.phones import PhoneInvalid, normalise_contact, normalise_phone

NORMAL = "+8613812345678"


@pytest.mark.parametrize(
    "typed",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "".join(chr(ord(digit) + 0xFEE0) for digit in "13812345678"),  # full width
        "+86 138 1234 5678",
        "+8613812345678",
        "008613812345678",
        "8613812345678",
        "（138）1234-5678",
        " 138\t1234\n5678 ",
        "138—1234—5678",
    ],
)
def test_every_way_of_writing_a_mobile_is_one_number(typed: str) -> None:
    assert normalise_phone(typed) == NORMAL


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "只能是数字"),
        ("电话不详", "只能是数字"),
        ("1381234567a", "只能是数字"),
        ("1381234567", "现在是10位"),
        ("138123456789", "现在是12位"),
        ("12812345678", "13到19开头"),
        ("02888880000", "13到19开头"),
        ("١٣٨١٢٣٤٥٦٧٨", "只能是数字"),
    ],
)
def test_what_is_no_mobile_is_refused_with_the_reason(typed: str, says: str) -> None:
    with pytest.raises(PhoneInvalid, match=says):
        normalise_phone(typed)


@pytest.mark.parametrize(
    ("typed", "published"),
    [
        ("138 1234 5678", "13812345678"),
        ("02888880000", "028-88880000"),
        ("028-88880000", "028-88880000"),
        ("（028）8888 0000", "028-88880000"),
        ("010 88880000", "010-88880000"),
        ("0838-2220000", "0838-2220000"),
        ("12345", "12345"),
        ("110", "110"),
        ("400-800-1234", "4008001234"),
        ("95598", "95598"),
    ],
)
def test_a_published_contact_is_written_as_people_dial_it(typed: str, published: str) -> None:
    assert normalise_contact(typed) == published


@pytest.mark.parametrize("typed", ["", "8888", "028-888", "物业前台", "23812345678"])
def test_what_nobody_can_dial_is_no_contact(typed: str) -> None:
    with pytest.raises(PhoneInvalid, match="看不懂这个电话号码"):
        normalise_contact(typed)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [(NORMAL, "138****5678"), ("028-88880000", "028****0000"), ("110", "****"), ("", "****")],
)
def test_a_masked_phone_shows_head_and_tail_only(stored: str, shown: str) -> None:
    assert phones.mask_phone(stored) == shown


def test_the_cipher_changes_the_digest_does_not() -> None:
    assert phones.encrypt_phone(NORMAL) != phones.encrypt_phone(NORMAL)
    assert phones.phone_digest(NORMAL) == phones.phone_digest(NORMAL)
    assert phones.phone_digest(NORMAL) != phones.phone_digest("+8613812345679")
    assert len(phones.phone_digest(NORMAL)) == 64


def test_another_lookup_key_gives_another_digest(settings: Settings) -> None:
    before = phones.phone_digest(NORMAL)

    settings.PHONE_HMAC_KEY = "another"

    assert phones.phone_digest(NORMAL) != before


def test_keys_rotate_old_rows_stay_readable_new_ones_use_the_first(settings: Settings) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FIELD_KEYS = [old]
    written_before = phones.encrypt_phone(NORMAL)

    settings.FIELD_KEYS = [new, old]
    written_after = phones.encrypt_phone(NORMAL)
    assert phones.decrypt_phone(written_before) == NORMAL

    settings.FIELD_KEYS = [new]
    assert phones.decrypt_phone(written_after) == NORMAL
    with pytest.raises(InvalidToken):
        phones.decrypt_phone(written_before)
