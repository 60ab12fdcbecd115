"""The screen at the door (门口屏幕): opened for a session, revoked when its address went too far."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from activities.codes import new_screen_token
from activities.models import DoorScreen
from activities.queries.door import standing_screen, takes_screen
from activities.services.sign_ups import lock_session
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User


class NotPublished(DomainError):
    """A screen leads residents to a page that they may not see."""

    default_message = _("活动发布以后才能开门口屏幕")


@locking
def open_door_screen(*, session_id: int, actor: User, now: datetime) -> DoorScreen:
    """The screen of the session that works; a second call returns the same. Raises NotPublished."""
    session = lock_session(session_id)
    standing = standing_screen(session)
    if standing:
        return standing
    if not takes_screen(session):
        raise NotPublished
    return DoorScreen.objects.create(
        sub_district_id=session.sub_district_id,
        community_id=session.community_id,
        complex_id=session.complex_id,
        session=session,
        token=new_screen_token(),
        opened_at=now,
        opened_by=actor,
    )


@locking
def revoke_door_screens(*, session_id: int, actor: User, now: datetime) -> int:
    """Turns the session's screen off for good and says how many that were; the row stays."""
    lock_session(session_id)
    standing = DoorScreen.objects.standing().filter(session=session_id)
    return standing.update(revoked_at=now, revoked_by=actor)
