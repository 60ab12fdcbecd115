"""The address of a person's own calendar: given, replaced, taken back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from activities.codes import new_calendar_token, token_digest
from activities.models import CalendarToken
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User


@locking
def issue_calendar_token(*, person_id: int, actor: User | None, now: datetime) -> str:
    """A new address for the calendar of this person; the one before opens nothing any more.

    The answer is the only time that the token can be read: a hash is kept.
    """
    token = new_calendar_token()
    CalendarToken.objects.update_or_create(
        person_id=person_id, defaults={"digest": token_digest(token), "created_at": now}
    )
    return token


@locking
def revoke_calendar_tokens(*, person_ids: list[int], actor: User | None, now: datetime) -> int:
    """Ends the addresses of these persons; how many there were. Ending twice is ending once."""
    ended, _by_table = CalendarToken.objects.filter(person__in=person_ids).delete()
    return ended
