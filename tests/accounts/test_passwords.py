from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError

from accounts.models import User


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("elevenchars", ["密码太短了，至少要12位"]),
        ("password1234", ["这个密码太常见了。"]),
        ("a-steward-named", ["密码跟 用户名 太相似了。"]),
    ],
)
def test_a_weak_password_is_refused_in_chinese(password: str, says: list[str]) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, User(username="a-steward-name"))

    assert refusal.value.messages == says


def test_twelve_characters_of_ones_own_will_do() -> None:
    validate_password("mei-hua-kai-l", User(username="steward"))


def test_the_rule_is_told_beforehand() -> None:
    assert "密码至少12位" in password_validators_help_texts()
