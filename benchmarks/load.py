"""A load of plain HTTP/1.1 over kept connections, light enough to stand beside the measured server."""

from __future__ import annotations

import asyncio
import os
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
BODILESS = (204, 304)
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Taken:
    """What a load saw; seconds throughout, `cpu` of the server's processes together."""

    seconds: float = 0.0
    cpu: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    sizes: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.latencies)

    @property
    def rate(self) -> float:
        return self.count / self.seconds

    @property
    def cpu_ms(self) -> float:
        return self.cpu / self.count * 1000

    def percentile(self, share: float) -> float:
        """In milliseconds."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000

    @property
    def median(self) -> float:
        return statistics.median(self.latencies) * 1000


class _Client(asyncio.Protocol):
    """One connection: sends the next request when the last one is answered."""

    def __init__(
        self,
        following: Callable[[], bytes | None],
        taken: Taken,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
    ):
        self.following, self.taken, self.done, self.failed = following, taken, done, failed
        self.received = bytearray()
        self.wanted = 0
        self.is_over = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  a TCP connection always is
        self.transport = transport
        self._send()

    def _send(self) -> None:
        request = self.following()
        if request is None:
            self.is_over = True
            self.transport.close()
            self.done()
            return
        self.received.clear()
        self.wanted = 0
        self.began = time.perf_counter()
        self.transport.write(request)

    def connection_lost(self, error: Exception | None) -> None:
        """The server hung up before it answered."""
        if not self.is_over:
            self.failed(error or ConnectionError("The server hung up."))

    def data_received(self, data: bytes) -> None:
        self.received += data
        if not self.wanted:
            end = self.received.find(b"\r\n\r\n")
            if end < 0:
                return
            length = LENGTH.search(self.received, 0, end)
            status = int(self.received[9:12])
            if not length and status not in BODILESS:
                # Raised here it would only be logged, and the load would wait for ever.
                self.failed(RuntimeError(f"An answer {status} without its length."))
                self.transport.abort()
                return
            self.wanted = end + 4 + (int(length[1]) if length else 0)
        if len(self.received) >= self.wanted:
            self.taken.latencies.append(time.perf_counter() - self.began)
            self.taken.statuses[int(self.received[9:12])] += 1
            self.taken.sizes.append(len(self.received))
            self._send()


def run(
    port: int, requests: Iterator[bytes], *, connections: int, seconds: float, server: int
) -> Taken:
    """Sends the requests until they end or the time is over; `server` is the pid whose children
    do the work."""
    taken = Taken()
    until = time.perf_counter() + seconds

    def following() -> bytes | None:
        return next(requests, None) if time.perf_counter() < until else None

    async def load() -> None:
        loop = asyncio.get_running_loop()
        left, over = connections, loop.create_future()

        def done() -> None:
            nonlocal left
            left -= 1
            if not left and not over.done():
                over.set_result(None)

        def failed(error: Exception) -> None:
            if not over.done():
                over.set_exception(error)

        for _ in range(connections):
            await loop.create_connection(
                lambda: _Client(following, taken, done, failed), "127.0.0.1", port
            )
        await over

    cpu, began = cpu_seconds(server), time.perf_counter()
    asyncio.run(load())
    taken.seconds = time.perf_counter() - began
    taken.cpu = cpu_seconds(server) - cpu
    return taken


def get(path: str, *headers: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *headers]
    return "\r\n".join([*lines, "", ""]).encode()


def post(path: str, body: str, *headers: str) -> bytes:
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body.encode())}",
        *headers,
    ]
    return "\r\n".join([*lines, "", body]).encode()


def again_and_again(request: bytes) -> Iterator[bytes]:
    while True:
        yield request


def children(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = stat.read_text(errors="replace").rpartition(")")[2].split()[1]
        except OSError:
            continue
        if int(parent) == pid:
            found.append(int(stat.parent.name))
    return found


def cpu_seconds(pid: int) -> float:
    """User and system time of the process and its children."""
    total = 0
    for one in (pid, *children(pid)):
        fields = Path(f"/proc/{one}/stat").read_text(errors="replace").rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def resident_megabytes(pid: int) -> float:
    """Of the largest worker."""
    sizes = []
    for one in children(pid):
        status = Path(f"/proc/{one}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+)", status)
        sizes.append(int(found[1]) if found else 0)
    return max(sizes) / 1024
