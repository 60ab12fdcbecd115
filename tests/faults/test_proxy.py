"""The fault proxy itself: each weather does to the traffic what its name says."""

from __future__ import annotations

import socket
import socketserver
import tempfile
import threading
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.faults.proxy import BLACK_HOLE, CALM, Proxy, Weather

ANSWER = b"x" * 4096


class Talker(socketserver.BaseRequestHandler):
    """Answers every line with 4 KB."""

    def handle(self) -> None:
        while self.request.recv(100):
            self.request.sendall(ANSWER)


@pytest.fixture
def proxy() -> Generator[Proxy, None, None]:
    # Not pytest's own folder: a socket's path is limited to about 107 bytes.
    with tempfile.TemporaryDirectory(prefix="honglin-") as folder:
        path = Path(folder) / "talker.sock"
        with socketserver.ThreadingUnixStreamServer(str(path), Talker) as server:
            server.daemon_threads = True
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            with Proxy(path) as opened:
                yield opened
            server.shutdown()
            thread.join()


def _ask(proxy: Proxy, client: socket.socket) -> bytes:
    client.sendall(b"?")
    answer = b""
    while len(answer) < len(ANSWER):
        part = client.recv(len(ANSWER))
        if not part:
            break
        answer += part
    return answer


def _ask_until_the_end(proxy: Proxy, client: socket.socket) -> None:
    _ask(proxy, client)
    client.recv(1)


@pytest.fixture
def client(proxy: Proxy) -> Generator[socket.socket, None, None]:
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=10) as connection:
        yield connection


def test_in_calm_weather_everything_passes(proxy: Proxy, client: socket.socket) -> None:
    assert _ask(proxy, client) == ANSWER
    assert _ask(proxy, client) == ANSWER
    assert proxy.weather == CALM


def test_latency_comes_before_each_answer(proxy: Proxy, client: socket.socket) -> None:
    with proxy.in_weather(Weather(latency=0.2)):
        began = time.monotonic()
        assert _ask(proxy, client) == ANSWER
        assert time.monotonic() - began >= 0.2


def test_a_slow_line_takes_its_time(proxy: Proxy, client: socket.socket) -> None:
    with proxy.in_weather(Weather(bytes_per_second=8192)):
        began = time.monotonic()
        assert _ask(proxy, client) == ANSWER
        assert time.monotonic() - began >= 0.4


def test_a_broken_off_answer_ends_with_a_reset(proxy: Proxy, client: socket.socket) -> None:
    with proxy.in_weather(Weather(reset_every=1)), pytest.raises(ConnectionResetError):
        _ask_until_the_end(proxy, client)


def test_only_each_so_many_th_answer_is_broken_off(proxy: Proxy, client: socket.socket) -> None:
    with proxy.in_weather(Weather(reset_every=3)):
        assert _ask(proxy, client) == ANSWER
        assert _ask(proxy, client) == ANSWER
        with pytest.raises(ConnectionResetError):
            _ask_until_the_end(proxy, client)


def test_a_black_hole_gives_back_what_it_swallowed(proxy: Proxy, client: socket.socket) -> None:
    with proxy.in_weather(BLACK_HOLE):
        client.sendall(b"?")
        client.settimeout(0.3)
        with pytest.raises(TimeoutError):
            client.recv(1)
    client.settimeout(10)

    assert client.recv(1) == b"x"


def test_a_connection_opened_in_a_black_hole_waits(proxy: Proxy) -> None:
    with proxy.in_weather(BLACK_HOLE):
        late = socket.create_connection(("127.0.0.1", proxy.port), timeout=0.3)
        late.sendall(b"?")
        with pytest.raises(TimeoutError):
            late.recv(1)
    late.settimeout(10)
    with late:
        assert late.recv(1) == b"x"


def test_a_server_that_is_away_closes_the_line(proxy: Proxy) -> None:
    proxy.upstream.unlink()
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=10) as client:
        assert client.recv(1) == b""
