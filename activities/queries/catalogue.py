"""What a program may read: the rows of the public pages, and those of the caller's own places."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from activities.models import Activity, Session, Space
from activities.queries.activity_page import with_cover, with_line
from activities.querysets import WorkQuerySet

if TYPE_CHECKING:
    from activities.querysets import ActivityQuerySet, SessionQuerySet, SpaceQuerySet
    from communities.querysets import AnyUser

Rows = TypeVar("Rows", bound=WorkQuerySet)
PLACES = ("sub_district", "community", "complex")


def readable_spaces(user: AnyUser) -> SpaceQuerySet:
    return _readable(Space.objects.all(), user).order_by("pk")


def readable_activities(user: AnyUser) -> ActivityQuerySet:
    return with_cover(_readable(Activity.objects.all(), user)).order_by("pk")


def readable_sessions(user: AnyUser) -> SessionQuerySet:
    """In order of time, with everything that `facts_of` asks."""
    rows: SessionQuerySet = with_line(_readable(Session.objects.all(), user))
    return rows.select_related("activity", "space", *PLACES).order_by("starts_at", "pk")


def _readable(rows: Rows, user: AnyUser) -> Rows:
    """Public at listed places; for whoever serves somewhere also what he sees there."""
    shown = rows.public().at_listed_places()
    if user.is_authenticated:
        shown |= rows.visible_to(user)
    return shown.select_related(*PLACES)
