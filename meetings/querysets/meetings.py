"""Who reads and writes which meeting: party life stays within the Party, the rest with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q, QuerySet
from django.utils import timezone

from communities.choices import OFFICIALS, READERS
from communities.querysets import ScopedQuerySet, of_ancestors, within_places
from communities.querysets.base import Row
from meetings.choices import (
    AGREED,
    COMING,
    MEETING_WRITERS,
    PARTY_LIFE,
    PARTY_LIFE_READERS,
    PARTY_LIFE_WRITERS,
    TO_DO,
    TOOK_PLACE,
    UNSETTLED,
    VOTE_KEEPERS,
    MeetingState,
    Scope,
)
from party_building.choices import HEADS
from party_building.models import PartyPost

if TYPE_CHECKING:
    from datetime import date, datetime

    from communities.querysets import AnyUser
    from meetings.models import Meeting, MeetingRules, MeetingTopic, Resolution

# What a prefix leads to: the meeting itself, or the meeting of a part.
OF_ITSELF, OF_MEETING = "", "meeting__"


def is_party_life(prefix: str = OF_ITSELF) -> Q:
    return Q(**{f"{prefix}kind__in": PARTY_LIFE})


def published_to(scope: Scope, prefix: str = OF_ITSELF) -> Q:
    """Published to this circle; of party life nothing ever is (a CHECK says so)."""
    return Q(**{f"{prefix}scope": scope})


def at_work_of(user: AnyUser, prefix: str = OF_ITSELF) -> Q:
    """Party life by PARTY_LIFE_READERS of its place; the rest by all who work there."""
    ordinary = within_places(user, READERS) & ~is_party_life(prefix)
    return ordinary | within_places(user, PARTY_LIFE_READERS) & is_party_life(prefix)


def read_by(user: AnyUser, prefix: str = OF_ITSELF) -> Q:
    """By whoever works in its place; what was published also by those who serve a place below.

    A firm reads what its community agreed. Raises nothing for visitors: ask `public()` for them.
    """
    below = of_ancestors(user, READERS) & ~Q(**{f"{prefix}scope": ""})
    return at_work_of(user, prefix) | below


def written_by(user: AnyUser, prefix: str = OF_ITSELF) -> Q:
    """Party life by officials and branch secretaries, the rest by the three at the table too."""
    ordinary = within_places(user, MEETING_WRITERS) & ~is_party_life(prefix)
    return ordinary | within_places(user, PARTY_LIFE_WRITERS) & is_party_life(prefix)


class MeetingQuerySet(ScopedQuerySet["Meeting"]):
    def public(self) -> Self:
        """Published to residents; nothing of a complex that is not listed (yet)."""
        return self.filter(published_to(Scope.PUBLIC)).exclude(complex__is_listed=False)

    def visible_to(self, user: AnyUser) -> Self:
        if not user.is_authenticated:
            return self.public()
        return self if user.is_superuser else self.filter(read_by(user))

    def manageable_by(self, user: AnyUser) -> Self:
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(written_by(user))

    def left_behind(self, last_day: date) -> Self:
        """What an owners' body decided stays with the complex for whose owners it spoke."""
        return self.filter(owners_body__isnull=False)

    def publishable_by(self, user: AnyUser) -> Self:
        """Of places that the user serves as an official: his to publish."""
        if not user.is_authenticated:
            return self.none()
        rows = self.exclude(kind__in=PARTY_LIFE)
        return rows if user.is_superuser else rows.filter(within_places(user, OFFICIALS))

    def votable_by(self, user: AnyUser) -> Self:
        """In which the user may put something to the vote: of places whose votes he keeps."""
        rows = self.exclude(state=MeetingState.CANCELLED)
        if not user.is_authenticated:
            return rows.none()
        return rows if user.is_superuser else rows.filter(within_places(user, VOTE_KEEPERS))

    def inviting(self, user: AnyUser) -> Self:
        """On whose list the user stands, herself or as today's head of a Party organisation."""
        if not user.is_authenticated or user.person_id is None:
            return self.none()
        listed: Any = self.model._meta.get_field("attendances").related_model
        return self.filter(pk__in=listed.objects.of_account(user).values("meeting"))

    def collecting_from(self, user: AnyUser) -> Self:
        """Whose topics the user reads: at work in its place, or invited from elsewhere."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(at_work_of(user) | Q(pk__in=self.inviting(user).values("pk")))

    def party_life(self) -> Self:
        return self.filter(kind__in=PARTY_LIFE)

    def together(self) -> Self:
        """All but party life."""
        return self.exclude(kind__in=PARTY_LIFE)

    def took_place(self) -> Self:
        return self.filter(state__in=TOOK_PLACE)

    def confirmed(self) -> Self:
        """Whose minutes the chair has agreed to."""
        return self.filter(state__in=AGREED)

    def between(self, start: datetime, end: datetime) -> Self:
        """Beginning in [start, end)."""
        return self.filter(held_from__gte=start, held_from__lt=end)

    def coming(self, now: datetime) -> Self:
        return self.filter(state__in=COMING, held_from__gt=now)

    def unrecorded(self, now: datetime) -> Self:
        """Their hour has passed and nobody has written down what became of them."""
        return self.filter(state__in=COMING, held_from__lte=now)

    def of_same_body(self, meeting: Meeting) -> Self:
        """The other meetings of the body that sat in this one, in which its resolutions come back.

        A body is its kind of meeting and who meets: a Party organisation, an owners' body, a 环物委, or
        else those of the place.
        """
        return self.filter(
            kind=meeting.kind,
            sub_district=meeting.sub_district_id,
            community=meeting.community_id,
            complex=meeting.complex_id,
            party_organization=meeting.party_organization_id,
            owners_body=meeting.owners_body_id,
            env_committee=meeting.env_committee_id,
        ).exclude(pk=meeting.pk)


class PartOfMeetingQuerySet(QuerySet[Any]):
    """Agenda, attendance, minutes, pictures, steps: read and written with their meeting."""

    def _meetings(self) -> Any:
        return self.model._meta.get_field("meeting").related_model._default_manager

    def public(self) -> Self:
        return self.filter(meeting__in=self._meetings().public())

    def visible_to(self, user: AnyUser) -> Self:
        return self.filter(meeting__in=self._meetings().visible_to(user))

    def manageable_by(self, user: AnyUser) -> Self:
        return self.filter(meeting__in=self._meetings().manageable_by(user))


class AttendanceQuerySet(PartOfMeetingQuerySet):
    def of_account(self, user: AnyUser) -> Self:
        """The lines that mean this account's person: by herself, or as head of a Party organisation."""
        if not user.is_authenticated or user.person_id is None:
            return self.none()
        posts = PartyPost.objects.on(timezone.localdate()).filter(
            person=user.person_id, post__in=HEADS
        )
        led = Q(party_organization__in=posts.values("organization"))
        return self.filter(Q(person=user.person_id) | led)


class PlacedWithMeetingQuerySet(ScopedQuerySet[Row]):
    """Rows of a meeting that lie where it does: written by whoever writes it, left behind with it."""

    def manageable_by(self, user: AnyUser) -> Self:
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(written_by(user, OF_MEETING))

    def left_behind(self, last_day: date) -> Self:
        """With its meeting."""
        return self.filter(meeting__owners_body__isnull=False)


class MeetingTopicQuerySet(PlacedWithMeetingQuerySet["MeetingTopic"]):
    """Read with their meeting by those who work in its place, and by those who were invited.

    Never in public, and not by those below who read the minutes alone: who proposed is nobody's
    business outside (domain 8.2).
    """

    def public(self) -> Self:
        return self.none()

    def visible_to(self, user: AnyUser) -> Self:
        if not user.is_authenticated:
            return self.public()
        if user.is_superuser:
            return self
        meetings: Any = self.model._meta.get_field("meeting").related_model
        invited = meetings.objects.inviting(user).values("pk")
        return self.filter(at_work_of(user, OF_MEETING) | Q(meeting__in=invited))


class ResolutionQuerySet(PlacedWithMeetingQuerySet["Resolution"]):
    def public(self) -> Self:
        """With the minutes in which they stand."""
        return self.filter(published_to(Scope.PUBLIC, OF_MEETING)).exclude(complex__is_listed=False)

    def visible_to(self, user: AnyUser) -> Self:
        if not user.is_authenticated:
            return self.public()
        return self if user.is_superuser else self.filter(read_by(user, OF_MEETING))

    def unsettled(self) -> Self:
        return self.filter(state__in=UNSETTLED, meeting__state__in=AGREED)

    def overdue(self, today: date) -> Self:
        """Agreed upon, not reported done, and the deadline, which counts as a day, is over."""
        return self.filter(state__in=TO_DO, deadline__lt=today, meeting__state__in=AGREED)

    def due_between(self, first: date, last: date) -> Self:
        """With a deadline in these days and not dropped: the denominator of K31."""
        return self.filter(deadline__gte=first, deadline__lte=last).exclude(state="DROPPED")


class MeetingRulesQuerySet(ScopedQuerySet["MeetingRules"]):
    """The settings of a sub-district: read by who works there, written by its own officials."""

    def shared_with_those_below(self) -> Q:
        return Q()
