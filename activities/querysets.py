"""Chainable questions about spaces, activities, sessions, sign-ups and logs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from activities.choices import LIVE_SIGN_UP_STATES, PUBLIC_STATES, SignUpState
from communities.choices import FIELD_STAFF, OFFICIALS
from communities.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from datetime import datetime

    from communities.models import Community, Complex

WORKERS = OFFICIALS | FIELD_STAFF


class WorkQuerySet(ScopedQuerySet[Any]):
    """Rows that those who serve a place write: managers and stewards as well as officials."""

    writers = WORKERS

    def at_listed_places(self) -> Self:
        """Without the complexes that are not shown to the public (yet)."""
        return self.exclude(complex__is_listed=False)


class SpaceQuerySet(WorkQuerySet):
    def public(self) -> Self:
        return self.filter(is_open=True)

    def shared_with_those_below(self) -> Q:
        """A community's rooms may be named by its complexes' activities."""
        return Q(is_open=True)


class ActivityQuerySet(WorkQuerySet):
    def public(self) -> Self:
        return self.filter(state__in=PUBLIC_STATES)

    def shared_with_those_below(self) -> Q:
        """A community-wide activity is part of a manager's work."""
        return Q(state__in=PUBLIC_STATES)


class SessionQuerySet(WorkQuerySet):
    def public(self) -> Self:
        return self.filter(activity__state__in=PUBLIC_STATES)

    def shared_with_those_below(self) -> Q:
        return Q(activity__state__in=PUBLIC_STATES)

    def on_calendar_of(self, complex_: Complex) -> Self:
        """Its own sessions, and those of its community and its sub-district (全街道)."""
        return self.filter(
            Q(complex=complex_)
            | Q(complex=None, community=complex_.community_id)
            | Q(community=None, sub_district=complex_.sub_district_id)
        )

    def of_community_and_above(self, community: Community) -> Self:
        """All of the community, its complexes' too, and what is for the whole sub-district."""
        return self.filter(
            Q(community=community) | Q(community=None, sub_district=community.sub_district_id)
        )

    def between(self, start: datetime, end: datetime) -> Self:
        """Beginning in [start, end)."""
        return self.filter(starts_at__gte=start, starts_at__lt=end)

    def standing(self) -> Self:
        """Neither cancelled itself nor of an activity that was cancelled or postponed."""
        return self.filter(cancelled_at=None).exclude(
            activity__state__in=["CANCELLED", "POSTPONED"]
        )

    def with_screen(self) -> Self:
        """Adds `screen_token`: of the door's screen that works, None where there is none."""
        standing = Q(door_screens__revoked_at=None)
        return self.alias(screen=FilteredRelation("door_screens", condition=standing)).annotate(
            screen_token=F("screen__token")
        )

    def with_room_and_waiters(self) -> Self:
        """Places free although somebody waits: what the sweep looks for (reliability I-2)."""
        waiting = self.model.objects.filter(pk=OuterRef("pk"), sign_ups__state=SignUpState.WAITING)
        return self.standing().filter(
            Exists(waiting), Q(capacity=None) | Q(taken__lt=F("capacity"))
        )


class SignUpQuerySet(WorkQuerySet):
    """Names and phones: nothing is public, and nothing reaches those on places below."""

    def live(self) -> Self:
        return self.filter(state__in=LIVE_SIGN_UP_STATES)

    def confirmed(self) -> Self:
        return self.filter(state=SignUpState.CONFIRMED)

    def in_line(self) -> Self:
        """Those who wait, first come first (the key rises under the session's lock)."""
        return self.filter(state=SignUpState.WAITING).order_by("pk")


class DoorScreenQuerySet(WorkQuerySet):
    """Opened by their token alone; listed only for those who serve the place."""

    def standing(self) -> Self:
        return self.filter(revoked_at=None)


class PhotoQuerySet(WorkQuerySet):
    """Shown by whoever wrote the log, of an activity that residents see at all (review, domain 8.8)."""

    def public(self) -> Self:
        return self.filter(is_published=True, activity__state__in=PUBLIC_STATES)


class LogQuerySet(WorkQuerySet):
    def public(self) -> Self:
        return self.filter(is_published=True, session__activity__state__in=PUBLIC_STATES)
