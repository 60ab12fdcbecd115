from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache

from core.throttle import Try, _key, forget_tries, is_over_any_limit, is_over_limit


def tries(number: int, who: str = "13812345678") -> list[bool]:
    return [is_over_limit("find", who, limit=3, seconds=60) for _ in range(number)]


def test_after_the_limit_every_try_is_over_it() -> None:
    assert tries(5) == [False, False, False, True, True]
    assert tries(1, "13900000000") == [False]


def test_each_of_several_counts_goes_on_also_behind_one_that_refuses() -> None:
    phone, device = Try("find", "13812345678", 1), Try("device", "abc", 3)
    nobody = Try("address", "", 0)

    answers = [is_over_any_limit([phone, device, nobody], seconds=60) for _ in range(3)]

    assert answers == [False, True, True]
    assert is_over_any_limit([device], seconds=60)


def test_a_count_ends_with_its_window() -> None:
    tries(1)

    key = cache.make_key(_key("find", "13812345678"))
    assert 0 < cache._cache.get_client().ttl(key) <= 60


def test_a_right_answer_begins_anew() -> None:
    tries(3)
    forget_tries("find", "13812345678")

    assert tries(1) == [False]


def test_nobody_is_named_in_the_cache() -> None:
    tries(1)

    assert cache.get("tries:find:13812345678") is None


def test_without_redis_nobody_is_refused(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(type(cache._connections["default"]), "resting_until", float("inf"))

    assert tries(9) == [False] * 9
