"""Refusals that a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class DomainError(Exception):
    """A rule refuses; `message` is one Chinese sentence that says why and, where it can, what to do.

    Subclasses are named for the sentence (`ActivityFull`) and give it as `default_message`.
    `core.web.handle_domain_errors` turns them into a page message or a 409 fragment.
    """

    default_message: ClassVar[str | StrPromise] = ""

    def __init__(self, message: str | StrPromise = "") -> None:
        self.message = str(message or self.default_message)
        super().__init__(self.message)
