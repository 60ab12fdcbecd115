"""A small fault proxy: a TCP port in front of a server, whose behaviour is switched while it runs.

It stands between an instance and its PostgreSQL or Redis. The faults touch the server's answers, as
those are what a client waits for; a black hole swallows both directions and gives them back later, as
a cable that is plugged in again does.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CHUNK = 64 * 1024
TICK = 0.02
# Sends RST instead of FIN at close: what was not sent yet is thrown away.
LINGER_ZERO = struct.pack("ii", 1, 0)


@dataclass(frozen=True)
class Weather:
    """What happens to the traffic; by default nothing.

    `latency` in seconds before each answer; `bytes_per_second` of all answers of one connection;
    `reset_every`: each n-th answer is broken off in the middle with RST; `is_black_hole`: nothing
    moves, new connections are accepted and left alone.
    """

    latency: float = 0.0
    bytes_per_second: int = 0
    reset_every: int = 0
    is_black_hole: bool = False


CALM = Weather()
LATENCY = Weather(latency=0.5)
RESET = Weather(reset_every=6)
BLACK_HOLE = Weather(is_black_hole=True)
SLOW = Weather(bytes_per_second=2048)


class Proxy:
    """One listening port on this machine, in front of a unix socket. Use as a context manager."""

    def __init__(self, upstream: Path) -> None:
        self.upstream = upstream
        self.weather = CALM
        self.answers = 0
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"proxy {upstream}", daemon=True)

    def __enter__(self) -> Proxy:
        self._thread.start()
        assert self._ready.wait(10), "the proxy does not listen"
        return self

    def __exit__(self, *_exception: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    @contextmanager
    def in_weather(self, weather: Weather) -> Generator[None, None, None]:
        self.weather = weather
        try:
            yield
        finally:
            self.weather = CALM

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            asyncio.start_server(self._serve, "127.0.0.1", 0, limit=CHUNK)
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        try:
            self._loop.run_forever()
        finally:
            server.close()
            tasks = asyncio.all_tasks(self._loop)
            for task in tasks:
                task.cancel()
            self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
            self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        upstream_writer = None
        try:
            await self._pass_black_hole()
            upstream_reader, upstream_writer = await asyncio.open_unix_connection(
                str(self.upstream), limit=CHUNK
            )
            await self._until_one_ends(
                self._pump(reader, upstream_writer, self._forward),
                self._pump(upstream_reader, writer, self._answer),
            )
        except (OSError, asyncio.CancelledError):
            # The server is away, or either side was cut off: so is the other then. A cancelled task
            # would be an error in the log of asyncio's own callback.
            pass
        finally:
            for end in (writer, upstream_writer):
                if end is not None:
                    with contextlib.suppress(OSError, RuntimeError):
                        end.close()

    async def _until_one_ends(self, *pumps: Awaitable[None]) -> None:
        tasks = [asyncio.ensure_future(pump) for pump in pumps]
        try:
            done, _running = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _pump(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        send: Callable[[asyncio.StreamWriter, bytes], Awaitable[None]],
    ) -> None:
        while data := await reader.read(CHUNK):
            await self._pass_black_hole()
            await send(writer, data)

    async def _forward(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        writer.write(data)
        await writer.drain()

    async def _answer(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        weather = self.weather
        self.answers += 1
        if weather.reset_every and self.answers % weather.reset_every == 0:
            await self._break_off(writer, data)
        await asyncio.sleep(weather.latency)
        step = max(weather.bytes_per_second // 10, 1) if weather.bytes_per_second else len(data)
        for start in range(0, len(data), step):
            if start and self.weather is weather:
                await asyncio.sleep(0.1)
            writer.write(data[start : start + step])
            await writer.drain()

    async def _break_off(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        """Half of the answer, then RST."""
        writer.write(data[: len(data) // 2])
        await writer.drain()
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_ZERO)
        writer.transport.abort()
        raise ConnectionResetError

    async def _pass_black_hole(self) -> None:
        while self.weather.is_black_hole:
            await asyncio.sleep(TICK)
