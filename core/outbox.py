"""What a promise says and how it travels: two registries that other apps fill in `ready()`.

A renderer turns a stored promise into words at the moment it is sent, from the rows as they are
then. A channel carries the words. SMS or WeChat is one more `register_channel`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import override

from core.models import CallTask, OutboxMessage


@dataclass(frozen=True, slots=True)
class Rendered:
    """The words as the person reads or hears them; `url` is a path of this site, or nothing."""

    title: str
    body: str
    url: str = ""


Renderer = Callable[[OutboxMessage], Rendered | None]
# The same for many at once, by the messages' keys, in a number of statements that does not grow.
ManyRenderer = Callable[[Sequence[OutboxMessage]], Mapping[int, Rendered | None]]
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
_many_renderers: dict[str, ManyRenderer] = {}
_channels: dict[str, ChannelAdapter] = {}


def register(kind: str, renderer: Renderer, *, many: ManyRenderer | None = None) -> None:
    """The renderer of a kind; it answers None when the promise is no longer true.

    `many` says the same of a whole list; kinds that share one function share its statements.
    """
    _renderers[kind] = renderer
    if many:
        _many_renderers[kind] = many


def register_channel(channel: str, adapter: ChannelAdapter) -> None:
    """How this channel sends; a later call replaces an earlier one."""
    _channels[channel] = adapter


def renderer_of(kind: str) -> Renderer:
    try:
        return _renderers[kind]
    except KeyError:
        raise NobodyRegistered(f"No renderer for {kind}") from None


def render_all(messages: Iterable[OutboxMessage]) -> dict[int, Rendered | None]:
    """What each of them says now, by its key; None: no longer true. Raises NobodyRegistered."""
    alone: dict[int, Rendered | None] = {}
    together: defaultdict[ManyRenderer, list[OutboxMessage]] = defaultdict(list)
    for message in messages:
        many = _many_renderers.get(message.kind)
        if many:
            together[many].append(message)
        else:
            alone[message.pk] = renderer_of(message.kind)(message)
    for many, of_one_kind in together.items():
        alone.update(many(of_one_kind))
    return alone


def words_of_calls(tasks: Sequence[CallTask]) -> dict[int, str]:
    """What to say now on each call that is still true, by the call's key; the others are left out.

    The text that a task stores is only as old as the last delivery. `tasks` come with their outbox.
    It is Chinese in every language of the page: it is read out to a neighbour.
    """
    with override(settings.LANGUAGE_CODE):
        rendered = render_all(task.outbox for task in tasks)
    return {
        task.pk: words.body for task in tasks if (words := rendered[task.outbox_id]) is not None
    }


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
