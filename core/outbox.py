"""What a promise says and how it travels: two registries that other apps fill in `ready()`.

A renderer turns a stored promise into words at the moment it is sent, from the rows as they are
then. A channel carries the words. SMS or WeChat is one more `register_channel`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.models import OutboxMessage


@dataclass(frozen=True, slots=True)
class Rendered:
    """The words as the person reads or hears them; `url` is a path of this site, or nothing."""

    title: str
    body: str
    url: str = ""


Renderer = Callable[[OutboxMessage], Rendered | None]
Sender = Callable[[OutboxMessage, Rendered], None]


@dataclass(frozen=True, slots=True)
class ChannelAdapter:
    """How one channel sends.

    `in_database`: sending only writes rows, so it shares one transaction with "sent" and is exact.
    `may_repeat`: a provider that drops a second message with the same key; without it a sending
    whose outcome nobody knows is parked as UNCERTAIN instead of sent again (reliability I-10). Such a
    sender raises NotAccepted where it is sure; every other exception leaves the outcome unknown.
    """

    send: Sender
    in_database: bool = False
    may_repeat: bool = False


class NotAccepted(Exception):
    """The provider surely did not take the message (it refused, or was never reached): try again."""


class NobodyRegistered(LookupError):
    """A stored kind or channel has no code behind it in this process."""


_renderers: dict[str, Renderer] = {}
_channels: dict[str, ChannelAdapter] = {}


def register(kind: str, renderer: Renderer) -> None:
    """The renderer of a kind; it answers None when the promise is no longer true."""
    _renderers[kind] = renderer


def register_channel(channel: str, adapter: ChannelAdapter) -> None:
    """How this channel sends; a later call replaces an earlier one."""
    _channels[channel] = adapter


def renderer_of(kind: str) -> Renderer:
    try:
        return _renderers[kind]
    except KeyError:
        raise NobodyRegistered(f"No renderer for {kind}") from None


def adapter_of(channel: str) -> ChannelAdapter:
    try:
        return _channels[channel]
    except KeyError:
        raise NobodyRegistered(f"No sender for {channel}") from None


def unrepeatable_channels() -> list[str]:
    """Channels on which a lost outcome must not lead to a second message."""
    return [
        name
        for name, adapter in _channels.items()
        if not adapter.in_database and not adapter.may_repeat
    ]
