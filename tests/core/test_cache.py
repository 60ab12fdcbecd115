"""Without Redis every page still works: reads miss, writes vanish, and it costs a second once."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator

import pytest
from django.core.cache import cache

from core.cache import REST_SECONDS, FailOpenRedisCache


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Takes connections and never answers them."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening


@pytest.fixture(params=["refusing", "black hole"])
def dead(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, listener: socket.socket
) -> FailOpenRedisCache:
    monkeypatch.setattr(FailOpenRedisCache, "resting_until", 0.0)
    port = listener.getsockname()[1] if request.param == "black hole" else 1
    return FailOpenRedisCache(
        f"redis://127.0.0.1:{port}/0",
        {"OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}},
    )


def knocks(listener: socket.socket) -> int:
    """How many times somebody came; each of them waited for its timeout."""
    listener.setblocking(False)
    count = 0
    with contextlib.suppress(BlockingIOError):
        while True:
            listener.accept()[0].close()
            count += 1
    return count


def test_every_operation_answers_as_if_nothing_were_cached(
    dead: FailOpenRedisCache, listener: socket.socket
) -> None:
    """An outage costs one timeout, not one a call; counted, not timed, because a busy machine is slow."""
    assert dead.get("key") is None
    assert dead.get("key", "default") == "default"
    assert dead.get_many(["a", "b"]) == {}
    assert dead.get_or_set("key", lambda: 5) == 5
    assert dead.set("key", 1) is None
    assert dead.set_many({"a": 1}) == []
    assert dead.add("lock", 1) is True
    assert dead.touch("key") is False
    assert dead.delete("key") is False
    assert dead.delete_many(["a"]) is None
    assert dead.has_key("key") is False
    assert "key" not in dead
    assert dead.incr("count") == 1
    assert dead.decr("count") == -1
    assert dead.count_up(["a", "b"], 60) == [1, 1]
    assert dead.clear() is False
    assert knocks(listener) <= 1


def test_a_living_cache_is_used_again_after_the_rest(
    dead: FailOpenRedisCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead.get("key")
    cache.set("key", "value")
    assert cache.get("key") is None  # at rest, the whole process

    monkeypatch.setattr(
        FailOpenRedisCache, "resting_until", FailOpenRedisCache.resting_until - REST_SECONDS
    )
    cache.set("key", "value")
    assert cache.get("key") == "value"


def test_an_answer_of_redis_that_is_wrong_is_told() -> None:
    with pytest.raises(ValueError, match="not found"):
        cache.incr("never-set")
