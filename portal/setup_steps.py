"""What is left to do before a sub-district works: steps that apps further up add to the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core.page_parts import Tag

if TYPE_CHECKING:
    from accounts.models import User
    from core.page_parts import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: what stands already, and where it is done."""

    title: str
    text: str
    is_done: bool = False
    links: tuple[Link, ...] = ()

    @property
    def tag(self) -> Tag:
        if self.is_done:
            return Tag("ok", "check", _("已做"))
        return Tag("info", "clock", _("待做"))


StepMaker = Callable[["User"], Step | None]
_makers: list[StepMaker] = []


def register(maker: StepMaker) -> StepMaker:
    """Called in `AppConfig.ready()`; None from it means: not for this user."""
    if maker not in _makers:
        _makers.append(maker)
    return maker


def further_steps(user: User) -> list[Step]:
    return [step for maker in _makers if (step := maker(user)) is not None]
