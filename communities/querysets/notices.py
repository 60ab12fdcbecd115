"""公告 and objections to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Case, Q, When
from django.utils import timezone

from communities.choices import (
    NOTICE_HUNG,
    NOTICE_WRITERS,
    OFFICIALS,
    NoticeSeverity,
    NoticeState,
    Role,
)
from communities.querysets.base import ScopedQuerySet, within_places

if TYPE_CHECKING:
    from datetime import date

    from communities.models import Notice, Objection
    from communities.querysets.base import AnyUser


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    """公告公示: what hangs is public; drafts are read by those who work in the place."""

    writers = NOTICE_WRITERS

    def public(self) -> Self:
        """Published, from its first day on; nothing of a complex that is not listed (yet)."""
        return self.once_public().filter(state=NoticeState.PUBLISHED)

    def once_public(self) -> Self:
        """What anybody was ever shown: what was withdrawn too, whose page says so."""
        return self.filter(state__in=NOTICE_HUNG, shown_from__lte=timezone.localdate()).exclude(
            complex__is_listed=False
        )

    def shared_with_those_below(self) -> Q:
        """What a community hangs out also hangs in its complexes."""
        return Q(state=NoticeState.PUBLISHED)

    def decidable_by(self, user: AnyUser) -> Self:
        """Of places that the user serves as an official: his to pass, return and confirm."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(within_places(user, OFFICIALS))

    def waiting(self) -> Self:
        """Submitted, or put up as an emergency and not confirmed by another yet (补审)."""
        return self.filter(
            Q(state=NoticeState.SUBMITTED) | Q(state=NoticeState.PUBLISHED, approved_at=None)
        )

    def on_show(self, today: date) -> Self:
        """Within its display period (公示期), both days included."""
        return self.filter(
            state=NoticeState.PUBLISHED, shown_from__lte=today, shown_until__gte=today
        )

    def over(self, today: date) -> Self:
        return self.filter(state=NoticeState.PUBLISHED, shown_until__lt=today)

    def on_board_of(
        self, *, sub_district_id: int | None, community_id: int | None, complex_id: int | None
    ) -> Self:
        """A place's own notices, and those of the places above it."""
        wanted = Q(community=None, sub_district=sub_district_id)
        if community_id is not None:
            wanted |= Q(complex=None, community=community_id)
        if complex_id is not None:
            wanted |= Q(complex=complex_id)
        return self.filter(wanted)

    def newest_first(self) -> Self:
        """Emergencies before everything else, then by when they were put up."""
        is_urgent = Case(When(severity=NoticeSeverity.URGENT, then=0), default=1)
        return self.order_by(is_urgent, "-published_at", "-pk")


class ObjectionQuerySet(ScopedQuerySet["Objection"]):
    """异议: never public; read and answered by those who serve the notice's place."""

    readers = NOTICE_WRITERS | {Role.AUDITOR}
    writers = NOTICE_WRITERS

    def open(self) -> Self:
        return self.filter(answered_at=None)
