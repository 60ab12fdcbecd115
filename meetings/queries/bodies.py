"""Who may meet: Party organisations with their leaders and head counts, owners' bodies, places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from accounts.models import Person
from communities.choices import Role
from communities.models import (
    CommitteeSeat,
    Complex,
    DoorDuty,
    EnvCommittee,
    EnvMember,
    OwnersBody,
    RoleAssignment,
)
from communities.queries.bodies import rules_of as committee_rules_of
from communities.queries.reach import AnyPlace, Reach
from communities.querysets import within_places
from meetings.choices import MEETING_WRITERS, PARTY_LIFE_WRITERS, MeetingKind
from meetings.models import Meeting, MeetingRules
from party_building.choices import COMMITTEE_POSTS, HEADS, PartyKind
from party_building.models import MemberCount, PartyMember, PartyOrganization, PartyPost

if TYPE_CHECKING:
    from accounts.models import User
    from communities.models import CommitteeRules
    from party_building.querysets import PartyOrganizationQuerySet

# A page of check boxes that one can still look through.
MOST_LEADERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the record of a meeting may begin with: how many are due, who leads, where it was last."""

    due: int | None
    head: PartyPost | None
    posts: list[PartyPost]
    spot: str


def recorded_organizations(user: User, *, kind: str, on: date) -> PartyOrganizationQuerySet:
    """The organisations whose life the user writes down: groups for a group's meeting, else the others."""
    seen: PartyOrganizationQuerySet = PartyOrganization.objects.visible_to(user).on(on)
    own = seen if user.is_superuser else seen.filter(within_places(user, PARTY_LIFE_WRITERS))
    is_group = kind == MeetingKind.GROUP
    rows = own.filter(kind=PartyKind.GROUP) if is_group else own.exclude(kind=PartyKind.GROUP)
    return rows.order_by("pinyin_key", "pk")


def led_by(user: User, rows: PartyOrganizationQuerySet, *, on: date) -> PartyOrganization | None:
    """The first of them that the user leads on that day."""
    if user.person_id is None:
        return None
    posts = PartyPost.objects.on(on).filter(person=user.person_id, post__in=HEADS)
    return rows.filter(pk__in=posts.values("organization")).first()


def expected_at(organization: PartyOrganization, *, kind: str, on: date) -> Expected:
    """Posts of the day, the head count of the day, the place of the last such meeting."""
    posts = list(
        PartyPost.objects.on(on)
        .filter(organization=organization)
        .select_related("person")
        .order_by("since", "pk")
    )
    committee = {post.person_id for post in posts if post.post in COMMITTEE_POSTS}
    due = len(committee) if kind == MeetingKind.COMMITTEE else member_count(organization, on=on)
    last = Meeting.objects.took_place().filter(party_organization=organization).exclude(spot="")
    return Expected(
        due=due or None,
        head=next((post for post in posts if post.post in HEADS), None),
        posts=posts,
        spot=last.order_by("-held_from").values_list("spot", flat=True).first() or "",
    )


def member_count(organization: PartyOrganization, *, on: date) -> int:
    """Full and probationary members: the latest count by that day, else those who are registered."""
    counted = (
        MemberCount.objects.filter(organization=organization, as_of__lte=on)
        .order_by("-as_of")
        .values_list("full", "probationary")
        .first()
    )
    if counted:
        return sum(counted)
    members = PartyMember.objects.on(on)
    if organization.kind == PartyKind.GROUP:
        return members.filter(group=organization).count()
    return members.filter(organization=organization).count()


def leaders_of(meeting: Meeting, *, on: date) -> list[Person]:
    """Who leads or answers for something in the meeting's place that day, by pinyin: whom one trains.

    Heads of buildings, grid workers and stewards, seats of owners' bodies and 环物委, published Party
    posts, and accounts with a duty. K44 counts those of them who came to a training.
    """
    inside = _inside(meeting)
    seats = CommitteeSeat.objects.on(on).filter(inside)
    members = EnvMember.objects.on(on).filter(inside)
    duties = DoorDuty.objects.on(on).filter(inside)
    posts = PartyPost.objects.on(on).filter(inside, is_published=True)
    roles = RoleAssignment.objects.active(on).filter(inside).exclude(role=Role.RESIDENT)
    met = Q(pk__in=roles.values("user__person"))
    for rows in (seats, members, duties, posts):
        met |= Q(pk__in=rows.values("person"))
    return list(Person.objects.filter(met).order_by("pinyin_key", "pk")[:MOST_LEADERS])


def _inside(meeting: Meeting) -> Q:
    """Rows of the meeting's place and below it."""
    if meeting.complex_id is not None:
        return Q(complex=meeting.complex_id)
    if meeting.community_id is not None:
        return Q(community=meeting.community_id)
    return Q(sub_district=meeting.sub_district_id)


def meeting_places(user: User) -> list[AnyPlace]:
    """For which the user calls meetings: the widest first, complexes by pinyin."""
    reach = Reach.of(user, complexes=kept_complexes(user))
    return [*reach.sub_districts, *reach.communities, *reach.complexes]


def kept_complexes(user: User) -> Any:
    return Complex.objects.served_as(user, MEETING_WRITERS).select_related(
        "community", "sub_district"
    )


def kept_env_committees(user: User) -> Any:
    rows = EnvCommittee.objects.visible_to(user).select_related("community", "sub_district")
    own = rows if user.is_superuser else rows.filter(within_places(user, MEETING_WRITERS))
    return own.order_by("community__pinyin_key")


def owners_body_of(complex_: Complex, *, on: date) -> OwnersBody | None:
    """Who calls its owners' assembly; none where nobody is elected yet."""
    return OwnersBody.objects.filter(complex=complex_).standing(on).order_by("pk").first()


def rules_of(sub_district_id: int) -> MeetingRules:
    """The sub-district's figures; where it has saved none, the defaults."""
    saved = MeetingRules.objects.filter(sub_district=sub_district_id).first()
    return saved or MeetingRules(sub_district_id=sub_district_id)


def owners_rules_of(sub_district_id: int) -> CommitteeRules:
    """Its figures for owners' assemblies, which stand with the committees'."""
    return committee_rules_of(sub_district_id)
