"""Writers of spaces (阵地)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from accounts.text import tidy
from activities.models import Space
from activities.services.planning import Where
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User


@locking
def save_space(
    *, where: Where, name: str, details: dict[str, Any], actor: User, now: datetime
) -> Space:
    """The space of this name at this place, made or brought up to date."""
    space, _new = Space.objects.update_or_create(
        **where.columns(), name=tidy(name), defaults=details
    )
    return space
