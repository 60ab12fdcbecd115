"""The one door to rows: `visible_to`, `manageable_by`, `public` on every placed model.

Roles are read through the reverse relation of the user, so that this module imports no model.
Admin, API, pages, exports and files all come through here (architecture 4, reliability I-20).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeAlias, TypeVar

from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from communities.choices import (
    BODY_READERS,
    FIELD_STAFF,
    GRANTABLE,
    NOTICE_HUNG,
    NOTICE_WRITERS,
    OFFICIALS,
    READERS,
    VISITORS,
    NoticeSeverity,
    NoticeState,
    Role,
)

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from communities.models import (
        Adjacency,
        CommitteeRules,
        CommitteeSeat,
        CommitteeTerm,
        Community,
        Complex,
        ComplexPlacement,
        EnvCommittee,
        EnvMember,
        Notice,
        Objection,
        OwnersBody,
        Ownership,
        RoleAssignment,
        SubDistrict,
        Survey,
        SurveyResponse,
        SurveyRound,
        ThreeDutiesCommitment,
    )

    AnyUser: TypeAlias = User | AnonymousUser

Row = TypeVar("Row", bound=models.Model)


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def active(self, on: date | None = None) -> RoleAssignmentQuerySet:
        """Valid on the day (today by default)."""
        day = on or timezone.localdate()
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)

    def of_roles(self, roles: Collection[str]) -> RoleAssignmentQuerySet:
        return self.filter(role__in=list(roles))

    def working(self) -> RoleAssignmentQuerySet:
        """Duties that read working pages: all but a resident's and a partner's."""
        return self.of_roles(READERS)

    def visible_to(self, user: AnyUser) -> RoleAssignmentQuerySet:
        """The duties in one's own places; one's own always."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(within_places(user, READERS) | Q(user_id=user.pk))

    def manageable_by(self, user: AnyUser) -> RoleAssignmentQuerySet:
        """Those that the user could have given himself (`communities.choices.GRANTABLE`)."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        allowed = Q(pk__in=[])
        for role, grantable in GRANTABLE.items():
            allowed |= within_places(user, {role}) & Q(role__in=list(grantable))
        return self.filter(allowed)

    def public(self) -> RoleAssignmentQuerySet:
        """Nobody's duties are public by this table; published contacts stand on the places."""
        return self.none()


def within_places(user: Any, roles: Collection[str], *, prefix: str = "") -> Q:
    """Rows of the places where the user holds one of the roles today, with all below them.

    `prefix` leads from the queried model to its place columns (`"session__"`); empty for placed
    models. Three indexed columns, three subqueries, no join.
    """
    duties = user.role_assignments.active().of_roles(roles)
    return (
        Q(**{f"{prefix}complex__in": duties.filter(complex__isnull=False).values("complex")})
        | Q(
            **{
                f"{prefix}community__in": duties.filter(
                    complex__isnull=True, community__isnull=False
                ).values("community")
            }
        )
        | Q(
            **{
                f"{prefix}sub_district__in": duties.filter(community__isnull=True).values(
                    "sub_district"
                )
            }
        )
    )


def of_ancestors(user: Any, roles: Collection[str]) -> Q:
    """Rows that lie on a place above the user's own: his community's, his sub-district's."""
    duties = user.role_assignments.active().of_roles(roles)
    return Q(
        complex__isnull=True,
        community__in=duties.filter(community__isnull=False).values("community"),
    ) | Q(community__isnull=True, sub_district__in=duties.values("sub_district"))


class ScopedQuerySet(models.QuerySet[Row]):
    """Base of every placed model's queryset; subclasses say what is public and who writes."""

    readers: ClassVar[frozenset[str]] = READERS
    writers: ClassVar[frozenset[str]] = OFFICIALS

    def public(self) -> Self:
        """What anybody may see without signing in: nothing, unless the model says more."""
        return self.none()

    def shared_with_those_below(self) -> Q | None:
        """Which rows of a higher place its complexes' staff may see; None: none of them."""
        return None

    def left_behind(self, last_day: date) -> Self:
        """Which rows stay with a complex that ended on this day by merging: none, unless the model says.

        A model of which a complex has only one at a time (an exclusion on the complex) says here that
        what was over by then stays: it could not stand beside the remaining complex's own.
        """
        return self.none()

    def visible_to(self, user: AnyUser) -> Self:
        """What this user may read in working pages; anonymous visitors get `public()`."""
        if not user.is_authenticated:
            return self.public()
        if user.is_superuser:
            return self
        allowed = within_places(user, self.readers)
        shared = self.shared_with_those_below()
        if shared is not None:
            allowed |= of_ancestors(user, self.readers) & shared
        return self.filter(allowed)

    def manageable_by(self, user: AnyUser) -> Self:
        """What this user may change."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(within_places(user, self.writers))


class PlaceQuerySet(ScopedQuerySet[Row]):
    """Places themselves are public knowledge; only officials change them."""

    def public(self) -> Self:
        return self.filter(is_listed=True)

    def by_pinyin(self) -> Self:
        return self.order_by("pinyin_key", "pk")


class SubDistrictQuerySet(models.QuerySet["SubDistrict"]):
    def public(self) -> SubDistrictQuerySet:
        return self.all()

    def visible_to(self, user: AnyUser) -> SubDistrictQuerySet:
        """The tenants in which the user holds any reading role."""
        if not user.is_authenticated:
            return self.public()
        if user.is_superuser:
            return self
        return self.filter(
            pk__in=user.role_assignments.active().of_roles(READERS).values("sub_district")
        )

    def manageable_by(self, user: AnyUser) -> SubDistrictQuerySet:
        """Those of which the user is an official of the whole sub-district."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        duties = user.role_assignments.active().of_roles(OFFICIALS)
        return self.filter(pk__in=duties.filter(community__isnull=True).values("sub_district"))


class CommunityQuerySet(PlaceQuerySet["Community"]):
    def visible_to(self, user: AnyUser) -> CommunityQuerySet:
        return self._through_places(user, self.readers) if user.is_authenticated else self.public()

    def manageable_by(self, user: AnyUser) -> CommunityQuerySet:
        if not user.is_authenticated:
            return self.none()
        return self._through_places(user, self.writers, own_only=True)

    def _through_places(
        self, user: Any, roles: Collection[str], *, own_only: bool = False
    ) -> CommunityQuerySet:
        if user.is_superuser:
            return self
        duties = user.role_assignments.active().of_roles(roles)
        of_community = duties.filter(community__isnull=False)
        if own_only:
            of_community = of_community.filter(complex__isnull=True)
        whole = duties.filter(community__isnull=True)
        return self.filter(
            Q(pk__in=of_community.values("community"))
            | Q(sub_district__in=whole.values("sub_district"))
        )


class ComplexQuerySet(PlaceQuerySet["Complex"]):
    """A complex is its own place: its scope columns are community, sub-district and its key."""

    def visible_to(self, user: AnyUser) -> ComplexQuerySet:
        return self._through_places(user, self.readers) if user.is_authenticated else self.public()

    def manageable_by(self, user: AnyUser) -> ComplexQuerySet:
        return self._through_places(user, self.writers) if user.is_authenticated else self.none()

    def served_by(self, user: AnyUser) -> ComplexQuerySet:
        """Where the user plans, checks in and logs: the complexes of `/field/`."""
        if not user.is_authenticated:
            return self.none()
        return self._through_places(user, OFFICIALS | FIELD_STAFF)

    def noticed_by(self, user: AnyUser) -> ComplexQuerySet:
        """For which the user writes notices."""
        return self._through_places(user, NOTICE_WRITERS) if user.is_authenticated else self.none()

    def visited_by(self, user: AnyUser) -> ComplexQuerySet:
        """Where the user goes from door to door and hands questionnaires out."""
        return self._through_places(user, VISITORS) if user.is_authenticated else self.none()

    def standing(self) -> ComplexQuerySet:
        """Not merged into another."""
        return self.filter(closed_on=None)

    def standing_on(self, day: date) -> ComplexQuerySet:
        """Not merged into another by that day: its last day counts."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gte=day))

    def in_community_on(self, community: Community, day: date) -> ComplexQuerySet:
        """Which lay in the community that day, wherever they lie now; each once.

        One call of filter: all three conditions are about the same placement.
        """
        return self.filter(
            Q(placements__valid_from=None) | Q(placements__valid_from__lte=day),
            Q(placements__valid_until=None) | Q(placements__valid_until__gte=day),
            placements__community=community,
        )

    def _through_places(self, user: Any, roles: Collection[str]) -> ComplexQuerySet:
        """Of a merged complex nobody reads, plans or chooses any more; its rows have their own scope."""
        if user.is_superuser:
            return self.standing()
        duties = user.role_assignments.active().of_roles(roles)
        return self.standing().filter(
            Q(pk__in=duties.filter(complex__isnull=False).values("complex"))
            | Q(
                community__in=duties.filter(complex__isnull=True, community__isnull=False).values(
                    "community"
                )
            )
            | Q(sub_district__in=duties.filter(community__isnull=True).values("sub_district"))
        )

    def with_mode(self, on: date) -> ComplexQuerySet:
        """Each with its `management_mode` of that day, empty where none is known; a join, no statement more."""
        held = models.FilteredRelation(
            "communities_managementperiods",
            condition=Q(communities_managementperiods__since__lte=on)
            & (
                Q(communities_managementperiods__until=None)
                | Q(communities_managementperiods__until__gte=on)
            ),
        )
        mode = Coalesce("mode_held__mode", Value(""))
        return self.alias(mode_held=held).annotate(management_mode=mode)

    def managed_as(self, mode: str) -> ComplexQuerySet:
        """Of those `with_mode`."""
        return self.filter(Q(("management_mode", mode)))

    def matching(self, typed: str) -> ComplexQuerySet:
        """By part of the name, address, pinyin or initials (`tdh` finds 跳蹬河)."""
        typed = typed.strip()
        if not typed:
            return self
        return self.filter(
            Q(name__icontains=typed)
            | Q(address__icontains=typed)
            | Q(pinyin_key__contains=typed.lower())
            | Q(community__name__icontains=typed)
        )


class BuildingQuerySet(ScopedQuerySet[Any]):
    def public(self) -> Self:
        """Building and unit numbers stand on the buildings; a form may offer them."""
        return self.filter(complex__is_listed=True)


class ResidentQuerySet(ScopedQuerySet[Any]):
    """Residents are persons: never public, seen only where one serves."""

    writers = OFFICIALS | {*FIELD_STAFF}


class OrganizationQuerySet(ScopedQuerySet[Any]):
    """Units of the neighbourhood; who serves one complex does not read the files of another's firm."""


class DatedQuerySet(ScopedQuerySet[Row]):
    """Rows that hold from a first to a last day, inclusive; no last day: until further notice."""

    first_day: ClassVar[str] = "valid_from"
    last_day: ClassVar[str] = "valid_until"

    def on(self, day: date) -> Self:
        """Those that hold on this day."""
        return self.overlapping(day, day)

    def overlapping(self, first: date, last: date | None) -> Self:
        """Those that hold on any of these days; no last day: on the first or ever after."""
        rows = self.filter(Q(**{self.last_day: None}) | Q(**{f"{self.last_day}__gte": first}))
        return rows if last is None else rows.filter(**{f"{self.first_day}__lte": last})


class DoorDutyQuerySet(DatedQuerySet[Any]):
    def left_behind(self, last_day: date) -> Self:
        """Who answered for all of it and no longer does; duties for a building go with the building."""
        return self.filter(building=None, unit=None, valid_until__lte=last_day)


class DutyLeaveQuerySet(DatedQuerySet[Any]):
    first_day = "first_day"
    last_day = "last_day"

    def left_behind(self, last_day: date) -> Self:
        """With their duty."""
        return self.filter(duty__building=None, duty__unit=None, duty__valid_until__lte=last_day)


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


# Owners' committees and 环物委


class BodyPartQuerySet(ScopedQuerySet[Row]):
    """Terms, seats, elections of a complex's body: read by BODY_READERS, written by officials."""

    readers = BODY_READERS

    def left_behind(self, last_day: date) -> Self:
        """A body spoke for the owners of its own complex and ends with it."""
        return self.all()


class OwnersBodyQuerySet(BodyPartQuerySet["OwnersBody"]):
    def public(self) -> Self:
        return self.filter(complex__is_listed=True)

    def standing(self, on: date) -> Self:
        """Founded by that day and not dissolved before it."""
        return self.filter(
            Q(founded_on=None) | Q(founded_on__lte=on), Q(ended_on=None) | Q(ended_on__gte=on)
        )


class CommitteeTermQuerySet(BodyPartQuerySet["CommitteeTerm"]):
    def public(self) -> Self:
        return self.filter(complex__is_listed=True)

    def in_office(self, on: date) -> Self:
        """The term that counts on that day: the latest begun, also when it is over.

        Its members stay until their successors begin: an overdue committee is still the one to talk
        to, and to remind.
        """
        later = self.model._default_manager.filter(
            body=models.OuterRef("body"),
            starts_on__gt=models.OuterRef("starts_on"),
            starts_on__lte=on,
        )
        return self.filter(
            ~models.Exists(later),
            Q(body__ended_on=None) | Q(body__ended_on__gte=on),
            starts_on__lte=on,
        )

    def running(self, on: date) -> Self:
        """In office and not over."""
        return self.in_office(on).filter(ends_on__gte=on)


class CommitteeSeatQuerySet(DatedQuerySet["CommitteeSeat"]):
    """Taken up on a day, perhaps left after another; read as the other parts of a body are."""

    readers = BODY_READERS
    first_day = "since"
    last_day = "until"

    def public(self) -> Self:
        return self.filter(complex__is_listed=True)

    def left_behind(self, last_day: date) -> Self:
        """With their body."""
        return self.all()


class CommitteeRulesQuerySet(ScopedQuerySet["CommitteeRules"]):
    def shared_with_those_below(self) -> Q:
        """The figures of the sub-district hold in each of its places."""
        return Q()


class EnvCommitteeQuerySet(ScopedQuerySet["EnvCommittee"]):
    readers = BODY_READERS

    def public(self) -> Self:
        return self.filter(community__is_listed=True)

    def shared_with_those_below(self) -> Q:
        """A complex's branch and owners' committee know who guides them."""
        return Q()


class EnvMemberQuerySet(DatedQuerySet["EnvMember"]):
    first_day = "since"
    last_day = "until"
    readers = BODY_READERS

    def public(self) -> Self:
        return self.filter(community__is_listed=True)

    def shared_with_those_below(self) -> Q:
        return Q()


# Territory: grids, zones, groups of complexes, streets


class TerritoryMixin:
    """How a place is divided is known to everybody in it; only officials change it."""

    def public(self) -> Self:
        """All but what lies in a place that is not listed (yet)."""
        rows: Any = self
        listed: Self = rows.exclude(complex__is_listed=False).exclude(community__is_listed=False)
        return listed

    def shared_with_those_below(self) -> Q:
        return Q()


class TerritoryQuerySet(TerritoryMixin, ScopedQuerySet[Row]):
    pass


class DatedTerritoryQuerySet(TerritoryMixin, DatedQuerySet[Row]):
    """Part of the territory from a first to a last day."""

    first_day = "since"
    last_day = "until"


class CommitmentQuerySet(TerritoryMixin, DatedQuerySet["ThreeDutiesCommitment"]):
    """门前三包: it holds from the day it was signed."""

    first_day = "signed_on"
    last_day = "until"


class AdjacencyQuerySet(ScopedQuerySet["Adjacency"]):
    """Two complexes side by side: read and written by whoever serves either of them."""

    def visible_to(self, user: AnyUser) -> Self:
        return self._beside("visible_to", user) if user.is_authenticated else self.public()

    def manageable_by(self, user: AnyUser) -> Self:
        return self._beside("manageable_by", user)

    def public(self) -> Self:
        return self.filter(one__is_listed=True, other__is_listed=True)

    def _beside(self, door: str, user: AnyUser) -> Self:
        complexes = self.model._meta.get_field("one").related_model._default_manager  # type: ignore[union-attr]  # a ForeignKey
        mine = getattr(complexes, door)(user).values("pk")
        return self.filter(Q(one__in=mine) | Q(other__in=mine))


# Ownership, and where complexes lay


class PlacementQuerySet(DatedQuerySet["ComplexPlacement"]):
    """Where complexes lay; the first of each has no first day: as long as anybody knows."""

    def visible_to(self, user: AnyUser) -> Self:
        """Of the complexes that the user sees."""
        if not user.is_authenticated:
            return self.none()
        complexes: Any = self.model._meta.get_field("complex").related_model
        return self.filter(complex__in=complexes.objects.visible_to(user))

    def manageable_by(self, user: AnyUser) -> Self:
        """Nobody writes them but the act of moving."""
        return self.none()

    def overlapping(self, first: date, last: date | None) -> Self:
        rows = self.filter(Q(valid_until=None) | Q(valid_until__gte=first))
        if last is None:
            return rows
        return rows.filter(Q(valid_from=None) | Q(valid_from__lte=last))


class OwnershipQuerySet(DatedQuerySet["Ownership"]):
    """Owners are never public; who serves the place reads them, its officials write."""

    first_day = "since"
    last_day = "until"


# Visits and surveys


class VisitQuerySet(ScopedQuerySet[Row]):
    """走访: who was at home and what a household needs is read by those who visit there, and audited."""

    readers = VISITORS | {Role.AUDITOR}
    writers = VISITORS


class SurveyQuerySet(ScopedQuerySet["Survey"]):
    """问卷: questions written for a place are asked in all below it."""

    readers = VISITORS | {Role.AUDITOR}
    writers = VISITORS

    def shared_with_those_below(self) -> Q:
        return Q()


class SurveyRoundQuerySet(ScopedQuerySet["SurveyRound"]):
    readers = VISITORS | {Role.AUDITOR}
    writers = VISITORS

    def public(self) -> Self:
        """A round that was opened: its questionnaire, and its results once they are published."""
        return self.filter(opens_on__lte=timezone.localdate()).exclude(complex__is_listed=False)

    def shared_with_those_below(self) -> Q:
        """What is asked in the whole community is handed out by its complexes' staff too."""
        return Q()

    def within_reach_of(self, user: AnyUser) -> Self:
        """Of the user's own places and below, without what is asked in the community above them."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(within_places(user, self.readers))

    def enterable_by(self, user: AnyUser) -> Self:
        """Where the user hands sheets out: his places, and the rounds of the communities above them."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(within_places(user, VISITORS) | of_ancestors(user, VISITORS))

    def publishable_by(self, user: AnyUser) -> Self:
        """Of places that the user serves as an official."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(within_places(user, OFFICIALS))


class SurveyResponseQuerySet(ScopedQuerySet["SurveyResponse"]):
    """答卷: anonymous, and still not public; only sums are shown."""

    readers = VISITORS | {Role.AUDITOR}
    writers = VISITORS
