"""A cache that fails open: without Redis every page still works, only slower (reliability I-16)."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# After a failure Redis is left alone for this long, so that an outage costs one timeout, not one a call.
REST_SECONDS = 5.0


def _fail_open(method: Callable[..., Any], fallback: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def guarded(self: FailOpenRedisCache, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() < self.resting_until:
            return fallback(*args, **kwargs)
        try:
            return method(self, *args, **kwargs)
        except (RedisError, OSError) as error:
            type(self).resting_until = time.monotonic() + REST_SECONDS
            logger.warning("Cache unreachable, working without it: %s", type(error).__name__)
            return fallback(*args, **kwargs)

    return guarded


def _default(_key: str, default: Any = None, *_args: Any, **_kwargs: Any) -> Any:
    return default


def _nothing(*_args: Any, **_kwargs: Any) -> None:
    return None


def _false(*_args: Any, **_kwargs: Any) -> bool:
    return False


def _count_up(self: FailOpenRedisCache, keys: Sequence[str], timeout: int) -> list[int]:
    stored = [self.make_and_validate_key(key) for key in keys]
    client: Any = self._cache  # type: ignore[attr-defined]  # Django's own, not in the stubs
    with client.get_client(write=True).pipeline(transaction=False) as pipeline:
        for key in stored:
            pipeline.set(key, 0, ex=timeout, nx=True)
            pipeline.incr(key)
        return [int(count) for count in pipeline.execute()[1::2]]


class FailOpenRedisCache(RedisCache):
    """Django's Redis cache whose reads miss and whose writes vanish while Redis is away.

    `add` answers True then: a lock or throttle that cannot be kept lets people through.
    """

    resting_until: float = 0.0

    get = _fail_open(RedisCache.get, _default)
    get_many = _fail_open(RedisCache.get_many, lambda *_a, **_k: {})
    set = _fail_open(RedisCache.set, _nothing)
    set_many = _fail_open(RedisCache.set_many, lambda *_a, **_k: [])
    add = _fail_open(RedisCache.add, lambda *_a, **_k: True)
    touch = _fail_open(RedisCache.touch, _false)
    delete = _fail_open(RedisCache.delete, _false)
    delete_many = _fail_open(RedisCache.delete_many, _nothing)
    has_key = _fail_open(RedisCache.has_key, _false)
    incr = _fail_open(RedisCache.incr, lambda _key, delta=1, *_a, **_k: delta)
    clear = _fail_open(RedisCache.clear, _false)
    # Counts one for each key and returns the counts, in one round trip; a count that begins lives
    # `timeout` seconds. `incr` alone makes three of a count.
    count_up = _fail_open(_count_up, lambda keys, *_a, **_k: [1] * len(keys))
