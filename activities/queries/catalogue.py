"""What a program may read: the rows of the public pages, and those of the caller's own places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from activities.models import Activity, Session, Space
from activities.queries.activity_page import with_cover, with_line

if TYPE_CHECKING:
    from activities.querysets import ActivityQuerySet, SessionQuerySet, SpaceQuerySet
    from communities.querysets import AnyUser

PLACES = ("sub_district", "community", "complex")


def readable_spaces(user: AnyUser) -> SpaceQuerySet:
    rows: SpaceQuerySet = Space.objects.public().at_listed_places() | Space.objects.visible_to(user)
    return rows.select_related(*PLACES).order_by("pk")


def readable_activities(user: AnyUser) -> ActivityQuerySet:
    public = Activity.objects.public().at_listed_places()
    rows: ActivityQuerySet = public | Activity.objects.visible_to(user)
    return with_cover(rows).select_related(*PLACES).order_by("pk")


def readable_sessions(user: AnyUser) -> SessionQuerySet:
    """In order of time, with everything that `facts_of` asks."""
    public = Session.objects.public().at_listed_places()
    rows: SessionQuerySet = public | Session.objects.visible_to(user)
    with_all: SessionQuerySet = with_line(rows).select_related("activity", "space", *PLACES)
    return with_all.order_by("starts_at", "pk")
